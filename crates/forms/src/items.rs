//! What stands on the forms of a claim, keyed by item, for the screen and for `claim --json`.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::layout::Field;
use crate::page::FormPage;

/// How many service lines a form has.
pub const LINES: usize = 6;

/// The values of a claim's forms by item, in the order of the form.
///
/// As JSON: `{"1a": {"insured_id": "…"}, "24.7.D": {"cpt_hcpcs": "99213", "mod1": "25"}, …}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Items(pub Vec<Item>);

/// One item and its subfields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// `1a`, `21A`, `24.7.D` for the first line of the second form, `24.7.shaded`; `28#2` for an
    /// item of the second form that differs from the first.
    pub key: String,
    /// Subfield and value, the subfields named as in the layout table (those of item 24 without
    /// the column letter, which the key has).
    pub values: Vec<(&'static str, String)>,
}

impl Items {
    /// The value of a subfield, or "".
    pub fn get(&self, key: &str, subfield: &str) -> &str {
        let item = self.0.iter().find(|item| item.key == key);
        item.and_then(|item| item.values.iter().find(|(name, _)| *name == subfield))
            .map_or("", |(_, value)| value.as_str())
    }
}

impl Serialize for Items {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Values<'a>(&'a [(&'static str, String)]);
        impl Serialize for Values<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
            }
        }
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for item in &self.0 {
            map.serialize_entry(&item.key, &Values(&item.values))?;
        }
        map.end()
    }
}

/// The values of a claim's forms, also those that do not fit their boxes.
///
/// Service lines count on over the forms. The rest of a form is the same on each; where it is not
/// (the total of item 28), the item of the second form has the key `28#2`.
pub fn items(pages: &[FormPage]) -> Items {
    let mut all = Items::default();
    for (form, page) in pages.iter().enumerate() {
        for (field, value) in page.all() {
            let (mut key, name) = key_of(field, form);
            if 0 < form && !field.item.starts_with("24.") {
                if all.get(&key, name) == value {
                    continue;
                }
                key = format!("{key}#{}", form + 1);
            }
            match all.0.iter_mut().find(|item| item.key == key) {
                Some(item) => item.values.push((name, value.to_owned())),
                None => all.0.push(Item {
                    key,
                    values: vec![(name, value.to_owned())],
                }),
            }
        }
    }
    all.0.sort_by_cached_key(|item| order(&item.key));
    all
}

/// An item as one line to read: dates as `04/12/1958`, amounts as `527.25`, boxes by their names.
pub fn read_aloud(item: &Item) -> String {
    let value = |name: &str| {
        item.values
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, v)| v.as_str())
            .unwrap_or_default()
    };
    let mut parts: Vec<String> = Vec::new();
    for (name, text) in &item.values {
        let (start, end) = name
            .rsplit_once('_')
            .map_or(("", *name), |(start, end)| (start, end));
        let sibling = |end: &str| match start {
            "" => value(end),
            start => value(&format!("{start}_{end}")),
        };
        parts.push(match end {
            "mm" => {
                let year = [sibling("yyyy"), sibling("yy")].concat();
                let day = format!("{text}/{}/{year}", sibling("dd"));
                if start == "to" {
                    format!("to {day}")
                } else {
                    day
                }
            }
            "dd" | "yy" | "yyyy" | "cents" => continue,
            "dollars" => format!("{text}.{:0>2}", sibling("cents")),
            "code" | "area" if matches!(*name, "area_code" | "phone_area") => {
                match value("phone") {
                    phone if phone.len() == 7 => {
                        format!("({text}) {}-{}", &phone[..3], &phone[3..])
                    }
                    phone => format!("({text}) {phone}"),
                }
            }
            "phone"
                if item
                    .values
                    .iter()
                    .any(|(n, _)| matches!(*n, "area_code" | "phone_area")) =>
            {
                continue;
            }
            // A number may be that letter too.
            _ if text == "X" && !name.ends_with("_id") => mark_title(name),
            _ => text.clone(),
        });
    }
    parts.join(" ")
}

/// A box by its name: `Medicare`, `Yes`, `Female`, `EIN`.
fn mark_title(subfield: &str) -> String {
    let title = match subfield {
        "ein_box" => "EIN",
        "ssn_box" => "SSN",
        "Feca" => "FECA",
        "Tricare" => "TRICARE",
        "Champva" => "CHAMPVA",
        _ => match crate::titles::subfield_title(subfield) {
            "" => subfield,
            title => title,
        },
    };
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The key of a subfield on the form with the given number (from 0), and its name under the key.
pub(crate) fn key_of(field: &Field, form: usize) -> (String, &'static str) {
    let line = field
        .item
        .strip_prefix("24.")
        .and_then(|line| line.parse::<usize>().ok());
    match line {
        None => (field.item.to_owned(), field.subfield),
        Some(line) => {
            let (column, name) = field
                .subfield
                .split_once('_')
                .unwrap_or((field.subfield, ""));
            (format!("24.{}.{column}", LINES * form + line), name)
        }
    }
}

/// Items in the order of their numbers, lines of service by line and column, forms one by one.
fn order(key: &str) -> (u32, u32, String, u32) {
    let (key, form) = key.split_once('#').unwrap_or((key, "1"));
    let digits = key.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = key.split_at(digits);
    let (line, column) = match rest.strip_prefix('.').and_then(|rest| rest.split_once('.')) {
        Some((line, column)) => (line.parse().unwrap_or(0), column),
        None => (0, rest),
    };
    // The shaded half of a line stands above the other.
    let column = if column == "shaded" {
        String::new()
    } else {
        column.to_owned()
    };
    (
        number.parse().unwrap_or(0),
        line,
        column,
        form.parse().unwrap_or(1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(values: &[(&str, &str, &str)]) -> FormPage {
        let mut page = FormPage::new();
        for (item, subfield, text) in values {
            page.set(item, subfield, text).unwrap();
        }
        page
    }

    #[test]
    fn keys_are_the_items_and_lines_count_on() {
        let one = page(&[
            ("1a", "insured_id", "XYZ1"),
            ("2", "patient_name", "DOE, JANE"),
            ("21A", "code", "J069"),
            ("24.1", "shaded_supplemental_A-G", "ZZLONG VISIT"),
            ("24.1", "D_cpt_hcpcs", "99213"),
            ("24.1", "D_mod1", "25"),
            ("28", "total_dollars", "600"),
        ]);
        let two = page(&[
            ("1a", "insured_id", "XYZ1"),
            ("2", "patient_name", "DOE, JANE"),
            ("21A", "code", "J069"),
            ("24.1", "D_cpt_hcpcs", "99214"),
            ("28", "total_dollars", "90"),
        ]);
        assert_eq!(
            serde_json::to_string(&items(&[one, two])).unwrap(),
            "{\"1a\":{\"insured_id\":\"XYZ1\"},\"2\":{\"patient_name\":\"DOE, JANE\"},\
             \"21A\":{\"code\":\"J069\"},\"24.1.shaded\":{\"supplemental_A-G\":\"ZZLONG VISIT\"},\
             \"24.1.D\":{\"cpt_hcpcs\":\"99213\",\"mod1\":\"25\"},\"24.7.D\":{\"cpt_hcpcs\":\"99214\"},\
             \"28\":{\"total_dollars\":\"600\"},\"28#2\":{\"total_dollars\":\"90\"}}"
        );
    }

    #[track_caller]
    fn check(values: &[(&str, &str, &str)], want: &str) {
        assert_eq!(read_aloud(&items(&[page(values)]).0[0]), want);
    }

    #[test]
    fn an_item_reads_as_one_line() {
        check(&[("1", "Feca", "X")], "FECA");
        check(
            &[
                ("3", "dob_mm", "04"),
                ("3", "dob_dd", "12"),
                ("3", "dob_yyyy", "1958"),
                ("3", "sex_F", "X"),
            ],
            "04/12/1958 Female",
        );
        check(
            &[
                ("18", "from_mm", "04"),
                ("18", "from_dd", "17"),
                ("18", "from_yyyy", "26"),
                ("18", "to_mm", "04"),
                ("18", "to_dd", "19"),
                ("18", "to_yyyy", "26"),
            ],
            "04/17/26 to 04/19/26",
        );
        check(
            &[
                ("5", "street", "1 MAIN ST"),
                ("5", "city", "LITTLE FERN"),
                ("5", "state", "OH"),
                ("5", "zip", "43999"),
                ("5", "area_code", "614"),
                ("5", "phone", "5550142"),
            ],
            "1 MAIN ST LITTLE FERN OH 43999 (614) 555-0142",
        );
        check(
            &[("28", "total_dollars", "527"), ("28", "total_cents", "05")],
            "527.05",
        );
        check(&[("10b", "yes", "X"), ("10b", "state", "OH")], "Yes OH");
        check(
            &[("25", "tax_id", "123456789"), ("25", "ein_box", "X")],
            "123456789 EIN",
        );
        check(
            &[
                ("22", "resubmission_code", "7"),
                ("22", "original_ref", "ICN1"),
            ],
            "7 ICN1",
        );
        check(&[("24.1", "G_units", "1")], "1");
        check(
            &[("24.1", "F_dollars", "85"), ("24.1", "F_cents", "00")],
            "85.00",
        );
        check(
            &[
                ("24.1", "A_from_mm", "07"),
                ("24.1", "A_from_dd", "03"),
                ("24.1", "A_from_yy", "26"),
            ],
            "07/03/26",
        );
    }

    #[test]
    fn what_does_not_fit_is_still_shown() {
        let mut long = page(&[("2", "patient_name", "DOE, JANE")]);
        long.set("26", "account_no", "ACCOUNT-NUMBER-TOO-LONG")
            .unwrap_err();
        assert_eq!(
            items(&[long]).get("26", "account_no"),
            "ACCOUNT-NUMBER-TOO-LONG"
        );
    }
}
