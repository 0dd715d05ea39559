//! What a file is at all, told from how it begins, so that a biller who picked a PDF is told that it
//! is a PDF and not that segment 1 is wrong.

use crate::{Finding, Place};

/// What a file seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// X12 that begins with an ISA, perhaps after blanks or a byte order mark.
    X12,
    /// X12 segments without an ISA before them.
    X12Part,
    /// No bytes, or blanks only.
    Empty,
    /// Nothing but zero bytes.
    Zeros,
    /// A PDF.
    Pdf,
    /// A zip archive.
    Zip,
    /// A gzip, 7z, rar, xz, bzip2 or tar archive.
    Archive,
    /// A Word, Excel or PowerPoint file, new or old.
    Office,
    /// A PNG, JPEG, GIF, TIFF, BMP or WebP picture.
    Picture,
    /// An encrypted or signed PGP file.
    Pgp,
    /// An RTF document.
    Rtf,
    /// A web page.
    Html,
    /// XML.
    Xml,
    /// JSON.
    Json,
    /// An HL7 version 2 message.
    Hl7,
    /// An EDIFACT interchange.
    Edifact,
    /// A program for Windows, Linux or macOS.
    Program,
    /// A SQLite database.
    Database,
    /// Text of another kind.
    Text,
    /// Bytes that are not text.
    Binary,
}

impl Kind {
    /// The kind in words that follow "this is": `a PDF`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::X12 => "an X12 file",
            Kind::X12Part => "a part of an X12 file",
            Kind::Empty => "an empty file",
            Kind::Zeros => "a file of zero bytes only",
            Kind::Pdf => "a PDF",
            Kind::Zip => "a zip archive",
            Kind::Archive => "a packed archive",
            Kind::Office => "a Word, Excel or PowerPoint file",
            Kind::Picture => "a picture",
            Kind::Pgp => "a PGP encrypted or signed file",
            Kind::Rtf => "an RTF document",
            Kind::Html => "a web page",
            Kind::Xml => "an XML file",
            Kind::Json => "a JSON file",
            Kind::Hl7 => "an HL7 message",
            Kind::Edifact => "an EDIFACT file",
            Kind::Program => "a program",
            Kind::Database => "a database",
            Kind::Text => "a text",
            Kind::Binary => "a file of unknown kind",
        }
    }

    /// What a biller does when this is not the X12 file that was wanted.
    fn way_out(self) -> &'static str {
        match self {
            Kind::X12 | Kind::X12Part => "Import it",
            Kind::Empty | Kind::Zeros => "Get the file again from whoever sent it",
            Kind::Zip | Kind::Archive => "Unpack it and import the files inside",
            Kind::Pgp => "Decrypt it with the key that the sender expects, then import the result",
            Kind::Office | Kind::Pdf | Kind::Picture | Kind::Rtf | Kind::Html => {
                "Ask the clearinghouse for the claim file itself; it begins with ISA"
            }
            Kind::Xml
            | Kind::Json
            | Kind::Hl7
            | Kind::Edifact
            | Kind::Program
            | Kind::Database
            | Kind::Text
            | Kind::Binary => "Pick the claim file; it begins with ISA",
        }
    }

    /// Whether an ISA may still come further on: a mail or a log may stand before one.
    pub(crate) fn may_hold_isa(self) -> bool {
        matches!(
            self,
            Kind::X12 | Kind::X12Part | Kind::Text | Kind::Binary | Kind::Zeros
        )
    }

    /// The finding for a file without any X12 in it.
    pub fn finding(self) -> Finding {
        let text = match self {
            Kind::Empty => format!("The file is empty. {}.", self.way_out()),
            Kind::Zeros => {
                format!("The file holds nothing but zero bytes. {}.", self.way_out())
            }
            _ => format!(
                "This is {}, not an X12 file. {}.",
                self.name(),
                self.way_out()
            ),
        };
        let code = if self == Kind::Empty {
            "file-empty"
        } else {
            "not-x12"
        };
        Finding::fix(code, Place::default(), text)
    }
}

/// How files of other kinds begin.
const BEGINNINGS: &[(&[u8], Kind)] = &[
    (b"%PDF", Kind::Pdf),
    (b"PK\x03\x04", Kind::Zip),
    (b"PK\x05\x06", Kind::Zip),
    (b"\x1f\x8b", Kind::Archive),
    (b"7z\xbc\xaf\x27\x1c", Kind::Archive),
    (b"Rar!\x1a\x07", Kind::Archive),
    (b"\xfd7zXZ\0", Kind::Archive),
    (b"BZh", Kind::Archive),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind::Office),
    (b"\x89PNG\r\n", Kind::Picture),
    (b"\xff\xd8\xff", Kind::Picture),
    (b"GIF8", Kind::Picture),
    (b"II*\0", Kind::Picture),
    (b"MM\0*", Kind::Picture),
    (b"BM", Kind::Picture),
    (b"RIFF", Kind::Picture),
    (b"-----BEGIN PGP", Kind::Pgp),
    (b"{\\rtf", Kind::Rtf),
    (b"<?xml", Kind::Xml),
    (b"MSH|", Kind::Hl7),
    (b"FHS|", Kind::Hl7),
    (b"BHS|", Kind::Hl7),
    (b"\x0bMSH|", Kind::Hl7),
    (b"UNA", Kind::Edifact),
    (b"UNB+", Kind::Edifact),
    (b"MZ", Kind::Program),
    (b"\x7fELF", Kind::Program),
    (b"\xcf\xfa\xed\xfe", Kind::Program),
    (b"SQLite format 3\0", Kind::Database),
];

/// Segments that a cut file may begin with.
const SEGMENTS: &[&[u8]] = &[
    b"GS", b"ST", b"TA1", b"BHT", b"BPR", b"TRN", b"HL", b"NM1", b"N1", b"N2", b"N3", b"N4",
    b"PER", b"PRV", b"SBR", b"PAT", b"DMG", b"REF", b"CLM", b"DTP", b"DTM", b"HI", b"LX", b"SV1",
    b"SV2", b"SV3", b"CLP", b"CAS", b"SVC", b"AMT", b"PLB", b"SE", b"GE", b"IEA",
];

/// Element separators that are believed without an ISA.
const SEPARATORS: &[u8] = b"*|^~!\x1c\x1d\x1e\x1f";

/// Tells what a file is from its first bytes; a few thousand are enough.
///
/// UTF-16 has to be made UTF-8 before; the reader does.
pub fn sniff(start: &[u8]) -> Kind {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    if start.is_empty() {
        return Kind::Empty;
    }
    if start.iter().all(|&b| b == 0) {
        return Kind::Zeros;
    }
    let text = after_blanks(start);
    if text.is_empty() {
        return Kind::Empty;
    }
    if text.starts_with(b"ISA") && text.get(3).is_none_or(|&b| may_separate(b)) {
        return Kind::X12;
    }
    if starts_with_segment(text) {
        return Kind::X12Part;
    }
    if let Some(&(_, kind)) = BEGINNINGS
        .iter()
        .find(|(begin, _)| start.starts_with(begin))
    {
        // Two and three letters also begin ordinary text, so there the rest must not be text.
        let certain = !matches!(
            kind,
            Kind::Program | Kind::Picture | Kind::Archive | Kind::Edifact
        );
        if certain || !is_text(start) || start.starts_with(b"UNA:+") || start.starts_with(b"UNB+") {
            return if kind == Kind::Zip {
                packed(start)
            } else {
                kind
            };
        }
    }
    // Mails and web servers may put a line or two before a PDF, and readers allow 1,024 bytes.
    if memchr::memmem::find(&start[..start.len().min(1024)], b"%PDF-").is_some() {
        return Kind::Pdf;
    }
    if start.get(257..262) == Some(b"ustar") {
        return Kind::Archive;
    }
    if !is_text(start) {
        return Kind::Binary;
    }
    let lower = text[..text.len().min(64)].to_ascii_lowercase();
    match text[0] {
        b'<' if lower.starts_with(b"<!doctype html") || lower.starts_with(b"<html") => Kind::Html,
        b'<' if text.starts_with(b"<?xml") => Kind::Xml,
        b'{' if text.starts_with(b"{\\rtf") => Kind::Rtf,
        b'{' | b'['
            if matches!(
                after_blanks(&text[1..]).first(),
                Some(b'"' | b'{' | b'[' | b'}')
            ) =>
        {
            Kind::Json
        }
        _ => Kind::Text,
    }
}

/// A zip archive may be a Word or Excel file.
fn packed(start: &[u8]) -> Kind {
    let head = &start[..start.len().min(2048)];
    let office = [
        &b"[Content_Types].xml"[..],
        b"word/",
        b"xl/",
        b"ppt/",
        b"opendocument",
    ];
    match office
        .iter()
        .any(|name| memchr::memmem::find(head, name).is_some())
    {
        true => Kind::Office,
        false => Kind::Zip,
    }
}

/// The bytes after blanks and control characters.
fn after_blanks(bytes: &[u8]) -> &[u8] {
    let blanks = bytes
        .iter()
        .take_while(|b| b.is_ascii_whitespace() || **b == 0)
        .count();
    &bytes[blanks..]
}

/// Whether a byte can stand after `ISA` as the element separator.
fn may_separate(b: u8) -> bool {
    !b.is_ascii_alphanumeric() && !b.is_ascii_whitespace() && b != 0 || b == b'\t'
}

/// Whether the bytes begin with a segment that billing files have.
fn starts_with_segment(bytes: &[u8]) -> bool {
    SEGMENTS.iter().any(|id| {
        bytes.starts_with(id) && bytes.get(id.len()).is_some_and(|b| SEPARATORS.contains(b))
    })
}

/// Whether bytes are text in UTF-8 or a Windows code page: few control characters, no zeros.
fn is_text(bytes: &[u8]) -> bool {
    let odd =
        |b: &&u8| **b < 0x20 && !b.is_ascii_whitespace() && !matches!(**b, 0x0b | 0x1a..=0x1f);
    let high = bytes.iter().filter(|&&b| b >= 0x80).count();
    bytes.iter().filter(odd).count() * 200 <= bytes.len()
        && (std::str::from_utf8(bytes).is_ok() || high * 4 <= bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_how_they_begin() {
        let check = |start: &[u8], expected: Kind| {
            assert_eq!(
                sniff(start),
                expected,
                "{:?}",
                String::from_utf8_lossy(start)
            );
        };
        check(b"", Kind::Empty);
        check(b"\xef\xbb\xbf", Kind::Empty);
        check(b"\r\n  \n", Kind::Empty);
        check(&[0; 500], Kind::Zeros);
        check(b"ISA*00*", Kind::X12);
        check(b"\xef\xbb\xbfISA*00*", Kind::X12);
        check(b"\r\n\r\n  ISA|00|", Kind::X12);
        check(b"ISAAC NEWTON", Kind::Text);
        check(b"ISA 100 Main", Kind::Text);
        check(
            b"GS*HC*A*B*20240101*1200*1*X*005010X222A1~ST*837*1~",
            Kind::X12Part,
        );
        check(b"ST|837|0001\nBHT|0019\n", Kind::X12Part);
        check(b"NM1,first,last\n", Kind::Text);
        check(b"%PDF-1.7\n\xe2\xe3\xcf\xd3", Kind::Pdf);
        check(b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4", Kind::Pdf);
        check(b"PK\x03\x04\x14\0\0\0\x08\0claims.txt", Kind::Zip);
        check(
            b"PK\x03\x04\x14\0\0\0\x08\0[Content_Types].xml",
            Kind::Office,
        );
        check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", Kind::Office);
        check(b"\x1f\x8b\x08\0\0\0\0\0", Kind::Archive);
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Kind::Picture);
        check(b"\xff\xd8\xff\xe0\0\x10JFIF\0", Kind::Picture);
        check(b"BMI is 23.4", Kind::Text);
        check(b"MZ\x90\0\x03\0\0\0\x04\0", Kind::Program);
        check(b"SQLite format 3\0\x10\0", Kind::Database);
        check(b"-----BEGIN PGP MESSAGE-----\n", Kind::Pgp);
        check(b"MSH|^~\\&|ADT1|MCM|", Kind::Hl7);
        check(b"UNB+UNOC:3+SENDER+RECEIVER", Kind::Edifact);
        check(b"UNABLE TO DELIVER", Kind::Text);
        check(b"<!DOCTYPE html><html>", Kind::Html);
        check(b"<?xml version=\"1.0\"?>", Kind::Xml);
        check(b"{\\rtf1\\ansi", Kind::Rtf);
        check(b"{ \"claims\": []}", Kind::Json);
        check(b"Dear Jos\xe9,\r\nplease find", Kind::Text);
        check(&[3, 200, 7, 255, 0, 1, 9, 130, 77, 2], Kind::Binary);
    }

    #[test]
    fn the_finding_says_what_it_is_and_what_to_do() {
        let text = Kind::Pdf.finding().text;
        assert!(
            text.starts_with("This is a PDF, not an X12 file. "),
            "{text}"
        );
        assert_eq!(Kind::Empty.finding().code, "file-empty");
        assert!(Kind::Zip.finding().text.contains("Unpack it"));
    }
}
