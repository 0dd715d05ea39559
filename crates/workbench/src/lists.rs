//! Finding and listing: one search box, lists of claims and of patients.

use vault::claims::{self, Facet, Filter, Sort};
use vault::find::Hit;
use vault::patients as charts;

use crate::Workbench;
use crate::bench::{Open, lock};
use crate::problem::Problem;
use crate::view::{Nothing, view};

/// Lines in a page at the most.
const PAGE: u32 = 500;

/// Hits of the search box at the most.
const HITS: u32 = 20;

view! {
    /// What was typed into the search box.
    pub struct Find {
        /// Any fragment of a name, a date of birth, a phone, an account, a member id, a claim number.
        pub text: String,
    }

    /// What was found: patients first, the most recently seen before others.
    pub struct FindView {
        /// At most 20.
        pub hits: Vec<HitView>,
    }

    /// A patient or a claim that was found.
    pub struct HitView {
        /// `patient` or `claim`.
        pub kind: String,
        /// The record's id.
        pub id: String,
        /// The name, or the claim's number.
        pub title: String,
        /// Date of birth and account; or patient, payer, day of service.
        pub detail: String,
        /// The claim's charge.
        pub charge_cents: Option<i64>,
    }

    /// Which claims. An empty list or text means all.
    pub struct ClaimFilter {
        /// Where they stand: `held`, `denied`, `work`, `send`, `imported` (to print), `payer`, `printed`, `patient`,
        /// `credit`, `paid`, `closed`, the most urgent first.
        pub states: Vec<String>,
        /// Payer ids.
        pub payers: Vec<String>,
        /// Rendering providers' ids.
        pub rendering: Vec<String>,
        /// A patient's id.
        pub patient: String,
        /// An import's id.
        pub import: String,
        /// First day of service on or after: ISO or as people type it.
        pub from: String,
        /// First day of service on or before.
        pub to: String,
        /// Claim number or patient name begins with.
        pub text: String,
    }

    /// A page of a list of claims.
    pub struct ClaimsAsk {
        /// Which.
        pub filter: ClaimFilter,
        /// `service`, `number`, `patient`, `payer`, `charge`, `state`.
        pub sort: String,
        /// The other way round.
        pub descending: bool,
        /// The first line wanted, from 0.
        pub from: u32,
        /// How many, at most 500.
        pub count: u32,
        /// Also what columns beyond the first ones show.
        #[serde(default)]
        pub more: bool,
    }

    /// Lines of a list of claims.
    pub struct ClaimRows {
        /// In the order asked for.
        pub rows: Vec<ClaimRow>,
    }

    /// A line of a list of claims.
    pub struct ClaimRow {
        /// The claim's id.
        pub id: String,
        /// CLM01.
        pub number: String,
        /// The patient's id.
        pub patient_id: String,
        /// The patient as the claim names him.
        pub patient: String,
        /// The payer as the claim names it.
        pub payer: String,
        /// First day of service, ISO, or empty.
        pub service_on: String,
        /// The charge.
        pub charge_cents: i64,
        /// Where it stands, as [`ClaimFilter::states`] names it.
        pub state: String,
        /// The payer that a claim in `send` or `payer` waits for, or empty.
        pub waits_for: String,
        /// What columns beyond the first ones show, when it was asked for.
        pub more: Option<ClaimRowMore>,
    }

    /// What columns beyond the first ones show of a claim.
    pub struct ClaimRowMore {
        /// The patient's account number.
        pub account: String,
        /// The patient's date of birth, ISO, or empty.
        pub born_on: String,
        /// Item 1a of the coverage that is asked.
        pub member_id: String,
        /// Who rendered.
        pub rendering: String,
        /// Why it is held, or empty.
        pub hold: String,
        /// The day on which it was read in, ISO, or empty.
        pub imported_on: String,
        /// The day on which it was printed last, ISO, or empty.
        pub printed_on: String,
    }

    /// The sums of a list of claims.
    pub struct ClaimTotals {
        /// How many.
        pub count: i64,
        /// Their charges.
        pub charge_cents: i64,
        /// The same by state, the most urgent first; without those that no claim is in.
        pub states: Vec<StateTotal>,
    }

    /// The sums of a state.
    pub struct StateTotal {
        /// As [`ClaimFilter::states`] names it.
        pub state: String,
        /// How many.
        pub count: i64,
        /// Their charges.
        pub charge_cents: i64,
    }

    /// What a list of claims can be narrowed by.
    pub struct FacetsView {
        /// Payers that claims ask.
        pub payers: Vec<FacetView>,
        /// Providers who rendered.
        pub rendering: Vec<FacetView>,
        /// Imports, the newest first.
        pub imports: Vec<FacetView>,
    }

    /// A value to narrow by.
    pub struct FacetView {
        /// Its id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// Claims that have it.
        pub count: i64,
    }

    /// A page of the list of patients.
    pub struct PatientsAsk {
        /// What the search box of the list holds; empty for all, by name.
        pub text: String,
        /// The first line wanted, from 0.
        pub from: u32,
        /// How many, at most 500.
        pub count: u32,
    }

    /// Lines of the list of patients.
    pub struct PatientRows {
        /// By name, or as found.
        pub rows: Vec<PatientRow>,
        /// How many there are in all.
        pub total: i64,
    }

    /// A line of the list of patients.
    pub struct PatientRow {
        /// The patient's id.
        pub id: String,
        /// As lists show it.
        pub name: String,
        /// ISO, or empty.
        pub born_on: String,
        /// The account number.
        pub account: String,
        /// Claims of the patient.
        pub claims: i64,
        /// The latest day of service, ISO, or empty.
        pub last_service_on: String,
        /// Ten digits, or empty.
        pub phone: String,
        /// Where the patient lives, or empty.
        pub city: String,
    }
}

/// A search that is being typed: it goes on the audit log once, when it has settled.
pub struct Search {
    text: String,
    ids: Vec<String>,
    at: i64,
}

/// A search that nobody typed on for this long has settled, in milliseconds.
const SETTLED_MS: i64 = 2_000;

/// Finds patients and claims by any fragment.
pub(crate) fn find(bench: &Workbench, ask: Find) -> Result<FindView, Problem> {
    let open = bench.opened()?;
    let hits = open
        .vault
        .quick(|db| vault::find::find(db, &ask.text, HITS))?;
    let view = FindView {
        hits: hits.into_iter().map(hit).collect(),
    };
    note_search(bench, &open, &ask.text, &view)?;
    Ok(view)
}

/// Keeps the search in mind; one that does not go on from it puts it on the audit log first.
fn note_search(bench: &Workbench, open: &Open, text: &str, view: &FindView) -> Result<(), Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(());
    }
    let next = Search {
        text: text.to_owned(),
        ids: view.hits.iter().map(|hit| hit.id.clone()).collect(),
        at: bench.now(),
    };
    let before = {
        let mut search = lock(&open.search);
        let before = search.take();
        *search = Some(next);
        before
    };
    match before {
        Some(before) if !text.starts_with(&before.text) && !before.text.starts_with(text) => {
            log_search(bench, open, &before)
        }
        _ => Ok(()),
    }
}

/// Puts a settled search on the audit log.
pub(crate) fn settle_search(bench: &Workbench, open: &Open) {
    let settled = {
        let mut search = lock(&open.search);
        match &*search {
            Some(kept) if SETTLED_MS <= bench.now() - kept.at => search.take(),
            _ => None,
        }
    };
    // A search that cannot be written now is kept for the next time.
    if let Some(kept) = settled
        && log_search(bench, open, &kept).is_err()
    {
        *lock(&open.search) = Some(kept);
    }
}

/// Puts the search that is being typed on the audit log at once.
pub(crate) fn end_search(bench: &Workbench, open: &Open) -> Result<(), Problem> {
    let kept = lock(&open.search).take();
    kept.map_or(Ok(()), |kept| log_search(bench, open, &kept))
}

/// The words go in as digests under the practice's own salt, the ids as they are.
fn log_search(bench: &Workbench, open: &Open, search: &Search) -> Result<(), Problem> {
    use sha2::{Digest, Sha256};
    let words: Vec<String> = search
        .text
        .split_whitespace()
        .map(|word| {
            let mut hash = Sha256::new();
            hash.update(open.keys.salt());
            hash.update(word.to_uppercase());
            vault::database::hex(&hash.finalize()[..8])
        })
        .collect();
    let shown = search.ids.len();
    bench.log(open, "search", |event| {
        event
            .about(search.ids.iter().take(50).cloned())
            .with("words", words.join(" "))
            .with("shown", shown)
    })
}

fn hit(hit: Hit) -> HitView {
    match hit {
        Hit::Patient {
            id,
            name,
            born_on,
            account,
        } => HitView {
            kind: "patient".to_owned(),
            id,
            title: name,
            detail: [us_day(&born_on), format!("account {account}")]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
            charge_cents: None,
        },
        Hit::Claim {
            id,
            number,
            patient,
            payer,
            service_on,
            charge_cents,
        } => HitView {
            kind: "claim".to_owned(),
            id,
            title: number,
            detail: [patient, payer, us_day(&service_on)]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
            charge_cents: Some(charge_cents),
        },
    }
}

/// `2026-11-03` as `11/03/26`; anything else as it is.
pub(crate) fn us_day(iso: &str) -> String {
    match iso.parse::<values::Day>() {
        Ok(day) => format!(
            "{:02}/{:02}/{:02}",
            day.month(),
            day.day(),
            day.year() % 100
        ),
        Err(_) => iso.to_owned(),
    }
}

/// A filter as the database takes it.
pub(crate) fn filter(ask: ClaimFilter) -> Result<Filter, Problem> {
    let some = |text: String| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
    let day = |field: &str, text: String| match some(text) {
        None => Ok(None),
        Some(text) => text
            .parse::<values::Day>()
            .map(|day| Some(day.to_string()))
            .map_err(|e| Problem::field(field, format!("This is not a day: {e}."))),
    };
    Ok(Filter {
        states: ask.states,
        payers: ask.payers,
        rendering: ask.rendering,
        patient: some(ask.patient),
        import: some(ask.import),
        from: day("from", ask.from)?,
        to: day("to", ask.to)?,
        text: some(ask.text),
    })
}

/// The column of a name.
pub(crate) fn sort(name: &str) -> Result<Sort, Problem> {
    Ok(match name {
        "service" => Sort::Service,
        "number" => Sort::Number,
        "patient" => Sort::Patient,
        "payer" => Sort::Payer,
        "charge" => Sort::Charge,
        "state" => Sort::State,
        _ => {
            return Err(Problem::field(
                "sort",
                "A list of claims has no such column.",
            ));
        }
    })
}

/// A page of a list of claims.
pub(crate) fn claims(bench: &Workbench, ask: ClaimsAsk) -> Result<ClaimRows, Problem> {
    let open = bench.opened()?;
    let order = (sort(&ask.sort)?, ask.descending);
    let lines = claims::page(
        &*open.vault.reader()?,
        &filter(ask.filter)?,
        order,
        (ask.from, ask.count.min(PAGE)),
        ask.more,
    )?;
    let zone = open.zone();
    let day = |at: i64| match at {
        0 => String::new(),
        at => crate::time::day(at, &zone).map_or_else(String::new, |day| day.to_string()),
    };
    let rows = lines
        .into_iter()
        .map(|line| ClaimRow {
            id: line.id,
            number: line.number,
            patient_id: line.patient_id,
            patient: line.patient,
            payer: line.payer,
            service_on: line.service_on,
            charge_cents: line.charge_cents,
            state: line.state.name().to_owned(),
            waits_for: line.waits_for,
            more: line.more.map(|more| ClaimRowMore {
                account: more.account,
                born_on: more.born_on,
                member_id: more.member_id,
                rendering: more.rendering,
                hold: more.hold,
                imported_on: day(more.imported_at),
                printed_on: day(more.printed_at),
            }),
        })
        .collect();
    Ok(ClaimRows { rows })
}

/// The sums of a list of claims.
pub(crate) fn claim_totals(bench: &Workbench, ask: ClaimFilter) -> Result<ClaimTotals, Problem> {
    let open = bench.opened()?;
    let states: Vec<StateTotal> = claims::totals(&*open.vault.reader()?, &filter(ask)?)?
        .into_iter()
        .map(|(state, count, charge_cents)| StateTotal {
            state: state.name().to_owned(),
            count,
            charge_cents,
        })
        .collect();
    Ok(ClaimTotals {
        count: states.iter().map(|s| s.count).sum(),
        charge_cents: states.iter().map(|s| s.charge_cents).sum(),
        states,
    })
}

/// What a list of claims can be narrowed by.
pub(crate) fn claim_facets(bench: &Workbench, _: Nothing) -> Result<FacetsView, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let view = |found: Vec<(String, String, i64)>| {
        found
            .into_iter()
            .map(|(id, name, count)| FacetView { id, name, count })
            .collect()
    };
    let zone = open.zone();
    let imports = claims::imports(&db)?
        .into_iter()
        .map(|(import, count)| FacetView {
            id: import.id.to_string(),
            name: format!(
                "{}, {}",
                crate::time::moment(import.at, &zone),
                match import.files.as_slice() {
                    [file] => file.name.clone(),
                    files => format!("{} files", files.len()),
                }
            ),
            count,
        })
        .collect();
    Ok(FacetsView {
        payers: view(claims::facets(&db, Facet::Payer)?),
        rendering: view(claims::facets(&db, Facet::Rendering)?),
        imports,
    })
}

/// The patients whom a text finds, the most recently seen first.
pub(crate) fn found_patients(
    db: &vault::Connection,
    text: &str,
) -> Result<Vec<charts::PatientLine>, Problem> {
    let ids: Vec<String> = vault::find::find(db, text, PAGE)?
        .into_iter()
        .filter_map(|hit| match hit {
            Hit::Patient { id, .. } => Some(id),
            Hit::Claim { .. } => None,
        })
        .collect();
    Ok(charts::lines(db, &ids)?)
}

/// A page of the list of patients.
pub(crate) fn patients(bench: &Workbench, ask: PatientsAsk) -> Result<PatientRows, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let row = |line: charts::PatientLine| PatientRow {
        id: line.id,
        name: line.name,
        born_on: line.born_on,
        account: line.account,
        claims: line.claims,
        last_service_on: line.last_service_on,
        phone: line.phone,
        city: line.city,
    };
    if ask.text.trim().is_empty() {
        let lines = charts::page(&db, ask.from, ask.count.min(PAGE))?;
        return Ok(PatientRows {
            rows: lines.into_iter().map(row).collect(),
            total: charts::count(&db)?,
        });
    }
    let lines = found_patients(&db, &ask.text)?;
    let view = FindView {
        hits: lines
            .iter()
            .map(|line| HitView {
                kind: "patient".to_owned(),
                id: line.id.clone(),
                title: String::new(),
                detail: String::new(),
                charge_cents: None,
            })
            .collect(),
    };
    note_search(bench, &open, &ask.text, &view)?;
    let total = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let from = usize::try_from(ask.from).unwrap_or(usize::MAX);
    let count = usize::try_from(ask.count.min(PAGE)).unwrap_or(0);
    Ok(PatientRows {
        rows: lines.into_iter().skip(from).take(count).map(row).collect(),
        total,
    })
}
