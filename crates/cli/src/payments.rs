//! Patients' payments without a window: take, move, return, take back, list, receipt; and deposits.

use serde_json::{Value, json};
use workbench::{Code, Problem, Workbench};

use crate::args::{Args, PaymentVerb};
use crate::print::{line, money, say, show, text};
use crate::{End, ask_core};

/// Takes payments, and does what becomes of them later.
pub fn payments(bench: &Workbench, args: &Args, verb: &PaymentVerb) -> Result<End, Problem> {
    match verb {
        PaymentVerb::Take(take) => {
            let patient = workbench::chart::patient_id(bench, &take.patient)?;
            let mut rows = Vec::new();
            if let Some(claim) = &take.claim {
                let claim = workbench::claim_view::claim_id(bench, claim)?;
                rows.push(json!({
                    "claim_id": claim, "line_id": "", "opening": "", "owner": "patient", "amount": take.amount,
                }));
            }
            let ask = json!({
                "kind": "payment", "patient_id": patient, "payer_id": "", "on": take.on, "amount": take.amount,
                "method": take.method, "number": take.number, "reason": if take.copay { "copay" } else { "" },
                "text": take.text, "rows": rows,
            });
            told(args, &ask_core(bench, "save_act", ask)?, "taken");
        }
        PaymentVerb::List { patient } => return list(bench, args, patient.as_deref()),
        PaymentVerb::Move {
            payment,
            to,
            amount,
            reason,
        } => {
            let to = workbench::chart::patient_id(bench, to)?;
            let ask =
                json!({ "id": payment, "patient_id": to, "amount": amount, "reason": reason });
            told(args, &ask_core(bench, "move_payment", ask)?, "moved");
        }
        PaymentVerb::Return {
            payment,
            on,
            fee,
            reason,
        } => {
            let ask = json!({ "id": payment, "on": on, "fee": fee, "reason": reason });
            told(args, &ask_core(bench, "return_payment", ask)?, "");
        }
        PaymentVerb::TakeBack { payment, reason } => {
            let ask = json!({ "id": payment, "reason": reason });
            told(args, &ask_core(bench, "take_back_act", ask)?, "taken back");
        }
        PaymentVerb::Receipt {
            payment,
            out,
            itemized,
        } => {
            let token = bench.grant(out.clone())?.token;
            let ask = json!({ "id": payment, "itemized": itemized, "token": token, "printer": "" });
            let done = ask_core(bench, "print_receipt", ask)?;
            say(args, &done["value"], |value| {
                format!("The receipt is in {}.", text(value, "to"))
            });
        }
        PaymentVerb::Deposit { way, on, slip } => {
            return deposit(bench, args, (way, on), slip.as_deref());
        }
    }
    Ok(End::Done)
}

/// `what` was done; empty where the title says it.
fn told(args: &Args, done: &Value, what: &str) {
    let is = if what.is_empty() { "" } else { " is " };
    say(args, &done["value"], |act| {
        let loose = match act["unapplied_cents"].as_i64() {
            Some(0) | None => String::new(),
            Some(_) => format!(" On no claim: {}.", money(&act["unapplied_cents"])),
        };
        format!(
            "{}{is}{what}: {}.{loose} Its id is {}.",
            text(act, "title"),
            money(&act["cents"]),
            text(act, "id")
        )
    });
}

fn list(bench: &Workbench, args: &Args, patient: Option<&str>) -> Result<End, Problem> {
    let patient = match patient {
        Some(named) => workbench::chart::patient_id(bench, named)?,
        None => String::new(),
    };
    let ask = json!({ "patient_id": patient, "from": "", "to": "", "noticed": false });
    let found = ask_core(bench, "acts", ask)?;
    if args.json {
        show(&found["rows"]);
        return Ok(End::Done);
    }
    for act in found["rows"].as_array().into_iter().flatten() {
        let state = [
            text(act, "taken_back"),
            text(act, "approval"),
            text(act, "deposit"),
        ];
        line(&format!(
            "{}  {:>12}  {:<44} {}  {}",
            text(act, "on"),
            money(&act["cents"]),
            text(act, "title"),
            text(act, "id"),
            state
                .into_iter()
                .find(|text| !text.is_empty())
                .unwrap_or_default()
        ));
    }
    Ok(End::Done)
}

/// Puts everything in hand of one way into a deposit.
fn deposit(
    bench: &Workbench,
    args: &Args,
    (way, on): (&str, &str),
    slip: Option<&std::path::Path>,
) -> Result<End, Problem> {
    let there = ask_core(bench, "deposits", json!({}))?;
    let hand = there["hand"].as_array().into_iter().flatten();
    let sources: Vec<&Value> = hand
        .filter(|row| row["way"] == way)
        .map(|row| &row["source"])
        .collect();
    if sources.is_empty() {
        return Err(Problem::new(
            Code::NeedsYou,
            "Nothing is in hand that could go into it.",
        ));
    }
    let ask = json!({
        "id": "", "version": 0, "on": on, "way": way, "bank": there["bank"],
        "account_ending": there["account_ending"], "sources": sources,
    });
    let done = ask_core(bench, "save_deposit", ask)?;
    if let Some(slip) = slip {
        let token = bench.grant(slip.to_owned())?.token;
        let ask = json!({ "id": done["value"]["id"], "token": token, "printer": "" });
        ask_core(bench, "print_deposit", ask)?;
    }
    say(args, &done["value"], |made| {
        format!(
            "Deposit {} holds {} payments over {}.",
            text(made, "number"),
            made["items"].as_array().map_or(0, Vec::len),
            money(&made["cents"])
        )
    });
    Ok(End::Done)
}
