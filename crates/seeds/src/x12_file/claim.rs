//! The claim and its lines: 2300 to 2430.

use billing::claim::{
    Adjudication, Adjustment, Amount, ClaimContent, DatedFact, OtherCoverage, ServiceLine,
};
use billing::party::{Address, Party};

use super::pen::{C, Element, NO, Pen, T};

impl Pen {
    /// 2300 and all below it.
    pub(super) fn claim(&mut self, claim: &ClaimContent) {
        let old = self.is_4010();
        let charge = claim.charge.to_x12();
        let qualifier = if old { "" } else { "B" };
        let facility = [
            claim.place_of_service.as_str(),
            qualifier,
            claim.frequency.as_str(),
        ];
        let cause = |n: usize| claim.related_causes.get(n).map_or("", String::as_str);
        let causes = [
            cause(0),
            cause(1),
            cause(2),
            &claim.accident_state,
            &claim.accident_country,
        ];
        self.seg(
            "CLM",
            &[
                T(&claim.number),
                T(&charge),
                NO,
                NO,
                C(&facility),
                T(&claim.provider_signature),
                T(&claim.assignment),
                T(&claim.benefits_assigned),
                T(&claim.release),
                T(&claim.signature_source),
                C(&causes),
                T(&claim.special_program),
                NO,
                NO,
                NO,
                NO,
                NO,
                NO,
                NO,
                T(&claim.delay_reason),
            ],
        );
        if old {
            let known: Vec<DatedFact> = claim
                .dates
                .iter()
                .filter(|d| d.qualifier != "444")
                .cloned()
                .collect();
            self.dates(&known);
        } else {
            self.dates(&claim.dates);
        }
        self.attachments(&claim.attachments);
        self.more(&claim.more, &["CN1"]);
        self.amounts(&claim.amounts);
        self.references(&claim.references);
        self.more(&claim.more, &["K3"]);
        for note in &claim.notes {
            self.seg("NTE", &[T(&note.code), T(&note.text)]);
        }
        self.more(&claim.more, &["CR1", "CR2", "CRC"]);
        self.codes(&claim.diagnoses, if old { 8 } else { 12 });
        if !old {
            self.codes(&claim.anesthesia_procedures, 12);
            let conditions: Vec<[&str; 2]> = claim
                .condition_codes
                .iter()
                .map(|c| ["BG", c.as_str()])
                .collect();
            if !conditions.is_empty() {
                let elements: Vec<Element<'_>> = conditions.iter().map(|c| C(c)).collect();
                self.seg("HI", &elements);
            }
        }
        self.more(&claim.more, &["HCP"]);
        for party in &claim.parties {
            self.party_of_claim(party);
        }
        for other in &claim.other_coverages {
            self.other_coverage(other);
        }
        for line in &claim.lines {
            self.line(line);
        }
    }

    /// A party of 2310 or 2420: PRV stands before the address.
    pub(super) fn party_of_claim(&mut self, party: &Party) {
        let specialty = match party.role.as_str() {
            "82" => "PE",
            "DN" | "P3" => "RF",
            _ => "",
        };
        self.party(party, specialty);
    }

    pub(super) fn attachments(&mut self, attachments: &[billing::claim::Attachment]) {
        for a in attachments {
            let qualifier = if a.control_number.is_empty() {
                ""
            } else {
                "AC"
            };
            let number = &a.control_number;
            self.seg(
                "PWK",
                &[
                    T(&a.kind),
                    T(&a.transmission),
                    NO,
                    NO,
                    T(qualifier),
                    T(number),
                ],
            );
        }
    }

    /// CAS: up to six reasons of a group in a segment.
    pub(super) fn adjustments(&mut self, adjustments: &[Adjustment]) {
        let groups = adjustments.chunk_by(|a, b| a.group == b.group);
        for six in groups.flat_map(|group| group.chunks(6)) {
            let amounts: Vec<String> = six.iter().map(|a| a.amount.to_x12()).collect();
            let mut elements = vec![T(&six[0].group)];
            for (a, amount) in six.iter().zip(&amounts) {
                elements.extend([T(&a.reason), T(amount), T(&a.quantity)]);
            }
            self.seg("CAS", &elements);
        }
    }

    /// 2320, 2330.
    pub(super) fn other_coverage(&mut self, other: &OtherCoverage) {
        let coverage = &other.coverage;
        self.sbr(coverage, &other.relationship, true);
        self.adjustments(&other.adjustments);
        if self.is_4010() {
            let known = other
                .amounts
                .iter()
                .filter(|a| a.qualifier != "A8")
                .map(|a| Amount {
                    qualifier: if a.qualifier == "EAF" {
                        "F2".into()
                    } else {
                        a.qualifier.clone()
                    },
                    ..a.clone()
                });
            let known: Vec<Amount> = known.collect();
            self.amounts(&known);
        } else {
            self.amounts(&other.amounts);
        }
        self.seg(
            "OI",
            &[
                NO,
                NO,
                T(&other.benefits_assigned),
                T(&other.signature_source),
                NO,
                T(&other.release),
            ],
        );
        self.more(&other.more, &["MIA", "MOA"]);
        self.party(&coverage.insured, "");
        let payer = &coverage.payer;
        let address = if self.is_4010() {
            Address::default()
        } else {
            payer.address.clone()
        };
        self.party(
            &Party {
                address,
                references: Vec::new(),
                ..payer.clone()
            },
            "",
        );
        self.dates(&other.dates);
        self.references(&payer.references);
        for party in &other.parties {
            self.party(party, "");
        }
    }

    /// 2400 to 2430.
    pub(super) fn line(&mut self, line: &ServiceLine) {
        self.seg("LX", &[T(&line.number)]);
        let modifier = |n: usize| line.modifiers.get(n).map_or("", String::as_str);
        let old = self.is_4010();
        let procedure = [
            line.code_qualifier.as_str(),
            &line.code,
            modifier(0),
            modifier(1),
            modifier(2),
            modifier(3),
            if old { "" } else { &line.description },
        ];
        let most = if old { 8 } else { 12 };
        let pointers: Vec<String> = line
            .pointers
            .iter()
            .filter(|p| **p <= most)
            .map(u8::to_string)
            .collect();
        let pointers: Vec<&str> = pointers.iter().map(String::as_str).collect();
        self.seg(
            "SV1",
            &[
                C(&procedure),
                T(&line.charge.to_x12()),
                T(&line.unit),
                T(&line.units),
                T(&line.place_of_service),
                NO,
                C(&pointers),
                NO,
                T(&line.emergency),
                NO,
                T(&line.epsdt),
                T(&line.family_planning),
                NO,
                NO,
                T(&line.copay_exempt),
            ],
        );
        self.more(&line.more, &["SV5"]);
        self.attachments(&line.attachments);
        self.more(&line.more, &["CR1", "CR3", "CRC"]);
        self.served(line);
        self.dates(&line.dates);
        for quantity in &line.quantities {
            self.seg("QTY", &[T(&quantity.qualifier), T(&quantity.value)]);
        }
        self.more(&line.more, &["MEA", "CN1"]);
        self.references(&line.references);
        self.amounts(&line.amounts);
        self.more(&line.more, &["K3"]);
        for note in &line.notes {
            self.seg("NTE", &[T(&note.code), T(&note.text)]);
        }
        self.more(&line.more, &["PS1", "HCP"]);
        for drug in &line.drugs {
            self.seg("LIN", &[NO, T(&drug.qualifier), T(&drug.code)]);
            let unit = [drug.unit.as_str()];
            let price = if old { "0" } else { "" };
            self.seg("CTP", &[NO, NO, T(price), T(&drug.quantity), C(&unit)]);
            self.references(&drug.references);
        }
        for party in &line.parties {
            self.party_of_claim(party);
        }
        for adjudication in &line.adjudications {
            self.adjudication(adjudication);
        }
        self.more(&line.more, &["LQ", "FRM"]);
    }

    pub(super) fn served(&mut self, line: &ServiceLine) {
        let Some(from) = line.from else { return };
        let from = from.to_x12();
        match line.to {
            Some(to) => {
                let range = format!("{from}-{}", to.to_x12());
                self.seg("DTP", &[T("472"), T("RD8"), T(&range)]);
            }
            None => self.seg("DTP", &[T("472"), T("D8"), T(&from)]),
        }
    }

    /// 2430.
    pub(super) fn adjudication(&mut self, a: &Adjudication) {
        let procedure: Vec<&str> = a.procedure.split(':').collect();
        self.seg(
            "SVD",
            &[
                T(&a.payer_id),
                T(&a.paid.to_x12()),
                C(&procedure),
                NO,
                T(&a.units),
                T(&a.bundled_into),
            ],
        );
        self.adjustments(&a.adjustments);
        self.dates(&a.dates);
        if !self.is_4010() {
            self.amounts(&a.amounts);
        }
    }
}
