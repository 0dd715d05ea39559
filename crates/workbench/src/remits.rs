//! Remittance sheets: what was typed, read and computed; parking, posting, taking back.

use billing::remittance::certificate::{Certificate, Place, Severity, certificate, needed};
use billing::remittance::{RemitClaim, Remittance};
use billing::typed;
use values::{Day, Money, RemitId};
use vault::remittances::Wanted;
use vault::{Connection, VaultError, Writer, remittances, writer};

use crate::Workbench;
use crate::bench::{Done, Open};
use crate::chart::ById;
use crate::problem::{Code, Problem};
use crate::sheet::*;
use crate::sheet_read::{Read, read, texts_of};
use crate::sheet_view::sheet_view;
use crate::tokens;
use crate::view::{Changed, Nothing};

/// Remittances of a page.
const PAGE: u32 = 200;

/// Remittances, those that are parked first.
pub(crate) fn remittances(
    bench: &Workbench,
    ask: RemittancesAsk,
) -> Result<RemittanceRows, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let wanted = wanted(&ask.text, bench.today(&open));
    let (parked, posted) = remittances::counts(&db)?;
    let (rows, found) = remittances::remittances(&db, &wanted, (ask.from, PAGE))?;
    let rows = rows
        .iter()
        .map(|r| row(&db, r))
        .collect::<Result<_, Problem>>()?;
    Ok(RemittanceRows {
        rows,
        found,
        parked,
        posted,
    })
}

/// What a search asks for, word by word.
fn wanted(text: &str, today: Day) -> Vec<Wanted> {
    let text = text.to_lowercase().replace("taken back", "taken");
    let words = text.split_whitespace();
    words
        .map(|word| Wanted {
            number: billing::remittance::plain_number(word),
            payer: word.to_owned(),
            amount: word.parse().ok(),
            day: typed::day(word, today),
            state: match word {
                "parked" => "parked",
                "posted" => "posted",
                "taken" => "taken_back",
                _ => "",
            },
        })
        .collect()
}

fn row(db: &Connection, remittance: &Remittance) -> Result<RemittanceRow, Problem> {
    let certificate = certificate(remittance);
    Ok(RemittanceRow {
        id: remittance.id.to_string(),
        payer: payer_name(db, remittance)?,
        method: remittance.method.clone(),
        number: remittance.number.clone(),
        paid_on: remittance
            .paid_on
            .map(|day| day.to_string())
            .unwrap_or_default(),
        amount_cents: remittance.amount.cents(),
        claims: u32::try_from(remittance.claims.len()).unwrap_or(u32::MAX),
        left_out: u32::try_from(remittance.left_out.len()).unwrap_or(u32::MAX),
        state: state(remittance).to_owned(),
        taken_back: remittance.posted_on.is_none() && remittances::was_unposted(db, remittance.id)?,
        posted_on: remittance
            .posted_on
            .map(|day| day.to_string())
            .unwrap_or_default(),
        posted_by: remittance.posted_by.clone(),
        remainder_cents: left_to_explain(remittance, &certificate).cents(),
    })
}

/// What of the check nothing on it explains: what a claim explained that was taken back since stands open
/// until the claim is posted again.
pub(crate) fn left_to_explain(remittance: &Remittance, certificate: &Certificate) -> Money {
    let all: Money = remittance.claims.iter().map(|claim| claim.paid).sum();
    let standing: Money = remittance.standing().map(|claim| claim.paid).sum();
    certificate.remainder() + all - standing
}

pub(crate) fn state(remittance: &Remittance) -> &'static str {
    if remittance.posted_on.is_some() {
        "posted"
    } else {
        "parked"
    }
}

pub(crate) fn payer_name(db: &Connection, remittance: &Remittance) -> Result<String, Problem> {
    Ok(match remittance.payer_id {
        Some(id) => {
            writer::get::<billing::chart::Payer>(db, &id.to_string())?
                .0
                .name
        }
        None => String::new(),
    })
}

/// A sheet with nothing on it.
pub(crate) fn new_sheet(bench: &Workbench, _: Nothing) -> Result<SheetView, Problem> {
    let texts = SheetTexts {
        id: String::new(),
        version: 0,
        payer_id: String::new(),
        method: "check".to_owned(),
        number: String::new(),
        paid_on: String::new(),
        amount: String::new(),
        claims: Vec::new(),
        provider: Vec::new(),
    };
    check_sheet(bench, texts)
}

/// A sheet that is kept.
pub(crate) fn sheet(bench: &Workbench, ask: ById) -> Result<SheetView, Problem> {
    let open = bench.opened()?;
    crate::lists::end_search(bench, &open)?;
    let db = open.vault.reader()?;
    let (remittance, version) = writer::get::<Remittance>(&db, &ask.id)?;
    let texts = texts_of(&remittance, version);
    let read = read(bench, &open, &db, texts, Some(&remittance))?;
    let view = sheet_view(bench, &open, &db, &read)?;
    drop(db);
    let patients: std::collections::BTreeSet<String> = view
        .claims
        .iter()
        .flat_map(|claim| [claim.claim_id.clone(), claim.patient_id.clone()])
        .filter(|id| !id.is_empty())
        .collect();
    bench.log_look(
        &open,
        "view_remittance",
        &ask.id,
        patients.into_iter().collect(),
    )?;
    Ok(view)
}

/// What a sheet comes to as it is typed. Nothing is stored.
pub(crate) fn check_sheet(bench: &Workbench, ask: SheetTexts) -> Result<SheetView, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let there = kept(&db, &ask)?;
    let read = read(bench, &open, &db, ask, there.as_ref())?;
    sheet_view(bench, &open, &db, &read)
}

/// The remittance that a sheet was made from, if it was kept before.
fn kept(db: &Connection, texts: &SheetTexts) -> Result<Option<Remittance>, Problem> {
    if texts.id.is_empty() {
        return Ok(None);
    }
    match writer::get::<Remittance>(db, &texts.id) {
        Ok((remittance, _)) => Ok(Some(remittance)),
        Err(VaultError::NoSuch(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Refuses a sheet that somebody else kept since, or that is posted.
fn still_open(db: &Connection, texts: &SheetTexts) -> Result<(), Problem> {
    if texts.id.is_empty() {
        return Ok(());
    }
    match writer::get::<Remittance>(db, &texts.id) {
        Ok((there, _)) if there.posted_on.is_some() => Err(Problem::new(
            Code::Changed,
            "This check is posted. Take it back first, then correct it.",
        )),
        Ok((_, version)) if version != texts.version => Err(changed()),
        Err(VaultError::NoSuch(_)) if texts.version != 0 => Err(changed()),
        Ok(_) | Err(VaultError::NoSuch(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn changed() -> Problem {
    Problem::new(
        Code::Changed,
        "Somebody else changed this sheet since. Open it again; what you typed is still in the form.",
    )
}

/// Reads and keeps a sheet, and answers with it as it stands then.
fn keep(
    bench: &Workbench,
    ask: SheetTexts,
    did: &str,
    change: impl FnOnce(&Open, &Writer<'_>, &mut Read) -> Result<String, Problem>,
) -> Result<Changed<SheetView>, Problem> {
    let open = bench.opened()?;
    let form = draft_name(&ask);
    let done = bench.transact(&open, did, |writer| {
        still_open(writer.db(), &ask)?;
        let there = kept(writer.db(), &ask)?;
        let mut read = read(bench, &open, writer.db(), ask, there.as_ref())?;
        let title = change(&open, writer, &mut read)?;
        let remittance = &read.remittance;
        writer.put(remittance)?;
        vault::local::drop_draft(writer.db(), &open.who.id.to_string(), &form)?;
        let done = Done::new(remittance.id, title).having_seen(read.seen);
        Ok(told(done, &read.remittance))
    })?;
    answer(bench, done)
}

/// What the audit log says of a remittance that was kept.
pub(crate) fn told(done: Done<RemitId>, remittance: &Remittance) -> Done<RemitId> {
    let about = remittance.claims.iter().filter_map(|claim| claim.claim_id);
    let about = about.map(|id| id.to_string());
    done.about(std::iter::once(remittance.id.to_string()).chain(about))
        .with("claims", remittance.claims.len())
        .with("cents", remittance.amount.cents())
}

/// Under which name a half-typed sheet is kept.
fn draft_name(texts: &SheetTexts) -> String {
    let id = if texts.id.is_empty() {
        "new"
    } else {
        &texts.id
    };
    format!("sheet {id}")
}

/// A sheet as it was just kept.
///
/// # Errors
/// As the database answers.
pub fn just_kept(bench: &Workbench, id: RemitId) -> Result<SheetView, Problem> {
    let open = bench.opened()?;
    // Where it was written, which has in memory what it is about.
    open.vault.quick(|db| {
        let (remittance, version) = writer::get::<Remittance>(db, &id.to_string())?;
        let texts = texts_of(&remittance, version);
        let read = read(bench, &open, db, texts, Some(&remittance))?;
        sheet_view(bench, &open, db, &read)
    })
}

fn answer(bench: &Workbench, done: Changed<RemitId>) -> Result<Changed<SheetView>, Problem> {
    Ok(Changed {
        value: just_kept(bench, done.value)?,
        touched: done.touched,
        undo: done.undo,
    })
}

/// The check as people call it: `check 1234`.
pub(crate) fn called(remittance: &Remittance) -> String {
    let what = match remittance.method.as_str() {
        "eft" => "EFT",
        "none" => "remittance",
        _ => "check",
    };
    match remittance.number.as_str() {
        "" => what.to_owned(),
        number => format!("{what} {number}"),
    }
}

/// Keeps a sheet as it is, to go on later.
pub(crate) fn park_sheet(
    bench: &Workbench,
    ask: SheetTexts,
) -> Result<Changed<SheetView>, Problem> {
    keep(bench, ask, "park_sheet", |_, _, read| {
        if let Some(fault) = read.faults.iter().find(|fault| fault.unread) {
            return Err(Problem::field(
                &fault.view.field,
                format!("{} What cannot be read cannot be kept.", fault.view.says),
            ));
        }
        Ok(format!("Park {}", called(&read.remittance)))
    })
}

/// Posts a sheet that closes: every claim of it, in one transaction.
pub(crate) fn post_sheet(
    bench: &Workbench,
    ask: SheetTexts,
) -> Result<Changed<SheetView>, Problem> {
    let ask = parked_first(bench, ask)?;
    keep(bench, ask, "post_sheet", |open, writer, read| {
        if let Some(fault) = read.faults.first() {
            return Err(Problem::field(&fault.view.field, fault.view.says.clone()));
        }
        post(bench, open, writer, &mut read.remittance)
    })
}

/// A sheet that was never kept and can be posted is parked before: who undoes the posting then has the
/// sheet as it was keyed, and not nothing. Where the same check is parked already, it is that sheet.
fn parked_first(bench: &Workbench, ask: SheetTexts) -> Result<SheetTexts, Problem> {
    let closes = {
        let open = bench.opened()?;
        let db = open.vault.reader()?;
        if kept(&db, &ask)?.is_some() {
            return Ok(ask);
        }
        let read = read(bench, &open, &db, ask.clone(), None)?;
        if let Some((id, version)) = tokens::parked_twin(&db, &read.remittance)? {
            return Ok(SheetTexts { id, version, ..ask });
        }
        sheet_view(bench, &open, &db, &read)?.closes
    };
    if !closes {
        return Ok(ask);
    }
    let parked = park_sheet(bench, ask.clone())?.value.texts;
    let claims = ask.claims.into_iter().zip(&parked.claims);
    let claims = claims.map(|(claim, parked)| SheetClaimTexts {
        part: parked.part,
        ..claim
    });
    Ok(SheetTexts {
        id: parked.id,
        version: parked.version,
        claims: claims.collect(),
        ..ask
    })
}

/// Marks a remittance as posted; refused while it does not close.
pub(crate) fn post(
    bench: &Workbench,
    open: &Open,
    writer: &Writer<'_>,
    remittance: &mut Remittance,
) -> Result<String, Problem> {
    if let Some(first) = tokens::twin(writer.db(), remittance)? {
        return Err(tokens::posted_already(writer.db(), &first)?);
    }
    if let Some(missing) = needed(remittance).first() {
        return Err(Problem::field(missing.field, missing.says.clone()));
    }
    let certificate = certificate(remittance);
    if !certificate.closes() {
        let says: Vec<String> = certificate
            .broken()
            .filter(|check| check.severity == Severity::Must)
            .take(5)
            .map(|check| check.says.clone())
            .collect();
        return Err(Problem::field("checks", says.join("\n")));
    }
    remittance.posted_on = Some(bench.today(open));
    remittance.posted_at = writer.at();
    remittance.posted_by = open.who.name.clone();
    remittance.rules = remittances::rules(writer.db(), remittances::RULES)?.rows;
    remittance.left_out.clear();
    Ok(format!("Post {}", called(remittance)))
}

/// Takes a posted check back: all of it, which parks it again, or one claim.
pub(crate) fn unpost(bench: &Workbench, ask: Unpost) -> Result<Changed<SheetView>, Problem> {
    change_posted(bench, &ask, "unpost", |remittance| {
        if ask.part == 0 {
            remittance.posted_on = None;
            remittance.posted_at = 0;
            remittance.posted_by.clear();
            remittance.rules.clear();
            remittance.left_out.clear();
            return Ok(format!("Take back {}", called(remittance)));
        }
        let claim = part(remittance, ask.part)?.number.clone();
        if remittance.left_out.contains(&ask.part) {
            return Err(Problem::new(
                Code::Changed,
                "This claim is taken back already.",
            ));
        }
        remittance.left_out.push(ask.part);
        remittance.left_out.sort_unstable();
        Ok(format!("Take back claim {claim} of {}", called(remittance)))
    })
}

/// Posts a claim again that was taken back by itself.
pub(crate) fn repost(bench: &Workbench, ask: Unpost) -> Result<Changed<SheetView>, Problem> {
    change_posted(bench, &ask, "repost", |remittance| {
        let claim = part(remittance, ask.part)?.number.clone();
        if !remittance.left_out.contains(&ask.part) {
            return Err(Problem::new(Code::Changed, "This claim stands already."));
        }
        remittance.left_out.retain(|part| *part != ask.part);
        Ok(format!(
            "Post claim {claim} of {} again",
            called(remittance)
        ))
    })
}

fn part(remittance: &Remittance, part: u32) -> Result<&RemitClaim, Problem> {
    remittance
        .claims
        .iter()
        .find(|claim| claim.part == part)
        .ok_or_else(|| {
            Problem::new(
                Code::NotFound,
                "That claim is not on this check. Open it again.",
            )
        })
}

fn change_posted(
    bench: &Workbench,
    ask: &Unpost,
    did: &str,
    change: impl FnOnce(&mut Remittance) -> Result<String, Problem>,
) -> Result<Changed<SheetView>, Problem> {
    let open = bench.opened()?;
    let done = bench.transact(&open, did, |writer| {
        let (mut remittance, version) = writer::get::<Remittance>(writer.db(), &ask.id)?;
        if version != ask.version {
            return Err(changed());
        }
        if remittance.posted_on.is_none() {
            return Err(Problem::new(
                Code::Changed,
                "This check is not posted. There is nothing to take back.",
            ));
        }
        let title = change(&mut remittance)?;
        writer.put(&remittance)?;
        let about = remittance.claims.iter().filter_map(|claim| {
            let meant = ask.part == 0 || claim.part == ask.part;
            claim.claim_id.filter(|_| meant).map(|id| id.to_string())
        });
        let about: Vec<String> = std::iter::once(ask.id.clone()).chain(about).collect();
        Ok(Done::new(remittance.id, title)
            .about(about)
            .with("part", ask.part))
    })?;
    answer(bench, done)
}

/// Throws a parked sheet away.
pub(crate) fn remove_sheet(bench: &Workbench, ask: ById) -> Result<Changed<Nothing>, Problem> {
    let open = bench.opened()?;
    bench.transact(&open, "remove_sheet", |writer| {
        let remittance: Remittance = writer.get(&ask.id)?;
        if remittance.posted_on.is_some() {
            return Err(Problem::new(
                Code::Changed,
                "A posted check cannot be thrown away. Take it back first.",
            ));
        }
        writer.remove::<Remittance>(&ask.id)?;
        Ok(
            Done::new(Nothing {}, format!("Throw away {}", called(&remittance)))
                .about([ask.id.clone()]),
        )
    })
}

/// The posted remittances of a number; for the command line, which names a check by it.
///
/// # Errors
/// [`Code::NotFound`] when there is none, [`Code::Field`] when there are several.
pub fn posted_of(bench: &Workbench, named: &str) -> Result<(String, i64), Problem> {
    bench.allow("unpost", crate::role::Right::PostPayments)?;
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let found = match named.parse::<RemitId>() {
        Ok(_) => vec![named.to_owned()],
        Err(_) => remittances::by_number(&db, &billing::remittance::plain_number(named))?
            .into_iter()
            .filter(|remittance| remittance.posted_on.is_some())
            .map(|remittance| remittance.id.to_string())
            .collect(),
    };
    match found.as_slice() {
        [id] => Ok((id.clone(), writer::get::<Remittance>(&db, id)?.1)),
        [] => Err(Problem::new(
            Code::NotFound,
            "No check with that number is posted.",
        )),
        several => Err(Problem::field(
            "check",
            format!(
                "Several checks have that number. Name one by its id: {}.",
                several.join(", ")
            ),
        )),
    }
}

/// Where something stands, as the interface names it: the claim's place, the line's, the provider
/// adjustment's.
pub(crate) fn place_of(
    remittance: &Remittance,
    place: &Place,
) -> (Option<u32>, Option<u32>, Option<u32>) {
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let claim = |part: u32| {
        remittance
            .claims
            .iter()
            .position(|claim| claim.part == part)
            .map(narrow)
    };
    match place {
        Place::Sheet => (None, None, None),
        Place::Claim(part) => (claim(*part), None, None),
        Place::Line(part, line) => (claim(*part), Some(narrow(*line)), None),
        Place::ProviderAdjustment(at) => (None, None, Some(narrow(*at))),
    }
}
