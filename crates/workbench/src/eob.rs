//! A keyed EOB from a file: read, looked up, previewed, posted on the same engine as a sheet.

use billing::chart::Payer;
use billing::remittance::keyed::{self, KeyedEob};
use billing::remittance::{OPENING, Remittance};
use values::{ActId, PayerId, RemitId};
use vault::{Connection, register};

use crate::Workbench;
use crate::bench::Done;
use crate::problem::{Code, Problem};
use crate::role::Right;
use crate::sheet::SheetView;
use crate::sheet_read::{place_of_service, read_remittance};
use crate::sheet_view::sheet_view;
use crate::tokens;
use crate::told::Reader;
use crate::view::Changed;

fn remittance(
    bench: &Workbench,
    db: &Connection,
    reader: &mut Reader<'_>,
    json: &str,
) -> Result<Remittance, Problem> {
    let keyed: KeyedEob = serde_json::from_str(json).map_err(|error| {
        Problem::new(
            Code::Field,
            format!("The file is not a keyed EOB: {error}. docs/cli.md shows one."),
        )
    })?;
    let (mut draft, mut faults) = keyed::read(&keyed);
    let mut say = |place: String, says: String| faults.push(keyed::Fault { place, says });
    match payer(db, &draft.payer)?.as_slice() {
        [payer] => draft.payer_id = Some(payer.id),
        [] => say(
            "payer".to_owned(),
            "No payer here has that name or payer ID. Key it as the list of payers shows it."
                .to_owned(),
        ),
        _ => say(
            "payer".to_owned(),
            "Several payers have that name. Key the payer ID.".to_owned(),
        ),
    }
    let mut places = Vec::new();
    for (n, claim) in draft.claims.iter_mut().enumerate() {
        if let Some(found) = opening((db, reader), draft.payer_id, &claim.claim)? {
            match found {
                Ok(id) => claim.pays_opening(id),
                Err(says) => say(format!("claim {}", n + 1), says),
            }
            places.push(None);
            continue;
        }
        let found = match claim.claim.parse::<values::ClaimId>() {
            Ok(_) => vec![claim.claim.clone()],
            Err(_) => vault::claims::by_number(db, &claim.claim)?,
        };
        let own = match found.as_slice() {
            [id] => match reader.visit_of(id) {
                Ok((_, claims)) => claims.into_iter().find(|own| own.id.to_string() == *id),
                Err(vault::VaultError::NoSuch(_)) => None,
                Err(error) => return Err(error.into()),
            },
            _ => None,
        };
        match own {
            Some(own) => {
                for line in claim.answers(&own) {
                    say(
                        format!("claim {}, line {}", n + 1, line + 1),
                        "Our claim has no such line. Key the number of its line, or leave it out."
                            .to_owned(),
                    );
                }
                places.push(Some(own));
            }
            None => {
                let says = match found.len() {
                    0 | 1 => "There is no claim with that number or id.",
                    _ => "Several claims have that number. Key the claim's id.",
                };
                say(format!("claim {}", n + 1), says.to_owned());
                places.push(None);
            }
        }
    }
    let at = u64::try_from(bench.now()).unwrap_or(0);
    let (mut remittance, more) = draft.complete(RemitId::new(at, bench.random()?));
    faults.extend(more);
    if !faults.is_empty() {
        let says: Vec<String> = faults
            .iter()
            .map(|fault| format!("{}: {}", fault.place, fault.says))
            .collect();
        return Err(Problem::field("file", says.join("\n")));
    }
    for (claim, own) in remittance.claims.iter_mut().zip(&places) {
        let Some(own) = own else { continue };
        for line in &mut claim.lines {
            let of = own
                .content
                .lines
                .iter()
                .find(|of| of.id.is_some() && of.id == line.line_id);
            if let Some(of) = of {
                line.pos.clone_from(place_of_service(own, of));
            }
        }
    }
    Ok(remittance)
}

/// The opening balance that is meant, or why it cannot be told; none where a claim is meant.
fn opening(
    (db, reader): (&Connection, &Reader<'_>),
    payer: Option<PayerId>,
    named: &str,
) -> Result<Option<Result<ActId, String>>, Problem> {
    let id = named.parse::<ActId>().ok();
    if id.is_none() && !named.eq_ignore_ascii_case(OPENING) {
        return Ok(None);
    }
    if let Some(id) = id {
        let visit = reader.opening(&id.to_string())?;
        let owes = visit.is_some_and(|visit| {
            let mut payers = visit.payers.iter();
            payers.any(|owes| owes.payer_id.is_some() && owes.payer_id == payer)
        });
        let says = "That is no opening balance of this payer. Key its id as lists show it.";
        return Ok(Some(if owes { Ok(id) } else { Err(says.to_owned()) }));
    }
    let payer = payer.map(|id| id.to_string()).unwrap_or_default();
    let open = vault::ledger::openings_of(db, &payer)?;
    let all: Vec<ActId> = open.iter().map(|of| ActId::from_bytes(of.item)).collect();
    Ok(Some(match all.as_slice() {
        [only] => Ok(*only),
        [] => Err("This payer owes nothing without a claim.".to_owned()),
        all => {
            let ids: Vec<String> = all.iter().map(ToString::to_string).collect();
            Err(format!(
                "This payer has several opening balances. Key the id of one: {}.",
                ids.join(", ")
            ))
        }
    }))
}

fn payer(db: &Connection, named: &str) -> Result<Vec<Payer>, Problem> {
    let plain = named.trim().to_lowercase();
    let all = register::payers(db)?;
    let by_id: Vec<Payer> = all
        .iter()
        .filter(|payer| !plain.is_empty() && payer.payer_id.to_lowercase() == plain)
        .cloned()
        .collect();
    if !by_id.is_empty() {
        return Ok(by_id);
    }
    Ok(all
        .into_iter()
        .filter(|payer| payer.name.to_lowercase() == plain || payer.id.to_string() == plain)
        .collect())
}

/// What a keyed EOB would do. Nothing is stored.
///
/// # Errors
/// What cannot be read, with its places.
pub fn preview_eob(bench: &Workbench, json: &str) -> Result<SheetView, Problem> {
    bench.allow("check_sheet", Right::PostPayments)?;
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let zone = open.zone();
    let mut reader = Reader::new(&db, &zone);
    let remittance = remittance(bench, &db, &mut reader, json)?;
    let read = read_remittance(bench, &open, (&db, reader), remittance)?;
    sheet_view(bench, &open, &db, &read)
}

/// Posts a keyed EOB: all of it, or nothing. Answers with the remittance's id.
///
/// # Errors
/// What cannot be read, does not add up or is posted already, with its places.
pub fn post_eob(bench: &Workbench, json: &str) -> Result<Changed<RemitId>, Problem> {
    bench.allow("post_sheet", Right::PostPayments)?;
    let open = bench.opened()?;
    bench.transact(&open, "post_sheet", |writer| {
        let zone = open.zone();
        let (mut remittance, seen) = {
            let mut reader = Reader::new(writer.db(), &zone);
            let read = remittance(bench, writer.db(), &mut reader, json)?;
            (read, reader.seen())
        };
        let title = crate::remits::post(bench, &open, writer, &mut remittance)?;
        // The same check that is parked is this one: nothing of it stays lying.
        let lying = tokens::parked_twin(writer.db(), &remittance)?;
        match lying.and_then(|(id, _)| id.parse().ok()) {
            Some(id) => {
                remittance.id = id;
                writer.put(&remittance)?;
            }
            None => writer.insert(&remittance)?,
        }
        let done = Done::new(remittance.id, title).having_seen(seen);
        Ok(crate::remits::told(done, &remittance))
    })
}
