//! Segments that occur in many loops, made into the parts of a claim. Whatever a part has no field
//! for stays with the claim as the raw segment: nothing of a file is lost.

use billing::claim::{Adjustment, Amount, Attachment, DatedFact, Note};
use billing::party::{Contact, Name, Party, Reference};
use values::{Day, Money, MoneyError, Npi, NpiError};
use x12::{Delimiters, Finding, Segment};

/// A segment that is being read, the loop it stands in and where to note what is odd about it.
pub(crate) struct Reading<'s, 'f> {
    pub segment: Segment<'s>,
    pub loop_id: &'static str,
    pub found: &'f mut Vec<Finding>,
}

/// A set of element numbers: those that have a field.
pub(crate) const fn said(elements: &[u32]) -> u64 {
    let (mut set, mut i) = (0, 0);
    while i < elements.len() {
        set |= 1 << elements[i];
        i += 1;
    }
    set
}

/// A segment as it is kept and shown: the usual delimiters, no terminator.
pub(crate) fn raw(segment: Segment<'_>) -> String {
    let from = segment.delimiters;
    let usual = Delimiters {
        terminator: from.terminator,
        ..Delimiters::STANDARD
    };
    // Most files use the usual delimiters; copying is much faster than looking at each character.
    if from == usual || (from.repetition.is_none() && from.element == '*' && from.component == ':')
    {
        return segment.text().to_owned();
    }
    let mut text = segment.to_text(&usual);
    text.pop();
    text
}

impl<'s> Reading<'s, '_> {
    /// An element, without the blanks around it.
    pub fn el(&self, n: usize) -> &'s str {
        self.segment.element(n)
    }

    /// An element that is kept.
    pub fn text(&self, n: usize) -> String {
        self.segment.element(n).to_owned()
    }

    /// The segment as it is kept.
    pub fn raw(&self) -> String {
        raw(self.segment)
    }

    /// True when an element that has no field holds something.
    pub fn unsaid(&self, said: u64) -> bool {
        (1..=self.segment.element_count())
            .any(|n| (63 < n || said >> n & 1 == 0) && !self.el(n).is_empty())
    }

    /// Keeps the raw segment when an element without a field holds something.
    pub fn keep(&self, said: u64, more: &mut Vec<String>) {
        if self.unsaid(said) {
            more.push(self.raw());
        }
    }

    /// Notes what a person has to put right.
    pub fn fix(&mut self, code: &'static str, element: u8, text: &'static str) {
        let finding = Finding::fix(code, self.segment.place, text);
        self.note(finding, element);
    }

    /// Notes what a person may look at.
    pub fn check(&mut self, code: &'static str, element: u8, text: &'static str) {
        let finding = Finding::check(code, self.segment.place, text);
        self.note(finding, element);
    }

    fn note(&mut self, finding: Finding, element: u8) {
        let finding = match element {
            0 => finding.of(self.segment.id()),
            n => finding.at(self.segment.id(), n),
        };
        self.found.push(match self.loop_id {
            "" => finding,
            loop_id => finding.in_loop(loop_id),
        });
    }

    /// An amount; none when there is none or it cannot be read, which is noted.
    pub fn money(&mut self, element: u8) -> Option<Money> {
        let text = self.el(element.into());
        if text.is_empty() {
            return None;
        }
        match Money::from_x12(text) {
            Ok(money) => Some(money),
            Err(MoneyError::FractionOfACent) => {
                self.fix(
                    "amount-fraction",
                    element,
                    "The amount has a fraction of a cent, so it was not taken. Type it in, in \
                     whole cents.",
                );
                None
            }
            Err(MoneyError::TooLarge) => {
                self.fix(
                    "amount-too-large",
                    element,
                    "The amount is larger than any claim, so it was not taken. Type it in.",
                );
                None
            }
            Err(MoneyError::NotAnAmount) => {
                self.fix(
                    "amount-unreadable",
                    element,
                    "This is not an amount, so it was not taken. An amount looks like 1250.00; \
                     type it in.",
                );
                None
            }
        }
    }

    /// NM1: a party that begins.
    pub fn party(&mut self) -> Party {
        let mut party = Party {
            role: self.text(1),
            person: self.el(2) == "1",
            name: Name {
                last: self.text(3),
                first: self.text(4),
                middle: self.text(5),
                prefix: self.text(6),
                suffix: self.text(7),
            },
            id_qualifier: self.text(8),
            id: self.text(9),
            ..Party::default()
        };
        if self.unsaid(said(&[1, 2, 3, 4, 5, 6, 7, 8, 9])) || !matches!(self.el(2), "1" | "2") {
            party.more.push(self.raw());
        }
        if self.el(8) == "XX" {
            match self.el(9).parse::<Npi>() {
                Ok(_) => {}
                Err(NpiError::CheckDigit) => self.check(
                    "npi-check-digit",
                    9,
                    "The NPI's last digit does not fit the others; one digit is mistyped. Compare \
                     it with the NPI registry.",
                ),
                Err(NpiError::NotAnNpi) => self.check(
                    "npi-shape",
                    9,
                    "The NPI does not have ten digits that begin with 1 or 2. Look it up in the \
                     NPI registry.",
                ),
            }
        }
        party
    }

    /// A segment that follows NM1 (N2, N3, N4, DMG, PRV, REF, PER); false when it is another.
    pub fn of_party(&mut self, party: &mut Party) -> bool {
        match self.segment.id() {
            "N2" => party.more.push(self.raw()),
            "N3" => {
                let address = &mut party.address;
                if address.line1.is_empty() && address.line2.is_empty() {
                    (address.line1, address.line2) = (self.text(1), self.text(2));
                    self.keep(said(&[1, 2]), &mut party.more);
                } else {
                    party.more.push(self.raw());
                }
            }
            "N4" => {
                let address = &mut party.address;
                if address.city.is_empty() && address.state.is_empty() && address.zip.is_empty() {
                    (address.city, address.state) = (self.text(1), self.text(2));
                    (address.zip, address.country) = (self.text(3), self.text(4));
                    address.subdivision = self.text(7);
                    self.keep(said(&[1, 2, 3, 4, 7]), &mut party.more);
                } else {
                    party.more.push(self.raw());
                }
            }
            "DMG" => self.demographics(party),
            "PRV" => self.taxonomy(party),
            "REF" => {
                party.references.push(self.reference());
                self.keep(said(&[1, 2, 3, 4]), &mut party.more);
            }
            "PER" => {
                party.contacts.push(self.contact());
                if self.unsaid(said(&[1, 2, 3, 4, 5, 6, 7, 8])) || !matches!(self.el(1), "IC" | "")
                {
                    party.more.push(self.raw());
                }
            }
            _ => return false,
        }
        true
    }

    /// DMG: date of birth and sex.
    pub fn demographics(&mut self, party: &mut Party) {
        if party.born_on.is_some() || !party.sex.is_empty() {
            party.more.push(self.raw());
            return;
        }
        let (format, text) = (self.el(1), self.el(2));
        party.born_on = day(text).filter(|_| matches!(format, "D8" | ""));
        party.sex = self.text(3);
        let unread = party.born_on.is_none() && !text.is_empty();
        if unread {
            self.fix(
                "birth-date-unreadable",
                2,
                "The date of birth is not a date, so it was left empty. Type it in.",
            );
        }
        if unread || self.unsaid(said(&[1, 2, 3])) {
            party.more.push(self.raw());
        }
        if !matches!(party.sex.as_str(), "F" | "M" | "U" | "") {
            self.check("sex-unknown", 3, "The sex is F, M or U. Choose one.");
        }
    }

    /// PRV: the taxonomy code.
    pub fn taxonomy(&mut self, party: &mut Party) {
        let usual = matches!(self.el(1), "BI" | "PE" | "RF" | "PT" | "")
            && matches!(self.el(2), "PXC" | "ZZ" | "");
        if !party.taxonomy.is_empty() {
            party.more.push(self.raw());
            return;
        }
        party.taxonomy = self.text(3);
        if !usual || self.unsaid(said(&[1, 2, 3])) {
            party.more.push(self.raw());
        }
    }

    /// REF.
    pub fn reference(&self) -> Reference {
        Reference {
            qualifier: self.text(1),
            value: self.text(2),
            description: self.text(3),
            further: colons(&self.segment, 4),
        }
    }

    /// PER.
    fn contact(&self) -> Contact {
        let numbers = [(3, 4), (5, 6), (7, 8)]
            .into_iter()
            .filter(|&(way, number)| !self.el(way).is_empty() || !self.el(number).is_empty())
            .map(|(way, number)| Reference {
                qualifier: self.text(way),
                value: self.text(number),
                ..Reference::default()
            })
            .collect();
        Contact {
            name: self.text(2),
            numbers,
        }
    }

    /// DTP, with its raw segment in `more` when it does not fit. Text that is no date is noted.
    pub fn dated(&mut self, more: &mut Vec<String>) -> DatedFact {
        let days = days(self.el(2), self.el(3));
        if days.is_none() && self.el(2) != "TM" {
            self.check(
                "date-unreadable",
                3,
                "This is not a date. It is kept as it stands; type the date in where it is needed.",
            );
        }
        self.keep(said(&[1, 2, 3]), more);
        let (from, to) = days.unwrap_or_default();
        DatedFact {
            qualifier: self.text(1),
            format: self.text(2),
            text: self.text(3),
            from,
            to,
        }
    }

    /// AMT, or its raw segment in `more`.
    pub fn amount(&mut self, more: &mut Vec<String>) -> Option<Amount> {
        let amount = self.money(2);
        if amount.is_none() && self.el(2).is_empty() {
            self.check(
                "amount-missing",
                2,
                "There is no amount. Nothing was taken from it.",
            );
        }
        if amount.is_none() || self.unsaid(said(&[1, 2])) {
            more.push(self.raw());
        }
        Some(Amount {
            qualifier: self.text(1),
            amount: amount?,
        })
    }

    /// NTE.
    pub fn remark(&self, more: &mut Vec<String>) -> Note {
        self.keep(said(&[1, 2]), more);
        Note {
            code: self.text(1),
            text: self.text(2),
        }
    }

    /// PWK.
    pub fn attachment(&self, more: &mut Vec<String>) -> Attachment {
        if self.unsaid(said(&[1, 2, 5, 6])) || !matches!(self.el(5), "AC" | "") {
            more.push(self.raw());
        }
        Attachment {
            kind: self.text(1),
            transmission: self.text(2),
            control_number: self.text(6),
        }
    }

    /// QTY.
    pub fn quantity(&self, more: &mut Vec<String>) -> Reference {
        self.keep(said(&[1, 2]), more);
        Reference {
            qualifier: self.text(1),
            value: self.text(2),
            ..Reference::default()
        }
    }

    /// CAS: up to six triplets, or its raw segment in `more` when one cannot be read.
    pub fn adjustments(&mut self, adjustments: &mut Vec<Adjustment>, more: &mut Vec<String>) {
        let mut lost = self.unsaid(u64::MAX >> (63 - 19));
        for at in (2..=17_u8).step_by(3) {
            let [reason, quantity] = [at, at + 2].map(|n| self.el(n.into()));
            let amount = self.money(at + 1);
            if reason.is_empty() && amount.is_none() && quantity.is_empty() {
                lost |= !self.el((at + 1).into()).is_empty();
                continue;
            }
            if amount.is_none() && self.el((at + 1).into()).is_empty() {
                self.check(
                    "adjustment-without-amount",
                    at + 1,
                    "The adjustment has a reason and no amount. It was taken as 0.00.",
                );
            }
            lost |= amount.is_none();
            adjustments.push(Adjustment {
                group: self.text(1),
                reason: reason.to_owned(),
                amount: amount.unwrap_or_default(),
                quantity: quantity.to_owned(),
            });
        }
        if lost {
            more.push(self.raw());
        }
    }
}

/// A composite with the usual separator between its components.
pub(crate) fn colons(segment: &Segment<'_>, n: usize) -> String {
    match segment.delimiters.component {
        ':' => segment.element(n).to_owned(),
        other => segment.element(n).replace(other, ":"),
    }
}

/// A day of eight digits.
fn day(text: &str) -> Option<Day> {
    if text.len() == 8 {
        Day::from_x12(text).ok()
    } else {
        None
    }
}

/// The day, or the first and the last day, of DTP02 and DTP03. The format is not believed where the
/// text says otherwise.
pub(crate) fn days(format: &str, text: &str) -> Option<(Option<Day>, Option<Day>)> {
    match (format, text.split_once('-')) {
        ("TM", _) => None,
        ("DT", _) => Some((Some(day(text.get(..8)?)?), None)),
        (_, Some((from, to))) => Some((Some(day(from.trim())?), Some(day(to.trim())?))),
        _ => Some((Some(day(text)?), None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use x12::{Place, SegmentBuf, Severity};

    fn seg(text: &str) -> SegmentBuf {
        SegmentBuf::new(
            text,
            Delimiters::STANDARD,
            Place {
                segment: 7,
                byte: 70,
            },
        )
    }

    /// Reads one segment into a fresh party and says what came of it.
    #[track_caller]
    fn of_party(text: &str) -> (Party, Vec<Finding>) {
        let (buf, mut found, mut party) = (seg(text), Vec::new(), Party::default());
        let mut reading = Reading {
            segment: buf.segment(),
            loop_id: "2010BA",
            found: &mut found,
        };
        assert!(reading.of_party(&mut party), "{text} belongs to a party");
        (party, found)
    }

    #[test]
    fn each_element_of_a_name_has_its_field() {
        let (buf, mut found) = (seg("NM1*IL*1*DOE*JOHN*T*DR*JR*MI*123456"), Vec::new());
        let party = Reading {
            segment: buf.segment(),
            loop_id: "2010BA",
            found: &mut found,
        }
        .party();
        assert_eq!(
            party,
            Party {
                role: "IL".into(),
                person: true,
                name: Name {
                    last: "DOE".into(),
                    first: "JOHN".into(),
                    middle: "T".into(),
                    prefix: "DR".into(),
                    suffix: "JR".into(),
                },
                id_qualifier: "MI".into(),
                id: "123456".into(),
                ..Party::default()
            }
        );
        assert_eq!(found, []);
    }

    #[test]
    fn an_npi_is_proved_by_its_check_digit() {
        for (id, want) in [
            ("XX*1234567893", None),
            ("XX*1234567890", Some("npi-check-digit")),
            ("XX*12345", Some("npi-shape")),
            ("XX*", Some("npi-shape")),
            ("24*123456789", None),
        ] {
            let (buf, mut found) = (seg(&format!("NM1*82*1*HALE*TOBIAS****{id}")), Vec::new());
            Reading {
                segment: buf.segment(),
                loop_id: "2310B",
                found: &mut found,
            }
            .party();
            assert_eq!(found.first().map(|f| f.code), want, "{id}");
            if let Some(finding) = found.first() {
                assert_eq!(finding.element_ref().as_deref(), Some("NM109"));
                assert_eq!(finding.loop_id.as_deref(), Some("2310B"));
                assert_eq!(finding.place.segment, 7);
            }
        }
    }

    #[test]
    fn what_has_no_field_is_kept_as_it_stood() {
        for (text, kept) in [
            ("N3*4 BIRCH LN*APT 2", false),
            ("N3*4 BIRCH LN*APT 2*REAR", true),
            ("N4*ASHTON*OH*44113", false),
            ("N4*ASHTON*OH*44113**CY*12", true),
            ("N2*FORMERLY BIRCH", true),
            ("DMG*D8*19610214*F", false),
            ("DMG*D8*19610214*F*S*C", true),
            ("PRV*BI*PXC*207Q00000X", false),
            ("PRV*BI*ZZ*207Q00000X", false),
            ("PRV*BI*PXC*207Q00000X*OH", true),
            ("PRV*AS*PXC*207Q00000X", true),
            ("REF*EI*123456789", false),
            ("REF*EI*123456789*TEXT*2U:ABC", false),
            ("PER*IC*RUTH*TE*5555550100*FX*5555550101*EX*7", false),
            ("PER*BI*RUTH*TE*5555550100", true),
        ] {
            let (party, _) = of_party(text);
            assert_eq!(
                party.more,
                Vec::from_iter(kept.then(|| text.to_owned())),
                "{text}"
            );
        }
    }

    #[test]
    fn the_second_of_what_has_one_field_is_kept_as_it_stood() {
        for (first, second) in [
            ("N3*4 BIRCH LN", "N3*5 ELM ST"),
            ("N4*ASHTON*OH*44113", "N4*DAYTON*OH*45401"),
            ("DMG*D8*19610214*F", "DMG*D8*19610215*M"),
            ("PRV*BI*PXC*207Q00000X", "PRV*BI*PXC*208D00000X"),
        ] {
            let (mut party, _) = of_party(first);
            let (buf, mut found) = (seg(second), Vec::new());
            Reading {
                segment: buf.segment(),
                loop_id: "",
                found: &mut found,
            }
            .of_party(&mut party);
            assert_eq!(party.more, [second.to_owned()]);
        }
    }

    #[test]
    fn a_date_of_birth_that_is_none_is_noted_and_kept() {
        let (party, found) = of_party("DMG*D8*19611399*X");
        assert_eq!((party.born_on, party.sex.as_str()), (None, "X"));
        assert_eq!(party.more, ["DMG*D8*19611399*X"]);
        let codes: Vec<_> = found.iter().map(|f| f.code).collect();
        assert_eq!(codes, ["birth-date-unreadable", "sex-unknown"]);
        assert!(
            found.iter().all(|f| !f.text.contains("1961")),
            "no patient's value in a finding"
        );
    }

    #[test]
    fn days_are_read_in_each_format() {
        let shown = |(from, to): (Option<Day>, Option<Day>)| {
            let show = |d: Option<Day>| d.map_or_else(String::new, Day::to_x12);
            format!("{} {}", show(from), show(to))
        };
        for (format, text, want) in [
            ("D8", "20061003", Some("20061003 ")),
            ("RD8", "20061003-20061004", Some("20061003 20061004")),
            ("D8", "20061003-20061004", Some("20061003 20061004")),
            ("RD8", "20061003", Some("20061003 ")),
            ("DT", "200610031430", Some("20061003 ")),
            ("", "20061003", Some("20061003 ")),
            ("TM", "1430", None),
            ("D8", "20061399", None),
            ("D8", "061003", None),
            ("RD8", "20061003-", None),
            ("DT", "2006é", None),
            ("D8", "", None),
        ] {
            assert_eq!(
                days(format, text).map(shown).as_deref(),
                want,
                "{format} {text}"
            );
        }
    }

    #[test]
    fn amounts_that_cannot_be_taken_are_noted_and_kept() {
        for (text, cents, code) in [
            ("AMT*F5*10", Some(1000), None),
            ("AMT*F5*12.345", None, Some("amount-fraction")),
            ("AMT*F5*12.3400", Some(1234), None),
            ("AMT*F5*1O", None, Some("amount-unreadable")),
            ("AMT*F5*99999999999999", None, Some("amount-too-large")),
            ("AMT*F5", None, Some("amount-missing")),
        ] {
            let (buf, mut found, mut more) = (seg(text), Vec::new(), Vec::new());
            let amount = Reading {
                segment: buf.segment(),
                loop_id: "2300",
                found: &mut found,
            }
            .amount(&mut more);
            assert_eq!(amount.map(|a| a.amount.cents()), cents, "{text}");
            assert_eq!(found.first().map(|f| f.code), code, "{text}");
            assert_eq!(more.is_empty(), cents.is_some(), "{text}");
        }
    }

    #[test]
    fn adjustments_are_read_by_threes() {
        #[track_caller]
        fn check(text: &str, want: &[(&str, i64, &str)], kept: bool) {
            let (buf, mut found, mut more) = (seg(text), Vec::new(), Vec::new());
            let mut adjustments = Vec::new();
            Reading {
                segment: buf.segment(),
                loop_id: "2430",
                found: &mut found,
            }
            .adjustments(&mut adjustments, &mut more);
            let got: Vec<_> = adjustments
                .iter()
                .map(|a| (a.reason.as_str(), a.amount.cents(), a.quantity.as_str()))
                .collect();
            assert_eq!(got, want, "{text}");
            assert_eq!(!more.is_empty(), kept, "{text}");
        }
        check(
            "CAS*PR*1*21.89**2*15",
            &[("1", 2189, ""), ("2", 1500, "")],
            false,
        );
        check("CAS*CO*45*10*1", &[("45", 1000, "1")], false);
        check("CAS*CO*45*0", &[("45", 0, "")], false);
        check("CAS*CO*45", &[("45", 0, "")], true);
        check("CAS*CO*45*X", &[("45", 0, "")], true);
        check("CAS*CO", &[], false);
        check(
            "CAS*CO*45*1*1*45*1*1*45*1*1*45*1*1*45*1*1*45*1*1*99",
            &[("45", 100, "1"); 6],
            true,
        );
    }

    #[test]
    fn a_kept_segment_has_the_usual_delimiters() {
        let pipes = Delimiters {
            element: '|',
            component: '>',
            repetition: Some('!'),
            terminator: '\n',
        };
        let buf = SegmentBuf::new("DTP|472|D8|20061003\n", pipes, Place::default());
        assert_eq!(raw(buf.segment()), "DTP*472*D8*20061003");
        let buf = SegmentBuf::new("SV1|HC>99213>25|4!0", pipes, Place::default());
        assert_eq!(raw(buf.segment()), "SV1*HC:99213:25*4^0");
        assert_eq!(raw(seg("REF*F8*A~").segment()), "REF*F8*A");
    }

    #[test]
    fn a_fix_is_a_fix_and_a_check_is_a_check() {
        let (buf, mut found) = (seg("REF*F8"), Vec::new());
        let mut reading = Reading {
            segment: buf.segment(),
            loop_id: "",
            found: &mut found,
        };
        reading.fix("a", 0, "one");
        reading.check("b", 2, "two");
        assert_eq!(
            (found[0].severity, found[1].severity),
            (Severity::Fix, Severity::Check)
        );
        assert_eq!((&found[0].loop_id, found[0].element), (&None, None));
    }
}
