//! The fonts that the paper carries with it: how wide their letters are, how high their ink, how close
//! two of them stand, and the font program that goes into a PDF with only the letters that were used.

use std::sync::LazyLock;

use read_fonts::tables::kern::SubtableKind;
use read_fonts::types::{GlyphId, Tag};
use read_fonts::{FontRef, ReadError, TableProvider};

/// A face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Face {
    /// Inter Regular.
    Regular,
    /// Inter SemiBold.
    SemiBold,
    /// Inter Bold.
    Bold,
    /// OCR-B digits.
    Ocr,
}

/// All faces in the order of their numbers.
pub(crate) const FACES: [Face; 4] = [Face::Regular, Face::SemiBold, Face::Bold, Face::Ocr];

/// Which letters of each face were used, by their codes.
pub(crate) type Used = [[bool; 256]; 4];

/// A face as it was read.
pub(crate) struct Cut {
    /// The font file.
    bytes: &'static [u8],
    /// Units of an em.
    units: f32,
    /// Advance of each code, in units.
    widths: [u16; 256],
    /// The lowest and the highest point of the ink of each code, in units.
    ink: [(i16, i16); 256],
    /// The glyph of each code.
    glyphs: [u16; 256],
    /// How much closer two codes stand, in units: `kern[left * 256 + right]`. Empty without kerning.
    kern: Vec<i16>,
}

static CUTS: LazyLock<[Cut; 4]> = LazyLock::new(|| {
    let inter = |bytes| Cut::read(bytes).unwrap_or_else(|_| Cut::empty(bytes));
    [
        inter(include_bytes!("../../../assets/fonts/Inter-Regular.ttf")),
        inter(include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf")),
        inter(include_bytes!("../../../assets/fonts/Inter-Bold.ttf")),
        inter(include_bytes!("../../../assets/fonts/OCR-B.ttf")),
    ]
});

/// What the code page of the paper has between the end of ASCII and the letters with accents.
const SIGNS: [(char, u8); 27] = [
    ('€', 0x80),
    ('‚', 0x82),
    ('ƒ', 0x83),
    ('„', 0x84),
    ('…', 0x85),
    ('†', 0x86),
    ('‡', 0x87),
    ('ˆ', 0x88),
    ('‰', 0x89),
    ('Š', 0x8A),
    ('‹', 0x8B),
    ('Œ', 0x8C),
    ('Ž', 0x8E),
    ('‘', 0x91),
    ('’', 0x92),
    ('“', 0x93),
    ('”', 0x94),
    ('•', 0x95),
    ('–', 0x96),
    ('—', 0x97),
    ('˜', 0x98),
    ('™', 0x99),
    ('š', 0x9A),
    ('›', 0x9B),
    ('œ', 0x9C),
    ('ž', 0x9E),
    ('Ÿ', 0x9F),
];

/// The code of a letter in the code page of the paper (WinAnsiEncoding, ISO 32000-1 annex D.2). A blank
/// that does not break is a blank.
pub(crate) fn code(letter: char) -> Option<u8> {
    match letter {
        ' '..='~' => u8::try_from(letter).ok(),
        '\u{a0}' => Some(b' '),
        // A soft hyphen is no letter.
        '\u{ad}' => None,
        '\u{a1}'..='\u{ff}' => u8::try_from(u32::from(letter)).ok(),
        _ => SIGNS.iter().find(|(sign, _)| *sign == letter).map(|s| s.1),
    }
}

/// The letter of a code; none where the code page has none.
fn letter(code: u8) -> Option<char> {
    match code {
        173 => None,
        32..=126 | 160..=255 => Some(char::from(code)),
        _ => SIGNS.iter().find(|(_, c)| *c == code).map(|s| s.0),
    }
}

/// The codes of a text; letters that the paper does not have are passed over.
pub(crate) fn codes(text: &str) -> impl Iterator<Item = u8> + '_ {
    text.chars().filter_map(code)
}

impl Cut {
    fn empty(bytes: &'static [u8]) -> Cut {
        Cut {
            bytes,
            units: 1000.0,
            widths: [0; 256],
            ink: [(0, 0); 256],
            glyphs: [0; 256],
            kern: Vec::new(),
        }
    }

    fn read(bytes: &'static [u8]) -> Result<Cut, ReadError> {
        let font = FontRef::new(bytes)?;
        let (map, advances) = (font.cmap()?, font.hmtx()?);
        let (loca, outlines) = (font.loca(None)?, font.glyf()?);
        let mut cut = Cut::empty(bytes);
        cut.units = f32::from(font.head()?.units_per_em());
        for code in 0..=255u8 {
            let Some(glyph) = letter(code).and_then(|letter| map.map_codepoint(letter)) else {
                continue;
            };
            let place = usize::from(code);
            cut.glyphs[place] = u16::try_from(glyph.to_u32()).unwrap_or(0);
            cut.widths[place] = advances.advance(glyph).unwrap_or(0);
            if let Ok(Some(outline)) = loca.get_glyf(glyph, &outlines) {
                cut.ink[place] = (outline.y_min(), outline.y_max());
            }
        }
        if let Ok(kern) = font.kern() {
            cut.kern = vec![0; 1 << 16];
            for table in kern.subtables().flatten() {
                let Ok(SubtableKind::Format0(pairs)) = table.kind() else {
                    continue;
                };
                for left in 0..256usize {
                    for right in 0..256usize {
                        let (a, b) = (cut.glyphs[left], cut.glyphs[right]);
                        if a == 0 || b == 0 {
                            continue;
                        }
                        let closer = pairs.kerning(GlyphId::from(a), GlyphId::from(b));
                        cut.kern[left << 8 | right] =
                            closer.and_then(|n| i16::try_from(n).ok()).unwrap_or(0);
                    }
                }
            }
        }
        Ok(cut)
    }

    /// The advance of a code in thousandths of an em.
    pub fn advance(&self, code: u8) -> f32 {
        f32::from(self.widths[usize::from(code)]) * 1000.0 / self.units
    }

    /// How much two codes are moved apart, in thousandths of an em; mostly nothing.
    pub fn kern(&self, left: u8, right: u8) -> f32 {
        let place = usize::from(left) << 8 | usize::from(right);
        let closer = self.kern.get(place).copied().unwrap_or(0);
        f32::from(closer) * 1000.0 / self.units
    }
}

impl Face {
    /// What was read of it.
    pub fn cut(self) -> &'static Cut {
        &CUTS[self as usize]
    }

    /// Its name in a page's resources.
    pub fn name(self) -> &'static str {
        ["R", "S", "B", "O"][self as usize]
    }

    /// Its name in the PDF.
    fn base_name(self) -> &'static str {
        [
            "CLMBEN+Inter-Regular",
            "CLMBEN+Inter-SemiBold",
            "CLMBEN+Inter-Bold",
            "CLMBEN+OCR-B",
        ][self as usize]
    }

    /// How wide a text is, in points, with its kerning and so much more after each letter.
    pub fn width(self, size: f32, tracking: f32, text: &str) -> f32 {
        let cut = self.cut();
        let (mut sum, mut count, mut before) = (0i32, 0u16, None::<u8>);
        for code in codes(text) {
            sum += i32::from(cut.widths[usize::from(code)]);
            if let (Some(left), false) = (before, cut.kern.is_empty()) {
                sum += i32::from(cut.kern[usize::from(left) << 8 | usize::from(code)]);
            }
            before = Some(code);
            count += 1;
        }
        sum as f32 * size / cut.units + tracking * f32::from(count)
    }

    /// How far the ink of a text goes below and above its baseline, in points; the first is negative
    /// where it goes below.
    pub fn ink(self, size: f32, text: &str) -> (f32, f32) {
        let cut = self.cut();
        let ink = codes(text).map(|code| cut.ink[usize::from(code)]);
        let (low, high) = ink.fold((0, 0), |(low, high), (from, to)| {
            (low.min(from), high.max(to))
        });
        let points = |units: i16| f32::from(units) * size / cut.units;
        (points(low), points(high))
    }
}

/// A face for a PDF: what its font dictionary and descriptor say, and its font program.
pub(crate) struct Embedded {
    /// `/BaseFont`.
    pub name: &'static str,
    /// `/FirstChar`.
    pub first: u8,
    /// `/Widths` in thousandths of an em.
    pub widths: Vec<i64>,
    /// `/FontBBox` in thousandths of an em.
    pub bounds: [i64; 4],
    /// `/Ascent`, `/Descent`, `/CapHeight`.
    pub heights: [i64; 3],
    /// `/FontFile2`.
    pub program: Vec<u8>,
}

/// A face with only the outlines of the letters that were used.
pub(crate) fn embed(face: Face, used: &[bool; 256]) -> Result<Embedded, ReadError> {
    let cut = face.cut();
    let font = FontRef::new(cut.bytes)?;
    let (head, hhea) = (font.head()?, font.hhea()?);
    let thousandths = |units: i16| i64::from(units) * 1000 / i64::from(head.units_per_em());
    let first = (0..=255u8)
        .find(|&code| used[usize::from(code)])
        .unwrap_or(32);
    let last = (0..=255u8).rfind(|&code| used[usize::from(code)]);
    let widths = (first..=last.unwrap_or(first))
        .map(|code| cut.advance(code).round() as i64)
        .collect();
    let (ascent, descent) = (hhea.ascender().to_i16(), hhea.descender().to_i16());
    Ok(Embedded {
        name: face.base_name(),
        first,
        widths,
        bounds: [head.x_min(), head.y_min(), head.x_max(), head.y_max()].map(thousandths),
        heights: [
            thousandths(ascent),
            thousandths(descent),
            thousandths(cut.ink[usize::from(if face == Face::Ocr { b'0' } else { b'H' })].1),
        ],
        program: program(&font, cut, used)?,
    })
}

/// The font file with empty outlines for what was not used. Numbers of glyphs stay, so the map from
/// codes stays.
fn program(font: &FontRef, cut: &Cut, used: &[bool; 256]) -> Result<Vec<u8>, ReadError> {
    let (loca, outlines) = (font.loca(None)?, font.glyf()?);
    let data = outlines.offset_data();
    let count = loca.len();
    let mut wanted = vec![false; count];
    let mut ask: Vec<usize> = (0..256)
        .filter(|&code| used[code])
        .map(|code| usize::from(cut.glyphs[code]))
        .chain([0])
        .collect();
    while let Some(glyph) = ask.pop() {
        let Some(mark) = wanted.get_mut(glyph) else {
            continue;
        };
        if std::mem::replace(mark, true) {
            continue;
        }
        let id = GlyphId::new(u32::try_from(glyph).unwrap_or(0));
        if let Ok(Some(read_fonts::tables::glyf::Glyph::Composite(parts))) =
            loca.get_glyf(id, &outlines)
        {
            ask.extend(parts.components().map(|part| part.glyph.to_u32() as usize));
        }
    }
    let (mut glyf, mut places) = (Vec::new(), Vec::new());
    for (glyph, wanted) in wanted.iter().enumerate() {
        places.extend(u32::try_from(glyf.len()).unwrap_or(0).to_be_bytes());
        if let (true, Some(from), Some(to)) =
            (*wanted, loca.get_raw(glyph), loca.get_raw(glyph + 1))
        {
            glyf.extend(
                data.as_bytes()
                    .get(from as usize..to as usize)
                    .unwrap_or(&[]),
            );
            while glyf.len() % 4 != 0 {
                glyf.push(0);
            }
        }
    }
    places.extend(u32::try_from(glyf.len()).unwrap_or(0).to_be_bytes());
    let mut tables = Vec::new();
    for tag in [
        b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp",
    ] {
        let table = match tag {
            b"glyf" => std::mem::take(&mut glyf),
            b"loca" => std::mem::take(&mut places),
            _ => {
                let table = font.table_data(Tag::new(tag));
                let mut table = table.map_or(Vec::new(), |table| table.as_bytes().to_vec());
                if tag == b"head" {
                    // indexToLocFormat: long offsets.
                    table[50..52].copy_from_slice(&[0, 1]);
                }
                table
            }
        };
        tables.push((tag, table));
    }
    Ok(file(&tables))
}

/// A font file of tables (OpenType, "Organization of an OpenType font").
fn file(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = u16::try_from(tables.len()).unwrap_or(0);
    let log = count.checked_ilog2().unwrap_or(0);
    let range = 16u16 << log;
    let mut bytes = vec![0, 1, 0, 0];
    for number in [
        count,
        range,
        u16::try_from(log).unwrap_or(0),
        16 * count - range,
    ] {
        bytes.extend(number.to_be_bytes());
    }
    let mut at = 12 + 16 * tables.len();
    for (tag, table) in tables {
        bytes.extend(*tag);
        bytes.extend(checksum(table).to_be_bytes());
        bytes.extend(u32::try_from(at).unwrap_or(0).to_be_bytes());
        bytes.extend(u32::try_from(table.len()).unwrap_or(0).to_be_bytes());
        at += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        bytes.extend(table);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
    }
    bytes
}

fn checksum(table: &[u8]) -> u32 {
    table.chunks(4).fold(0u32, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_faces_are_read() {
        for face in [Face::Regular, Face::SemiBold, Face::Bold] {
            let cut = face.cut();
            let digits: Vec<u16> = (b'0'..=b'9').map(|c| cut.widths[usize::from(c)]).collect();
            assert!(
                0 < digits[0] && digits.iter().all(|w| *w == digits[0]),
                "{face:?}"
            );
            assert!(cut.kern(b'A', b'V') < 0.0, "{face:?}");
            let letters = (32..=126).chain(160..=172).chain(174..=255);
            for code in letters.chain(SIGNS.map(|s| s.1)) {
                assert_ne!(cut.glyphs[usize::from(code)], 0, "{face:?} {code}");
            }
        }
        // A cell of ten characters an inch.
        let cell = Face::Ocr.width(9.96, 0.0, "0");
        assert!((cell - 7.2).abs() < 0.005, "{cell}");
    }

    #[test]
    fn a_font_in_a_pdf_has_the_letters_that_were_used() {
        let mut used = [false; 256];
        for code in codes("Año 0") {
            used[usize::from(code)] = true;
        }
        let embedded = embed(Face::Regular, &used).unwrap();
        let font = FontRef::new(&embedded.program).unwrap();
        let (loca, glyf, cmap) = (
            font.loca(None).unwrap(),
            font.glyf().unwrap(),
            font.cmap().unwrap(),
        );
        for (letter, there) in [
            ('A', true),
            ('ñ', true),
            ('n', true),
            ('0', true),
            ('b', false),
        ] {
            let glyph = cmap.map_codepoint(letter).unwrap();
            let outline = loca.get_glyf(glyph, &glyf).unwrap();
            assert_eq!(outline.is_some(), there, "{letter}");
        }
        assert!(embedded.program.len() < 8_000, "{}", embedded.program.len());
        assert_eq!((embedded.first, embedded.widths.len()), (32, 0xF1 - 32 + 1));
    }

    #[test]
    fn letters_have_the_codes_of_the_code_page() {
        let text = "aÑ¿·’–€ ";
        assert_eq!(
            codes(text).collect::<Vec<_>>(),
            [97, 0xD1, 0xBF, 0xB7, 0x92, 0x96, 0x80, 32]
        );
        assert_eq!((code('ł'), code('中'), code('\n')), (None, None, None));
    }
}
