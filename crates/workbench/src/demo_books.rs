//! The books of the demo practice: what its generator made of its claims, written as records that the
//! ledger follows.

use std::collections::BTreeMap;

use billing::claim::Claim;
use billing::deposit::{Deposit, Deposited, next_number, way_of};
use seeds::money::{Desk, Kept};
use values::{Day, DepositId, FeeId, Money};
use vault::Writer;
use vault::remittances::Fee;

use crate::Workbench;
use crate::bench::{Job, Open};
use crate::problem::Problem;
use crate::time;

/// How long after a day began its mail is posted, in milliseconds.
const MAIL: i64 = 14 * 3_600_000;

/// The demo practice's bank, and the last digits of its account.
const BANK: (&str, &str) = ("First Harbor Bank", "4417");

/// The Friday of a day's week, on which the practice goes to the bank.
fn friday(day: Day) -> Day {
    let weekday = i32::from(day.date().weekday().to_monday_zero_offset());
    day.plus_days((4 - weekday).rem_euclid(7))
}

/// Writes the checks, the acts, the deposits and the fee schedules of a practice that was made.
pub(crate) fn fill(
    bench: &Workbench,
    open: &Open,
    writer: &mut Writer<'_>,
    (made, job): (&seeds::Practice, &Job<'_>),
) -> Result<(), Problem> {
    let claims: Vec<Claim> = vault::claims::all(writer.db())?;
    let kept: Vec<Kept<'_>> = claims
        .iter()
        .map(|claim| Kept {
            id: claim.id,
            patient: claim.patient_id,
            content: &claim.content,
        })
        .collect();
    let (zone, now) = (open.zone(), writer.at());
    let moment = |day: Day| time::begin(day, &zone).map_or(now, |begin| (begin + MAIL).min(now));
    let books = made.books(
        &kept,
        &Desk {
            payers: claims
                .iter()
                .map(|claim| {
                    let payer = claim.content.coverage.payer.id.clone();
                    (payer, claim.payer_id)
                })
                .collect(),
            by: open.who.name.clone(),
            by_id: open.who.id,
            moment: &moment,
        },
    );
    let total = books.remittances.len() + books.acts.len() + books.fees.len();
    let mut n = 0;
    let mut tell = || {
        n += 1;
        job.at(n, total, "Posting what was paid")
    };
    for remittance in &books.remittances {
        tell()?;
        writer.insert(remittance)?;
    }
    for act in &books.acts {
        tell()?;
        writer.insert(act)?;
    }
    let at = u64::try_from(now).unwrap_or(0);
    let mut days: BTreeMap<(Day, &str), Vec<Deposited>> = BTreeMap::new();
    let mut put = |on: Day, method: &str, source: String, amount| {
        if let Some(way) = way_of(method) {
            days.entry((friday(on), way))
                .or_default()
                .push(Deposited { source, amount });
        }
    };
    for act in books
        .acts
        .iter()
        .filter(|act| act.kind == "payment" && act.stands())
    {
        put(act.on, &act.method, act.id.to_string(), act.amount);
    }
    for remittance in &books.remittances {
        if let Some(on) = remittance
            .posted_on
            .filter(|_| Money::ZERO < remittance.amount)
        {
            put(
                on,
                &remittance.method,
                remittance.id.to_string(),
                remittance.amount,
            );
        }
    }
    let today = bench.today(open);
    let mut numbers: Vec<String> = Vec::new();
    for ((on, way), items) in days.into_iter().filter(|((on, _), _)| *on <= today) {
        let bank = way == "bank";
        let number = next_number(on, numbers.iter().map(String::as_str));
        numbers.push(number.clone());
        writer.insert(&Deposit {
            id: DepositId::new(at, bench.random()?),
            number,
            made_on: on,
            way: way.to_owned(),
            by: open.who.name.clone(),
            by_id: open.who.id,
            bank: if bank {
                BANK.0.to_owned()
            } else {
                String::new()
            },
            account_ending: if bank {
                BANK.1.to_owned()
            } else {
                String::new()
            },
            items,
        })?;
    }
    for fee in books.fees {
        tell()?;
        writer.insert(&Fee {
            id: FeeId::new(at, bench.random()?),
            payer_id: fee.payer_id,
            code: fee.code,
            modifiers: fee.modifiers,
            pos: String::new(),
            from: fee.from,
            amount: fee.amount,
        })?;
    }
    Ok(())
}
