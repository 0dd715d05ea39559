//! The ledger beside a second one that is written from the rules alone. Random sequences of everything
//! that moves money are done to both, and both must agree to the cent, per line, claim, patient,
//! guarantor, payer and account, after each step. Faults that are planted in either are found by it;
//! what was altered in the file is found by the proof.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "ledger/accounts.rs"]
mod accounts;
#[path = "journeys/bed.rs"]
mod bed;
#[path = "ledger/books.rs"]
mod books;
#[path = "ledger/claims.rs"]
mod claims;
#[path = "ledger/compare.rs"]
mod compare;
#[path = "ledger/drive.rs"]
mod drive;
#[path = "ledger/faults.rs"]
mod faults;
#[path = "ledger/money.rs"]
mod money;
#[path = "ledger/paper.rs"]
mod paper;
#[path = "ledger/reference.rs"]
mod reference;
#[path = "ledger/remittances.rs"]
mod remittances;
#[path = "ledger/standing.rs"]
mod standing;
#[path = "ledger/tamper.rs"]
mod tamper;
#[path = "ledger/words.rs"]
mod words;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use drive::Pair;

/// Steps that were done, by their names.
type Did = BTreeMap<&'static str, u32>;

/// Does random steps and compares after each; how many there were of each kind.
fn random_steps(seed: u64, steps: u32, until: Option<Instant>) -> Did {
    println!("seed {seed}");
    let mut pair = Pair::new(seed);
    let mut done = 0;
    let fail = |says: String| panic!("seed {seed}: {says}");
    if let Err(says) = pair.compare() {
        fail(says);
    }
    while done < steps && until.is_none_or(|until| Instant::now() < until) {
        if !pair.random_step() {
            continue;
        }
        done += 1;
        if let Err(says) = pair.compare() {
            fail(says);
        }
        if done % 12 == 0
            && let Err(says) = pair.prove()
        {
            fail(says);
        }
    }
    if let Err(says) = pair.prove() {
        fail(says);
    }
    pair.bed.holds();
    std::mem::take(&mut pair.did)
}

/// A seed of one's own, to see again what a longer run found.
fn seed(usual: u64) -> u64 {
    let own = std::env::var("CLAIMBENCH_LEDGER_SEED").ok();
    own.and_then(|n| n.parse().ok()).unwrap_or(usual)
}

// Two practices, so that they can go on side by side.
#[test]
fn random_days_agree_with_a_ledger_written_from_the_rules() {
    println!("{:?}", random_steps(seed(1), 110, None));
}

#[test]
fn other_random_days_agree_too() {
    println!("{:?}", random_steps(seed(2), 110, None));
}

#[test]
#[ignore = "as long as `cargo xtask torture ledger` asks for"]
fn torture_ledger() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let minutes = number("CLAIMBENCH_TORTURE_MINUTES");
    let until = minutes.map(|n| Instant::now() + Duration::from_secs(60 * n));
    let rounds = number("CLAIMBENCH_TORTURE_ROUNDS").unwrap_or(u64::MAX);
    // Another one each time, and said, so that it can be asked for again.
    let begin = u64::from(std::process::id()) << 20
        | u64::from(std::time::UNIX_EPOCH.elapsed().unwrap().subsec_micros());
    let first = number("CLAIMBENCH_LEDGER_SEED").unwrap_or(begin);
    let (mut total, mut practices) = (Did::new(), 0);
    while practices < rounds && until.is_none_or(|until| Instant::now() < until) {
        for (name, n) in random_steps(first.wrapping_add(practices), 300, until) {
            *total.entry(name).or_default() += n;
        }
        practices += 1;
    }
    let steps: u32 = total.values().sum();
    println!(
        "torture: {steps} steps in {practices} practices from seed {first}; never a cent apart: {total:?}"
    );
}
