//! What people type into a form, read forgivingly: days, amounts, telephone numbers, NPIs. A form is
//! a map of names and texts; what cannot be stored is told with the field that it stands in.

use std::collections::BTreeMap;

use values::{Day, Money, Npi};

use crate::party::Reference;

/// The texts of a form by the names of its fields. A field that holds nothing may be missing.
pub type Texts = BTreeMap<String, String>;

/// What cannot be stored as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The field.
    pub field: String,
    /// What is wrong, then what to do. Never the value.
    pub says: String,
}

/// The texts of a part of a form, whose names begin with a prefix, without it.
pub fn part(texts: &Texts, prefix: &str) -> Texts {
    let of_part = |(name, text): (&String, &String)| {
        Some((name.strip_prefix(prefix)?.to_owned(), text.clone()))
    };
    texts.iter().filter_map(of_part).collect()
}

/// Puts the texts of a part into a form, their names after a prefix.
pub fn put_part(texts: &mut Texts, prefix: &str, part: Texts) {
    texts.extend(
        part.into_iter()
            .map(|(name, text)| (format!("{prefix}{name}"), text)),
    );
}

/// Puts a text that says something.
pub(crate) fn put(texts: &mut Texts, name: &str, text: impl Into<String>) {
    let text = text.into();
    if !text.is_empty() {
        texts.insert(name.to_owned(), text);
    }
}

/// A day as a form shows it: `07/03/2026`; nothing for none.
pub fn day_text(day: Option<Day>) -> String {
    day.map(|day| format!("{:02}/{:02}/{:04}", day.month(), day.day(), day.year()))
        .unwrap_or_default()
}

/// Reads a day as billers type it: `t`, `t-3`, `-3`, `+7`, `73`, `703`, `0703`, `7/3`, `070326`,
/// `07032026`, `7/3/26`, ISO. Without a year the past is meant; with two digits of it the past, or at
/// most a year ahead.
pub fn day(text: &str, today: Day) -> Option<Day> {
    let typed = text.trim().to_lowercase();
    let typed = typed.as_str();
    let after = typed
        .strip_prefix("today")
        .or(typed.strip_prefix('t'))
        .map(str::trim);
    if let Some(step) = after.or(typed.starts_with(['+', '-']).then_some(typed)) {
        let step = step.replace(' ', "");
        if step.is_empty() {
            return Some(today);
        }
        let (true, Ok(days)) = (step.starts_with(['+', '-']), step.parse::<i32>()) else {
            return None;
        };
        return (days.abs() < 10_000).then(|| today.plus_days(days));
    }
    let number = |text: &str| text.parse::<i16>().ok();
    let small = |text: &str| text.parse::<i8>().ok();
    let parts: Vec<&str> = typed.split(['-', '/', '.']).collect();
    match parts.as_slice() {
        [y, m, d] if y.len() == 4 => Day::new(number(y)?, small(m)?, small(d)?).ok(),
        [m, d, y] if matches!(y.len(), 2 | 4) => {
            with_year(small(m)?, small(d)?, Some((number(y)?, y.len())), today)
        }
        [m, d] => with_year(small(m)?, small(d)?, None, today),
        [all] if all.bytes().all(|b| b.is_ascii_digit()) => {
            let at = |from: usize, to: usize| small(&all[from..to]);
            match all.len() {
                2 => with_year(at(0, 1)?, at(1, 2)?, None, today),
                3 => with_year(at(0, 1)?, at(1, 3)?, None, today).or(with_year(
                    at(0, 2)?,
                    at(2, 3)?,
                    None,
                    today,
                )),
                4 => with_year(at(0, 2)?, at(2, 4)?, None, today),
                6 | 8 => {
                    let year = (number(&all[4..])?, all.len() - 4);
                    with_year(at(0, 2)?, at(2, 4)?, Some(year), today)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn with_year(month: i8, day: i8, year: Option<(i16, usize)>, today: Day) -> Option<Day> {
    let Some((year, digits)) = year else {
        let this_year = Day::new(today.year(), month, day).ok();
        let last_year = || Day::new(today.year() - 1, month, day).ok();
        return match this_year {
            Some(day) if day <= today => Some(day),
            _ => last_year().or(this_year),
        };
    };
    let full = match digits {
        2 => {
            let century = today.year() - today.year() % 100;
            if century + year <= today.year() + 1 {
                century + year
            } else {
                century + year - 100
            }
        }
        _ => year,
    };
    Day::new(full, month, day).ok()
}

/// The digits of a text.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// An NDC of eleven digits from one of ten with its hyphens (4-4-2, 5-3-2, 5-4-1); anything else
/// without its hyphens.
pub fn ndc(text: &str) -> String {
    let parts: Vec<&str> = text.trim().split('-').collect();
    match parts.as_slice() {
        [a, b, c] if a.len() <= 5 && b.len() <= 4 && c.len() <= 2 => {
            format!("{a:0>5}{b:0>4}{c:0>2}")
        }
        _ => text.chars().filter(char::is_ascii_alphanumeric).collect(),
    }
}

/// Reads a form, or a part of one, into a record. A field whose text is what it was leaves the record
/// as it stands: what a form cannot show is not lost by opening and saving it.
pub struct Reader<'a> {
    texts: Texts,
    was: Texts,
    prefix: &'a str,
    today: Day,
    /// What could not be read.
    pub wrong: Vec<Wrong>,
}

impl<'a> Reader<'a> {
    /// A reader of the texts whose names begin with `prefix`. `was` is that part as the record fills
    /// it, without the prefix.
    pub fn new(texts: &Texts, prefix: &'a str, was: Texts, today: Day) -> Reader<'a> {
        Reader {
            texts: part(texts, prefix),
            was,
            prefix,
            today,
            wrong: Vec::new(),
        }
    }

    /// What stands in a field, without blanks around it.
    pub fn get(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", |text| text.trim())
    }

    /// True when a field does not say what it said.
    pub fn changed(&self, name: &str) -> bool {
        self.get(name) != self.was.get(name).map_or("", |text| text.trim())
    }

    /// True when one of several fields does not say what it said.
    pub fn any_changed(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.changed(name))
    }

    /// Notes that a field cannot be stored.
    pub fn say(&mut self, name: &str, says: impl Into<String>) {
        self.wrong.push(Wrong {
            field: format!("{}{name}", self.prefix),
            says: says.into(),
        });
    }

    /// A text as typed.
    pub fn text(&mut self, name: &str, into: &mut String) {
        if self.changed(name) {
            self.get(name).clone_into(into);
        }
    }

    /// A code: upper case, no blanks, no points.
    pub fn code(&mut self, name: &str, into: &mut String) {
        if self.changed(name) {
            *into = code(self.get(name));
        }
    }

    /// A number as cards carry it: upper case, no blanks, no hyphens.
    pub fn id(&mut self, name: &str, into: &mut String) {
        if self.changed(name) {
            *into = id(self.get(name));
        }
    }

    /// A day, or nothing.
    pub fn day(&mut self, name: &str, into: &mut Option<Day>) {
        if !self.changed(name) {
            return;
        }
        *into = day(self.get(name), self.today);
        if into.is_none() && !self.get(name).is_empty() {
            self.say(
                name,
                "This is not a day. A day looks like 07/03/26, 0703, t or t-3.",
            );
        }
    }

    /// A day that does not lie in the future.
    pub fn past_day(&mut self, name: &str, into: &mut Option<Day>) {
        let (before, today) = (self.wrong.len(), self.today);
        self.day(name, into);
        if self.wrong.len() == before && self.changed(name) && into.is_some_and(|day| today < day) {
            self.say(name, "This day lies in the future. Correct the year.");
        }
    }

    /// An amount; nothing reads as none.
    pub fn money(&mut self, name: &str) -> Option<Money> {
        let typed = self.get(name).replace('\u{2212}', "-");
        if typed.is_empty() {
            return None;
        }
        match typed.parse::<Money>() {
            Ok(amount) => Some(amount),
            Err(error) => {
                self.say(name, format!("This is not an amount: {error}."));
                None
            }
        }
    }

    /// Ten digits of a telephone number, or nothing.
    pub fn phone(&mut self, name: &str, into: &mut String) {
        if !self.changed(name) {
            return;
        }
        let mut number = digits(self.get(name));
        if number.len() == 11 && number.starts_with('1') {
            number.remove(0);
        }
        if !matches!(number.len(), 0 | 10) || (number.is_empty() && !self.get(name).is_empty()) {
            self.say(
                name,
                "A telephone number has ten digits, the area code first.",
            );
        }
        *into = number;
    }

    /// An NPI, or nothing.
    pub fn npi(&mut self, name: &str, into: &mut String) {
        if !self.changed(name) {
            return;
        }
        let typed: String = self
            .get(name)
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect();
        if !typed.is_empty()
            && let Err(error) = typed.parse::<Npi>()
        {
            let mut says = error.to_string();
            if let Some(first) = says.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            self.say(name, format!("{says}."));
        }
        *into = typed;
    }

    /// One of a few codes.
    pub fn choice(&mut self, name: &str, of: &[&str], into: &mut String) {
        if self.changed(name) {
            let typed = self.get(name).to_uppercase();
            if !typed.is_empty() && !of.contains(&typed.as_str()) {
                self.say(name, "Choose one of the list.");
            }
            *into = typed;
        }
    }

    /// Two letters of a state.
    pub fn state(&mut self, name: &str, foreign: bool, into: &mut String) {
        if !self.changed(name) {
            return;
        }
        *into = self.get(name).to_uppercase();
        let two = into.len() == 2 && into.bytes().all(|b| b.is_ascii_uppercase());
        if !foreign && !into.is_empty() && !two {
            self.say(name, "A state has two letters.");
        }
    }

    /// 5 or 9 digits of a ZIP code.
    pub fn zip(&mut self, name: &str, foreign: bool, into: &mut String) {
        if !self.changed(name) {
            return;
        }
        let typed = self.get(name).to_owned();
        if foreign {
            *into = typed;
            return;
        }
        let number = digits(&typed);
        let signs = typed
            .chars()
            .any(|c| !c.is_ascii_digit() && c != '-' && c != ' ');
        if !matches!(number.len(), 0 | 5 | 9) || signs {
            self.say(name, "A ZIP code has 5 or 9 digits.");
        }
        *into = number;
    }

    /// Adds what another part could not read.
    pub fn also(&mut self, wrong: Vec<Wrong>) {
        self.wrong.extend(wrong);
    }
}

/// A code: upper case, no blanks, no points.
pub fn code(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '.')
        .flat_map(char::to_uppercase)
        .collect()
}

/// A number as cards carry it: upper case, no blanks, no hyphens.
pub fn id(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .flat_map(char::to_uppercase)
        .collect()
}

/// Puts a reference in the place of the first that has one of these qualifiers; an empty value takes
/// it away.
pub(crate) fn set_reference(
    references: &mut Vec<Reference>,
    of: &[&str],
    qualifier: &str,
    value: &str,
) {
    let first = references
        .iter()
        .position(|r| of.contains(&r.qualifier.as_str()));
    let made = (!value.is_empty()).then(|| Reference {
        qualifier: qualifier.to_owned(),
        value: value.to_owned(),
        ..Reference::default()
    });
    match (first, made) {
        (Some(at), Some(made)) => references[at] = made,
        (Some(at), None) => {
            references.remove(at);
        }
        (None, Some(made)) => references.push(made),
        (None, None) => (),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, want: &str) {
        let today: Day = "2026-11-24".parse().unwrap();
        let read = day(typed, today)
            .map(|day| day.to_string())
            .unwrap_or_default();
        assert_eq!(read, want, "{typed}");
    }

    #[test]
    fn days_read_as_billers_type_them() {
        for (typed, want) in [
            ("t", "2026-11-24"),
            ("today", "2026-11-24"),
            ("T-3", "2026-11-21"),
            ("t - 3", "2026-11-21"),
            ("-3", "2026-11-21"),
            ("+7", "2026-12-01"),
            ("73", "2026-07-03"),
            ("703", "2026-07-03"),
            ("0703", "2026-07-03"),
            ("1125", "2025-11-25"),
            ("7/3", "2026-07-03"),
            ("7/3/26", "2026-07-03"),
            ("7/3/58", "1958-07-03"),
            ("070326", "2026-07-03"),
            ("07032026", "2026-07-03"),
            ("2026-07-03", "2026-07-03"),
            ("0229", ""),
            ("1301", ""),
            ("soon", ""),
            ("t3", ""),
            ("", ""),
        ] {
            check(typed, want);
        }
    }

    fn reader(texts: &[(&str, &str)]) -> Reader<'static> {
        let texts = texts
            .iter()
            .map(|(n, t)| ((*n).to_owned(), (*t).to_owned()))
            .collect();
        Reader::new(&texts, "", Texts::new(), "2026-11-24".parse().unwrap())
    }

    #[test]
    fn numbers_are_read_whatever_signs_they_have() {
        let mut form = reader(&[
            ("phone", "1 (614) 555-0142"),
            ("zip", "45780-0012"),
            ("npi", "1234567893"),
            ("paid", "1,250.5"),
        ]);
        let (mut phone, mut zip, mut npi) = Default::default();
        form.phone("phone", &mut phone);
        form.zip("zip", false, &mut zip);
        form.npi("npi", &mut npi);
        assert_eq!(
            (phone.as_str(), zip.as_str(), npi.as_str()),
            ("6145550142", "457800012", "1234567893")
        );
        assert_eq!(form.money("paid"), Some(Money::from_cents(125_050)));
        assert_eq!(form.wrong, []);
        assert_eq!(ndc("1234-5678-90"), "01234567890");
        assert_eq!(ndc("12345-678-90"), "12345067890");
        assert_eq!(ndc("12345-6789-0"), "12345678900");
        assert_eq!(ndc("99999029328"), "99999029328");
    }

    #[test]
    fn what_cannot_be_stored_names_its_field() {
        let mut form = reader(&[
            ("phone", "555"),
            ("npi", "1234567890"),
            ("on", "soon"),
            ("born", "t+1"),
            ("paid", "ten"),
            ("state", "Ohio"),
        ]);
        let (mut phone, mut npi, mut on, mut born, mut state) = Default::default();
        form.phone("phone", &mut phone);
        form.npi("npi", &mut npi);
        form.day("on", &mut on);
        form.past_day("born", &mut born);
        form.money("paid");
        form.state("state", false, &mut state);
        let fields: Vec<&str> = form.wrong.iter().map(|w| w.field.as_str()).collect();
        assert_eq!(fields, ["phone", "npi", "on", "born", "paid", "state"]);
        assert!(
            form.wrong[1].says.starts_with("The NPI's last digit"),
            "{}",
            form.wrong[1].says
        );
    }
}
