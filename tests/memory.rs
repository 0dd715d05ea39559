//! What is left in memory, in a core dump and in the words of a panic. The program here is the test
//! itself, over the real core, with the allocator that the product's programs declare.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]
#![cfg(target_os = "linux")]

#[path = "journeys/bed.rs"]
mod bed;

use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output};

use memchr::memmem::Finder;

use bed::{bare, contents, file_of, new_practice, words};
use serde_json::json;
use vault::keys::{DeviceSecret, KeySlots};
use zeroize::Zeroizing;

#[global_allocator]
static ALLOCATOR: platform::memory::Wiping = platform::memory::Wiping;

/// Something to look for, masked so that it does not itself lie in memory as it is looked for.
struct Needle {
    name: &'static str,
    masked: Finder<'static>,
}

const MASK: u8 = 0x5a;

impl Needle {
    fn new(name: &'static str, bytes: &[u8]) -> Needle {
        let masked: Vec<u8> = bytes.iter().map(|byte| byte ^ MASK).collect();
        let masked = Finder::new(&masked).into_owned();
        Needle { name, masked }
    }
}

/// The names of the needles that lie anywhere in this process's writable memory, with the mapping in
/// which each lies. The buffer that is read into is the only place left out.
fn found(needles: &[Needle]) -> Vec<String> {
    const STEP: usize = 1 << 16;
    let memory = File::open("/proc/self/mem").unwrap();
    let mut buffer = vec![0_u8; STEP + 256];
    let own = buffer.as_ptr() as usize..buffer.as_ptr() as usize + buffer.len();
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let mut found = Vec::new();
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let [from, to] = [from, to].map(|number| usize::from_str_radix(number, 16).unwrap());
        for at in (from..to).step_by(STEP) {
            let wanted = buffer.len().min(to - at);
            let Ok(read) = memory.read_at(&mut buffer[..wanted], at as u64) else {
                continue;
            };
            buffer[..read].iter_mut().for_each(|byte| *byte ^= MASK);
            for needle in needles {
                let places = needle.masked.find_iter(&buffer[..read]);
                if places.map(|n| at + n).any(|place| !own.contains(&place)) {
                    found.push(format!("{} in {line}", needle.name));
                }
            }
        }
    }
    buffer.fill(0);
    found.sort();
    found.dedup();
    found
}

#[test]
fn after_the_lock_neither_key_nor_password_is_left_in_memory() {
    let mut bed = bare();
    let random: [u8; 6] = platform::entropy::bytes().unwrap();
    let words_of = random.iter().map(|byte| format!("{byte:02x}"));
    let password = Zeroizing::new(format!("kettle {} stove", words_of.collect::<String>()));
    {
        let mut ask = new_practice("Quillfern Family Medicine");
        ask["password"] = json!(password.as_str());
        let kit = bed.ask("create_practice", ask);
        let session = bed.ask("check_kit", json!({ "words": words(&kit) }));
        bed.folder = bed::text(&session["folder"]);
        bed.user = bed::text(&session["user_id"]);
        bed.import(&[&bed.put("in.837", file_of(&contents()[..2]))]);
        bed.bench.lock_because("when the day was over");
        assert!(bed.unlock("kettle on the wrong stove").is_err());
        bed.unlock(&password).unwrap();
        bed.add_user("Flo Desk", "front_desk", "marble kite seven onions");
        bed.claims();
    }
    let mut needles = vec![Needle::new("the password", password.as_bytes())];
    {
        let slots =
            KeySlots::parse(&fs::read(bed.practice_folder().join("keyslots.json")).unwrap())
                .unwrap();
        let device =
            DeviceSecret::from_bytes(&Zeroizing::new(fs::read(bed.secret()).unwrap())).unwrap();
        let opened = slots
            .open(bed.user.parse().unwrap(), &password, Some(&device))
            .unwrap();
        let literal = opened.key.pragma_literal();
        // x', 64 digits of key, 32 of salt, '. The salt stands at the beginning of the file.
        let digits = &literal[2..66];
        let raw: Zeroizing<Vec<u8>> = Zeroizing::new(
            (0..32)
                .map(|n| u8::from_str_radix(&digits[2 * n..2 * n + 2], 16).unwrap())
                .collect(),
        );
        needles.push(Needle::new("the key's digits", digits.as_bytes()));
        needles.push(Needle::new(
            "the key's digits",
            digits.to_uppercase().as_bytes(),
        ));
        needles.push(Needle::new("the database key", &raw));
        needles.push(Needle::new("the device secret", device.as_bytes()));
    }
    drop(password);
    let open = found(&needles);
    let there = |name: &str| open.iter().any(|place| place.starts_with(name));
    assert!(
        there("the database key"),
        "the search finds what is there: {open:#?}"
    );

    bed.bench.lock_because("when the computer went to sleep");
    let left = found(&needles);
    assert!(left.is_empty(), "{left:#?}");
}

/// Names what the run of a test inside itself shall do.
const INSIDE: &str = "CLAIMBENCH_MEMORY_INSIDE";

fn inside(test: &str, shell: &str, does: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    Command::new("sh")
        .arg("-c")
        .arg(format!("{shell} exec \"$0\" --exact {test} --nocapture"))
        .arg(std::env::current_exe().unwrap())
        .env(INSIDE, does)
        .env("RUST_BACKTRACE", "full")
        .current_dir(folder.path())
        .output()
        .unwrap()
}

#[test]
fn the_system_is_refused_a_core_dump() {
    match std::env::var(INSIDE).as_deref() {
        Ok("dump") => std::process::abort(),
        Ok(_) => {
            assert!(platform::memory::no_core_dumps());
            std::process::abort();
        }
        Err(_) => (),
    }
    let run = |does| {
        inside(
            "the_system_is_refused_a_core_dump",
            "ulimit -c unlimited;",
            does,
        )
        .status
    };
    let refused = run("refuse");
    assert!(
        refused.signal().is_some() && !refused.core_dumped(),
        "{refused:?}"
    );
    let control = run("dump");
    if !control.core_dumped() {
        println!("skipped: this system writes no core dumps, so nothing could be refused");
    }
}

#[test]
fn a_panic_tells_its_place_and_nothing_of_the_patient() {
    if std::env::var_os(INSIDE).is_some() {
        platform::panics::say_only_where();
        // As bad luck would have it: a name is cut in the middle of a letter, and Rust quotes it.
        let name = format!("ZQXCANARY Peña born {}", std::process::id());
        let cut = name.find('ñ').unwrap() + 1;
        let _ = std::thread::spawn(move || name[..cut].len()).join();
        return;
    }
    let run = inside(
        "a_panic_tells_its_place_and_nothing_of_the_patient",
        "",
        "panic",
    );
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
    assert!(run.status.success(), "{said}");
    assert!(
        said.contains("Claimbench stopped at tests/memory.rs:"),
        "{said}"
    );
    assert!(
        !said.contains("ZQXCANARY") && !said.contains("born"),
        "{said}"
    );
}
