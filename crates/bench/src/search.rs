//! The search box over 100,000 patients: each key of what billers type, asked as the window asks it,
//! beside a scan of the table of patients with OR and LIKE for the same text on the same connection, in
//! the same fields: name, account, birth date as it is kept and as it is typed, telephone.

use std::hint::black_box;
use std::path::Path;

use anyhow::{Context, anyhow};
use billing::chart::Patient;
use billing::party::Name;
use seeds::PatientExtra;
use serde_json::json;
use vault::kinds::{patient_key, read_body};
use vault::{Vault, patients};
use workbench::bench::Done;

use crate::desk::{Desk, today};
use crate::measure::{Figures, Stretch, quantile, say};

const PATIENTS: u32 = 100_000;

/// Searches of a round; with their keys about a hundred questions.
const SEARCHES: usize = 14;

/// Types and scans in turns.
pub fn measure(folder: &Path, rounds: u32) -> anyhow::Result<Vec<Figures>> {
    let desk = Desk::make(folder)?;
    let made = seeds::practice(&seeds::Plan::bench(PATIENTS, PATIENTS), today());
    desk.fill(&made, folder)?;
    add_phones(&desk, &made)?;
    let open = desk.open()?;
    open.vault.writer().execute_batch(SCANNED)?;
    let people: Vec<PatientExtra> = made.patients().collect();
    // As the window does when nobody works.
    open.vault.rest();
    let all = patients::count(&*open.vault.reader()?)?;
    let (mut p50, mut p99) = (Figures::ms("search-p50"), Figures::ms("search-p99"));
    let mut count = 0;
    let mut slowest = (String::new(), 0.0);
    for round in 0..usize::try_from(rounds)? {
        let typed: Vec<String> = (0..SEARCHES)
            .flat_map(|n| {
                // Any step that shares no divisor with the number of patients meets all of them.
                let at = (round * SEARCHES + n) * 61_803 % people.len();
                let phone = telephone(&people[at].phone, at);
                keys(&text(&people[at], &phone, n))
            })
            .collect();
        count += typed.len();
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for text in &typed {
            // The shell looks every two seconds; a search takes longer to type.
            if text.chars().nth(1).is_none() {
                desk.bench().lock_when_idle();
            }
            let ask = json!({ "text": text });
            let stretch = Stretch::begin();
            black_box(desk.answer("find", &ask)?);
            ours.push(stretch.cpu_ms());
            if slowest.1 < stretch.cpu_ms() {
                slowest = (text.clone(), stretch.cpu_ms());
            }
        }
        for text in &typed {
            let stretch = Stretch::begin();
            black_box(scan(&open.vault, text)?);
            theirs.push(stretch.cpu_ms());
        }
        p50.ours.push(quantile(&ours, 0.5));
        p50.theirs.push(quantile(&theirs, 0.5));
        p99.ours.push(quantile(&ours, 0.99));
        p99.theirs.push(quantile(&theirs, 0.99));
    }
    say(&format!(
        "{count} keys typed among {all} patients; the slowest answer was to {:?}: {:.2} ms",
        slowest.0, slowest.1
    ));
    Ok(vec![p50, p99])
}

/// Made-up telephones end in 0100 to 0199, so that every patient would begin with the same eight
/// digits. The last four run over all numbers of the exchange instead, which is 555 for everybody still.
fn telephone(made_up: &str, at: usize) -> String {
    let area = made_up.get(..3).unwrap_or_default();
    format!("{area}555{:04}", at * 7_919 % 10_000)
}

/// Claim files carry no telephone of a patient; people search by it.
fn add_phones(desk: &Desk, made: &seeds::Practice) -> anyhow::Result<()> {
    let open = desk.open()?;
    desk.bench()
        .transact(&open, "bench", |writer| {
            writer.beyond_undo();
            for (at, extra) in made.patients().enumerate() {
                let name = Name {
                    last: extra.last,
                    first: extra.first,
                    ..Name::default()
                };
                let key = patient_key(&name, Some(extra.born_on));
                if let Some(body) = patients::matching(writer.db(), "patient", &key, None)? {
                    let mut patient: Patient = read_body(&body)?;
                    patient.person.phone = telephone(&extra.phone, at);
                    writer.put(&patient)?;
                }
            }
            Ok(Done::new((), "Add telephones"))
        })
        .map_err(|problem| anyhow!(problem.says))?;
    Ok(())
}

/// What is typed to find a patient, in the ways that people have.
fn text(person: &PatientExtra, phone: &str, way: usize) -> String {
    let (y, m, d) = (
        person.born_on.year(),
        person.born_on.month(),
        person.born_on.day(),
    );
    let start = |name: &str, most: usize| name.chars().take(most).collect::<String>();
    match way % SEARCHES {
        0..=3 => format!("{} {}", start(&person.last, 6), start(&person.first, 3)),
        4 => format!("{}, {}", person.last, start(&person.first, 1)).to_lowercase(),
        5 => format!("{} {}", start(&person.first, 5), start(&person.last, 3)),
        6 => start(&person.last, 8),
        7 => format!("{m:02}/{d:02}/{y}"),
        8 => format!("{m}/{d}/{:02}", y % 100),
        9 => format!("{m:02}{d:02}{:02}", y % 100),
        10 => format!("{y}-{m:02}-{d:02}"),
        11 => person.account.clone(),
        12 => phone.to_owned(),
        _ => phone.chars().skip(6).collect(),
    }
}

/// The text after each key.
fn keys(text: &str) -> Vec<String> {
    text.char_indices()
        .map(|(at, letter)| text[..at + letter.len_utf8()].to_owned())
        .collect()
}

/// What the scan reads: the patients with a column for each field in which they are found, as wide as they
/// are.
const SCANNED: &str = "create table scanned as select id, name, account, born_on,
    substr(born_on, 6, 2) || '/' || substr(born_on, 9, 2) || '/' || substr(born_on, 1, 4) as born_us,
    ifnull(body ->> '$.person.phone', '') as phone, body from patient";

/// The scan: each word somewhere in the name or the telephone, or at the beginning of account or date of
/// birth; the first 20 by name. One pass over the table.
fn scan(vault: &Vault, typed: &str) -> anyhow::Result<usize> {
    let db = vault.writer();
    let words: Vec<&str> = typed.split([' ', ',']).filter(|w| !w.is_empty()).collect();
    let places: Vec<String> = (1..=words.len())
        .map(|n| {
            format!(
                "(name like '%' || ?{n} || '%' or account like ?{n} || '%' or born_on like ?{n} || '%'
                  or born_us like ?{n} || '%' or phone like '%' || ?{n} || '%')"
            )
        })
        .collect();
    let sql = format!(
        "select id, name, born_on, account from scanned where {} order by name limit 20",
        places.join(" and ")
    );
    let mut statement = db.prepare_cached(&sql)?;
    for (n, word) in words.iter().enumerate() {
        statement.raw_bind_parameter(n + 1, word)?;
    }
    let (mut rows, mut found) = (statement.raw_query(), 0);
    while let Some(row) = rows.next()? {
        let name = row.get_ref(1)?.as_str().map_err(anyhow::Error::from);
        found += usize::from(!name.context("a patient without a name")?.is_empty());
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_adds_a_letter() {
        assert_eq!(keys("Nú 7"), ["N", "Nú", "Nú ", "Nú 7"]);
    }

    #[test]
    fn a_round_types_about_a_hundred_keys() {
        let made = seeds::practice(&seeds::Plan::bench(500, 500), today());
        let people: Vec<PatientExtra> = made.patients().take(SEARCHES).collect();
        let typed: usize = people
            .iter()
            .enumerate()
            .map(|(n, person)| keys(&text(person, &person.phone, n)).len())
            .sum();
        assert!((90..=160).contains(&typed), "{typed}");
    }
}
