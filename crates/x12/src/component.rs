//! Finds the component separator that a file really uses. Some files name one in ISA16 and write
//! another, because a program changed the ISA and not the segments.

use crate::Segment;

/// The element that is always a composite of two components or more.
pub(crate) fn composite(id: &[u8]) -> Option<u8> {
    match id {
        b"CLM" => Some(5),
        b"HI" | b"SV1" | b"SV3" | b"SVC" | b"STC" => Some(1),
        b"SV2" => Some(2),
        b"SVD" => Some(3),
        _ => None,
    }
}

/// The component separator that a segment shows, and the element that shows it.
///
/// It is `declared` wherever that stands in the element. Another one is believed only where the
/// components around it have the form that the guides ask for, such as `11>B>1` in CLM05.
pub(crate) fn shown(segment: &Segment<'_>, declared: char) -> Option<(char, u8)> {
    let element = composite(segment.id().as_bytes())?;
    let text = segment.element(element.into());
    if text.contains(declared) {
        return Some((declared, element));
    }
    let at = text.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (first, rest) = text.split_at(at);
    let separator = rest.chars().next()?;
    let second = &rest[separator.len_utf8()..];
    let letters = first.bytes().all(|b| b.is_ascii_uppercase());
    let fits = match segment.id() {
        "CLM" => {
            let next = second.split(separator).next().unwrap_or_default();
            matches!(first.len(), 1 | 2) && matches!(next, "A" | "B")
        }
        "HI" => matches!(first.len(), 2 | 3) && letters,
        "STC" => {
            matches!(first.len(), 1 | 2) && first.starts_with(|c: char| c.is_ascii_uppercase())
        }
        _ => first.len() == 2 && letters,
    };
    // A dot, a hyphen and their like stand inside of codes.
    let may_part = !separator.is_alphanumeric() && !" .-,/'\"()&".contains(separator);
    let goes_on = second.starts_with(|c: char| c.is_ascii_alphanumeric());
    (fits && may_part && goes_on).then_some((separator, element))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Delimiters, Place, SegmentBuf};

    #[test]
    fn another_separator_is_believed_only_in_the_right_form() {
        let check = |text: &str, expected: Option<char>| {
            let buf = SegmentBuf::new(text, Delimiters::STANDARD, Place::default());
            assert_eq!(
                shown(&buf.segment(), ':').map(|(c, _)| c),
                expected,
                "{text}"
            );
        };
        check("CLM*A1*100***11:B:1*Y", Some(':'));
        check("CLM*A1*100***11>B>1*Y", Some('>'));
        check("CLM*A1*100***1^A*Y", Some('^'));
        check("CLM*A1*100***11-B-1*Y", None);
        check("CLM*A1*100***11>X>1*Y", None);
        check("CLM*A>B>1*100***11*Y", None);
        check("HI*ABK>J069*ABF>R05", Some('>'));
        check("HI*BK|4779", Some('|'));
        check("HI*J06.9", None);
        check("SV1*HC>99213>25*40*UN*1", Some('>'));
        check("SV1*99213*40*UN*1", None);
        check("SV2*0300*HC\\80053*73", Some('\\'));
        check("SVD*43*55*HC>84550", Some('>'));
        check("STC*A1>19>PR*20060101", Some('>'));
        check("NTE*ADD*HC>99213", None);
    }
}
