//! What a sheet comes to: amounts, words, the certificate, and whose dollars are whose without it and
//! with it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use billing::claim::Adjustment;
use billing::ledger::policy::{Effect, Policy};
use billing::ledger::standing::{Said, answer, standing};
use billing::ledger::visit::Visit;
use billing::reasons;
use billing::remittance::certificate::{Certificate, Place, Severity, certificate, needed};
use billing::remittance::{OPENING, RemitClaim, RemitLine, Remittance};
use values::{ActId, Money};
use vault::{Connection, expected, remittances, writer};

use crate::Workbench;
use crate::answered::{self, Answered};
use crate::bench::Open;
use crate::chart::{ById, iso};
use crate::lists::us_day;
use crate::problem::Problem;
use crate::remits::{called, left_to_explain, payer_name, place_of, state};
use crate::sheet::*;
use crate::sheet_checks;
use crate::sheet_read::{About, Fault, Read, pos_of, typed_of};
use crate::tokens;
use crate::told::{Answers, Told};

/// In the place of a name where a balance has no patient.
const NO_PATIENT: &str = "No patient";

/// Provider-level adjustments in plain words (X12 PLB03-1).
pub(crate) const PROVIDER_CODES: [(&str, &str); 20] = [
    ("WO", "Overpayment taken back"),
    ("FB", "Balance carried forward"),
    ("L6", "Interest"),
    ("72", "Refund that we sent"),
    ("CS", "Adjustment"),
    ("CT", "Capitation"),
    ("CV", "Capital passed through"),
    ("AP", "Advance taken back"),
    ("PI", "Periodic interim payment"),
    ("J1", "Not reimbursable"),
    ("LE", "Levy"),
    ("IR", "Tax withheld"),
    ("E3", "Withholding"),
    ("L3", "Penalty"),
    ("50", "Late charge"),
    ("51", "Interest penalty"),
    ("90", "Early payment allowance"),
    ("B2", "Rebate"),
    ("GO", "Graduate education"),
    ("IP", "Incentive payment"),
];

fn provider_words(code: &str) -> String {
    PROVIDER_CODES.iter().find(|(c, _)| *c == code).map_or_else(
        || format!("Adjustment {code}"),
        |(_, words)| (*words).to_owned(),
    )
}

/// Codes and their words, by a code or a part of the words.
pub(crate) fn codes(_: &Workbench, ask: CodesAsk) -> Result<CodesView, Problem> {
    let text = ask.text.trim();
    let view = |code: &str, words: &str| CodeWords {
        code: code.to_owned(),
        words: words.to_owned(),
    };
    let rows = match ask.list.as_str() {
        "rarc" => reasons::find_rarcs(text, 20)
            .into_iter()
            .map(|found| view(found.code, found.words))
            .collect(),
        "provider" => {
            let (upper, lower) = (text.to_uppercase(), text.to_lowercase());
            PROVIDER_CODES
                .iter()
                .filter(|(code, words)| {
                    code.starts_with(&upper) || words.to_lowercase().contains(&lower)
                })
                .map(|(code, words)| view(code, words))
                .collect()
        }
        _ => reasons::find_carcs(text, 20)
            .into_iter()
            .map(|found| view(found.code, found.words))
            .collect(),
    };
    Ok(CodesView { rows })
}

/// The view of a sheet that was read.
pub(crate) fn sheet_view(
    bench: &Workbench,
    open: &Open,
    db: &Connection,
    read: &Read,
) -> Result<SheetView, Problem> {
    let remittance = &read.remittance;
    let policy = if read.posted {
        remittance.policy()
    } else {
        Policy::new(remittances::rules(db, remittances::RULES)?.rows)
    };
    let certificate = certificate(remittance);
    let mut faults: Vec<SheetFaultView> = read.faults.iter().map(|f| f.view.clone()).collect();
    let twin = tokens::twin(db, remittance)?.filter(|_| !read.posted);
    if !read.posted {
        missing(remittance, &read.faults, &mut faults);
    }
    let lying = match read.posted || twin.is_some() {
        true => None,
        false => tokens::lying(db, remittance)?,
    };
    let closes = faults.is_empty() && certificate.closes() && twin.is_none();
    // What it would do when it is posted today.
    let mut posted = remittance.clone();
    if !read.posted {
        posted.posted_on = Some(bench.today(open));
        posted.posted_at = bench.now();
        posted.rules = remittances::rules(db, remittances::RULES)?.rows;
    }
    let posted = Rc::new(Answers::new(posted));
    let lessons = RefCell::default();
    let broken = certificate.broken().filter_map(|check| match check.place {
        Place::Claim(part) | Place::Line(part, _) => Some(part),
        Place::Sheet | Place::ProviderAdjustment(_) => None,
    });
    let unbalanced: BTreeSet<u32> = broken.collect();
    let mut claims = Vec::new();
    for (claim, about) in remittance.claims.iter().zip(&read.about) {
        let view = Claims {
            db,
            remittance: &posted.remittance,
            posted: &posted,
            lessons: &lessons,
            policy: &policy,
            unbalanced: &unbalanced,
        };
        claims.push(view.claim(claim, about.as_ref())?);
    }
    let mut checks = checks(&certificate);
    let payer = payer_name(db, remittance)?;
    checks.extend(sheet_checks::of(&posted.remittance, &payer, &read.about));
    let twin_says = match &twin {
        Some(first) => tokens::posted_already(db, first)?.says,
        None => String::new(),
    };
    Ok(SheetView {
        texts: read.texts.clone(),
        state: if read.texts.id.is_empty() {
            "open"
        } else {
            state(remittance)
        }
        .to_owned(),
        posted: posted_words(remittance),
        payer,
        amount_cents: remittance.amount.cents(),
        claims_cents: sum(remittance.standing().map(|claim| claim.paid)),
        provider_cents: sum(remittance.provider_adjustments.iter().map(|row| row.amount)),
        remainder_cents: left_to_explain(remittance, &certificate).cents(),
        unanswered: read
            .about
            .iter()
            .flatten()
            .flat_map(|about| &about.unanswered)
            .filter(|open| **open)
            .count()
            .try_into()
            .unwrap_or(u32::MAX),
        closes,
        claims,
        provider: remittance
            .provider_adjustments
            .iter()
            .map(|row| SheetProviderView {
                code: row.code.clone(),
                words: provider_words(&row.code),
                cents: row.amount.cents(),
            })
            .collect(),
        checks,
        faults,
        parked: lying
            .as_ref()
            .map(|first| tokens::parked_already(db, first))
            .transpose()?
            .unwrap_or_default(),
        parked_id: lying.map(|first| first.id.to_string()).unwrap_or_default(),
        twin: twin_says,
        twin_id: twin.map(|first| first.id.to_string()).unwrap_or_default(),
    })
}

fn sum(amounts: impl Iterator<Item = Money>) -> i64 {
    amounts.sum::<Money>().cents()
}

fn posted_words(remittance: &Remittance) -> String {
    match remittance.posted_on {
        Some(on) => format!(
            "Posted {} by {}.",
            us_day(&on.to_string()),
            remittance.posted_by
        ),
        None => String::new(),
    }
}

/// What still keeps it from being posted, unless a fault names the field already.
fn missing(remittance: &Remittance, read: &[Fault], faults: &mut Vec<SheetFaultView>) {
    for needed in needed(remittance) {
        let (claim, line, provider) = place_of(remittance, &needed.place);
        let told = read.iter().any(|fault| {
            fault.view.field == needed.field && (fault.view.claim, fault.view.line) == (claim, line)
        });
        if !told {
            faults.push(SheetFaultView {
                claim,
                line,
                provider,
                field: needed.field.to_owned(),
                says: needed.says,
            });
        }
    }
}

fn checks(certificate: &Certificate) -> Vec<SheetCheckView> {
    certificate
        .checks
        .iter()
        .map(|check| {
            let part = match check.place {
                Place::Claim(part) | Place::Line(part, _) => part,
                Place::Sheet | Place::ProviderAdjustment(_) => 0,
            };
            SheetCheckView {
                rule: check.rule,
                part,
                line: match check.place {
                    Place::Line(_, line) => Some(u32::try_from(line).unwrap_or(u32::MAX)),
                    Place::Sheet | Place::Claim(_) | Place::ProviderAdjustment(_) => None,
                },
                left_cents: check.left.cents(),
                right_cents: check.right.cents(),
                holds: check.holds,
                must: check.severity == Severity::Must,
                says: check.says.clone(),
            }
        })
        .collect()
}

struct Claims<'a> {
    db: &'a Connection,
    /// As it stands when it is posted.
    remittance: &'a Remittance,
    posted: &'a Rc<Answers>,
    lessons: &'a RefCell<expected::Lessons>,
    policy: &'a Policy,
    /// Parts of which a check does not hold.
    unbalanced: &'a BTreeSet<u32>,
}

impl Claims<'_> {
    fn claim(&self, claim: &RemitClaim, about: Option<&About>) -> Result<SheetClaimView, Problem> {
        let balanced = !self.unbalanced.contains(&claim.part);
        let mut view = SheetClaimView {
            part: claim.part,
            claim_id: claim.claim_id.map(|id| id.to_string()).unwrap_or_default(),
            number: claim.number.clone(),
            patient_id: String::new(),
            patient: String::new(),
            born_on: String::new(),
            account: String::new(),
            service_on: String::new(),
            order: 0,
            status: status_words(&claim.status),
            charge_cents: claim.charge.cents(),
            paid_cents: claim.paid.cents(),
            off_cents: 0,
            patient_cents: 0,
            work_cents: 0,
            balanced,
            left_out: self.remittance.left_out.contains(&claim.part),
            before: Vec::new(),
            after: Vec::new(),
            lines: Vec::new(),
        };
        let Some(about) = about else { return Ok(view) };
        self.whose(&mut view, about)?;
        view.order = about.order;
        let mut said = Said::default();
        if let Some(answer) = answer(self.remittance, claim, &about.before.visit, self.policy) {
            for (_, part) in &answer.said {
                said.off += part.off;
                said.patient += part.patient;
                said.work += part.work;
            }
        }
        view.off_cents = said.off.cents();
        view.patient_cents = said.patient.cents();
        view.work_cents = said.work.cents();
        view.before = owned(&about.before);
        let after = about.before.with(self.posted);
        view.after = owned(&after);
        let taken = claim
            .takes_back()
            .then(|| answered::before(&about.before, self.remittance, about.order));
        for (n, line) in claim.lines.iter().enumerate() {
            let mut line_view = self.line(about, n, line)?;
            if let Some(answers) = &taken {
                take_back(&mut line_view, about, answers, line);
            }
            view.lines.push(line_view);
        }
        Ok(view)
    }

    /// Whose it is, and of which day.
    fn whose(&self, view: &mut SheetClaimView, about: &About) -> Result<(), Problem> {
        let visit = &about.before.visit;
        let days = visit.lines.iter().filter_map(|line| line.service_on);
        view.service_on = iso(days.min());
        let Some(id) = visit.patient.map(|id| id.to_string()) else {
            NO_PATIENT.clone_into(&mut view.patient);
            return Ok(());
        };
        view.account = crate::chart::account_of(self.db, &id)?;
        let (name, born_on) = match &about.claim {
            Some(claim) => {
                let patient = &claim.content.patient;
                (patient.name.listed(), patient.born_on)
            }
            None => {
                let (patient, _) = writer::get::<billing::chart::Patient>(self.db, &id)?;
                (patient.person.name.listed(), patient.person.born_on)
            }
        };
        view.patient = name;
        view.born_on = iso(born_on);
        view.patient_id = id;
        Ok(())
    }

    fn line(&self, about: &About, n: usize, line: &RemitLine) -> Result<SheetLineView, Problem> {
        let lines = about.lines();
        let at = lines
            .iter()
            .position(|own| own.id == line.line_id && own.id.is_some());
        let unanswered = about.unanswered.get(n).copied().unwrap_or(false);
        let expected = match (at.and_then(|at| lines.get(at)), line.service_on) {
            (Some(own), Some(on)) if about.order < 2 => {
                let payer = self
                    .remittance
                    .payer_id
                    .map(|id| id.to_string())
                    .unwrap_or_default();
                let service = expected::Service {
                    payer: &payer,
                    code: &own.code,
                    modifiers: &own.modifiers,
                    pos: &pos_of(about, own),
                    units: &own.units,
                    on,
                    without: &self.remittance.id.to_string(),
                };
                self.lessons.borrow_mut().expected(self.db, &service)?
            }
            _ => None,
        };
        let earlier = about.earlier.get(n).copied().unwrap_or_default();
        let mut view = SheetLineView {
            line_id: line.line_id.map(|id| id.to_string()).unwrap_or_default(),
            n: at.and_then(|at| u32::try_from(at + 1).ok()).unwrap_or(0),
            service_on: line.service_on.map(|d| d.to_string()).unwrap_or_default(),
            code: line.code.clone(),
            modifiers: line.modifiers.clone(),
            units: line.units.clone(),
            charge_cents: line.charge.cents(),
            expected_cents: None,
            expected_paid_cents: None,
            expected_from: String::new(),
            earlier_cents: earlier.cents(),
            allowed_cents: line.allowed.map(Money::cents),
            paid_cents: Some(line.paid.cents()).filter(|_| !unanswered),
            adjustments: self.adjustments(line),
            remarks: line
                .remarks
                .iter()
                .map(|code| CodeWords {
                    code: code.clone(),
                    words: reasons::rarc_words(code),
                })
                .collect(),
            remainder_cents: (line.charge - line.paid - line.adjusted()).cents(),
        };
        if let Some(found) = expected {
            let sign = |money: Money| {
                if line.charge < Money::ZERO {
                    -money
                } else {
                    money
                }
                .cents()
            };
            let paid = found
                .paid
                .filter(|_| line.allowed.is_none_or(|allowed| allowed == found.allowed));
            view.expected_cents = Some(sign(found.allowed));
            view.expected_paid_cents = paid
                .map(sign)
                .or(view.allowed_cents)
                .or(Some(sign(found.allowed)));
            view.expected_from = expected_words(found.lines);
        } else if about.order < 2 {
            view.expected_paid_cents = view.allowed_cents;
        } else {
            // A later payer is expected to take what the earlier ones left.
            view.expected_cents = Some((line.charge - earlier).cents());
            view.expected_paid_cents = view.expected_cents;
            view.expected_from = "what is left".to_owned();
        }
        Ok(view)
    }

    fn adjustments(&self, line: &RemitLine) -> Vec<SheetAdjustmentView> {
        let typed = typed_of(line);
        line.adjustments
            .iter()
            .enumerate()
            .map(|(n, a)| SheetAdjustmentView {
                code: format!("{}-{}", a.group, a.reason),
                cents: a.amount.cents(),
                words: reasons::carc_words(&a.reason),
                effect: self.effect(a).name().to_owned(),
                computed: typed <= n,
            })
            .collect()
    }

    fn effect(&self, a: &Adjustment) -> Effect {
        self.policy
            .effect(&a.group, &a.reason, self.remittance.payer_id)
    }
}

/// A takeback is expected to take back what was posted, whatever a schedule says.
fn take_back(view: &mut SheetLineView, about: &About, answers: &[Answered<'_>], line: &RemitLine) {
    let Some((allowed, paid)) = answered::stands(&about.before, answers, line.line_id) else {
        return;
    };
    view.expected_cents = allowed.map(|allowed| -allowed.cents());
    view.expected_paid_cents = Some(-paid.cents());
    view.expected_from = match answers.last() {
        Some((first, _)) => called(first),
        None => String::new(),
    };
}

/// Where an expected amount comes from, in words.
pub(crate) fn expected_words(lines: u32) -> String {
    match lines {
        0 => "fee schedule".to_owned(),
        1 => "1 paid line".to_owned(),
        lines => format!("{lines} paid lines"),
    }
}

fn status_words(status: &str) -> String {
    match status {
        "1" => "primary",
        "2" => "secondary",
        "3" => "tertiary",
        "4" => "denied",
        "19" => "primary, sent on",
        "20" => "secondary, sent on",
        "21" => "tertiary, sent on",
        "22" => "takeback",
        "23" => "not theirs, sent on",
        "25" => "no payment, a prediction",
        other => other,
    }
    .to_owned()
}

/// Whose dollars the open dollars of a visit are.
pub(crate) fn owned(told: &Told) -> Vec<OwnedView> {
    let mut sums: BTreeMap<String, Money> = BTreeMap::new();
    for open in standing(&told.visit, &told.happened).open {
        *sums.entry(open.owner.to_string()).or_default() += open.amount;
    }
    sums.into_iter()
        .map(|(owner, money)| OwnedView {
            title: owner_title(&told.visit, &owner),
            owner,
            cents: money.cents(),
        })
        .collect()
}

/// An owner in words.
pub(crate) fn owner_title(visit: &Visit, owner: &str) -> String {
    let payer = owner
        .parse::<u8>()
        .ok()
        .and_then(|order| visit.payer(order));
    match (payer, owner) {
        (Some(payer), _) if !payer.name.is_empty() => payer.name.clone(),
        (_, owner) => plain_owner(owner),
    }
}

/// An owner in words where no payer is named.
pub(crate) fn plain_owner(owner: &str) -> String {
    match owner {
        "patient" => "Patient",
        "hold" => "On hold",
        "us" => "To work",
        "1" => "First payer",
        "2" => "Second payer",
        "3" => "Third payer",
        _ => "Another payer",
    }
    .to_owned()
}

/// Claims that may be meant on a sheet: those that its payer has to answer first.
pub(crate) fn sheet_claims(
    bench: &Workbench,
    ask: SheetClaimsAsk,
) -> Result<SheetClaimRows, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let text = ask.text.trim();
    if text.is_empty() {
        return Ok(SheetClaimRows { rows: Vec::new() });
    }
    let mut rows = openings(&db, text, &ask.payer_id)?;
    for found in vault::claims::meant(&db, text, &ask.payer_id, 12)? {
        let (claim, _) = writer::get::<billing::claim::Claim>(&db, &found.id)?;
        rows.push(SheetClaimRow {
            claim_id: found.id,
            number: found.number,
            patient: found.patient,
            born_on: claim
                .content
                .patient
                .born_on
                .map(|d| d.to_string())
                .unwrap_or_default(),
            service_on: found.service_on,
            payer: found.payer,
            charge_cents: found.charge_cents,
            open_cents: found.open_cents,
            waits: found.waits,
        });
    }
    rows.truncate(12);
    Ok(SheetClaimRows { rows })
}

/// What a payer owes without a claim: asked for by the patient's name, or as `opening`.
fn openings(db: &Connection, text: &str, payer: &str) -> Result<Vec<SheetClaimRow>, Problem> {
    let typed = text.to_lowercase();
    let begins = |name: &str| name.to_lowercase().starts_with(&typed);
    let mut rows = Vec::new();
    for found in vault::ledger::openings_of(db, payer)? {
        let patient = match found.patient.as_str() {
            "" => NO_PATIENT,
            name => name,
        };
        if begins(patient) || begins("opening balance") {
            rows.push(SheetClaimRow {
                claim_id: ActId::from_bytes(found.item).to_string(),
                number: OPENING.to_owned(),
                patient: patient.to_owned(),
                born_on: String::new(),
                service_on: found.service_on,
                payer: String::new(),
                charge_cents: found.open.cents(),
                open_cents: found.open.cents(),
                waits: true,
            });
        }
    }
    Ok(rows)
}

/// For the command line: a sheet by its id.
///
/// # Errors
/// As the command.
pub fn sheet_by_id(bench: &Workbench, id: &str) -> Result<SheetView, Problem> {
    crate::remits::sheet(bench, ById { id: id.to_owned() })
}
