//! From the texts of a sheet to a remittance, and back. Nothing that was typed is dropped: what cannot
//! be read is named with its place.

use std::collections::HashMap;
use std::rc::Rc;

use billing::claim::{Adjustment, Claim, ServiceLine};
use billing::ledger::standing;
use billing::remittance::computed::{Known, computed, rest};
use billing::remittance::keyed::read_adjustments;
use billing::remittance::{OPENING, ProviderAdjustment, RemitClaim, RemitLine, Remittance};
use billing::typed;
use values::{ActId, ClaimId, Day, LineId, Money, PayerId, RemitId};
use vault::{Connection, VaultError, expected};

use crate::Workbench;
use crate::answered;
use crate::bench::Open;
use crate::problem::Problem;
use crate::sheet::*;
use crate::told::{Reader, Seen, Told};

/// Something that is wrong with what was typed.
pub(crate) struct Fault {
    pub(crate) view: SheetFaultView,
    /// True when the text cannot be read at all, so that keeping it would lose it.
    pub(crate) unread: bool,
}

/// A claim of a sheet beside what is known of it here.
pub(crate) struct About {
    /// None where an opening balance is paid.
    pub(crate) claim: Option<Rc<Claim>>,
    /// What happened without this sheet.
    pub(crate) before: Told,
    pub(crate) order: u8,
    /// Lines without an answer.
    pub(crate) unanswered: Vec<bool>,
    pub(crate) earlier: Vec<Money>,
}

impl About {
    /// The lines of our claim; an opening balance has none.
    pub(crate) fn lines(&self) -> &[ServiceLine] {
        self.claim
            .as_ref()
            .map_or(&[], |claim| &claim.content.lines)
    }
}

/// A sheet that was read.
pub(crate) struct Read {
    pub(crate) texts: SheetTexts,
    pub(crate) remittance: Remittance,
    pub(crate) faults: Vec<Fault>,
    /// Of each claim, in their order; none for a claim that is not here.
    pub(crate) about: Vec<Option<About>>,
    pub(crate) posted: bool,
    /// What was read on the way.
    pub(crate) seen: Seen,
}

struct Reading<'a> {
    db: &'a Connection,
    reader: Reader<'a>,
    today: Day,
    faults: Vec<Fault>,
    reasons: HashMap<String, String>,
}

type At = (Option<usize>, Option<usize>, Option<usize>);

impl Reading<'_> {
    fn say(&mut self, at: At, field: &str, says: impl Into<String>, unread: bool) {
        let narrow = |n: Option<usize>| n.map(|n| u32::try_from(n).unwrap_or(u32::MAX));
        self.faults.push(Fault {
            view: SheetFaultView {
                claim: narrow(at.0),
                line: narrow(at.1),
                provider: narrow(at.2),
                field: field.to_owned(),
                says: says.into(),
            },
            unread,
        });
    }

    fn money(&mut self, at: At, field: &str, text: &str) -> Option<Money> {
        if text.trim().is_empty() {
            return None;
        }
        match text.parse() {
            Ok(money) => Some(money),
            Err(error) => {
                self.say(at, field, format!("This is not an amount: {error}."), true);
                None
            }
        }
    }

    fn codes(text: &str) -> Vec<String> {
        text.split([' ', ',', ';'])
            .filter(|code| !code.is_empty())
            .map(typed::code)
            .collect()
    }
}

/// Reads a sheet. `there` is what was kept of it before.
pub(crate) fn read(
    bench: &Workbench,
    open: &Open,
    db: &Connection,
    mut texts: SheetTexts,
    there: Option<&Remittance>,
) -> Result<Read, Problem> {
    let zone = open.zone();
    let mut reading = Reading {
        db,
        reader: Reader::new(db, &zone),
        today: bench.today(open),
        faults: Vec::new(),
        reasons: HashMap::new(),
    };
    let id = match texts.id.parse::<RemitId>() {
        Ok(id) => id,
        Err(_) => RemitId::new(u64::try_from(bench.now()).unwrap_or(0), bench.random()?),
    };
    let mut remittance = there.cloned().unwrap_or_else(|| Remittance::new(id));
    let posted = remittance.posted_on.is_some();
    texts.id = if there.is_some() {
        id.to_string()
    } else {
        texts.id
    };
    reading.head(&texts, &mut remittance)?;
    let mut next = remittance
        .claims
        .iter()
        .map(|claim| claim.part)
        .max()
        .unwrap_or(0);
    next = texts
        .claims
        .iter()
        .map(|claim| claim.part)
        .max()
        .unwrap_or(0)
        .max(next);
    if posted {
        return as_kept(reading, remittance, texts);
    }
    let old = std::mem::take(&mut remittance.claims);
    let mut about = Vec::new();
    for (at, claim) in texts.claims.iter_mut().enumerate() {
        if claim.part == 0 {
            next += 1;
            claim.part = next;
        }
        let was = old.iter().find(|was| was.part == claim.part);
        let (read, known) = reading.claim(at, claim, was, &remittance)?;
        remittance.claims.push(read);
        about.push(known);
    }
    remittance.provider_adjustments = reading.provider(&texts);
    let parts: Vec<u32> = remittance.claims.iter().map(|claim| claim.part).collect();
    remittance.left_out.retain(|part| parts.contains(part));
    Ok(Read {
        texts,
        remittance,
        faults: reading.faults,
        about,
        posted,
        seen: reading.reader.seen(),
    })
}

/// A remittance as it is, whatever its texts could say of it: one that is posted, or that came from a
/// file.
fn as_kept(
    mut reading: Reading<'_>,
    remittance: Remittance,
    texts: SheetTexts,
) -> Result<Read, Problem> {
    let mut about = Vec::new();
    for claim in &remittance.claims {
        about.push(reading.known(claim, &remittance)?);
    }
    Ok(Read {
        texts,
        posted: remittance.posted_on.is_some(),
        faults: reading.faults,
        about,
        remittance,
        seen: reading.reader.seen(),
    })
}

/// A remittance that came from a file.
pub(crate) fn read_remittance(
    bench: &Workbench,
    open: &Open,
    (db, reader): (&Connection, Reader<'_>),
    remittance: Remittance,
) -> Result<Read, Problem> {
    let reading = Reading {
        db,
        reader,
        today: bench.today(open),
        faults: Vec::new(),
        reasons: HashMap::new(),
    };
    let texts = texts_of(&remittance, 0);
    as_kept(reading, remittance, texts)
}

impl Reading<'_> {
    /// A claim of ours, and what happened to its visit without a remittance; none when it is gone.
    fn about(&mut self, id: ClaimId, remittance: &Remittance) -> Result<Option<About>, Problem> {
        let (visit, claims) = match self.reader.visit_of(&id.to_string()) {
            Ok(found) => found,
            Err(VaultError::NoSuch(_)) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let Some(claim) = claims.iter().find(|own| own.id == id).cloned() else {
            return Ok(None);
        };
        let before = self
            .reader
            .told_without(visit, claims, Some(remittance.id))?;
        Ok(Some(About {
            claim: Some(claim),
            before,
            order: 0,
            unanswered: Vec::new(),
            earlier: Vec::new(),
        }))
    }

    /// A row of opening balances, and what happened to it without a remittance; none when it is gone.
    fn about_opening(
        &mut self,
        id: ActId,
        remittance: &Remittance,
    ) -> Result<Option<About>, Problem> {
        let Some(visit) = self.reader.opening(&id.to_string())? else {
            return Ok(None);
        };
        let without = Some(remittance.id);
        Ok(Some(About {
            claim: None,
            before: self.reader.told_without(visit, Vec::new(), without)?,
            order: 0,
            unanswered: Vec::new(),
            earlier: Vec::new(),
        }))
    }

    /// What is known here of a claim of a remittance.
    fn known(
        &mut self,
        claim: &RemitClaim,
        remittance: &Remittance,
    ) -> Result<Option<About>, Problem> {
        let found = match (claim.claim_id, claim.opening) {
            (Some(id), _) => self.about(id, remittance)?,
            (None, Some(id)) => self.about_opening(id, remittance)?,
            (None, None) => None,
        };
        let Some(mut known) = found else {
            return Ok(None);
        };
        let visit = &known.before.visit;
        known.order = visit.order_of(remittance.payer_id, &claim.status);
        known.unanswered = vec![false; claim.lines.len()];
        let sign = |money: Money| if claim.takes_back() { -money } else { money };
        let sums: Vec<Money> = claim
            .lines
            .iter()
            .map(|line| sign(earlier(&known, line.line_id)))
            .collect();
        known.earlier = sums;
        Ok(Some(known))
    }

    fn head(&mut self, texts: &SheetTexts, remittance: &mut Remittance) -> Result<(), Problem> {
        let sheet = (None, None, None);
        remittance.payer_id = texts.payer_id.parse::<PayerId>().ok();
        if let Some(id) = remittance.payer_id {
            match vault::writer::get::<billing::chart::Payer>(self.db, &id.to_string()) {
                Ok(_) => {}
                Err(VaultError::NoSuch(_)) => {
                    remittance.payer_id = None;
                    self.say(
                        sheet,
                        "payer_id",
                        "This payer is not here any more. Pick another one.",
                        false,
                    );
                }
                Err(error) => return Err(error.into()),
            }
        }
        match texts.method.as_str() {
            "check" | "eft" | "none" => remittance.method.clone_from(&texts.method),
            _ => self.say(sheet, "method", "Choose check, EFT or no payment.", false),
        }
        let number = texts.number.trim();
        if 50 < number.chars().count() {
            self.say(
                sheet,
                "number",
                "The number of a check takes 50 characters.",
                true,
            );
        } else {
            remittance.number = number.to_owned();
        }
        remittance.paid_on = None;
        if !texts.paid_on.trim().is_empty() {
            match typed::day(&texts.paid_on, self.today) {
                Some(day) if self.today.plus_days(31) < day => {
                    self.say(
                        sheet,
                        "paid_on",
                        "This day is more than a month ahead. Check the year.",
                        false,
                    );
                    remittance.paid_on = Some(day);
                }
                Some(day) => remittance.paid_on = Some(day),
                None => self.say(
                    sheet,
                    "paid_on",
                    "This is not a date: 05/04/26, 0504 or t.",
                    true,
                ),
            }
        }
        remittance.amount = self
            .money(sheet, "amount", &texts.amount)
            .unwrap_or_default();
        Ok(())
    }

    fn provider(&mut self, texts: &SheetTexts) -> Vec<ProviderAdjustment> {
        let mut found = Vec::new();
        for (n, row) in texts.provider.iter().enumerate() {
            let at = (None, None, Some(n));
            if row.code.trim().is_empty() && row.amount.trim().is_empty() {
                continue;
            }
            let amount = self.money(at, "amount", &row.amount);
            if amount.is_none() && row.amount.trim().is_empty() {
                self.say(
                    at,
                    "amount",
                    "Type its amount. Positive makes the check smaller.",
                    false,
                );
            }
            found.push(ProviderAdjustment {
                code: typed::code(&row.code),
                reference: row.reference.trim().to_owned(),
                amount: amount.unwrap_or_default(),
            });
        }
        found
    }

    fn claim(
        &mut self,
        at: usize,
        texts: &mut SheetClaimTexts,
        was: Option<&RemitClaim>,
        remittance: &Remittance,
    ) -> Result<(RemitClaim, Option<About>), Problem> {
        let place = (Some(at), None, None);
        let mut read = RemitClaim {
            part: texts.part,
            control_number: texts.control_number.trim().to_owned(),
            forwarded_to: texts.forwarded_to.trim().to_owned(),
            remarks: Reading::codes(&texts.remarks),
            ..RemitClaim::default()
        };
        read.patient_part = self.money(place, "patient_part", &texts.patient_part);
        read.interest = self
            .money(place, "interest", &texts.interest)
            .unwrap_or_default();
        let id = texts.claim_id.parse::<ClaimId>().ok();
        let opening = texts.claim_id.parse::<ActId>().ok();
        let found = match (id, opening) {
            (Some(id), _) => self.about(id, remittance)?,
            (None, Some(id)) => self.about_opening(id, remittance)?,
            (None, None) => None,
        };
        let Some(mut known) = found else {
            self.say(
                place,
                "claim_id",
                "This claim is not here any more. Take it off the sheet.",
                false,
            );
            if let Some(was) = was {
                read.number.clone_from(&was.number);
            }
            return Ok((read, None));
        };
        let said = texts.status.trim();
        let order = known.before.visit.order_of(remittance.payer_id, said);
        known.order = order;
        let status = match (said, order) {
            ("", 2) => "2".to_owned(),
            ("", 3..) => "3".to_owned(),
            ("", _) => "1".to_owned(),
            (status, _) => status.to_owned(),
        };
        if !matches!(
            status.as_str(),
            "1" | "2" | "3" | "4" | "19" | "20" | "21" | "22" | "23" | "25"
        ) {
            self.say(
                place,
                "status",
                "The status is 1 to 4, 19 to 23 or 25.",
                false,
            );
        }
        (read.claim_id, read.opening) = (id, opening);
        read.status = status;
        let whole = self.money(place, "paid", &texts.paid);
        let Some(own) = known.claim.clone() else {
            self.pays_opening(place, texts, whole, &mut read);
            return Ok((read, Some(known)));
        };
        read.number.clone_from(&own.content.number);
        if texts.lines.is_empty() && whole.is_none() {
            texts.lines = own
                .content
                .lines
                .iter()
                .map(|line| empty_line(line.id))
                .collect();
        }
        let takes_back = read.takes_back();
        for (n, line) in texts.lines.iter().enumerate() {
            let found = self.line((at, n), line, &mut known, takes_back, remittance)?;
            read.lines.push(found);
        }
        let charged: Money = read.lines.iter().map(|line| line.charge).sum();
        read.charge = charged;
        if let (Some(paid), true) = (whole, read.lines.is_empty()) {
            // As with lines: the paper answers what was charged when it was keyed.
            let kept = was.filter(|was| was.claim_id == id && was.lines.is_empty());
            let charge = match kept.map(|was| was.charge) {
                Some(charge) if charge < Money::ZERO => -charge,
                Some(charge) => charge,
                None => own.content.charge,
            };
            read.charge = if takes_back { -charge } else { charge };
            read.paid = paid;
            let left = read.charge - paid;
            match read_adjustments(&texts.adjustments, |_, given| left - sum(given)) {
                Ok(found) => read.adjustments = found,
                Err(says) => self.say(place, "adjustments", says, true),
            }
            return Ok((read, Some(known)));
        }
        let paid: Money = read.lines.iter().map(|line| line.paid).sum();
        match read_adjustments(&texts.adjustments, |_, given| paid - sum(given)) {
            Ok(found) => read.adjustments = found,
            Err(says) => self.say(place, "adjustments", says, true),
        }
        read.paid = paid - read.adjustments.iter().map(|a| a.amount).sum();
        Ok((read, Some(known)))
    }

    /// What is paid of an opening balance and taken off it. What that leaves stays open, so that what the
    /// paper says is all of what it says.
    fn pays_opening(
        &mut self,
        place: At,
        texts: &mut SheetClaimTexts,
        paid: Option<Money>,
        read: &mut RemitClaim,
    ) {
        OPENING.clone_into(&mut read.number);
        texts.lines.clear();
        read.paid = match (paid, read.takes_back()) {
            (Some(paid), true) if Money::ZERO < paid => -paid,
            (Some(paid), _) => paid,
            (None, _) => {
                let says = "Type what is paid of this balance, 0 for nothing.";
                self.say(place, "paid", says, false);
                Money::ZERO
            }
        };
        // Without an amount an adjustment takes nothing: no charge says how much is left.
        match read_adjustments(&texts.adjustments, |_, _| Money::ZERO) {
            Ok(found) => read.adjustments = found,
            Err(says) => self.say(place, "adjustments", says, true),
        }
        read.charge = read.paid + sum(&read.adjustments);
    }

    fn line(
        &mut self,
        (at, n): (usize, usize),
        texts: &SheetLineTexts,
        known: &mut About,
        takes_back: bool,
        remittance: &Remittance,
    ) -> Result<RemitLine, Problem> {
        let place = (Some(at), Some(n), None);
        let id = texts.line_id.parse::<LineId>().ok();
        let own = id.and_then(|id| {
            let mut lines = known.lines().iter();
            lines.find(|line| line.id == Some(id)).cloned()
        });
        if id.is_some() && own.is_none() {
            self.say(
                place,
                "line_id",
                "This line is no more on the claim. Take the claim off and put it on again.",
                false,
            );
        }
        let signed = |money: Money| if takes_back { -money } else { money };
        let mut read = RemitLine {
            remarks: Reading::codes(&texts.remarks),
            ..RemitLine::default()
        };
        if let Some(own) = &own {
            read.line_id = own.id;
            read.service_on = own.from.or(own.to);
            read.code.clone_from(&own.code);
            read.modifiers.clone_from(&own.modifiers);
            read.units.clone_from(&own.units);
            read.charge = signed(own.charge);
            read.pos = pos_of(known, own);
        }
        let code = typed::code(&texts.code);
        if !code.is_empty() && code != read.code {
            if own.is_some() {
                read.submitted_code = std::mem::replace(&mut read.code, code);
            } else {
                read.code = code;
            }
        }
        // A takeback is typed as the paper has it; a plain number is meant with its minus sign.
        let take = |money: Money| {
            if takes_back && Money::ZERO < money {
                -money
            } else {
                money
            }
        };
        if let Some(charge) = self.money(place, "charge", &texts.charge) {
            read.charge = take(charge);
        } else if own.is_none() && read.code.is_empty() {
            self.say(
                place,
                "code",
                "Type the code of the payer's own line.",
                false,
            );
        }
        read.allowed = self.money(place, "allowed", &texts.allowed).map(take);
        let said = self.money(place, "paid", &texts.paid);
        let paid = said.map(take);
        read.paid = paid.unwrap_or_default();
        let earlier = signed(earlier(known, id));
        let taken = |group: &str, given: &[Adjustment]| rest(&read, earlier, group, given);
        match read_adjustments(&texts.adjustments, taken) {
            Ok(mut found) => {
                // What adds up as it stands has its signs already: what was added back is plus.
                let adds_up = said == paid && read.charge == read.paid + sum(&found);
                if takes_back && !adds_up {
                    for adjustment in &mut found {
                        adjustment.amount = take(adjustment.amount);
                    }
                }
                read.adjustments = found;
            }
            Err(says) => self.say(place, "adjustments", says, true),
        }
        known.earlier.push(earlier);
        if paid.is_some() {
            let reason = match taken_from(known, takes_back, remittance, id) {
                Some(reason) => reason,
                None => self.patient_reason(remittance, &read.code)?,
            };
            let more = computed(
                &read,
                &Known {
                    earlier,
                    patient_reason: &reason,
                },
            );
            read.computed = u32::try_from(more.len()).unwrap_or(0);
            read.adjustments.extend(more);
        }
        let answered = paid.is_some() || !read.adjustments.is_empty();
        known.unanswered.push(!answered);
        if !answered && !takes_back && own.is_some() {
            self.say(
                place,
                "paid",
                "Type what this line is paid, 0 for nothing.",
                false,
            );
        }
        Ok(read)
    }

    fn patient_reason(&mut self, remittance: &Remittance, code: &str) -> Result<String, Problem> {
        let payer = remittance
            .payer_id
            .map(|id| id.to_string())
            .unwrap_or_default();
        let key = format!("{payer} {code}");
        if let Some(found) = self.reasons.get(&key) {
            return Ok(found.clone());
        }
        let found = expected::patient_reason(self.db, &payer, code)?;
        self.reasons.insert(key, found.clone());
        Ok(found)
    }
}

pub(crate) fn sum(adjustments: &[Adjustment]) -> Money {
    adjustments.iter().map(|a| a.amount).sum()
}

/// Why the patient owed the most of what a takeback takes back.
fn taken_from(
    known: &About,
    takes_back: bool,
    remittance: &Remittance,
    line: Option<LineId>,
) -> Option<String> {
    if !takes_back {
        return None;
    }
    let answers = answered::before(&known.before, remittance, known.order);
    let lines = answered::lines(&known.before, &answers, line);
    let all = lines.iter().flat_map(|line| &line.adjustments);
    all.filter(|a| a.group == "PR")
        .max_by_key(|a| a.amount)
        .map(|a| a.reason.clone())
}

/// What payers before this one paid and took off of a line.
fn earlier(known: &About, line: Option<LineId>) -> Money {
    if known.order < 2 {
        return Money::ZERO;
    }
    let told = &known.before;
    let own = line.and_then(|id| told.visit.line(id));
    let lines = standing::earlier(&told.visit, &told.happened, known.order);
    let found = lines.iter().find(|(id, _)| id.is_some() && *id == own);
    found.map_or(Money::ZERO, |(_, earlier)| *earlier)
}

/// Where a line of a known claim was rendered.
pub(crate) fn pos_of(known: &About, line: &ServiceLine) -> String {
    let claim = known.claim.as_ref();
    claim.map_or_else(String::new, |claim| place_of_service(claim, line).clone())
}

/// Where a line was rendered.
pub(crate) fn place_of_service<'c>(claim: &'c Claim, line: &'c ServiceLine) -> &'c String {
    if line.place_of_service.is_empty() {
        &claim.content.place_of_service
    } else {
        &line.place_of_service
    }
}

fn empty_line(id: Option<LineId>) -> SheetLineTexts {
    SheetLineTexts {
        line_id: id.map(|id| id.to_string()).unwrap_or_default(),
        code: String::new(),
        charge: String::new(),
        allowed: String::new(),
        paid: String::new(),
        adjustments: String::new(),
        remarks: String::new(),
    }
}

fn adjustments_text(adjustments: &[Adjustment]) -> String {
    let parts: Vec<String> = adjustments
        .iter()
        .map(|a| format!("{}-{} {}", a.group, a.reason, a.amount))
        .collect();
    parts.join(", ")
}

fn money_text(money: Option<Money>) -> String {
    money.map(|money| money.to_string()).unwrap_or_default()
}

/// How many of a line's adjustments were typed; they come first.
pub(crate) fn typed_of(line: &RemitLine) -> usize {
    let computed = usize::try_from(line.computed).unwrap_or(0);
    line.adjustments.len().saturating_sub(computed)
}

/// A kept sheet as texts. What was computed is left out: it is computed again.
pub(crate) fn texts_of(remittance: &Remittance, version: i64) -> SheetTexts {
    SheetTexts {
        id: remittance.id.to_string(),
        version,
        payer_id: remittance
            .payer_id
            .map(|id| id.to_string())
            .unwrap_or_default(),
        method: remittance.method.clone(),
        number: remittance.number.clone(),
        paid_on: typed::day_text(remittance.paid_on),
        amount: match remittance.amount {
            Money::ZERO if remittance.method != "none" => String::new(),
            amount => amount.to_string(),
        },
        claims: remittance.claims.iter().map(claim_texts).collect(),
        provider: remittance
            .provider_adjustments
            .iter()
            .map(|row| SheetProviderTexts {
                code: row.code.clone(),
                reference: row.reference.clone(),
                amount: row.amount.to_string(),
            })
            .collect(),
    }
}

fn claim_texts(claim: &RemitClaim) -> SheetClaimTexts {
    let interest = Some(claim.interest).filter(|interest| *interest != Money::ZERO);
    SheetClaimTexts {
        part: claim.part,
        claim_id: (claim.claim_id.map(|id| id.to_string()))
            .or_else(|| claim.opening.map(|id| id.to_string()))
            .unwrap_or_default(),
        status: claim.status.clone(),
        control_number: claim.control_number.clone(),
        patient_part: money_text(claim.patient_part),
        interest: money_text(interest),
        remarks: claim.remarks.join(" "),
        forwarded_to: claim.forwarded_to.clone(),
        adjustments: adjustments_text(&claim.adjustments),
        paid: money_text(Some(claim.paid).filter(|_| claim.lines.is_empty())),
        lines: claim
            .lines
            .iter()
            .map(|line| {
                // A line of which only the allowed amount was keyed is not a zero pay.
                let answered = line.paid != Money::ZERO || !line.adjustments.is_empty();
                let recoded = !line.submitted_code.is_empty() || line.line_id.is_none();
                SheetLineTexts {
                    line_id: line.line_id.map(|id| id.to_string()).unwrap_or_default(),
                    code: if recoded {
                        line.code.clone()
                    } else {
                        String::new()
                    },
                    charge: line.charge.to_string(),
                    allowed: money_text(line.allowed),
                    paid: money_text(Some(line.paid).filter(|_| answered)),
                    adjustments: adjustments_text(&line.adjustments[..typed_of(line)]),
                    remarks: line.remarks.join(" "),
                }
            })
            .collect(),
    }
}
