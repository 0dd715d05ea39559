//! A small writer of 837P files, for tests and measuring only: it writes what [`crate::practice`]
//! makes and what reading such a file gives back, in many outward shapes (delimiters, line breaks,
//! many envelopes), so that readers can be tried on files of any size. It checks nothing and knows no
//! payer. Claims that go to a payer are written elsewhere.

use std::borrow::{Borrow, Cow};

use billing::claim::{
    Adjudication, Adjustment, Amount, ClaimContent, ClaimCoverage, DatedFact, Diagnosis,
    OtherCoverage, ServiceLine,
};
use billing::party::{Address, Party, Reference};
use values::Day;

/// Which guide a file follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// `005010X222A1`.
    X222A1,
    /// `005010X222A2`: the same segments under another name.
    X222A2,
    /// `005010X222`: likewise.
    X222,
    /// `004010X098A1`. What that guide has no place for is left out: diagnoses past the eighth,
    /// anesthesia procedures, condition codes, and some dates and amounts. Diagnoses keep their
    /// codes and go as `BK` and `BF`.
    X098A1,
}

impl Version {
    /// GS08, and ST03 from 5010 on.
    pub fn name(self) -> &'static str {
        match self {
            Version::X222A1 => "005010X222A1",
            Version::X222A2 => "005010X222A2",
            Version::X222 => "005010X222",
            Version::X098A1 => "004010X098A1",
        }
    }
}

/// The characters that part a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delimiters {
    /// Between elements.
    pub element: char,
    /// Between components: ISA16.
    pub component: char,
    /// Between repetitions: ISA11 from 5010 on.
    pub repetition: char,
    /// After each segment.
    pub terminator: char,
}

/// How letters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// As they stand, accents in UTF-8.
    AsTheyStand,
    /// Without accents: `Núñez` as `Nunez`.
    Plain,
    /// Without accents, in capitals: `NUNEZ`.
    Capitals,
}

/// The outward shape of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The guide.
    pub version: Version,
    /// The delimiters. A value that holds one has a blank in its place.
    pub delimiters: Delimiters,
    /// What follows each terminator: nothing, `\n`, `\r\n`.
    pub line_break: &'static str,
    /// How letters are written.
    pub letters: Letters,
    /// The day on which the file says that it was made.
    pub made_on: Day,
    /// ISA06 and GS02, at most 15 characters.
    pub sender: String,
    /// ISA08 and GS03, at most 15 characters.
    pub receiver: String,
    /// ISA13 of the first interchange; the next ones count up.
    pub first_control: u32,
    /// ISA15: `T` or `P`.
    pub usage: char,
    /// Claims in a transaction set (ST).
    pub claims_in_set: usize,
    /// Sets in a functional group (GS).
    pub sets_in_group: usize,
    /// Groups in an interchange (ISA).
    pub groups_in_interchange: usize,
    /// No claim is begun when the file has so many bytes; the trailers follow.
    pub stop_at_bytes: Option<u64>,
}

impl Options {
    /// One interchange, one group, sets of 5,000 claims, the usual delimiters, each segment on a line
    /// of its own, no accents.
    pub fn new(made_on: Day) -> Options {
        Options {
            version: Version::X222A1,
            delimiters: Delimiters {
                element: '*',
                component: ':',
                repetition: '^',
                terminator: '~',
            },
            line_break: "\n",
            letters: Letters::Plain,
            made_on,
            sender: "QUILLFERN".into(),
            receiver: "CBDEMO".into(),
            first_control: 1,
            usage: 'T',
            claims_in_set: 5000,
            sets_in_group: usize::MAX,
            groups_in_interchange: usize::MAX,
            stop_at_bytes: None,
        }
    }
}

/// The claims as one 837P file, for tests.
pub fn write_837p(claims: &[ClaimContent], options: &Options) -> String {
    pieces(claims, options).collect()
}

/// The claims as the pieces of one 837P file, a claim with what opens before it at a time: for files
/// that are larger than the memory. Claims that follow each other share the levels above them where
/// these say the same.
pub fn pieces<I>(claims: I, options: &Options) -> Pieces<I::IntoIter>
where
    I: IntoIterator,
    I::Item: Borrow<ClaimContent>,
{
    Pieces {
        claims: claims.into_iter(),
        pen: Pen {
            options: options.clone(),
            text: String::new(),
            segments: 0,
        },
        last: None,
        written: 0,
        interchanges: 0,
        groups: 0,
        sets: 0,
        in_set: 0,
        open: Open::Nothing,
        level: Levels::default(),
    }
}

/// See [`pieces`].
pub struct Pieces<I: Iterator> {
    claims: I,
    pen: Pen,
    last: Option<I::Item>,
    written: u64,
    interchanges: u32,
    /// Groups of the interchange, sets of the group, claims of the set.
    groups: usize,
    sets: usize,
    in_set: usize,
    open: Open,
    level: Levels,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Set,
    Done,
}

/// HL01 of the levels that are open.
#[derive(Clone, Copy, Default)]
struct Levels {
    count: u32,
    billing: u32,
    subscriber: u32,
}

impl<I> Iterator for Pieces<I>
where
    I: Iterator,
    I::Item: Borrow<ClaimContent>,
{
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if self.open == Open::Done {
            return None;
        }
        let full = self
            .pen
            .options
            .stop_at_bytes
            .is_some_and(|most| most <= self.written);
        match if full { None } else { self.claims.next() } {
            Some(item) => {
                self.begin(item.borrow());
                self.levels(item.borrow());
                self.pen.claim(item.borrow());
                self.in_set += 1;
                self.last = Some(item);
            }
            None => {
                if self.open == Open::Set {
                    self.end_set();
                    self.end_group();
                    self.end_interchange();
                }
                self.open = Open::Done;
            }
        }
        let text = std::mem::take(&mut self.pen.text);
        self.written += text.len() as u64;
        (!text.is_empty()).then_some(text)
    }
}

impl<I> Pieces<I>
where
    I: Iterator,
    I::Item: Borrow<ClaimContent>,
{
    /// Closes what is full and opens what the claim needs.
    fn begin(&mut self, claim: &ClaimContent) {
        let options = &self.pen.options;
        let (in_set, in_group) = (options.claims_in_set, options.sets_in_group);
        let in_interchange = options.groups_in_interchange;
        if self.open == Open::Set {
            let kind = |c: &ClaimContent| c.claim_or_encounter.clone();
            let same = self
                .last
                .as_ref()
                .is_some_and(|l| kind(l.borrow()) == kind(claim));
            if self.in_set < in_set && same {
                return;
            }
            self.end_set();
            if in_group <= self.sets {
                self.end_group();
                if in_interchange <= self.groups {
                    self.end_interchange();
                }
            }
        }
        if self.groups == 0 && self.sets == 0 {
            self.interchanges += 1;
            self.pen.isa(self.interchange());
        }
        if self.sets == 0 {
            self.groups += 1;
            self.pen.gs(self.group());
        }
        self.sets += 1;
        self.in_set = 0;
        self.last = None;
        self.level = Levels::default();
        self.open = Open::Set;
        self.pen.segments = 0;
        let set = self.set();
        let batch = format!("{:09}{set}", self.interchange());
        self.pen.st(&set, &batch, claim);
    }

    fn interchange(&self) -> u32 {
        self.pen.options.first_control + self.interchanges - 1
    }

    fn group(&self) -> String {
        format!("{}{:03}", self.interchange(), self.groups)
    }

    fn set(&self) -> String {
        format!("{:04}", self.sets)
    }

    fn end_set(&mut self) {
        let (count, set) = (self.pen.segments + 1, self.set());
        self.pen.seg("SE", &[T(&count.to_string()), T(&set)]);
    }

    fn end_group(&mut self) {
        let (count, group) = (self.sets.to_string(), self.group());
        self.pen.seg("GE", &[T(&count), T(&group)]);
        self.sets = 0;
    }

    fn end_interchange(&mut self) {
        let (count, control) = (
            self.groups.to_string(),
            format!("{:09}", self.interchange()),
        );
        self.pen.seg("IEA", &[T(&count), T(&control)]);
        self.groups = 0;
    }

    /// The levels above the claim, as far as those of the last claim do not say the same.
    fn levels(&mut self, claim: &ClaimContent) {
        let last = self.last.as_ref().map(Borrow::borrow);
        let same_billing = last.is_some_and(|l| {
            l.billing == claim.billing
                && l.pay_to == claim.pay_to
                && l.pay_to_plan == claim.pay_to_plan
                && l.currency == claim.currency
        });
        let same_condition = last.is_some_and(|l| {
            l.patient.died_on == claim.patient.died_on
                && l.weight == claim.weight
                && l.pregnant == claim.pregnant
        });
        let same_insured = same_billing
            && last.is_some_and(|l| {
                l.coverage == claim.coverage
                    && l.is_self() == claim.is_self()
                    && (!claim.is_self() || same_condition)
            });
        let same_patient = same_insured
            && same_condition
            && last.is_some_and(|l| {
                l.patient == claim.patient && l.relationship == claim.relationship
            });
        if !same_billing {
            let hl = self.next_level();
            self.level.billing = hl;
            self.pen.billing(hl, claim);
        }
        if !same_insured {
            let hl = self.next_level();
            self.level.subscriber = hl;
            self.pen.subscriber(hl, self.level.billing, claim);
        }
        if !claim.is_self() && !same_patient {
            let hl = self.next_level();
            self.pen.patient(hl, self.level.subscriber, claim);
        }
    }

    fn next_level(&mut self) -> u32 {
        self.level.count += 1;
        self.level.count
    }
}

/// An element of a segment.
#[derive(Clone, Copy)]
enum Element<'a> {
    /// Text.
    Text(&'a str),
    /// A composite.
    Parts(&'a [&'a str]),
}
use Element::{Parts as C, Text as T};

/// Nothing.
const NO: Element<'static> = T("");

/// Writes segments.
struct Pen {
    options: Options,
    text: String,
    segments: usize,
}

impl Pen {
    fn is_4010(&self) -> bool {
        self.options.version == Version::X098A1
    }

    /// A value as the options want its letters, with blanks for delimiters.
    fn value<'v>(&self, value: &'v str) -> Cow<'v, str> {
        let Delimiters {
            element,
            component,
            repetition,
            terminator,
        } = self.options.delimiters;
        let letters = self.options.letters;
        let part = |c| [element, component, repetition, terminator, '\n', '\r'].contains(&c);
        let stays = |c: char| {
            !part(c)
                && match letters {
                    Letters::AsTheyStand => true,
                    Letters::Plain => c.is_ascii(),
                    Letters::Capitals => c.is_ascii() && !c.is_ascii_lowercase(),
                }
        };
        if value.chars().all(stays) {
            return Cow::Borrowed(value);
        }
        let mut text = String::with_capacity(value.len());
        for c in value.chars() {
            match letters {
                _ if part(c) => text.push(' '),
                Letters::AsTheyStand => text.push(c),
                Letters::Plain => text.push_str(plain(c).encode_utf8(&mut [0; 4])),
                Letters::Capitals => text.push(plain(c).to_ascii_uppercase()),
            }
        }
        Cow::Owned(text)
    }

    /// A segment, without the empty elements at its end.
    fn seg(&mut self, id: &str, elements: &[Element<'_>]) {
        let Delimiters {
            element,
            component,
            terminator,
            ..
        } = self.options.delimiters;
        let says = |e: &Element<'_>| match e {
            T(text) => !text.is_empty(),
            C(parts) => parts.iter().any(|p| !p.is_empty()),
        };
        let count = elements.iter().rposition(says).map_or(0, |at| at + 1);
        let mut text = std::mem::take(&mut self.text);
        text.push_str(id);
        for e in &elements[..count] {
            text.push(element);
            match e {
                T(value) => text.push_str(&self.value(value)),
                C(parts) => {
                    let said = parts
                        .iter()
                        .rposition(|p| !p.is_empty())
                        .map_or(0, |at| at + 1);
                    for (at, part) in parts[..said].iter().enumerate() {
                        if 0 < at {
                            text.push(component);
                        }
                        text.push_str(&self.value(part));
                    }
                }
            }
        }
        text.push(terminator);
        text.push_str(self.options.line_break);
        self.text = text;
        self.segments += 1;
    }

    /// A segment that is kept as text, with the usual delimiters.
    fn raw(&mut self, segment: &str) {
        let mut elements = segment.split('*');
        let id = elements.next().unwrap_or("");
        let parts: Vec<Vec<&str>> = elements.map(|e| e.split(':').collect()).collect();
        let elements: Vec<Element<'_>> = parts.iter().map(|p| C(p)).collect();
        self.seg(id, &elements);
    }

    /// The kept segments of some names.
    fn more(&mut self, kept: &[String], ids: &[&str]) {
        for id in ids {
            for segment in kept.iter().filter(|s| s.split('*').next() == Some(id)) {
                self.raw(segment);
            }
        }
    }

    fn isa(&mut self, control: u32) {
        let o = &self.options;
        let old = o.version == Version::X098A1;
        let repetition = if old {
            "U".to_owned()
        } else {
            o.delimiters.repetition.to_string()
        };
        let made = o.made_on.to_x12();
        let elements = [
            "ISA".to_owned(),
            "00".into(),
            " ".repeat(10),
            "00".into(),
            " ".repeat(10),
            "ZZ".into(),
            format!("{:<15.15}", o.sender),
            "ZZ".into(),
            format!("{:<15.15}", o.receiver),
            made[2..].to_owned(),
            "0800".into(),
            repetition,
            if old { "00401" } else { "00501" }.into(),
            format!("{control:09}"),
            "0".into(),
            o.usage.to_string(),
            o.delimiters.component.to_string(),
        ];
        let text = elements.join(&o.delimiters.element.to_string());
        self.text.push_str(&text);
        self.text.push(self.options.delimiters.terminator);
        self.text.push_str(self.options.line_break);
    }

    fn gs(&mut self, control: String) {
        let o = self.options.clone();
        let made = o.made_on.to_x12();
        self.seg(
            "GS",
            &[
                T("HC"),
                T(&o.sender),
                T(&o.receiver),
                T(&made),
                T("0800"),
                T(&control),
                T("X"),
                T(o.version.name()),
            ],
        );
    }

    /// ST to 1000B: the sender is the billing provider of the first claim.
    fn st(&mut self, control: &str, batch: &str, claim: &ClaimContent) {
        let o = self.options.clone();
        let version = if self.is_4010() { "" } else { o.version.name() };
        let made = o.made_on.to_x12();
        self.seg("ST", &[T("837"), T(control), T(version)]);
        let kind = claim.claim_or_encounter.as_str();
        self.seg(
            "BHT",
            &[T("0019"), T("00"), T(batch), T(&made), T("0800"), T(kind)],
        );
        if self.is_4010() {
            self.seg("REF", &[T("87"), T(o.version.name())]);
        }
        let billing = &claim.billing;
        let name = &billing.name.last;
        self.seg(
            "NM1",
            &[
                T("41"),
                T("2"),
                T(name),
                NO,
                NO,
                NO,
                NO,
                T("46"),
                T(&o.sender),
            ],
        );
        let phone = billing.contact("TE");
        self.seg("PER", &[T("IC"), T("Billing Desk"), T("TE"), T(phone)]);
        let to = "Demo Clearinghouse";
        self.seg(
            "NM1",
            &[
                T("40"),
                T("2"),
                T(to),
                NO,
                NO,
                NO,
                NO,
                T("46"),
                T(&o.receiver),
            ],
        );
    }

    /// 2000A, 2010AA to 2010AC.
    fn billing(&mut self, hl: u32, claim: &ClaimContent) {
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
    fn subscriber(&mut self, hl: u32, parent: u32, claim: &ClaimContent) {
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
    fn patient(&mut self, hl: u32, parent: u32, claim: &ClaimContent) {
        self.seg(
            "HL",
            &[T(&hl.to_string()), T(&parent.to_string()), T("23"), T("0")],
        );
        self.pat(&claim.relationship, claim);
        self.party(&claim.patient, "");
    }

    fn sbr(&mut self, coverage: &ClaimCoverage, relationship: &str, of_other: bool) {
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

    fn pat(&mut self, relationship: &str, claim: &ClaimContent) {
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
    fn party(&mut self, party: &Party, specialty: &str) {
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

    fn address(&mut self, address: &Address) {
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

    fn birth(&mut self, party: &Party) {
        if let Some(born) = party.born_on {
            self.seg("DMG", &[T("D8"), T(&born.to_x12()), T(&party.sex)]);
        }
    }

    fn contacts(&mut self, party: &Party) {
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

    fn taxonomy(&mut self, role: &str, party: &Party) {
        if !party.taxonomy.is_empty() {
            let qualifier = if self.is_4010() { "ZZ" } else { "PXC" };
            self.seg("PRV", &[T(role), T(qualifier), T(&party.taxonomy)]);
        }
    }

    fn references(&mut self, references: &[Reference]) {
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

    fn dates(&mut self, dates: &[DatedFact]) {
        for date in dates {
            self.seg("DTP", &[T(&date.qualifier), T(&date.format), T(&date.text)]);
        }
    }

    fn amounts(&mut self, amounts: &[Amount]) {
        for amount in amounts {
            self.seg("AMT", &[T(&amount.qualifier), T(&amount.amount.to_x12())]);
        }
    }

    fn codes(&mut self, codes: &[Diagnosis], most: usize) {
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

    /// 2300 and all below it.
    fn claim(&mut self, claim: &ClaimContent) {
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
    fn party_of_claim(&mut self, party: &Party) {
        let specialty = match party.role.as_str() {
            "82" => "PE",
            "DN" | "P3" => "RF",
            _ => "",
        };
        self.party(party, specialty);
    }

    fn attachments(&mut self, attachments: &[billing::claim::Attachment]) {
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
    fn adjustments(&mut self, adjustments: &[Adjustment]) {
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
    fn other_coverage(&mut self, other: &OtherCoverage) {
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
    fn line(&mut self, line: &ServiceLine) {
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

    fn served(&mut self, line: &ServiceLine) {
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
    fn adjudication(&mut self, a: &Adjudication) {
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

/// A letter without its accent; what is no letter of the names here becomes a blank.
fn plain(c: char) -> char {
    const ACCENTED: &[(&str, char)] = &[
        ("ÁÀÂÄÃÅĂ", 'A'),
        ("áàâäãåă", 'a'),
        ("ÇĆČ", 'C'),
        ("çćč", 'c'),
        ("ÉÈÊËĚĘ", 'E'),
        ("éèêëěę", 'e'),
        ("ÍÌÎÏ", 'I'),
        ("íìîï", 'i'),
        ("ÑŃ", 'N'),
        ("ñń", 'n'),
        ("ÓÒÔÖÕØ", 'O'),
        ("óòôöõø", 'o'),
        ("ŠŚ", 'S'),
        ("šś", 's'),
        ("ÚÙÛÜ", 'U'),
        ("úùûü", 'u'),
        ("ÝŸ", 'Y'),
        ("ýÿ", 'y'),
        ("ŽŻ", 'Z'),
        ("žż", 'z'),
        ("Ł", 'L'),
        ("ł", 'l'),
    ];
    match ACCENTED.iter().find(|(letters, _)| letters.contains(c)) {
        Some(&(_, letter)) => letter,
        None if c.is_ascii() => c,
        None => ' ',
    }
}
