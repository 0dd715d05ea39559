//! Programs that read papers: poppler, tesseract, zbar.

use std::path::Path;
use std::process::Command;

/// A program of the machine; says that it is missing where it is.
pub fn program(name: &str) -> Option<Command> {
    let there = Command::new(name).arg("--help").output().is_ok();
    if !there {
        println!("skipped: {name} is not installed");
        return None;
    }
    Some(Command::new(name))
}

/// What a program prints.
#[track_caller]
pub fn said(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// A word on a page with its box in points: left, top, right, bottom.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub page: usize,
    pub text: String,
    pub area: [f32; 4],
}

/// The words of a PDF with their places.
pub fn words(pdf: &[u8]) -> Option<Vec<Word>> {
    let mut program = program("pdftotext")?;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    let html = said(program.arg("-bbox").arg(&file).arg("-"));
    let mut words = Vec::new();
    let mut page = 0;
    for line in html.lines() {
        if line.contains("<page ") {
            page += 1;
        }
        let Some((head, rest)) = line
            .split_once("<word ")
            .and_then(|(_, l)| l.split_once('>'))
        else {
            continue;
        };
        let number = |name: &str| -> f32 {
            let (_, after) = head.split_once(&format!("{name}=\"")).unwrap();
            after.split('"').next().unwrap().parse().unwrap()
        };
        let text = rest.split("</word>").next().unwrap();
        let text = text
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
        words.push(Word {
            page,
            text,
            area: [
                number("xMin"),
                number("yMin"),
                number("xMax"),
                number("yMax"),
            ],
        });
    }
    Some(words)
}

/// The text of a PDF in the order of the file, which is the order in which it is read.
pub fn text(pdf: &[u8]) -> Option<String> {
    let mut program = program("pdftotext")?;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    Some(said(program.arg("-raw").arg(&file).arg("-")))
}

/// A page as points of grey: width, height, 0 black to 255 white.
pub struct Raster {
    pub width: usize,
    pub height: usize,
    pub points: Vec<u8>,
}

/// Draws a page of a PDF at so many dots an inch, and leaves it as `page.pgm` in a folder.
pub fn raster(pdf: &[u8], page: usize, dpi: u32, folder: &Path) -> Option<Raster> {
    let mut program = program("pdftoppm")?;
    let file = folder.join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    let page = page.to_string();
    said(
        program
            .args(["-gray", "-singlefile", "-r", &dpi.to_string()])
            .args(["-f", &page, "-l", &page])
            .arg(&file)
            .arg(folder.join("page")),
    );
    let bytes = std::fs::read(folder.join("page.pgm")).unwrap();
    let mut at = 0;
    let mut header = Vec::new();
    while header.len() < 4 {
        let end = at
            + bytes[at..]
                .iter()
                .position(u8::is_ascii_whitespace)
                .unwrap();
        header.push(std::str::from_utf8(&bytes[at..end]).unwrap().to_owned());
        at = end + 1;
    }
    Some(Raster {
        width: header[1].parse().unwrap(),
        height: header[2].parse().unwrap(),
        points: bytes[at..].to_vec(),
    })
}
