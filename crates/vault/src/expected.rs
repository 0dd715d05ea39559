//! What a payer is expected to allow: from its fee schedule, or learned from lines that it paid.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use billing::remittance::Remittance;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use values::{Day, Money, PayerId};

use crate::VaultError;
use crate::remittances::{Fee, fees_of};

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

/// What paid lines teach, while nothing is paid. The lines of a payer and a code are read once; what
/// follows from them for a service is kept by its place, its units and its month.
#[derive(Debug, Default)]
pub struct Lessons {
    paid: HashMap<[String; 4], Vec<Paid>>,
    learned: HashMap<([String; 6], i64), Option<Expected>>,
    fees: HashMap<String, Vec<Fee>>,
}

/// Lines that were paid alike on a day.
#[derive(Debug)]
struct Paid {
    on: Day,
    pos: String,
    units: i64,
    /// For a thousandth of a unit, in hundred-thousandths of a cent: 85 cents for 40 units do not divide.
    price: i64,
    paid: i64,
    lines: u32,
}

impl Lessons {
    /// What a payer is expected to allow and pay for a service; none when nobody knows. What is learned
    /// holds for all services of a month.
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
            service.without.to_owned(),
            service.pos.to_owned(),
            month,
        ];
        let key = (key, thousandths(service.units));
        let learned = match self.learned.get(&key) {
            Some(learned) => learned.clone(),
            None => {
                let [payer, code, modifiers, without, ..] = &key.0;
                let of = [payer, code, modifiers, without].map(Clone::clone);
                let paid = match self.paid.entry(of) {
                    Entry::Occupied(there) => there.into_mut(),
                    Entry::Vacant(gap) => {
                        let read = paid(db, gap.key())?;
                        gap.insert(read)
                    }
                };
                let found = learned(paid, service);
                self.learned.insert(key, found.clone());
                found
            }
        };
        let fees = match self.fees.entry(service.code.to_owned()) {
            Entry::Occupied(there) => there.into_mut(),
            Entry::Vacant(gap) => gap.insert(fees_of(db, service.code)?),
        };
        Ok(with_schedule(fees, service, learned))
    }
}

fn with_schedule(
    fees: &[Fee],
    service: &Service<'_>,
    learned: Option<Expected>,
) -> Option<Expected> {
    if let Some(allowed) = scheduled(fees, service) {
        let paid = learned
            .as_ref()
            .filter(|learned| learned.allowed == allowed)
            .and_then(|learned| learned.paid);
        return Some(Expected {
            allowed,
            paid,
            lines: 0,
        });
    }
    learned
}

/// What a payer's fee schedule says; the nearest fee of those that hold.
fn scheduled(fees: &[Fee], service: &Service<'_>) -> Option<Money> {
    nearest(fees, service, |payer| {
        payer.is_some_and(|id| id.to_string() == service.payer)
    })
}

/// What the practice's own fee schedule charges; the nearest fee of those that hold.
///
/// # Errors
/// As the database answers.
pub fn own_charge(db: &Connection, service: &Service<'_>) -> Result<Option<Money>, VaultError> {
    let fees = fees_of(db, service.code)?;
    Ok(nearest(&fees, service, |payer| payer.is_none()))
}

fn nearest(
    fees: &[Fee],
    service: &Service<'_>,
    of: impl Fn(Option<PayerId>) -> bool,
) -> Option<Money> {
    let units = thousandths(service.units);
    let times = |one: Money| Money::from_cents(one.cents() * units / 1_000);
    fees.iter()
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
        .map(|fee| times(fee.amount))
}

/// The lines of a payer, a code and its modifiers that were paid, without those of a remittance.
fn paid(db: &Connection, of: &[String; 4]) -> Result<Vec<Paid>, VaultError> {
    // In the order of the index, so that nothing is sorted.
    let mut statement = db.prepare_cached(
        "select service_on, pos, units, allowed_cents, paid_cents, count(*) from paid_line
          where payer_id = ?1 and code = ?2 and modifiers = ?3 and remittance_id <> ?4
          group by service_on, pos, units, allowed_cents, paid_cents",
    )?;
    let mut rows = statement.query(params_from_iter(of))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let Ok(on) = row.get_ref(0)?.as_str().unwrap_or_default().parse() else {
            continue;
        };
        let (units, allowed): (i64, i64) = (row.get(2)?, row.get(3)?);
        found.push(Paid {
            on,
            pos: row.get(1)?,
            units,
            price: allowed * 100_000 / units,
            paid: row.get(4)?,
            lines: row.get(5)?,
        });
    }
    Ok(found)
}

/// What lines like this one were allowed most often for a unit in the year before and after; the newest
/// of those that tie. What was paid is learned from lines of as many units.
fn learned(paid: &[Paid], service: &Service<'_>) -> Option<Expected> {
    let (from, to) = (
        service.on.plus_days(-PERIOD_DAYS),
        service.on.plus_days(PERIOD_DAYS),
    );
    let units = thousandths(service.units);
    let usual = |pos: &str| {
        let mut prices: BTreeMap<i64, (u32, Day)> = BTreeMap::new();
        for line in paid {
            if (from..=to).contains(&line.on) && (pos.is_empty() || line.pos == pos) {
                let (lines, last) = prices.entry(line.price).or_insert((0, line.on));
                *lines += line.lines;
                *last = line.on.max(*last);
            }
        }
        prices
            .into_iter()
            .max_by_key(|(price, (lines, last))| (*lines, *last, Reverse(*price)))
    };
    // Where nothing is known of the place, any place teaches.
    let (price, (lines, _)) = usual(service.pos).or_else(|| usual(""))?;
    let mut amounts: BTreeMap<i64, u32> = BTreeMap::new();
    for line in paid {
        if (line.price, line.units) == (price, units) {
            *amounts.entry(line.paid).or_default() += line.lines;
        }
    }
    let most = amounts
        .into_iter()
        .max_by_key(|(paid, lines)| (*lines, *paid));
    Some(Expected {
        allowed: Money::from_cents((price * units + 50_000) / 100_000),
        paid: most.map(|(paid, _)| Money::from_cents(paid)),
        lines,
    })
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

/// The lines that were paid with a day of service from a day on; of one claim, or of all.
///
/// # Errors
/// As the database answers.
pub fn paid_lines(
    db: &Connection,
    from: Day,
    claim: Option<&str>,
) -> Result<Vec<PaidLine>, VaultError> {
    let mut statement = db.prepare_cached(
        "select remittance_id, payer_id, claim_id, code, modifiers, pos, service_on, allowed_cents, units
           from paid_line where service_on >= ?1 and (?2 is null or claim_id = ?2) order by service_on",
    )?;
    let rows = statement.query_map((from.to_string(), claim), |row| {
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

    fn line(on: &str, pos: &str, units: i64, allowed: i64, paid: i64, lines: u32) -> Paid {
        Paid {
            on: on.parse().unwrap(),
            pos: pos.to_owned(),
            units,
            price: allowed * 100_000 / units,
            paid,
            lines,
        }
    }

    #[track_caller]
    fn check(paid: &[Paid], pos: &str, units: &str, want: Option<(i64, Option<i64>, u32)>) {
        let service = Service {
            payer: "",
            code: "99213",
            modifiers: &[],
            pos,
            units,
            on: "2026-11-24".parse().unwrap(),
            without: "",
        };
        let found = learned(paid, &service).map(|found| {
            (
                found.allowed.cents(),
                found.paid.map(Money::cents),
                found.lines,
            )
        });
        assert_eq!(found, want);
    }

    #[test]
    fn what_is_usual_is_learned_for_a_unit() {
        let paid = [
            line("2024-01-05", "11", 1_000, 9_900, 9_900, 9),
            line("2026-03-02", "11", 1_000, 8_000, 6_400, 3),
            line("2026-04-02", "11", 2_000, 16_000, 12_000, 1),
            line("2026-05-02", "11", 1_000, 7_000, 7_000, 2),
            line("2026-06-02", "22", 1_000, 5_000, 4_000, 1),
        ];
        check(&paid, "11", "1", Some((8_000, Some(6_400), 4)));
        check(&paid, "11", "2", Some((16_000, Some(12_000), 4)));
        check(&paid, "11", "3", Some((24_000, None, 4)));
        check(&paid, "22", "1", Some((5_000, Some(4_000), 1)));
        // Nothing is known of this place.
        check(&paid, "99", "1", Some((8_000, Some(6_400), 4)));
        check(&paid[..1], "11", "1", None);
    }

    #[test]
    fn of_prices_that_tie_the_newest_counts() {
        let paid = [
            line("2026-03-02", "11", 1_000, 8_000, 6_400, 2),
            line("2026-05-02", "11", 1_000, 7_000, 5_600, 2),
        ];
        check(&paid, "11", "1", Some((7_000, Some(5_600), 2)));
    }
}
