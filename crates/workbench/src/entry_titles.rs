//! What the entries of a ledger are called: short, the thing first, as billers name it.

use billing::ledger::act::{Act, kind_words, reason_words};
use billing::ledger::{Account, Debtor, Entry, Source};
use vault::{VaultError, writer};

use crate::ledger::Names;
use crate::problem::Problem;

/// What a posting is, in words. `own` are its movements, as they were before anything took them back.
pub(crate) fn title(
    names: &mut Names<'_>,
    source: Source,
    own: &[Entry],
) -> Result<String, Problem> {
    Ok(match source {
        Source::Claim(_) => charges_title(names, own),
        Source::Remittance(id, _) => names.remittance(id)?,
        Source::Act(id) => match writer::get::<Act>(names.db, &id.to_string()) {
            Ok((act, _)) => entry_title(&act),
            Err(VaultError::NoSuch(_)) => undone_title(own),
            Err(error) => return Err(error.into()),
        },
        Source::Standing(_) => transfer_title(names, own)?,
    })
}

/// Codes that a title of charges names at most.
const CODES: usize = 2;

/// `Charges 99213 85025 +3`: the codes that were charged, where their lines are still there.
fn charges_title(names: &Names<'_>, own: &[Entry]) -> String {
    let mut codes: Vec<&str> = Vec::new();
    for entry in own.iter().filter(|entry| entry.credit == Account::Charges) {
        let code = entry.debit_line.and_then(|line| names.codes.get(&line));
        codes.extend(code.map(String::as_str).filter(|code| !code.is_empty()));
    }
    codes.dedup();
    let more = match codes.len().saturating_sub(CODES) {
        0 => String::new(),
        n => format!(" +{n}"),
    };
    codes.truncate(CODES);
    format!("Charges {}{more}", codes.join(" "))
        .trim_end()
        .to_owned()
}

/// `Now owed by Aetna and by the patient`: everybody to whom something moved.
fn transfer_title(names: &mut Names<'_>, own: &[Entry]) -> Result<String, Problem> {
    let mut to: Vec<String> = Vec::new();
    // What only found its line stays with whom it was.
    let moved = own.iter().filter(|entry| entry.debit != entry.credit);
    for entry in moved {
        let name = names.account(&entry.debit, entry)?;
        if !to.contains(&name) {
            to.push(name);
        }
    }
    let Some((first, more)) = to.split_first() else {
        return Ok("Moved".to_owned());
    };
    let more = more.iter().map(|name| match name.strip_prefix("Owed") {
        Some(by) => format!(" and{by}"),
        None => format!(", {}", uncapitalized(name)),
    });
    Ok(format!(
        "Now {}{}",
        uncapitalized(first),
        more.collect::<String>()
    ))
}

fn uncapitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}

pub(crate) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}

/// What an act was that is no more, by what it moved.
fn undone_title(own: &[Entry]) -> String {
    let kind = own.first().map(|entry| (&entry.debit, &entry.credit));
    let patient = Account::Receivable(Debtor::Patient);
    let (kind, reason) = match kind {
        Some((Account::Cash, _)) => ("payment", ""),
        Some((Account::Unapplied, to)) if *to != Account::Cash => ("apply", ""),
        Some((from, Account::Cash)) if *from == patient || *from == Account::Unapplied => {
            ("refund", "")
        }
        Some((_, Account::Cash)) => ("payer_refund", ""),
        Some((Account::Moved, _) | (_, Account::Moved)) => ("use_credit", ""),
        Some((Account::Discount(reason), _)) => ("discount", reason.as_str()),
        Some((Account::WriteOff(reason), _)) => ("write_off", reason.as_str()),
        Some((_, Account::Opening)) => ("opening", ""),
        Some((_, Account::Fee(reason))) => ("fee", reason.as_str()),
        _ => return "Undone".to_owned(),
    };
    let title = kind_words(kind);
    match reason {
        "" => title.to_owned(),
        reason => format!("{title}, {}", reason_words(reason).to_lowercase()),
    }
}

/// An act in a ledger, as short as a check of a payer is there: `Check 1234, patient`.
fn entry_title(act: &Act) -> String {
    if act.kind != "payment" || act.method.is_empty() {
        return act_title(act);
    }
    let how = format!("{} {}", act.method, act.number);
    let why = match act.reason.as_str() {
        "" => "patient".to_owned(),
        reason => reason_words(reason).to_lowercase(),
    };
    format!("{}, {why}", capitalized(how.trim()))
}

/// An act in words: `Patient payment, check 1234`.
pub(crate) fn act_title(act: &Act) -> String {
    let mut parts = vec![act.title().to_owned()];
    if !act.method.is_empty() {
        parts.push(format!("{} {}", act.method, act.number).trim().to_owned());
    }
    if !act.reason.is_empty() {
        parts.push(reason_words(&act.reason).to_lowercase());
    }
    parts.join(", ")
}
