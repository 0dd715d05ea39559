//! The account, the aging, the queues and the proof as they cross to the interface.

use crate::sheet::OwnedView;
use crate::view::view;

view! {
    /// A ledger to read: of a patient, a claim, a payer's loose money, or a guarantor.
    pub struct LedgerAsk {
        /// `patient` or `claim`.
        pub of: String,
        /// Its id.
        pub id: String,
        /// Rows after this many, the newest first.
        pub from: u32,
        /// How many rows at most, up to 500.
        pub count: u32,
    }

    /// A ledger, the newest posting first.
    pub struct LedgerView {
        /// The rows asked for.
        pub rows: Vec<LedgerRow>,
        /// How many there are in all.
        pub total: u32,
        /// What is owed to us now: the running balance of the newest row.
        pub balance_cents: i64,
        /// Charges in all.
        pub charged_cents: i64,
        /// What payers paid in all, into these books.
        pub payer_paid_cents: i64,
        /// What the patient paid in all, into these books.
        pub patient_paid_cents: i64,
        /// What was paid before these books began: as claim files said, or, where an opening balance
        /// stands, paid or taken off.
        pub before_cents: i64,
        /// What was taken off and written off in all.
        pub off_cents: i64,
        /// The patient's money that is on no claim yet.
        pub unapplied_cents: i64,
        /// Whose dollars the open dollars are.
        pub owners: Vec<OwnedView>,
    }

    /// A posting of a ledger, or an answer of a payer that moved nothing.
    pub struct LedgerRow {
        /// The posting's id; of an answer that moved nothing the remittance's and the part.
        pub id: String,
        /// The day in whose books it stands, ISO.
        pub on: String,
        /// What it is: `Charges`, `Check 1234, Blue Heron PPO`, `Taken back: …`.
        pub title: String,
        /// `claim`, `remittance`, `act`, `transfer`.
        pub source: String,
        /// The record that it follows from.
        pub source_id: String,
        /// A claim of a remittance, by its part.
        pub part: u32,
        /// The claim that it is about, or empty.
        pub claim_id: String,
        /// Its number.
        pub number: String,
        /// The claim's first day of service, ISO, or empty.
        pub service_on: String,
        /// What it adds to what is owed to us; negative takes off.
        pub cents: i64,
        /// What is owed to us after it.
        pub balance_cents: i64,
        /// The posting that it takes back, or empty.
        pub reverses: String,
        /// The posting that takes it back, or empty.
        pub reversed_by: String,
        /// Who wrote it.
        pub by: String,
        /// When, in the practice's zone.
        pub when: String,
        /// Its movements in words; none of an answer that moved nothing.
        pub entries: Vec<LedgerEntryView>,
    }

    /// A movement.
    pub struct LedgerEntryView {
        /// Where it goes to, in words.
        pub to: String,
        /// Where it comes from, in words.
        pub from: String,
        /// The account it goes to: `ar:1`.
        pub debit: String,
        /// The account it comes from.
        pub credit: String,
        /// The line of the claim, from 1; 0 for the whole claim.
        pub line: u32,
        /// How much.
        pub cents: i64,
    }

    /// Whose dollar each open dollar of a claim's visit is.
    pub struct StandingView {
        /// The claim that carries the charges.
        pub claim_id: String,
        /// Other claims of the same visit: their numbers and whom they ask.
        pub also: Vec<String>,
        /// The charges.
        pub charge_cents: i64,
        /// What payers paid.
        pub payer_paid_cents: i64,
        /// What the patient paid.
        pub patient_paid_cents: i64,
        /// What was paid before these books began, as in the ledger.
        pub before_cents: i64,
        /// What was taken off.
        pub off_cents: i64,
        /// What is open.
        pub open_cents: i64,
        /// What the patient owes now.
        pub patient_owes_cents: i64,
        /// Why the patient owes that, or nothing yet; in a sentence.
        pub because: String,
        /// By owner.
        pub owners: Vec<OwnedView>,
        /// The open amounts.
        pub open: Vec<OpenView>,
        /// The lines, each with what became of its charge.
        pub lines: Vec<StandingLineView>,
        /// What payers answered on posted remittances, the newest first.
        pub answers: Vec<AnswerView>,
    }

    /// An answer of a payer.
    pub struct AnswerView {
        /// The remittance.
        pub remittance_id: String,
        /// The claim on it, by its part.
        pub part: u32,
        /// `Check 1234, Blue Heron PPO`.
        pub title: String,
        /// The day in whose books it stands, ISO.
        pub on: String,
        /// What it pays.
        pub paid_cents: i64,
    }

    /// A line and what became of its charge.
    pub struct StandingLineView {
        /// The line's id.
        pub line_id: String,
        /// From 1.
        pub n: u32,
        /// CPT or HCPCS.
        pub code: String,
        /// The charge.
        pub charge_cents: i64,
        /// What was paid, by whomever.
        pub paid_cents: i64,
        /// What was taken off.
        pub off_cents: i64,
        /// What is open.
        pub open_cents: i64,
    }

    /// An open amount.
    pub struct OpenView {
        /// The line from 1; 0 for no line.
        pub line: u32,
        /// `1`, `2`, `3`, `patient`, `hold`, `us`.
        pub owner: String,
        /// In words.
        pub title: String,
        /// How much; negative is owed to them.
        pub cents: i64,
        /// `send`, `ask`, `wait`, `work`, `look`, `bill`, `release`, `refund`.
        pub step: String,
        /// What to do, in words.
        pub says: String,
        /// When, ISO.
        pub due_on: String,
        /// How long the payer takes an appeal, and whether that is its own or what is usual; empty where
        /// nothing was denied.
        pub limit: String,
        /// Since when, ISO.
        pub since_on: String,
        /// `CO-16`, or empty.
        pub reason: String,
        /// The reason in plain words.
        pub words: String,
    }

    /// How to age what is owed.
    pub struct AgingAsk {
        /// `service`, `billing`, `activity`, or `since` (since when it is the debtor's).
        pub basis: String,
        /// `payer`, `provider`, `patient`, `guarantor`, `owner`.
        pub by: String,
    }

    /// What is owed, by age.
    pub struct AgingView {
        /// As asked.
        pub basis: String,
        /// As asked.
        pub by: String,
        /// The titles of the buckets.
        pub buckets: Vec<String>,
        /// By what was asked, the largest first.
        pub rows: Vec<AgingRow>,
        /// The sums of the buckets.
        pub sums: Vec<i64>,
        /// The sum of all.
        pub total_cents: i64,
        /// Of that: credits, as a negative number.
        pub credit_cents: i64,
        /// What the ledger says is owed to us.
        pub ledger_cents: i64,
    }

    /// A row of the aging.
    pub struct AgingRow {
        /// What it is of: an id, or `patient`, `us`; `none` for what has no such thing.
        pub id: String,
        /// As lists show it.
        pub title: String,
        /// By bucket.
        pub cents: Vec<i64>,
        /// The sum.
        pub total_cents: i64,
        /// Visits.
        pub claims: u32,
    }

    /// The claims behind a figure of the aging.
    pub struct AgingClaimsAsk {
        /// As in the aging.
        pub basis: String,
        /// As in the aging.
        pub by: String,
        /// The row's id; empty for all.
        pub id: String,
        /// The bucket from 0; none for all.
        pub bucket: Option<u32>,
        /// From which place in the list, from 0.
        pub from: u32,
        /// As in [`QueueAsk`].
        #[serde(default)]
        #[ts(optional)]
        pub sort: Option<String>,
        /// The other way round.
        #[serde(default)]
        #[ts(optional)]
        pub descending: Option<bool>,
    }

    /// The queues: every open dollar is in one.
    pub struct QueuesView {
        /// In the order in which a day goes.
        pub rows: Vec<QueueCount>,
        /// Their sum, which is what is owed to us.
        pub total_cents: i64,
        /// Underpaid lines.
        pub underpaid: u32,
        /// What is at stake there.
        pub underpaid_cents: i64,
    }

    /// A queue.
    pub struct QueueCount {
        /// `denied`, `look`, `send`, `ask`, `wait`, `patient`, `hold`, `credits`.
        pub name: String,
        /// In words.
        pub title: String,
        /// How many open amounts.
        pub count: u32,
        /// How much.
        pub cents: i64,
        /// Of them due by today.
        pub due: u32,
    }

    /// A queue to work.
    pub struct QueueAsk {
        /// As in [`QueueCount`].
        pub name: String,
        /// From which place in the list, from 0.
        pub from: u32,
        /// `due` (when none is said), `amount`, `since`, `service`.
        #[serde(default)]
        #[ts(optional)]
        pub sort: Option<String>,
        /// The other way round.
        #[serde(default)]
        #[ts(optional)]
        pub descending: Option<bool>,
    }

    /// A page of a queue: what of a visit is with one owner, and to be done with one step.
    pub struct QueueRows {
        /// At most 200.
        pub rows: Vec<QueueRow>,
        /// How many there are.
        pub count: u32,
        /// Their sum.
        pub cents: i64,
    }

    /// What of a visit is one thing to do.
    pub struct QueueRow {
        /// The claim that carries the charges; empty for opening balances.
        pub claim_id: String,
        /// The row of opening balances that it is, when it has no claim; else empty.
        pub opening: String,
        /// Its number.
        pub number: String,
        /// The patient.
        pub patient_id: String,
        /// As lists show the patient; empty for the balance of a payer.
        pub patient: String,
        /// The account number.
        pub account: String,
        /// The payer, as lists show it.
        pub payer: String,
        /// First day of service of the line, ISO.
        pub service_on: String,
        /// The charge of the visit.
        pub charge_cents: i64,
        /// How long it is there, in days.
        pub days: i32,
        /// All of it: the reason that weighs most, the first day that is due.
        pub open: OpenView,
        /// By line.
        pub lines: Vec<OpenLine>,
        /// The newest note on the claim, in a person's words; empty for none.
        pub note: String,
        /// Who wrote it, and when: `Dana Whitcomb, 11/28/26 9:14 am`.
        pub noted: String,
    }

    /// What of a line is open.
    pub struct OpenLine {
        /// From 1; 0 for no line.
        pub n: u32,
        /// The line's id, or empty.
        pub line_id: String,
        /// How much.
        pub cents: i64,
    }

    /// Lines that were paid less than was expected.
    pub struct UnderpaidView {
        /// The largest first, at most 500.
        pub rows: Vec<UnderpaidRow>,
        /// How many.
        pub count: u32,
        /// What is at stake.
        pub cents: i64,
    }

    /// A line that was paid less than was expected.
    pub struct UnderpaidRow {
        /// The claim.
        pub claim_id: String,
        /// Its number.
        pub number: String,
        /// The remittance.
        pub remittance_id: String,
        /// Its number.
        pub check: String,
        /// The payer.
        pub payer: String,
        /// The patient, as lists show it.
        pub patient: String,
        /// ISO.
        pub service_on: String,
        /// CPT or HCPCS with modifiers: `99213-25`.
        pub code: String,
        /// What the payer allowed.
        pub allowed_cents: i64,
        /// What was expected.
        pub expected_cents: i64,
        /// Where that comes from.
        pub expected_from: String,
        /// What is missing.
        pub short_cents: i64,
    }

    /// That a line was paid less than expected is settled: it leaves the list.
    pub struct SettleUnderpaid {
        /// The claim.
        pub claim_id: String,
        /// The remittance.
        pub remittance_id: String,
        /// As the list has it: `99213-25`.
        pub code: String,
        /// `accepted` or `appealed`.
        pub how: String,
        /// Why, or what was asked for.
        pub text: String,
    }

    /// What the proof says.
    pub struct ProofView {
        /// True when all agrees.
        pub agrees: bool,
        /// In a sentence.
        pub says: String,
        /// The sums that were held against each other.
        pub sums: Vec<ProofSum>,
        /// What does not agree, with its place.
        pub breaks: Vec<String>,
        /// By owner.
        pub owners: Vec<OwnedView>,
        /// What is owed to us.
        pub ar_cents: i64,
        /// Open amounts without an owner, a step or a day; 0.
        pub adrift: u32,
        /// Postings.
        pub postings: i64,
        /// Movements.
        pub entries: i64,
        /// True when every claim was folded anew.
        pub whole: bool,
    }

    /// Two sums that must be the same.
    pub struct ProofSum {
        /// What is held against what.
        pub title: String,
        /// One side.
        pub left_cents: i64,
        /// The other.
        pub right_cents: i64,
        /// Whether they are the same.
        pub agrees: bool,
    }

    /// How much to prove.
    pub struct ProofAsk {
        /// Names the work for `progress` and `cancel_job`.
        pub job: String,
        /// True to fold every claim anew; false for the sums.
        pub whole: bool,
    }

    /// Something to do to money, as typed.
    pub struct SaveAct {
        /// `payment`, `apply`, `refund`, `payer_refund`, `discount`, `write_off`, `decision`, `fee`.
        pub kind: String,
        /// The patient, or empty.
        pub patient_id: String,
        /// The payer, or empty.
        pub payer_id: String,
        /// The day; empty for today.
        pub on: String,
        /// All of it.
        pub amount: String,
        /// `cash`, `check`, `card`, `other`.
        pub method: String,
        /// Check number, or the processor's number of a card payment.
        pub number: String,
        /// The reason by its code; of a payment `copay`, or empty.
        pub reason: String,
        /// In words.
        pub text: String,
        /// Where it goes. Left empty for a payment, it goes to what is owed, the oldest first.
        pub rows: Vec<SaveActRow>,
    }

    /// Where money of an act goes.
    pub struct SaveActRow {
        /// The claim, or empty.
        pub claim_id: String,
        /// The line, or empty.
        pub line_id: String,
        /// A row of opening balances, or empty.
        pub opening: String,
        /// Whose balance: `1`, `2`, `3`, `patient`, `us`.
        pub owner: String,
        /// How much.
        pub amount: String,
    }

    /// An act.
    pub struct ActView {
        /// Its id.
        pub id: String,
        /// As in [`SaveAct`], and `opening`.
        pub kind: String,
        /// In words.
        pub title: String,
        /// ISO.
        pub on: String,
        /// Who.
        pub by: String,
        /// The patient's id, or empty.
        pub patient_id: String,
        /// As lists show the patient.
        pub patient: String,
        /// The payer, or empty.
        pub payer: String,
        /// How much.
        pub cents: i64,
        /// Of a payment: what is on no claim.
        pub unapplied_cents: i64,
        /// `cash`, `check`, `card`, `other`.
        pub method: String,
        /// Check number, or the processor's.
        pub number: String,
        /// The reason in words.
        pub reason: String,
        /// In words.
        pub text: String,
        /// When and by whom it was taken back and why, in a sentence; empty when it stands.
        pub taken_back: String,
        /// Why somebody else should look; empty when nobody has to.
        pub notice: String,
        /// In a sentence: who looked at it, and when; or empty.
        pub looked: String,
        /// True while it waits for somebody's word; it moves nothing until then.
        pub waits: bool,
        /// What became of the word that it needs, in a sentence; empty when it needs none.
        pub approval: String,
        /// Of a returned payment and its fee: the payment; else empty.
        pub of_id: String,
        /// Of a payment: true when the bank sent it back.
        pub returned: bool,
        /// Of a payment: the number of its deposit; empty while it is in hand.
        pub deposit: String,
    }

    /// Acts to read.
    pub struct ActsAsk {
        /// Of this patient, or empty for all.
        pub patient_id: String,
        /// From this day, ISO; empty for the beginning.
        pub from: String,
        /// To this day, ISO; empty for today.
        pub to: String,
        /// True for those only at which somebody else should look: money taken back or given back by
        /// who took it.
        pub noticed: bool,
        /// Of this kind only: `payment`, `refund`, `write_off`, …; none for all.
        #[serde(default)]
        #[ts(optional)]
        pub kind: Option<String>,
    }

    /// Acts, the newest first.
    pub struct ActRows {
        /// At most 500.
        pub rows: Vec<ActView>,
        /// True when there are older ones.
        pub more: bool,
    }

    /// An act to take back.
    pub struct TakeBack {
        /// Its id.
        pub id: String,
        /// Why.
        pub reason: String,
    }

    /// What a patient owes, and on what.
    pub struct PatientOwes {
        /// The account on which a visit of today would stand.
        pub account: String,
        /// What is owed now.
        pub owes_cents: i64,
        /// What payers have yet to answer.
        pub payers_cents: i64,
        /// What was denied, or nobody explained: ours to work.
        pub work_cents: i64,
        /// What is held.
        pub hold_cents: i64,
        /// What is to be given back to payers; below zero.
        pub credit_cents: i64,
        /// The patient's money that is on no claim yet.
        pub unapplied_cents: i64,
        /// What is owed back on visits of the account, above zero.
        pub account_credit_cents: i64,
        /// What its patients owe now, credits apart.
        pub account_owes_cents: i64,
        /// The oldest first.
        pub rows: Vec<OwesRow>,
    }

    /// Something that a patient owes, or that waits.
    pub struct OwesRow {
        /// The claim, or empty.
        pub claim_id: String,
        /// A row of opening balances, or empty.
        pub opening: String,
        /// The claim's number.
        pub number: String,
        /// ISO.
        pub service_on: String,
        /// Since when it is the patient's, ISO.
        pub since_on: String,
        /// What is owed; negative is owed to the patient.
        pub cents: i64,
        /// Why, in a sentence.
        pub because: String,
    }

    /// Opening balances as they are typed.
    pub struct OpeningTexts {
        /// The day of the old system's totals.
        pub on: String,
        /// The old system's total.
        pub ties_to: String,
        /// The rows.
        pub rows: Vec<OpeningRowTexts>,
    }

    /// A row of opening balances, as typed.
    pub struct OpeningRowTexts {
        /// The claim's number or id; empty for none.
        pub claim: String,
        /// The patient's account number or id; empty for a payer's balance.
        pub patient: String,
        /// The payer's id, or empty.
        pub payer_id: String,
        /// Whose balance: `1`, `2`, `3`, `patient`.
        pub owner: String,
        /// How much.
        pub amount: String,
        /// The day of service; may be empty.
        pub service_on: String,
    }

    /// What typed opening balances come to.
    pub struct OpeningChecked {
        /// Of each row: who is meant, in words.
        pub says: Vec<String>,
        /// What cannot be read, with the row's place from 0 in `claim`.
        pub faults: Vec<crate::sheet::SheetFaultView>,
        /// The sum of the rows.
        pub sum_cents: i64,
        /// The old system's total.
        pub ties_to_cents: i64,
        /// True when it can be posted.
        pub closes: bool,
    }

    /// What moving in could not know.
    pub struct MovedInView {
        /// Claims that came by import and have no word of what was paid.
        pub claims: u32,
        /// Their charges.
        pub cents: i64,
        /// What no file can know, in sentences.
        pub unknown: Vec<String>,
        /// The claims, the oldest first, at most 200.
        pub rows: Vec<MovedInRow>,
    }

    /// A claim of which nobody knows what was paid.
    pub struct MovedInRow {
        /// The claim.
        pub claim_id: String,
        /// Its number.
        pub number: String,
        /// The patient, as lists show it.
        pub patient: String,
        /// The payer.
        pub payer: String,
        /// ISO.
        pub service_on: String,
        /// The charge.
        pub charge_cents: i64,
        /// What is open now.
        pub open_cents: i64,
    }

    /// The fee schedules.
    pub struct FeesView {
        /// By payer and code.
        pub rows: Vec<FeeRow>,
    }

    /// A fee.
    pub struct FeeRow {
        /// Its id; empty for a new one.
        pub id: String,
        /// The payer whose schedule it is; empty for the practice's own charges.
        pub payer_id: String,
        /// The payer's name.
        pub payer: String,
        /// CPT or HCPCS.
        pub code: String,
        /// Modifiers, parted by spaces.
        pub modifiers: String,
        /// Place of service; empty for every place.
        pub pos: String,
        /// From which day of service, as typed or ISO; empty for ever.
        pub from: String,
        /// The amount as typed: `125.00`.
        pub amount: String,
    }

    /// What adjustments do, and who may write off how much.
    pub struct PolicyView {
        /// The practice's own rows, which come first.
        pub own: Vec<PolicyRowView>,
        /// The rows that ship.
        pub shipped: Vec<PolicyRowView>,
        /// By role: what one write-off or discount may be.
        pub limits: Vec<LimitView>,
    }

    /// A row of the policy.
    pub struct PolicyRowView {
        /// `CO`, `PR`, `OA`, `PI`.
        pub group: String,
        /// A CARC; empty for all of the group.
        pub reason: String,
        /// The reason in plain words.
        pub words: String,
        /// Only this payer; empty for all.
        pub payer_id: String,
        /// Its name.
        pub payer: String,
        /// `write_off`, `patient`, `work`, `nothing`.
        pub effect: String,
    }

    /// What a role may write off at once.
    pub struct LimitView {
        /// `biller`, …
        pub role: String,
        /// In words.
        pub title: String,
        /// As typed: `50.00`; empty for no limit.
        pub amount: String,
        /// What the role may give back alone, as typed; empty for no limit.
        #[serde(default)]
        pub refund: String,
    }
}
