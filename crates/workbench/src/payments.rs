//! What becomes of a patient's payment later: it belongs to somebody else, the bank sends it back, or
//! giving it back needs a second person's word.

use billing::chart::Patient;
use billing::ledger::act::{Act, ActRow, Approval, TakenBack};
use billing::typed;
use values::{ActId, Day, Money, PatientId};
use vault::remittances::{self, MoneyRules};
use vault::{Connection, Writer, writer};

use crate::Workbench;
use crate::account::ActView;
use crate::acts::{self, money, oldest_first};
use crate::bench::{Done, Open};
use crate::problem::{Code, Problem};
use crate::role::Role;
use crate::view::{Changed, view};

view! {
    /// A payment that stands on the wrong account.
    pub struct MovePayment {
        /// The payment.
        pub id: String,
        /// The patient whose money it is.
        pub patient_id: String,
        /// How much of it; empty for all.
        pub amount: String,
        /// Why.
        pub reason: String,
    }

    /// A payment that the bank did not honor.
    pub struct ReturnPayment {
        /// The payment.
        pub id: String,
        /// The day on which it came back; empty for today.
        pub on: String,
        /// What the bank says: `Insufficient funds`.
        pub reason: String,
        /// What the practice charges for it; empty for nothing.
        pub fee: String,
    }

    /// An act that waits for somebody's word, and the word.
    pub struct AnswerAct {
        /// The act.
        pub id: String,
        /// True for yes.
        pub given: bool,
        /// Why not.
        pub reason: String,
    }

    /// Acts that wait for somebody's word, the oldest first.
    pub struct WaitingActs {
        /// All of them.
        pub rows: Vec<ActView>,
        /// Of each, whether who has signed in may answer it; else why not, in a sentence.
        pub refused: Vec<String>,
    }
}

/// What a role may give back alone where the practice sets nothing, in cents; none is no limit.
pub(crate) fn shipped_refund_limit(role: Role) -> Option<i64> {
    match role {
        Role::Owner | Role::PracticeAdmin => None,
        _ => Some(0),
    }
}

/// What a role may give back alone; none is no limit.
pub(crate) fn refund_limit(rules: &MoneyRules, role: Role) -> Option<Money> {
    match rules.refunds.get(role.name()) {
        Some(-1) => None,
        Some(cents) => Some(Money::from_cents(*cents)),
        None => shipped_refund_limit(role).map(Money::from_cents),
    }
}

/// Asks for a second person's word when a refund is more than its maker may give back alone.
///
/// # Errors
/// As the database answers.
pub(crate) fn ask_for_word(open: &Open, db: &Connection, act: &mut Act) -> Result<(), Problem> {
    let rules = remittances::rules(db, remittances::RULES)?;
    let over = |limit: Money| limit < act.amount;
    if refund_limit(&rules, open.who.role).is_some_and(over) {
        act.approval = Some(Approval {
            at: 0,
            by: String::new(),
            by_id: None,
            given: false,
            reason: String::new(),
        });
    }
    Ok(())
}

/// Why somebody may not give the word that an act waits for; empty when they may.
fn refused(open: &Open, rules: &MoneyRules, act: &Act) -> String {
    if act.by_id == Some(open.who.id) {
        return "You asked for it yourself: somebody else says yes or no.".to_owned();
    }
    match refund_limit(rules, open.who.role) {
        Some(limit) if limit < act.amount => format!(
            "{} may give back {limit} alone, and this is {}. Ask the owner or a practice admin.",
            open.who.role.title(),
            act.amount
        ),
        _ => String::new(),
    }
}

/// Acts that wait for somebody's word.
pub(crate) fn waiting_acts(
    bench: &Workbench,
    _: crate::view::Nothing,
) -> Result<WaitingActs, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let rules = remittances::rules(&db, remittances::RULES)?;
    let mut found = WaitingActs {
        rows: Vec::new(),
        refused: Vec::new(),
    };
    for act in remittances::acts_waiting(&db)? {
        found.refused.push(refused(&open, &rules, &act));
        found.rows.push(acts::view(&open, &db, &act)?);
    }
    Ok(found)
}

/// Says yes or no to an act that waits: with yes it is posted.
pub(crate) fn answer_act(bench: &Workbench, ask: AnswerAct) -> Result<Changed<ActView>, Problem> {
    let open = bench.opened()?;
    let reason = ask.reason.trim().to_owned();
    if !ask.given && reason.is_empty() {
        return Err(Problem::field("reason", "Say in words why not."));
    }
    let today = bench.today(&open);
    let done = bench.transact(&open, "answer_act", |writer| {
        let mut act: Act = writer.get(&ask.id)?;
        if !act.waits() {
            return Err(Problem::new(
                Code::Changed,
                "It waits no more: somebody answered, or took it back.",
            ));
        }
        let rules = remittances::rules(writer.db(), remittances::RULES)?;
        let says = refused(&open, &rules, &act);
        if !says.is_empty() {
            return Err(Problem::new(Code::Refused, says));
        }
        if ask.given {
            // What it gives back may be gone since.
            acts::still_owed_back(writer.db(), &act)?;
            act.on = act.on.max(today);
        }
        act.approval = Some(Approval {
            at: writer.at(),
            by: open.who.name.clone(),
            by_id: Some(open.who.id),
            given: ask.given,
            reason: reason.clone(),
        });
        writer.put(&act)?;
        let what = acts::in_sentence(act.title());
        let title = match ask.given {
            true => format!("Approve {what} of {}", act.amount),
            false => format!("Turn down {what} of {}", act.amount),
        };
        Ok(told(&act, title).with("given", ask.given))
    })?;
    acts::answer(bench, done)
}

fn told(act: &Act, title: String) -> Done<ActId> {
    let rows = act.rows.iter().filter_map(|row| row.claim_id);
    let about = std::iter::once(act.id.to_string())
        .chain(act.patient_id.map(|id| id.to_string()))
        .chain(rows.map(|id| id.to_string()));
    Done::new(act.id, title)
        .about(about)
        .with("kind", &act.kind)
        .with("cents", act.amount.cents())
}

/// A payment that stands and did not come back from the bank.
fn sound(writer: &Writer<'_>, id: &str) -> Result<(Act, Patient), Problem> {
    let act: Act = writer.get(id)?;
    if act.kind != "payment" || !act.stands() {
        return Err(Problem::new(
            Code::Changed,
            "This is no payment that stands. Look at the account again.",
        ));
    }
    not_returned(writer.db(), &act)?;
    let of = act.patient_id.map(|id| id.to_string()).unwrap_or_default();
    let (patient, _) = writer::get::<Patient>(writer.db(), &of)?;
    Ok((act, patient))
}

/// Refuses a payment that the bank sent back.
///
/// # Errors
/// [`Code::Refused`] when it came back; else as the database answers.
pub(crate) fn not_returned(db: &Connection, act: &Act) -> Result<(), Problem> {
    if act.kind == "payment" && remittances::returned(db, &act.id.to_string())? {
        return Err(Problem::new(
            Code::Refused,
            "The bank sent this payment back. Take that back first: it stands on the account.",
        ));
    }
    Ok(())
}

fn account_words(patient: &Patient) -> String {
    format!("account {}", patient.account)
}

/// Moves a payment, or a part of it, to the account of another patient: it is taken back here, and
/// stands there with the day and the number that it had.
pub(crate) fn move_payment(
    bench: &Workbench,
    ask: MovePayment,
) -> Result<Changed<ActView>, Problem> {
    let open = bench.opened()?;
    let reason = ask.reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Problem::field("reason", "Say in words why it is moved."));
    }
    let Ok(to) = ask.patient_id.parse::<PatientId>() else {
        return Err(Problem::field("patient_id", "Choose whose money it is."));
    };
    let at = u64::try_from(bench.now()).unwrap_or(0);
    let ids = [
        ActId::new(at, bench.random()?),
        ActId::new(at, bench.random()?),
    ];
    let done = bench.transact(&open, "move_payment", |writer| {
        let (mut act, from) = sound(writer, &ask.id)?;
        if act.patient_id == Some(to) {
            return Err(Problem::field(
                "patient_id",
                "It stands on this account already.",
            ));
        }
        let (there, _) = writer::get::<Patient>(writer.db(), &to.to_string())?;
        let amount = match ask.amount.trim() {
            "" => act.amount,
            text => money("amount", text)?,
        };
        if act.amount < amount {
            return Err(Problem::field(
                "amount",
                format!("The payment is {}. Type that or less.", act.amount),
            ));
        }
        let was = act.clone();
        act.taken_back = Some(TakenBack {
            at: writer.at(),
            by: open.who.name.clone(),
            by_id: Some(open.who.id),
            reason: format!("moved to {}: {reason}", account_words(&there)),
            moved: true,
        });
        writer.put(&act)?;
        let again = |id: ActId, amount: Money, text: String| Act {
            id,
            amount,
            text,
            by: open.who.name.clone(),
            by_id: Some(open.who.id),
            taken_back: None,
            first_id: Some(was.first_id.unwrap_or(was.id)),
            ..was.clone()
        };
        let rest = was.amount - amount;
        if Money::ZERO < rest {
            let text = format!("{amount} of it moved to {}", account_words(&there));
            let mut stays = again(ids[0], rest, text);
            stays.rows = first_rows(&was.rows, rest);
            writer.put(&stays)?;
        }
        let text = format!("Moved from {}: {reason}", account_words(&from));
        let mut moved = again(ids[1], amount, text);
        moved.patient_id = Some(to);
        moved.rows = oldest_first(writer.db(), to, amount)?;
        writer.put(&moved)?;
        let title = format!(
            "Move {amount} from {} to {}",
            account_words(&from),
            account_words(&there)
        );
        let ids = [was.id.to_string(), from.id.to_string()];
        Ok(told(&moved, title).about(ids))
    })?;
    acts::answer(bench, done)
}

/// The rows of a payment from the first one on, as far as an amount goes.
fn first_rows(rows: &[ActRow], amount: Money) -> Vec<ActRow> {
    let mut rest = amount;
    let mut kept = Vec::new();
    for row in rows {
        let part = rest.min(row.amount);
        if part <= Money::ZERO {
            break;
        }
        rest = rest - part;
        kept.push(ActRow {
            amount: part,
            ..row.clone()
        });
    }
    kept
}

/// Notes that the bank sent a payment back: what it paid is owed again, and the fee besides.
pub(crate) fn return_payment(
    bench: &Workbench,
    ask: ReturnPayment,
) -> Result<Changed<ActView>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    let reason = ask.reason.trim().to_owned();
    let on = match ask.on.trim() {
        "" => today,
        text => typed::day(text, today)
            .filter(|day| *day <= today)
            .ok_or_else(|| Problem::field("on", "This is no date that has come: 05/04/26 or t."))?,
    };
    let fee = match ask.fee.trim() {
        "" => Money::ZERO,
        text => match text.parse::<Money>() {
            Ok(fee) if Money::ZERO <= fee => fee,
            _ => {
                return Err(Problem::field(
                    "fee",
                    "This is not an amount: 25.00, or empty.",
                ));
            }
        },
    };
    let at = u64::try_from(bench.now()).unwrap_or(0);
    let ids = [
        ActId::new(at, bench.random()?),
        ActId::new(at, bench.random()?),
        ActId::new(at, bench.random()?),
    ];
    let done = bench.transact(&open, "return_payment", |writer| {
        let (act, patient) = sound(writer, &ask.id)?;
        if act.method == "cash" {
            return Err(Problem::new(
                Code::Refused,
                "Cash does not come back from a bank. Take the payment back, or give it back.",
            ));
        }
        if on < act.on {
            return Err(Problem::field("on", "This is before the payment came."));
        }
        let mut back = Act::new(ids[0], "returned", on);
        back.by.clone_from(&open.who.name);
        back.by_id = Some(open.who.id);
        back.patient_id = act.patient_id;
        back.amount = act.amount;
        back.method.clone_from(&act.method);
        back.number.clone_from(&act.number);
        back.text.clone_from(&reason);
        back.rows.clone_from(&act.rows);
        back.of_id = Some(act.id);
        writer.put(&back)?;
        if Money::ZERO < fee {
            let mut charged = fee_of(&open, (ids[1], ids[2]), &patient, (on, fee));
            "returned_check".clone_into(&mut charged.reason);
            charged.of_id = Some(act.id);
            writer.put(&charged)?;
        }
        let title = format!("Return payment of {}", act.amount);
        Ok(told(&back, title).with("fee_cents", fee.cents()))
    })?;
    acts::answer(bench, done)
}

/// A fee of the practice on a patient's account.
pub(crate) fn fee_of(
    open: &Open,
    (id, row): (ActId, ActId),
    patient: &Patient,
    (on, amount): (Day, Money),
) -> Act {
    let mut act = Act::new(id, "fee", on);
    act.by.clone_from(&open.who.name);
    act.by_id = Some(open.who.id);
    act.patient_id = Some(patient.id);
    act.amount = amount;
    act.rows = vec![ActRow {
        opening: Some(row),
        owner: "patient".to_owned(),
        patient_id: Some(patient.id),
        amount,
        service_on: Some(on),
        ..ActRow::default()
    }];
    act
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_of_a_moved_payment_keeps_its_first_places() {
        let row = |cents: i64| ActRow {
            amount: Money::from_cents(cents),
            ..ActRow::default()
        };
        let rows = [row(3_000), row(2_000)];
        let kept = |cents: i64| -> Vec<i64> {
            first_rows(&rows, Money::from_cents(cents))
                .iter()
                .map(|row| row.amount.cents())
                .collect()
        };
        assert_eq!(kept(4_000), [3_000, 1_000]);
        assert_eq!(kept(3_000), [3_000]);
        assert_eq!(kept(9_000), [3_000, 2_000]);
        assert!(kept(0).is_empty());
    }
}
