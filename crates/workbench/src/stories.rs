//! What a patient owes and why, visit by visit in the words of the statement, for whoever answers the
//! telephone. Each figure names what it came from.

use billing::chart::Patient;
use billing::claim::Claim;
use billing::statement::Language;
use forms::statement::told_visits;
use values::ClaimId;
use vault::{Connection, VaultError, ledger, remittances, writer};

use crate::Workbench;
use crate::chart::ById;
use crate::entry_titles::act_title;
use crate::ledger::Names;
use crate::problem::Problem;
use crate::statement_bill::{Maker, spoken};
use crate::view::view;

view! {
    /// What a patient owes, in the words of the statement.
    pub struct PatientStory {
        /// The visits of which something is owed, the oldest first.
        pub visits: Vec<StoryVisit>,
    }

    /// A visit.
    pub struct StoryVisit {
        /// The claim that carries its charges; empty for a balance without one.
        pub claim_id: String,
        /// The claim's number.
        pub number: String,
        /// The day and what was done.
        pub title: String,
        /// Charged, taken off, paid by insurance, paid by the patient, left.
        pub figures: Vec<StoryFigure>,
        /// Why something is owed, and what was done about it.
        pub says: String,
    }

    /// A figure of a visit.
    pub struct StoryFigure {
        /// What it is, as the statement says it.
        pub label: String,
        /// How much.
        pub cents: i64,
        /// What it came from.
        pub sources: Vec<StorySource>,
    }

    /// What a figure came from.
    pub struct StorySource {
        /// `claim`, `remittance` or `act`.
        pub kind: String,
        /// Its id.
        pub id: String,
        /// A claim of a remittance, by its part; else 0.
        pub part: u32,
        /// `Check 1234, Blue Heron PPO`.
        pub title: String,
    }
}

/// What a patient owes, visit by visit, in the words of the statement.
pub(crate) fn patient_story(bench: &Workbench, ask: ById) -> Result<PatientStory, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let (patient, _) = writer::get::<Patient>(&db, &ask.id)?;
    let name = spoken(&patient.person.name);
    let zone = open.zone();
    let facts = open.facts().name.clone();
    let mut maker = Maker::new(&db, &zone, (&facts, bench.today(&open)))?.in_english();
    let mut names = Names::new(&db, zone.clone());
    let mut visits = Vec::new();
    for account in ledger::accounts_of(&db, &ask.id)? {
        let (mut bill, _) = maker.preview(&account, "")?;
        bill.language = Language::English;
        bill.people.retain(|person| person.name == name);
        let told = told_visits(&bill);
        for (visit, told) in bill.visits().zip(told) {
            let (number, sources) = match visit.claim_id {
                Some(id) => match claim(&db, id)?.filter(|claim| claim.patient_id == patient.id) {
                    Some(claim) => (claim.content.number, sources(&db, &mut names, id)?),
                    None => continue,
                },
                None => Default::default(),
            };
            let figures = told.figures.into_iter().enumerate();
            visits.push(StoryVisit {
                claim_id: visit.claim_id.map(|id| id.to_string()).unwrap_or_default(),
                number,
                title: told.title,
                figures: figures
                    .filter_map(|(n, figure)| {
                        let (label, amount) = figure?;
                        Some(StoryFigure {
                            label,
                            cents: amount.cents(),
                            sources: sources.of(n),
                        })
                    })
                    .collect(),
                says: told.story,
            });
        }
    }
    drop(db);
    bench.log_view(&open, "view_ledger", &ask.id, &ask.id)?;
    Ok(PatientStory { visits })
}

fn claim(db: &Connection, id: ClaimId) -> Result<Option<Claim>, VaultError> {
    match writer::get::<Claim>(db, &id.to_string()) {
        Ok((claim, _)) => Ok(Some(claim)),
        Err(VaultError::NoSuch(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What the figures of a visit can come from.
#[derive(Default)]
struct Sources {
    claim: Vec<StorySource>,
    answers: Vec<StorySource>,
    off: Vec<StorySource>,
    paid: Vec<StorySource>,
}

impl Sources {
    /// Those of a figure, by its place.
    fn of(&self, n: usize) -> Vec<StorySource> {
        match n {
            0 => self.claim.clone(),
            1 => [self.answers.clone(), self.off.clone()].concat(),
            2 => self.answers.clone(),
            3 => self.paid.clone(),
            _ => Vec::new(),
        }
    }
}

fn sources(db: &Connection, names: &mut Names<'_>, carrier: ClaimId) -> Result<Sources, Problem> {
    let mut found = Sources::default();
    let source = |kind: &str, id: String, part: u32, title: String| StorySource {
        kind: kind.to_owned(),
        id,
        part,
        title,
    };
    let (number, ..) = names.claim(&carrier.to_string())?;
    let title = format!("Claim {number}");
    found
        .claim
        .push(source("claim", carrier.to_string(), 0, title));
    for claim in ledger::claims_of_visit(db, &carrier.to_string())? {
        for id in remittances::answering(db, &claim)? {
            let (remittance, _) = writer::get::<billing::remittance::Remittance>(db, &id)?;
            if remittance.posted_on.is_none() {
                continue;
            }
            let parts = remittance.standing();
            for part in parts.filter(|part| part.claim_id.is_some_and(|of| of.to_string() == claim))
            {
                let title = names.remittance(remittance.id)?;
                found
                    .answers
                    .push(source("remittance", id.clone(), part.part, title));
            }
        }
        for act in remittances::acts_about(db, &claim)? {
            let list = match act.kind.as_str() {
                "discount" | "write_off" => &mut found.off,
                "payment" | "apply" | "use_credit" | "refund" | "returned" => &mut found.paid,
                _ => continue,
            };
            if act.stands() {
                list.push(source("act", act.id.to_string(), 0, act_title(&act)));
            }
        }
    }
    Ok(found)
}
