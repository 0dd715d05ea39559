//! What a keyed EOB says once it was read, before it is a remittance: names that are not looked up
//! yet, and charges that our claims know.

use values::{ActId, ClaimId, Day, LineId, Money, PayerId, RemitId};

use super::Fault;
use crate::claim::{Adjustment, Claim, ServiceLine};
use crate::remittance::{OPENING, ProviderAdjustment, RemitClaim, RemitLine, Remittance};

/// A keyed EOB that was read. Whoever knows the practice sets `payer_id` from `payer`, gives each
/// claim the claim that it answers, and completes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The payer's name or id as keyed.
    pub payer: String,
    /// The payer, once it is known.
    pub payer_id: Option<PayerId>,
    /// `check`, `eft` or `none`.
    pub method: String,
    /// The number of the check or EFT.
    pub number: String,
    /// The day of the check.
    pub paid_on: Option<Day>,
    /// What the check is over; zero where it could not be read.
    pub amount: Money,
    /// The claims, in the order of the paper.
    pub claims: Vec<DraftClaim>,
    /// What belongs to no claim.
    pub provider_adjustments: Vec<ProviderAdjustment>,
}

/// A claim of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftClaim {
    /// Our claim as keyed: its number, or its id.
    pub claim: String,
    /// Our claim, once it is known.
    pub claim_id: Option<ClaimId>,
    /// In place of a claim: the row of opening balances, once it is known.
    pub opening: Option<ActId>,
    /// The number of our claim, once it is known; until then the claim goes by what was keyed.
    pub number: String,
    /// CLP02; empty where it was left out.
    pub status: String,
    /// What was charged; none where it was left out.
    pub charge: Option<Money>,
    /// What is paid; zero where it could not be read.
    pub paid: Money,
    /// The patient's part, where it was keyed.
    pub patient_part: Option<Money>,
    /// The payer's own number of the claim.
    pub control_number: String,
    /// Interest.
    pub interest: Money,
    /// Remark codes of the whole claim.
    pub remarks: Vec<String>,
    /// Adjustments of the whole claim.
    pub adjustments: Vec<Adjustment>,
    /// The payer that it went on to.
    pub forwarded_to: String,
    /// The service lines.
    pub lines: Vec<DraftLine>,
}

/// A service line of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftLine {
    /// Which line of our claim, from 1, where it was keyed.
    pub line: Option<u32>,
    /// Our line, once it is known.
    pub line_id: Option<LineId>,
    /// The day of service.
    pub service_on: Option<Day>,
    /// The code that was paid.
    pub code: String,
    /// Its modifiers.
    pub modifiers: Vec<String>,
    /// The code that we sent, where it differs.
    pub submitted_code: String,
    /// The units that were paid.
    pub units: String,
    /// What was charged; none where it was left out.
    pub charge: Option<Money>,
    /// What the payer allows, where it was keyed.
    pub allowed: Option<Money>,
    /// What is paid; zero where it could not be read.
    pub paid: Money,
    /// Its adjustments.
    pub adjustments: Vec<Adjustment>,
    /// Remark codes.
    pub remarks: Vec<String>,
}

impl Draft {
    /// The remittance that the draft makes, its claims counted from 1, and what it still lacks.
    ///
    /// Fill the claims first ([`DraftClaim::answers`]). A charge that nobody gave is told and counts
    /// as nothing. A line that says what is allowed but has no CO-45 gets it, when nothing else
    /// explains that part of its charge; no other amount is made up, and the certificate tells what
    /// is still missing.
    pub fn complete(self, id: RemitId) -> (Remittance, Vec<Fault>) {
        let mut faults = Vec::new();
        let claims = (1..)
            .zip(self.claims)
            .map(|(part, claim)| claim.complete(part, &mut faults))
            .collect();
        let remittance = Remittance {
            payer_id: self.payer_id,
            method: self.method,
            number: self.number,
            paid_on: self.paid_on,
            amount: self.amount,
            claims,
            provider_adjustments: self.provider_adjustments,
            ..Remittance::new(id)
        };
        (remittance, faults)
    }
}

impl DraftClaim {
    /// Fills in what our claim knows and was not keyed: its number and charge, the status from the
    /// payer's place in line, and for each line that is found its id, day, code, modifiers, units and
    /// charge. Charges of a takeback are filled in with a minus sign.
    ///
    /// A keyed `line` is our line. Without it, the one line that fits what was keyed is (x12.md
    /// section 2, rule 13); where none or several fit, the line stays without one, which is right for
    /// a line that the payer made up. Each line of ours answers once. Tells the places, from 0, of the
    /// lines whose keyed `line` is not on the claim.
    pub fn answers(&mut self, claim: &Claim) -> Vec<usize> {
        let content = &claim.content;
        self.claim_id = Some(claim.id);
        self.number.clone_from(&content.number);
        if self.status.is_empty() {
            let status = match content.coverage.order.as_str() {
                "S" => "2",
                "T" => "3",
                _ => "1",
            };
            status.clone_into(&mut self.status);
        }
        let takes_back = self.status == "22";
        let signed = |charge: Money| if takes_back { -charge } else { charge };
        self.charge.get_or_insert(signed(content.charge));

        let ours = &content.lines;
        let mut taken = vec![false; ours.len()];
        let mut lost = Vec::new();
        let mut found: Vec<Option<usize>> = vec![None; self.lines.len()];
        for (place, line) in self.lines.iter().enumerate() {
            let Some(number) = line.line else { continue };
            let at = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
            match at.filter(|at| *at < ours.len()) {
                Some(at) => {
                    taken[at] = true;
                    found[place] = Some(at);
                }
                None => lost.push(place),
            }
        }
        for (place, line) in self.lines.iter().enumerate() {
            if line.line.is_none() && found[place].is_none() {
                let fits = |at: &usize| !taken[*at] && line.fits(&ours[*at], takes_back);
                let mut fitting = (0..ours.len()).filter(fits);
                if let (Some(at), None) = (fitting.next(), fitting.next()) {
                    taken[at] = true;
                    found[place] = Some(at);
                }
            }
        }
        for (line, at) in self.lines.iter_mut().zip(found) {
            if let Some(at) = at {
                line.fill(&ours[at], takes_back);
            }
        }
        lost
    }

    /// Fills in what a row of opening balances knows and was not keyed. Its charge is what the answer itself
    /// explains: the rest stays open.
    pub fn pays_opening(&mut self, opening: ActId) {
        self.opening = Some(opening);
        OPENING.clone_into(&mut self.number);
        let adjusted: Money = self.adjustments.iter().map(|a| a.amount).sum();
        self.charge.get_or_insert(self.paid + adjusted);
    }

    fn complete(self, part: u32, faults: &mut Vec<Fault>) -> RemitClaim {
        let place = format!("claim {part}");
        let number = if self.number.is_empty() {
            self.claim
        } else {
            self.number
        };
        let by_claim = self.adjustments.iter().any(|a| a.reason == "45");
        let lines = self.lines.into_iter().enumerate().map(|(n, line)| {
            let place = format!("{place}, line {}", n + 1);
            line.complete(&place, by_claim, faults)
        });
        let lines = lines.collect();
        RemitClaim {
            part,
            claim_id: self.claim_id,
            opening: self.opening,
            number,
            status: if self.status.is_empty() {
                "1".to_owned()
            } else {
                self.status
            },
            charge: given(self.charge, &place, faults),
            paid: self.paid,
            patient_part: self.patient_part,
            control_number: self.control_number,
            interest: self.interest,
            adjustments: self.adjustments,
            remarks: self.remarks,
            forwarded_to: self.forwarded_to,
            lines,
        }
    }
}

impl DraftLine {
    /// True when nothing that was keyed speaks against a line of ours. A line of which neither code
    /// nor charge was keyed fits none.
    fn fits(&self, ours: &ServiceLine, takes_back: bool) -> bool {
        let sent = if self.submitted_code.is_empty() {
            &self.code
        } else {
            &self.submitted_code
        };
        let charge = self
            .charge
            .map(|charge| if takes_back { -charge } else { charge });
        // The modifiers are those of the code that was paid, so they say nothing of a changed one.
        let modifiers = self.submitted_code.is_empty() && !self.modifiers.is_empty();
        (!sent.is_empty() || charge.is_some())
            && (sent.is_empty() || *sent == ours.code)
            && (!modifiers || self.modifiers == ours.modifiers)
            && self
                .service_on
                .is_none_or(|day| ours.from <= Some(day) && Some(day) <= ours.to.or(ours.from))
            && charge.is_none_or(|charge| charge == ours.charge)
    }

    fn fill(&mut self, ours: &ServiceLine, takes_back: bool) {
        self.line_id = ours.id;
        self.service_on = self.service_on.or(ours.from);
        if self.code.is_empty() {
            self.code.clone_from(&ours.code);
            if self.modifiers.is_empty() {
                self.modifiers.clone_from(&ours.modifiers);
            }
        } else if self.code != ours.code && self.submitted_code.is_empty() {
            self.submitted_code.clone_from(&ours.code);
        }
        if self.units.is_empty() {
            self.units.clone_from(&ours.units);
        }
        let charge = ours.charge;
        self.charge
            .get_or_insert(if takes_back { -charge } else { charge });
    }

    fn complete(mut self, place: &str, by_claim: bool, faults: &mut Vec<Fault>) -> RemitLine {
        let charge = given(self.charge, place, faults);
        if let (Some(allowed), false) = (self.allowed, by_claim) {
            let missing = self.contractual(charge, allowed);
            self.adjustments.extend(missing);
        }
        RemitLine {
            line_id: self.line_id,
            service_on: self.service_on,
            code: self.code,
            modifiers: self.modifiers,
            submitted_code: self.submitted_code,
            units: self.units,
            pos: String::new(),
            computed: 0,
            charge,
            allowed: self.allowed,
            paid: self.paid,
            adjustments: self.adjustments,
            remarks: self.remarks,
        }
    }

    /// The CO-45 that a line with an allowed amount lacks. There is none when an adjustment explains
    /// why less is allowed (any but the patient's part and sequestration, CO-253, which come off what
    /// is allowed), or when less than that part of the charge is still unexplained.
    fn contractual(&self, charge: Money, allowed: Money) -> Option<Adjustment> {
        let amount = charge - allowed;
        let explains = |a: &Adjustment| {
            a.amount != Money::ZERO && a.group != "PR" && a.reason != "253" || a.reason == "45"
        };
        let adjusted: Money = self.adjustments.iter().map(|a| a.amount).sum();
        let unexplained = charge - self.paid - adjusted;
        let covers = if charge < Money::ZERO {
            amount < Money::ZERO && unexplained <= amount
        } else {
            Money::ZERO < amount && amount <= unexplained
        };
        (covers && !self.adjustments.iter().any(explains)).then(|| Adjustment {
            group: "CO".to_owned(),
            reason: "45".to_owned(),
            amount,
            quantity: String::new(),
        })
    }
}

/// A charge, or the fault that there is none.
fn given(charge: Option<Money>, place: &str, faults: &mut Vec<Fault>) -> Money {
    charge.unwrap_or_else(|| {
        faults.push(Fault {
            place: format!("{place}, charge"),
            says: "It is not known what was charged. Key the charge, or name our claim and line."
                .to_owned(),
        });
        Money::ZERO
    })
}
