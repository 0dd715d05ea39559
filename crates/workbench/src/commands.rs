//! Everything that the window and the command line can ask: name, ask, answer, the right it needs.
//! The dispatcher, the list of names and the TypeScript map come from this one table.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::account::*;
use crate::account_notes::*;
use crate::audit::*;
use crate::backup::*;
use crate::chart::*;
use crate::claim_bill::*;
use crate::claim_view::*;
use crate::collection_rules::*;
use crate::deposits::*;
use crate::entry::*;
use crate::envelopes::*;
use crate::estimate_paper::*;
use crate::estimates::*;
use crate::export::*;
use crate::guarantors::*;
use crate::import::*;
use crate::imports::*;
use crate::letters::*;
use crate::lists::*;
use crate::machine::*;
use crate::mailing::*;
use crate::misfit::{misfit, no_command};
use crate::own::*;
use crate::pages::*;
use crate::payments::*;
use crate::people::*;
use crate::placements::*;
use crate::plans::*;
use crate::print::*;
use crate::print_jobs::*;
use crate::print_lists::*;
use crate::problem::{Code, Problem};
use crate::receipts::*;
use crate::recovery::*;
use crate::restore::*;
use crate::role::Right;
use crate::saving::*;
use crate::set_up::*;
use crate::settings::*;
use crate::sheet::*;
use crate::small_balances::*;
use crate::start::*;
use crate::statement_print::*;
use crate::statements::*;
use crate::stories::*;
use crate::users::*;
use crate::view::*;
use crate::{
    Workbench, account_notes, acts, aging, audit, audit_noticed, audit_out, backup, chart,
    claim_bill, claim_entry, claim_view, collection_rules, deposits, entry, envelopes,
    estimate_paper, estimates, export, guarantors, import, imports, ledger, letters, lists,
    machine, mailing, opening, own, payments, people, placements, plans, print, print_jobs,
    print_lists, print_send, proof, receipts, recovery, remits, restore, rules, saving, set_up,
    settings, sheet_view, small_balances, start, statement_print, statements, stories, take_over,
    unlock, users, went_back,
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
                    let ask: $ask = serde_json::from_str(ask.get()).map_err(|error| misfit(ask.get(), &error))?;
                    bench.allow(stringify!($name), Right::$right)?;
                    let answer: $answer = $run(bench, ask)?;
                    raw(&answer)
                })+
                _ => Err(no_command(name)),
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
    /// Goes on in a better folder than one on a network drive or in a synced folder; the practices come along.
    [Anyone] use_better_place = machine::use_better_place, (Nothing) -> StartView;
    /// Puts a text on the clipboard, from which it leaves after half a minute and at the lock.
    [Anyone] copy_text = machine::copy_text, (CopyText) -> Nothing;
    /// Makes a practice and answers its recovery kit, which must be typed back.
    [Anyone] create_practice = set_up::create_practice, (CreatePractice) -> KitView;
    /// Makes the demo practice on the spot, or answers the one that is there.
    [Anyone] create_demo = set_up::create_demo, (JobAsk) -> PracticeCard;
    /// Opens a practice with a user's password.
    [Anyone] unlock = unlock::unlock, (Unlock) -> SessionView;
    /// Tries the recovery kit on a practice of this computer: for whom it can open.
    [Anyone] try_kit = recovery::try_kit, (TryKit) -> KitOpens;
    /// Opens a practice with the recovery kit, for a user who gets a new password.
    [Anyone] open_with_kit = recovery::open_with_kit, (OpenWithKit) -> SessionView;
    /// Lets the person pick a backup.
    [Anyone] pick_backup = restore::pick_backup, (Nothing) -> PickedBackup;
    /// What a backup says of itself, and what it would replace.
    [Anyone] backup = restore::backup, (SaveTo) -> BackupView;
    /// Tries the recovery kit on a backup: who is in it, and how much.
    [Anyone] try_backup = restore::try_backup, (TryBackup) -> KitOpens;
    /// Puts a backup in its place with the kit, and opens it for a user who gets a new password.
    [Anyone] restore_backup = restore::restore_backup, (RestoreBackup) -> SessionView;
    /// Closes the database and wipes the keys from memory.
    [Anyone] lock = start::lock_practice, (Nothing) -> Nothing;
    /// Stops work under way; what it did is taken back.
    [Anyone] cancel_job = start::cancel_job, (CancelJob) -> Nothing;
    /// This computer, as far as it concerns the practice: its disk, its memory, its windows.
    [SignedIn] computer = machine::computer, (Nothing) -> ComputerView;
    /// Closes the notice that the disk of this computer is not encrypted.
    [SignedIn] close_encryption_notice = machine::close_encryption_notice, (Nothing) -> Nothing;
    /// Who is signed in.
    [SignedIn] session = start::session, (Nothing) -> SessionView;
    /// A new recovery kit in place of one that was never typed back.
    [ManagePractice] new_kit = set_up::new_kit, (NewKit) -> KitView;
    /// Drops a new recovery kit that was not typed back; the old one stays.
    [ManagePractice] keep_old_kit = set_up::keep_old_kit, (Nothing) -> SessionView;
    /// Saves the recovery kit as a PDF.
    [SignedIn] save_kit = set_up::save_kit, (SaveTo) -> Saved;
    /// Checks the recovery kit as it is typed back; then the practice opens.
    [SignedIn] check_kit = set_up::check_kit, (CheckKit) -> SessionView;
    /// Notes that the person uses the keyboard or the mouse, so that the window does not lock.
    [SignedIn] active = start::active, (Nothing) -> Nothing;
    /// Keeps a half-typed form.
    [SignedIn] save_draft = settings::save_draft, (SaveDraft) -> Nothing;
    /// A half-typed form.
    [SignedIn] draft = settings::draft, (DraftAsk) -> DraftView;
    /// Lets the person pick claim files or a folder.
    [ImportClaims] pick_files = import::pick_files, (PickFiles) -> PickedFiles;
    /// Lets the person name a file to save to.
    [SignedIn] pick_save = saving::pick_save, (PickSave) -> Picked;
    /// Lets the person choose a folder to write into.
    [SignedIn] pick_folder = saving::pick_folder, (Nothing) -> Picked;
    /// Reads claim files and shows what they would bring.
    [ImportClaims] read_files = import::read_files, (ReadFiles) -> ImportPreview;
    /// Makes all of a previewed import, in one transaction.
    [ImportClaims] import_claims = import::import_claims, (ImportClaims) -> Changed<ImportDone>;
    /// The imports, the newest first.
    [SeeClaims] imports = imports::imports, (Nothing) -> ImportsView;
    /// An import as it was read, with what was found in its files.
    [SeeClaims] import = imports::import, (ById) -> ImportView;
    /// Takes an import back, unless something that it brought was changed or is needed since.
    [ImportClaims] take_back_import = imports::take_back_import, (TakeBackImport) -> Changed<StepView>;
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
    /// The lists that the person keeps under a name, and the columns that were chosen.
    [SignedIn] own_lists = own::own_lists, (Nothing) -> OwnLists;
    /// Keeps a narrowed list of claims under a name.
    [SignedIn] save_list = own::save_list, (SavedList) -> Changed<OwnLists>;
    /// Keeps a list no longer.
    [SignedIn] remove_list = own::remove_list, (RemoveList) -> Changed<OwnLists>;
    /// Remembers the columns of a list and their order.
    [SignedIn] save_columns = own::save_columns, (ListColumns) -> Changed<OwnLists>;
    /// Writes a list into a file for a spreadsheet.
    [ExportLists] export_list = export::export_list, (ExportList) -> Exported;
    /// The patient chart.
    [SeeClaims] patient = chart::patient, (ById) -> PatientView;
    /// The claim as boxes, lines, timeline and the segments it came from.
    [SeeClaims] claim = claim_view::claim, (ById) -> ClaimView;
    /// Corrects a patient's demographics.
    [EditPatients] save_patient = chart::save_patient, (SavePatient) -> Changed<PatientView>;
    /// A record's form as it opens.
    [SeeClaims] open_form = entry::open_form, (OpenForm) -> FormView;
    /// Checks a form as it is typed. Nothing is stored.
    [SeeClaims] check_form = entry::check_form, (FormTexts) -> FormChecked;
    /// Finds who may answer for a patient's bill.
    [SeeClaims] find_guarantors = guarantors::find_guarantors, (FindGuarantors) -> GuarantorRows;
    /// The half-typed forms of who is signed in.
    [SignedIn] drafts = entry::drafts, (Nothing) -> DraftsView;
    /// The payers, providers and facilities of the practice.
    [SeeClaims] register = entry::register, (Nothing) -> RegisterView;
    /// Adds or edits a patient, and who answers for the bill.
    [EditPatients] save_person = people::save_person, (FormTexts) -> Changed<FormSaved>;
    /// Adds or edits a coverage.
    [EditPatients] save_coverage = people::save_coverage, (FormTexts) -> Changed<FormSaved>;
    /// Puts the coverages of a patient into the order in which they pay.
    [EditPatients] order_coverages = people::order_coverages, (OrderCoverages) -> Changed<FormSaved>;
    /// Adds or edits a payer.
    [EditRegister] save_payer = people::save_payer, (FormTexts) -> Changed<FormSaved>;
    /// Adds or edits a provider or a facility.
    [EditRegister] save_provider = people::save_provider, (FormTexts) -> Changed<FormSaved>;
    /// What a chosen coverage or provider fills into a claim's form.
    [SeeClaims] fill_claim = claim_entry::fill_claim, (FillClaim) -> ClaimFill;
    /// Adds or edits a claim.
    [EnterClaims] save_claim = claim_entry::save_claim, (FormTexts) -> Changed<FormSaved>;
    /// Brings a claim that was not printed up to what the chart says now.
    [EnterClaims] update_claim = claim_entry::update_claim, (ById) -> Changed<ClaimView>;
    /// Takes name, address and telephone of patient, insured and payer from a claim into the chart.
    [EditPatients] take_to_chart = take_over::take_to_chart, (ById) -> Changed<ClaimView>;
    /// Holds claims back, or lets them go.
    [EditClaims] hold_claims = claim_view::hold_claims, (HoldClaims) -> Changed<Count>;
    /// Says that the bill of a visit is for the patient's eyes alone, or that it is not.
    [EditClaims] mark_sensitive = claim_bill::mark_sensitive, (MarkSensitive) -> Changed<ClaimView>;
    /// Puts a note on claims.
    [EditClaims] add_note = claim_view::add_note, (AddNote) -> Changed<Count>;
    /// Fills CMS-1500 forms and shows the very PDF that will print.
    [PrintClaims] preview_forms = print::preview_forms, (PreviewForms) -> FormsPreview;
    /// A sheet of a preview as a picture.
    [PrintClaims] preview_page = print::preview_page, (PageAsk) -> PageImage;
    /// Prints previewed forms into a file, where they count at once, or on a printer, where they count when somebody says that they came out right.
    [PrintClaims] print_forms = print_send::print_forms, (PrintForms) -> Changed<Printed>;
    /// Puts previewed forms into the print queue.
    [PrintClaims] queue_forms = print_send::queue_forms, (QueueForms) -> Changed<Printed>;
    /// Sends a job of the print queue to a printer.
    [PrintClaims] send_print = print_send::send_print, (SendPrint) -> Changed<Printed>;
    /// Says how a job printed: all right, some sheets again, or nothing came out.
    [PrintClaims] answer_print = print_jobs::answer_print, (AnswerPrint) -> Changed<PrintRunView>;
    /// Takes a job out of the print queue.
    [PrintClaims] stop_print = print_jobs::stop_print, (StopPrint) -> Changed<PrintRunView>;
    /// Takes back that a job counts as printed, with a reason.
    [PrintClaims] unsend_print = print_jobs::unsend_print, (UnsendPrint) -> Changed<PrintRunView>;
    /// Notes the day on which a job was mailed.
    [PrintClaims] mail_print = print_jobs::mail_print, (MailPrint) -> Changed<PrintRunView>;
    /// Prints a run again, byte for byte, or some of its sheets.
    [PrintClaims] reprint = print_send::reprint, (Reprint) -> Changed<Printed>;
    /// The runs that were printed.
    [PrintClaims] print_runs = print_lists::print_runs, (Nothing) -> PrintRuns;
    /// The print jobs that wait, that are to be answered, and those of today.
    [PrintClaims] print_jobs = print_lists::print_jobs, (Nothing) -> PrintJobs;
    /// How a job fares at its printer.
    [PrintClaims] print_news = print_lists::print_news, (PrintNewsAsk) -> PrintNews;
    /// The printers of this computer.
    [SignedIn] printers = print::printers, (Nothing) -> PrintersView;
    /// Saves the sheet by which a printer is lined up with the red form.
    [PrintClaims] save_alignment = print::save_alignment, (SaveTo) -> Saved;
    /// Remittances: what is parked first, then the newest.
    [SeeClaims] remittances = remits::remittances, (RemittancesAsk) -> RemittanceRows;
    /// A sheet with nothing on it.
    [PostPayments] new_sheet = remits::new_sheet, (Nothing) -> SheetView;
    /// A remittance with its certificate, and whose dollars are whose without it and with it.
    [SeeClaims] sheet = remits::sheet, (ById) -> SheetView;
    /// What a sheet comes to as it is typed. Nothing is stored.
    [PostPayments] check_sheet = remits::check_sheet, (SheetTexts) -> SheetView;
    /// Keeps a sheet as it is, to go on later.
    [PostPayments] park_sheet = remits::park_sheet, (SheetTexts) -> Changed<SheetView>;
    /// Posts a sheet that closes.
    [PostPayments] post_sheet = remits::post_sheet, (SheetTexts) -> Changed<SheetView>;
    /// Takes a posted check back, or one claim of it.
    [PostPayments] unpost = remits::unpost, (Unpost) -> Changed<SheetView>;
    /// Posts a claim of a check again that was taken back by itself.
    [PostPayments] repost = remits::repost, (Unpost) -> Changed<SheetView>;
    /// Throws a parked sheet away.
    [PostPayments] remove_sheet = remits::remove_sheet, (ById) -> Changed<Nothing>;
    /// Claims that may be meant on a sheet.
    [PostPayments] sheet_claims = sheet_view::sheet_claims, (SheetClaimsAsk) -> SheetClaimRows;
    /// Reason and remark codes with their words.
    [SeeClaims] codes = sheet_view::codes, (CodesAsk) -> CodesView;
    /// The ledger of a patient or a claim.
    [SeeClaims] ledger = ledger::ledger, (LedgerAsk) -> LedgerView;
    /// Whose dollar each open dollar of a claim is.
    [SeeClaims] claim_standing = ledger::claim_standing, (ById) -> StandingView;
    /// What a patient owes, and on what.
    [SeeClaims] patient_owes = ledger::patient_owes, (ById) -> PatientOwes;
    /// Takes a payment, writes off, gives back, or says whose balance it is.
    [PostPayments] save_act = acts::save_act, (SaveAct) -> Changed<ActView>;
    /// Takes an act back, with a reason.
    [PostPayments] take_back_act = acts::take_back_act, (TakeBack) -> Changed<ActView>;
    /// Marks an act as looked at by somebody else.
    [PostPayments] look_at_act = acts::look_at_act, (ById) -> Changed<ActView>;
    /// Moves a payment that stands on the wrong account, or a part of it.
    [PostPayments] move_payment = payments::move_payment, (MovePayment) -> Changed<ActView>;
    /// Notes that the bank sent a payment back, and charges for it.
    [PostPayments] return_payment = payments::return_payment, (ReturnPayment) -> Changed<ActView>;
    /// Refunds that wait for a second person's word.
    [SeeClaims] waiting_acts = payments::waiting_acts, (Nothing) -> WaitingActs;
    /// Says yes or no to a refund that waits.
    [PostPayments] answer_act = payments::answer_act, (AnswerAct) -> Changed<ActView>;
    /// The receipt of a payment as a picture.
    [SeeClaims] receipt_page = receipts::receipt_page, (ReceiptAsk) -> PaperPage;
    /// Prints the receipt of a payment.
    [PostPayments] print_receipt = receipts::print_receipt, (PrintReceipt) -> Changed<Printed>;
    /// The deposits, and the money that is in none.
    [SeeClaims] deposits = deposits::deposits, (Nothing) -> DepositsView;
    /// A deposit with what is in it.
    [SeeClaims] deposit = deposits::deposit, (ById) -> DepositView;
    /// Makes a deposit of money in hand, or corrects one.
    [PostPayments] save_deposit = deposits::save_deposit, (SaveDeposit) -> Changed<DepositView>;
    /// Takes a deposit apart.
    [PostPayments] remove_deposit = deposits::remove_deposit, (ById) -> Changed<Nothing>;
    /// Prints the slip of a deposit.
    [PostPayments] print_deposit = deposits::print_deposit, (PrintDeposit) -> Changed<Printed>;
    /// Payments, write-offs and the like, the newest first.
    [SeeClaims] acts = acts::acts, (ActsAsk) -> ActRows;
    /// What is owed, by age.
    [SeeClaims] aging = aging::aging, (AgingAsk) -> AgingView;
    /// The claims behind a figure of the aging.
    [SeeClaims] aging_claims = aging::aging_claims, (AgingClaimsAsk) -> QueueRows;
    /// The queues in which every open dollar stands.
    [SeeClaims] queues = aging::queues, (Nothing) -> QueuesView;
    /// A page of a queue.
    [SeeClaims] queue = aging::queue, (QueueAsk) -> QueueRows;
    /// Lines that were paid less than was expected.
    [SeeClaims] underpaid = aging::underpaid, (Nothing) -> UnderpaidView;
    /// Settles that a line was paid less than was expected: accepted, or appealed.
    [PostPayments] settle_underpaid = aging::settle_underpaid, (SettleUnderpaid) -> Changed<Nothing>;
    /// Proves the books.
    [SeeClaims] proof = proof::proof, (ProofAsk) -> ProofView;
    /// Whether the books agree, as far as can be told at once.
    [SeeClaims] proof_state = proof::proof_state, (Nothing) -> ProofView;
    /// What typed opening balances come to. Nothing is stored.
    [PostPayments] check_opening = opening::check_opening, (OpeningTexts) -> OpeningChecked;
    /// Posts opening balances that tie to the old system's total.
    [PostPayments] save_opening = opening::save_opening, (OpeningTexts) -> Changed<OpeningChecked>;
    /// What moving in could not know.
    [SeeClaims] moved_in = opening::moved_in, (Nothing) -> MovedInView;
    /// The fee schedules.
    [SeeClaims] fees = rules::fees, (Nothing) -> FeesView;
    /// Adds or changes a fee.
    [PostPayments] save_fee = rules::save_fee, (FeeRow) -> Changed<FeesView>;
    /// Takes a fee out of its schedule.
    [PostPayments] remove_fee = rules::remove_fee, (ById) -> Changed<FeesView>;
    /// What adjustments do, and who may write off how much.
    [SeeClaims] policy = rules::policy, (Nothing) -> PolicyView;
    /// Changes what adjustments do, and who may write off how much.
    [ManagePractice] save_policy = rules::save_policy, (PolicyView) -> Changed<PolicyView>;
    /// Who gets a statement today and who does not, and why.
    [SeeClaims] statement_run = statements::statement_run, (Nothing) -> StatementRun;
    /// An account: who answers, for whom, what holds its bills back, what was sent.
    [SeeClaims] statement_account = statements::statement_account, (ById) -> AccountView;
    /// Says how an account is billed.
    [EditPatients] save_guarantor = statements::save_guarantor, (SaveGuarantor) -> Changed<AccountView>;
    /// A page of the statement that an account would get today.
    [SeeClaims] statement_page = statement_print::statement_page, (StatementPageAsk) -> PaperPage;
    /// The statement that an account would get today, as plain text.
    [SeeClaims] statement_text = statement_print::statement_text, (ById) -> StatementText;
    /// What a patient owes, visit by visit, in the words of the statement.
    [SeeClaims] patient_story = stories::patient_story, (ById) -> PatientStory;
    /// Makes the statements of a run and prints them.
    [PrintClaims] print_statements = statement_print::print_statements, (PrintStatements) -> Changed<Printed>;
    /// How the practice bills its patients.
    [SeeClaims] statement_rules = statements::statement_rules, (Nothing) -> StatementRulesView;
    /// Sets how the practice bills its patients.
    [ManagePractice] save_statement_rules = statements::save_statement_rules, (StatementRulesView) -> Changed<StatementRulesView>;
    /// The logo on the practice's papers.
    [SeeClaims] logo = envelopes::logo, (Nothing) -> LogoView;
    /// Lets the person choose the logo for the practice's papers.
    [ManagePractice] choose_logo = envelopes::choose_logo, (Nothing) -> Changed<LogoView>;
    /// Takes the logo off the practice's papers.
    [ManagePractice] remove_logo = envelopes::remove_logo, (Nothing) -> Changed<LogoView>;
    /// Prints the page that proves the windows of the practice's envelopes, or saves it.
    [PrintClaims] print_overlay = envelopes::print_overlay, (PrintOverlay) -> Changed<Printed>;
    /// Addresses on labels before they print: those of a job's papers, or of patients.
    [SeeClaims] labels_page = mailing::labels_page, (LabelsAsk) -> LabelsView;
    /// Prints labels, or saves them.
    [PrintClaims] print_labels = mailing::print_labels, (PrintLabels) -> Changed<Printed>;
    /// The cover sheets of a job's claims before they print.
    [SeeClaims] cover_page = mailing::cover_page, (CoverAsk) -> PaperPage;
    /// Prints the cover sheets of a job's claims, or saves them.
    [PrintClaims] print_covers = mailing::print_covers, (PrintCovers) -> Changed<Printed>;
    /// The good-faith estimates of a patient.
    [SeeClaims] estimates = estimates::estimates, (ById) -> EstimatesView;
    /// What an estimate comes to as it is typed. Nothing is stored.
    [SeeClaims] check_estimate = estimates::check_estimate, (EstimateTexts) -> EstimateChecked;
    /// Makes a good-faith estimate, or corrects one; one that the patient has is replaced by a new one.
    [EditPatients] save_estimate = estimates::save_estimate, (EstimateTexts) -> Changed<EstimateView>;
    /// Throws away an estimate that the patient does not have yet.
    [EditPatients] remove_estimate = estimates::remove_estimate, (ById) -> Changed<Nothing>;
    /// A page of a good-faith estimate.
    [SeeClaims] estimate_page = estimate_paper::estimate_page, (EstimatePageAsk) -> PaperPage;
    /// Prints a good-faith estimate, or saves it.
    [PrintClaims] print_estimate = estimate_paper::print_estimate, (PrintEstimate) -> Changed<Printed>;
    /// The payment plans of an account, and what can go on one.
    [SeeClaims] payment_plans = plans::payment_plans, (ById) -> AccountPlans;
    /// What a typed payment plan comes to. Nothing is stored.
    [PostPayments] check_plan = plans::check_plan, (SavePlan) -> PlanChecked;
    /// Puts what an account owes on a payment plan.
    [PostPayments] save_plan = plans::save_plan, (SavePlan) -> Changed<AccountPlans>;
    /// Ends a payment plan before all of it came.
    [PostPayments] cancel_plan = plans::cancel_plan, (CancelPlan) -> Changed<AccountPlans>;
    /// The notes and promises on an account, the newest first.
    [SeeClaims] account_notes = account_notes::account_notes, (ById) -> AccountNotes;
    /// Puts a note on an account, with a promise or without.
    [EditClaims] save_account_note = account_notes::save_account_note, (SaveAccountNote) -> Changed<AccountNotes>;
    /// Accounts that want somebody: missed payments of plans and broken promises.
    [SeeClaims] account_work = account_notes::account_work, (Nothing) -> AccountWork;
    /// Accounts whose whole balance is small, and nothing of them is under way.
    [SeeClaims] small_balances = small_balances::small_balances, (Nothing) -> SmallBalances;
    /// Lets small balances off, all in one step.
    [PostPayments] let_off_small = small_balances::let_off_small, (LetOff) -> Changed<LetOffDone>;
    /// Accounts that are past their last statement, and which letter comes next.
    [SeeClaims] letters = letters::letters, (Nothing) -> LetterRun;
    /// A page of the letter that an account would get today.
    [SeeClaims] letter_page = letters::letter_page, (StatementPageAsk) -> PaperPage;
    /// Makes the letters of a run and prints them.
    [PrintClaims] print_letters = letters::print_letters, (PrintLetters) -> Changed<Printed>;
    /// What is with the collection agency, and what came back of late.
    [SeeClaims] placements = placements::placements, (Nothing) -> PlacementsView;
    /// Places accounts with an agency: nothing of them is billed from now on.
    [PostPayments] place_accounts = placements::place_accounts, (PlaceAccounts) -> Changed<PlacementsView>;
    /// Recalls an account from its agency: it can be billed again.
    [PostPayments] recall_placement = placements::recall_placement, (RecallPlacement) -> Changed<PlacementsView>;
    /// Writes the file for the agency.
    [ExportLists] export_placements = placements::export_placements, (ExportPlacements) -> Changed<Exported>;
    /// What holds after the last statement: letters, the agency, its file.
    [SeeClaims] collection_rules = collection_rules::collection_rules, (Nothing) -> CollectionRules;
    /// Sets the letters, the agency, and the columns of its file.
    [ManagePractice] save_collection_rules = collection_rules::save_collection_rules, (CollectionRules) -> Changed<CollectionRules>;
    /// Takes the last change back.
    [SignedIn] undo = settings::undo, (StepAsk) -> Changed<StepView>;
    /// Does again what was taken back.
    [SignedIn] redo = settings::redo, (StepAsk) -> Changed<StepView>;
    /// The settings.
    [SignedIn] settings = settings::settings, (Nothing) -> SettingsView;
    /// Changes a person's own settings, and the practice's where the role may.
    [SignedIn] save_settings = settings::save_settings, (SettingsView) -> Changed<SettingsView>;
    /// The people who may sign in.
    [SignedIn] users = users::users, (Nothing) -> UsersView;
    /// Changes the password of whoever has signed in.
    [SignedIn] change_password = users::change_password, (ChangePassword) -> Nothing;
    /// Proves with the own password who sits here, before many records leave.
    [SignedIn] confirm_password = users::confirm_password, (ConfirmPassword) -> Nothing;
    /// Adds a person with a role and a first password.
    [ManageUsers] add_user = users::add_user, (AddUser) -> Changed<UsersView>;
    /// Sets a new password for somebody who forgot theirs, or who comes back.
    [ManageUsers] reset_password = users::reset_password, (ResetPassword) -> Changed<UsersView>;
    /// Gives somebody another role.
    [ManageUsers] change_role = users::change_role, (ChangeRole) -> Changed<UsersView>;
    /// Takes the sign-in of somebody who leaves, and changes the key of the database.
    [ManageUsers] disable_user = users::disable_user, (DisableUser) -> Changed<UsersView>;
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
    [ReadAudit] export_audit = audit_out::export_audit, (ExportAudit) -> AuditSaved;
    /// Prints a part of the audit log into a PDF.
    [ReadAudit] print_audit = audit_out::print_audit, (PrintAudit) -> AuditSaved;
    /// Whether who has signed in knows that saved files can be read by anyone.
    [SignedIn] readable_told = audit::readable_told, (Nothing) -> ReadableTold;
    /// Notes that it was said that saved files can be read by anyone.
    [SignedIn] accept_readable = audit::accept_readable, (Nothing) -> Nothing;
    /// Copies the practice, sealed, into one file, reopens it and checks it.
    [BackUp] back_up = backup::back_up, (SaveTo) -> Saved;
    /// Backs up to the places of the settings now.
    [BackUp] back_up_now = backup::back_up_now, (JobAsk) -> Changed<BackupsView>;
    /// Restores the newest backup and an older one into a folder that does not stay, and checks them.
    [BackUp] try_restore = backup::try_restore, (JobAsk) -> Changed<BackupsView>;
    /// The state of the backups.
    [SignedIn] backups = backup::backups, (Nothing) -> BackupsView;
    /// Lets the person choose the folder of a place for backups.
    [ManagePractice] choose_backup_place = backup::choose_backup_place, (PlaceAsk) -> Changed<BackupsView>;
    /// Changes how often a place gets a backup, or gives it up.
    [ManagePractice] save_backup_schedule = backup::save_backup_schedule, (ScheduleAsk) -> Changed<BackupsView>;
    /// Puts away the warning that the practice's file went back.
    [ManagePractice] put_warning_away = went_back::put_warning_away, (Nothing) -> Changed<Nothing>;
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
    crate::cards::refuse(name, ask)?;
    dispatch(bench, name, ask)
}
