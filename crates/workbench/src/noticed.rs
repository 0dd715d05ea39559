//! What somebody should look at in people and payers: that a claim file says otherwise than the chart,
//! which the chart keeps, and that two charts may be of one person.

use std::collections::HashMap;

use billing::chart::{Coverage, Demographics, Patient, Payer, Provider};
use billing::party::{Address, Name, Party};
use values::Day;
use vault::kinds::KeptFinding;
use vault::{Connection, patients};

use crate::problem::Problem;

/// What a record says that a file can say otherwise: name, address, telephone, as people read them.
pub(crate) type Facts = [String; 3];

/// What each of [`Facts`] is called.
const FACTS: [&str; 3] = ["name", "address", "telephone"];

/// Notices of an import that are kept; the rest are counted.
const MOST_NOTICES: usize = 500;

/// A record of the chart as files are held against it.
pub(crate) trait Says {
    /// What it says; none where files are not held against it.
    fn facts(&self) -> Option<Facts>;
}

impl Says for Patient {
    fn facts(&self) -> Option<Facts> {
        Some(of_person(&self.person))
    }
}

impl Says for Coverage {
    /// Of the insured, where that is not the patient.
    fn facts(&self) -> Option<Facts> {
        (self.relationship != "18").then(|| of_person(&self.insured))
    }
}

impl Says for Payer {
    fn facts(&self) -> Option<Facts> {
        Some([self.name.clone(), address(&self.address), String::new()])
    }
}

impl Says for Provider {
    fn facts(&self) -> Option<Facts> {
        None
    }
}

fn of_person(person: &Demographics) -> Facts {
    facts(&person.name, &person.address, &person.phone)
}

/// What a party of a claim says.
pub(crate) fn of_party(party: &Party) -> Facts {
    facts(&party.name, &party.address, party.contact("TE"))
}

fn facts(name: &Name, at: &Address, phone: &str) -> Facts {
    [name.listed(), address(at), phone.to_owned()]
}

/// An address in a line; of a long ZIP code the five digits that tell where it is.
fn address(address: &Address) -> String {
    let zip = address.zip.get(..5).unwrap_or(&address.zip);
    let place = [address.state.as_str(), zip];
    let place = place.into_iter().filter(|part| !part.is_empty());
    let place = place.collect::<Vec<_>>().join(" ");
    let parts = [&address.line1, &address.line2, &address.city, &place];
    let parts = parts.into_iter().map(|part| part.trim());
    let said = parts.filter(|part| !part.is_empty());
    said.collect::<Vec<_>>().join(", ")
}

/// Letters and digits alone, whatever their case.
fn folded(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_uppercase).collect()
}

/// Whether two texts say the same to a reader.
fn same(one: &str, two: &str) -> bool {
    folded(one) == folded(two)
}

/// What a file says otherwise than the chart: which fact, and what it says. A name without the middle
/// name or the suffix that the chart has says less, and not otherwise.
pub(crate) fn differing<'a>(
    chart: &'a Facts,
    file: &'a Facts,
) -> impl Iterator<Item = (usize, &'a str, &'a str)> {
    let pairs = chart.iter().zip(file).enumerate();
    pairs.filter_map(|(n, (chart, file))| {
        let said = match n {
            0 => folded(chart).starts_with(&folded(file)),
            _ => same(chart, file),
        };
        (!file.is_empty() && !said).then_some((n, chart.as_str(), file.as_str()))
    })
}

/// A fact of a record: what stands for the record, and which of [`Facts`].
type Place = ([u8; 16], usize);

/// What was noticed while claims arrived.
#[derive(Default)]
pub(crate) struct Notices {
    /// Each with the last day of service of the claim that says so.
    found: Vec<(KeptFinding, Option<Day>)>,
    /// Where the notice about a fact of a record is.
    places: HashMap<Place, usize>,
    /// Those of the claim that arrives: a claim that is here already says nothing new.
    pending: Vec<(Option<Place>, KeptFinding)>,
    /// Those beyond what is kept.
    more: u64,
}

impl Notices {
    /// Notices what a file says of a record otherwise than the chart.
    pub(crate) fn differs(&mut self, place: [u8; 16], kind: &str, chart: &Facts, file: &Facts) {
        for (n, kept, said) in differing(chart, file) {
            let whose = match kind {
                "coverage" => format!("the insured {}", chart[0]),
                kind => format!("the {kind} {}", chart[0]),
            };
            let keeps = match kept {
                "" => "the chart has none".to_owned(),
                kept => format!("the chart keeps {kept}"),
            };
            let finding = KeptFinding {
                severity: "check".to_owned(),
                code: "says-otherwise".to_owned(),
                text: format!(
                    "Another {} of {whose}. The file says {said}; {keeps}. Open the claim to take the file's over.",
                    FACTS[n]
                ),
                ..KeptFinding::default()
            };
            self.pending.push((Some((place, n)), finding));
        }
    }

    /// Notices that a new patient may be one who is here.
    pub(crate) fn alike(&mut self, who: &str, alike: &str) {
        let finding = KeptFinding {
            severity: "check".to_owned(),
            code: "alike".to_owned(),
            text: format!("{who} may be the same as {alike} Look at both charts."),
            ..KeptFinding::default()
        };
        self.pending.push((None, finding));
    }

    /// The claim that arrived is new: what was noticed of it counts. Of several claims that say
    /// otherwise of one thing the latest does.
    pub(crate) fn claim(&mut self, id: &str, on: Option<Day>) {
        for (place, mut finding) in std::mem::take(&mut self.pending) {
            id.clone_into(&mut finding.claim_id);
            match place.and_then(|place| self.places.get(&place).copied()) {
                Some(at) if self.found[at].1 <= on => self.found[at] = (finding, on),
                Some(_) => {}
                None if self.found.len() < MOST_NOTICES => {
                    if let Some(place) = place {
                        self.places.insert(place, self.found.len());
                    }
                    self.found.push((finding, on));
                }
                None => self.more += 1,
            }
        }
    }

    /// The claim that arrived is here already.
    pub(crate) fn forget(&mut self) {
        self.pending.clear();
    }

    /// What was noticed since this was asked last, and how much beyond.
    pub(crate) fn take(&mut self) -> (Vec<KeptFinding>, u64) {
        self.places.clear();
        let found = std::mem::take(&mut self.found);
        let found = found.into_iter().map(|(finding, _)| finding);
        (found.collect(), std::mem::take(&mut self.more))
    }
}

/// A patient who may be the same as another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alike {
    pub(crate) id: String,
    /// `Rivera, Anna, born 03/04/80, account 10012: same family name and birth date.`
    pub(crate) says: String,
}

/// Patients who may be the same as a person with these member ids: born on the same day with the same
/// family name, the same address or member id, or the same given name and telephone; or of the same name, where a birth date
/// is missing or member id, telephone or address agree.
///
/// # Errors
/// As the database answers.
pub(crate) fn alike(
    db: &Connection,
    (person, own): (&Demographics, &str),
    members: &[String],
) -> Result<Vec<Alike>, Problem> {
    let (name, mut found) = (&person.name, Vec::new());
    if name.last.is_empty() {
        return Ok(found);
    }
    let listed = format!("{}, {}", name.last, name.first);
    for other in patients::near(db, person.born_on, &listed)? {
        let id = other.id.to_string();
        if id == own {
            continue;
        }
        let theirs = match members {
            [] => Vec::new(),
            _ => patients::member_ids(db, &id)?,
        };
        let member = || {
            members
                .iter()
                .any(|one| theirs.iter().any(|two| same(one, two)))
        };
        if let Some(why) = reason(person, &other.person, member) {
            let born = match other.person.born_on {
                Some(day) => format!(", born {}", crate::lists::us_day(&day.to_string())),
                None => String::new(),
            };
            let listed = other.person.name.listed();
            found.push(Alike {
                id,
                says: format!("{listed}{born}, account {}: {why}.", other.account),
            });
        }
    }
    Ok(found)
}

/// Why two people may be one; none where nothing says so.
fn reason(
    one: &Demographics,
    two: &Demographics,
    member: impl Fn() -> bool,
) -> Option<&'static str> {
    let said = |one: &str, two: &str| !one.is_empty() && same(one, two);
    let last = same(&one.name.last, &two.name.last);
    let first = said(&one.name.first, &two.name.first);
    let phone = said(&one.phone, &two.phone);
    let home = said(&address(&one.address), &address(&two.address));
    match (one.born_on, two.born_on) {
        (Some(born), Some(other)) if born == other => match (last, first) {
            (true, true) => Some("same name and birth date"),
            (true, false) => Some("same family name and birth date"),
            (false, false) if home => Some("same birth date and address"),
            (false, false) if member() => Some("same birth date and member id"),
            (false, true) if phone => Some("same given name, birth date and telephone"),
            (false, true) if home => Some("same given name, birth date and address"),
            _ => None,
        },
        _ if !last || !first => None,
        (None, _) | (_, None) => Some("same name, and a birth date is missing"),
        _ if member() => Some("same name and member id, another birth date"),
        _ if phone => Some("same name and telephone, another birth date"),
        _ if home && same(&one.name.suffix, &two.name.suffix) => {
            Some("same name and address, another birth date")
        }
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn person(last: &str, first: &str, born: (i16, i8, i8)) -> Demographics {
        Demographics {
            name: Name {
                last: last.to_owned(),
                first: first.to_owned(),
                ..Name::default()
            },
            born_on: Day::new(born.0, born.1, born.2).ok(),
            ..Demographics::default()
        }
    }

    #[test]
    fn people_are_alike_for_a_reason() {
        let ana = person("Rivera", "Ana", (1980, 3, 4));
        let why = |other: &Demographics, member| reason(&ana, other, || member);
        let anna = person("RIVERA", "Anna", (1980, 3, 4));
        assert_eq!(why(&anna, false), Some("same family name and birth date"));
        let typed = person("Rivera", "Ana", (1980, 4, 3));
        assert_eq!(why(&typed, false), None);
        let said = Some("same name and member id, another birth date");
        assert_eq!(why(&typed, true), said);
        let sister = person("Rivera", "Eva", (1982, 7, 1));
        assert_eq!(why(&sister, true), None);
    }

    #[test]
    fn a_file_says_otherwise_only_where_it_says_something_else() {
        let chart = ["Rivera, Ana M", "12 Oak St, Austin, TX 78701", "5125550100"];
        let file = ["RIVERA, ANA", "9 ELM ST, AUSTIN, TX 78702", ""];
        let (chart, file) = (chart.map(str::to_owned), file.map(str::to_owned));
        let found: Vec<usize> = differing(&chart, &file).map(|(n, ..)| n).collect();
        assert_eq!(found, [1]);
        let place = [7; 16];
        let mut notices = Notices::default();
        notices.differs(place, "patient", &chart, &file);
        notices.forget();
        notices.differs(place, "patient", &chart, &file);
        notices.claim("c2", Day::new(2026, 3, 2).ok());
        notices.differs(place, "patient", &chart, &file);
        notices.claim("c1", Day::new(2026, 3, 1).ok());
        let (found, more) = notices.take();
        assert_eq!((found.len(), more), (1, 0));
        assert_eq!(found[0].claim_id, "c2");
        assert!(
            found[0]
                .text
                .starts_with("Another address of the patient Rivera, Ana M.")
        );
    }
}
