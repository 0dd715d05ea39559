//! Looks that a privacy officer should look at: data in, a list out. Whether there was a reason only
//! a person can say (45 CFR 164.308(a)(1)(ii)(D)).

use std::collections::BTreeMap;

/// What the practice calls usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usual {
    /// The most patients that one person looks at in an hour.
    pub patients_an_hour: u32,
    /// When the office opens, minutes after midnight.
    pub opens: u16,
    /// When it closes, minutes after midnight.
    pub closes: u16,
    /// The most records that leave through one person in a day.
    pub records_a_day: u32,
}

impl Default for Usual {
    fn default() -> Usual {
        Usual {
            patients_an_hour: 40,
            opens: 7 * 60,
            closes: 19 * 60,
            records_a_day: 300,
        }
    }
}

/// A person who signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// The user's id.
    pub id: String,
    /// As shown: `Wanda Prior`.
    pub name: String,
}

/// A look at a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The audit event's number.
    pub event: i64,
    /// When, UTC milliseconds.
    pub at: i64,
    /// Minutes after midnight in the practice's zone.
    pub minute: u16,
    /// True on Saturday and Sunday.
    pub weekend: bool,
    /// Who: a user's id.
    pub who: String,
    /// Whom: a patient's id.
    pub patient: String,
    /// The patient's last name.
    pub last: String,
    /// The patient's first name.
    pub first: String,
}

/// Records that left: printed, exported, saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// The audit event's number.
    pub event: i64,
    /// When, UTC milliseconds.
    pub at: i64,
    /// The day in the practice's zone, in any form in which equal days are equal.
    pub day: String,
    /// Who: a user's id.
    pub who: String,
    /// How many records.
    pub records: u32,
}

/// Why something is on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The patient has the person's own last name.
    OwnName,
    /// The patient has the name of somebody who works here.
    CoWorker,
    /// Many patients within an hour.
    ManyPatients,
    /// While the office was closed.
    AfterHours,
    /// Many records left on a day.
    ManyLeft,
}

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noticed {
    /// Why.
    pub why: Why,
    /// The event that shows it: the first of several.
    pub event: i64,
    /// When it began, UTC milliseconds.
    pub at: i64,
    /// Who: a user's id.
    pub who: String,
    /// Whom, when it is one patient.
    pub patient: Option<String>,
    /// Looks, patients or records.
    pub count: u32,
}

const HOUR_MS: i64 = 3_600_000;

/// Letters only, in upper case.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_uppercase)
        .collect()
}

/// The last word of a name that is one; `Jr` and the like are none.
fn last_word(name: &str) -> String {
    name.split([' ', ','])
        .map(plain)
        .rfind(|word| !matches!(word.as_str(), "" | "JR" | "SR" | "II" | "III" | "IV"))
        .unwrap_or_default()
}

fn first_word(name: &str) -> String {
    plain(name.split([' ', ',']).next().unwrap_or_default())
}

/// What stands out among the looks and what left, the newest first.
pub fn noticed(
    looks: &[Look],
    left: &[Leaving],
    colleagues: &[Colleague],
    usual: &Usual,
) -> Vec<Noticed> {
    let mut found = Vec::new();
    names(looks, colleagues, &mut found);
    many_patients(looks, usual, &mut found);
    after_hours(looks, usual, &mut found);
    many_left(left, usual, &mut found);
    found.sort_by(|a, b| (b.at, a.why, &a.who).cmp(&(a.at, b.why, &b.who)));
    found
}

/// One line for each person and patient: how often counts, not each look.
fn names(looks: &[Look], colleagues: &[Colleague], found: &mut Vec<Noticed>) {
    let by_name: Vec<(&str, String, String)> = colleagues
        .iter()
        .map(|user| {
            (
                user.id.as_str(),
                first_word(&user.name),
                last_word(&user.name),
            )
        })
        .filter(|(_, _, last)| !last.is_empty())
        .collect();
    let mut lines: BTreeMap<(Why, &str, &str), Noticed> = BTreeMap::new();
    for look in looks {
        let (last, first) = (plain(&look.last), first_word(&look.first));
        let why = if by_name
            .iter()
            .any(|(id, _, own)| *id == look.who && *own == last)
        {
            Why::OwnName
        } else if by_name
            .iter()
            .any(|(_, theirs, own)| *own == last && *theirs == first)
        {
            Why::CoWorker
        } else {
            continue;
        };
        let line = lines
            .entry((why, &look.who, &look.patient))
            .or_insert_with(|| Noticed {
                why,
                event: look.event,
                at: look.at,
                who: look.who.clone(),
                patient: Some(look.patient.clone()),
                count: 0,
            });
        line.count += 1;
        if line.at < look.at {
            (line.at, line.event) = (look.at, look.event);
        }
    }
    found.extend(lines.into_values());
}

/// The looks of each person, in the order of time.
fn by_person(looks: &[Look]) -> BTreeMap<&str, Vec<&Look>> {
    let mut people: BTreeMap<&str, Vec<&Look>> = BTreeMap::new();
    for look in looks {
        people.entry(&look.who).or_default().push(look);
    }
    for looks in people.values_mut() {
        looks.sort_by_key(|look| (look.at, look.event));
    }
    people
}

/// The fullest hour of each stretch in which a person looked at too many patients.
fn many_patients(looks: &[Look], usual: &Usual, found: &mut Vec<Noticed>) {
    for (who, looks) in by_person(looks) {
        let mut within: BTreeMap<&str, u32> = BTreeMap::new();
        let (mut first, mut open): (usize, Option<Noticed>) = (0, None);
        for look in &looks {
            *within.entry(&look.patient).or_default() += 1;
            while looks[first].at + HOUR_MS <= look.at {
                let patient = looks[first].patient.as_str();
                if let Some(count) = within.get_mut(patient) {
                    *count -= 1;
                    if *count == 0 {
                        within.remove(patient);
                    }
                }
                first += 1;
            }
            let count = u32::try_from(within.len()).unwrap_or(u32::MAX);
            if count <= usual.patients_an_hour {
                found.extend(open.take());
            } else if let Some(noticed) = &mut open {
                noticed.count = noticed.count.max(count);
            } else {
                open = Some(Noticed {
                    why: Why::ManyPatients,
                    event: looks[first].event,
                    at: looks[first].at,
                    who: who.to_owned(),
                    patient: None,
                    count,
                });
            }
        }
        found.extend(open);
    }
}

/// One line for each person and stretch: looks less than four hours apart are one evening.
fn after_hours(looks: &[Look], usual: &Usual, found: &mut Vec<Noticed>) {
    let closed =
        |look: &Look| look.weekend || look.minute < usual.opens || usual.closes <= look.minute;
    for (who, looks) in by_person(looks) {
        let (mut open, mut before): (Option<Noticed>, i64) = (None, i64::MIN);
        for look in looks.into_iter().filter(|look| closed(look)) {
            match &mut open {
                Some(noticed) if look.at - before < 4 * HOUR_MS => noticed.count += 1,
                _ => found.extend(open.replace(Noticed {
                    why: Why::AfterHours,
                    event: look.event,
                    at: look.at,
                    who: who.to_owned(),
                    patient: None,
                    count: 1,
                })),
            }
            before = look.at;
        }
        found.extend(open);
    }
}

/// A day on which more left through a person than is usual, and three times what leaves on the
/// person's other days.
fn many_left(left: &[Leaving], usual: &Usual, found: &mut Vec<Noticed>) {
    let mut days: BTreeMap<&str, BTreeMap<&str, Noticed>> = BTreeMap::new();
    for leaving in left {
        let day = days
            .entry(&leaving.who)
            .or_default()
            .entry(&leaving.day)
            .or_insert_with(|| Noticed {
                why: Why::ManyLeft,
                event: leaving.event,
                at: leaving.at,
                who: leaving.who.clone(),
                patient: None,
                count: 0,
            });
        day.count = day.count.saturating_add(leaving.records);
        if leaving.at < day.at {
            (day.at, day.event) = (leaving.at, leaving.event);
        }
    }
    for days in days.into_values() {
        let sum: u64 = days.values().map(|day| u64::from(day.count)).sum();
        let others = u64::try_from(days.len()).unwrap_or(1) - 1;
        found.extend(days.into_values().filter(|day| {
            let count = u64::from(day.count);
            usual.records_a_day < day.count && 3 * (sum - count) <= count * others.max(1)
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(who: &str, at_minutes: i64, minute: u16, patient: (&str, &str, &str)) -> Look {
        Look {
            event: at_minutes,
            at: at_minutes * 60_000,
            minute,
            weekend: false,
            who: who.to_owned(),
            patient: patient.0.to_owned(),
            last: patient.1.to_owned(),
            first: patient.2.to_owned(),
        }
    }

    fn leaving(who: &str, day: &str, records: u32) -> Leaving {
        Leaving {
            event: 1,
            at: 1,
            day: day.to_owned(),
            who: who.to_owned(),
            records,
        }
    }

    fn colleagues() -> Vec<Colleague> {
        [("u1", "Wanda Prior"), ("u2", "Theo M. de la O'Brien Jr.")]
            .map(|(id, name)| Colleague {
                id: id.to_owned(),
                name: name.to_owned(),
            })
            .into()
    }

    #[track_caller]
    fn finds(looks: &[Look], left: &[Leaving], expected: &[(Why, &str, u32)]) {
        let usual = Usual {
            patients_an_hour: 3,
            ..Usual::default()
        };
        let found = noticed(looks, left, &colleagues(), &usual);
        let shown: Vec<(Why, &str, u32)> = found
            .iter()
            .map(|noticed| (noticed.why, noticed.who.as_str(), noticed.count))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_look_at_ones_own_name_or_a_colleague_is_noticed_once_with_its_count() {
        let noon = 12 * 60;
        for (who, last, first, expected) in [
            ("u1", "Prior", "Jonas", vec![(Why::OwnName, "u1", 2)]),
            ("u1", "PRIOR", "Wanda", vec![(Why::OwnName, "u1", 2)]),
            ("u2", "Prior", "Wanda A", vec![(Why::CoWorker, "u2", 2)]),
            ("u2", "Prior", "Jonas", vec![]),
            ("u2", "OBrien", "Kim", vec![(Why::OwnName, "u2", 2)]),
            ("u1", "O'Brien", "Theo", vec![(Why::CoWorker, "u1", 2)]),
            ("u1", "Priory", "Wanda", vec![]),
            ("gone", "Prior", "Jonas", vec![]),
        ] {
            let looks = [0, 600].map(|at| look(who, at, noon, ("p1", last, first)));
            finds(&looks, &[], &expected);
        }
    }

    #[test]
    fn more_patients_in_an_hour_than_usual_are_one_line_for_each_stretch() {
        let many = |minutes: &[i64]| -> Vec<Look> {
            minutes
                .iter()
                .enumerate()
                .map(|(n, at)| look("u1", *at, 600, (&format!("p{n}"), "Voss", "Greta")))
                .collect()
        };
        finds(&many(&[0, 10, 20, 60]), &[], &[]);
        finds(
            &many(&[0, 10, 20, 59]),
            &[],
            &[(Why::ManyPatients, "u1", 4)],
        );
        finds(
            &many(&[0, 1, 2, 3, 4, 300, 301, 302, 303]),
            &[],
            &[(Why::ManyPatients, "u1", 4), (Why::ManyPatients, "u1", 5)],
        );
        // The same patient again is not one more, and two people are not one.
        let same: Vec<Look> = (0..9)
            .map(|at| look("u1", at, 600, ("p", "Voss", "G")))
            .collect();
        finds(&same, &[], &[]);
    }

    #[test]
    fn a_look_while_the_office_is_closed_is_noticed_in_the_practices_zone() {
        let voss = ("p", "Voss", "Greta");
        finds(&[look("u1", 0, 7 * 60, voss)], &[], &[]);
        finds(&[look("u1", 0, 19 * 60 - 1, voss)], &[], &[]);
        finds(
            &[
                look("u1", 0, 19 * 60, voss),
                look("u1", 30, 19 * 60 + 30, voss),
                look("u1", 600, 5 * 60, voss),
            ],
            &[],
            &[(Why::AfterHours, "u1", 1), (Why::AfterHours, "u1", 2)],
        );
        let sunday = Look {
            weekend: true,
            ..look("u2", 0, 600, voss)
        };
        finds(&[sunday], &[], &[(Why::AfterHours, "u2", 1)]);
    }

    #[test]
    fn many_records_leave_when_it_is_more_than_usual_for_the_practice_and_the_person() {
        for (days, expected) in [
            (vec![("d1", 300)], vec![]),
            (vec![("d1", 301)], vec![(Why::ManyLeft, "u1", 301)]),
            (
                vec![("d1", 200), ("d1", 101)],
                vec![(Why::ManyLeft, "u1", 301)],
            ),
            (vec![("d1", 400), ("d2", 380), ("d3", 410)], vec![]),
            (
                vec![("d1", 100), ("d2", 120), ("d3", 900)],
                vec![(Why::ManyLeft, "u1", 900)],
            ),
        ] {
            let left: Vec<Leaving> = days.iter().map(|(day, n)| leaving("u1", day, *n)).collect();
            finds(&[], &left, &expected);
        }
    }
}
