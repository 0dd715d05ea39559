//! A real CUPS of the test's own: its socket, its queues and what comes out lie in a folder that goes
//! with it. The printer is a backend that writes what it gets into files, and can run out of paper.

use super::*;
use bed::{bed as open_practice, contents, file_of};
use platform::printers::Printing;
use std::process::Child;

/// The printing system, ended by its id when the test is over.
struct Cups {
    folder: tempfile::TempDir,
    daemon: Child,
}

impl Drop for Cups {
    fn drop(&mut self) {
        // A printer that waits for paper goes on first.
        let _ = fs::remove_file(self.at("out/way"));
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// Where Debian and macOS keep what a printing system consists of.
fn found(places: &[&str]) -> Option<PathBuf> {
    places.iter().map(PathBuf::from).find(|path| path.exists())
}

impl Cups {
    /// Starts it, or says why not.
    fn start() -> Option<Cups> {
        let daemon = found(&["/usr/sbin/cupsd"]);
        let parts = found(&["/usr/lib/cups", "/usr/libexec/cups"]);
        let tools = found(&["/usr/sbin/lpadmin"]).filter(|_| found(&["/usr/bin/lp"]).is_some());
        let (Some(daemon), Some(parts), Some(_)) = (daemon, parts, tools) else {
            println!("skipped: there is no CUPS here (cups-daemon, cups-client)");
            return None;
        };
        let folder = tempfile::Builder::new().prefix("cups").tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in [
            "root",
            "spool",
            "cache",
            "state",
            "log",
            "out",
            "bin/backend",
            "bin/filter",
        ] {
            fs::create_dir_all(at(name)).unwrap();
        }
        // Its backend runs as another user when the daemon is root's.
        for name in ["", "out"] {
            fs::set_permissions(at(name), PermissionsExt::from_mode(0o777)).unwrap();
        }
        std::os::unix::fs::symlink(parts.join("daemon"), at("bin/daemon")).unwrap();
        // A profile of the system for the daemon's own path would keep it out of this folder.
        fs::copy(daemon, at("cupsd")).unwrap();
        script(
            &at("bin/backend/paper"),
            r#"[ $# = 0 ] && exit 0
dir=${DEVICE_URI#paper:}
if [ "$(cat "$dir/way" 2>/dev/null)" = empty ]; then
  echo "STATE: +media-empty-error" >&2
  while [ "$(cat "$dir/way" 2>/dev/null)" = empty ]; do sleep 0.05; done
  echo "STATE: -media-empty-error" >&2
fi
if [ -n "$6" ]; then cat "$6" > "$dir/part"; else cat > "$dir/part"; fi
printf '%s\n' "$5" > "$dir/$1.options"
chmod a+r "$dir/part" "$dir/$1.options"
mv "$dir/part" "$dir/$1.pdf""#,
        );
        let here = folder.path().display();
        fs::write(
            at("cupsd.conf"),
            format!(
                "Listen {here}/sock\nLogLevel warn\nBrowsing No\nWebInterface No\nDefaultAuthType None\n\
                 PreserveJobHistory Yes\nPreserveJobFiles No\n\
                 <Location />\nOrder allow,deny\nAllow all\n</Location>\n\
                 <Location /admin>\nOrder allow,deny\nAllow all\n</Location>\n\
                 <Policy default>\n<Limit All>\nOrder allow,deny\nAllow all\n</Limit>\n</Policy>\n"
            ),
        )
        .unwrap();
        fs::write(
            at("cups-files.conf"),
            format!(
                "ServerRoot {here}/root\nServerBin {here}/bin\nRequestRoot {here}/spool\n\
                 CacheDir {here}/cache\nStateDir {here}/state\nTempDir {here}/spool\n\
                 ErrorLog {here}/log/error\nAccessLog {here}/log/access\nPageLog {here}/log/page\n"
            ),
        )
        .unwrap();
        let daemon = Command::new(at("cupsd"))
            .arg("-f")
            .arg("-c")
            .arg(at("cupsd.conf"))
            .arg("-s")
            .arg(at("cups-files.conf"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let cups = Cups { folder, daemon };
        until("CUPS listens", || {
            let said = cups.tool("lpstat").arg("-r").output().unwrap().stdout;
            String::from_utf8_lossy(&said).contains("is running")
        });
        let device = format!("paper:{}", cups.at("out").display());
        let made = cups
            .tool("/usr/sbin/lpadmin")
            .args(["-p", "desk", "-E", "-v", &device, "-m", "raw"])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&made.stderr).into_owned();
        assert!(made.status.success(), "{said}");
        Some(cups)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A command of CUPS that talks to this one.
    fn tool(&self, name: &str) -> Command {
        let mut tool = Command::new(name);
        tool.env("CUPS_SERVER", self.at("sock")).env("LC_ALL", "C");
        tool
    }

    fn do_it(&self, name: &str, args: &[&str]) {
        let done = self.tool(name).args(args).output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "{name} {args:?}: {said}");
    }

    /// A practice with claims that prints on this printing system.
    fn practice(&self) -> Bed {
        let bed = open_practice();
        let bed = bed.printing_with(Printing {
            server: Some(self.at("sock").into()),
            ..Printing::default()
        });
        bed.import(&[&bed.put("all.837", file_of(&contents()[..12]))]);
        bed
    }

    /// The documents that came out, in their order.
    fn came_out(&self) -> Vec<PathBuf> {
        let mut out: Vec<(u32, PathBuf)> = fs::read_dir(self.at("out"))
            .unwrap()
            .flatten()
            .filter_map(|entry| {
                let path = entry.path();
                let n = path.file_stem()?.to_str()?.parse().ok()?;
                path.extension()?.eq("pdf").then_some((n, path))
            })
            .collect();
        out.sort();
        out.into_iter().map(|(_, path)| path).collect()
    }
}

/// Prints previewed claims on the printer.
fn print(bed: &Bed, ids: &[String]) -> (Value, Value) {
    let preview = bed.preview(ids, false);
    let ask = json!({ "preview": preview["id"], "token": "", "printer": "desk" });
    (bed.ask("print_forms", ask)["value"].clone(), preview)
}

fn news(bed: &Bed, id: &Value) -> String {
    text(&bed.ask("print_news", json!({ "id": id }))["says"])
}

#[test]
fn a_real_printing_system_gets_our_very_bytes_at_their_true_size() {
    let Some(cups) = Cups::start() else { return };
    let bed = cups.practice();
    let printers = bed.ask("printers", json!({}));
    assert_eq!(printers["printers"], json!(["desk"]), "{printers}");
    let (printed, preview) = print(&bed, &bed.claim_ids());
    assert_eq!(printed["asked"], true);
    until("the sheets came out", || cups.came_out().len() == 1);
    let blob = |sha256: &Value| {
        let open = bed.open();
        let db = open.vault.reader().unwrap();
        vault::local::blob(&db, &text(sha256)).unwrap()
    };
    let arrived = fs::read(&cups.came_out()[0]).unwrap();
    assert!(
        arrived == blob(&printed["sha256"]),
        "the bytes that arrive are the stored ones"
    );
    let options = cups.came_out()[0].with_extension("options");
    let options = fs::read_to_string(options).unwrap();
    for wanted in ["media=Letter", "print-scaling=none"] {
        assert!(
            options.split_whitespace().any(|one| one == wanted),
            "{options}"
        );
    }
    // US Letter at 72 dots to the inch is 612 by 792.
    let page = json!({ "preview": printed["id"], "page": 0, "dpi": 72 });
    let image = bed.ask("preview_page", page);
    assert_eq!(
        (&image["width"], &image["height"]),
        (&json!(612), &json!(792))
    );
    until("CUPS is through with it", || {
        news(&bed, &printed["id"]).starts_with("desk is through with it")
    });

    // A jam: two sheets once more, which are those of the document and nothing else.
    let pages = preview["pages"].as_u64().unwrap();
    assert!(4 <= pages);
    let fence = job(&bed, &text(&printed["id"]))["fence"].clone();
    let ask = json!({ "id": printed["id"], "fence": fence, "answer": "again", "from": 2, "to": 3 });
    let waits = bed.ask("answer_print", ask)["value"].clone();
    assert_eq!((&waits["first"], &waits["last"]), (&json!(2), &json!(3)));
    let first = &preview["claims"][0];
    assert_eq!(first["pages"], 1);
    assert_eq!(
        times_printed(&bed, &text(&first["id"])),
        1,
        "sheet 1 is right"
    );
    bed.ask(
        "send_print",
        json!({ "id": printed["id"], "printer": "desk" }),
    );
    until("two sheets came out", || cups.came_out().len() == 2);
    let again = fs::read(&cups.came_out()[1]).unwrap();
    assert!(again.starts_with(b"%PDF-") && again.len() < arrived.len());
    assert!(again == forms::cut(&arrived, 1..3).unwrap());
    assert_eq!(
        answer(&bed, &text(&printed["id"]), "right")["state"],
        "right"
    );
    for row in preview["claims"].as_array().unwrap() {
        assert_eq!(times_printed(&bed, &text(&row["id"])), 1, "each once");
    }

    // The whole run again, byte for byte; it counts no second time.
    let ask = json!({ "id": printed["id"], "token": "", "printer": "desk" });
    bed.ask("reprint", ask);
    until("it came out again", || cups.came_out().len() == 3);
    assert!(fs::read(&cups.came_out()[2]).unwrap() == arrived);
    answer(&bed, &text(&printed["id"]), "right");
    assert_eq!(times_printed(&bed, &text(&first["id"])), 1);
    bed.holds();
}

#[test]
fn a_printer_that_needs_somebody_says_so_and_the_queue_stays_true() {
    let Some(cups) = Cups::start() else { return };
    let bed = cups.practice();
    let ids = bed.claim_ids();
    fs::write(cups.at("out/way"), "empty").unwrap();
    let (first, _) = print(&bed, &ids[..1]);
    until("it is out of paper", || {
        news(&bed, &first["id"]).starts_with("desk is out of paper.")
    });
    let (second, _) = print(&bed, &ids[1..2]);
    assert_eq!(news(&bed, &second["id"]), "It waits for its turn on desk.");
    // Somebody cancels both at the printing system: of the one that waited CUPS says no more than that
    // it is over.
    let name = |printed: &Value| {
        let open = bed.open();
        let db = open.vault.reader().unwrap();
        let events = vault::prints::events(&db, &text(&printed["id"])).unwrap();
        events.last().unwrap().system_job.clone()
    };
    cups.do_it("cancel", &[&name(&second)]);
    until("it is over", || {
        news(&bed, &second["id"]).contains("or it was cancelled")
    });
    cups.do_it("cancel", &[&name(&first)]);
    until("the other is cancelled", || {
        news(&bed, &first["id"]).starts_with("It was cancelled.")
    });
    assert_eq!(
        job(&bed, &text(&second["id"]))["state"],
        "sent",
        "a person decides"
    );
    assert_eq!(
        answer(&bed, &text(&second["id"]), "nothing")["state"],
        "waiting"
    );
    fs::remove_file(cups.at("out/way")).unwrap();
    let before = cups.came_out().len();

    // The printer is stopped: what is sent waits there.
    cups.do_it(
        "/usr/sbin/cupsdisable",
        &["-r", "Paper jam in tray 2", "desk"],
    );
    bed.ask(
        "send_print",
        json!({ "id": second["id"], "printer": "desk" }),
    );
    assert!(
        news(&bed, &second["id"]).starts_with("desk is stopped: Paper jam in tray 2."),
        "{}",
        news(&bed, &second["id"])
    );
    cups.do_it("/usr/sbin/cupsenable", &["desk"]);
    until("it came out", || before < cups.came_out().len());

    // It takes no more jobs, then it is gone: nothing was sent, and the job waits.
    let queued = queue(&bed, &ids[2..3]);
    cups.do_it("/usr/sbin/cupsreject", &["desk"]);
    let ask = json!({ "id": queued, "printer": "desk" });
    let refused = bed.refused("send_print", ask.clone());
    assert!(
        refused.says.contains("is not accepting jobs"),
        "{refused:?}"
    );
    cups.do_it("/usr/sbin/lpadmin", &["-x", "desk"]);
    let refused = bed.refused("send_print", ask);
    assert!(
        refused
            .says
            .starts_with("The printer desk is no longer set up"),
        "{refused:?}"
    );
    let found = job(&bed, &queued);
    assert_eq!(found["state"], "waiting", "{found}");
    assert_ne!(found["why"], "");
    assert!(
        news(&bed, &first["id"]).starts_with("desk is no longer set up"),
        "{}",
        news(&bed, &first["id"])
    );
    for id in &ids[..3] {
        assert_eq!(times_printed(&bed, id), 0, "nothing counts unasked");
    }
    bed.holds();
}
