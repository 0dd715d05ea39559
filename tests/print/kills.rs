//! The program is ended by force after the intent, after the printer took the sheets, before the
//! answer, and at random moments of all that.

use super::*;
use bed::{PASSWORD, bed as open_practice, contents, file_of};

/// A practice with claims, and a folder whose `lp` does as each test wants.
struct Road {
    bed: Bed,
    program: PathBuf,
    tools: tempfile::TempDir,
    claims: Vec<String>,
}

impl Road {
    fn new() -> Option<Road> {
        let Some(program) = program() else {
            println!("skipped: claimbench-cli is not built");
            return None;
        };
        let bed = open_practice();
        fs::write(bed.root.path().join("keys/password"), PASSWORD).unwrap();
        bed.import(&[&bed.put("first.837", file_of(&contents()[..8]))]);
        let preview = bed.preview(&bed.claim_ids(), false);
        let rows = preview["claims"].as_array().unwrap();
        let claims: Vec<String> = rows.iter().take(3).map(|row| text(&row["id"])).collect();
        assert_eq!(claims.len(), 3);
        let tools = tempfile::tempdir().unwrap();
        Some(Road {
            bed,
            program,
            tools,
            claims,
        })
    }

    fn at(&self, name: &str) -> PathBuf {
        self.tools.path().join(name)
    }

    /// What `lp` does; `$here` is its folder.
    fn lp(&self, body: &str) {
        let here = self.tools.path().display();
        script(&self.at("lp"), &format!("here='{here}'\n{body}"));
    }

    /// The command line, whose `lp` is ours.
    fn cli(&self, command: &str, ask: &Value) -> Command {
        let mut cli = cli(&self.program, &self.bed, command, ask);
        let path = std::env::var("PATH").unwrap_or_default();
        cli.env("PATH", format!("{}:{path}", self.tools.path().display()));
        cli
    }

    fn send(&self, job: &str) -> Command {
        self.cli("send_print", &json!({ "id": job, "printer": "desk" }))
    }

    /// The documents that `lp` took so far.
    fn taken(&self) -> usize {
        let all = fs::read_dir(self.tools.path()).unwrap().flatten();
        all.filter(|entry| entry.file_name().to_string_lossy().starts_with("took-"))
            .count()
    }
}

/// Takes the document under a name of its own, whole or not at all.
const TAKES: &str = "cat > \"$here/part-$$\" && mv \"$here/part-$$\" \"$here/took-$$\"";

#[test]
fn kill_after_the_intent_or_after_the_printer_took_it_leaves_it_in_doubt() {
    let Some(mut road) = Road::new() else { return };
    // (before the sheets are read, after they were taken), each hanging until it is let go.
    let hangs = "touch \"$here/there\"; while [ ! -e \"$here/go\" ]; do sleep 0.05; done";
    for (taken, lp) in [
        (false, hangs.to_owned()),
        (
            true,
            format!("{TAKES}\necho \"request id is desk-1 (0 file(s))\"\n{hangs}"),
        ),
    ] {
        let id = queue(&road.bed, &road.claims);
        let before = road.taken();
        road.lp(&lp);
        road.bed.ask("lock", json!({}));
        let mut child = road.send(&id).spawn().unwrap();
        until("lp was called", || road.at("there").exists());
        child.kill().unwrap();
        child.wait().unwrap();
        fs::write(road.at("go"), "").unwrap();
        road.bed.reopen();
        road.bed.holds();
        let found = job(&road.bed, &id);
        assert_eq!(found["state"], "in_doubt", "{found}");
        assert_eq!(road.taken() - before, usize::from(taken));
        for claim in &road.claims {
            assert_eq!(times_printed(&road.bed, claim), 0, "nothing counts unasked");
        }
        // It is on the list that asks, and is not sent by itself or by hand before it is answered.
        let asked = road.bed.ask("print_jobs", json!({}))["asked"].clone();
        assert_eq!(asked[0]["id"], json!(id));
        let ask = json!({ "id": id, "printer": "desk" });
        assert_eq!(
            road.bed.refused("send_print", ask).code,
            workbench::Code::Changed
        );
        if taken {
            assert_eq!(answer(&road.bed, &id, "right")["state"], "right");
        } else {
            assert_eq!(answer(&road.bed, &id, "nothing")["state"], "waiting");
            road.lp(&format!(
                "{TAKES}\necho \"request id is desk-2 (0 file(s))\""
            ));
            road.bed.ask("lock", json!({}));
            assert!(road.send(&id).status().unwrap().success());
            road.bed.reopen();
            assert_eq!(job(&road.bed, &id)["state"], "sent");
            assert_eq!(answer(&road.bed, &id, "right")["state"], "right");
        }
        for claim in &road.claims {
            assert_eq!(times_printed(&road.bed, claim), 1, "and then once");
        }
        for claim in ["there", "go"] {
            fs::remove_file(road.at(claim)).unwrap();
        }
        // Unsent, so that the next round begins with claims that do not count.
        let ask = json!({ "id": id, "reason": "the next round" });
        road.bed.ask("unsend_print", ask);
        for claim in &road.claims {
            let view = road.bed.ask("claim", json!({ "id": claim }));
            assert_eq!(view["state"], "imported");
        }
        // Count from here: the timeline keeps what was.
        road.claims = fresh(&road.bed, &road.claims);
    }
    agrees(&road.bed);
}

/// Other claims that print.
fn fresh(bed: &Bed, not: &[String]) -> Vec<String> {
    let ids: Vec<String> = bed
        .claim_ids()
        .into_iter()
        .filter(|id| !not.contains(id))
        .collect();
    let preview = bed.preview(&ids, false);
    let rows = preview["claims"].as_array().unwrap();
    rows.iter().take(3).map(|row| text(&row["id"])).collect()
}

#[track_caller]
fn agrees(bed: &Bed) {
    let proof = bed.ask("proof", json!({ "job": "proof", "whole": true }));
    assert_eq!(proof["agrees"], true, "{proof}");
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn part_of(&mut self, span: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        span.mul_f64((self.0 >> 11) as f64 / (1_u64 << 53) as f64)
    }
}

/// Runs a command, ended after a while; whether it ended by itself and did well.
fn ended(mut command: Command, after: Option<Duration>) -> (bool, bool) {
    let mut child = command.spawn().unwrap();
    if let Some(after) = after {
        std::thread::sleep(after);
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            let status = child.wait().unwrap();
            return (status.code().is_some(), status.success());
        }
    }
    (true, child.wait().unwrap().success())
}

#[test]
fn kill_at_random_moments_of_printing_sends_nothing_twice_and_counts_nothing_unasked() {
    let Some(mut road) = Road::new() else { return };
    road.lp(&format!(
        "{TAKES}\necho \"request id is desk-$$ (0 file(s))\""
    ));
    let mut dice = Dice(0x00C1_A1B7);
    let (mut killed, mut doubts, mut rounds) = (0, 0, 0);
    let (mut sends, mut answers) = (Duration::ZERO, Duration::ZERO);
    while killed < 30 && rounds < 200 {
        rounds += 1;
        let id = queue(&road.bed, &road.claims);
        let counted: Vec<usize> = road
            .claims
            .iter()
            .map(|claim| times_printed(&road.bed, claim))
            .collect();
        let more = |road: &Road| -> Vec<usize> {
            let now = road
                .claims
                .iter()
                .map(|claim| times_printed(&road.bed, claim));
            now.zip(&counted)
                .map(|(now, before)| now - before)
                .collect()
        };
        let taken = road.taken();
        road.bed.ask("lock", json!({}));
        let began = Instant::now();
        // The first round is left alone: it says how long the work takes.
        let after = (rounds != 1).then(|| sends.mul_f64(0.4) + dice.part_of(sends.mul_f64(0.65)));
        let (whole, good) = ended(road.send(&id), after);
        if rounds == 1 {
            sends = began.elapsed();
        }
        killed += u32::from(!whole);
        // An `lp` that lost its program still takes what was written to it.
        std::thread::sleep(Duration::from_millis(60));
        road.bed.reopen();
        let state = text(&job(&road.bed, &id)["state"]);
        let case = format!("round {rounds}, ended after {after:?}: {state}");
        assert_eq!(more(&road), [0, 0, 0], "{case}: nothing counts unasked");
        if whole {
            assert!(good && state == "sent", "{case}");
        }
        let took = road.taken() - taken;
        match state.as_str() {
            "waiting" => {
                assert_eq!(took, 0, "{case}: what waits was not sent");
                let ask = json!({ "id": id });
                road.bed.ask("stop_print", ask);
                continue;
            }
            "in_doubt" => doubts += 1,
            state => assert_eq!(state, "sent", "{case}"),
        }
        assert!(took <= 1, "{case}: sent twice");
        let fence = job(&road.bed, &id)["fence"].clone();
        let ask = json!({ "id": id, "fence": fence, "answer": "right", "from": 0, "to": 0 });
        road.bed.ask("lock", json!({}));
        let began = Instant::now();
        let after =
            (rounds != 1).then(|| answers.mul_f64(0.5) + dice.part_of(answers.mul_f64(0.5)));
        let (whole, good) = ended(road.cli("answer_print", &ask), after);
        if rounds == 1 {
            answers = began.elapsed();
        }
        killed += u32::from(!whole);
        road.bed.reopen();
        let found = job(&road.bed, &id);
        let all = found["state"] == "right";
        assert!(all || !(whole && good), "{case}: the answer is lost");
        assert_eq!(more(&road), [usize::from(all); 3], "{case}: {found}");
        if !all {
            road.bed.ask("answer_print", ask.clone());
            assert_eq!(more(&road), [1, 1, 1], "{case}");
        }
        // The same answer again counts nothing.
        assert_eq!(
            road.bed.refused("answer_print", ask).code,
            workbench::Code::Changed,
            "{case}"
        );
    }
    road.bed.holds();
    agrees(&road.bed);
    println!("{killed} killed in {rounds} rounds of printing, {doubts} in doubt");
    assert!(30 <= killed, "the moments lie within the work");
}
