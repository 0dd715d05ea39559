//! The aging of 1,000,000 service lines, 96,000 of them open: beside two databases that keep the same
//! lines with their balances, and beside itself with one year of closed history instead of seven. And
//! the proof of those books, beside a bare scan of their movements.

use std::hint::black_box;
use std::path::Path;

use anyhow::ensure;
use serde_json::{Value, json};

use crate::books;
use crate::desk::Desk;
use crate::measure::{Figures, Stretch, quantile, say};

/// How often a round asks.
const TIMES: usize = 9;

const BARE: &str = "select debit, credit, amount_cents, item, debit_line, credit_line from entry";

fn ask() -> Value {
    json!({ "basis": "service", "by": "payer" })
}

/// Makes the books, and writes what others load: `lines.csv`, and `asked.json` with the day and the
/// sum that they must find.
pub fn prepare(folder: &Path) -> anyhow::Result<()> {
    let desk = books::make(folder, 7)?;
    let sum = books::write_lines(&desk, folder)?;
    let today = desk.bench().today(&*desk.open()?).to_string();
    let asked = json!({ "today": today, "cents": sum });
    std::fs::write(folder.join("asked.json"), asked.to_string())?;
    desk.leave(folder)
}

/// The aging by payer, as a screen asks for it. The rows of the table are two; ours is the same.
pub fn measure(folder: &Path, rounds: u32) -> anyhow::Result<Vec<Figures>> {
    let desk = Desk::again(folder)?;
    let asked: Value = serde_json::from_slice(&std::fs::read(folder.join("asked.json"))?)?;
    let answer = desk.ask("aging", &ask())?;
    ensure!(answer["total_cents"] == asked["cents"], "another sum");
    ensure!(
        answer["total_cents"] == answer["ledger_cents"],
        "it does not agree"
    );
    let mut time = ["aging-postgres", "aging-duckdb"].map(Figures::ms);
    for _ in 0..rounds {
        let took = aging(&desk)?;
        for time in &mut time {
            time.ours.push(took);
        }
    }
    Ok(time.into())
}

/// The middle of some askings.
fn aging(desk: &Desk) -> anyhow::Result<f64> {
    let mut took = Vec::new();
    for _ in 0..TIMES {
        let stretch = Stretch::begin();
        black_box(desk.answer("aging", &ask())?);
        took.push(stretch.cpu_ms());
    }
    Ok(quantile(&took, 0.5))
}

/// Seven years of closed history (ours) and one (theirs), the same open amounts in both.
pub fn flat(folder: &Path, rounds: u32) -> anyhow::Result<Vec<Figures>> {
    let [long, short] = [7, 1].map(|years| {
        let folder = folder.join(format!("years-{years}"));
        std::fs::create_dir(&folder)?;
        books::make(&folder, years)
    });
    let (long, short) = (long?, short?);
    let mut time = Figures::ms("aging-flat");
    for round in 0..=rounds {
        let took = (aging(&long)?, aging(&short)?);
        // The first of each brings pages in.
        if 0 < round {
            time.ours.push(took.0);
            time.theirs.push(took.1);
        }
    }
    Ok(vec![time])
}

/// Every movement added up and compared, beside a scan that reads the same columns.
pub fn proof(folder: &Path, rounds: u32) -> anyhow::Result<Vec<Figures>> {
    let desk = books::make(folder, 7)?;
    let open = desk.open()?;
    let mut time = Figures::ms("proof");
    for _ in 0..rounds {
        let stretch = Stretch::begin();
        let proof = desk.ask("proof", &json!({ "whole": false, "job": "proof" }))?;
        time.ours.push(stretch.cpu_ms());
        ensure!(
            proof["agrees"] == true,
            "the books do not agree: {}",
            proof["breaks"]
        );
        let stretch = Stretch::begin();
        let db = open.vault.reader()?;
        let mut statement = db.prepare_cached(BARE)?;
        let mut rows = statement.query([])?;
        let (mut entries, mut sum) = (0_i64, 0_usize);
        while let Some(row) = rows.next()? {
            let text = |at: usize| Ok::<_, anyhow::Error>(row.get_ref(at)?.as_str()?.len());
            let blob = |at: usize| row.get::<_, Option<[u8; 16]>>(at);
            sum += text(0)? + text(1)?;
            black_box((row.get::<_, i64>(2)?, blob(3)?, blob(4)?, blob(5)?));
            entries += 1;
        }
        black_box(sum);
        time.theirs.push(stretch.cpu_ms());
        ensure!(proof["entries"] == entries, "{entries} movements");
    }
    say(&format!(
        "{} movements",
        desk.ask("proof_state", &json!({}))?["postings"]
    ));
    Ok(vec![time])
}
