//! The values of one CMS-1500 form, and what is said of a value that the form cannot carry. A value
//! is checked when it is set: text that is too long for its cells is never cut and never printed.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::layout::{CELL, Field, Kind, PICA, cms1500};
use crate::printable::printable;
use crate::titles::subfield_title;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A person should look; the form can be printed.
    Check,
    /// The payer would send the form back: it is not printed until this is mended.
    Fix,
}

/// Something that a person should know about a form before it is printed.
///
/// It names the box and the length, never the value: findings reach lists and logs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormFinding {
    /// The box as people say it: `2`, `21A`, `24.7 D` (the seventh line of the claim), `carrier`.
    #[serde(rename = "box")]
    pub box_: String,
    /// The subfield of the layout, or "" when the finding concerns the whole box.
    pub subfield: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// The edit: `E01` too long, `E02` characters that cannot be printed, …
    pub code: &'static str,
    /// What is wrong, then what to do.
    pub text: String,
    /// How many characters the value has; 0 when length is not the matter.
    pub length: usize,
    /// How many characters fit; 0 when length is not the matter.
    pub room: usize,
}

impl FormFinding {
    /// A finding that is not about length.
    pub(crate) fn new(box_: &str, severity: Severity, code: &'static str, text: String) -> Self {
        FormFinding {
            box_: box_.to_owned(),
            subfield: "",
            severity,
            code,
            text,
            length: 0,
            room: 0,
        }
    }
}

/// The values of one CMS-1500 form by item and subfield, named as in the layout table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormPage {
    /// By place in the layout, so that they come in the order of the sheet.
    values: BTreeMap<usize, String>,
    /// What was set and cannot be printed.
    refused: BTreeMap<usize, String>,
}

impl FormPage {
    /// A form with nothing on it.
    pub fn new() -> FormPage {
        FormPage::default()
    }

    /// Puts a value into a subfield: `("24.1", "D_cpt_hcpcs")`, `("1", "Medicare")` with `X`.
    ///
    /// The text becomes capital letters without accents; nothing but blanks leaves the subfield
    /// empty.
    ///
    /// # Errors
    /// A text that does not fit its cells, or that has characters the form cannot carry, is not
    /// printed: the finding says so, and [`FormPage::refused`] keeps the text for the screen.
    pub fn set(&mut self, item: &str, subfield: &str, text: &str) -> Result<(), FormFinding> {
        let Some((at, field)) = cms1500()
            .find(item, subfield)
            .filter(|(_, f)| f.item != PICA)
        else {
            return Err(FormFinding::new(
                item,
                Severity::Fix,
                "E00",
                format!("The form has no box {item} {subfield}."),
            ));
        };
        let (plain, lost) = printable(text);
        self.values.remove(&at);
        self.refused.remove(&at);
        if plain.trim().is_empty() && lost == 0 {
            return Ok(());
        }
        match fault(field, text, &plain, lost) {
            None => {
                self.values.insert(at, plain);
                Ok(())
            }
            Some(finding) => {
                self.refused
                    .insert(at, if 0 < lost { text.to_owned() } else { plain });
                Err(finding)
            }
        }
    }

    /// What will be printed in a subfield, or "".
    pub fn get(&self, item: &str, subfield: &str) -> &str {
        cms1500()
            .find(item, subfield)
            .and_then(|(at, _)| self.values.get(&at))
            .map_or("", String::as_str)
    }

    /// What was set in a subfield and cannot be printed there; in capitals when only its length is the
    /// matter, else as it was given.
    pub fn refused(&self, item: &str, subfield: &str) -> Option<&str> {
        cms1500()
            .find(item, subfield)
            .and_then(|(at, _)| self.refused.get(&at))
            .map(String::as_str)
    }

    /// What will be printed, in the order of the sheet.
    pub fn values(&self) -> impl Iterator<Item = (&'static Field, &str)> {
        self.values
            .iter()
            .map(|(&at, text)| (&cms1500().fields()[at], text.as_str()))
    }

    /// Everything that was set, printed or not, in the order of the sheet.
    pub fn all(&self) -> impl Iterator<Item = (&'static Field, &str)> {
        let mut both: Vec<_> = self.values.iter().chain(&self.refused).collect();
        both.sort_unstable_by_key(|(at, _)| **at);
        both.into_iter()
            .map(|(&at, text)| (&cms1500().fields()[at], text.as_str()))
    }

    /// True when nothing will be printed.
    pub fn is_blank(&self) -> bool {
        self.values.is_empty()
    }
}

impl Field {
    /// Where a value begins, in hundredths of a point from the left edge of the sheet.
    pub fn start(&self, text: &str) -> i32 {
        let used = CELL * i32::try_from(text.len()).unwrap_or(i32::MAX / CELL);
        match self.align {
            crate::layout::Align::Left => self.x,
            crate::layout::Align::Right => self.x + self.width() - used,
        }
    }
}

/// The box of a subfield as people say it: `24.1` `D_mod1` is `24.1 D`, `2` is `2`.
pub(crate) fn box_name(field: &Field) -> String {
    match field.subfield.split_once('_') {
        Some(("shaded", rest)) if field.item.starts_with("24.") => match rest.split_once('_') {
            Some((column @ ("H" | "I" | "J"), _)) => format!("{} {column} shaded", field.item),
            _ => format!("{} shaded", field.item),
        },
        Some((column, _)) if field.item.starts_with("24.") => format!("{} {column}", field.item),
        _ => field.item.to_owned(),
    }
}

/// Why a text cannot stand in a field.
fn fault(field: &Field, given: &str, plain: &str, lost: usize) -> Option<FormFinding> {
    let box_ = box_name(field);
    let what = match subfield_title(field.subfield) {
        "" => format!("Box {box_}"),
        title => format!("Box {box_}, {title}"),
    };
    let length = if 0 < lost {
        given.trim_end().chars().count()
    } else {
        plain.len()
    };
    let (code, text) = if 0 < lost {
        let some = if lost == 1 {
            "a character".to_owned()
        } else {
            format!("{lost} characters")
        };
        (
            "E02",
            format!("{what} has {some} that the form cannot carry. Write it in plain letters."),
        )
    } else if field.kind == Kind::Mark && plain != "X" {
        (
            "E02",
            format!("{what} is a box that takes an X and nothing else."),
        )
    } else if field.len < plain.len() {
        let long = plain.len();
        let room = field.len;
        (
            "E01",
            format!("{what} is {long} characters long and {room} fit. Shorten it."),
        )
    } else {
        return None;
    };
    Some(FormFinding {
        box_,
        subfield: field.subfield,
        severity: Severity::Fix,
        code,
        text,
        length,
        room: field.len,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_character_too_many_is_refused_in_every_field() {
        for field in cms1500().fields().iter().filter(|f| f.item != PICA) {
            let mut page = FormPage::new();
            let (letter, place) = if field.kind == Kind::Mark {
                ("X", 1)
            } else {
                ("W", field.len)
            };
            assert_eq!(
                page.set(field.item, field.subfield, &letter.repeat(place)),
                Ok(())
            );
            assert_eq!(page.get(field.item, field.subfield).len(), place);

            let finding = page
                .set(field.item, field.subfield, &letter.repeat(place + 1))
                .unwrap_err();
            assert_eq!(
                page.get(field.item, field.subfield),
                "",
                "{} {}",
                field.item,
                field.subfield
            );
            assert!(page.is_blank(), "nothing of it is printed");
            assert_eq!(
                page.refused(field.item, field.subfield).map(str::len),
                Some(place + 1)
            );
            assert_eq!((finding.length, finding.room), (place + 1, place));
            assert!(finding.text.contains(&finding.box_), "{}", finding.text);
            if field.kind != Kind::Mark {
                assert_eq!(finding.code, "E01");
                assert!(
                    finding.text.contains(&format!("{} characters", place + 1)),
                    "{}",
                    finding.text
                );
                assert!(
                    finding.text.contains(&format!("{place} fit")),
                    "{}",
                    finding.text
                );
            }
        }
    }

    #[test]
    fn a_finding_names_the_box_and_never_the_value() {
        let mut page = FormPage::new();
        let long = "Secretperson-with-a-very-long-name, Maximiliana, Q";
        let finding = page.set("2", "patient_name", long).unwrap_err();
        assert_eq!(finding.box_, "2");
        assert_eq!(
            finding.text,
            "Box 2 is 50 characters long and 28 fit. Shorten it."
        );
        assert!(!format!("{finding:?}").to_lowercase().contains("secret"));
        let finding = page.set("24.3", "D_mod2", "259").unwrap_err();
        assert_eq!(finding.box_, "24.3 D");
        assert_eq!(
            finding.text,
            "Box 24.3 D, modifier 2 is 3 characters long and 2 fit. Shorten it."
        );
    }

    #[test]
    fn length_counts_what_would_be_printed() {
        let mut page = FormPage::new();
        assert_eq!(page.set("5", "state", "éß"), Ok(()));
        assert_eq!(page.get("5", "state"), "ESS");
        assert_eq!(page.set("5", "state", "ßß").unwrap_err().length, 4);
    }

    #[test]
    fn letters_that_cannot_be_printed_are_reported() {
        let mut page = FormPage::new();
        let finding = page.set("2", "patient_name", "Ли, Анна").unwrap_err();
        assert_eq!((finding.code, finding.length), ("E02", 8));
        assert_eq!(
            finding.text,
            "Box 2 has 6 characters that the form cannot carry. Write it in plain letters."
        );
        assert_eq!(page.refused("2", "patient_name"), Some("Ли, Анна"));
    }

    #[test]
    fn a_box_takes_an_x() {
        let mut page = FormPage::new();
        assert_eq!(page.set("1", "Medicare", "x"), Ok(()));
        assert_eq!(page.get("1", "Medicare"), "X");
        assert_eq!(page.set("1", "Medicare", "Y").unwrap_err().code, "E02");
        assert_eq!(page.set("1", "Medicare", " "), Ok(()));
        assert!(page.is_blank());
    }

    #[test]
    fn the_alignment_marks_are_no_boxes_of_a_claim() {
        let mut page = FormPage::new();
        assert_eq!(page.set("PICA", "left", "XXX").unwrap_err().code, "E00");
        assert_eq!(page.set("2", "shoe_size", "9").unwrap_err().code, "E00");
    }

    #[test]
    fn right_aligned_values_end_in_the_last_cell() {
        let (_, dollars) = cms1500().find("24.1", "F_dollars").unwrap();
        assert_eq!(dollars.start("185"), 37_440 + 3 * CELL);
        assert_eq!(dollars.start("123456"), 37_440);
    }
}
