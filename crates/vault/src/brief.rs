//! Claims in brief: what a list shows of a visit, read out of their bodies. Parties, most of a body, are
//! passed over: a page of a ledger names fifty visits.

use billing::claim::{Claim, ClaimContent, ClaimCoverage, OtherCoverage, ServiceLine};
use billing::ledger::Item;
use billing::party::{Name, Party, Reference};
use rusqlite::Connection;
use serde::Deserialize;
use values::{ClaimId, CoverageId, Day, ImportId, LineId, Money, PatientId, PayerId, ProviderId};

use crate::VaultError;
use crate::kinds::read_text;

#[derive(Deserialize)]
struct Brief {
    id: ClaimId,
    patient_id: PatientId,
    coverage_id: CoverageId,
    payer_id: PayerId,
    billing_id: ProviderId,
    rendering_id: ProviderId,
    #[serde(default)]
    import_id: Option<ImportId>,
    #[serde(default)]
    hold: Option<String>,
    content: Content,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Content {
    number: String,
    charge: Money,
    frequency: String,
    references: Vec<Reference>,
    coverage: Coverage,
    other_coverages: Vec<Other>,
    lines: Vec<Line>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Coverage {
    order: String,
    filing_indicator: String,
    payer: Payer,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Payer {
    id: String,
    name: Last,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Last {
    last: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Other {
    coverage: Coverage,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Line {
    id: Option<LineId>,
    code: String,
    modifiers: Vec<String>,
    charge: Money,
    from: Option<Day>,
    to: Option<Day>,
}

impl Coverage {
    fn whole(self) -> ClaimCoverage {
        ClaimCoverage {
            order: self.order,
            filing_indicator: self.filing_indicator,
            payer: Party {
                id: self.payer.id,
                name: Name {
                    last: self.payer.name.last,
                    ..Name::default()
                },
                ..Party::default()
            },
            ..ClaimCoverage::default()
        }
    }
}

impl Other {
    fn whole(self) -> OtherCoverage {
        OtherCoverage {
            coverage: self.coverage.whole(),
            ..OtherCoverage::default()
        }
    }
}

impl Line {
    fn whole(self) -> ServiceLine {
        ServiceLine {
            id: self.id,
            code: self.code,
            modifiers: self.modifiers,
            charge: self.charge,
            from: self.from,
            to: self.to,
            ..ServiceLine::default()
        }
    }
}

impl Brief {
    fn whole(self) -> Claim {
        let content = self.content;
        let others = content.other_coverages.into_iter();
        Claim {
            id: self.id,
            patient_id: self.patient_id,
            coverage_id: self.coverage_id,
            payer_id: self.payer_id,
            billing_id: self.billing_id,
            rendering_id: self.rendering_id,
            facility_id: None,
            import_id: self.import_id,
            sent_on: None,
            fingerprint: String::new(),
            hold: self.hold,
            guarantor_id: None,
            sensitive: false,
            content: ClaimContent {
                number: content.number,
                charge: content.charge,
                frequency: content.frequency,
                references: content.references,
                coverage: content.coverage.whole(),
                other_coverages: others.map(Other::whole).collect(),
                lines: content.lines.into_iter().map(Line::whole).collect(),
                ..ClaimContent::default()
            },
        }
    }
}

/// The claims that belong to a visit, by their ids, with what makes and names a visit alone: numbers,
/// charges, services, and the payers with their order. Every other field is empty, so they are never
/// written.
///
/// # Errors
/// As the database answers; [`VaultError::Unreadable`].
pub fn of_visit(db: &Connection, item: &Item) -> Result<Vec<Claim>, VaultError> {
    let mut statement = db.prepare_cached(
        "select body from visit_claim cross join claim on id = claim_id where item = ?1
          order by claim_id",
    )?;
    // By the index's own order: a sort would carry every body along.
    let mut rows = statement.query([item])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let body = row.get_ref(0)?.as_str().unwrap_or_default();
        found.push(read_text::<Brief>("claim", body)?.whole());
    }
    Ok(found)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use billing::ledger::visit::visits;

    use super::*;

    fn claim(n: u8, order: &str, others: &[&str]) -> Claim {
        let party = |id: &str| Party {
            id: id.to_owned(),
            name: Name {
                last: format!("Payer \"{id}\""),
                ..Name::default()
            },
            ..Party::default()
        };
        let coverage = |order: &str| ClaimCoverage {
            order: order.to_owned(),
            payer: party(order),
            insured: party("M1"),
            ..ClaimCoverage::default()
        };
        let line = |at: u8| ServiceLine {
            id: Some(LineId::new(u64::from(n), [at; 10])),
            code: format!("9921{at}"),
            modifiers: vec!["25".to_owned()],
            charge: Money::from_cents(10_000 + i64::from(at)),
            from: Day::new(2026, 3, 2).ok(),
            to: Day::new(2026, 3, 3).ok(),
            units: "1".to_owned(),
            ..ServiceLine::default()
        };
        Claim {
            id: ClaimId::new(u64::from(n), [n; 10]),
            patient_id: PatientId::new(1, [1; 10]),
            coverage_id: CoverageId::new(1, [1; 10]),
            payer_id: PayerId::new(u64::from(n), [1; 10]),
            billing_id: ProviderId::new(1, [1; 10]),
            rendering_id: ProviderId::new(1, [1; 10]),
            facility_id: None,
            import_id: Some(ImportId::new(1, [1; 10])),
            sent_on: None,
            fingerprint: "f".to_owned(),
            hold: Some("waits".to_owned()),
            guarantor_id: None,
            sensitive: true,
            content: ClaimContent {
                number: "100".to_owned(),
                charge: Money::from_cents(20_003),
                frequency: "1".to_owned(),
                coverage: coverage(order),
                patient: party("P1"),
                other_coverages: others
                    .iter()
                    .map(|order| OtherCoverage {
                        coverage: coverage(order),
                        relationship: "18".to_owned(),
                        ..OtherCoverage::default()
                    })
                    .collect(),
                lines: vec![line(1), line(2)],
                ..ClaimContent::default()
            },
        }
    }

    #[test]
    fn claims_in_brief_make_the_very_visit_that_whole_ones_make() {
        let whole = [claim(1, "P", &["S"]), claim(2, "S", &["P", "T"])];
        let brief: Vec<Claim> = whole
            .iter()
            .map(|claim| serde_json::to_string(claim).unwrap())
            .map(|body| read_text::<Brief>("claim", &body).unwrap().whole())
            .collect();
        let payer = |coverage: &ClaimCoverage| {
            let at = coverage.payer.id.bytes().next().unwrap_or_default();
            Some(PayerId::new(u64::from(at), [7; 10]))
        };
        let made = |_| Day::new(2026, 3, 4).unwrap();
        let of = |claims: &[Claim]| visits(claims, payer, made);
        assert_eq!(of(&brief), of(&whole));
        assert_eq!(of(&brief)[0].payers.len(), 3);
        let lines = |claims: &[Claim]| -> BTreeSet<(Option<LineId>, String)> {
            let lines = claims.iter().flat_map(|claim| &claim.content.lines);
            lines.map(|line| (line.id, line.code.clone())).collect()
        };
        assert_eq!(lines(&brief), lines(&whole));
        for (brief, whole) in brief.iter().zip(&whole) {
            let named = |claim: &Claim| {
                let content = &claim.content;
                (
                    content.number.clone(),
                    content.first_service_on(),
                    content.charge,
                )
            };
            assert_eq!(named(brief), named(whole));
        }
    }
}
