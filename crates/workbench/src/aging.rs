//! What is owed by age, the queues in which every open dollar stands, and what was paid too little.

use std::collections::BTreeMap;

use billing::chart::Patient;
use billing::ledger::aging::BUCKETS;
use values::{ActId, Day, EventId, Money};
use vault::account::{self, Basis, By, OpenFilter, Queue, Sort};
use vault::kinds::ClaimEvent;
use vault::ledger::{self, OpenItem};
use vault::{Connection, VaultError, claims, expected, writer};

use crate::Workbench;
use crate::account::*;
use crate::bench::{Done, Open};
use crate::guarantors;
use crate::ledger::{Names, line_of};
use crate::patient_steps::PatientSteps;
use crate::problem::{Code, Problem};
use crate::sheet_view::{expected_words, plain_owner};
use crate::time;
use crate::view::{Changed, Nothing};

/// Rows of a page.
const PAGE: u32 = 200;

/// The id of the row of what has no payer, provider or patient: an empty one asks for all.
const NONE: &str = "none";

/// Lines paid before this many days are not held against what was expected.
const UNDERPAID_DAYS: i32 = 365;

fn basis(name: &str) -> Result<Basis, Problem> {
    Ok(match name {
        "service" => Basis::Service,
        "billing" => Basis::Billing,
        "activity" => Basis::Activity,
        "since" => Basis::Since,
        _ => {
            return Err(Problem::field(
                "basis",
                "Age by service, billing, activity or since.",
            ));
        }
    })
}

fn by(name: &str) -> Result<By, Problem> {
    Ok(match name {
        "payer" => By::Payer,
        "provider" => By::Provider,
        "patient" => By::Patient,
        "guarantor" => By::Guarantor,
        "owner" => By::Owner,
        _ => {
            return Err(Problem::field(
                "by",
                "Sum by payer, provider, patient, guarantor or owner.",
            ));
        }
    })
}

/// The last day of each bucket but the first.
fn bounds(today: Day) -> Vec<String> {
    BUCKETS[1..]
        .iter()
        .map(|(from, _)| today.plus_days(-from).to_string())
        .collect()
}

/// What is owed, by age.
pub(crate) fn aging(bench: &Workbench, ask: AgingAsk) -> Result<AgingView, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let cells = account::aging(
        &db,
        basis(&ask.basis)?,
        by(&ask.by)?,
        &bounds(bench.today(&open)),
    )?;
    let mut rows: BTreeMap<String, AgingRow> = BTreeMap::new();
    let mut credit = 0;
    for (id, aged) in cells {
        let row = rows.entry(id.clone()).or_insert_with(|| AgingRow {
            id,
            title: String::new(),
            cents: vec![0; BUCKETS.len()],
            total_cents: 0,
            claims: 0,
        });
        for (sum, cents) in row.cents.iter_mut().zip(&aged.cents) {
            *sum += cents;
        }
        row.total_cents += aged.cents.iter().sum::<i64>();
        row.claims += aged.visits;
        credit += aged.credit;
    }
    let mut rows: Vec<AgingRow> = rows.into_values().collect();
    for row in &mut rows {
        row.title = title(&db, &ask.by, &row.id)?;
        if row.id.is_empty() {
            row.id = NONE.to_owned();
        }
    }
    rows.sort_by(|a, b| {
        b.total_cents
            .cmp(&a.total_cents)
            .then_with(|| a.title.cmp(&b.title))
    });
    let sums = (0..BUCKETS.len())
        .map(|n| rows.iter().filter_map(|row| row.cents.get(n)).sum())
        .collect();
    Ok(AgingView {
        basis: ask.basis,
        by: ask.by,
        buckets: BUCKETS
            .iter()
            .map(|(_, title)| (*title).to_owned())
            .collect(),
        total_cents: rows.iter().map(|row| row.total_cents).sum(),
        credit_cents: credit,
        ledger_cents: owed(&db)?.cents(),
        sums,
        rows,
    })
}

/// What the ledger says is owed to us.
pub(crate) fn owed(db: &Connection) -> Result<Money, Problem> {
    Ok(ledger::accounts(db)?
        .into_iter()
        .filter(|(account, _)| account.starts_with("ar:"))
        .map(|(_, money)| money)
        .sum())
}

fn title(db: &Connection, by: &str, id: &str) -> Result<String, Problem> {
    let found = match by {
        "payer" if id == "patient" => Ok("Patients".to_owned()),
        "payer" if id.is_empty() => Ok("Payer not known here".to_owned()),
        "payer" => writer::get::<billing::chart::Payer>(db, id).map(|(payer, _)| payer.name),
        "provider" if id.is_empty() => Ok("Opening balances".to_owned()),
        "provider" => writer::get::<billing::chart::Provider>(db, id)
            .map(|(provider, _)| provider.party.name.listed()),
        "owner" => Ok(plain_owner(id)),
        _ if id.is_empty() => Ok("No patient".to_owned()),
        "patient" => {
            writer::get::<Patient>(db, id).map(|(patient, _)| patient.person.name.listed())
        }
        _ => guarantors::account(db, id).map(|account| account.person.name.listed()),
    };
    match found {
        Ok(title) => Ok(title),
        Err(VaultError::NoSuch(_)) => Ok("Not here any more".to_owned()),
        Err(error) => Err(error.into()),
    }
}

/// The open amounts behind a figure of the aging.
pub(crate) fn aging_claims(bench: &Workbench, ask: AgingClaimsAsk) -> Result<QueueRows, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let basis = basis(&ask.basis)?;
    let mut filter = OpenFilter::default();
    if let Some(bucket) = ask.bucket {
        let bounds = bounds(bench.today(&open));
        let at = usize::try_from(bucket).unwrap_or(usize::MAX);
        if BUCKETS.len() <= at {
            return Err(Problem::field("bucket", "There is no such bucket."));
        }
        let to = at.checked_sub(1).and_then(|at| bounds.get(at)).cloned();
        let after = bounds.get(at).cloned();
        filter.days = Some((basis, after.unwrap_or_default(), to.unwrap_or_default()));
    }
    let id = match ask.id.as_str() {
        NONE => "",
        id => id,
    };
    if !ask.id.is_empty() {
        filter.by = Some((by(&ask.by)?, id.to_owned()));
    }
    let order = order(ask.sort.as_deref(), ask.descending)?;
    page(bench, &open, &db, &filter, (order, ask.from))
}

fn order(sort: Option<&str>, descending: Option<bool>) -> Result<(Sort, bool), Problem> {
    let sort = match sort.unwrap_or("due") {
        "due" => Sort::Due,
        "amount" => Sort::Amount,
        "since" => Sort::Since,
        "service" => Sort::Service,
        _ => {
            return Err(Problem::field(
                "sort",
                "Sort by due, amount, since or service.",
            ));
        }
    };
    Ok((sort, descending.unwrap_or(false)))
}

fn page(
    bench: &Workbench,
    open: &Open,
    db: &Connection,
    filter: &OpenFilter,
    (order, from): ((Sort, bool), u32),
) -> Result<QueueRows, Problem> {
    let today = bench.today(open);
    let (count, sum, _) = account::open_sums(db, filter, &today.to_string())?;
    let zone = open.zone();
    let mut names = Names::new(db, zone.clone());
    let mut steps = PatientSteps::new(db, today)?;
    let mut rows = Vec::new();
    for amounts in account::open_claims(db, filter, order, (from, PAGE))? {
        if let Some(all) = together(&amounts) {
            let row = row((&mut names, &mut steps), db, today, (&all, &amounts))?;
            rows.push(noted(row, db, &zone)?);
        }
    }
    Ok(QueueRows {
        rows,
        count,
        cents: sum.cents(),
    })
}

/// Amounts that are one thing to do, as one: what weighs most says why, the first day counts.
fn together(amounts: &[OpenItem]) -> Option<OpenItem> {
    let most = amounts
        .iter()
        .max_by_key(|open| open.amount.cents().abs())?;
    let first = |day: fn(&OpenItem) -> &String| amounts.iter().map(day).min().cloned();
    let mut all = most.clone();
    all.amount = amounts.iter().map(|open| open.amount).sum();
    all.due_on = first(|open| &open.due_on).unwrap_or_default();
    all.since_on = first(|open| &open.since_on).unwrap_or_default();
    all.service_on = first(|open| &open.service_on).unwrap_or_default();
    if 1 < amounts.len() {
        all.line = None;
    }
    Some(all)
}

fn row(
    (names, steps): (&mut Names<'_>, &mut PatientSteps<'_>),
    db: &Connection,
    today: Day,
    (item, amounts): (&OpenItem, &[OpenItem]),
) -> Result<QueueRow, Problem> {
    let (patient, account) = match writer::get::<Patient>(db, &item.patient_id) {
        Ok((patient, _)) => (patient.person.name.listed(), patient.account),
        Err(VaultError::NoSuch(_)) => (String::new(), String::new()),
        Err(error) => return Err(error.into()),
    };
    let (number, _, charge) = names.claim(&item.claim_id)?;
    let payer = names.payer(&item.payer_id)?;
    let since: Option<Day> = item.since_on.parse().ok();
    let opening = match item.claim_id.as_str() {
        "" => ActId::from_bytes(item.item).to_string(),
        _ => String::new(),
    };
    let visit = names.visit(&item.item)?;
    Ok(QueueRow {
        claim_id: item.claim_id.clone(),
        opening,
        number,
        patient_id: item.patient_id.clone(),
        patient,
        account,
        payer,
        service_on: item.service_on.clone(),
        charge_cents: charge,
        days: since.map_or(0, |since| since.days_until(today)),
        open: steps.view(item, visit)?,
        lines: amounts
            .iter()
            .map(|open| OpenLine {
                n: line_of(open, visit),
                line_id: open.line.map(|id| id.to_string()).unwrap_or_default(),
                cents: open.amount.cents(),
            })
            .collect(),
        note: String::new(),
        noted: String::new(),
    })
}

/// A row with what was last noted on its claim.
fn noted(row: QueueRow, db: &Connection, zone: &str) -> Result<QueueRow, Problem> {
    if row.claim_id.is_empty() {
        return Ok(row);
    }
    Ok(match claims::last_note(db, &row.claim_id)? {
        Some(note) => QueueRow {
            noted: format!("{}, {}", note.by, time::moment(note.at, zone)),
            note: note.text,
            ..row
        },
        None => row,
    })
}

fn queue_title(queue: Queue) -> &'static str {
    match queue {
        Queue::All => "All",
        Queue::Denied => "Denied",
        Queue::Look => "Not explained",
        Queue::Send => "To send",
        Queue::Ask => "To ask about",
        Queue::Wait => "Waiting for payers",
        Queue::Patient => "With patients",
        Queue::Hold => "On hold",
        Queue::Credits => "Credits to give back",
    }
}

/// The queues, with their sums.
pub(crate) fn queues(bench: &Workbench, _: Nothing) -> Result<QueuesView, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let today = bench.today(&open).to_string();
    let (mut rows, mut total) = (Vec::new(), 0);
    for queue in Queue::ALL {
        let filter = OpenFilter {
            queue,
            ..OpenFilter::default()
        };
        let (count, sum, due) = account::open_sums(&db, &filter, &today)?;
        total += sum.cents();
        rows.push(QueueCount {
            name: queue.name().to_owned(),
            title: queue_title(queue).to_owned(),
            count,
            cents: sum.cents(),
            due,
        });
    }
    let short = short_lines(&db, bench.today(&open), None)?;
    Ok(QueuesView {
        rows,
        total_cents: total,
        underpaid: u32::try_from(short.len()).unwrap_or(u32::MAX),
        underpaid_cents: short.iter().map(|(_, _, short)| short.cents()).sum(),
    })
}

/// A page of a queue.
pub(crate) fn queue(bench: &Workbench, ask: QueueAsk) -> Result<QueueRows, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let queue = Queue::ALL
        .into_iter()
        .find(|queue| queue.name() == ask.name)
        .ok_or_else(|| Problem::new(Code::NotFound, "There is no such queue."))?;
    let filter = OpenFilter {
        queue,
        ..OpenFilter::default()
    };
    let order = order(ask.sort.as_deref(), ask.descending)?;
    page(bench, &open, &db, &filter, (order, ask.from))
}

type Short = (expected::PaidLine, expected::Expected, Money);

/// Lines that were allowed less than was expected, and by how much; of one claim, or of all.
fn short_lines(db: &Connection, today: Day, claim: Option<&str>) -> Result<Vec<Short>, Problem> {
    let lines = expected::paid_lines(db, today.plus_days(-UNDERPAID_DAYS), claim)?;
    let mut known: BTreeMap<(String, String, String, String), Option<expected::Expected>> =
        BTreeMap::new();
    let (mut lessons, mut short) = (expected::Lessons::default(), Vec::new());
    for line in lines {
        let Ok(on) = line.service_on.parse::<Day>() else {
            continue;
        };
        let key = (
            line.payer_id.clone(),
            line.code.clone(),
            format!("{} {} {}", line.modifiers, line.pos, line.units),
            // Within a month nothing else is learned, and a schedule begins on a first.
            line.service_on.chars().take(7).collect(),
        );
        let found = match known.get(&key) {
            Some(found) => found.clone(),
            None => {
                let modifiers: Vec<String> = line
                    .modifiers
                    .split_whitespace()
                    .map(str::to_owned)
                    .collect();
                let service = expected::Service {
                    payer: &line.payer_id,
                    code: &line.code,
                    modifiers: &modifiers,
                    pos: &line.pos,
                    units: &line.units,
                    on,
                    without: "",
                };
                // One other line alone says nothing of what is usual.
                let found = lessons
                    .expected(db, &service)?
                    .filter(|found| found.lines == 0 || 3 <= found.lines);
                known.insert(key, found.clone());
                found
            }
        };
        if let Some(found) = found
            && line.allowed < found.allowed
            && !is_settled(db, &line)?
        {
            let missing = found.allowed - line.allowed;
            short.push((line, found, missing));
        }
    }
    short.sort_by_key(|line| std::cmp::Reverse(line.2));
    Ok(short)
}

/// The code of a paid line with its modifiers.
fn code_of(line: &expected::PaidLine) -> String {
    let parts = std::iter::once(line.code.as_str()).chain(line.modifiers.split_whitespace());
    parts.collect::<Vec<&str>>().join("-")
}

/// Whether a person settled that a line was paid too little.
fn is_settled(db: &Connection, line: &expected::PaidLine) -> Result<bool, Problem> {
    let named = format!("{} {}", line.remittance_id, code_of(line));
    let events = claims::events(db, &line.claim_id)?;
    Ok(events
        .iter()
        .any(|event| event.kind == "underpaid" && event.line == named))
}

/// Settles that a line was paid too little: it is accepted, or an appeal is under way.
pub(crate) fn settle_underpaid(
    bench: &Workbench,
    ask: SettleUnderpaid,
) -> Result<Changed<Nothing>, Problem> {
    let open = bench.opened()?;
    let text = ask.text.trim();
    if text.is_empty() || 2_000 < text.chars().count() {
        return Err(Problem::field(
            "text",
            "Say in words why, in 2,000 characters at most.",
        ));
    }
    if !matches!(ask.how.as_str(), "accepted" | "appealed") {
        return Err(Problem::field(
            "how",
            "Accept it, or say that it is appealed.",
        ));
    }
    bench.transact(&open, "settle_underpaid", |writer| {
        let short = short_lines(writer.db(), bench.today(&open), Some(&ask.claim_id))?;
        let meant = |line: &expected::PaidLine| {
            line.remittance_id == ask.remittance_id && code_of(line) == ask.code
        };
        if !short.iter().any(|(line, ..)| meant(line)) {
            let says = "This line is not on the list any more.";
            return Err(Problem::new(Code::Changed, says));
        }
        let at = writer.at();
        writer.insert(&ClaimEvent {
            id: EventId::new(u64::try_from(at).unwrap_or(0), bench.random()?),
            claim_id: (ask.claim_id.parse()).map_err(|_| VaultError::NoSuch("claim"))?,
            at,
            by: open.who.name.clone(),
            kind: "underpaid".to_owned(),
            text: format!("Underpaid {}, {}: {text}", ask.code, ask.how),
            items: String::new(),
            print_id: None,
            look_on: None,
            line: format!("{} {}", ask.remittance_id, ask.code),
        })?;
        let about = [ask.claim_id.clone(), ask.remittance_id.clone()];
        Ok(
            Done::new(Nothing {}, format!("Settle the underpaid {}", ask.code))
                .about(about)
                .with("how", &ask.how),
        )
    })
}

/// Lines that were paid less than was expected.
pub(crate) fn underpaid(bench: &Workbench, _: Nothing) -> Result<UnderpaidView, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let short = short_lines(&db, bench.today(&open), None)?;
    let mut names = Names::new(&db, open.zone());
    let mut rows = Vec::new();
    for (line, found, missing) in short.iter().take(500) {
        let claim = vault::claims::one(&db, &line.claim_id)?;
        let (remittance, _) =
            writer::get::<billing::remittance::Remittance>(&db, &line.remittance_id)?;
        rows.push(UnderpaidRow {
            claim_id: line.claim_id.clone(),
            number: claim.number,
            remittance_id: line.remittance_id.clone(),
            check: remittance.number,
            payer: names.payer(&line.payer_id)?,
            patient: claim.patient,
            service_on: line.service_on.clone(),
            code: code_of(line),
            allowed_cents: line.allowed.cents(),
            expected_cents: found.allowed.cents(),
            expected_from: expected_words(found.lines),
            short_cents: missing.cents(),
        });
    }
    Ok(UnderpaidView {
        rows,
        count: u32::try_from(short.len()).unwrap_or(u32::MAX),
        cents: short.iter().map(|(_, _, missing)| missing.cents()).sum(),
    })
}
