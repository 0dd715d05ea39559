//! 10,000 patient statements of two pages made into one PDF, with their fonts, squares and rules. The
//! comparator writes the same strings at the same places with reportlab and nothing else.

use std::hint::black_box;
use std::io::BufWriter;
use std::path::Path;

use anyhow::ensure;
use billing::statement::{Bill, Language};
use forms::Meta;
use forms::statement::{Look, Statements};
use serde_json::json;

use crate::desk::{Desk, today};
use crate::measure::{Figures, Stretch, peak_mb};

/// Statements of a run.
const STATEMENTS: u32 = 10_000;

/// Different bills; a run takes them in turn, each with its own number and code.
fn bills() -> [Bill; 2] {
    [seeds::bills::normal(), seeds::bills::spanish()]
}

/// Writes the strings of the bills with their places for reportlab.
pub fn prepare(folder: &Path) -> anyhow::Result<()> {
    let mut pages = Vec::new();
    for bill in bills() {
        for page in forms::statement::strings(&bill, &Look::default())? {
            let strings: Vec<_> = page
                .into_iter()
                .map(|(bold, size, tracking, x, y, text)| json!([bold, size, tracking, x, y, text]))
                .collect();
            pages.push(strings);
        }
    }
    let run = json!({ "statements": STATEMENTS, "pages": pages });
    std::fs::write(folder.join("statements.json"), serde_json::to_vec(&run)?)?;
    Ok(())
}

/// Writes a run of so many statements; answers how large the file is, in MB.
fn run(folder: &Path, statements: u32, id: u32) -> anyhow::Result<f64> {
    let path = folder.join("statements.pdf");
    let meta = Meta {
        made_on: today(),
        id: u128::from(id).to_be_bytes(),
    };
    let look = Look::default();
    let file = BufWriter::new(std::fs::File::create(&path)?);
    let mut run = Statements::new(file, &look, Language::English, meta)?;
    let mut bills = bills();
    for n in 0..statements {
        let bill = &mut bills[n as usize % 2];
        bill.number = (100_000 + n).to_string();
        if let Some(page) = &mut bill.pay {
            page.code = format!("{:04X} {:02}", n % 0xFFFF, n % 100);
            page.link = format!("https://harborlane.example/pay?c={:06X}", n);
        }
        run.add(bill, false)?;
    }
    run.finish()?;
    Ok(std::fs::metadata(&path)?.len() as f64 / 1e6)
}

/// Prints the statements.
pub fn measure(folder: &Path, rounds: u32) -> anyhow::Result<Vec<Figures>> {
    let mut memory = Figures {
        unit: "mb",
        ..Figures::ms("statements-memory")
    };
    run(folder, STATEMENTS / 10, 0)?;
    memory.theirs.push(peak_mb()?);
    run(folder, STATEMENTS, 0)?;
    memory.ours.push(peak_mb()?);
    let mut time = Figures::ms("statements");
    for round in 0..rounds {
        let stretch = Stretch::begin();
        let size = run(folder, STATEMENTS, round)?;
        time.ours.push(stretch.cpu_ms());
        ensure!(size < 200.0, "the file has {size:.0} MB");
    }
    Ok(vec![time, memory])
}

/// Patients of a preview; each owes something.
const PATIENTS: u32 = 100_000;

/// What a preview must read at the least: what is due on each account, with who answers for it.
const BARE: &str = "
    select o.guarantor, p.account, p.name, o.due, o.since, o.visits
      from (select guarantor, sum(amount_cents) as due, min(since_on) as since, count(distinct item) as visits
              from open_item where debtor = 'patient' and owner = 'patient' and 0 < amount_cents
             group by guarantor) o
      join patient p on p.id = o.guarantor
     order by p.name";

/// Who gets a statement, over 100,000 patients, beside the query alone.
pub fn preview(folder: &Path, rounds: u32) -> anyhow::Result<Vec<Figures>> {
    let desk = Desk::make(folder)?;
    desk.fill(
        &seeds::practice(&seeds::Plan::bench(PATIENTS, PATIENTS), today()),
        folder,
    )?;
    let open = desk.open()?;
    // As if every payer had answered: each open dollar is the patient's, for six weeks.
    let since = today().plus_days(-42).to_string();
    let changed = open.vault.writer().execute(
        "update open_item set debtor = 'patient', owner = 'patient', guarantor = patient_id, since_on = ?1",
        [&since],
    )?;
    open.vault.rest();
    let mut time = Figures::ms("statement-run");
    for _ in 0..rounds {
        let stretch = Stretch::begin();
        let run = desk.answer("statement_run", &json!({}))?;
        time.ours.push(stretch.cpu_ms());
        ensure!(run.len() > 1_000_000, "a list of all accounts");
        let stretch = Stretch::begin();
        let db = open.vault.reader()?;
        let mut statement = db.prepare_cached(BARE)?;
        let mut rows = statement.query([])?;
        let mut read = 0;
        while let Some(row) = rows.next()? {
            let text = |at: usize| Ok::<_, anyhow::Error>(row.get_ref(at)?.as_str()?.len());
            black_box((
                text(0)?,
                text(1)?,
                text(2)?,
                row.get::<_, i64>(3)?,
                text(4)?,
            ));
            read += 1;
        }
        time.theirs.push(stretch.cpu_ms());
        ensure!(0 < read && read <= changed, "{read} accounts");
    }
    Ok(vec![time])
}
