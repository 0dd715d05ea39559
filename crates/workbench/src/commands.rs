//! Everything that the window and the command line can ask: name, ask, answer, the right it needs.
//! The dispatcher, the list of names and the TypeScript map come from this one table.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::audit::*;
use crate::chart::*;
use crate::import::*;
use crate::lists::*;
use crate::print::*;
use crate::problem::{Code, Problem};
use crate::role::Right;
use crate::settings::*;
use crate::start::*;
use crate::view::*;
use crate::{
    Workbench, audit, audit_noticed, audit_out, chart, import, lists, print, settings, start,
};

/// A command as the table declares it.
pub struct Command {
    /// `verb_noun`, or the noun that a question returns.
    pub name: &'static str,
    /// What it needs.
    pub right: Right,
    /// Its sentence, as the manual shows it.
    pub says: &'static str,
}

macro_rules! commands {
    ($($(#[doc = $says:literal])+ [$right:ident] $name:ident = $run:path, ($ask:ty) -> $answer:ty;)+) => {
        /// All commands.
        pub static COMMANDS: &[Command] = &[
            $(Command { name: stringify!($name), right: Right::$right, says: concat!($($says),+) },)+
        ];

        fn dispatch(bench: &Workbench, name: &str, ask: &RawValue) -> Result<Box<RawValue>, Problem> {
            match name {
                $(stringify!($name) => {
                    let ask: $ask = serde_json::from_str(ask.get()).map_err(malformed)?;
                    bench.allow(stringify!($name), Right::$right)?;
                    let answer: $answer = $run(bench, ask)?;
                    raw(&answer)
                })+
                _ => Err(Problem::new(Code::Malformed, format!("No command is called {name}."))),
            }
        }

        /// The TypeScript of every ask and answer, and the map of the commands.
        pub fn typescript() -> String {
            let config = ts_rs::Config::new().with_large_int("number");
            let mut types = crate::typescript::Types::new(&config);
            types.add::<Problem>();
            types.add::<crate::bench::Event>();
            $(types.add::<$ask>(); types.add::<$answer>();)+
            let mut map = String::from("\n/** What can be asked: the ask and the answer of every command. */\nexport type Commands = {\n");
            $(map.push_str(&format!(
                "  /** {} Needs: {}. */\n  {}: [{}, {}];\n",
                concat!($($says),+).trim(),
                Right::$right.title(),
                stringify!($name),
                <$ask as ts_rs::TS>::name(&config),
                <$answer as ts_rs::TS>::name(&config),
            ));)+
            map.push_str("};\n\n/** The right that each command needs. */\nexport const rights = {\n");
            $(map.push_str(&format!("  {}: \"{}\",\n", stringify!($name), Right::$right.name()));)+
            map.push_str("} as const satisfies Record<keyof Commands, string>;\n");
            types.finish() + &map
        }
    };
}

commands! {
    /// The practices on this computer, and what the first screen needs.
    [Anyone] start = start::start, (Nothing) -> StartView;
    /// Makes a practice and answers its recovery kit, which must be typed back.
    [Anyone] create_practice = start::create_practice, (CreatePractice) -> KitView;
    /// Makes the demo practice on the spot, or answers the one that is there.
    [Anyone] create_demo = start::create_demo, (JobAsk) -> PracticeCard;
    /// Opens a practice with a user's password.
    [Anyone] unlock = start::unlock, (Unlock) -> SessionView;
    /// Closes the database and wipes the keys from memory.
    [Anyone] lock = start::lock_practice, (Nothing) -> Nothing;
    /// Stops work under way; what it did is taken back.
    [Anyone] cancel_job = start::cancel_job, (CancelJob) -> Nothing;
    /// Who is signed in.
    [SignedIn] session = start::session, (Nothing) -> SessionView;
    /// A new recovery kit in place of one that was never typed back.
    [SignedIn] new_kit = start::new_kit, (Nothing) -> KitView;
    /// Saves the recovery kit as a PDF.
    [SignedIn] save_kit = start::save_kit, (SaveTo) -> Saved;
    /// Checks the recovery kit as it is typed back; then the practice opens.
    [SignedIn] check_kit = start::check_kit, (CheckKit) -> SessionView;
    /// Notes that the person uses the keyboard or the mouse, so that the window does not lock.
    [SignedIn] active = start::active, (Nothing) -> Nothing;
    /// Keeps a half-typed form.
    [SignedIn] save_draft = settings::save_draft, (SaveDraft) -> Nothing;
    /// A half-typed form.
    [SignedIn] draft = settings::draft, (DraftAsk) -> DraftView;
    /// Lets the person pick claim files or a folder.
    [ImportClaims] pick_files = import::pick_files, (PickFiles) -> PickedFiles;
    /// Lets the person name a file to save to.
    [SignedIn] pick_save = start::pick_save, (PickSave) -> Picked;
    /// Reads claim files and shows what they would bring.
    [ImportClaims] read_files = import::read_files, (ReadFiles) -> ImportPreview;
    /// Makes all of a previewed import, in one transaction.
    [ImportClaims] import_claims = import::import_claims, (ImportClaims) -> Changed<ImportDone>;
    /// Finds patients and claims by any fragment.
    [SeeClaims] find = lists::find, (Find) -> FindView;
    /// A page of a list of claims.
    [SeeClaims] claims = lists::claims, (ClaimsAsk) -> ClaimRows;
    /// The sums of a list of claims.
    [SeeClaims] claim_totals = lists::claim_totals, (ClaimFilter) -> ClaimTotals;
    /// What a list of claims can be narrowed by.
    [SeeClaims] claim_facets = lists::claim_facets, (Nothing) -> FacetsView;
    /// A page of the list of patients.
    [SeeClaims] patients = lists::patients, (PatientsAsk) -> PatientRows;
    /// The patient chart.
    [SeeClaims] patient = chart::patient, (ById) -> PatientView;
    /// The claim as boxes, lines, timeline and the segments it came from.
    [SeeClaims] claim = chart::claim, (ById) -> ClaimView;
    /// Corrects a patient's demographics.
    [EditPatients] save_patient = chart::save_patient, (SavePatient) -> Changed<PatientView>;
    /// Holds claims back, or lets them go.
    [EditClaims] hold_claims = chart::hold_claims, (HoldClaims) -> Changed<Count>;
    /// Puts a note on claims.
    [EditClaims] add_note = chart::add_note, (AddNote) -> Changed<Count>;
    /// Fills CMS-1500 forms and shows the very PDF that will print.
    [PrintClaims] preview_forms = print::preview_forms, (PreviewForms) -> FormsPreview;
    /// A sheet of a preview as a picture.
    [PrintClaims] preview_page = print::preview_page, (PageAsk) -> PageImage;
    /// Prints previewed forms and keeps what was printed.
    [PrintClaims] print_forms = print::print_forms, (PrintForms) -> Changed<Printed>;
    /// Prints a run again, byte for byte.
    [PrintClaims] reprint = print::reprint, (Reprint) -> Changed<Printed>;
    /// The runs that were printed.
    [PrintClaims] print_runs = print::print_runs, (Nothing) -> PrintRuns;
    /// The printers of this computer.
    [PrintClaims] printers = print::printers, (Nothing) -> PrintersView;
    /// Saves the sheet by which a printer is lined up with the red form.
    [PrintClaims] save_alignment = print::save_alignment, (SaveTo) -> Saved;
    /// Takes the last change back.
    [SignedIn] undo = settings::undo, (Nothing) -> Changed<StepView>;
    /// Does again what was taken back.
    [SignedIn] redo = settings::redo, (Nothing) -> Changed<StepView>;
    /// The settings.
    [SignedIn] settings = settings::settings, (Nothing) -> SettingsView;
    /// Changes a person's own settings, and the practice's where the role may.
    [SignedIn] save_settings = settings::save_settings, (SettingsView) -> Changed<SettingsView>;
    /// The people who may sign in.
    [SignedIn] users = settings::users, (Nothing) -> UsersView;
    /// Adds a person with a role and a first password.
    [ManageUsers] add_user = settings::add_user, (AddUser) -> Changed<UsersView>;
    /// Walks the audit log and checks the database file.
    [ReadAudit] verify_audit = settings::verify_audit, (JobAsk) -> AuditVerdict;
    /// A page of the audit log, the newest first.
    [ReadAudit] audit_events = audit::audit_events, (AuditAsk) -> AuditRows;
    /// An event of the audit log with everything about it, before and after.
    [ReadAudit] audit_event = audit::audit_event, (AuditNumber) -> AuditDetail;
    /// What the audit log can be narrowed by.
    [ReadAudit] audit_facets = audit::audit_facets, (Nothing) -> AuditFacets;
    /// What stands out in a span of days.
    [ReadAudit] audit_noticed = audit_noticed::audit_noticed, (AuditDays) -> NoticedRows;
    /// What the practice calls usual.
    [ReadAudit] usual = audit_noticed::usual, (Nothing) -> UsualView;
    /// Changes what the practice calls usual.
    [ReadAudit] save_usual = audit_noticed::save_usual, (UsualView) -> Changed<UsualView>;
    /// Exports the whole audit log into one file that anybody can check.
    [ReadAudit] export_audit = audit_out::export_audit, (SaveTo) -> AuditSaved;
    /// Prints a part of the audit log into a PDF.
    [ReadAudit] print_audit = audit_out::print_audit, (PrintAudit) -> AuditSaved;
    /// Whether who has signed in knows that saved files can be read by anyone.
    [SignedIn] readable_told = audit::readable_told, (Nothing) -> ReadableTold;
    /// Notes that it was said that saved files can be read by anyone.
    [SignedIn] accept_readable = audit::accept_readable, (Nothing) -> Nothing;
    /// Copies the practice, sealed, into one file, reopens it and checks it.
    [BackUp] back_up = settings::back_up, (SaveTo) -> Saved;
}

fn malformed(error: serde_json::Error) -> Problem {
    // serde's own words can quote a value, so only the place is told.
    Problem::new(
        Code::Malformed,
        format!(
            "What was asked does not fit the command ({:?} at {}:{}).",
            error.classify(),
            error.line(),
            error.column()
        ),
    )
}

fn raw<T: Serialize>(answer: &T) -> Result<Box<RawValue>, Problem> {
    serde_json::value::to_raw_value(answer)
        .map_err(|_| Problem::new(Code::Unexpected, "The answer cannot be written."))
}

/// Runs the named command and answers as JSON text.
///
/// # Errors
/// The command's own [`Problem`]; a refusal when the role may not, which is on the audit log.
pub fn call(bench: &Workbench, name: &str, ask: &RawValue) -> Result<Box<RawValue>, Problem> {
    bench.note_activity(name);
    dispatch(bench, name, ask)
}
