//! A check of 1,000 claims posted from a keyed EOB, beside the very rows that it wrote, inserted bare
//! into a copy of the same practice: one transaction each.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{anyhow, ensure};
use billing::claim::Claim;
use rusqlite::Connection;
use rusqlite::types::Value as Sql;
use serde_json::{Value, json};
use values::Money;
use vault::writer;

use crate::desk::{Desk, today};
use crate::measure::{Figures, Stretch, say};

const CLAIMS: usize = 1_000;

/// A claim that its first payer has to answer.
pub struct Waiting {
    pub payer: String,
    pub patient: String,
    claim: String,
}

/// Claims that wait for their first payer's answer, by payer, the payer with the most first.
pub fn waiting(db: &Connection) -> anyhow::Result<Vec<Waiting>> {
    let mut statement = db.prepare(
        "select payer_id, patient_id, claim_id, count(*) over (partition by payer_id) as most
           from open_item where owner = '1' and debtor = '1' and claim_id is not null
          group by claim_id having min(amount_cents) > 0
          order by most desc, payer_id, claim_id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Waiting {
            payer: row.get(0)?,
            patient: row.get(1)?,
            claim: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A keyed EOB.
pub struct Eob {
    text: String,
}

impl Eob {
    /// Pays claims of one payer: four fifths allowed, a fifth of that left to the patient.
    pub fn of(db: &Connection, waiting: &[Waiting], number: &str) -> anyhow::Result<Eob> {
        let mut all = Money::ZERO;
        let mut claims = Vec::new();
        for waits in waiting {
            let (claim, _) = writer::get::<Claim>(db, &waits.claim)?;
            let (mut lines, mut paid_claim) = (Vec::new(), Money::ZERO);
            for (n, line) in (1..).zip(&claim.content.lines) {
                let allowed = line.charge.cents() * 4 / 5;
                let part = allowed / 5;
                let paid = Money::from_cents(allowed - part);
                paid_claim += paid;
                let n: u32 = n;
                lines.push(json!({
                    "line": n,
                    "allowed": Money::from_cents(allowed).to_string(),
                    "paid": paid.to_string(),
                    "adjustments": [format!("PR-2 {}", Money::from_cents(part))],
                }));
            }
            all += paid_claim;
            let mut claim = json!({ "claim": waits.claim, "status": "1", "lines": lines });
            claim["paid"] = json!(paid_claim.to_string());
            claims.push(claim);
        }
        let payer = waiting.first().map(|waits| waits.payer.as_str());
        let eob = json!({
            "payer": payer, "method": "check", "number": number,
            "date": today().to_string(), "amount": all.to_string(), "claims": claims,
        });
        Ok(Eob {
            text: eob.to_string(),
        })
    }

    /// Posts it.
    pub fn post(&self, desk: &Desk) -> anyhow::Result<Value> {
        let posted = workbench::eob::post_eob(desk.bench(), &self.text)
            .map_err(|problem| anyhow!(problem.says))?;
        Ok(json!({ "id": posted.value.to_string() }))
    }

    /// Looks at it first, as a biller does.
    fn preview(&self, desk: &Desk) -> anyhow::Result<()> {
        workbench::eob::preview_eob(desk.bench(), &self.text)
            .map(|_| ())
            .map_err(|problem| anyhow!(problem.says))
    }
}

/// Posts it and inserts the rows, each round in fresh copies.
pub fn measure(folder: &Path, rounds: u32) -> anyhow::Result<Vec<Figures>> {
    let base = folder.join("base");
    std::fs::create_dir(&base)?;
    let desk = Desk::make(&base)?;
    desk.fill(
        &seeds::practice(&seeds::Plan::bench(6_000, 8_000), today()),
        &base,
    )?;
    desk.leave(&base)?;
    let mut time = Figures::ms("posting");
    let mut walls = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let [ours, theirs] = ["ours", "theirs"].map(|name| folder.join(name));
        copy(&base, &ours)?;
        copy(&base, &theirs)?;
        let (ours, theirs) = (Desk::again(&ours)?, Desk::again(&theirs)?);
        let before = Before::read(&warm(&ours)?)?;
        warm(&theirs)?;
        let eob = {
            let open = ours.open()?;
            let db = open.vault.reader()?;
            let waiting = waiting(&db)?;
            let most = waiting
                .chunk_by(|a, b| a.payer == b.payer)
                .next()
                .unwrap_or(&[]);
            ensure!(
                CLAIMS <= most.len(),
                "only {} claims of one payer",
                most.len()
            );
            Eob::of(&db, &most[..CLAIMS], "1")?
        };
        eob.preview(&ours)?;
        let stretch = Stretch::begin();
        eob.post(&ours)?;
        time.ours.push(stretch.cpu_ms());
        walls.0.push(stretch.wall_ms());
        let rows = Rows::read(&ours, &theirs, &before)?;
        let stretch = Stretch::begin();
        rows.write(&theirs)?;
        time.theirs.push(stretch.cpu_ms());
        walls.1.push(stretch.wall_ms());
        drop((ours, theirs));
        for name in ["ours", "theirs"] {
            std::fs::remove_dir_all(folder.join(name))?;
        }
    }
    say(&format!(
        "by the clock: posting {:.0} ms, its rows bare {:.0} ms",
        crate::measure::quantile(&walls.0, 0.5),
        crate::measure::quantile(&walls.1, 0.5)
    ));
    Ok(vec![time])
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    let status = std::process::Command::new("cp")
        .arg("-r")
        .args([from, to])
        .status()?;
    ensure!(status.success(), "cp did not copy");
    Ok(())
}

/// Brings the pages in that a practice has in memory in which somebody works: of the claims, and of
/// what is written.
fn warm(desk: &Desk) -> anyhow::Result<Open> {
    let open = desk.open()?;
    for table in TABLES {
        let read = format!("select count(*) from {} not indexed", table.name);
        open.vault.writer().query_row(&read, [], |_| Ok(()))?;
    }
    let read = "select sum(length(body)) from claim";
    open.vault.writer().query_row(read, [], |_| Ok(()))?;
    Ok(open)
}

type Open = std::sync::Arc<workbench::bench::Open>;

/// A table that posting writes into, and which of its rows are new after a place of `Before`.
struct Table {
    name: &'static str,
    new: &'static str,
}

const TABLES: [Table; 15] = [
    Table {
        name: "remittance",
        new: "rowid > :remittance",
    },
    Table {
        name: "remittance_claim",
        new: "remittance_id in (select id from remittance where rowid > :remittance)",
    },
    Table {
        name: "paid_line",
        new: "remittance_id in (select id from remittance where rowid > :remittance)",
    },
    Table {
        name: "posting",
        new: "rowid > :posting",
    },
    Table {
        name: "entry",
        new: "posting > :posting",
    },
    Table {
        name: "open_item",
        new: "item in (select item from entry where posting > :posting)",
    },
    Table {
        name: "open_sum",
        new: "item in (select item from entry where posting > :posting)",
    },
    Table {
        name: "account_balance",
        new: "1",
    },
    Table {
        name: "patient_balance",
        new: "patient in (select patient from entry where posting > :posting)",
    },
    Table {
        name: "patient_postings",
        new: "patient in (select patient from entry where posting > :posting)",
    },
    Table {
        name: "pending",
        new: "id in (select id from posting where rowid > :posting union all select id from remittance where rowid > :remittance)",
    },
    Table {
        name: "uniq_token",
        new: "id in (select id from remittance where rowid > :remittance)",
    },
    Table {
        name: "step",
        new: "seq > :step",
    },
    Table {
        name: "step_row",
        new: "seq > :step",
    },
    Table {
        name: "audit_event",
        new: "n > :event",
    },
];

/// The last places before a posting.
struct Before {
    places: BTreeMap<&'static str, i64>,
}

impl Before {
    fn read(open: &Open) -> anyhow::Result<Before> {
        let db = open.vault.reader()?;
        let last = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0));
        Ok(Before {
            places: BTreeMap::from([
                (
                    ":remittance",
                    last("select ifnull(max(rowid), 0) from remittance")?,
                ),
                (
                    ":posting",
                    last("select ifnull(max(rowid), 0) from posting")?,
                ),
                (":step", last("select ifnull(max(seq), 0) from step")?),
                (":event", last("select ifnull(max(n), 0) from audit_event")?),
            ]),
        })
    }
}

/// Where each claim stands.
fn stands(db: &Connection) -> anyhow::Result<BTreeMap<String, Sql>> {
    let mut statement = db.prepare("select id, stands from claim")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What a posting wrote, table by table: the statement, and the values of each row.
struct Rows {
    tables: Vec<(String, Vec<Vec<Sql>>)>,
    /// What was open of the visits before: what of a table goes, and the keys.
    gone: [(&'static str, Vec<Vec<Sql>>); 2],
}

impl Rows {
    fn read(desk: &Desk, bare: &Desk, before: &Before) -> anyhow::Result<Rows> {
        let open = desk.open()?;
        let db = open.vault.reader()?;
        let mut tables = Vec::new();
        for table in &TABLES {
            let mut new = table.new.to_owned();
            for (name, place) in &before.places {
                new = new.replace(name, &place.to_string());
            }
            let read = format!("select * from {} where {new}", table.name);
            let mut statement = db.prepare(&read)?;
            let width = statement.column_count();
            let rows = statement.query_map([], |row| {
                (0..width)
                    .map(|at| row.get::<_, Sql>(at))
                    .collect::<Result<Vec<_>, _>>()
            })?;
            let rows: Vec<Vec<Sql>> = rows.collect::<Result<_, _>>()?;
            ensure!(!rows.is_empty(), "nothing new in {}", table.name);
            let sums = ["account_balance", "patient_balance", "patient_postings"];
            let or = if sums.contains(&table.name) {
                " or replace"
            } else {
                ""
            };
            let marks = ", ?".repeat(width);
            let marks = marks.trim_start_matches(", ");
            let insert = format!("insert{or} into {} values ({marks})", table.name);
            tables.push((insert, rows));
        }
        let mut statement = db.prepare(&format!(
            "select distinct item from entry where posting > {} and item is not null",
            before.places[":posting"]
        ))?;
        let items = statement.query_map([], |row| Ok(vec![row.get::<_, Sql>(0)?]))?;
        let items: Vec<Vec<Sql>> = items.collect::<Result<_, _>>()?;
        let bare = bare.open()?;
        let bare = bare.vault.reader()?;
        let (stood, mut stands) = (stands(&bare)?, stands(&db)?);
        stands.retain(|id, stands| stood.get(id) != Some(stands));
        ensure!(!stands.is_empty(), "no claim stands elsewhere now");
        let stands = stands
            .into_iter()
            .map(|(id, stands)| vec![Sql::Text(id), stands]);
        let update = "update claim set stands = ?2 where id = ?1";
        tables.push((update.to_owned(), stands.collect()));
        let mut statement = bare.prepare("select distinct payer, item from open_sum")?;
        let sums = statement.query_map([], |row| Ok(vec![row.get(0)?, row.get::<_, Sql>(1)?]))?;
        let mut sums: Vec<Vec<Sql>> = sums.collect::<Result<_, _>>()?;
        sums.retain(|sum| items.iter().any(|item| item[0] == sum[1]));
        Ok(Rows {
            tables,
            gone: [
                ("open_item where item = ?1", items),
                ("open_sum where payer = ?1 and item = ?2", sums),
            ],
        })
    }

    /// Inserts them, and takes away what was open of the visits before.
    fn write(&self, desk: &Desk) -> anyhow::Result<()> {
        let open = desk.open()?;
        let mut db = open.vault.writer();
        let tx = db.transaction()?;
        {
            for (table, rows) in &self.gone {
                let mut gone = tx.prepare(&format!("delete from {table}"))?;
                for row in rows {
                    gone.execute(rusqlite::params_from_iter(row))?;
                }
            }
            for (sql, rows) in &self.tables {
                let mut insert = tx.prepare(sql)?;
                for row in rows {
                    insert.execute(rusqlite::params_from_iter(row))?;
                }
            }
        }
        Ok(tx.commit()?)
    }
}
