//! What a payer is expected to allow: from its fee schedule, or learned from lines that it paid.

use std::collections::HashMap;

use billing::remittance::Remittance;
use rusqlite::{Connection, OptionalExtension};
use values::{Day, Money, PayerId};

use crate::VaultError;
use crate::remittances::fees_of;

/// A service, as far as a payer's price may depend on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service<'a> {
    /// The payer's id.
    pub payer: &'a str,
    /// CPT or HCPCS.
    pub code: &'a str,
    /// Up to four.
    pub modifiers: &'a [String],
    /// Place of service.
    pub pos: &'a str,
    /// Units, a decimal as sent: prices are per unit.
    pub units: &'a str,
    /// The day of service.
    pub on: Day,
    /// Keeps the lines of this remittance out of what is learned; empty for none.
    pub without: &'a str,
}

/// What a payer is expected to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// What it allows.
    pub allowed: Money,
    /// What it pays of it, where lines like this one tell.
    pub paid: Option<Money>,
    /// From how many paid lines it was learned; 0 from a fee schedule.
    pub lines: u32,
}

/// Units in thousandths; one unit where a line does not say.
fn thousandths(units: &str) -> i64 {
    let (whole, decimals) = units.split_once('.').unwrap_or((units, ""));
    let decimals: String = decimals.chars().chain("000".chars()).take(3).collect();
    match format!("{whole}{decimals}").parse() {
        Ok(units) if (1..1_000_000_000).contains(&units) => units,
        _ => 1_000,
    }
}

/// Paid lines older than this teach nothing, in days.
const PERIOD_DAYS: i32 = 365;

/// Keeps the lines of a posted remittance from which is learned: the first payer's, with what it
/// allowed. Takebacks and lines that were taken back teach nothing.
pub(crate) fn note(db: &Connection, remittance: &Remittance) -> Result<(), VaultError> {
    let (Some(_), Some(payer)) = (remittance.posted_on, remittance.payer_id) else {
        return Ok(());
    };
    let (id, payer) = (remittance.id.to_string(), payer.to_string());
    let mut insert = db.prepare_cached(
        "insert into paid_line (remittance_id, part, n, payer_id, claim_id, code, modifiers, pos, service_on,
             units, charge_cents, allowed_cents, paid_cents, patient_code)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?;
    let first = |status: &str| matches!(status, "1" | "19");
    for claim in remittance.standing().filter(|claim| first(&claim.status)) {
        for (n, line) in (0..).zip(&claim.lines) {
            let n: i64 = n;
            let (Some(allowed), Some(on)) = (line.allowed, line.service_on) else {
                continue;
            };
            if allowed <= Money::ZERO || line.line_id.is_none() {
                continue;
            }
            let reason = line.adjustments.iter().find(|a| a.group == "PR");
            insert.execute(rusqlite::params![
                id,
                claim.part,
                n,
                payer,
                claim.claim_id.map(|id| id.to_string()).unwrap_or_default(),
                line.code,
                line.modifiers.join(" "),
                line.pos,
                on.to_string(),
                thousandths(&line.units),
                line.charge.cents(),
                allowed.cents(),
                line.paid.cents(),
                reason.map(|a| a.reason.as_str()).unwrap_or_default(),
            ])?;
        }
    }
    Ok(())
}

/// What was learned already, while nothing is paid: by payer, code, modifiers, place, month, and the
/// remittance that is kept out.
#[derive(Debug, Default)]
pub struct Lessons(HashMap<[String; 6], Option<Expected>>);

impl Lessons {
    /// As [`expected`]; what is learned holds for all services of a month.
    ///
    /// # Errors
    /// As the database answers.
    pub fn expected(
        &mut self,
        db: &Connection,
        service: &Service<'_>,
    ) -> Result<Option<Expected>, VaultError> {
        let month: String = service.on.to_string().chars().take(7).collect();
        let key = [
            service.payer.to_owned(),
            service.code.to_owned(),
            service.modifiers.join(" "),
            service.pos.to_owned(),
            month,
            service.without.to_owned(),
        ];
        let learned = match self.0.get(&key) {
            Some(learned) => learned.clone(),
            None => {
                let found = learned(db, service)?;
                self.0.insert(key, found.clone());
                found
            }
        };
        with_schedule(db, service, learned)
    }
}

/// What a payer is expected to allow and pay for a service; none when nobody knows.
///
/// # Errors
/// As the database answers.
pub fn expected(db: &Connection, service: &Service<'_>) -> Result<Option<Expected>, VaultError> {
    let learned = learned(db, service)?;
    with_schedule(db, service, learned)
}

fn with_schedule(
    db: &Connection,
    service: &Service<'_>,
    learned: Option<Expected>,
) -> Result<Option<Expected>, VaultError> {
    if let Some(allowed) = scheduled(db, service)? {
        let paid = learned
            .as_ref()
            .filter(|learned| learned.allowed == allowed)
            .and_then(|learned| learned.paid);
        return Ok(Some(Expected {
            allowed,
            paid,
            lines: 0,
        }));
    }
    Ok(learned)
}

/// What a payer's fee schedule says; the nearest fee of those that hold.
///
/// # Errors
/// As the database answers.
pub fn scheduled(db: &Connection, service: &Service<'_>) -> Result<Option<Money>, VaultError> {
    nearest(db, service, |payer| {
        payer.is_some_and(|id| id.to_string() == service.payer)
    })
}

/// What the practice's own fee schedule charges; the nearest fee of those that hold.
///
/// # Errors
/// As the database answers.
pub fn own_charge(db: &Connection, service: &Service<'_>) -> Result<Option<Money>, VaultError> {
    nearest(db, service, |payer| payer.is_none())
}

fn nearest(
    db: &Connection,
    service: &Service<'_>,
    of: impl Fn(Option<PayerId>) -> bool,
) -> Result<Option<Money>, VaultError> {
    let fees = fees_of(db, service.code)?;
    let units = thousandths(service.units);
    let times = |one: Money| Money::from_cents(one.cents() * units / 1_000);
    Ok(fees
        .iter()
        .filter(|fee| {
            of(fee.payer_id)
                && (fee.modifiers.is_empty() || fee.modifiers == service.modifiers)
                && (fee.pos.is_empty() || fee.pos == service.pos)
                && fee.from.is_none_or(|from| from <= service.on)
        })
        .max_by_key(|fee| {
            (
                !fee.modifiers.is_empty(),
                !fee.pos.is_empty(),
                fee.from,
                fee.id,
            )
        })
        .map(|fee| times(fee.amount)))
}

/// What lines like this one were allowed most often for a unit in the year before and after; the newest
/// of those that tie. What was paid is learned from lines of as many units.
fn learned(db: &Connection, service: &Service<'_>) -> Result<Option<Expected>, VaultError> {
    let (from, to) = (
        service.on.plus_days(-PERIOD_DAYS),
        service.on.plus_days(PERIOD_DAYS),
    );
    let modifiers = service.modifiers.join(" ");
    let units = thousandths(service.units);
    let mut most = db.prepare_cached(
        // Hundred-thousandths of a cent for a thousandth of a unit: 85 cents for 40 units do not divide.
        "select allowed_cents * 100000 / units as price, count(*), max(service_on),
                (select paid_cents from paid_line as same
                  where same.payer_id = ?1 and same.code = ?2 and same.modifiers = ?3
                    and same.units = ?8 and same.allowed_cents * 100000 / same.units = paid_line.allowed_cents * 100000 / paid_line.units
                    and same.remittance_id <> ?7
                  group by paid_cents order by count(*) desc, paid_cents desc limit 1)
           from paid_line
          where payer_id = ?1 and code = ?2 and modifiers = ?3 and service_on between ?4 and ?5
            and (?6 = '' or pos = ?6) and remittance_id <> ?7
          group by price order by count(*) desc, max(service_on) desc limit 1",
    )?;
    // Where nothing is known of the place, any place teaches.
    for pos in [service.pos, ""] {
        let found = most
            .query_row(
                (
                    service.payer,
                    service.code,
                    &modifiers,
                    from.to_string(),
                    to.to_string(),
                    pos,
                    service.without,
                    units,
                ),
                |row| {
                    let price: i64 = row.get(0)?;
                    Ok(Expected {
                        allowed: Money::from_cents((price * units + 50_000) / 100_000),
                        lines: row.get(1)?,
                        paid: row.get::<_, Option<i64>>(3)?.map(Money::from_cents),
                    })
                },
            )
            .optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// The reason under which a payer usually leaves a part of a code to the patient: of the code, else of
/// all; `2` (coinsurance) when nobody knows.
///
/// # Errors
/// As the database answers.
pub fn patient_reason(db: &Connection, payer: &str, code: &str) -> Result<String, VaultError> {
    let mut usual = db.prepare_cached(
        "select patient_code from paid_line
          where payer_id = ?1 and (?2 = '' or code = ?2) and patient_code <> ''
          group by patient_code order by count(*) desc, patient_code limit 1",
    )?;
    for code in [code, ""] {
        if let Some(found) = usual
            .query_row((payer, code), |row| row.get(0))
            .optional()?
        {
            return Ok(found);
        }
    }
    Ok("2".to_owned())
}

/// Thousandths as a decimal.
fn decimal(thousandths: i64) -> String {
    format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000)
}

/// A line that was paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidLine {
    /// The remittance.
    pub remittance_id: String,
    /// The payer.
    pub payer_id: String,
    /// The claim.
    pub claim_id: String,
    /// CPT or HCPCS.
    pub code: String,
    /// Modifiers, parted by spaces.
    pub modifiers: String,
    /// Place of service.
    pub pos: String,
    /// ISO.
    pub service_on: String,
    /// Units, a decimal.
    pub units: String,
    /// What was allowed.
    pub allowed: Money,
}

/// The lines that were paid with a day of service from a day on.
///
/// # Errors
/// As the database answers.
pub fn paid_lines(db: &Connection, from: Day) -> Result<Vec<PaidLine>, VaultError> {
    let mut statement = db.prepare_cached(
        "select remittance_id, payer_id, claim_id, code, modifiers, pos, service_on, allowed_cents, units
           from paid_line where service_on >= ?1 order by service_on",
    )?;
    let rows = statement.query_map([from.to_string()], |row| {
        Ok(PaidLine {
            remittance_id: row.get(0)?,
            payer_id: row.get(1)?,
            claim_id: row.get(2)?,
            code: row.get(3)?,
            modifiers: row.get(4)?,
            pos: row.get(5)?,
            service_on: row.get(6)?,
            allowed: Money::from_cents(row.get(7)?),
            units: decimal(row.get(8)?),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_as_they_are_sent() {
        for (text, want) in [
            ("1", 1_000),
            ("40", 40_000),
            ("2.5", 2_500),
            ("0.125", 125),
            ("", 1_000),
            ("0", 1_000),
            ("two", 1_000),
        ] {
            assert_eq!(thousandths(text), want, "{text}");
        }
        assert_eq!(thousandths(&decimal(2_500)), 2_500);
    }
}
