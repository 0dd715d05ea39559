//! Item 24: a line of service and the shaded line above it.

use billing::claim::{ClaimContent, Drug, ServiceLine};
use billing::party::Party;
use values::Money;

use crate::layout::cms1500;
use crate::page::{FormFinding, Severity};

use super::Writer;
use super::words;

/// How items of the shaded line stand apart.
const APART: &str = "   ";

/// Fills a row (1 to 6) of the form with the line that has the given number in the claim.
pub(super) fn fill(
    form: &mut Writer,
    claim: &ClaimContent,
    line: &ServiceLine,
    row: usize,
    number: usize,
) {
    let mut row = Row {
        form,
        item: format!("24.{row}"),
        number,
    };
    row.dates(line);
    row.place(claim, line);
    row.procedure(line);
    row.pointers(claim, line);
    row.charge(line);
    row.units(line);
    row.screening(claim, line);
    row.rendering(claim, line);
    row.supplement(line);
}

struct Row<'a, 'b> {
    form: &'a mut Writer<'b>,
    item: String,
    number: usize,
}

impl Row<'_, '_> {
    fn put(&mut self, subfield: &str, text: &str) {
        self.form
            .put_line(&self.item, subfield, text, Some(self.number));
    }

    fn say(&mut self, column: &str, severity: Severity, code: &'static str, text: String) {
        self.form.say(
            &format!("24.{} {column}", self.number),
            severity,
            code,
            text,
        );
    }

    /// Column A. One day stands in both.
    fn dates(&mut self, line: &ServiceLine) {
        let Some(from) = line.from else {
            let text = format!("Line {} has no date of service. Add it.", self.number);
            return self.say("A", Severity::Fix, "E21", text);
        };
        for (start, day) in [("A_from_", from), ("A_to_", line.to.unwrap_or(from))] {
            self.put(&format!("{start}mm"), &format!("{:02}", day.month()));
            self.put(&format!("{start}dd"), &format!("{:02}", day.day()));
            self.put(&format!("{start}yy"), &format!("{:02}", day.year() % 100));
        }
    }

    /// Columns B and C.
    fn place(&mut self, claim: &ClaimContent, line: &ServiceLine) {
        let place = match line.place_of_service.as_str() {
            "" => claim.place_of_service.as_str(),
            own => own,
        };
        if place.is_empty() {
            let text = format!("Line {} has no place of service. Add it.", self.number);
            self.say("B", Severity::Fix, "E21", text);
        }
        self.put("B_pos", place);
        if self.form.program.emergency && line.emergency == "Y" {
            self.put("C_emg", "Y");
        }
    }

    /// Column D.
    fn procedure(&mut self, line: &ServiceLine) {
        if line.code.trim().is_empty() {
            let text = format!("Line {} has no procedure code. Add it.", self.number);
            self.say("D", Severity::Fix, "E21", text);
        }
        self.put("D_cpt_hcpcs", &words::code(&line.code));
        let modifiers = line.modifiers.iter().filter(|m| !m.trim().is_empty());
        for (name, modifier) in ["D_mod1", "D_mod2", "D_mod3", "D_mod4"]
            .into_iter()
            .zip(modifiers.clone())
        {
            self.put(name, &words::code(modifier));
        }
        if 4 < modifiers.count() {
            let text = format!(
                "Line {} has more than four modifiers, which is all that fit.",
                self.number
            );
            self.say("D", Severity::Fix, "E01", text);
        }
        let drug =
            line.code.starts_with(['J', 'j']) && line.drugs.iter().all(|d| d.qualifier != "N4");
        if self.form.program.ndc_for_drugs && drug {
            let text = format!("Line {} is a drug without its NDC. Add it.", self.number);
            self.say("shaded", Severity::Check, "E51", text);
        }
    }

    /// Column E: letters, the first the most important.
    fn pointers(&mut self, claim: &ClaimContent, line: &ServiceLine) {
        let known = claim.diagnoses.len().min(12);
        let mut letters = String::new();
        for &place in &line.pointers {
            if place == 0 || known < usize::from(place) {
                let text = format!(
                    "Line {} points to a diagnosis that the claim does not have. Correct it.",
                    self.number
                );
                self.say("E", Severity::Fix, "E64", text);
                continue;
            }
            letters.push(char::from(b'A' + (place - 1)));
        }
        if line.pointers.is_empty() {
            let text = format!("Line {} points to no diagnosis. Add it.", self.number);
            self.say("E", Severity::Fix, "E21", text);
        }
        let most = self.form.program.pointers;
        if most < letters.len() {
            let text = format!(
                "Line {} points to {} diagnoses and {} takes {most} on paper. The first is shown.",
                self.number,
                letters.len(),
                match self.form.program.name.as_str() {
                    "" => "the form",
                    name => name,
                },
            );
            self.say("E", Severity::Check, "E48", text);
            letters.truncate(most);
        }
        self.put("E_pointer", &letters);
    }

    /// Column F.
    fn charge(&mut self, line: &ServiceLine) {
        let number = self.number;
        self.form.money_line(
            &self.item,
            "F_dollars",
            "F_cents",
            line.charge,
            Some(number),
        );
        if line.charge == Money::ZERO {
            self.say(
                "F",
                Severity::Check,
                "E21",
                format!("Line {number} charges nothing. Check it."),
            );
        }
    }

    /// Column G.
    fn units(&mut self, line: &ServiceLine) {
        let units = words::decimal(&line.units);
        if line.units.trim().is_empty() || units == "0" || units.starts_with('-') {
            let text = format!("Line {} has no days or units. Add them.", self.number);
            return self.say("G", Severity::Fix, "E21", text);
        }
        self.put("G_units", &units);
        if is_anesthesia(&line.code) && line.unit != "MJ" {
            let text = format!(
                "Line {} is anesthesia and its units are not minutes. Check it.",
                self.number
            );
            self.say("G", Severity::Check, "E52", text);
        }
    }

    /// Column H: EPSDT and family planning.
    fn screening(&mut self, claim: &ClaimContent, line: &ServiceLine) {
        if !self.form.program.epsdt {
            return;
        }
        let referral = match line.epsdt.as_str() {
            "Y" => line
                .more
                .iter()
                .chain(&claim.more)
                .find_map(|segment| epsdt_referral(segment)),
            _ => None,
        };
        if let Some(code) = referral {
            self.put("shaded_H_epsdt", code);
        }
        if line.family_planning == "Y" || (line.epsdt == "Y" && referral.is_none()) {
            self.put("H_family_plan", "Y");
        }
    }

    /// Columns I and J: who rendered the service, where it is not the billing provider.
    fn rendering(&mut self, claim: &ClaimContent, line: &ServiceLine) {
        let Some(party) = line.party("82").or(claim.party("82")) else {
            return;
        };
        let npi = words::npi(party);
        if npi != words::npi(&claim.billing) {
            self.put("J_npi", &npi);
        }
        if !self.form.program.rendering_id {
            return;
        }
        let other = words::other_id(party, &self.form.rules.other_ids);
        let taxonomy = self.taxonomy(party);
        if let Some((qualifier, id)) = other.or(taxonomy) {
            self.put("shaded_I_qual", qualifier);
            self.put("shaded_J_other_id", &id);
        }
    }

    /// The taxonomy code as an other id; the form says ZZ where the file says PXC.
    fn taxonomy(&self, party: &Party) -> Option<(&'static str, String)> {
        let wanted = self.form.program.rendering_taxonomy && !party.taxonomy.is_empty();
        wanted.then(|| ("ZZ", words::id(&party.taxonomy)))
    }

    /// The shaded line over columns A to G: drugs, minutes, narrative, devices. Each stands whole or
    /// not at all.
    fn supplement(&mut self, line: &ServiceLine) {
        let mut parts: Vec<(&str, String)> = Vec::new();
        parts.extend(line.drugs.iter().filter_map(|drug| self.drug(drug)));
        if line.unit == "MJ" {
            parts.push((
                "the minutes",
                format!("7TIME {} MINUTES", words::decimal(&line.units)),
            ));
        }
        let mut told: Vec<&str> = line.notes.iter().map(|note| note.text.trim()).collect();
        told.push(line.description.trim());
        for (at, text) in told.iter().enumerate() {
            if !text.is_empty() && !told[..at].contains(text) {
                parts.push(("the note", format!("ZZ{text}")));
            }
        }
        const FIELD: &str = "shaded_supplemental_A-G";
        let room = cms1500()
            .find(&self.item, FIELD)
            .map_or(0, |(_, field)| field.len);
        let mut shaded = String::new();
        for (what, part) in parts {
            let apart = if shaded.is_empty() { "" } else { APART };
            let long = crate::printable::printable(&part).0.len();
            let left =
                room.saturating_sub(crate::printable::printable(&shaded).0.len() + apart.len());
            if left < long {
                let box_ = format!("24.{} shaded", self.number);
                let text = format!(
                    "Box {box_} has room for {left} more characters and {what} has {long}. It is left out; shorten it."
                );
                let mut finding = FormFinding::new(&box_, Severity::Check, "E01", text);
                (finding.subfield, finding.length, finding.room) = (FIELD, long, left);
                self.form.findings.push(finding);
            } else {
                shaded.push_str(apart);
                shaded.push_str(&part);
            }
        }
        self.put(FIELD, &shaded);
    }

    /// A drug: N4, its NDC, blanks, unit and quantity; a device: its qualifier and id.
    fn drug(&mut self, drug: &Drug) -> Option<(&'static str, String)> {
        let code = words::id(&drug.code);
        if code.is_empty() {
            return None;
        }
        if let Some(qualifier) = self.form.rules.devices.get(&drug.qualifier) {
            return Some(("the device", format!("{qualifier}{code}")));
        }
        if drug.qualifier == "N4" && code.len() != 11 {
            let text = format!(
                "The NDC of line {} does not have 11 digits. Correct it.",
                self.number
            );
            self.say("shaded", Severity::Check, "E51", text);
        }
        let mut text = format!("{}{code}", drug.qualifier);
        if !drug.quantity.is_empty() {
            text.push_str(&" ".repeat(self.form.program.blanks_after_ndc));
            text.push_str(&drug.unit);
            text.push_str(&words::decimal(&drug.quantity));
        }
        Some(("the drug", text))
    }
}

/// CPT 00100 to 01999.
fn is_anesthesia(code: &str) -> bool {
    code.len() == 5 && code.parse().is_ok_and(|n: u32| (100..=1999).contains(&n))
}

/// The referral of a screening: CRC*ZZ*Y and its code.
fn epsdt_referral(segment: &str) -> Option<&str> {
    let mut elements = segment.split('*');
    let head = (elements.next(), elements.next(), elements.next());
    if !matches!(head, (Some("CRC"), Some("ZZ"), Some("Y" | "N"))) {
        return None;
    }
    elements
        .next()
        .filter(|code| matches!(*code, "AV" | "NU" | "S2" | "ST"))
}
