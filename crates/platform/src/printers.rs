//! Printers: which there are, and sheets sent to one at their true size. On macOS and Linux that is the
//! printing system's own `lp`, fed with the PDF through a pipe so that no page lies in a temporary file;
//! what the printing system spools is its own. Windows takes no PDF: there the sheets go through GDI as
//! pictures, which was type-checked and never run.

use std::ffi::OsString;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use crate::print_news::{self, News};

/// Why pages were not printed, in words for the person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrintProblem {
    /// There is no `lp`.
    #[error(
        "This computer has no printing system (CUPS). Install it, or save the PDF and print it \
         elsewhere at 100 % (“Actual size”)."
    )]
    NoPrintingSystem,
    /// `lp` is there but what it talks to is not.
    #[error("The printing system (CUPS) does not answer. Start it, then print again.")]
    NotRunning,
    /// The printer is not known any more.
    #[error("The printer {0} is no longer set up on this computer. Choose another.")]
    NoSuchPrinter(String),
    /// The printing system's own words.
    #[error("The printer {printer} did not take the pages: {why}. Check it, then print again.")]
    Refused {
        /// Which printer.
        printer: String,
        /// What the printing system said.
        why: String,
    },
    /// The command ended without a word: the pages may be at the printer, or not.
    #[error(
        "The printing system broke off without an answer. Look whether {0} prints, then say what came out."
    )]
    NoAnswer(String),
    /// What is asked of the printing system, this operating system does not tell.
    #[error("Windows does not tell how a print job fares. Look at the printer's own list.")]
    NotOnThisSystem,
}

/// A printer of this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printer {
    /// The name by which it is chosen.
    pub name: String,
    /// Whether the system prints there when nobody chooses.
    pub is_default: bool,
}

/// A sheet as a picture, for a system whose printing takes no documents.
pub struct Picture {
    /// Dots from left to right.
    pub width: u32,
    /// Dots from top to bottom.
    pub height: u32,
    /// Blue, green, red and a spare byte for each dot, row by row from the top.
    pub bgrx: Vec<u8>,
}

/// What is printed: US Letter sheets.
pub struct Sheets<'a> {
    /// The document.
    pub pdf: &'a [u8],
    /// How many there are.
    pub pages: u32,
    /// Draws one of them, from 0, where the printing system takes no documents.
    pub draw: &'a dyn Fn(u32) -> Option<Picture>,
}

/// The commands that print.
#[derive(Clone, Debug)]
pub struct Printing {
    /// Sends a document to a printer.
    pub lp: OsString,
    /// Lists printers.
    pub lpstat: OsString,
    /// Where the printing system listens, when it is not the system's own: a socket's path.
    pub server: Option<OsString>,
}

impl Default for Printing {
    /// The system's own commands, found on the path.
    fn default() -> Printing {
        Printing {
            lp: "lp".into(),
            lpstat: "lpstat".into(),
            server: None,
        }
    }
}

impl Printing {
    /// The printers that can be chosen, in the order of their names.
    ///
    /// # Errors
    /// When the printing system is not there or does not answer.
    #[cfg(windows)]
    pub fn printers(&self) -> Result<Vec<Printer>, PrintProblem> {
        crate::gdi::printers()
    }

    /// The printers that can be chosen, in the order of their names.
    ///
    /// # Errors
    /// When the printing system is not there or does not answer.
    #[cfg(not(windows))]
    pub fn printers(&self) -> Result<Vec<Printer>, PrintProblem> {
        let names = self.lpstat(&["-e"])?;
        let default = self.lpstat(&["-d"]).unwrap_or_default();
        let default = default.rsplit_once(": ").map(|(_, name)| name.trim());
        let mut printers: Vec<Printer> = names
            .lines()
            .filter(|name| !name.trim().is_empty())
            .map(|name| Printer {
                name: name.into(),
                is_default: Some(name) == default,
            })
            .collect();
        printers.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(printers)
    }

    /// Prints `copies` of a document on US Letter, not scaled, and answers the printing system's name of
    /// the job. The job's title says nothing about what is on the pages.
    ///
    /// # Errors
    /// Why the printer did not take the sheets; [`PrintProblem::NoAnswer`] when it may have them.
    #[cfg(windows)]
    pub fn print(
        &self,
        printer: &str,
        sheets: &Sheets<'_>,
        copies: u16,
    ) -> Result<String, PrintProblem> {
        crate::gdi::print(printer, sheets, copies)
    }

    /// Prints `copies` of a document on US Letter, not scaled, and answers the printing system's name of
    /// the job. The job's title says nothing about what is on the pages.
    ///
    /// # Errors
    /// Why the printer did not take the sheets; [`PrintProblem::NoAnswer`] when it may have them.
    #[cfg(not(windows))]
    pub fn print(
        &self,
        printer: &str,
        sheets: &Sheets<'_>,
        copies: u16,
    ) -> Result<String, PrintProblem> {
        let copies = copies.to_string();
        let scale = ["-o", "print-scaling=none", "-o", "media=Letter"];
        let mut lp = Command::new(&self.lp);
        lp.args(["-d", printer, "-n", &copies, "-t", "Claimbench"])
            .args(scale)
            .arg("-");
        let done = self.answer(lp, sheets.pdf)?;
        if done.status.code().is_none() {
            return Err(PrintProblem::NoAnswer(printer.into()));
        }
        if !done.status.success() {
            return Err(refusal(printer, &done));
        }
        // "request id is front-desk-12 (0 file(s))"
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        let job = said
            .split_once("request id is ")
            .and_then(|(_, rest)| rest.split(' ').next());
        Ok(job.unwrap_or_default().trim().to_owned())
    }

    /// How a job fares that [`Printing::print`] gave to a printer.
    ///
    /// # Errors
    /// When the printing system is not there or does not answer.
    pub fn news(&self, printer: &str, job: &str) -> Result<News, PrintProblem> {
        let told = |what: &[&str]| match self.lpstat(what) {
            Ok(text) => Ok(Some(text)),
            Err(PrintProblem::NoSuchPrinter(_)) => Ok(None),
            Err(problem) => Err(problem),
        };
        let state = told(&["-l", "-p", printer])?;
        let active = told(&["-l", "-W", "not-completed", "-o", printer])?;
        let finished = told(&["-l", "-W", "completed", "-o", printer])?;
        let (active, finished) = (active.unwrap_or_default(), finished.unwrap_or_default());
        Ok(print_news::news(job, &active, &finished, state.as_deref()))
    }

    fn lpstat(&self, what: &[&str]) -> Result<String, PrintProblem> {
        if cfg!(windows) {
            return Err(PrintProblem::NotOnThisSystem);
        }
        let mut lpstat = Command::new(&self.lpstat);
        lpstat.args(what);
        let done = self.answer(lpstat, &[])?;
        let said = String::from_utf8_lossy(&done.stderr);
        if done.status.success() || said.contains("No destinations added") {
            return Ok(String::from_utf8_lossy(&done.stdout).into_owned());
        }
        if said.contains("Invalid destination name") {
            let printer = what.last().copied().unwrap_or_default();
            return Err(PrintProblem::NoSuchPrinter(printer.into()));
        }
        Err(PrintProblem::NotRunning)
    }

    /// Runs a command in plain English, which is what is read here, and gives it `input`.
    fn answer(&self, mut command: Command, input: &[u8]) -> Result<Output, PrintProblem> {
        if let Some(server) = &self.server {
            command.env("CUPS_SERVER", server);
        }
        command
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command
            .spawn()
            .map_err(|_| PrintProblem::NoPrintingSystem)?;
        if let Some(mut stdin) = child.stdin.take() {
            // A command that refuses closes the pipe early; its exit code and words tell why.
            let _ = stdin.write_all(input);
        }
        child
            .wait_with_output()
            .map_err(|_| PrintProblem::NotRunning)
    }
}

#[cfg(not(windows))]
fn refusal(printer: &str, done: &Output) -> PrintProblem {
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if has(&["does not exist", "nknown destination"]) {
        return PrintProblem::NoSuchPrinter(printer.into());
    }
    if has(&[
        "not running",
        "not responding",
        "nable to connect",
        "Bad file descriptor",
    ]) {
        return PrintProblem::NotRunning;
    }
    let why = said
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or("it gave no reason");
    let why = why
        .trim_start_matches("lp: ")
        .trim_start_matches("Error - ");
    PrintProblem::Refused {
        printer: printer.into(),
        why: why.trim_end_matches('.').into(),
    }
}
