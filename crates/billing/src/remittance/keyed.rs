//! A keyed EOB: an explanation of benefits as a person or a script writes it down, read into a
//! [`Draft`]. The draft keeps the names as they were keyed; whoever knows the claims fills it from
//! them ([`DraftClaim::answers`]) and completes it. Reading never stops at the first fault.
//!
//! The form in JSON is described in docs/cli.md, "A keyed EOB". The structs here are plain serde: what
//! text they came from is not known here.

mod draft;

use std::fmt;

use serde::Deserialize;
use serde::de::{MapAccess, Visitor, value::MapAccessDeserializer};
use values::{Day, Money};

pub use self::draft::{Draft, DraftClaim, DraftLine};
use super::ProviderAdjustment;
use crate::claim::Adjustment;

/// A keyed EOB. Amounts are dollars as text (`125.50`), so that no cent is lost on the way; days are
/// `2026-05-04` or `05/04/2026`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KeyedEob {
    /// The payer's name or id.
    pub payer: String,
    /// `check`, `eft`, or `none` when no money comes with it; `check` when it is left out.
    pub method: String,
    /// The number of the check or EFT.
    pub number: String,
    /// The day of the check.
    pub date: String,
    /// What the check is over.
    pub amount: String,
    /// The claims, in the order of the paper.
    pub claims: Vec<KeyedClaim>,
    /// What belongs to no claim.
    pub provider_adjustments: Vec<KeyedProviderAdjustment>,
}

/// A claim of a keyed EOB.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KeyedClaim {
    /// Our claim: its number, or its id (`clm_…`). `opening`, or the id of its row (`act_…`), for what the
    /// payer owes without a claim.
    pub claim: String,
    /// CLP02: `1` primary, `2` secondary, `3` tertiary, `4` denied, `19` to `21` forwarded, `22`
    /// takeback, `23` not ours, `25` an estimate. When it is left out, our claim says which.
    pub status: String,
    /// What was charged; that of our claim when it is left out.
    pub charge: String,
    /// What is paid.
    pub paid: String,
    /// The patient's part, where the payer prints it.
    pub patient_part: String,
    /// The payer's own number of the claim.
    pub payer_claim_number: String,
    /// Interest on the claim. Its money is keyed as provider adjustment `L6`.
    pub interest: String,
    /// Remark codes.
    pub remarks: Vec<String>,
    /// Adjustments of the whole claim.
    pub adjustments: Vec<KeyedAdjustment>,
    /// The payer that it went on to.
    pub forwarded_to: String,
    /// The service lines.
    pub lines: Vec<KeyedLine>,
}

/// A service line of a keyed EOB.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KeyedLine {
    /// Which line of our claim, from 1. When it is left out, the code, day and charge find it.
    pub line: Option<u32>,
    /// The day of service.
    pub date: String,
    /// The code that was paid.
    pub code: String,
    /// Its modifiers.
    pub modifiers: Vec<String>,
    /// The code that we sent, where the payer changed it.
    pub submitted_code: String,
    /// The units that were paid.
    pub units: String,
    /// What was charged; that of our line when it is left out.
    pub charge: String,
    /// What the payer allows. With it, a missing CO-45 is worked out.
    pub allowed: String,
    /// What is paid.
    pub paid: String,
    /// Its adjustments.
    pub adjustments: Vec<KeyedAdjustment>,
    /// Remark codes.
    pub remarks: Vec<String>,
}

/// An adjustment: in one text, `CO-45 20.00`, or in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyedAdjustment {
    /// `CO-45 20.00`.
    Text(String),
    /// Group, reason, amount.
    Parts(KeyedParts),
}

/// An adjustment in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KeyedParts {
    /// `CO`, `PR`, `OA`, `PI`.
    pub group: String,
    /// The CARC.
    pub reason: String,
    /// How much; it makes the payment smaller.
    pub amount: String,
    /// Units, where the payer says them.
    pub quantity: String,
}

/// What belongs to no claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KeyedProviderAdjustment {
    /// `WO` recovery, `FB` balance forward, `L6` interest, …
    pub code: String,
    /// Often the payer's number of the claim that it is about.
    pub reference: String,
    /// How much; positive makes the check smaller.
    pub amount: String,
}

/// What was keyed and could not be read. What stood beside it was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, counted from 1: `claim 2, line 1, paid`.
    pub place: String,
    /// What is wrong, then what to do. Never the value.
    pub says: String,
}

/// Reads a keyed EOB, and tells everything that could not be read.
pub fn read(eob: &KeyedEob) -> (Draft, Vec<Fault>) {
    let mut reader = Reader::default();
    let method = match eob.method.trim().to_lowercase() {
        method if method.is_empty() => "check".to_owned(),
        method => method,
    };
    if !matches!(method.as_str(), "check" | "eft" | "none") {
        reader.say("method", "Key check, eft or none.");
    }
    let amount = if method == "none" && eob.amount.trim().is_empty() {
        Some(Money::ZERO)
    } else {
        reader.needed_money("amount", &eob.amount, "Key what the check is over.")
    };
    let draft = Draft {
        payer: eob.payer.trim().to_owned(),
        payer_id: None,
        method,
        number: eob.number.trim().to_owned(),
        paid_on: reader.day("date", &eob.date),
        amount: amount.unwrap_or_default(),
        claims: Vec::new(),
        provider_adjustments: Vec::new(),
    };
    let claims = eob.claims.iter().enumerate().map(|(n, claim)| {
        reader.at = format!("claim {}, ", n + 1);
        reader.claim(claim)
    });
    let claims = claims.collect();
    let provider_adjustments = eob.provider_adjustments.iter().enumerate();
    let provider_adjustments = provider_adjustments
        .map(|(n, adjustment)| {
            reader.at = format!("provider adjustment {}, ", n + 1);
            ProviderAdjustment {
                code: code(&adjustment.code),
                reference: adjustment.reference.trim().to_owned(),
                amount: reader
                    .needed_money("amount", &adjustment.amount, "Key its amount.")
                    .unwrap_or_default(),
            }
        })
        .collect();
    let draft = Draft {
        claims,
        provider_adjustments,
        ..draft
    };
    (draft, reader.faults)
}

/// The statuses of a claim (CLP02).
const STATUSES: [&str; 10] = ["1", "2", "3", "4", "19", "20", "21", "22", "23", "25"];

/// Reads fields and notes what could not be read.
#[derive(Default)]
struct Reader {
    /// What stands before the name of a field: `claim 2, line 1, `.
    at: String,
    faults: Vec<Fault>,
}

impl Reader {
    fn say(&mut self, field: &str, says: impl Into<String>) {
        self.faults.push(Fault {
            place: format!("{}{field}", self.at),
            says: says.into(),
        });
    }

    fn claim(&mut self, claim: &KeyedClaim) -> DraftClaim {
        let status = claim.status.trim().trim_start_matches('0').to_owned();
        if !status.is_empty() && !STATUSES.contains(&status.as_str()) {
            let says = format!(
                "There is no such status. Key one of {}.",
                STATUSES.join(", ")
            );
            self.say("status", says);
        }
        let at = self.at.clone();
        DraftClaim {
            claim: claim.claim.trim().to_owned(),
            claim_id: None,
            opening: None,
            number: String::new(),
            status,
            charge: self.money("charge", &claim.charge),
            paid: self
                .needed_money("paid", &claim.paid, "Key what is paid, 0.00 for nothing.")
                .unwrap_or_default(),
            patient_part: self.money("patient_part", &claim.patient_part),
            control_number: claim.payer_claim_number.trim().to_owned(),
            interest: self.money("interest", &claim.interest).unwrap_or_default(),
            remarks: codes(&claim.remarks),
            adjustments: self.adjustments(&claim.adjustments),
            forwarded_to: claim.forwarded_to.trim().to_owned(),
            lines: claim
                .lines
                .iter()
                .enumerate()
                .map(|(n, line)| {
                    self.at = format!("{at}line {}, ", n + 1);
                    self.line(line)
                })
                .collect(),
        }
    }

    fn line(&mut self, line: &KeyedLine) -> DraftLine {
        let units = line.units.trim();
        let decimal = |text: &str| {
            text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
                && text.bytes().any(|b| b.is_ascii_digit())
                && text.matches('.').count() < 2
        };
        if !units.is_empty() && !decimal(units.strip_prefix('-').unwrap_or(units)) {
            self.say("units", "Units are a number, such as 1 or 2.5.");
        }
        DraftLine {
            line: line.line,
            line_id: None,
            service_on: self.day("date", &line.date),
            code: code(&line.code),
            modifiers: codes(&line.modifiers),
            submitted_code: code(&line.submitted_code),
            units: units.to_owned(),
            charge: self.money("charge", &line.charge),
            allowed: self.money("allowed", &line.allowed),
            paid: self
                .needed_money("paid", &line.paid, "Key what is paid, 0.00 for nothing.")
                .unwrap_or_default(),
            adjustments: self.adjustments(&line.adjustments),
            remarks: codes(&line.remarks),
        }
    }

    fn adjustments(&mut self, keyed: &[KeyedAdjustment]) -> Vec<Adjustment> {
        let read = keyed.iter().enumerate().filter_map(|(n, keyed)| {
            let field = format!("adjustment {}", n + 1);
            let (group, reason, amount, quantity) = match keyed {
                KeyedAdjustment::Text(text) => {
                    let Some((group, reason, amount)) = split(text) else {
                        self.say(&field, "Key group, reason and amount, such as CO-45 20.00.");
                        return None;
                    };
                    (group, reason, amount, "")
                }
                KeyedAdjustment::Parts(parts) => (
                    parts.group.as_str(),
                    parts.reason.as_str(),
                    parts.amount.as_str(),
                    parts.quantity.trim(),
                ),
            };
            let amount = self.needed_money(&field, amount, "Key its amount.")?;
            Some(Adjustment {
                group: code(group),
                reason: code(reason),
                amount,
                quantity: quantity.to_owned(),
            })
        });
        read.collect()
    }

    /// An amount; none, and no fault, where nothing was keyed.
    fn money(&mut self, field: &str, text: &str) -> Option<Money> {
        if text.trim().is_empty() {
            return None;
        }
        match text.parse() {
            Ok(money) => Some(money),
            Err(error) => {
                self.say(field, format!("This is not an amount: {error}."));
                None
            }
        }
    }

    /// An amount that must be there.
    fn needed_money(&mut self, field: &str, text: &str, missing: &str) -> Option<Money> {
        if text.trim().is_empty() {
            self.say(field, missing);
        }
        self.money(field, text)
    }

    /// A day; none, and no fault, where nothing was keyed.
    fn day(&mut self, field: &str, text: &str) -> Option<Day> {
        if text.trim().is_empty() {
            return None;
        }
        match text.parse() {
            Ok(day) => Some(day),
            Err(error) => {
                self.say(field, format!("This is not a date: {error}."));
                None
            }
        }
    }
}

/// The adjustments of a cell of a sheet: `PR-1 5, CO-97 80`. One without an amount (`CO-97`) takes
/// `rest`, which is asked with its group and what else was keyed; only one can.
///
/// # Errors
/// A sentence that names what cannot be read, and the way out.
pub fn read_adjustments(
    text: &str,
    rest: impl FnOnce(&str, &[Adjustment]) -> Money,
) -> Result<Vec<Adjustment>, String> {
    let mut found: Vec<Adjustment> = Vec::new();
    let mut open = None;
    for part in text
        .split([',', ';', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let bare = part.len() <= 7
            && split(&format!("{part} 0")).is_some()
            && split(part).is_none_or(|(_, _, amount)| amount.parse::<Money>().is_err());
        let (group, reason, amount) = if bare {
            let whole = format!("{part} 0");
            let (group, reason, _) = split(&whole).unwrap_or_default();
            if open.replace(found.len()).is_some() {
                return Err("Two reasons have no amount. Key the amount of one of them.".to_owned());
            }
            (group.to_owned(), reason.to_owned(), Money::ZERO)
        } else {
            let Some((group, reason, amount)) = split(part) else {
                return Err("Key group, reason and amount, such as CO-45 20.00.".to_owned());
            };
            let amount = amount
                .parse()
                .map_err(|error| format!("This is not an amount: {error}."))?;
            (group.to_owned(), reason.to_owned(), amount)
        };
        found.push(Adjustment {
            group: code(&group),
            reason: code(&reason),
            amount,
            quantity: String::new(),
        });
    }
    if let Some(at) = open {
        found[at].amount = rest(&found[at].group, &found);
    }
    Ok(found)
}

/// `CO-45 20.00` in its three parts; `CO45 20`, `CO 45: $20.00` too.
fn split(text: &str) -> Option<(&str, &str, &str)> {
    let (code, amount) = text.trim().rsplit_once([' ', '\t', ':', '='])?;
    let code = code.trim_end_matches([' ', '\t', ':', '=']);
    let (group, reason) = code.split_at_checked(2)?;
    let reason = reason.trim_start_matches(['-', ' ']);
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric());
    let named = group.bytes().all(|b| b.is_ascii_alphabetic());
    (named && plain(reason)).then_some((group, reason, amount))
}

/// A code as it is kept: capitals, no blanks around it.
fn code(text: &str) -> String {
    text.trim().to_uppercase()
}

fn codes(texts: &[String]) -> Vec<String> {
    let codes = texts.iter().map(|text| code(text));
    codes.filter(|code| !code.is_empty()).collect()
}

impl<'de> Deserialize<'de> for KeyedAdjustment {
    /// By hand, so that a misspelt part is told by its name.
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<KeyedAdjustment, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = KeyedAdjustment;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "an adjustment such as \"CO-45 20.00\", or its group, reason and amount",
                )
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<KeyedAdjustment, E> {
                Ok(KeyedAdjustment::Text(text.to_owned()))
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<KeyedAdjustment, M::Error> {
                KeyedParts::deserialize(MapAccessDeserializer::new(map)).map(KeyedAdjustment::Parts)
            }
        }
        from.deserialize_any(Either)
    }
}

#[cfg(test)]
mod tests;
