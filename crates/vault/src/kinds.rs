//! Every kind of record, declared once: where it is kept, which key will seal it, how its fields
//! merge, the version of its wire form and how undo works. A table that travels without a line here
//! is refused by `tests/tidy.rs`.

use billing::account_note::AccountNote;
use billing::chart::{Coverage, Guarantor, Patient, Payer, Provider};
use billing::claim::Claim;
use billing::deposit::Deposit;
use billing::estimate::Estimate;
use billing::ledger::act::Act;
use billing::letter::Letter;
use billing::payment_plan::PaymentPlan;
use billing::placement::Placement;
use billing::print_job::PrintEvent;
use billing::remittance::Remittance;
use billing::statement::rules::StatementRules;
use billing::statement::sent::Statement;
use rusqlite::Connection;
use rusqlite::types::Value;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use values::{ClaimId, Day, EventId, ImportId, PrintId, UserId};

use crate::backups::BackupRun;
use crate::ledger::{Posting, Sums};
use crate::prints::PrintRun;
use crate::remittances::{Fee, MoneyRules};
use crate::statements::Logo;
use crate::{VaultError, Writer, find, guarantors, prints};

/// Which key will seal a kind when it travels (sync.md 1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compartment {
    /// Patients, claims, money, settings.
    Practice,
    /// SSN, Part 2, psychotherapy, VIP.
    Sensitive,
    /// The audit log.
    Audit,
}

/// How two desks' changes of the same field come together (sync.md 1.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldClass {
    /// Rows are only ever added.
    AppendOnly,
    /// The server's order wins; the loser stays in the history.
    LastWins,
    /// A person decides; the value in force stays until then.
    Conflict,
    /// Added and removed members merge.
    Set,
}

/// How a change of the kind is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoRule {
    /// The row as it stood is put back as a new version; a new row is taken away.
    Swap,
    /// It left the building or is history: it stays.
    Never,
}

/// A kind of record.
#[derive(Debug)]
pub struct Kind {
    /// Its name, which is also its table's.
    pub name: &'static str,
    /// Which key seals it.
    pub compartment: Compartment,
    /// The version of its wire form.
    pub schema: u16,
    /// The class of each top-level field; `*` is the class of every field not named.
    pub fields: &'static [(&'static str, FieldClass)],
    /// How undo works.
    pub undo: UndoRule,
    /// Reads a body and writes it as a new version (undo, and later a row that another desk sent).
    pub apply: fn(&mut Writer<'_>, &str) -> Result<(), VaultError>,
    /// Takes a row away by its id.
    pub remove: fn(&mut Writer<'_>, &str) -> Result<(), VaultError>,
}

use Compartment::Practice as P;
use FieldClass::{AppendOnly, Conflict, LastWins};

macro_rules! kind {
    ($name:literal, $record:ty, $undo:expr, $fields:expr) => {
        Kind {
            name: $name,
            compartment: P,
            schema: 1,
            fields: $fields,
            undo: $undo,
            apply: apply::<$record>,
            remove: remove::<$record>,
        }
    };
}

/// All kinds. An order in which rows can be stored: what is referred to comes first.
pub static KINDS: [Kind; 29] = [
    kind!("practice", Practice, UndoRule::Swap, &[("*", Conflict)]),
    kind!("user", User, UndoRule::Never, &[("*", Conflict)]),
    kind!("setting", Setting, UndoRule::Swap, &[("*", LastWins)]),
    kind!("payer", Payer, UndoRule::Swap, &[("*", Conflict)]),
    kind!("provider", Provider, UndoRule::Swap, &[("*", Conflict)]),
    kind!(
        "patient",
        Patient,
        UndoRule::Swap,
        &[
            ("person", Conflict),
            ("guarantor", Conflict),
            ("answers", Conflict),
            ("confidential", Conflict),
            ("*", LastWins)
        ]
    ),
    kind!(
        "guarantor",
        Guarantor,
        UndoRule::Swap,
        &[
            ("language", LastWins),
            ("large_print", LastWins),
            ("*", Conflict)
        ]
    ),
    kind!("coverage", Coverage, UndoRule::Swap, &[("*", Conflict)]),
    kind!("import", Import, UndoRule::Swap, &[("*", AppendOnly)]),
    kind!(
        "claim",
        Claim,
        UndoRule::Swap,
        &[("hold", LastWins), ("*", Conflict)]
    ),
    kind!(
        "claim_source",
        ClaimSource,
        UndoRule::Swap,
        &[("*", AppendOnly)]
    ),
    kind!(
        "claim_event",
        ClaimEvent,
        UndoRule::Swap,
        &[("*", AppendOnly)]
    ),
    kind!("print_run", PrintRun, UndoRule::Never, &[("*", AppendOnly)]),
    kind!(
        "print_event",
        PrintEvent,
        UndoRule::Never,
        &[("*", AppendOnly)]
    ),
    kind!("remittance", Remittance, UndoRule::Swap, &[("*", Conflict)]),
    kind!("act", Act, UndoRule::Swap, &[("*", Conflict)]),
    kind!("deposit", Deposit, UndoRule::Swap, &[("*", Conflict)]),
    kind!("fee", Fee, UndoRule::Swap, &[("*", LastWins)]),
    kind!(
        "money_rules",
        MoneyRules,
        UndoRule::Swap,
        &[("*", Conflict)]
    ),
    kind!(
        "statement_rules",
        StatementRules,
        UndoRule::Swap,
        &[("*", Conflict)]
    ),
    kind!("estimate", Estimate, UndoRule::Swap, &[("*", Conflict)]),
    kind!("logo", Logo, UndoRule::Swap, &[("*", LastWins)]),
    kind!("statement", Statement, UndoRule::Never, &[("*", Conflict)]),
    kind!("posting", Posting, UndoRule::Never, &[("*", AppendOnly)]),
    kind!(
        "backup_run",
        BackupRun,
        UndoRule::Never,
        &[("*", AppendOnly)]
    ),
    kind!(
        "payment_plan",
        PaymentPlan,
        UndoRule::Swap,
        &[("*", Conflict)]
    ),
    kind!(
        "account_note",
        AccountNote,
        UndoRule::Swap,
        &[("*", AppendOnly)]
    ),
    kind!("letter", Letter, UndoRule::Never, &[("*", Conflict)]),
    kind!("placement", Placement, UndoRule::Swap, &[("*", Conflict)]),
];

/// The kind of a name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// Something that the ledger looks at again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concern {
    /// A patient's day of service (ISO), by the patient's id.
    Day(String, String),
    /// A claim.
    Claim(String),
    /// A patient: whose account it is that the patient's visits stand on.
    Patient(String),
    /// A row of opening balances.
    Opening(String),
    /// A remittance.
    Remittance(String),
    /// An act.
    Act(String),
    /// A payer, with what says how long it takes an appeal: its own days, or its kind of insurance.
    Payer(String, String),
}

/// A record that is kept: its kind, its id, and the columns that lists and matches use.
pub trait Record: Serialize + DeserializeOwned {
    /// Its kind's name.
    const KIND: &'static str;
    /// Its id as text.
    fn key(&self) -> String;
    /// What is read out of the body into columns of their own.
    fn columns(&self) -> Vec<(&'static str, Value)> {
        Vec::new()
    }
    /// Keeps search indexes in step. `fresh` is true for a row that was not there before.
    ///
    /// # Errors
    /// As the database answers.
    fn index(&self, _db: &Connection, _fresh: bool) -> Result<(), VaultError> {
        Ok(())
    }
    /// Adds a row that was not there before to what stands on accounts.
    fn add_up(&self, _sums: &mut Sums) {}
    /// Whether what a change replaces is kept for those who read the audit log.
    fn keeps_history(&self) -> bool {
        true
    }
    /// What of the ledger follows from it: it is looked at again when the record changes.
    fn concerns(&self) -> Vec<Concern> {
        Vec::new()
    }
    /// Clears search indexes before the row goes.
    ///
    /// # Errors
    /// As the database answers.
    fn unindex(_db: &Connection, _key: &str) -> Result<(), VaultError> {
        Ok(())
    }
}

fn apply<R: Record>(writer: &mut Writer<'_>, body: &str) -> Result<(), VaultError> {
    writer.put(&read_body::<R>(body)?)
}

fn remove<R: Record>(writer: &mut Writer<'_>, key: &str) -> Result<(), VaultError> {
    writer.remove::<R>(key)
}

/// Reads a stored body.
///
/// # Errors
/// [`VaultError::Unreadable`] with the place, never with a value.
pub fn read_body<R: Record>(body: &str) -> Result<R, VaultError> {
    read_text(R::KIND, body)
}

/// Reads what a kind's body holds, or some of it.
///
/// # Errors
/// As [`read_body`].
pub(crate) fn read_text<T: DeserializeOwned>(
    kind: &'static str,
    body: &str,
) -> Result<T, VaultError> {
    serde_json::from_str(body).map_err(|e| VaultError::Unreadable {
        kind,
        why: format!("{:?} at {}:{}", e.classify(), e.line(), e.column()),
    })
}

/// The practice's own facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practice {
    /// As the folder and the slots name it.
    pub id: values::PracticeId,
    /// Item 33.
    pub name: String,
    /// Item 33a.
    pub npi: String,
    /// Item 25, digits only.
    pub tin: String,
    /// Where and when its days begin: an IANA time zone.
    pub time_zone: String,
    /// The practice's colour in the title strip: `plum`, `teal`, `rust`, …
    pub colour: String,
    /// True for the made-up practice.
    #[serde(default)]
    pub demo: bool,
}

/// A person who signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Made before the user is first stored.
    pub id: UserId,
    /// As shown.
    pub name: String,
    /// `owner`, `biller`, … (sync.md 1.4).
    pub role: String,
    /// True for somebody who left: the name stays where it stands, the sign-in is gone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub disabled: bool,
    /// True while the password is one that somebody else gave.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub given_password: bool,
}

/// A bundle of settings: the practice's (`practice`) or a person's (their user id).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// `practice`, or a user's id.
    pub id: String,
    /// Name and value, both short text.
    pub values: std::collections::BTreeMap<String, String>,
}

/// An import of claim files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Made when the files were read.
    pub id: ImportId,
    /// When, UTC milliseconds.
    pub at: i64,
    /// Who.
    pub by: String,
    /// What was read.
    pub files: Vec<ImportedFile>,
}

/// A file of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedFile {
    /// The file's name without its folder.
    pub name: String,
    /// SHA-256 of its bytes, hex.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Claims in it.
    pub claims: u64,
    /// Claims that were new.
    pub created: u64,
    /// What it was: `837P 005010X222A1`; empty of imports before these were kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    /// What was found in it, as it was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<KeptFinding>,
    /// Findings beyond those.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more_findings: u64,
}

fn is_zero(n: &u64) -> bool {
    *n == 0
}

/// Something that was found in a file of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptFinding {
    /// `fix` or `check`.
    pub severity: String,
    /// A short name that stays the same.
    pub code: String,
    /// What is wrong, then what to do.
    pub text: String,
    /// The segment's number in the file, from 1; 0 when it is about no segment.
    #[serde(skip_serializing_if = "is_zero")]
    pub segment: u64,
    /// The byte at which the segment begins.
    #[serde(skip_serializing_if = "is_zero")]
    pub byte: u64,
    /// The loop: `2010BA`.
    #[serde(rename = "loop", skip_serializing_if = "String::is_empty")]
    pub loop_id: String,
    /// The element: `NM109`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub element: String,
    /// The claim to look at.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub claim_id: String,
}

/// The segments that a claim was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimSource {
    /// The claim.
    pub id: ClaimId,
    /// Which file of the import, from 0.
    pub file: u32,
    /// GS08.
    pub version: String,
    /// ISA13, GS06, ST02 joined by `/`.
    pub control: String,
    /// Segment number in the file and its text, delimiters `*` and `:`.
    pub segments: Vec<(u64, String)>,
}

/// Something that happened to a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimEvent {
    /// Made before the event is first stored.
    pub id: EventId,
    /// The claim.
    pub claim_id: ClaimId,
    /// When, UTC milliseconds.
    pub at: i64,
    /// Who: a user's name as it was.
    pub by: String,
    /// `queued`, `printed`, `drafted`, `reprinted`, `unsent`, `edited`, `held`, `released`, `note`,
    /// `underpaid`: that a line was paid less than expected is settled.
    pub kind: String,
    /// What a person wrote, or what was printed.
    #[serde(default)]
    pub text: String,
    /// The items of the paper that an edit changed: `1a 5 24`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub items: String,
    /// The print run, when it was printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub print_id: Option<PrintId>,
    /// Of a note: when to look again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look_on: Option<Day>,
    /// Of `underpaid`: the remittance and the code of the line, parted by a blank.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub line: String,
}

impl ClaimEvent {
    /// Whether an event of the claim (in the order of their moments) takes back that this one printed
    /// it: the run was unsent since.
    pub fn is_unsent_in(&self, events: &[ClaimEvent]) -> bool {
        events.iter().any(|other| {
            other.kind == "unsent" && other.print_id == self.print_id && self.at <= other.at
        })
    }
}

fn text(value: impl ToString) -> Value {
    Value::Text(value.to_string())
}

fn day(value: Option<Day>) -> Value {
    value.map_or(Value::Null, text)
}

/// What two records must share to be the same thing: upper case, letters and digits only, the parts
/// parted by `|`.
pub fn match_key(parts: &[&str]) -> String {
    let mut key = String::new();
    for (n, part) in parts.iter().enumerate() {
        if 0 < n {
            key.push('|');
        }
        for c in part.chars().filter(|c| c.is_alphanumeric()) {
            match c.is_ascii() {
                true => key.push(c.to_ascii_uppercase()),
                false => key.extend(c.to_uppercase()),
            }
        }
    }
    key
}

/// The key by which a payer is the same: its payer id, or its name when it has none.
pub fn payer_key(id: &str, name: &str) -> String {
    if id.is_empty() {
        match_key(&["n", name])
    } else {
        match_key(&["i", id, name])
    }
}

/// The key by which a provider is the same: NPI, else tax id and name.
pub fn provider_key(party: &billing::party::Party) -> String {
    let n = &party.name;
    match party.npi() {
        "" => match_key(&[
            "n",
            party.tax_id().map_or(&party.id, |(id, _)| id),
            &n.last,
            &n.first,
            &party.address.line1,
        ]),
        npi => match_key(&["i", npi, &n.last, &n.first]),
    }
}

/// The key by which a patient is the same: name and date of birth.
pub fn patient_key(name: &billing::party::Name, born_on: Option<Day>) -> String {
    let born = born_on.map(|day| day.to_string()).unwrap_or_default();
    match_key(&[&name.last, &name.first, &born])
}

/// The key by which a coverage is the same.
pub fn coverage_key(patient_id: &str, payer_id: &str, member_id: &str, group: &str) -> String {
    match_key(&[patient_id, payer_id, member_id, group])
}

macro_rules! plain {
    ($($record:ty = $kind:literal;)+) => {$(
        impl Record for $record {
            const KIND: &'static str = $kind;
            fn key(&self) -> String { self.id.to_string() }
        }
    )+};
}

plain! {
    Practice = "practice";
    User = "user";
    Import = "import";
    ClaimSource = "claim_source";
}

impl Record for Setting {
    const KIND: &'static str = "setting";
    fn key(&self) -> String {
        self.id.clone()
    }
    /// Widths and columns of a person's window are nobody's business.
    fn keeps_history(&self) -> bool {
        !self.id.starts_with(UserId::PREFIX)
    }
}

impl Record for Payer {
    const KIND: &'static str = "payer";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("match_key", text(payer_key(&self.payer_id, &self.name))),
            ("name", text(&self.name)),
        ]
    }
    fn concerns(&self) -> Vec<Concern> {
        // Days of its own, or the kind by which the table has them: a kind may be a number too.
        let days = self.appeal_days.map(|days| format!("{days} days"));
        let limit = days.unwrap_or_else(|| self.filing_indicator.clone());
        vec![Concern::Payer(self.key(), limit)]
    }
}

pub use billing::chart_form::role_name;

impl Record for Provider {
    const KIND: &'static str = "provider";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("role", text(role_name(self.role))),
            ("match_key", text(provider_key(&self.party))),
            ("name", text(self.party.name.listed())),
        ]
    }
}

impl Record for Patient {
    const KIND: &'static str = "patient";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            (
                "match_key",
                text(patient_key(&self.person.name, self.person.born_on)),
            ),
            ("account", text(&self.account)),
            ("name", text(self.person.name.listed())),
            ("born_on", day(self.person.born_on)),
        ]
    }
    fn concerns(&self) -> Vec<Concern> {
        vec![Concern::Patient(self.key())]
    }
    fn index(&self, db: &Connection, fresh: bool) -> Result<(), VaultError> {
        guarantors::index(db, self, fresh)?;
        find::index_patient(db, self, fresh)
    }
    fn unindex(db: &Connection, key: &str) -> Result<(), VaultError> {
        guarantors::unindex(db, key)?;
        find::unindex_patient(db, key)
    }
}

impl Record for Guarantor {
    const KIND: &'static str = "guarantor";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        let person = &self.person;
        vec![
            ("patient_id", self.patient_id.map_or(Value::Null, text)),
            ("account", text(&self.account)),
            ("match_key", text(patient_key(&person.name, person.born_on))),
            ("name", text(person.name.listed())),
        ]
    }
    fn concerns(&self) -> Vec<Concern> {
        self.patient_id
            .map(|id| Concern::Patient(id.to_string()))
            .into_iter()
            .collect()
    }
}

impl Record for Coverage {
    const KIND: &'static str = "coverage";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        let (patient, payer) = (self.patient_id.to_string(), self.payer_id.to_string());
        vec![
            (
                "match_key",
                text(coverage_key(
                    &patient,
                    &payer,
                    &self.member_id,
                    &self.group_number,
                )),
            ),
            ("member_id", text(&self.member_id)),
            ("patient_id", text(patient)),
            ("payer_id", text(payer)),
        ]
    }
}

impl Record for Claim {
    const KIND: &'static str = "claim";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        let content = &self.content;
        vec![
            ("fingerprint", text(&self.fingerprint)),
            ("number", text(&content.number)),
            ("patient_id", text(self.patient_id)),
            ("payer_id", text(self.payer_id)),
            ("rendering_id", text(self.rendering_id)),
            ("coverage_id", text(self.coverage_id)),
            ("import_id", self.import_id.map_or(Value::Null, text)),
            ("patient_name", text(content.patient.name.listed())),
            ("payer_name", text(&content.coverage.payer.name.last)),
            (
                "service_on",
                text(
                    content
                        .first_service_on()
                        .map(|d| d.to_string())
                        .unwrap_or_default(),
                ),
            ),
            ("charge_cents", Value::Integer(content.charge.cents())),
            ("held", Value::Integer(i64::from(self.hold.is_some()))),
            ("sensitive", Value::Integer(i64::from(self.sensitive))),
        ]
    }
    fn concerns(&self) -> Vec<Concern> {
        let day = self.content.first_service_on();
        vec![
            Concern::Day(
                self.patient_id.to_string(),
                day.map(|day| day.to_string()).unwrap_or_default(),
            ),
            Concern::Claim(self.key()),
        ]
    }
    /// A claim that somebody paid for, wrote off, printed or put on a plan stays.
    fn unindex(db: &Connection, key: &str) -> Result<(), VaultError> {
        // What is on its way to paper, or was, names the claim.
        let used = db
            .prepare_cached(
                "select 1 from act_item where item = ?1
                 union all select 1 from print_item where item = ?1
                 union all select 1 from plan_visit where item = ?1",
            )?
            .exists([key])?;
        if used { Err(VaultError::InUse) } else { Ok(()) }
    }
}

impl Record for ClaimEvent {
    const KIND: &'static str = "claim_event";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("claim_id", text(self.claim_id)),
            ("at", Value::Integer(self.at)),
            ("kind", text(&self.kind)),
        ]
    }
    fn index(&self, db: &Connection, _fresh: bool) -> Result<(), VaultError> {
        if matches!(self.kind.as_str(), "printed" | "unsent") {
            prints::note_printed(db, &self.claim_id.to_string())?;
        }
        Ok(())
    }
    fn concerns(&self) -> Vec<Concern> {
        if matches!(self.kind.as_str(), "printed" | "unsent") || self.look_on.is_some() {
            vec![Concern::Claim(self.claim_id.to_string())]
        } else {
            Vec::new()
        }
    }
}
