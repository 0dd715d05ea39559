//! Small balances: accounts that owe so little that asking costs more. They are listed, single ones are
//! left out, and one step lets them off.

use std::collections::BTreeMap;

use billing::ledger::act::{Act, ActRow};
use billing::ledger::standing::Owner;
use values::{ActId, ClaimId, Day, Money, PatientId};
use vault::accounts::{self, DueVisit};
use vault::statements::{self, Owing};
use vault::{Connection, remittances};

use crate::Workbench;
use crate::acts::{limit, within_limit};
use crate::bench::{Done, random};
use crate::chart::iso;
use crate::follow::unapplied;
use crate::problem::{Code, Problem};
use crate::view::{Changed, Nothing, view};

/// Why it is let off, by its code.
const REASON: &str = "small_balance";

view! {
    /// Accounts whose whole balance is small, and nothing of them is under way.
    pub struct SmallBalances {
        /// What is small, at the most.
        pub limit_cents: i64,
        /// What whoever asks may let off at once; none is no limit.
        pub own_limit_cents: Option<i64>,
        /// The accounts, by name.
        pub rows: Vec<SmallBalance>,
        /// What they owe.
        pub cents: i64,
    }

    /// An account with a small balance.
    pub struct SmallBalance {
        /// Its key.
        pub account: String,
        /// A patient of it, for whom the account can be opened.
        pub patient_id: String,
        /// The number that people say.
        pub number: String,
        /// Who answers, as lists show it.
        pub name: String,
        /// Visits that are due.
        pub visits: u32,
        /// Since when the oldest of it is the patient's, ISO.
        pub since_on: String,
        /// When the last statement went out, ISO, or empty.
        pub last_on: String,
        /// All that it owes.
        pub cents: i64,
    }

    /// Small balances to let off.
    pub struct LetOff {
        /// The accounts, each with what the list said that it owes.
        pub rows: Vec<LetOffRow>,
    }

    /// A small balance to let off.
    pub struct LetOffRow {
        /// Its key.
        pub account: String,
        /// What the list said that it owes.
        pub cents: i64,
    }

    /// Small balances that were let off.
    pub struct LetOffDone {
        /// How many accounts.
        pub accounts: u32,
        /// How much.
        pub cents: i64,
    }
}

/// The visits of an account with a small balance of which nothing else is under way; none when it is not
/// one.
fn small(
    db: &Connection,
    owing: &Owing,
    (limit, today): (Money, Day),
) -> Result<Option<Vec<DueVisit>>, Problem> {
    let facts = &owing.facts;
    let held = (facts.do_not_bill.as_ref()).is_some_and(|hold| hold.holds_on(today));
    if facts.due <= Money::ZERO
        || limit < facts.due
        || facts.waits != Money::ZERO
        || facts.credit != Money::ZERO
        || facts.plan.is_some()
        || facts.payer_waits_for_patient
        || held
        || accounts::payers_owe(db, &owing.account)?
    {
        return Ok(None);
    }
    let visits = accounts::due_visits(db, &owing.account)?;
    // Money that waits is used first.
    for visit in &visits {
        if let Ok(patient) = visit.patient.parse::<PatientId>()
            && unapplied(db, patient)? != Money::ZERO
        {
            return Ok(None);
        }
    }
    let all: Money = visits.iter().map(|visit| visit.owed).sum();
    Ok((all == facts.due).then_some(visits))
}

/// Accounts with small balances.
pub(crate) fn small_balances(bench: &Workbench, _: Nothing) -> Result<SmallBalances, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let today = bench.today(&open);
    let most = statements::rules(&db)?.small_balance;
    let mut rows = Vec::new();
    for owing in statements::owing(&db)? {
        if let Some(visits) = small(&db, &owing, (most, today))? {
            rows.push(SmallBalance {
                patient_id: (visits.first())
                    .map(|visit| visit.patient.clone())
                    .unwrap_or_default(),
                visits: owing.visits,
                since_on: iso(owing.since),
                last_on: iso(owing.facts.last.map(|last| last.on)),
                cents: owing.facts.due.cents(),
                account: owing.account,
                number: owing.number,
                name: owing.name,
            });
        }
    }
    let rules = remittances::rules(&db, remittances::RULES)?;
    Ok(SmallBalances {
        limit_cents: most.cents(),
        own_limit_cents: limit(&rules, open.who.role).map(Money::cents),
        cents: rows.iter().map(|row| row.cents).sum(),
        rows,
    })
}

/// Lets small balances off, all in one step.
pub(crate) fn let_off_small(
    bench: &Workbench,
    ask: LetOff,
) -> Result<Changed<LetOffDone>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    if ask.rows.is_empty() {
        return Err(Problem::new(
            Code::NeedsYou,
            "No account is chosen. Take some in again.",
        ));
    }
    bench.transact(&open, "let_off_small", |writer| {
        let most = statements::rules(writer.db())?.small_balance;
        let (mut sum, mut about) = (Money::ZERO, Vec::new());
        for row in &ask.rows {
            let owing = statements::owing_of(writer.db(), &row.account)?;
            let visits = match &owing {
                Some(owing) if owing.facts.due.cents() == row.cents => {
                    small(writer.db(), owing, (most, today))?
                }
                _ => None,
            };
            let (Some(owing), Some(visits)) = (owing, visits) else {
                return Err(changed());
            };
            about.push(owing.account);
            for (patient, rows) in by_patient(&visits) {
                let amount: Money = rows.iter().map(|row| row.amount).sum();
                within_limit(&open, writer.db(), amount)?;
                sum += amount;
                about.extend(
                    rows.iter()
                        .filter_map(|row| row.claim_id)
                        .map(|id| id.to_string()),
                );
                let id = ActId::new(u64::try_from(writer.at()).unwrap_or(0), random()?);
                writer.put(&Act {
                    by: open.who.name.clone(),
                    by_id: Some(open.who.id),
                    patient_id: patient,
                    amount,
                    reason: REASON.to_owned(),
                    rows,
                    ..Act::new(id, "discount", today)
                })?;
            }
        }
        let done = LetOffDone {
            accounts: crate::print::count(ask.rows.len()),
            cents: sum.cents(),
        };
        let title = match ask.rows.len() {
            1 => format!("Let off a small balance of {sum}"),
            n => format!("Let off {n} small balances, {sum}"),
        };
        Ok(Done::new(done, title)
            .about(about)
            .with("accounts", ask.rows.len())
            .with("cents", sum.cents()))
    })
}

/// Visits as rows of acts: one act for each patient.
fn by_patient(visits: &[DueVisit]) -> BTreeMap<Option<PatientId>, Vec<ActRow>> {
    let mut acts = BTreeMap::<Option<PatientId>, Vec<ActRow>>::new();
    for visit in visits {
        let claim_id = visit.claim.parse::<ClaimId>().ok();
        acts.entry(visit.patient.parse().ok())
            .or_default()
            .push(ActRow {
                claim_id,
                opening: claim_id.is_none().then(|| ActId::from_bytes(visit.item)),
                owner: Owner::Patient.to_string(),
                amount: visit.owed,
                ..ActRow::default()
            });
    }
    acts
}

fn changed() -> Problem {
    Problem::new(
        Code::Changed,
        "An account changed since the list was made. Nothing was let off. Look at the list again.",
    )
}
