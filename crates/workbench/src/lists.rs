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
        /// `credit`, `paid`, `closed`, `replaced`, the most urgent first.
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
        /// The claim that stands in the place of one in `replaced`, or voids it.
        pub replaced_by: Option<ReplacingView>,
        /// What columns beyond the first ones show, when it was asked for.
        pub more: Option<ClaimRowMore>,
    }

    /// A claim that stands in another one's place, or that another one stands for.
    pub struct ReplacingView {
        /// Its id.
        pub id: String,
        /// CLM01.
        pub number: String,
        /// True where the later of the two is a void.
        pub voids: bool,
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

/// Searches that wait for the audit log at the most. The shell has it written every two seconds.
const MOST_WAITING: usize = 16;

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

/// Keeps the search in mind. One that does not go on from it waits for the audit log, which is written
/// while nobody waits for a key.
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
    let waiting = {
        let mut searches = lock(&open.searches);
        let goes_on = |last: &Search| text.starts_with(&last.text) || last.text.starts_with(text);
        if searches.back().is_some_and(goes_on) {
            searches.pop_back();
        }
        searches.push_back(next);
        searches.len()
    };
    if MOST_WAITING < waiting {
        log_first_search(bench, open, false)?;
    }
    Ok(())
}

/// Puts the searches that have settled on the audit log.
pub(crate) fn settle_searches(bench: &Workbench, open: &Open) {
    // One that cannot be written now is kept for the next time.
    let _ = log_searches(bench, open, false);
}

/// Puts all searches on the audit log at once, the one that is being typed as well.
pub(crate) fn end_search(bench: &Workbench, open: &Open) -> Result<(), Problem> {
    log_searches(bench, open, true)
}

fn log_searches(bench: &Workbench, open: &Open, all: bool) -> Result<(), Problem> {
    while log_first_search(bench, open, all)? {}
    Ok(())
}

/// Puts the first search that has settled, or is to be taken as settled, on the audit log; false when there
/// is none.
fn log_first_search(bench: &Workbench, open: &Open, all: bool) -> Result<bool, Problem> {
    let first = {
        let mut searches = lock(&open.searches);
        let typed_on = searches.len() == 1
            && (searches.front()).is_some_and(|last| bench.now() - last.at < SETTLED_MS);
        match all || !typed_on {
            true => searches.pop_front(),
            false => None,
        }
    };
    let Some(search) = first else {
        return Ok(false);
    };
    if let Err(problem) = log_search(bench, open, &search) {
        lock(&open.searches).push_front(search);
        return Err(problem);
    }
    Ok(true)
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

/// The claim that stands in another one's place.
pub(crate) fn replacing_view(replacing: claims::Replacing) -> ReplacingView {
    ReplacingView {
        id: replacing.id,
        number: replacing.number,
        voids: replacing.voids,
    }
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
            replaced_by: line.replaced_by.map(replacing_view),
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
