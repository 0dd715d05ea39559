//! Moving in: opening balances per claim, per patient and per payer, in a batch that ties to the old
//! system's total, and what no file can know.

use billing::ledger::Debtor;
use billing::ledger::act::{Act, ActRow};
use billing::typed;
use values::{ActId, ClaimId, Day, Money, PatientId, PayerId};
use vault::account::{self, OpenFilter, Queue};
use vault::{Connection, VaultError, remittances, writer};

use crate::Workbench;
use crate::account::*;
use crate::bench::Done;
use crate::ledger::Names;
use crate::lists::us_day;
use crate::problem::Problem;
use crate::sheet::SheetFaultView;
use crate::view::{Changed, Nothing};

/// Rows of one batch.
const MOST: usize = 5_000;

struct Reading<'a> {
    bench: &'a Workbench,
    db: &'a Connection,
    today: Day,
    faults: Vec<SheetFaultView>,
}

impl Reading<'_> {
    fn say(&mut self, row: Option<usize>, field: &str, says: impl Into<String>) {
        self.faults.push(SheetFaultView {
            claim: row.map(|n| u32::try_from(n).unwrap_or(u32::MAX)),
            line: None,
            provider: None,
            field: field.to_owned(),
            says: says.into(),
        });
    }

    fn money(&mut self, row: Option<usize>, field: &str, text: &str) -> Option<Money> {
        match text.trim().parse() {
            Ok(money) => Some(money),
            Err(_) if text.trim().is_empty() => {
                self.say(row, field, "Type the amount.");
                None
            }
            Err(error) => {
                self.say(row, field, format!("This is not an amount: {error}."));
                None
            }
        }
    }

    fn claim(&mut self, n: usize, text: &str) -> Result<Option<billing::claim::Claim>, Problem> {
        let id = match text.parse::<ClaimId>() {
            Ok(_) => text.to_owned(),
            Err(_) => match vault::claims::by_number(self.db, text)?.as_slice() {
                [id] => id.clone(),
                [] => {
                    self.say(Some(n), "claim", "There is no claim with that number.");
                    return Ok(None);
                }
                _ => {
                    self.say(
                        Some(n),
                        "claim",
                        "Several claims have that number. Name one by its id.",
                    );
                    return Ok(None);
                }
            },
        };
        match writer::get::<billing::claim::Claim>(self.db, &id) {
            Ok((claim, _)) => Ok(Some(claim)),
            Err(VaultError::NoSuch(_)) => {
                self.say(Some(n), "claim", "There is no such claim.");
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn patient(&mut self, n: usize, text: &str) -> Result<Option<PatientId>, Problem> {
        if let Ok(id) = text.parse::<PatientId>() {
            return Ok(Some(id));
        }
        match vault::patients::by_account(self.db, text)? {
            Some(id) => Ok(id.parse().ok()),
            None => {
                self.say(Some(n), "patient", "No patient has that account number.");
                Ok(None)
            }
        }
    }

    fn row(&mut self, n: usize, texts: &OpeningRowTexts) -> Result<(ActRow, String), Problem> {
        let mut row = ActRow {
            payer_id: texts.payer_id.parse::<PayerId>().ok(),
            owner: texts.owner.clone(),
            amount: self
                .money(Some(n), "amount", &texts.amount)
                .unwrap_or_default(),
            ..ActRow::default()
        };
        if row.owner.parse::<Debtor>().is_err() {
            self.say(
                Some(n),
                "owner",
                "Say whose balance it is: the first, second or third payer's, or the patient's.",
            );
        }
        match texts.service_on.trim() {
            "" => {}
            text => match typed::day(text, self.today) {
                Some(day) => row.service_on = Some(day),
                None => self.say(
                    Some(n),
                    "service_on",
                    "This is not a date: 05/04/26, 0504 or t.",
                ),
            },
        }
        let mut says = String::new();
        let claim = texts.claim.trim();
        if claim.is_empty() {
            let at = u64::try_from(self.bench.now()).unwrap_or(0);
            row.opening = Some(ActId::new(at, self.bench.random()?));
            let patient = texts.patient.trim();
            if !patient.is_empty() {
                row.patient_id = self.patient(n, patient)?;
            } else if row.owner == "patient" {
                self.say(Some(n), "patient", "Type the patient's account number.");
            } else if row.payer_id.is_none() {
                self.say(Some(n), "payer_id", "Choose the patient or the payer.");
            }
            if let Some(id) = row.patient_id {
                match writer::get::<billing::chart::Patient>(self.db, &id.to_string()) {
                    Ok((patient, _)) => says = patient.person.name.listed(),
                    Err(VaultError::NoSuch(_)) => {
                        self.say(Some(n), "patient", "There is no such patient.")
                    }
                    Err(error) => return Err(error.into()),
                }
            }
        } else if let Some(claim) = self.claim(n, claim)? {
            row.claim_id = Some(claim.id);
            row.patient_id = Some(claim.patient_id);
            let service = claim.content.first_service_on();
            let service = service
                .map(|day| us_day(&day.to_string()))
                .unwrap_or_default();
            says = format!("{}, {service}", claim.content.patient.name.listed());
            let charged: Money = claim.content.lines.iter().map(|line| line.charge).sum();
            if charged < row.amount {
                self.say(
                    Some(n),
                    "amount",
                    format!("The claim was charged {charged}: no more can be open."),
                );
            }
            if remittances::answered(self.db, &claim.id.to_string())? {
                self.say(
                    Some(n),
                    "claim",
                    "A remittance is posted for this claim here. What is open of it is known.",
                );
            }
            let acts = remittances::acts_about(self.db, &claim.id.to_string())?;
            if acts.iter().any(|act| act.kind == "opening" && act.stands()) {
                self.say(
                    Some(n),
                    "claim",
                    "This claim has an opening balance already. Take that one back first.",
                );
            }
        }
        Ok((row, says))
    }
}

fn read(
    bench: &Workbench,
    db: &Connection,
    today: Day,
    ask: &OpeningTexts,
) -> Result<(Act, OpeningChecked), Problem> {
    let mut reading = Reading {
        bench,
        db,
        today,
        faults: Vec::new(),
    };
    let on = match ask.on.trim() {
        "" => Some(today),
        text => typed::day(text, today).filter(|day| *day <= today),
    };
    if on.is_none() {
        reading.say(
            None,
            "on",
            "This is not a day until today: 05/04/26, 0504 or t.",
        );
    }
    let ties_to = reading.money(None, "ties_to", &ask.ties_to);
    let id = ActId::new(u64::try_from(bench.now()).unwrap_or(0), bench.random()?);
    let mut act = Act::new(id, "opening", on.unwrap_or(today));
    if MOST < ask.rows.len() {
        reading.say(
            None,
            "rows",
            "A batch takes 5,000 rows. Make two of it, each with its own total.",
        );
    }
    let (mut says, mut seen) = (Vec::new(), std::collections::BTreeSet::new());
    for (n, texts) in ask.rows.iter().enumerate() {
        let (row, words) = reading.row(n, texts)?;
        if row.claim_id.is_some_and(|id| !seen.insert(id)) {
            reading.say(
                Some(n),
                "claim",
                "This claim stands twice on the list. Keep one.",
            );
        }
        says.push(words);
        act.rows.push(row);
    }
    let sum = act.applied();
    act.amount = sum;
    act.ties_to = ties_to;
    if ask.rows.is_empty() {
        reading.say(None, "rows", "Type at least one balance.");
    }
    let ties = ties_to == Some(sum);
    let checked = OpeningChecked {
        says,
        closes: reading.faults.is_empty() && ties,
        faults: reading.faults,
        sum_cents: sum.cents(),
        ties_to_cents: ties_to.unwrap_or_default().cents(),
    };
    Ok((act, checked))
}

/// What typed opening balances come to. Nothing is stored.
pub(crate) fn check_opening(
    bench: &Workbench,
    ask: OpeningTexts,
) -> Result<OpeningChecked, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    Ok(read(bench, &db, bench.today(&open), &ask)?.1)
}

/// Posts opening balances that tie to the old system's total.
pub(crate) fn save_opening(
    bench: &Workbench,
    ask: OpeningTexts,
) -> Result<Changed<OpeningChecked>, Problem> {
    let open = bench.opened()?;
    bench.transact(&open, "save_opening", |writer| {
        let (mut act, checked) = read(bench, writer.db(), bench.today(&open), &ask)?;
        if let Some(fault) = checked.faults.first() {
            let place = fault.claim.map(|n| format!("Row {}: ", n + 1)).unwrap_or_default();
            return Err(Problem::field(&fault.field, format!("{place}{}", fault.says)));
        }
        if !checked.closes {
            let short = Money::from_cents(checked.ties_to_cents - checked.sum_cents);
            return Err(Problem::field(
                "ties_to",
                format!("The rows do not tie to the old total: {short} is missing. Find it before you post."),
            ));
        }
        act.by = open.who.name.clone();
        act.by_id = Some(open.who.id);
        writer.put(&act)?;
        vault::local::drop_draft(writer.db(), &open.who.id.to_string(), "opening")?;
        let about = act.rows.iter().filter_map(|row| row.claim_id);
        let about: Vec<String> = std::iter::once(act.id.to_string())
            .chain(about.map(|id| id.to_string()))
            .collect();
        let title = match act.rows.len() {
            1 => "Enter 1 opening balance".to_owned(),
            n => format!("Enter {n} opening balances"),
        };
        Ok(Done::new(checked, title)
            .about(about)
            .with("rows", act.rows.len())
            .with("cents", act.amount.cents()))
    })
}

/// What moving in could not know.
pub(crate) fn moved_in(bench: &Workbench, _: Nothing) -> Result<MovedInView, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let filter = OpenFilter {
        queue: Queue::Ask,
        ..OpenFilter::default()
    };
    let mut names = Names::new(&db, open.zone());
    let mut rows: Vec<MovedInRow> = Vec::new();
    let mut seen = std::collections::HashMap::new();
    for item in account::open(&db, &filter, (0, 1_000_000))? {
        if item.claim_id.is_empty() {
            continue;
        }
        if let Some(at) = seen.get(&item.claim_id) {
            let row: &mut MovedInRow = &mut rows[*at];
            row.open_cents += item.amount.cents();
            continue;
        }
        let line = vault::claims::one(&db, &item.claim_id)?;
        seen.insert(item.claim_id.clone(), rows.len());
        rows.push(MovedInRow {
            claim_id: item.claim_id,
            number: line.number,
            patient: line.patient,
            payer: names.payer(&item.payer_id)?,
            service_on: line.service_on,
            charge_cents: line.charge_cents,
            open_cents: item.amount.cents(),
        });
    }
    let cents = rows.iter().map(|row| row.open_cents).sum();
    let claims = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    rows.sort_by(|a, b| (&a.service_on, &a.number).cmp(&(&b.service_on, &b.number)));
    rows.truncate(200);
    let unknown = [
        "What payers paid on claims that the old system sent: post their remittances, or enter what is open as opening balances.",
        "What patients paid, but for what a claim says in item 29.",
        "Balances of visits that no file has: enter them per patient.",
        "Money that payers owe or are owed without a claim: enter it per payer.",
    ];
    Ok(MovedInView {
        claims,
        cents,
        unknown: unknown.map(str::to_owned).to_vec(),
        rows,
    })
}
