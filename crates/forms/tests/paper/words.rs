//! The words of a PDF as poppler's pdftotext sees them.

use std::io::Write;
use std::process::{Command, Stdio};

/// A word and its box in points from the top left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge.
    pub y1: f32,
}

/// The words of each page, or none when pdftotext is not installed.
pub fn courier(pdf: &[u8]) -> Option<Vec<Vec<Word>>> {
    let spawned = Command::new("pdftotext")
        .args(["-bbox", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = spawned else {
        eprintln!("skipped: pdftotext is not installed, so the places of words were not looked at");
        return None;
    };
    let mut stdin = child.stdin.take().unwrap();
    let bytes = pdf.to_vec();
    let feeder = std::thread::spawn(move || stdin.write_all(&bytes));
    let out = child.wait_with_output().unwrap();
    feeder.join().unwrap().unwrap();
    assert!(
        out.stderr.is_empty(),
        "pdftotext: {}",
        String::from_utf8_lossy(&out.stderr)
    );
    let html = String::from_utf8(out.stdout).unwrap();
    Some(
        html.split("<page ")
            .skip(1)
            .map(|page| page.lines().filter_map(word).collect())
            .collect(),
    )
}

fn word(line: &str) -> Option<Word> {
    let line = line.trim().strip_prefix("<word ")?;
    let (head, rest) = line.split_once('>')?;
    let number = |name: &str| -> Option<f32> {
        head.split_once(&format!("{name}=\""))?
            .1
            .split_once('"')?
            .0
            .parse()
            .ok()
    };
    let text = rest.strip_suffix("</word>")?;
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    Some(Word {
        text,
        x0: number("xMin")?,
        y0: number("yMin")?,
        x1: number("xMax")?,
        y1: number("yMax")?,
    })
}

/// The words of a text with the number of characters before each.
pub fn split(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let mut words = Vec::new();
    for word in text.split(' ') {
        if !word.is_empty() {
            words.push((at, word));
        }
        at += word.len() + 1;
    }
    words
}
