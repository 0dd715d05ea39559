//! Who is named above a claim (2000A to 2010CA), and what is written alike wherever it stands.

use billing::claim::{Amount, ClaimContent, ClaimCoverage, DatedFact, Diagnosis};
use billing::party::{Address, Party, Reference};
use values::Day;

use super::pen::{C, Element, NO, Pen, T};

impl Pen {
    /// 2000A, 2010AA to 2010AC.
    pub(super) fn billing(&mut self, hl: u32, claim: &ClaimContent) {
        self.seg("HL", &[T(&hl.to_string()), NO, T("20"), T("1")]);
        self.taxonomy("BI", &claim.billing);
        if !claim.currency.is_empty() {
            self.seg("CUR", &[T("85"), T(&claim.currency)]);
        }
        self.party(&claim.billing, "");
        let old = self.is_4010();
        // 4010 names who is paid; 5010 only says where.
        let pay_to = match old {
            true => Party {
                name: claim.billing.name.clone(),
                id_qualifier: claim.billing.id_qualifier.clone(),
                id: claim.billing.id.clone(),
                ..claim.pay_to.clone()
            },
            false => claim.pay_to.clone(),
        };
        if !claim.pay_to.role.is_empty() {
            self.party(&pay_to, "");
        }
        if !claim.pay_to_plan.role.is_empty() {
            self.party(&claim.pay_to_plan, "");
        }
    }

    /// 2000B, 2010BA, 2010BB.
    pub(super) fn subscriber(&mut self, hl: u32, parent: u32, claim: &ClaimContent) {
        let child = if claim.is_self() { "0" } else { "1" };
        self.seg(
            "HL",
            &[
                T(&hl.to_string()),
                T(&parent.to_string()),
                T("22"),
                T(child),
            ],
        );
        let relationship = if claim.is_self() { "18" } else { "" };
        self.sbr(&claim.coverage, relationship, false);
        if claim.is_self() {
            self.pat("", claim);
        }
        self.party(&claim.coverage.insured, "");
        self.party(&claim.coverage.payer, "");
        if !claim.coverage.responsible.role.is_empty() {
            self.party(&claim.coverage.responsible, "");
        }
    }

    /// 2000C, 2010CA.
    pub(super) fn patient(&mut self, hl: u32, parent: u32, claim: &ClaimContent) {
        self.seg(
            "HL",
            &[T(&hl.to_string()), T(&parent.to_string()), T("23"), T("0")],
        );
        self.pat(&claim.relationship, claim);
        self.party(&claim.patient, "");
    }

    pub(super) fn sbr(&mut self, coverage: &ClaimCoverage, relationship: &str, of_other: bool) {
        // 4010 asks for the kind of each other insurance.
        let kind = match coverage.filing_indicator.as_str() {
            _ if !(self.is_4010() && of_other) => &coverage.insurance_type,
            known @ ("MB" | "MC" | "HM") => known,
            _ => "C1",
        };
        let filing = match coverage.filing_indicator.as_str() {
            "FI" if self.is_4010() => "OF",
            filing => filing,
        };
        self.seg(
            "SBR",
            &[
                T(&coverage.order),
                T(relationship),
                T(&coverage.group_number),
                T(&coverage.group_name),
                T(kind),
                NO,
                NO,
                NO,
                T(filing),
            ],
        );
    }

    pub(super) fn pat(&mut self, relationship: &str, claim: &ClaimContent) {
        let died = claim.patient.died_on.map(Day::to_x12).unwrap_or_default();
        let format = if died.is_empty() { "" } else { "D8" };
        let unit = if claim.weight.is_empty() { "" } else { "01" };
        let elements = [
            relationship,
            "",
            "",
            "",
            format,
            &died,
            unit,
            &claim.weight,
            &claim.pregnant,
        ];
        if elements.iter().any(|e| !e.is_empty()) {
            self.seg("PAT", &elements.map(T));
        }
    }

    /// NM1 and what follows it. `specialty` is PRV01 where the loop has a PRV.
    pub(super) fn party(&mut self, party: &Party, specialty: &str) {
        let kind = if party.person { "1" } else { "2" };
        let name = &party.name;
        self.seg(
            "NM1",
            &[
                T(&party.role),
                T(kind),
                T(&name.last),
                T(&name.first),
                T(&name.middle),
                T(&name.prefix),
                T(&name.suffix),
                T(&party.id_qualifier),
                T(&party.id),
            ],
        );
        self.address(&party.address);
        self.birth(party);
        if !specialty.is_empty() {
            self.taxonomy(specialty, party);
        }
        self.references(&party.references);
        self.contacts(party);
        self.more(&party.more, &["N2", "N3", "N4", "DMG", "PRV", "REF", "PER"]);
    }

    pub(super) fn address(&mut self, address: &Address) {
        if *address == Address::default() {
            return;
        }
        self.seg("N3", &[T(&address.line1), T(&address.line2)]);
        self.seg(
            "N4",
            &[
                T(&address.city),
                T(&address.state),
                T(&address.zip),
                T(&address.country),
                NO,
                NO,
                T(&address.subdivision),
            ],
        );
    }

    pub(super) fn birth(&mut self, party: &Party) {
        if let Some(born) = party.born_on {
            self.seg("DMG", &[T("D8"), T(&born.to_x12()), T(&party.sex)]);
        }
    }

    pub(super) fn contacts(&mut self, party: &Party) {
        for contact in &party.contacts {
            let mut elements = vec![T("IC"), T(&contact.name)];
            elements.extend(
                contact
                    .numbers
                    .iter()
                    .flat_map(|n| [T(&n.qualifier), T(&n.value)]),
            );
            self.seg("PER", &elements);
        }
    }

    pub(super) fn taxonomy(&mut self, role: &str, party: &Party) {
        if !party.taxonomy.is_empty() {
            let qualifier = if self.is_4010() { "ZZ" } else { "PXC" };
            self.seg("PRV", &[T(role), T(qualifier), T(&party.taxonomy)]);
        }
    }

    pub(super) fn references(&mut self, references: &[Reference]) {
        for reference in references {
            let further: Vec<&str> = reference.further.split(':').collect();
            self.seg(
                "REF",
                &[
                    T(&reference.qualifier),
                    T(&reference.value),
                    T(&reference.description),
                    C(&further),
                ],
            );
        }
    }

    pub(super) fn dates(&mut self, dates: &[DatedFact]) {
        for date in dates {
            self.seg("DTP", &[T(&date.qualifier), T(&date.format), T(&date.text)]);
        }
    }

    pub(super) fn amounts(&mut self, amounts: &[Amount]) {
        for amount in amounts {
            self.seg("AMT", &[T(&amount.qualifier), T(&amount.amount.to_x12())]);
        }
    }

    pub(super) fn codes(&mut self, codes: &[Diagnosis], most: usize) {
        let old = self.is_4010();
        let parts: Vec<[&str; 2]> = codes
            .iter()
            .take(most)
            .map(|d| match d.qualifier.as_str() {
                "ABK" if old => ["BK", d.code.as_str()],
                "ABF" if old => ["BF", d.code.as_str()],
                qualifier => [qualifier, d.code.as_str()],
            })
            .collect();
        if !parts.is_empty() {
            let elements: Vec<Element<'_>> = parts.iter().map(|p| C(p)).collect();
            self.seg("HI", &elements);
        }
    }
}
