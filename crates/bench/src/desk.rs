//! A practice to measure on: made, filled by the road of an import, and asked through the commands
//! that the window asks.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::{Context, anyhow};
use serde_json::{Value, json};
use values::Day;
use workbench::bench::Open;
use workbench::secrets::{Secrets, file_secrets};
use workbench::{Event, Host, Workbench};

/// The password of a practice's only user.
pub const PASSWORD: &str = "correct horse battery staple 9";

/// Nobody looks at a bench's events, and it picks no files.
struct Nobody;

impl Host for Nobody {
    fn pick_files(&self, _: bool) -> Vec<PathBuf> {
        Vec::new()
    }
    fn pick_save(&self, _: &str) -> Option<PathBuf> {
        None
    }
    fn tell(&self, _: &Event) {}
}

/// A practice that is open.
pub struct Desk {
    bench: Workbench,
    later: Arc<AtomicI64>,
}

impl Desk {
    /// Makes a practice below `folder`, its device secret in a file beside it.
    pub fn make(folder: &Path) -> anyhow::Result<Desk> {
        let secret = secret_file(folder);
        std::fs::write(&secret, platform::entropy::bytes::<32>()?)?;
        Desk::make_with(folder.join("data"), file_secrets(secret))
    }

    /// Makes a practice in a data folder. Its password costs the least that is allowed: what is
    /// measured here is not the guessing.
    pub fn make_with(data: PathBuf, secrets: Secrets) -> anyhow::Result<Desk> {
        let later = Arc::<AtomicI64>::default();
        let bench = Workbench::new(data, Box::new(Nobody), secrets)
            .with_cheapest_kdf()
            .with_clock_ahead(later.clone());
        let desk = Desk { bench, later };
        let made = seeds::practice(&seeds::Plan::small(), today());
        let facts = made.facts();
        let kit = desk.ask(
            "create_practice",
            &json!({
                "name": facts.legal_name, "npi": facts.npi, "tin": facts.tin,
                "time_zone": facts.time_zone, "colour": "plum", "user": "Dana Whitcomb",
                "password": PASSWORD,
            }),
        )?;
        let words: Vec<&str> = kit["words"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        desk.ask("check_kit", &json!({ "words": words.join(" ") }))?;
        Ok(desk)
    }

    /// Goes to a day, so many after the one that the system says.
    pub fn go_to(&self, days: i32) {
        let later = i64::from(days) * 86_400_000;
        self.later.store(later, Ordering::Relaxed);
    }

    /// Goes on a day later.
    pub fn next_day(&self) {
        self.later.fetch_add(86_400_000, Ordering::Relaxed);
    }

    /// Locks it; [`Desk::again`] opens it, in another process too.
    pub fn leave(self, folder: &Path) -> anyhow::Result<()> {
        let session = self.ask("session", &json!({}))?;
        std::fs::write(folder.join("session.json"), session.to_string())?;
        self.ask("lock", &json!({})).map(|_| ())
    }

    /// Opens the practice that was left below `folder`.
    pub fn again(folder: &Path) -> anyhow::Result<Desk> {
        let session = std::fs::read(folder.join("session.json"))?;
        let session: Value = serde_json::from_slice(&session)?;
        let secrets = file_secrets(secret_file(folder));
        let bench = Workbench::new(folder.join("data"), Box::new(Nobody), secrets);
        let desk = Desk {
            bench,
            later: Arc::default(),
        };
        desk.ask(
            "unlock",
            &json!({
                "folder": session["folder"], "user_id": session["user_id"], "password": PASSWORD,
            }),
        )?;
        Ok(desk)
    }

    /// Asks a command, as the window does, and reads its answer.
    pub fn ask(&self, command: &str, ask: &Value) -> anyhow::Result<Value> {
        Ok(serde_json::from_str(&self.answer(command, ask)?)?)
    }

    /// Asks a command, as the window does; the answer as the window gets it.
    pub fn answer(&self, command: &str, ask: &Value) -> anyhow::Result<String> {
        let ask = serde_json::value::to_raw_value(ask)?;
        let answer = workbench::call(&self.bench, command, &ask)
            .map_err(|problem| anyhow!("{command}: {}", problem.says))?;
        Ok(Box::<str>::from(answer).into_string())
    }

    /// The open practice.
    pub fn open(&self) -> anyhow::Result<Arc<Open>> {
        self.bench.opened().map_err(|problem| anyhow!(problem.says))
    }

    /// The workbench itself.
    pub fn bench(&self) -> &Workbench {
        &self.bench
    }

    /// Reads a claim file and imports it: parsed, matched and stored.
    pub fn import(&self, file: &Path) -> anyhow::Result<Value> {
        self.read(file).and_then(|preview| self.store(&preview))
    }

    /// The first half of an import: what the file would bring.
    pub fn read(&self, file: &Path) -> anyhow::Result<Value> {
        let token = self
            .bench
            .grant(file.to_owned())
            .map_err(|problem| anyhow!(problem.says))?
            .token;
        self.ask("read_files", &json!({ "job": "read", "tokens": [token] }))
    }

    /// The second half of an import: all of it.
    pub fn store(&self, preview: &Value) -> anyhow::Result<Value> {
        self.ask(
            "import_claims",
            &json!({ "job": "store", "id": preview["id"] }),
        )
    }

    /// Fills it with a made-up practice, by way of a claim file in `folder` that does not stay.
    pub fn fill(&self, made: &seeds::Practice, folder: &Path) -> anyhow::Result<()> {
        let file = folder.join("fill.x12");
        write_claims(made, None, &file)?;
        self.import(&file)?;
        Ok(std::fs::remove_file(file)?)
    }

    /// Ids of claims, the latest service first.
    pub fn claims(&self, count: u32) -> anyhow::Result<Vec<String>> {
        let page = self.ask("claims", &first_page(count))?;
        let rows = page["rows"].as_array().context("no list of claims")?;
        Ok(rows
            .iter()
            .filter_map(|row| row["id"].as_str().map(str::to_owned))
            .collect())
    }
}

/// What the list of claims asks when it opens, for so many rows.
pub fn first_page(count: u32) -> Value {
    json!({
        "filter": {
            "states": [], "payers": [], "rendering": [],
            "patient": "", "import": "", "from": "", "to": "", "text": "",
        },
        "sort": "service", "descending": true, "from": 0, "count": count,
    })
}

/// Where [`Desk::make`] keeps the device secret.
pub fn secret_file(folder: &Path) -> PathBuf {
    folder.join("device-secret")
}

/// The day on which made-up practices end.
pub fn today() -> Day {
    match Day::new(2026, 11, 24) {
        Ok(day) => day,
        Err(_) => unreachable!("the 24th of November is a day"),
    }
}

/// Writes the claims of a made-up practice as one 837P file of about so many bytes at the most.
pub fn write_claims(made: &seeds::Practice, most: Option<u64>, file: &Path) -> anyhow::Result<()> {
    let options = seeds::x12_file::Options {
        stop_at_bytes: most,
        ..seeds::x12_file::Options::new(today())
    };
    let mut out = BufWriter::new(File::create(file)?);
    for piece in seeds::x12_file::pieces(made.claims(), &options) {
        out.write_all(piece.as_bytes())?;
    }
    Ok(out.flush()?)
}
