//! What may happen once only (sync.md 1.5): a payment by its payer, number and amount; a claim within
//! it; a card payment by the processor's number. A token is a keyed hash, so that a server that
//! compares tokens learns nothing but that one repeats. The key never changes.

use std::collections::BTreeMap;

use billing::ledger::act::Act;
use billing::remittance::Remittance;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use values::Money;
use vault::remittances::{MoneyRules, UNIQ};
use vault::{Connection, VaultError, Writer, ledger, remittances, writer};

use crate::bench::random;
use crate::problem::{Code, Problem};

/// Makes the practice's key, once. It is beyond undo.
pub(crate) fn make_key(writer: &mut Writer<'_>) -> Result<(), Problem> {
    writer.put(&MoneyRules {
        id: UNIQ.to_owned(),
        uniq: vault::database::hex(&random::<32>()?),
        ..MoneyRules::default()
    })?;
    Ok(())
}

/// Whether the practice has its key.
pub(crate) fn has_key(db: &Connection) -> Result<bool, Problem> {
    Ok(!remittances::rules(db, UNIQ)?.uniq.is_empty())
}

/// The practice's key.
fn key(db: &Connection) -> Result<String, Problem> {
    Ok(remittances::rules(db, UNIQ)?.uniq)
}

fn token(key: &str, parts: &[&str]) -> Result<[u8; 20], Problem> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes())
        .map_err(|_| Problem::new(Code::Unexpected, "A key of any length serves."))?;
    for part in parts {
        // The length keeps `a|bc` from `ab|c`.
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    let whole = mac.finalize().into_bytes();
    let mut short = [0; 20];
    short.copy_from_slice(&whole[..20]);
    Ok(short)
}

/// The token of a check: payer, number in upper case without leading zeros, amount. None for one that
/// moves no money or says too little.
pub(crate) fn of_check(
    db: &Connection,
    remittance: &Remittance,
) -> Result<Option<[u8; 20]>, Problem> {
    let number = remittance.plain_number();
    let Some(payer) = remittance.payer_id else {
        return Ok(None);
    };
    if number.is_empty() {
        return Ok(None);
    }
    let amount = remittance.amount.cents().to_string();
    let parts = ["payment", &payer.to_string(), &number, &amount];
    token(&key(db)?, &parts).map(Some)
}

/// The posted remittance that is the same check, if there is one.
pub(crate) fn twin(
    db: &Connection,
    remittance: &Remittance,
) -> Result<Option<Remittance>, Problem> {
    let Some(token) = of_check(db, remittance)? else {
        return Ok(None);
    };
    match ledger::holder_of(db, &token)? {
        Some((_, id)) if id != remittance.id.to_string() => {
            Ok(Some(writer::get::<Remittance>(db, &id)?.0))
        }
        _ => Ok(None),
    }
}

/// The parked sheet of the same check, if there is one: its id and version.
pub(crate) fn parked_twin(
    db: &Connection,
    remittance: &Remittance,
) -> Result<Option<(String, i64)>, Problem> {
    let Some(token) = of_check(db, remittance)? else {
        return Ok(None);
    };
    for other in remittances::by_number(db, &remittance.plain_number())? {
        let same = other.posted_on.is_none() && other.id != remittance.id;
        if same && of_check(db, &other)? == Some(token) {
            let id = other.id.to_string();
            let (_, version) = writer::get::<Remittance>(db, &id)?;
            return Ok(Some((id, version)));
        }
    }
    Ok(None)
}

/// A parked sheet that seems to be the same check while it is typed: of the same payer, or over the same
/// amount.
pub(crate) fn lying(
    db: &Connection,
    remittance: &Remittance,
) -> Result<Option<Remittance>, Problem> {
    let number = remittance.plain_number();
    if number.is_empty() {
        return Ok(None);
    }
    let same = |other: &Remittance| {
        let payer = remittance.payer_id.is_some() && other.payer_id == remittance.payer_id;
        payer || other.amount == remittance.amount && other.amount != Money::ZERO
    };
    let mut parked = remittances::by_number(db, &number)?.into_iter();
    Ok(parked.find(|other| other.posted_on.is_none() && other.id != remittance.id && same(other)))
}

/// What to say of a check that lies parked.
pub(crate) fn parked_already(db: &Connection, first: &Remittance) -> Result<String, Problem> {
    let payer = crate::remits::payer_name(db, first)?;
    let of = if payer.is_empty() {
        String::new()
    } else {
        format!(" of {payer}")
    };
    Ok(format!(
        "Check {}{of} over {} is parked already. Go on with that sheet, or throw one of the two away.",
        first.number, first.amount
    ))
}

/// What to say of a check that is posted already.
pub(crate) fn posted_already(db: &Connection, first: &Remittance) -> Result<Problem, Problem> {
    let payer = crate::remits::payer_name(db, first)?;
    let on = first
        .posted_on
        .map(|day| crate::lists::us_day(&day.to_string()))
        .unwrap_or_default();
    let by = match first.posted_by.as_str() {
        "" => String::new(),
        name => format!(" by {name}"),
    };
    Ok(Problem {
        code: Code::Changed,
        says: format!(
            "Check {} of {payer} over {} is posted already: on {on}{by}. Open that one; take it back first to post it anew.",
            first.number, first.amount
        ),
        field: Some("number".to_owned()),
    })
}

/// Gives a posted remittance its tokens, takes them from one that is not posted.
///
/// # Errors
/// [`Code::Changed`] with the name of the first posting when it is posted already.
pub(crate) fn hold_check(
    writer: &Writer<'_>,
    id: &str,
    remittance: Option<&Remittance>,
) -> Result<(), Problem> {
    let db = writer.db();
    let mut tokens = Vec::new();
    if let Some(remittance) = remittance.filter(|r| r.posted_on.is_some()) {
        if let Some(first) = twin(db, remittance)? {
            return Err(posted_already(db, &first)?);
        }
        if let Some(check) = of_check(db, remittance)? {
            tokens.push(check);
            let key = key(db)?;
            let check = vault::database::hex(&check);
            let mut seen: BTreeMap<(String, &str), u32> = BTreeMap::new();
            for claim in remittance.standing() {
                let named = claim.claim_id.map(|id| id.to_string());
                let Some(of) = named.or_else(|| claim.opening.map(|id| id.to_string())) else {
                    continue;
                };
                let way = if claim.takes_back() {
                    "reversal"
                } else {
                    "payment"
                };
                let nth = seen.entry((of.clone(), way)).or_default();
                *nth += 1;
                let parts = ["remit", &check, &of, way, &nth.to_string()];
                tokens.push(token(&key, &parts)?);
            }
        }
    }
    Ok(ledger::save_tokens(db, ("remittance", id), &tokens)?)
}

/// Whether an act that has a token may keep it.
fn holds(db: &Connection, act: &str) -> Result<bool, Problem> {
    match writer::get::<Act>(db, act) {
        Ok((act, _)) => Ok(act.stands()),
        Err(VaultError::NoSuch(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Whether two payments are parts of one.
fn same_payment(db: &Connection, act: &Act, other: &str) -> Result<bool, Problem> {
    let (other, _) = writer::get::<Act>(db, other)?;
    let first = |act: &Act| act.first_id.unwrap_or(act.id);
    Ok(first(act) == first(&other))
}

/// Gives a card payment its token.
///
/// # Errors
/// [`Code::Field`] when that number was taken already.
pub(crate) fn hold_act(writer: &Writer<'_>, act: &Act) -> Result<(), Problem> {
    let db = writer.db();
    let id = act.id.to_string();
    let mut tokens = Vec::new();
    if act.stands() && act.kind == "payment" && act.method == "card" && !act.number.is_empty() {
        let number = billing::remittance::plain_number(&act.number);
        let token = token(&key(db)?, &["card", &number])?;
        match ledger::holder_of(db, &token) {
            // One that is gone or taken back by this very change gives its token up.
            Ok(Some((_, other))) if other != id && !holds(db, &other)? => {
                ledger::save_tokens(db, ("act", &other), &[])?;
            }
            // Two parts of one payment, of which one was moved.
            Ok(Some((_, other))) if other != id && same_payment(db, act, &other)? => {
                return Ok(ledger::save_tokens(db, ("act", &id), &[])?);
            }
            Ok(Some((_, other))) if other != id => {
                return Err(Problem::field(
                    "number",
                    "A card payment with this number is posted already. Look for it in the payments; take that one back to post it anew.",
                ));
            }
            other => {
                other?;
            }
        }
        tokens.push(token);
    }
    match ledger::save_tokens(db, ("act", &id), &tokens) {
        Err(VaultError::Engine(_)) => Err(Problem::new(
            Code::Changed,
            "That payment is posted already.",
        )),
        other => Ok(other?),
    }
}
