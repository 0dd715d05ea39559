//! An audit log of 1,000,000 events: its first page for a person beside the SQL that reads the same
//! rows; an exported one checked beside bare hashing; and what the event costs in a save.

use std::fs::File;
use std::hint::black_box;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::ensure;
use billing::claim::Claim;
use serde_json::json;
use vault::audit::{self, Event};
use vault::{Writer, audit_list, writer};

use crate::desk::{Desk, today};
use crate::measure::{Figures, Stretch, quantile};

const EVENTS: i64 = 1_000_000;
/// Rows of a page, as the window asks for them.
const ROWS: u32 = 100;
/// How often a round asks for the page.
const PAGES: usize = 10;
/// How often a round saves.
const SAVES: usize = 40;

const RAW: &str = "select e.n, e.body from audit_index i join audit_event e on e.n = i.n
  where i.who = ?1 order by i.at desc, i.n desc limit ?2";

/// A week of five people, over and over.
fn event(n: i64, claim: &str) -> Event {
    const DID: [&str; 5] = [
        "view_claim",
        "view_patient",
        "search",
        "save_patient",
        "print_forms",
    ];
    let did = usize::try_from(n % 17 % 5).unwrap_or(0);
    let who = format!("usr_0192f0c1a2b37c4d8e9f0a1b2c3d4e5{}", n % 5);
    Event::new(1_700_000_000_000 + n * 1_000, &who, DID[did])
        .about([claim.to_owned()])
        .with("fields", "phone address")
}

/// Asks, checks and saves in turns.
pub fn measure(folder: &Path, rounds: u32) -> anyhow::Result<Vec<Figures>> {
    let desk = Desk::make(folder)?;
    desk.fill(
        &seeds::practice(&seeds::Plan::bench(3_000, 10_000), today()),
        folder,
    )?;
    let (open, ids) = (desk.open()?, desk.claims(500)?);
    let saves = save(&open.vault, &ids, rounds)?;
    {
        let mut db = open.vault.writer();
        let tx = db.transaction()?;
        for (n, id) in (0..EVENTS).zip(ids.iter().cycle()) {
            audit::append(&tx, &event(n, id))?;
        }
        tx.commit()?;
        while audit_list::keep_up(&mut db)?.is_some() {}
    }
    let log = folder.join("log.jsonl");
    export(&open.vault, &log)?;
    Ok(vec![
        search(&desk, &open.vault, rounds)?,
        verify(&log, rounds)?,
        saves,
    ])
}

/// The first page of what a person did, with how much there is.
fn search(desk: &Desk, vault: &vault::Vault, rounds: u32) -> anyhow::Result<Figures> {
    let who = event(3, "").who;
    let filter =
        json!({ "who": who, "kinds": [], "patient": "", "from": "", "to": "", "text": "" });
    let ask = json!({ "filter": filter, "from": 0, "count": ROWS });
    let mut time = Figures::ms("audit-search");
    for _ in 0..rounds {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..PAGES {
            let stretch = Stretch::begin();
            black_box(desk.answer("audit_events", &ask)?);
            ours.push(stretch.cpu_ms());
            let stretch = Stretch::begin();
            let db = vault.reader()?;
            let mut statement = db.prepare_cached(RAW)?;
            let rows = statement.query_map((&who, ROWS), |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
            })?;
            let rows = rows.collect::<Result<Vec<_>, _>>()?;
            let all: i64 = db
                .prepare_cached("select count(*) from audit_index where who = ?1")?
                .query_row([&who], |row| row.get(0))?;
            theirs.push(stretch.cpu_ms());
            ensure!(
                rows.len() == ROWS as usize && all == EVENTS / 5,
                "{all} events"
            );
        }
        time.ours.push(quantile(&ours, 0.5));
        time.theirs.push(quantile(&theirs, 0.5));
    }
    Ok(time)
}

fn export(vault: &vault::Vault, file: &Path) -> anyhow::Result<()> {
    let db = vault.reader()?;
    let (events, head) = audit::head(&db)?;
    let header = chain::Header {
        practice: "Bench".to_owned(),
        made: "now".to_owned(),
        events,
        head,
    };
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(out, "{}", header.line())?;
    audit::export(&db, events, &mut out, |_| Ok::<(), anyhow::Error>(()))?;
    Ok(out.flush()?)
}

/// The whole check of an exported log, and the hashes alone over events in memory.
fn verify(log: &Path, rounds: u32) -> anyhow::Result<Figures> {
    let bodies: Vec<String> = (0..EVENTS)
        .map(|n| serde_json::to_string(&event(n, "clm_0192f0c1a2b37c4d8e9f0a1b2c3d4e5f")))
        .collect::<Result<_, _>>()?;
    let mut time = Figures::ms("audit-verify");
    for _ in 0..rounds {
        let stretch = Stretch::begin();
        let file = BufReader::with_capacity(1 << 20, File::open(log)?);
        let checked = chain::check(file, &[]);
        time.ours.push(stretch.cpu_ms());
        ensure!(
            checked.is_ok_and(|checked| checked.broken.is_none()),
            "the log does not hold"
        );
        let stretch = Stretch::begin();
        let mut seal = chain::START;
        for (n, body) in (1..).zip(&bodies) {
            seal = chain::seal(&seal, n, body.as_bytes());
        }
        black_box(seal);
        time.theirs.push(stretch.cpu_ms());
    }
    Ok(time)
}

/// What a save without an event does as well: it gives its step a name, and lets go of what could be
/// done again.
fn name_step(db: &vault::Connection) -> anyhow::Result<()> {
    db.prepare_cached("update step set title = ?1 where seq = (select max(seq) from step)")?
        .execute(["Hold 1 claim"])?;
    db.prepare_cached("delete from step where user_id = ?1 and state = 'undone'")?
        .execute(["usr_bench"])?;
    Ok(())
}

/// A claim saved with its event, and the same rows committed without one.
fn save(vault: &vault::Vault, ids: &[String], rounds: u32) -> anyhow::Result<Figures> {
    let mut time = Figures::ms("audit-save");
    let mut turn = 0_u64;
    for _ in 0..rounds {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for id in ids.iter().cycle().take(SAVES) {
            for with in [true, false] {
                turn += 1;
                let mut db = vault.writer();
                let stretch = Stretch::begin();
                let mut change = Writer::begin(&mut db, "usr_bench", 1)?;
                let (mut claim, _) = writer::get::<Claim>(change.db(), id)?;
                claim.hold = Some(format!("waits {turn}"));
                change.put(&claim)?;
                if with {
                    let event = Event::new(1, "usr_bench", "hold_claims").about([id.clone()]);
                    change.commit("Hold 1 claim", &event)?;
                    ours.push(stretch.wall_ms());
                } else {
                    name_step(change.db())?;
                    change.db().execute_batch("commit")?;
                    theirs.push(stretch.wall_ms());
                }
            }
        }
        time.ours.push(quantile(&ours, 0.5));
        time.theirs.push(quantile(&theirs, 0.5));
    }
    Ok(time)
}
