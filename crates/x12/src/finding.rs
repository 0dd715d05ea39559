//! What was noticed in a file: one type for the reader here and for the mapping in `edi`, so that a
//! biller sees one list and `import --json` prints one shape.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Where something stands in a file, as a clearinghouse counts it.
///
/// A finding about the file as a whole has the default place: segment 0, byte 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The number of the segment in the file, the first ISA being 1; 0 before the first segment.
    pub segment: u64,
    /// How many bytes of the file come before the segment's first byte.
    pub byte: u64,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something is wrong or was lost: a person has to put it right.
    Fix,
    /// Something is odd and was read all the same: a person may look at it.
    Check,
}

impl Severity {
    /// The word for JSON and lists: `fix` or `check`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Fix => "fix",
            Severity::Check => "check",
        }
    }
}

/// One thing that was noticed in a file.
///
/// It is made with [`Finding::fix`] or [`Finding::check`] and narrowed with [`Finding::at`] and
/// [`Finding::in_loop`]:
///
/// ```
/// use x12::{Finding, Place};
/// let here = Place { segment: 12, byte: 480 };
/// let finding = Finding::check("member-id-blank", here, "The member id is blank. Fill it in.")
///     .in_loop("2010BA")
///     .at("NM1", 9);
/// assert_eq!(finding.element_ref().as_deref(), Some("NM109"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// A short name that stays the same for ever, such as `se-count`: for programs and for counting.
    pub code: &'static str,
    /// The segment that it is about.
    pub place: Place,
    /// The loop of the implementation guide, such as `2010BA`, where one is known.
    pub loop_id: Option<Cow<'static, str>>,
    /// The segment's name, such as `NM1`.
    pub segment_id: Option<String>,
    /// The element's number in the segment, counted from 1.
    pub element: Option<u8>,
    /// The component's number in the element, counted from 1, where the element is a composite.
    pub component: Option<u8>,
    /// What is wrong, then what to do. It never holds the value of a patient's field.
    pub text: String,
}

impl Finding {
    /// A finding that a person has to put right.
    pub fn fix(code: &'static str, place: Place, text: impl Into<String>) -> Finding {
        Finding::new(Severity::Fix, code, place, text.into())
    }

    /// A finding that a person may look at.
    pub fn check(code: &'static str, place: Place, text: impl Into<String>) -> Finding {
        Finding::new(Severity::Check, code, place, text.into())
    }

    fn new(severity: Severity, code: &'static str, place: Place, text: String) -> Finding {
        Finding {
            severity,
            code,
            place,
            loop_id: None,
            segment_id: None,
            element: None,
            component: None,
            text,
        }
    }

    /// Names the loop, such as `2010BA`.
    pub fn in_loop(mut self, loop_id: impl Into<Cow<'static, str>>) -> Finding {
        self.loop_id = Some(loop_id.into());
        self
    }

    /// Names the segment without an element. What does not look like a segment name is left out,
    /// because in a broken file it may be anything, a patient's name too.
    pub fn of(mut self, segment_id: &str) -> Finding {
        self.segment_id =
            crate::segment::is_id(segment_id.as_bytes()).then(|| segment_id.to_owned());
        self
    }

    /// Names the segment and the element, counted from 1: `at("NM1", 9)` is NM109.
    pub fn at(mut self, segment_id: &str, element: u8) -> Finding {
        self = self.of(segment_id);
        self.element = Some(element);
        self
    }

    /// Names a component of the element given before: `at("CLM", 5).component(1)` is CLM05-1.
    pub fn component(mut self, component: u8) -> Finding {
        self.component = Some(component);
        self
    }

    /// The element as the guides write it: `NM109`, or `CLM05-1` for a component.
    pub fn element_ref(&self) -> Option<String> {
        let (id, element) = (self.segment_id.as_deref()?, self.element?);
        Some(match self.component {
            Some(component) => format!("{id}{element:02}-{component}"),
            None => format!("{id}{element:02}"),
        })
    }
}

/// How many findings of one code are kept; the rest are counted.
///
/// A file with the same fault in each of 100,000 claims must not fill the memory, and nobody reads
/// more than this.
pub const MOST_OF_ONE_CODE: usize = 200;

/// A list of findings that cannot grow without end.
///
/// The first [`MOST_OF_ONE_CODE`] of each code are kept. What came after is told by one more finding
/// of that code, which stands at the first place that was left out.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    kept: Vec<Finding>,
    counts: BTreeMap<&'static str, usize>,
    /// The first finding of each code that was not kept, to tell of the rest.
    over: BTreeMap<&'static str, (Finding, usize)>,
}

impl Findings {
    /// An empty list.
    pub fn new() -> Findings {
        Findings::default()
    }

    /// Adds a finding, or counts it when there are enough of its code.
    pub fn push(&mut self, finding: Finding) {
        let count = self.counts.entry(finding.code).or_default();
        *count += 1;
        if *count <= MOST_OF_ONE_CODE {
            self.kept.push(finding);
        } else {
            self.over.entry(finding.code).or_insert((finding, 0)).1 += 1;
        }
    }

    /// The findings kept so far, in the order in which they came.
    pub fn kept(&self) -> &[Finding] {
        &self.kept
    }

    /// Whether nothing was noticed, or all of it was taken.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty() && self.over.is_empty()
    }

    /// Takes the findings kept since the last call. Their codes go on being counted.
    pub fn take(&mut self) -> Vec<Finding> {
        std::mem::take(&mut self.kept)
    }

    /// Takes everything, with one finding for each code of which some were left out.
    pub fn finish(&mut self) -> Vec<Finding> {
        let mut all = self.take();
        for (mut last, more) in std::mem::take(&mut self.over).into_values() {
            last.text = match more {
                1 => "1 more finding like the ones before is not listed.".to_owned(),
                _ => format!("{more} more findings like the ones before are not listed."),
            };
            all.push(last);
        }
        all
    }
}

impl Extend<Finding> for Findings {
    fn extend<T: IntoIterator<Item = Finding>>(&mut self, findings: T) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ref_of(finding: Finding) -> Option<String> {
        finding.element_ref()
    }

    #[test]
    fn an_element_is_named_as_the_guides_name_it() {
        let plain = || Finding::fix("x", Place::default(), "");
        assert_eq!(ref_of(plain()), None);
        assert_eq!(ref_of(plain().of("NM1")), None);
        assert_eq!(ref_of(plain().at("NM1", 9)).as_deref(), Some("NM109"));
        assert_eq!(ref_of(plain().at("SV1", 1)).as_deref(), Some("SV101"));
        assert_eq!(
            ref_of(plain().at("CLM", 5).component(1)).as_deref(),
            Some("CLM05-1")
        );
    }

    #[test]
    fn what_is_no_segment_name_is_not_repeated() {
        for odd in ["SMITH", "", "N", "nm1", "1AB", "JOHN DOE"] {
            assert_eq!(
                Finding::fix("x", Place::default(), "")
                    .at(odd, 1)
                    .segment_id,
                None,
                "{odd}"
            );
        }
    }

    #[test]
    fn the_rest_of_one_code_is_counted_and_told() {
        let mut findings = Findings::new();
        for n in 0..MOST_OF_ONE_CODE as u64 + 5 {
            findings.push(Finding::fix(
                "many",
                Place {
                    segment: n,
                    byte: 0,
                },
                "again",
            ));
        }
        findings.push(Finding::check("one", Place::default(), "once"));
        assert_eq!(findings.kept().len(), MOST_OF_ONE_CODE + 1);
        let all = findings.finish();
        assert_eq!(all.len(), MOST_OF_ONE_CODE + 2);
        let last = &all[MOST_OF_ONE_CODE + 1];
        assert_eq!(
            (last.code, last.place.segment),
            ("many", MOST_OF_ONE_CODE as u64)
        );
        assert_eq!(
            last.text,
            "5 more findings like the ones before are not listed."
        );
        assert!(findings.is_empty());
    }
}
