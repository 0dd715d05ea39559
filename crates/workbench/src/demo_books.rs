//! The books of the demo practice: what its generator made of its claims, written as records that the
//! ledger follows.

use billing::claim::Claim;
use seeds::money::{Desk, Kept};
use values::{Day, FeeId};
use vault::Writer;
use vault::remittances::Fee;

use crate::Workbench;
use crate::bench::{Job, Open};
use crate::problem::Problem;
use crate::time;

/// How long after a day began its mail is posted, in milliseconds.
const MAIL: i64 = 14 * 3_600_000;

/// Writes the checks, the acts and the fee schedules of a practice that was made.
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
