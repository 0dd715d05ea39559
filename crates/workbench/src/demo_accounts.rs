//! The accounts of the demo practice: the statements that went out in its last half year, and the few that
//! are billed in another way. It comes after its books, since what went out follows from them.

use billing::account_note::{AccountNote, Promise};
use billing::chart::{DoNotBill, Guarantor};
use billing::payment_plan::{Every, PaymentPlan, PlanVisit};
use billing::statement::run::{Decision, decide};
use billing::statement::sent::Statement;
use values::{ClaimId, Day, GuarantorId, Money, NoteId, PlanId, StatementId};
use vault::statements::{self, Owing};
use vault::{Writer, accounts, local};

use crate::Workbench;
use crate::bench::{Done, Job, Open};
use crate::plans::guarantor_of;
use crate::problem::Problem;
use crate::statement_bill::Maker;
use crate::statement_print::FIRST_NUMBER;

/// How many days before today statements went out: every four weeks, and today is the next time.
const RUNS: [i32; 6] = [168, 140, 112, 84, 56, 28];

/// Days from when something is a patient's to when the next statement asks for it.
const DESK: i32 = 3;

/// Sends the statements of the last half year and bills some accounts otherwise.
pub(crate) fn fill(bench: &Workbench, open: &Open, job: &Job<'_>) -> Result<(), Problem> {
    bench.transact(open, "fill_demo", |writer| {
        writer.beyond_undo();
        let today = bench.today(open);
        for (n, days) in RUNS.into_iter().enumerate() {
            job.at(n, RUNS.len(), "Sending statements")?;
            send(bench, open, writer, today.plus_days(-days))?;
        }
        otherwise(bench, open, writer, today)?;
        Ok(Done::new((), "Fill the accounts of the demo practice"))
    })?;
    Ok(())
}

fn made_at(writer: &Writer<'_>) -> u64 {
    u64::try_from(writer.at()).unwrap_or(0)
}

/// The statements of a day, for what is still owed of what was asked for then.
fn send(bench: &Workbench, open: &Open, writer: &mut Writer<'_>, on: Day) -> Result<(), Problem> {
    let (zone, name) = (open.zone(), open.facts().name.clone());
    let rules = statements::rules(writer.db())?;
    let all = statements::owing(writer.db())?;
    let mut sent = Vec::new();
    {
        let mut maker = Maker::new(writer.db(), &zone, (&name, on))?;
        for owing in all {
            let newest = statements::newest_since(writer.db(), &owing.account)?;
            let known = newest.is_some_and(|since| since.plus_days(DESK) <= on);
            let Decision::Goes(level) = decide(&owing.facts, &rules, on) else {
                continue;
            };
            if !known {
                continue;
            }
            let number = local::next_number(writer.db(), "statement", FIRST_NUMBER)?.to_string();
            let (bill, large_print) = maker.bill(&owing.account, (&number, level))?;
            sent.push(Statement {
                id: StatementId::new(made_at(writer), bench.random()?),
                account: owing.account,
                print_id: None,
                made_on: on,
                sent_on: Some(on),
                unsent: None,
                large_print,
                bill,
            });
        }
    }
    for one in &sent {
        writer.put(one)?;
    }
    Ok(())
}

/// A few accounts of those that owe most, each of another kind.
fn otherwise(
    bench: &Workbench,
    open: &Open,
    writer: &mut Writer<'_>,
    today: Day,
) -> Result<(), Problem> {
    let mut all = statements::owing(writer.db())?;
    all.retain(|owing| owing.facts.credit == Money::ZERO);
    all.sort_by_key(|owing| (std::cmp::Reverse(owing.facts.due), owing.account.clone()));
    let mut next = all.into_iter();
    // Plans first: they want the larger balances.
    for (agreed, first) in [(-75, -45), (-10, 20)] {
        let days = (today.plus_days(agreed), today.plus_days(first));
        for owing in next.by_ref() {
            // A plan is for what was owed when it was agreed.
            let newest = statements::newest_since(writer.db(), &owing.account)?;
            if newest.is_some_and(|since| since <= days.0) {
                plan(bench, open, writer, (&owing, days))?;
                break;
            }
        }
    }
    let mut each = |change: &mut dyn FnMut(&mut Guarantor)| -> Result<(), Problem> {
        if let Some(owing) = next.next() {
            let id = guarantor_of(writer, &owing.account)?;
            let mut guarantor: Guarantor = writer.get(&id.to_string())?;
            change(&mut guarantor);
            writer.put(&guarantor)?;
        }
        Ok(())
    };
    let holds = [
        ("dispute", "Says that the visit was not theirs"),
        ("bankruptcy", ""),
        ("hardship", "Brings proof of income"),
    ];
    for (reason, text) in holds {
        each(&mut |guarantor| {
            guarantor.do_not_bill = Some(DoNotBill {
                reason: reason.to_owned(),
                text: text.to_owned(),
                from: Some(today.plus_days(-20)),
                until: None,
            });
        })?;
    }
    each(&mut |guarantor| guarantor.mail_returned_on = Some(today.plus_days(-12)))?;
    each(&mut |guarantor| "es".clone_into(&mut guarantor.language))?;
    each(&mut |guarantor| guarantor.large_print = true)?;
    if let Some(owing) = next.next() {
        let account = guarantor_of(writer, &owing.account)?;
        writer.insert(&AccountNote {
            id: NoteId::new(made_at(writer), bench.random()?),
            account,
            at: writer.at() - 20 * 86_400_000,
            by: open.who.name.clone(),
            by_id: Some(open.who.id),
            text: "Called, pays when the salary comes".to_owned(),
            promise: Some(Promise {
                on: today.plus_days(-6),
                amount: owing.facts.due,
            }),
        })?;
    }
    Ok(())
}

/// Puts all that an account owes on a plan of monthly payments.
fn plan(
    bench: &Workbench,
    open: &Open,
    writer: &mut Writer<'_>,
    (owing, (made_on, first_on)): (&Owing, (Day, Day)),
) -> Result<(), Problem> {
    let mut visits = Vec::new();
    for due in accounts::due_visits(writer.db(), &owing.account)? {
        // Its claims came by file: none of it is an opening balance.
        let Ok(claim_id) = due.claim.parse::<ClaimId>() else {
            return Ok(());
        };
        visits.push(PlanVisit {
            claim_id: Some(claim_id),
            opening: None,
            agreed: due.owed,
            paid_before: accounts::paid(writer.db(), &due.item)?,
        });
    }
    let account: GuarantorId = guarantor_of(writer, &owing.account)?;
    let total: Money = visits.iter().map(|visit| visit.agreed).sum();
    writer.put(&PaymentPlan {
        id: PlanId::new(made_at(writer), bench.random()?),
        account,
        made_on,
        by: open.who.name.clone(),
        by_id: Some(open.who.id),
        visits,
        total,
        // Four payments need no disclosures.
        amount: Money::from_cents((total.cents() + 3) / 4),
        every: Every::default(),
        first_on,
        disclosed: false,
        text: String::new(),
        ended: None,
    })?;
    Ok(())
}
