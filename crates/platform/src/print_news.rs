//! How a job fares at its printer, read from what `lpstat` says of jobs and printers in plain English.
//! The state keywords are those of IPP (RFC 8011 5.3.8 job-state-reasons, 5.4.12 printer-state-reasons),
//! which CUPS passes on as "Alerts".

/// How a job fares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// The printer is at it.
    Printing,
    /// It waits for its turn.
    Waiting,
    /// Somebody holds it in the printing system.
    Held,
    /// The printer needs a hand and then goes on.
    NeedsHand(Need),
    /// The printer is stopped, with the printing system's reason, which may be empty.
    Stopped(String),
    /// The printing system says that all of it went to the printer.
    Done,
    /// The printing system is through with it and does not say how: printed, or cancelled before its
    /// turn. CUPS 2.4 says no more of the jobs of a raw queue.
    Over,
    /// It was cancelled, here or at the printer.
    Cancelled,
    /// The printing system gave up on it.
    Failed,
    /// The printer is not set up any more.
    PrinterGone,
    /// The printing system knows nothing of the job any more.
    Forgotten,
}

/// What a printer needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Paper.
    Paper,
    /// A jam to be cleared.
    Jam,
    /// A door to be closed.
    Door,
    /// Toner or ink.
    Toner,
    /// To be turned on, or connected.
    Power,
}

impl News {
    /// Whether somebody has to look after the printer or the job.
    pub fn needs_you(&self) -> bool {
        !matches!(
            self,
            News::Printing | News::Waiting | News::Done | News::Over
        )
    }

    /// The plain sentence for the person: what is, then what to do.
    pub fn says(&self, printer: &str) -> String {
        match self {
            News::Printing => format!("{printer} is printing it."),
            News::Waiting => format!("It waits for its turn on {printer}."),
            News::Held => format!(
                "It is held in the printing system. Release it there, and {printer} prints it."
            ),
            News::NeedsHand(need) => match need {
                Need::Paper => format!("{printer} is out of paper. Put some in, and it goes on."),
                Need::Jam => format!(
                    "Paper is jammed in {printer}. Clear it, then say which sheets to print again."
                ),
                Need::Door => format!("A door of {printer} is open. Close it, and it goes on."),
                Need::Toner => format!("{printer} is out of toner. Change it, and it goes on."),
                Need::Power => format!(
                    "{printer} cannot be reached. Turn it on and look at its cable, and it goes on."
                ),
            },
            News::Stopped(why) if why.is_empty() => format!(
                "{printer} is stopped. Start it in the system's printer settings, and it goes on."
            ),
            News::Stopped(why) => format!(
                "{printer} is stopped: {}. Start it in the system's printer settings, and it goes on.",
                why.trim_end_matches('.')
            ),
            News::Done => format!("{printer} says that it is done. Look at the sheets."),
            News::Over => {
                format!("{printer} is through with it, or it was cancelled. Look at the sheets.")
            }
            News::Cancelled => {
                "It was cancelled. Say which sheets came out, if any did.".to_owned()
            }
            News::Failed => format!(
                "{printer} gave up on it. Say which sheets came out, if any did, and print the rest again."
            ),
            News::PrinterGone => format!(
                "{printer} is no longer set up on this computer. Say which sheets came out; the rest can go to another printer."
            ),
            News::Forgotten => {
                "The printing system knows nothing of it any more. Look at the sheets.".to_owned()
            }
        }
    }
}

/// A job or a printer as `lpstat -l` lists it: its name, its first line, the text under it, and its
/// alerts.
#[derive(Debug, Default)]
struct Listed<'a> {
    head: &'a str,
    status: &'a str,
    alerts: Vec<&'a str>,
}

/// The entries of a long listing: each begins at the margin, what belongs to it is indented.
fn listed(text: &str) -> Vec<Listed<'_>> {
    let mut found: Vec<Listed<'_>> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if !line.starts_with([' ', '\t']) {
            found.push(Listed {
                head: line,
                ..Listed::default()
            });
            continue;
        }
        let Some(last) = found.last_mut() else {
            continue;
        };
        let line = line.trim();
        if let Some(alerts) = line.strip_prefix("Alerts:") {
            last.alerts = alerts.split_whitespace().collect();
        } else if let Some(status) = line.strip_prefix("Status:") {
            last.status = status.trim();
        } else if last.status.is_empty() && last.alerts.is_empty() && !line.contains(':') {
            // A printer's own message stands bare below its first line.
            last.status = line;
        }
    }
    found
}

fn job_of<'a>(text: &'a str, job: &str) -> Option<Listed<'a>> {
    listed(text)
        .into_iter()
        .find(|one| one.head.split_whitespace().next() == Some(job))
}

/// What the alerts of a job or a printer ask for.
fn need(alerts: &[&str]) -> Option<Need> {
    let has = |words: &[&str]| {
        (alerts.iter()).any(|alert| words.iter().any(|word| alert.starts_with(word)))
    };
    if has(&["media-jam"]) {
        Some(Need::Jam)
    } else if has(&["media-empty", "media-needed"]) {
        Some(Need::Paper)
    } else if has(&[
        "cover-open",
        "door-open",
        "interlock-open",
        "input-tray-missing",
    ]) {
        Some(Need::Door)
    } else if has(&["toner-empty", "marker-supply-empty"]) {
        Some(Need::Toner)
    } else if has(&["offline", "connecting-to-device", "timed-out", "shutdown"]) {
        Some(Need::Power)
    } else {
        None
    }
}

/// How a job fares: `active` and `finished` are what `lpstat -l -o` says of the printer's jobs that
/// are under way and that are not any more, `printer` what `lpstat -l -p` says of the printer, or
/// nothing when it is not set up.
pub fn news(job: &str, active: &str, finished: &str, printer: Option<&str>) -> News {
    let Some(printer) = printer.map(listed) else {
        return News::PrinterGone;
    };
    let printer = printer.into_iter().next().unwrap_or_default();
    if let Some(found) = job_of(active, job) {
        let held = |alert: &&str| alert.starts_with("job-hold") || *alert == "job-held-on-create";
        if found.alerts.iter().any(held) {
            return News::Held;
        }
        if printer.head.contains(" disabled ") {
            let why = match printer.status {
                "reason unknown" | "Paused" => "",
                why => why,
            };
            return News::Stopped(why.to_owned());
        }
        let under_way = printer.head.contains(&format!("now printing {job}."));
        return match need(&found.alerts).or_else(|| need(&printer.alerts).filter(|_| under_way)) {
            Some(need) => News::NeedsHand(need),
            None if under_way => News::Printing,
            None => News::Waiting,
        };
    }
    let Some(found) = job_of(finished, job) else {
        return News::Forgotten;
    };
    let has = |word: &str| found.alerts.iter().any(|alert| alert.contains(word));
    if has("canceled") {
        News::Cancelled
    } else if has("aborted") || has("document-format-error") || has("unprintable") {
        News::Failed
    } else if has("job-completed-successfully") {
        News::Done
    } else {
        News::Over
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As CUPS 2.4.2 says it, with the job's alerts and the printer's first lines put in.
    fn jobs(name: &str, status: &str, alerts: &str) -> String {
        format!(
            "{name:<24}root              1024   Mon Nov 30 01:47:17 2026\n\tStatus: {status}\n\tAlerts: {alerts}\n\tqueued for desk\n"
        )
    }

    fn printer(head: &str, message: &str, alerts: &str) -> String {
        let message = if message.is_empty() {
            String::new()
        } else {
            format!("\t{message}\n")
        };
        format!(
            "printer desk {head}\n{message}\tForm mounted:\n\tContent types: any\n\tPrinter types: unknown\n\tDescription: desk\n\tAlerts: {alerts}\n\tLocation: \n\tConnection: direct\n"
        )
    }

    const IDLE: &str = "is idle.  enabled since Mon Nov 30 01:47:24 2026";
    const BUSY: &str = "now printing desk-3.  enabled since Mon Nov 30 01:47:17 2026";
    const OFF: &str = "disabled since Mon Nov 30 01:47:25 2026 -";

    #[track_caller]
    fn check(active: &str, finished: &str, printer: Option<&str>, want: News) {
        assert_eq!(news("desk-3", active, finished, printer), want);
        let says = want.says("Front desk");
        assert!(says.ends_with('.') && !says.contains(".."), "{says}");
    }

    #[test]
    fn a_job_under_way_is_told_by_its_printer() {
        let active = jobs("desk-3", "", "job-printing");
        check(
            &active,
            "",
            Some(&printer(BUSY, "", "none")),
            News::Printing,
        );
        // Another job is before it; its own number begins like that one's.
        let other = jobs("desk-31", "Out of paper", "media-empty-error") + &active;
        check(&other, "", Some(&printer(IDLE, "", "none")), News::Waiting);
        let busy = printer(BUSY, "Out of paper", "media-empty-error");
        let out = jobs("desk-3", "Out of paper", "job-printing");
        check(&out, "", Some(&busy), News::NeedsHand(Need::Paper));
        for (alert, wanted) in [
            ("media-jam-error", Need::Jam),
            ("cover-open-report", Need::Door),
            ("toner-empty", Need::Toner),
            ("offline-report", Need::Power),
            ("connecting-to-device", Need::Power),
        ] {
            let busy = printer(BUSY, "", alert);
            check(&active, "", Some(&busy), News::NeedsHand(wanted));
        }
        let held = jobs("desk-3", "", "job-hold-until-specified");
        check(&held, "", Some(&printer(IDLE, "", "none")), News::Held);
    }

    #[test]
    fn a_printer_that_is_stopped_says_why() {
        let active = jobs("desk-3", "", "printer-stopped");
        let off = printer(OFF, "reason unknown", "paused");
        check(&active, "", Some(&off), News::Stopped(String::new()));
        let off = printer(OFF, "Paper jam in tray 2", "paused");
        let why = "Paper jam in tray 2".to_owned();
        check(&active, "", Some(&off), News::Stopped(why));
    }

    #[test]
    fn a_job_that_is_over_is_told_by_its_own_end() {
        let idle = printer(IDLE, "", "none");
        for (alert, want) in [
            ("job-completed-successfully", News::Done),
            ("processing-to-stop-point", News::Over),
            ("none", News::Over),
            ("job-canceled-by-user", News::Cancelled),
            ("job-canceled-at-device", News::Cancelled),
            ("aborted-by-system", News::Failed),
        ] {
            check("", &jobs("desk-3", "", alert), Some(&idle), want);
        }
        check(
            "",
            &jobs("desk-2", "", "none"),
            Some(&idle),
            News::Forgotten,
        );
        check("", "", None, News::PrinterGone);
    }
}
