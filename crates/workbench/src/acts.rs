//! Acts: patients' payments, write-offs, discounts, refunds, and whose balance it is. Each is a record;
//! the postings follow from it.

use std::collections::{BTreeMap, BTreeSet};

use billing::ledger::Item;
use billing::ledger::act::{
    Act, ActRow, DISCOUNT_REASONS, Looked, PAYMENT_REASONS, TakenBack, WRITE_OFF_REASONS, is_fee,
    reason_words,
};
use billing::ledger::standing::Owner;
use billing::statement::receipt::holds_card_number;
use billing::typed;
use values::{ActId, ClaimId, Day, LineId, Money, PatientId, PayerId};
use vault::account::{self, OpenFilter};
use vault::ledger::{self, OpenItem};
use vault::remittances::{self, MoneyRules};
use vault::{Connection, Writer, deposits, writer};

use crate::Workbench;
use crate::account::*;
use crate::bench::{Done, Open, random};
use crate::chart::ById;
use crate::entry_titles::act_title;
use crate::follow::unapplied;
use crate::ledger::Names;
use crate::lists::us_day;
use crate::payments::{ask_for_word, fee_of, not_returned};
use crate::problem::{Code, Problem};
use crate::role::Role;
use crate::time;
use crate::view::Changed;

/// A refund by who took a payment within this many days is noticed.
const NOTICE_DAYS: i32 = 60;

/// What one write-off or discount may be where the practice sets nothing, in cents; none is no limit.
pub(crate) fn shipped_limit(role: Role) -> Option<i64> {
    match role {
        Role::Owner | Role::PracticeAdmin => None,
        Role::Biller => Some(10_000),
        Role::Poster => Some(2_500),
        Role::Coder | Role::FrontDesk | Role::Auditor | Role::ComplianceOfficer => Some(0),
    }
}

/// What one write-off or discount of a role may be; none is no limit.
pub(crate) fn limit(rules: &MoneyRules, role: Role) -> Option<Money> {
    match rules.limits.get(role.name()) {
        Some(-1) => None,
        Some(cents) => Some(Money::from_cents(*cents)),
        None => shipped_limit(role).map(Money::from_cents),
    }
}

pub(crate) fn money(field: &str, text: &str) -> Result<Money, Problem> {
    let read: Money = text
        .parse()
        .map_err(|error| Problem::field(field, format!("This is not an amount: {error}.")))?;
    if read <= Money::ZERO {
        return Err(Problem::field(field, "The amount is above zero."));
    }
    Ok(read)
}

/// Does something to money.
pub(crate) fn save_act(bench: &Workbench, ask: SaveAct) -> Result<Changed<ActView>, Problem> {
    let open = bench.opened()?;
    // Elsewhere a number may be somebody else's name for something; that of a payment is looked at here.
    if holds_card_number(&ask.number) {
        return Err(Problem::field("number", crate::cards::SAYS));
    }
    for (field, text) in [("number", &ask.number), ("text", &ask.text)] {
        if 2_000 < text.chars().count() {
            return Err(Problem::field(field, "This takes 2,000 characters."));
        }
    }
    let today = bench.today(&open);
    let on = match ask.on.trim() {
        "" => today,
        text => typed::day(text, today)
            .ok_or_else(|| Problem::field("on", "This is not a date: 05/04/26, 0504 or t."))?,
    };
    if today < on {
        return Err(Problem::field("on", "This day is still to come."));
    }
    let id = ActId::new(u64::try_from(bench.now()).unwrap_or(0), bench.random()?);
    let done = bench.transact(&open, "save_act", |writer| {
        let act = read(&open, writer, &ask, Act::new(id, &ask.kind, on))?;
        writer.put(&act)?;
        let about = act.rows.iter().filter_map(|row| row.claim_id);
        let about: Vec<String> = std::iter::once(id.to_string())
            .chain(act.patient_id.map(|id| id.to_string()))
            .chain(about.map(|id| id.to_string()))
            .collect();
        let title = match act.kind.as_str() {
            "decision" => act.title().to_owned(),
            _ => format!("{} of {}", act.title(), act.amount),
        };
        Ok(Done::new(act.id, title)
            .about(about)
            .with("kind", &act.kind)
            .with("cents", act.amount.cents())
            .with("reason", &act.reason))
    })?;
    answer(bench, done)
}

pub(crate) fn answer(bench: &Workbench, done: Changed<ActId>) -> Result<Changed<ActView>, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let (act, _) = writer::get::<Act>(&db, &done.value.to_string())?;
    Ok(Changed {
        value: view(&open, &db, &act)?,
        touched: done.touched,
        undo: done.undo,
    })
}

/// Reads what was typed and refuses what cannot be.
fn read(open: &Open, writer: &Writer<'_>, ask: &SaveAct, mut act: Act) -> Result<Act, Problem> {
    let db = writer.db();
    act.by = open.who.name.clone();
    act.by_id = Some(open.who.id);
    act.patient_id = ask.patient_id.parse::<PatientId>().ok();
    act.payer_id = ask.payer_id.parse::<PayerId>().ok();
    act.number = ask.number.trim().to_owned();
    act.text = ask.text.trim().to_owned();
    act.reason = ask.reason.trim().to_owned();
    for row in &ask.rows {
        act.rows.push(row_of(db, &ask.kind, row)?);
    }
    match ask.kind.as_str() {
        "payment" | "apply" => money_of_patient(db, ask, &mut act)?,
        "refund" => {
            money_of_patient(db, ask, &mut act)?;
            ask_for_word(open, db, &mut act)?;
        }
        "payer_refund" => {
            act.amount = needs_rows(&act)?;
            still_owed_back(db, &act)?;
            ask_for_word(open, db, &mut act)?;
        }
        "use_credit" => use_credit(db, ask, &mut act)?,
        "fee" => act = fee(open, db, ask, act)?,
        "discount" | "write_off" => {
            act.amount = needs_rows(&act)?;
            let known: &[(&str, &str)] = match ask.kind.as_str() {
                "discount" => &DISCOUNT_REASONS,
                _ => &WRITE_OFF_REASONS,
            };
            if known.iter().all(|(code, _)| *code != act.reason) {
                return Err(Problem::field("reason", "Choose a reason."));
            }
            if act.reason == "other" && act.text.is_empty() {
                return Err(Problem::field("text", "Say in words why."));
            }
            for row in &mut act.rows {
                if ask.kind == "discount" {
                    row.owner = Owner::Patient.to_string();
                } else if row.owner == "patient" {
                    return Err(Problem::field(
                        "owner",
                        "What the patient owes is let off with a discount, not written off.",
                    ));
                }
                covered(db, row, false)?;
            }
            within_limit(open, db, act.amount)?;
            within_limit_of_claims(open, db, &act)?;
        }
        "decision" => {
            if act.text.is_empty() {
                return Err(Problem::field(
                    "text",
                    "Say in words why: it is kept with your name.",
                ));
            }
            if act.rows.is_empty() {
                return Err(Problem::field("rows", "Choose the claim."));
            }
        }
        _ => return Err(Problem::field("kind", "There is no such act.")),
    }
    Ok(act)
}

fn needs_rows(act: &Act) -> Result<Money, Problem> {
    if act.rows.is_empty() {
        return Err(Problem::field("rows", "Choose what it is for."));
    }
    Ok(act.applied())
}

/// A patient's money that comes in, moves or goes back.
fn money_of_patient(db: &Connection, ask: &SaveAct, act: &mut Act) -> Result<(), Problem> {
    act.amount = money("amount", &ask.amount)?;
    if ask.kind != "apply" {
        match ask.method.as_str() {
            "cash" | "check" | "card" | "other" => act.method.clone_from(&ask.method),
            _ => {
                return Err(Problem::field(
                    "method",
                    "Choose cash, check, card or other.",
                ));
            }
        }
    }
    let Some(patient) = act.patient_id else {
        return Err(Problem::field("patient_id", "Choose the patient."));
    };
    writer::get::<billing::chart::Patient>(db, &patient.to_string())?;
    let unapplied = unapplied(db, patient)?;
    if ask.kind == "payment" && PAYMENT_REASONS.iter().all(|(code, _)| *code != act.reason) {
        act.reason.clear();
    }
    if ask.rows.is_empty() && ask.kind == "payment" {
        act.rows = match act.reason.as_str() {
            "copay" => visit_of_the_day(db, patient, act)?,
            _ => oldest_first(db, patient, act.amount)?,
        };
    }
    let applied = act.applied();
    if act.amount < applied {
        return Err(Problem::field(
            "rows",
            format!(
                "{applied} is applied but only {} was received. Apply {} less.",
                act.amount,
                applied - act.amount
            ),
        ));
    }
    if matches!(ask.kind.as_str(), "payment" | "apply") {
        paid_once(db, act)?;
    }
    match ask.kind.as_str() {
        "apply" => {
            if applied != act.amount || act.rows.is_empty() {
                return Err(Problem::field("rows", "Choose for what all of it is."));
            }
            if unapplied < act.amount {
                return Err(Problem::field(
                    "amount",
                    format!("Only {unapplied} of this patient's money is on no claim."),
                ));
            }
        }
        "refund" => {
            if act.text.is_empty() {
                return Err(Problem::field("text", "Say in words why it is given back."));
            }
            still_owed_back(db, act)?;
        }
        _ => {}
    }
    Ok(())
}

/// Takes what is owed back on visits of an account, the oldest first, for others of it: a row of each, the
/// credit's below zero.
fn use_credit(db: &Connection, ask: &SaveAct, act: &mut Act) -> Result<(), Problem> {
    act.amount = money("amount", &ask.amount)?;
    if act.rows.is_empty() || act.applied() != act.amount {
        return Err(Problem::field("rows", "Choose for what all of it is."));
    }
    paid_once(db, act)?;
    let mut accounts = BTreeSet::new();
    for row in &act.rows {
        covered(db, row, false)?;
        accounts.extend(open_about(db, row)?.into_iter().map(|open| open.guarantor));
    }
    let (Some(account), true) = (accounts.first(), accounts.len() == 1) else {
        return Err(Problem::field(
            "rows",
            "These visits stand on several accounts. Use the credit of each for its own.",
        ));
    };
    let mut rest = act.amount;
    for credit in credits_of(db, account)? {
        let part = rest.min(-credit.amount);
        if Money::ZERO < part {
            act.rows.push(row_about(&credit, -part));
            rest = rest - part;
        }
    }
    if Money::ZERO < rest {
        let there = act.amount - rest;
        return Err(Problem::field(
            "amount",
            format!("Only {there} is owed back on this account. Type that or less."),
        ));
    }
    Ok(())
}

/// What is owed back to patients of an account, the oldest first.
pub(crate) fn credits_of(db: &Connection, account: &str) -> Result<Vec<OpenItem>, Problem> {
    let filter = OpenFilter {
        queue: account::Queue::Credits,
        by: Some((account::By::Guarantor, account.to_owned())),
        ..OpenFilter::default()
    };
    let mut found = account::open(db, &filter, (0, 10_000))?;
    found.retain(|open| open.debtor == "patient");
    found.sort_by(|a, b| (&a.since_on, &a.service_on).cmp(&(&b.since_on, &b.service_on)));
    Ok(found)
}

/// Refuses to give back more than what is owed back: on the claims chosen, and on no claim.
///
/// # Errors
/// [`Code::Field`] with what can be given back; else as the database answers.
pub(crate) fn still_owed_back(db: &Connection, act: &Act) -> Result<(), Problem> {
    for row in &act.rows {
        covered(db, row, true)?;
    }
    let (loose, applied) = (act.amount - act.applied(), act.applied());
    let Some(patient) = act.patient_id.filter(|_| act.kind == "refund") else {
        return Ok(());
    };
    let there = unapplied(db, patient)?;
    if there < loose {
        return Err(Problem::field(
            "amount",
            format!(
                "Only {} can be given back: {there} on no claim, {applied} on the claims chosen.",
                there + applied
            ),
        ));
    }
    Ok(())
}

/// Refuses more for a visit of a payment plan than is owed for it: an instalment that is posted twice.
fn paid_once(db: &Connection, act: &Act) -> Result<(), Problem> {
    let mut on_plan = BTreeMap::<Item, Money>::new();
    for row in &act.rows {
        let (name, item) = match (row.claim_id, row.opening) {
            (Some(id), _) => (id.to_string(), ledger::visit_of(db, &id.to_string())?),
            (None, Some(id)) => (id.to_string(), Some(id.bytes())),
            (None, None) => continue,
        };
        if let Some(item) = item
            && !vault::accounts::plans_on(db, &item, &name)?.is_empty()
        {
            *on_plan.entry(item).or_default() += row.amount;
        }
    }
    for (item, amount) in on_plan {
        let owed: Money = (ledger::open_of(db, &item)?.iter())
            .filter(|open| open.owner == "patient" && open.debtor == "patient")
            .map(|open| open.amount)
            .sum();
        let owed = owed.max(Money::ZERO);
        if owed < amount {
            return Err(Problem::field(
                "rows",
                format!(
                    "Only {owed} is left of a visit on the payment plan. Was this payment posted already? Apply {owed} or less; the rest stays unapplied.",
                ),
            ));
        }
    }
    Ok(())
}

/// A copay goes to the visit of its day; where there is none or more than one, it is on no claim yet.
fn visit_of_the_day(
    db: &Connection,
    patient: PatientId,
    act: &Act,
) -> Result<Vec<ActRow>, Problem> {
    let filter = OpenFilter {
        patient: Some(patient.to_string()),
        ..OpenFilter::default()
    };
    let day = act.on.to_string();
    let mut rows: Vec<ActRow> = Vec::new();
    for item in account::open(db, &filter, (0, 10_000))? {
        let row = row_about(&item, act.amount);
        if item.service_on == day && !item.claim_id.is_empty() && !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows.truncate(if rows.len() == 1 { 1 } else { 0 });
    Ok(rows)
}

/// A fee of the practice that is no care.
fn fee(open: &Open, db: &Connection, ask: &SaveAct, act: Act) -> Result<Act, Problem> {
    if !is_fee(&act.reason) {
        return Err(Problem::field("reason", "Choose what it is for."));
    }
    let Some(patient) = act.patient_id else {
        return Err(Problem::field("patient_id", "Choose the patient."));
    };
    let (patient, _) = writer::get::<billing::chart::Patient>(db, &patient.to_string())?;
    let amount = money("amount", &ask.amount)?;
    let row = ActId::new(act.id.made_ms().cast_unsigned(), random()?);
    let made = fee_of(open, (act.id, row), &patient, (act.on, amount));
    Ok(Act {
        reason: act.reason,
        text: act.text,
        ..made
    })
}

/// Puts a payment on what the patient owes, the oldest first.
pub(crate) fn oldest_first(
    db: &Connection,
    patient: PatientId,
    amount: Money,
) -> Result<Vec<ActRow>, Problem> {
    let filter = OpenFilter {
        queue: account::Queue::Patient,
        patient: Some(patient.to_string()),
        ..OpenFilter::default()
    };
    let mut owed = account::open(db, &filter, (0, 10_000))?;
    owed.sort_by(|a, b| (&a.since_on, &a.service_on).cmp(&(&b.since_on, &b.service_on)));
    let (mut rest, mut rows) = (amount, Vec::<ActRow>::new());
    for item in owed {
        let part = rest.min(item.amount);
        if part <= Money::ZERO {
            break;
        }
        rest = rest - part;
        let row = row_about(&item, part);
        let same =
            |there: &&mut ActRow| (there.claim_id, there.opening) == (row.claim_id, row.opening);
        match rows.iter_mut().find(same) {
            Some(there) => there.amount += part,
            None => rows.push(row),
        }
    }
    Ok(rows)
}

fn row_about(item: &OpenItem, amount: Money) -> ActRow {
    let claim_id = item.claim_id.parse::<ClaimId>().ok();
    ActRow {
        claim_id,
        opening: claim_id.is_none().then(|| ActId::from_bytes(item.item)),
        owner: "patient".to_owned(),
        amount,
        ..ActRow::default()
    }
}

fn row_of(db: &Connection, kind: &str, row: &SaveActRow) -> Result<ActRow, Problem> {
    let claim_id = row.claim_id.parse::<ClaimId>().ok();
    let opening = row
        .opening
        .parse::<ActId>()
        .ok()
        .filter(|_| claim_id.is_none());
    if claim_id.is_none() && opening.is_none() {
        return Err(Problem::field("rows", "Choose the claim."));
    }
    if let Some(id) = claim_id {
        writer::get::<billing::claim::Claim>(db, &id.to_string())?;
    }
    let owner = match row.owner.as_str() {
        "" => "patient",
        owner => owner,
    };
    if owner.parse::<Owner>().is_err() || owner == "hold" {
        return Err(Problem::field("owner", "Choose whose balance it is."));
    }
    Ok(ActRow {
        claim_id,
        line_id: row.line_id.parse::<LineId>().ok(),
        opening,
        owner: owner.to_owned(),
        amount: match kind {
            "decision" => Money::ZERO,
            _ => money("amount", &row.amount)?,
        },
        ..ActRow::default()
    })
}

/// What is open of the visit of a row.
fn open_about(db: &Connection, row: &ActRow) -> Result<Vec<OpenItem>, Problem> {
    let item = match (row.claim_id, row.opening) {
        (Some(id), _) => ledger::visit_of(db, &id.to_string())?,
        (None, Some(id)) => Some(id.bytes()),
        (None, None) => None,
    };
    Ok(match item {
        Some(item) => ledger::open_of(db, &item)?,
        None => Vec::new(),
    })
}

/// Refuses more than what stands there: of an owner's balance, or of a credit.
fn covered(db: &Connection, row: &ActRow, credit: bool) -> Result<(), Problem> {
    let open = open_about(db, row)?;
    let there: Money = open
        .iter()
        .filter(|open| {
            let own = if credit && row.owner != "us" {
                &open.debtor
            } else {
                &open.owner
            };
            *own == row.owner && row.line_id.is_none_or(|line| open.line == Some(line))
        })
        .map(|open| if credit { -open.amount } else { open.amount })
        .sum();
    if there.max(Money::ZERO) < row.amount {
        let what = if credit {
            "is to be given back"
        } else {
            "stands there"
        };
        return Err(Problem::field(
            "amount",
            format!("Only {} {what}. Type that or less.", there.max(Money::ZERO)),
        ));
    }
    Ok(())
}

/// What the role of who has signed in may write off or let off at once; `None` is no limit.
fn own_limit(open: &Open, db: &Connection) -> Result<Option<Money>, Problem> {
    let rules = remittances::rules(db, remittances::RULES)?;
    Ok(limit(&rules, open.who.role))
}

fn beyond(open: &Open, limit: Money, what: &str) -> Problem {
    Problem {
        code: Code::Refused,
        says: format!(
            "{} may write off {limit} {what}. Ask the owner or a practice admin.",
            open.who.role.title()
        ),
        field: Some("amount".to_owned()),
    }
}

/// Refuses more at once than a role may write off or let off.
///
/// # Errors
/// [`Code::Refused`] with the limit and whom to ask.
pub(crate) fn within_limit(open: &Open, db: &Connection, amount: Money) -> Result<(), Problem> {
    match own_limit(open, db)? {
        Some(limit) if limit < amount => {
            let what = format!("at once, and this is {amount}");
            Err(beyond(open, limit, &what))
        }
        _ => Ok(()),
    }
}

/// Refuses more than the limit on one claim, in however many steps: what the same person wrote off and let
/// off there counts too.
fn within_limit_of_claims(open: &Open, db: &Connection, act: &Act) -> Result<(), Problem> {
    let Some(limit) = own_limit(open, db)? else {
        return Ok(());
    };
    let place = |row: &ActRow| match row.claim_id {
        Some(claim) => claim.to_string(),
        None => row.opening.map(|id| id.to_string()).unwrap_or_default(),
    };
    let of = |act: &Act, wanted: &str| -> Money {
        let rows = act.rows.iter().filter(|row| place(row) == wanted);
        rows.map(|row| row.amount).sum()
    };
    let places: BTreeSet<String> = act.rows.iter().map(place).collect();
    for wanted in places {
        let mine = |one: &Act| {
            one.stands()
                && one.by_id == act.by_id
                && matches!(one.kind.as_str(), "discount" | "write_off")
        };
        let before: Money = remittances::acts_about(db, &wanted)?
            .iter()
            .filter(|one| mine(one))
            .map(|one| of(one, &wanted))
            .sum();
        if Money::ZERO < before && limit < before + of(act, &wanted) {
            let what = format!("on a claim, and you wrote off {before} on this one already");
            return Err(beyond(open, limit, &what));
        }
    }
    Ok(())
}

/// Takes an act back: its postings are reversed, and it stays in the list with the reason.
pub(crate) fn take_back_act(bench: &Workbench, ask: TakeBack) -> Result<Changed<ActView>, Problem> {
    let open = bench.opened()?;
    let reason = ask.reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Problem::field(
            "reason",
            "Say in words why it is taken back.",
        ));
    }
    let done = bench.transact(&open, "take_back_act", |writer| {
        let mut act: Act = writer.get(&ask.id)?;
        if act.taken_back.is_some() {
            return Err(Problem::new(Code::Changed, "This is taken back already."));
        }
        not_returned(writer.db(), &act)?;
        act.taken_back = Some(TakenBack {
            at: writer.at(),
            by: open.who.name.clone(),
            by_id: Some(open.who.id),
            reason: reason.clone(),
            moved: false,
        });
        writer.put(&act)?;
        let about = act.rows.iter().filter_map(|row| row.claim_id);
        let about: Vec<String> = std::iter::once(ask.id.clone())
            .chain(act.patient_id.map(|id| id.to_string()))
            .chain(about.map(|id| id.to_string()))
            .collect();
        let title = format!("Take back {}", in_sentence(act.title()));
        Ok(Done::new(act.id, title)
            .about(about)
            .with("kind", &act.kind)
            .with("cents", act.amount.cents()))
    })?;
    answer(bench, done)
}

/// Marks an act as looked at: it leaves the list of those at which somebody should look. Who did it looks
/// at it only where they are the owner, whom nobody else can stand in for.
pub(crate) fn look_at_act(bench: &Workbench, ask: ById) -> Result<Changed<ActView>, Problem> {
    let open = bench.opened()?;
    let done = bench.transact(&open, "look_at_act", |writer| {
        let mut act: Act = writer.get(&ask.id)?;
        if notice(writer.db(), &act)?.is_empty() {
            let says = "Nothing of this has to be looked at.";
            return Err(Problem::new(Code::Changed, says));
        }
        let me = Some(open.who.id);
        let own = act.by_id == me || act.taken_back.as_ref().is_some_and(|back| back.by_id == me);
        if own && open.who.role != Role::Owner {
            let says = "You did this yourself. Ask somebody else to look at it.";
            return Err(Problem::new(Code::Refused, says));
        }
        act.looked = Some(Looked {
            at: writer.at(),
            by: open.who.name.clone(),
            by_id: me,
        });
        writer.put(&act)?;
        let about = std::iter::once(ask.id.clone()).chain(act.patient_id.map(|id| id.to_string()));
        let title = format!("Look at {}", in_sentence(act.title()));
        Ok(Done::new(act.id, title).about(about.collect::<Vec<String>>()))
    })?;
    answer(bench, done)
}

/// A title within a sentence: without its capital.
pub(crate) fn in_sentence(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

pub(crate) fn view(open: &Open, db: &Connection, act: &Act) -> Result<ActView, Problem> {
    let mut names = Names::new(db, open.zone());
    let payer = act.payer_id.map(|id| id.to_string()).unwrap_or_default();
    let patient = match act.patient_id {
        Some(id) => writer::get::<billing::chart::Patient>(db, &id.to_string())?
            .0
            .person
            .name
            .listed(),
        None => String::new(),
    };
    Ok(ActView {
        id: act.id.to_string(),
        kind: act.kind.clone(),
        title: act_title(act),
        on: act.on.to_string(),
        by: act.by.clone(),
        patient_id: act.patient_id.map(|id| id.to_string()).unwrap_or_default(),
        patient,
        payer: names.payer(&payer)?,
        cents: act.amount.cents(),
        unapplied_cents: match act.kind.as_str() {
            "payment" => (act.amount - act.applied()).cents(),
            _ => 0,
        },
        method: act.method.clone(),
        number: act.number.clone(),
        reason: reason_words(&act.reason).to_owned(),
        text: act.text.clone(),
        taken_back: match &act.taken_back {
            Some(back) => format!(
                "Taken back {} by {}: {}",
                time::moment(back.at, &open.zone()),
                back.by,
                back.reason
            ),
            None => String::new(),
        },
        notice: notice(db, act)?,
        looked: act.looked.as_ref().map_or_else(String::new, |looked| {
            let when = time::moment(looked.at, &open.zone());
            format!("Looked at {when} by {}", looked.by)
        }),
        waits: act.waits(),
        approval: approval(open, act),
        of_id: act.of_id.map(|id| id.to_string()).unwrap_or_default(),
        returned: act.kind == "payment" && remittances::returned(db, &act.id.to_string())?,
        deposit: match act.kind.as_str() {
            "payment" => {
                let first = act.first_id.unwrap_or(act.id);
                let found = deposits::of_source(db, &first.to_string())?;
                found.map(|deposit| deposit.number).unwrap_or_default()
            }
            _ => String::new(),
        },
    })
}

/// What became of a word that an act needs, in a sentence.
fn approval(open: &Open, act: &Act) -> String {
    match &act.approval {
        None => String::new(),
        Some(asked) if asked.at == 0 => {
            "Waits for the word of an owner or practice admin; nothing is posted yet.".to_owned()
        }
        Some(asked) => {
            let when = time::moment(asked.at, &open.zone());
            match asked.given {
                true => format!("Approved {when} by {}", asked.by),
                false => format!("Turned down {when} by {}: {}", asked.by, asked.reason),
            }
        }
    }
}

/// Why somebody else should look at an act.
fn notice(db: &Connection, act: &Act) -> Result<String, Problem> {
    let back = act.taken_back.as_ref();
    // What was done after somebody looked is to be looked at anew.
    let seen = |looked: &Looked| back.is_none_or(|back| back.at <= looked.at);
    if act.looked.as_ref().is_some_and(seen) {
        return Ok(String::new());
    }
    let moved = back.is_some_and(|back| back.moved);
    if act.kind == "payment"
        && !moved
        && act.by_id.is_some()
        && back.is_some_and(|b| b.by_id == act.by_id)
    {
        return Ok("Taken back by who took it.".to_owned());
    }
    if act.kind == "refund" && act.taken_back.is_none() {
        let from = act.on.plus_days(-NOTICE_DAYS).to_string();
        let patient = act.patient_id.map(|id| id.to_string());
        let to = act.on.to_string();
        let before = remittances::acts(db, (&from, &to), patient.as_deref(), Some("payment"), 500)?;
        let same = before
            .iter()
            .find(|other| other.by_id.is_some() && other.by_id == act.by_id);
        if let Some(other) = same {
            return Ok(format!(
                "Given back by who took the payment of {}.",
                us_day(&other.on.to_string())
            ));
        }
    }
    Ok(String::new())
}

/// Acts, the newest first.
pub(crate) fn acts(bench: &Workbench, ask: ActsAsk) -> Result<ActRows, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let day = |field: &str, text: &str, other: &str| match text.trim() {
        "" => Ok(other.to_owned()),
        text => text
            .parse::<Day>()
            .map(|day| day.to_string())
            .map_err(|error| Problem::field(field, format!("This is not a day: {error}."))),
    };
    let (from, to) = (day("from", &ask.from, "")?, day("to", &ask.to, "9999")?);
    let patient = Some(ask.patient_id.as_str()).filter(|id| !id.is_empty());
    let kind = ask.kind.as_deref().filter(|kind| !kind.is_empty());
    let most = if ask.noticed { 100_000 } else { 501 };
    let mut rows = Vec::new();
    for act in remittances::acts(&db, (&from, &to), patient, kind, most)? {
        let view = view(&open, &db, &act)?;
        if !ask.noticed || !view.notice.is_empty() {
            rows.push(view);
        }
    }
    if ask.noticed && kind.is_none_or(|kind| kind == "payment") {
        rows.extend(undone(&open, &db, (&from, &to), patient)?);
        rows.sort_by(|a, b| b.on.cmp(&a.on));
    }
    let more = 500 < rows.len();
    rows.truncate(500);
    Ok(ActRows { rows, more })
}

/// Payments that were undone: their record is gone, their postings and reversals are not.
fn undone(
    open: &Open,
    db: &Connection,
    (from, to): (&str, &str),
    patient: Option<&str>,
) -> Result<Vec<ActView>, Problem> {
    let mut names = Names::new(db, open.zone());
    let mut rows = Vec::new();
    for (posting, back) in ledger::without_act(db, from, to)? {
        let entries = posting.entries()?;
        let of = entries
            .iter()
            .find_map(|entry| entry.patient)
            .map(|id| id.to_string());
        let cash: Money = entries
            .iter()
            .filter(|entry| entry.debit == billing::ledger::Account::Cash)
            .map(|entry| entry.amount)
            .sum();
        if cash == Money::ZERO || patient.is_some_and(|wanted| of.as_deref() != Some(wanted)) {
            continue;
        }
        let name = match &of {
            Some(id) => writer::get::<billing::chart::Patient>(db, id)?
                .0
                .person
                .name
                .listed(),
            None => String::new(),
        };
        let same = if posting.by == back.by {
            "Undone by who took it."
        } else {
            "Undone by somebody else."
        };
        rows.push(ActView {
            id: match posting.source()? {
                billing::ledger::Source::Act(id) => id.to_string(),
                _ => String::new(),
            },
            kind: "payment".to_owned(),
            title: "Patient payment".to_owned(),
            on: posting.on.to_string(),
            by: names.user_name(&posting.by)?,
            patient_id: of.unwrap_or_default(),
            patient: name,
            payer: String::new(),
            cents: cash.cents(),
            unapplied_cents: 0,
            method: String::new(),
            number: String::new(),
            reason: String::new(),
            text: String::new(),
            taken_back: format!(
                "Undone {} by {}",
                time::moment(back.at, &open.zone()),
                names.user_name(&back.by)?
            ),
            notice: same.to_owned(),
            looked: String::new(),
            waits: false,
            approval: String::new(),
            of_id: String::new(),
            returned: false,
            deposit: String::new(),
        });
    }
    Ok(rows)
}
