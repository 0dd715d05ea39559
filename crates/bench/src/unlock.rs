//! A password to an open practice, beside Argon2id alone with the cost that the slot has.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use argon2::{Algorithm, Argon2, Params, Version};
use platform::secret::{GivenFile, device_secret};
use serde_json::json;
use vault::keys::{Credentials, DeviceSecret, Kdf, KeySlots, os_random};

use crate::desk::{Desk, PASSWORD, secret_file, today};
use crate::measure::{Figures, Stretch, quantile, say};

/// Unlocks and stretches the password in turns.
pub fn measure(folder: &Path, rounds: u32) -> anyhow::Result<Vec<Figures>> {
    let desk = Desk::make(folder)?;
    let made = seeds::practice(&seeds::Plan::bench(3_000, 10_000), today());
    desk.fill(&made, folder)?;
    let session = desk.ask("session", &json!({}))?;
    let ask = json!({
        "folder": session["folder"], "user_id": session["user_id"], "password": PASSWORD,
    });
    desk.ask("lock", &json!({}))?;
    let kdf = Kdf::usual();
    let named = session["folder"].as_str().context("no practice")?;
    set_cost(folder, &folder.join("data/practices").join(named), kdf)?;

    let mut time = Figures::ms("unlock");
    let mut walls = (Vec::new(), Vec::new());
    // The first of each brings pages in that the next find there.
    for round in 0..=rounds {
        let stretch = Stretch::begin();
        desk.answer("unlock", &ask)?;
        let ours = (stretch.cpu_ms(), stretch.wall_ms());
        desk.ask("lock", &json!({}))?;
        let stretch = Stretch::begin();
        bare(kdf)?;
        let theirs = (stretch.cpu_ms(), stretch.wall_ms());
        if 0 < round {
            time.ours.push(ours.0);
            time.theirs.push(theirs.0);
            walls.0.push(ours.1);
            walls.1.push(theirs.1);
        }
    }
    say(&format!(
        "by the clock: unlock {:.0} ms, Argon2id {:.0} ms",
        quantile(&walls.0, 0.5),
        quantile(&walls.1, 0.5)
    ));
    Ok(vec![time])
}

/// Gives the practice's user a slot of that cost: the practice was made with the cheapest.
fn set_cost(folder: &Path, practice: &Path, kdf: Kdf) -> anyhow::Result<()> {
    let path: PathBuf = practice.join("keyslots.json");
    let mut slots = KeySlots::parse(&std::fs::read(&path)?)?;
    let id = slots.practice().id;
    let kept = device_secret(&GivenFile::new(&secret_file(folder)), id)
        .map_err(|problem| anyhow!(problem.to_string()))?;
    let device = DeviceSecret::from_bytes(kept.bytes()).context("a device secret of 32 bytes")?;
    let user = slots.users().next().context("a practice with a user")?;
    let user = user.person.id;
    let opened = slots.open(user, PASSWORD, Some(&device))?;
    let credentials = Credentials {
        password: PASSWORD,
        device: Some(&device),
        reduced_protection: true,
        kdf,
    };
    slots
        .set_password(&opened.key, user, &credentials, &mut os_random)
        .map_err(|problem| anyhow!(problem.to_string()))?;
    Ok(platform::files::replace(&path, &slots.to_bytes())?)
}

/// Argon2id and nothing else.
fn bare(kdf: Kdf) -> anyhow::Result<[u8; 32]> {
    let params = Params::new(kdf.memory_kib(), kdf.passes(), kdf.lanes(), Some(32))
        .map_err(|problem| anyhow!(problem.to_string()))?;
    let mut out = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(PASSWORD.as_bytes(), b"sixteen of these", &mut out)
        .map_err(|problem| anyhow!(problem.to_string()))?;
    Ok(std::hint::black_box(out))
}
