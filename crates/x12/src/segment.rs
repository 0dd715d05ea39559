//! One segment: a name and elements, which may be parted into repetitions and components.

use crate::{Delimiters, Place};

/// One segment, borrowed from the reader or from a [`SegmentBuf`].
///
/// Elements and components are counted from 1 as the guides count them; what is not there is `""`.
/// Blanks around a value are padding and are left out; [`Segment::element_raw`] keeps them.
#[derive(Clone, Copy, Debug)]
pub struct Segment<'a> {
    /// Where the segment stands in its file.
    pub place: Place,
    /// The delimiters in force where the segment stands.
    pub delimiters: Delimiters,
    text: &'a str,
    /// Where each element separator begins in `text`.
    separators: &'a [u32],
}

impl<'a> Segment<'a> {
    pub(crate) fn new(
        text: &'a str,
        separators: &'a [u32],
        delimiters: Delimiters,
        place: Place,
    ) -> Segment<'a> {
        Segment {
            place,
            delimiters,
            text,
            separators,
        }
    }

    /// The segment's name, such as `NM1`.
    pub fn id(&self) -> &'a str {
        trim(self.element_raw(0))
    }

    /// How many elements follow the name, empty ones too.
    pub fn element_count(&self) -> usize {
        self.separators.len()
    }

    /// An element without the blanks around it; `""` when the segment ends before it.
    pub fn element(&self, n: usize) -> &'a str {
        trim(self.element_raw(n))
    }

    /// An element as it stands, blanks and all.
    pub fn element_raw(&self, n: usize) -> &'a str {
        let from = match n.checked_sub(1) {
            None => 0,
            Some(before) => match self.separators.get(before) {
                Some(&at) => at as usize + self.delimiters.element.len_utf8(),
                None => return "",
            },
        };
        let to = self
            .separators
            .get(n)
            .map_or(self.text.len(), |&at| at as usize);
        self.text.get(from..to).unwrap_or("")
    }

    /// All elements after the name, without the blanks around them.
    pub fn elements(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let segment = *self;
        (1..=segment.element_count()).map(move |n| segment.element(n))
    }

    /// The components of an element; none when the element is empty.
    pub fn components(&self, n: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        self.components_of(self.element(n))
    }

    /// One component of an element, counted from 1: `component(5, 1)` of CLM is CLM05-1.
    pub fn component(&self, n: usize, m: usize) -> &'a str {
        match m.checked_sub(1) {
            Some(before) => self.components(n).nth(before).unwrap_or(""),
            None => "",
        }
    }

    /// The repetitions of an element; none when the element is empty, one when it does not repeat.
    pub fn repetitions(&self, n: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        parts(self.element(n), self.delimiters.repetition)
    }

    /// The components of a text of this segment, such as one repetition.
    pub fn components_of<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> + use<'t> {
        parts(text, Some(self.delimiters.component))
    }

    /// The segment as it stood, without its terminator, line breaks and indentation.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The segment with other delimiters, its terminator at the end.
    ///
    /// A character of a value that would now be a delimiter becomes a blank, so that the text has
    /// the same elements as the segment. The ISA names the new delimiters.
    pub fn to_text(&self, to: &Delimiters) -> String {
        let from = &self.delimiters;
        let mut out = String::with_capacity(self.text.len() + 1);
        let isa = self.id() == "ISA";
        for n in 0..=self.element_count() {
            if n > 0 {
                out.push(to.element);
            }
            match (isa, n, from.repetition, to.repetition) {
                (true, 16, ..) => out.push(to.component),
                (true, 11, Some(_), Some(repetition)) => out.push(repetition),
                _ => out.extend(self.element_raw(n).chars().map(|c| match c {
                    _ if !isa && c == from.component => to.component,
                    _ if !isa && Some(c) == from.repetition => to.repetition.unwrap_or(' '),
                    _ if [to.element, to.component, to.terminator].contains(&c) => ' ',
                    _ if Some(c) == to.repetition => ' ',
                    _ => c,
                })),
            }
        }
        out.push(to.terminator);
        out
    }

    /// A copy that outlives the reader's next step.
    pub fn to_buf(&self) -> SegmentBuf {
        SegmentBuf {
            place: self.place,
            delimiters: self.delimiters,
            text: self.text.into(),
            separators: self.separators.into(),
        }
    }
}

/// A text without the blanks around it; quick where there are none.
#[inline]
fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [] => text,
        [first, .., last] | [first @ last]
            if first.is_ascii_graphic() && last.is_ascii_graphic() =>
        {
            text
        }
        _ => text.trim(),
    }
}

/// Parts of a non-empty text, without the blanks around them.
fn parts(text: &str, separator: Option<char>) -> impl Iterator<Item = &str> {
    let mut rest = (!text.is_empty()).then_some(text);
    std::iter::from_fn(move || {
        let now = rest?;
        let (part, after) = match separator.and_then(|s| now.split_once(s)) {
            Some((part, after)) => (part, Some(after)),
            None => (now, None),
        };
        rest = after;
        Some(trim(part))
    })
}

/// A segment that owns its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentBuf {
    /// Where the segment stands in its file.
    pub place: Place,
    /// The delimiters in force where the segment stands.
    pub delimiters: Delimiters,
    text: Box<str>,
    separators: Box<[u32]>,
}

impl SegmentBuf {
    /// Reads the text of one segment, with or without its terminator.
    pub fn new(text: &str, delimiters: Delimiters, place: Place) -> SegmentBuf {
        let text = text.trim();
        let text = text
            .strip_suffix(delimiters.terminator)
            .unwrap_or(text)
            .trim_end();
        let mut separators = Vec::new();
        part(text, delimiters.element, &mut separators);
        SegmentBuf {
            place,
            delimiters,
            text: text.into(),
            separators: separators.into(),
        }
    }

    /// The segment, to be read.
    pub fn segment(&self) -> Segment<'_> {
        Segment::new(&self.text, &self.separators, self.delimiters, self.place)
    }
}

/// Notes where each element separator begins.
pub(crate) fn part(text: &str, separator: char, separators: &mut Vec<u32>) {
    separators.clear();
    separators.extend(text.match_indices(separator).map(|(at, _)| at as u32));
}

/// Whether a text has the form of a segment name: two or three capitals or digits, a capital first.
pub(crate) fn is_id(text: &[u8]) -> bool {
    let rest = |b: &u8| b.is_ascii_uppercase() || b.is_ascii_digit();
    match text {
        [first, second] => first.is_ascii_uppercase() && rest(second),
        [first, second, third] => first.is_ascii_uppercase() && rest(second) && rest(third),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIPES: Delimiters = Delimiters {
        element: '|',
        component: '>',
        repetition: None,
        terminator: '\n',
    };

    fn seg(text: &str, delimiters: Delimiters) -> SegmentBuf {
        SegmentBuf::new(text, delimiters, Place::default())
    }

    #[test]
    fn elements_and_components_are_counted_from_one() {
        let buf = seg("CLM*26463774*100***11:B:1*Y* A *Y*I~", Delimiters::STANDARD);
        let clm = buf.segment();
        assert_eq!(clm.id(), "CLM");
        assert_eq!(clm.element_count(), 9);
        assert_eq!(clm.element(0), "CLM");
        assert_eq!(clm.element(1), "26463774");
        assert_eq!(clm.element(3), "");
        assert_eq!(clm.element(7), "A");
        assert_eq!(clm.element_raw(7), " A ");
        assert_eq!(clm.element(10), "");
        assert_eq!(clm.element(usize::MAX), "");
        assert_eq!(clm.components(5).collect::<Vec<_>>(), ["11", "B", "1"]);
        assert_eq!(
            (
                clm.component(5, 2),
                clm.component(5, 4),
                clm.component(5, 0)
            ),
            ("B", "", "")
        );
        assert_eq!(clm.components(3).count(), 0);
        assert_eq!(clm.elements().count(), 9);
    }

    #[test]
    fn repetitions_are_parted_where_there_is_a_separator() {
        let buf = seg("EB*1**30^33^35:A**", Delimiters::STANDARD);
        let eb = buf.segment();
        let of: Vec<Vec<&str>> = eb
            .repetitions(3)
            .map(|r| eb.components_of(r).collect())
            .collect();
        assert_eq!(of, [vec!["30"], vec!["33"], vec!["35", "A"]]);
        let old = seg("EB|1||30^33", PIPES);
        assert_eq!(old.segment().repetitions(3).collect::<Vec<_>>(), ["30^33"]);
        assert_eq!(eb.repetitions(2).count(), 0);
    }

    #[test]
    fn a_segment_is_written_with_other_delimiters() {
        let check = |text: &str, from: Delimiters, to: Delimiters, expected: &str| {
            assert_eq!(seg(text, from).segment().to_text(&to), expected);
        };
        check(
            "SV1|HC>99213>25|40|UN|1",
            PIPES,
            Delimiters::STANDARD,
            "SV1*HC:99213:25*40*UN*1~",
        );
        check(
            "NM1|85|A*B:C^D~E",
            PIPES,
            Delimiters::STANDARD,
            "NM1*85*A B C D E~",
        );
        check("EB*1**30^33", Delimiters::STANDARD, PIPES, "EB|1||30 33\n");
        check(
            "REF*F8* A ~",
            Delimiters::STANDARD,
            Delimiters::STANDARD,
            "REF*F8* A~",
        );
        check(
            "ISA|00||00||ZZ|A|ZZ|B|240101|1200|U|00401|1|0|T|>",
            PIPES,
            Delimiters::STANDARD,
            "ISA*00**00**ZZ*A*ZZ*B*240101*1200*U*00401*1*0*T*:~",
        );
    }

    #[test]
    fn delimiters_may_be_longer_than_a_byte() {
        let broken_bar = Delimiters {
            element: '¦',
            terminator: '…',
            ..Delimiters::STANDARD
        };
        let buf = seg("N4¦PEÑA¦TX…", broken_bar);
        assert_eq!(buf.segment().elements().collect::<Vec<_>>(), ["PEÑA", "TX"]);
        assert_eq!(buf.segment().to_text(&broken_bar), "N4¦PEÑA¦TX…");
    }
}
