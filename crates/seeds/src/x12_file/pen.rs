//! Segments and the envelopes around the claims: ISA, GS, ST.

use std::borrow::Cow;

use billing::claim::ClaimContent;

use super::{Delimiters, Letters, Options, Version};

/// An element of a segment.
#[derive(Clone, Copy)]
pub(super) enum Element<'a> {
    /// Text.
    Text(&'a str),
    /// A composite.
    Parts(&'a [&'a str]),
}
pub(super) use Element::{Parts as C, Text as T};

/// Nothing.
pub(super) const NO: Element<'static> = T("");

/// Writes segments.
pub(super) struct Pen {
    pub(super) options: Options,
    pub(super) text: String,
    pub(super) segments: usize,
}

impl Pen {
    pub(super) fn is_4010(&self) -> bool {
        self.options.version == Version::X098A1
    }

    /// A value as the options want its letters, with blanks for delimiters.
    pub(super) fn value<'v>(&self, value: &'v str) -> Cow<'v, str> {
        let Delimiters {
            element,
            component,
            repetition,
            terminator,
        } = self.options.delimiters;
        let letters = self.options.letters;
        let part = |c| [element, component, repetition, terminator, '\n', '\r'].contains(&c);
        let stays = |c: char| {
            !part(c)
                && match letters {
                    Letters::AsTheyStand => true,
                    Letters::Plain => c.is_ascii(),
                    Letters::Capitals => c.is_ascii() && !c.is_ascii_lowercase(),
                }
        };
        if value.chars().all(stays) {
            return Cow::Borrowed(value);
        }
        let mut text = String::with_capacity(value.len());
        for c in value.chars() {
            match letters {
                _ if part(c) => text.push(' '),
                Letters::AsTheyStand => text.push(c),
                Letters::Plain => text.push_str(plain(c).encode_utf8(&mut [0; 4])),
                Letters::Capitals => text.push(plain(c).to_ascii_uppercase()),
            }
        }
        Cow::Owned(text)
    }

    /// A segment, without the empty elements at its end.
    pub(super) fn seg(&mut self, id: &str, elements: &[Element<'_>]) {
        let Delimiters {
            element,
            component,
            terminator,
            ..
        } = self.options.delimiters;
        let says = |e: &Element<'_>| match e {
            T(text) => !text.is_empty(),
            C(parts) => parts.iter().any(|p| !p.is_empty()),
        };
        let count = elements.iter().rposition(says).map_or(0, |at| at + 1);
        let mut text = std::mem::take(&mut self.text);
        text.push_str(id);
        for e in &elements[..count] {
            text.push(element);
            match e {
                T(value) => text.push_str(&self.value(value)),
                C(parts) => {
                    let said = parts
                        .iter()
                        .rposition(|p| !p.is_empty())
                        .map_or(0, |at| at + 1);
                    for (at, part) in parts[..said].iter().enumerate() {
                        if 0 < at {
                            text.push(component);
                        }
                        text.push_str(&self.value(part));
                    }
                }
            }
        }
        text.push(terminator);
        text.push_str(self.options.line_break);
        self.text = text;
        self.segments += 1;
    }

    /// A segment that is kept as text, with the usual delimiters.
    pub(super) fn raw(&mut self, segment: &str) {
        let mut elements = segment.split('*');
        let id = elements.next().unwrap_or("");
        let parts: Vec<Vec<&str>> = elements.map(|e| e.split(':').collect()).collect();
        let elements: Vec<Element<'_>> = parts.iter().map(|p| C(p)).collect();
        self.seg(id, &elements);
    }

    /// The kept segments of some names.
    pub(super) fn more(&mut self, kept: &[String], ids: &[&str]) {
        for id in ids {
            for segment in kept.iter().filter(|s| s.split('*').next() == Some(id)) {
                self.raw(segment);
            }
        }
    }

    pub(super) fn isa(&mut self, control: u32) {
        let o = &self.options;
        let old = o.version == Version::X098A1;
        let repetition = if old {
            "U".to_owned()
        } else {
            o.delimiters.repetition.to_string()
        };
        let made = o.made_on.to_x12();
        let elements = [
            "ISA".to_owned(),
            "00".into(),
            " ".repeat(10),
            "00".into(),
            " ".repeat(10),
            "ZZ".into(),
            format!("{:<15.15}", o.sender),
            "ZZ".into(),
            format!("{:<15.15}", o.receiver),
            made[2..].to_owned(),
            "0800".into(),
            repetition,
            if old { "00401" } else { "00501" }.into(),
            format!("{control:09}"),
            "0".into(),
            o.usage.to_string(),
            o.delimiters.component.to_string(),
        ];
        let text = elements.join(&o.delimiters.element.to_string());
        self.text.push_str(&text);
        self.text.push(self.options.delimiters.terminator);
        self.text.push_str(self.options.line_break);
    }

    pub(super) fn gs(&mut self, control: String) {
        let o = self.options.clone();
        let made = o.made_on.to_x12();
        self.seg(
            "GS",
            &[
                T("HC"),
                T(&o.sender),
                T(&o.receiver),
                T(&made),
                T("0800"),
                T(&control),
                T("X"),
                T(o.version.name()),
            ],
        );
    }

    /// ST to 1000B: the sender is the billing provider of the first claim.
    pub(super) fn st(&mut self, control: &str, batch: &str, claim: &ClaimContent) {
        let o = self.options.clone();
        let version = if self.is_4010() { "" } else { o.version.name() };
        let made = o.made_on.to_x12();
        self.seg("ST", &[T("837"), T(control), T(version)]);
        let kind = claim.claim_or_encounter.as_str();
        self.seg(
            "BHT",
            &[T("0019"), T("00"), T(batch), T(&made), T("0800"), T(kind)],
        );
        if self.is_4010() {
            self.seg("REF", &[T("87"), T(o.version.name())]);
        }
        let billing = &claim.billing;
        let name = &billing.name.last;
        self.seg(
            "NM1",
            &[
                T("41"),
                T("2"),
                T(name),
                NO,
                NO,
                NO,
                NO,
                T("46"),
                T(&o.sender),
            ],
        );
        let phone = billing.contact("TE");
        self.seg("PER", &[T("IC"), T("Billing Desk"), T("TE"), T(phone)]);
        let to = "Demo Clearinghouse";
        self.seg(
            "NM1",
            &[
                T("40"),
                T("2"),
                T(to),
                NO,
                NO,
                NO,
                NO,
                T("46"),
                T(&o.receiver),
            ],
        );
    }
}

/// A letter without its accent; what is no letter of the names here becomes a blank.
fn plain(c: char) -> char {
    const ACCENTED: &[(&str, char)] = &[
        ("ÁÀÂÄÃÅĂ", 'A'),
        ("áàâäãåă", 'a'),
        ("ÇĆČ", 'C'),
        ("çćč", 'c'),
        ("ÉÈÊËĚĘ", 'E'),
        ("éèêëěę", 'e'),
        ("ÍÌÎÏ", 'I'),
        ("íìîï", 'i'),
        ("ÑŃ", 'N'),
        ("ñń", 'n'),
        ("ÓÒÔÖÕØ", 'O'),
        ("óòôöõø", 'o'),
        ("ŠŚ", 'S'),
        ("šś", 's'),
        ("ÚÙÛÜ", 'U'),
        ("úùûü", 'u'),
        ("ÝŸ", 'Y'),
        ("ýÿ", 'y'),
        ("ŽŻ", 'Z'),
        ("žż", 'z'),
        ("Ł", 'L'),
        ("ł", 'l'),
    ];
    match ACCENTED.iter().find(|(letters, _)| letters.contains(c)) {
        Some(&(_, letter)) => letter,
        None if c.is_ascii() => c,
        None => ' ',
    }
}
