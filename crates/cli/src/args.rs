//! What the command line takes.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use workbench::{Code, Event, Host, Problem};
use zeroize::Zeroizing;

/// Claimbench without a window.
#[derive(Parser)]
#[command(name = "claimbench-cli", version, about, arg_required_else_help = true)]
pub struct Args {
    /// The data folder; the system's place for it when not given.
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// A file that holds the password on its first line; asked for when not given.
    #[arg(long, global = true, value_name = "F")]
    pub password_file: Option<PathBuf>,
    /// A file that holds the device secret, where no keychain runs.
    #[arg(long, global = true, value_name = "F")]
    pub device_secret_file: Option<PathBuf>,
    /// The practice, by name or folder, when there are several.
    #[arg(long, global = true, value_name = "NAME")]
    pub practice: Option<String>,
    /// The user, by name or id, when there are several.
    #[arg(long = "as", global = true, value_name = "NAME")]
    pub user: Option<String>,
    /// Answer as JSON.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// What to do.
#[derive(Subcommand)]
pub enum Verb {
    /// Set up a practice, or make it a new recovery kit.
    Practice {
        /// What to do with it.
        #[command(subcommand)]
        verb: PracticeVerb,
    },
    /// Make the demo practice.
    Demo,
    /// Bring in 837P files, or folders of them; all of it, or nothing.
    Import {
        /// Files and folders.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// List the claims.
    Claims,
    /// Show a claim, by its id or number.
    Claim {
        /// The claim's id or number.
        id: String,
    },
    /// Print forms into a PDF.
    Print {
        /// Which.
        #[command(subcommand)]
        verb: PrintVerb,
    },
    /// Copy the practice, sealed, into one file; reopen it and check it.
    Backup {
        /// The file to write; the places of the settings when not given.
        file: Option<PathBuf>,
    },
    /// Restore the newest backup of the places and an older one into a folder that does not stay.
    Drill,
    /// Put a practice back from a backup. The folder that was there is kept beside it.
    Restore(Restore),
    /// Change your own password, such as one that somebody gave you.
    Password {
        /// A file that holds the new password on its first line; asked for when not given.
        #[arg(long, value_name = "F")]
        new_password_file: Option<PathBuf>,
    },
    /// The audit log.
    Audit {
        /// What to do with it.
        #[command(subcommand)]
        verb: AuditVerb,
    },
    /// Paper remittances.
    Eob {
        /// What to do with one.
        #[command(subcommand)]
        verb: EobVerb,
    },
    /// The ledger of a claim or a patient.
    Ledger(LedgerOf),
    /// Prove the books: every claim folded anew, every movement added up, beside the audit log.
    Proof {
        /// Only compare the sums that are kept with each other.
        #[arg(long)]
        quick: bool,
    },
    /// What is owed, by age.
    Aging {
        /// Age from the day of `service`, `billing` or last `activity`, or `since` it is the debtor's.
        #[arg(long, default_value = "service")]
        basis: String,
        /// Sum by `payer`, `provider`, `patient`, `guarantor` or `owner`.
        #[arg(long, default_value = "payer")]
        by: String,
    },
    /// Patients' payments, and deposits of them.
    Payment {
        /// What to do with one.
        #[command(subcommand)]
        verb: PaymentVerb,
    },
    /// Statements to patients.
    Statements {
        /// What to do with them.
        #[command(subcommand)]
        verb: StatementsVerb,
    },
    /// Ask the core by the table of commands.
    Call {
        /// The command.
        command: String,
        /// Its ask, as JSON.
        #[arg(default_value = "{}")]
        ask: String,
    },
    /// Write the types that the interface is built with.
    #[command(hide = true)]
    GenerateTypes {
        /// The file to write.
        file: PathBuf,
    },
}

/// A practice from a backup.
#[derive(clap::Args)]
pub struct Restore {
    /// A backup.
    pub file: PathBuf,
    /// A file with the 24 words of the recovery kit: a user gets a new password, every old one is void.
    #[arg(long, value_name = "K", requires = "user")]
    pub kit_file: Option<PathBuf>,
    /// Who gets the new password, by name or id.
    #[arg(long, value_name = "NAME", requires = "kit_file")]
    pub user: Option<String>,
    /// Replace the practice that is here without asking.
    #[arg(long)]
    pub yes: bool,
}

/// What to do with a practice.
#[derive(Subcommand)]
pub enum PracticeVerb {
    /// Make one, with its owner and its recovery kit.
    Create(NewPractice),
    /// Make a new recovery kit; the old one is void then.
    NewKit {
        /// Where the kit goes, as a PDF.
        #[arg(long, value_name = "FILE")]
        kit: PathBuf,
    },
}

/// A new practice.
#[derive(clap::Args)]
pub struct NewPractice {
    /// Its name (item 33).
    #[arg(long)]
    pub name: String,
    /// Its NPI (item 33a).
    #[arg(long)]
    pub npi: String,
    /// Its EIN or SSN (item 25).
    #[arg(long)]
    pub tin: String,
    /// The owner's name.
    #[arg(long)]
    pub user: String,
    /// Where the recovery kit goes, as a PDF.
    #[arg(long, value_name = "FILE")]
    pub kit: PathBuf,
    /// An IANA time zone; this computer's when not given.
    #[arg(long)]
    pub time_zone: Option<String>,
}

/// What to do with a patient's payment.
#[derive(Subcommand)]
pub enum PaymentVerb {
    /// Take one. It goes to what the patient owes, the oldest first, unless a claim is named.
    Take(TakePayment),
    /// Payments, write-offs and the like, the newest first.
    List {
        /// Of this patient, by account number or id; of all when not given.
        #[arg(long)]
        patient: Option<String>,
    },
    /// Move one that stands on the wrong account.
    Move {
        /// The payment's id.
        payment: String,
        /// Whose money it is: the patient's account number or id.
        #[arg(long)]
        to: String,
        /// How much of it; all when not given.
        #[arg(long, default_value = "")]
        amount: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Note that the bank sent one back.
    Return {
        /// The payment's id.
        payment: String,
        /// The day; today when not given.
        #[arg(long, default_value = "")]
        on: String,
        /// What the practice charges for it.
        #[arg(long, default_value = "")]
        fee: String,
        /// What the bank says.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Take one back.
    TakeBack {
        /// The payment's id.
        payment: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Write its receipt.
    Receipt {
        /// The payment's id.
        payment: String,
        /// The PDF to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// With the services behind it, as a health savings account asks for them.
        #[arg(long)]
        itemized: bool,
    },
    /// Put everything in hand into a deposit.
    Deposit {
        /// `bank` for cash and checks, `card` for card payments.
        #[arg(long, default_value = "bank")]
        way: String,
        /// The day; today when not given.
        #[arg(long, default_value = "")]
        on: String,
        /// Write the bank's slip into this PDF.
        #[arg(long, value_name = "FILE")]
        slip: Option<PathBuf>,
    },
}

/// A payment to take.
#[derive(clap::Args)]
pub struct TakePayment {
    /// The patient, by account number or id.
    #[arg(long)]
    pub patient: String,
    /// How much: `25.00`.
    #[arg(long)]
    pub amount: String,
    /// `cash`, `check`, `card` or `other`.
    #[arg(long)]
    pub method: String,
    /// The check's number, or the processor's. Never a card's.
    #[arg(long, default_value = "")]
    pub number: String,
    /// The day; today when not given.
    #[arg(long, default_value = "")]
    pub on: String,
    /// A copay: it goes to the visit of its day.
    #[arg(long)]
    pub copay: bool,
    /// The claim that it is for, by number or id.
    #[arg(long)]
    pub claim: Option<String>,
    /// A note.
    #[arg(long, default_value = "")]
    pub text: String,
}

/// What to do with statements.
#[derive(Subcommand)]
pub enum StatementsVerb {
    /// Who gets one today and who does not, and why.
    Preview,
    /// Make all that go out today into a folder: one PDF, and a list of them as CSV.
    Run {
        /// The folder.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// For a mail house: files named by the day, none in place of another.
        #[arg(long)]
        mail_house: bool,
    },
    /// Say that a run never left: its statements count as not sent.
    Unsend {
        /// The run's id.
        run: String,
        /// Why.
        #[arg(long, default_value = "never left")]
        reason: String,
    },
}

/// What to do with a paper remittance.
#[derive(Subcommand)]
pub enum EobVerb {
    /// Post a keyed EOB: all of it, or nothing.
    Post {
        /// The keyed EOB, as JSON.
        file: PathBuf,
        /// Only show what it would do.
        #[arg(long)]
        preview: bool,
    },
    /// Take a posted check back, by its number or id.
    Unpost {
        /// The number of the check, or its id.
        check: String,
        /// Only this claim of it, by its number or id.
        #[arg(long)]
        claim: Option<String>,
    },
}

/// Whose ledger.
#[derive(clap::Args)]
#[group(required = true, multiple = false)]
pub struct LedgerOf {
    /// A claim, by its number or id.
    #[arg(long, value_name = "ID")]
    pub claim: Option<String>,
    /// A patient, by account number or id.
    #[arg(long, value_name = "ID")]
    pub patient: Option<String>,
}

/// What to print.
#[derive(Subcommand)]
pub enum PrintVerb {
    /// CMS-1500 forms.
    Cms1500(Forms),
    /// List the print jobs that wait, and those that nobody has answered.
    Jobs,
    /// Say how a job printed; what is right counts from then on.
    Answer {
        /// The job's id.
        job: String,
        /// `right`, `nothing` when nothing came out, or `again` with the sheets.
        answer: String,
        /// The sheets to print again: `2-3`.
        #[arg(default_value = "")]
        sheets: String,
    },
    /// Take back that a job counts: it never left.
    Unsend {
        /// The job's id.
        job: String,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
}

/// CMS-1500 forms.
#[derive(clap::Args)]
pub struct Forms {
    /// Claims, by id or number.
    #[arg(required_unless_present = "all")]
    pub ids: Vec<String>,
    /// Every claim that nobody has answered yet.
    #[arg(long, conflicts_with = "ids")]
    pub all: bool,
    /// On plain paper, with the form drawn.
    #[arg(long)]
    pub draft: bool,
    /// The PDF to write.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// What to do with the audit log.
#[derive(Subcommand)]
pub enum AuditVerb {
    /// Walk the chain and name the first break; check the database file.
    Verify,
    /// Export the whole log into one file that `claimbench-verify` checks anywhere.
    Export {
        /// The file to write.
        file: PathBuf,
    },
}

/// What is wrong with a line that could not be read, as a problem: its words without the help.
pub fn wrong_use(error: &clap::Error) -> Problem {
    let whole = error.render().to_string();
    let says: Vec<&str> = whole
        .lines()
        .map(str::trim)
        .take_while(|line| !line.starts_with("Usage:"))
        .filter(|line| !line.is_empty())
        .collect();
    let says = says.join(" ");
    Problem::new(Code::Malformed, says.trim_start_matches("error: "))
}

impl Args {
    /// The password of who signs in.
    pub fn password(&self) -> Result<Zeroizing<String>, Problem> {
        match &self.password_file {
            Some(file) => password_in(file),
            None => asked("Password: "),
        }
    }

    /// A new password; typed twice when it is typed.
    pub fn new_password(&self) -> Result<Zeroizing<String>, Problem> {
        new_password_or(self.password_file.as_deref())
    }
}

/// A new password out of a file; typed twice when there is none.
pub fn new_password_or(file: Option<&std::path::Path>) -> Result<Zeroizing<String>, Problem> {
    if let Some(file) = file {
        return password_in(file);
    }
    let first = asked("New password: ")?;
    if first != asked("Once more: ")? {
        return Err(Problem::field(
            "password",
            "The two passwords differ. Type them again.",
        ));
    }
    Ok(first)
}

fn password_in(file: &std::path::Path) -> Result<Zeroizing<String>, Problem> {
    let text = std::fs::read_to_string(file)
        .map_err(|_| Problem::field("password", "The password file cannot be read."))?;
    let text = Zeroizing::new(text);
    Ok(Zeroizing::new(
        text.lines().next().unwrap_or_default().to_owned(),
    ))
}

fn asked(prompt: &str) -> Result<Zeroizing<String>, Problem> {
    rpassword::prompt_password(prompt)
        .map(Zeroizing::new)
        .map_err(|_| {
            Problem::field(
                "password",
                "There is no terminal to type a password on. Give --password-file.",
            )
        })
}

/// The terminal as the core's host: no dialogs, progress on the error stream.
pub struct Terminal {
    /// No progress lines.
    pub quiet: bool,
}

impl Host for Terminal {
    fn pick_files(&self, _: bool) -> Vec<PathBuf> {
        Vec::new()
    }

    fn pick_save(&self, _: &str) -> Option<PathBuf> {
        None
    }

    fn tell(&self, event: &Event) {
        if let (
            false,
            Event::Progress {
                done, total, says, ..
            },
        ) = (self.quiet, event)
            && 0 < *total
        {
            crate::print::progress(*done, *total, says);
        }
    }
}
