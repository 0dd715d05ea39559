//! The levels above a claim: billing provider (2000A), subscriber (2000B) and patient (2000C). They
//! are told by HL03, and where an HL is missing or wrong by what it would have begun.

use billing::claim::{ClaimContent, ClaimCoverage};
use billing::party::Party;
use values::Day;
use x12::{Finding, Place, Segment};

use crate::parts::{Reading, raw, said};
use crate::read::SourceSegment;

/// More segments than a level above a claim ever has; the rest is left out and told.
const MOST_SEGMENTS_OF_A_LEVEL: usize = 1_000;

/// Which level the reader stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// Before the first level: submitter and receiver.
    #[default]
    Header,
    /// 2000A.
    Billing,
    /// 2000B.
    Subscriber,
    /// 2000C.
    Patient,
}

/// Whose N3, N4, REF … come next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Who {
    #[default]
    Nobody,
    Billing,
    PayTo,
    Plan,
    Insured,
    Payer,
    Responsible,
    Patient,
}

/// What the segments of one level said besides its parties.
#[derive(Default)]
struct Kept {
    source: Vec<SourceSegment>,
    more: Vec<String>,
    /// HL01, to compare the HL02 of the levels below.
    number: String,
    /// True once a claim below it was looked at: what is missing is told once, not for each claim.
    told: bool,
    too_long: bool,
}

/// 2000A.
#[derive(Default)]
struct Billing {
    kept: Kept,
    party: Party,
    currency: String,
    pay_to: Party,
    plan: Party,
}

/// PAT.
#[derive(Default)]
struct Condition {
    relationship: String,
    died_on: Option<Day>,
    weight: String,
    pregnant: String,
    /// The segment, for the case that it belongs to nobody.
    raw: String,
}

/// 2000B.
#[derive(Default)]
struct Subscriber {
    kept: Kept,
    coverage: ClaimCoverage,
    /// SBR02.
    relationship: String,
    sbr: String,
    condition: Condition,
}

/// 2000C.
#[derive(Default)]
struct Patient {
    kept: Kept,
    party: Party,
    condition: Condition,
}

/// The levels that are open, and what was noticed in them.
#[derive(Default)]
pub(crate) struct Levels {
    level: Level,
    who: Who,
    /// True of segments that belong to no claim, until the next level or claim.
    stray: bool,
    billing: Billing,
    subscriber: Subscriber,
    patient: Patient,
    /// How many levels the set has had.
    counted: u64,
    /// Codes that are said once in a set.
    said: Vec<&'static str>,
    /// What was noticed, until it is known whether the set is one of professional claims.
    pub found: Vec<Finding>,
}

impl Levels {
    /// Forgets the levels of the set before; what was noticed stays.
    pub fn clear(&mut self) {
        *self = Levels {
            found: std::mem::take(&mut self.found),
            ..Levels::default()
        };
    }

    /// True before the first level of a set.
    pub fn none_yet(&self) -> bool {
        self.level == Level::Header
    }

    /// What stands above a claim, for a claim whose CLM is at `place`; and what is missing there.
    pub fn above(
        &mut self,
        place: Place,
        claim_or_encounter: &str,
    ) -> (ClaimContent, Vec<SourceSegment>) {
        self.look_above(place);
        let (billing, subscriber, patient) = (&self.billing, &self.subscriber, &self.patient);
        let dependant = self.level == Level::Patient;
        let mut content = ClaimContent {
            claim_or_encounter: claim_or_encounter.to_owned(),
            billing: billing.party.clone(),
            currency: billing.currency.clone(),
            pay_to: billing.pay_to.clone(),
            pay_to_plan: billing.plan.clone(),
            coverage: subscriber.coverage.clone(),
            ..ClaimContent::default()
        };
        content.more.extend(billing.kept.more.iter().cloned());
        content.more.extend(subscriber.kept.more.iter().cloned());
        let condition = if dependant {
            content.patient = patient.party.clone();
            content.relationship = patient.condition.relationship.clone();
            content.more.extend(patient.kept.more.iter().cloned());
            if !subscriber.condition.raw.is_empty() {
                content.more.push(subscriber.condition.raw.clone());
            }
            if !subscriber.relationship.is_empty() {
                content.more.push(subscriber.sbr.clone());
            }
            &patient.condition
        } else {
            let insured = &content.coverage.insured;
            content.patient = Party {
                role: "QC".to_owned(),
                person: insured.person,
                name: insured.name.clone(),
                address: insured.address.clone(),
                born_on: insured.born_on,
                sex: insured.sex.clone(),
                ..Party::default()
            };
            content.relationship = "18".to_owned();
            if !matches!(subscriber.relationship.as_str(), "18" | "") {
                content.more.push(subscriber.sbr.clone());
            }
            if !subscriber.condition.relationship.is_empty() {
                content.more.push(subscriber.condition.raw.clone());
            }
            &subscriber.condition
        };
        content.patient.died_on = condition.died_on;
        content.weight = condition.weight.clone();
        content.pregnant = condition.pregnant.clone();
        let levels = [
            &billing.kept.source,
            &subscriber.kept.source,
            if dependant {
                &patient.kept.source
            } else {
                const { &Vec::new() }
            },
        ];
        let mut source = Vec::with_capacity(levels.iter().map(|l| l.len()).sum::<usize>() + 32);
        levels
            .iter()
            .for_each(|level| source.extend(level.iter().cloned()));
        (self.who, self.stray) = (Who::Nobody, false);
        (content, source)
    }

    /// Says what is missing above a claim, once for each level.
    fn look_above(&mut self, place: Place) {
        let mut missing = |code, loop_id: &'static str, segment: &str, element, text: &str| {
            let finding = Finding::fix(code, place, text).in_loop(loop_id);
            self.found.push(if element == 0 {
                finding.of(segment)
            } else {
                finding.at(segment, element)
            });
        };
        if !std::mem::replace(&mut self.billing.kept.told, true) && self.billing.party.is_nobody() {
            missing(
                "billing-missing",
                "2010AA",
                "NM1",
                0,
                "No billing provider is named above this claim. Choose the one that bills it.",
            );
        }
        let relationship = self.subscriber.relationship.as_str();
        let dependant = self.level == Level::Patient;
        if !std::mem::replace(&mut self.subscriber.kept.told, true) {
            if self.subscriber.coverage.insured.is_nobody() {
                missing(
                    "insured-missing",
                    "2010BA",
                    "NM1",
                    0,
                    "No insured is named above this claim. Fill in the insured and the member id.",
                );
            }
            if self.subscriber.coverage.payer.is_nobody() {
                missing(
                    "payer-missing",
                    "2010BB",
                    "NM1",
                    0,
                    "No payer is named above this claim. Choose the payer.",
                );
            }
            if !dependant && !matches!(relationship, "18" | "") {
                missing(
                    "patient-missing",
                    "2000B",
                    "SBR",
                    2,
                    "The patient is not the insured, and nobody else is named. The insured was \
                     taken for the patient; choose the right one.",
                );
            }
        }
        if dependant && !std::mem::replace(&mut self.patient.kept.told, true) {
            if self.patient.party.is_nobody() {
                missing(
                    "patient-missing",
                    "2010CA",
                    "NM1",
                    0,
                    "No patient is named above this claim. Fill in the patient.",
                );
            }
            if self.patient.condition.relationship.is_empty() {
                missing(
                    "relationship-missing",
                    "2000C",
                    "PAT",
                    1,
                    "The patient's relationship to the insured is not told. Choose it.",
                );
            }
            if relationship == "18" {
                self.found.push(
                    Finding::check(
                        "self-with-patient",
                        place,
                        "The subscriber is said to be the patient, and another patient is named \
                         below. The patient named below was taken.",
                    )
                    .in_loop("2000B")
                    .at("SBR", 2),
                );
            }
        }
    }

    /// HL.
    pub fn begin(&mut self, segment: Segment<'_>) {
        let level = match segment.element(3) {
            "20" => Level::Billing,
            "22" => Level::Subscriber,
            "23" => Level::Patient,
            _ => {
                self.once(
                    Finding::check(
                        "level-unknown",
                        segment.place,
                        "This level is none of an 837P. Its segments are kept with the claims \
                         that follow.",
                    )
                    .at("HL", 3),
                );
                self.who = Who::Nobody;
                self.stray = false;
                return self.keep_source(segment);
            }
        };
        self.counted += 1;
        if segment.element(1).parse() != Ok(self.counted) {
            self.once(
                Finding::check(
                    "level-number",
                    segment.place,
                    "The levels are not numbered 1, 2, 3 and on. They were read in the order in \
                     which they stand.",
                )
                .at("HL", 1),
            );
        }
        let above = match level {
            Level::Subscriber => self.billing.kept.number.as_str(),
            Level::Patient => self.subscriber.kept.number.as_str(),
            Level::Header | Level::Billing => "",
        };
        if segment.element(2) != above {
            self.once(
                Finding::check(
                    "level-parent",
                    segment.place,
                    "The level does not name the one above it. It was read as a part of the last \
                     one that fits.",
                )
                .at("HL", 2),
            );
        }
        self.enter(level);
        self.kept().number = segment.element(1).to_owned();
        self.keep_source(segment);
    }

    /// Begins a level that no HL begins.
    fn enter_without_hl(&mut self, segment: Segment<'_>, level: Level) {
        self.once(
            Finding::check(
                "level-missing",
                segment.place,
                "There is no HL before this. It was read as if there were one.",
            )
            .of(segment.id()),
        );
        self.enter(level);
    }

    fn enter(&mut self, level: Level) {
        (self.level, self.who, self.stray) = (level, Who::Nobody, false);
        if level == Level::Billing {
            self.billing = Billing::default();
        }
        if level <= Level::Subscriber {
            self.subscriber = Subscriber::default();
        }
        self.patient = Patient::default();
    }

    /// Notes something once in a set.
    fn once(&mut self, finding: Finding) {
        if !self.said.contains(&finding.code) {
            self.said.push(finding.code);
            self.found.push(finding);
        }
    }

    fn kept(&mut self) -> &mut Kept {
        match self.level {
            Level::Header | Level::Billing => &mut self.billing.kept,
            Level::Subscriber => &mut self.subscriber.kept,
            Level::Patient => &mut self.patient.kept,
        }
    }

    /// Keeps a segment of a level for the claims below it.
    fn keep_source(&mut self, segment: Segment<'_>) {
        let kept = self.kept();
        if kept.source.len() < MOST_SEGMENTS_OF_A_LEVEL {
            kept.source.push(SourceSegment {
                n: segment.place.segment,
                text: raw(segment),
            });
            return;
        }
        if !std::mem::replace(&mut kept.too_long, true) {
            self.found.push(
                Finding::fix(
                    "level-too-long",
                    segment.place,
                    "More is said here about one person than any claim has. The rest was left out; \
                     ask the sender for the file again.",
                )
                .of(segment.id()),
            );
        }
    }

    /// A segment of a level, outside of claims.
    pub fn step(&mut self, segment: Segment<'_>) {
        let id = segment.id();
        // A segment that begins what belongs to another level begins that level.
        let begins = match (id, segment.element(1)) {
            ("NM1", "85") => Some((Level::Billing, self.level != Level::Billing)),
            ("NM1", "87" | "PE") => Some((Level::Billing, self.level == Level::Header)),
            ("NM1", "IL") => Some((
                Level::Subscriber,
                self.level < Level::Subscriber
                    || (self.level == Level::Patient
                        && !self.subscriber.coverage.insured.role.is_empty()),
            )),
            ("NM1", "PR" | "IN" | "QD" | "AO") => {
                Some((Level::Subscriber, self.level < Level::Subscriber))
            }
            ("SBR", _) => Some((
                Level::Subscriber,
                self.level != Level::Subscriber || !self.subscriber.sbr.is_empty(),
            )),
            ("NM1", "QC") => Some((Level::Patient, self.level != Level::Patient)),
            ("PAT", _) if self.level == Level::Patient => {
                Some((Level::Patient, !self.patient.condition.raw.is_empty()))
            }
            ("PAT", _) => Some((Level::Subscriber, self.level < Level::Subscriber)),
            ("PRV" | "CUR", _) => Some((Level::Billing, self.level == Level::Header)),
            _ => None,
        };
        if let Some((level, true)) = begins {
            // A PAT without an HL before it was taken for the subscriber's.
            let condition = match (level, self.level) {
                (Level::Patient, Level::Subscriber)
                    if !self.subscriber.condition.relationship.is_empty() =>
                {
                    std::mem::take(&mut self.subscriber.condition)
                }
                _ => Condition::default(),
            };
            self.enter_without_hl(segment, level);
            self.patient.condition = condition;
        }
        if matches!(id, "LX" | "SV1" | "SV2" | "SV3") {
            if !std::mem::replace(&mut self.stray, true) {
                self.found.push(
                    Finding::fix(
                        "line-without-claim",
                        segment.place,
                        "A service line stands outside of any claim, so it was left out. Ask the \
                         sender for the file again.",
                    )
                    .in_loop("2400")
                    .of(id),
                );
            }
            return;
        }
        if self.stray && id != "NM1" && begins.is_none() {
            return;
        }
        self.stray = false;
        self.keep_source(segment);
        if self.kept().too_long {
            return;
        }
        match id {
            "NM1" => self.name(segment),
            "SBR" => self.subscribed(segment),
            "PAT" => self.condition(segment),
            "CUR" if self.level == Level::Billing && self.billing.currency.is_empty() => {
                self.billing.currency = segment.element(2).to_owned();
                let r = Reading {
                    segment,
                    loop_id: "2000A",
                    found: &mut self.found,
                };
                if r.unsaid(said(&[1, 2])) || !matches!(r.el(1), "85" | "") {
                    self.billing.kept.more.push(r.raw());
                }
            }
            "PRV" if self.level == Level::Billing && self.who == Who::Nobody => {
                Reading {
                    segment,
                    loop_id: "2000A",
                    found: &mut self.found,
                }
                .taxonomy(&mut self.billing.party);
            }
            _ => self.of_party(segment),
        }
    }

    /// NM1 of a level.
    fn name(&mut self, segment: Segment<'_>) {
        let (who, loop_id, party) = match segment.element(1) {
            "85" => (Who::Billing, "2010AA", &mut self.billing.party),
            "87" => (Who::PayTo, "2010AB", &mut self.billing.pay_to),
            "PE" => (Who::Plan, "2010AC", &mut self.billing.plan),
            "IL" => (
                Who::Insured,
                "2010BA",
                &mut self.subscriber.coverage.insured,
            ),
            "PR" | "IN" => (Who::Payer, "2010BB", &mut self.subscriber.coverage.payer),
            "QD" | "AO" => (
                Who::Responsible,
                "2010BD",
                &mut self.subscriber.coverage.responsible,
            ),
            "QC" => (Who::Patient, "2010CA", &mut self.patient.party),
            _ => return self.nobody(segment),
        };
        if !party.role.is_empty() {
            return self.nobody(segment);
        }
        let named = Reading {
            segment,
            loop_id,
            found: &mut self.found,
        }
        .party();
        // The PRV of 2000A stands before the name of the billing provider.
        let (taxonomy, more) = (
            std::mem::take(&mut party.taxonomy),
            std::mem::take(&mut party.more),
        );
        *party = Party { taxonomy, ..named };
        party.more.extend(more);
        self.who = who;
    }

    /// A party that has no place at this level, or the second one in a role: kept as it stands.
    fn nobody(&mut self, segment: Segment<'_>) {
        self.who = Who::Nobody;
        Reading {
            segment,
            loop_id: "",
            found: &mut self.found,
        }
        .check(
            "party-out-of-place",
            1,
            "This party does not belong here, or its role is taken already. It is kept with the \
             claims below as it stands.",
        );
        self.kept().more.push(raw(segment));
    }

    /// What follows an NM1.
    fn of_party(&mut self, segment: Segment<'_>) {
        let (party, loop_id) = match self.who {
            Who::Billing => (&mut self.billing.party, "2010AA"),
            Who::PayTo => (&mut self.billing.pay_to, "2010AB"),
            Who::Plan => (&mut self.billing.plan, "2010AC"),
            Who::Insured => (&mut self.subscriber.coverage.insured, "2010BA"),
            Who::Payer => (&mut self.subscriber.coverage.payer, "2010BB"),
            Who::Responsible => (&mut self.subscriber.coverage.responsible, "2010BD"),
            Who::Patient => (&mut self.patient.party, "2010CA"),
            Who::Nobody => {
                if !matches!(
                    segment.id(),
                    "N2" | "N3" | "N4" | "REF" | "PER" | "DMG" | "PRV"
                ) {
                    self.out_of_place(segment);
                }
                return self.kept().more.push(raw(segment));
            }
        };
        let mut r = Reading {
            segment,
            loop_id,
            found: &mut self.found,
        };
        if !r.of_party(party) {
            self.out_of_place(segment);
            self.kept().more.push(raw(segment));
        }
    }

    fn out_of_place(&mut self, segment: Segment<'_>) {
        Reading {
            segment,
            loop_id: "",
            found: &mut self.found,
        }
        .check(
            "segment-out-of-place",
            0,
            "This segment does not belong here. It is kept with the claims below as it stands.",
        );
    }

    /// SBR of 2000B.
    fn subscribed(&mut self, segment: Segment<'_>) {
        let r = Reading {
            segment,
            loop_id: "2000B",
            found: &mut self.found,
        };
        let subscriber = &mut self.subscriber;
        subscriber.sbr = r.raw();
        subscriber.relationship = r.text(2);
        subscriber.coverage.order = r.text(1);
        subscriber.coverage.group_number = r.text(3);
        subscriber.coverage.group_name = r.text(4);
        subscriber.coverage.insurance_type = r.text(5);
        subscriber.coverage.filing_indicator = r.text(9);
        r.keep(said(&[1, 2, 3, 4, 5, 9]), &mut subscriber.kept.more);
        self.who = Who::Nobody;
    }

    /// PAT of 2000B or 2000C.
    fn condition(&mut self, segment: Segment<'_>) {
        let dependant = self.level == Level::Patient;
        let (loop_id, condition, more) = if dependant {
            (
                "2000C",
                &mut self.patient.condition,
                &mut self.patient.kept.more,
            )
        } else {
            (
                "2000B",
                &mut self.subscriber.condition,
                &mut self.subscriber.kept.more,
            )
        };
        let mut r = Reading {
            segment,
            loop_id,
            found: &mut self.found,
        };
        if !condition.raw.is_empty() {
            return more.push(r.raw());
        }
        let died = crate::parts::days(r.el(5), r.el(6)).and_then(|(day, _)| day);
        let unread = died.is_none() && !r.el(6).is_empty();
        if unread {
            r.fix(
                "death-date-unreadable",
                6,
                "The date of death is not a date, so it was left empty. Type it in.",
            );
        }
        *condition = Condition {
            relationship: r.text(1),
            died_on: died,
            weight: r.text(8),
            pregnant: r.text(9),
            raw: r.raw(),
        };
        if unread || r.unsaid(said(&[1, 5, 6, 7, 8, 9])) || !matches!(r.el(7), "01" | "") {
            more.push(r.raw());
        }
    }
}
