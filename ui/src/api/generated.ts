// Made by `cargo xtask generate` from the table of commands. Never edited.

export type AccountNotes = { 
/**
 * The account's key.
 */
account: string, 
/**
 * The number that people say.
 */
number: string, 
/**
 * The notes.
 */
notes: Array<NoteView>, };

export type AccountPatient = { 
/**
 * The patient's id.
 */
id: string, 
/**
 * As lists show it.
 */
name: string, 
/**
 * The patient's own number.
 */
account: string, 
/**
 * True of who answers for the bill.
 */
answers: boolean, 
/**
 * What is due of the account for this patient's visits.
 */
due_cents: number, };

export type AccountPlans = { 
/**
 * The account's key.
 */
account: string, 
/**
 * The number that people say.
 */
number: string, 
/**
 * The plan that is under way, if there is one.
 */
live: PlanView | null, 
/**
 * Those that ended, the newest first.
 */
past: Array<PlanView>, 
/**
 * What is due and can go on a plan, the oldest first.
 */
due: Array<PlanRow>, };

export type AccountTask = { 
/**
 * Its key.
 */
account: string, 
/**
 * A patient of it, for whom the account can be opened.
 */
patient_id: string, 
/**
 * The number that people say.
 */
number: string, 
/**
 * Who answers, as lists show it.
 */
name: string, 
/**
 * Their telephone.
 */
phone: string, 
/**
 * The day of the first missed payment, or of the promise, ISO.
 */
since_on: string, 
/**
 * How many payments are missed; 1 for a promise.
 */
count: number, 
/**
 * What is missing.
 */
cents: number, 
/**
 * What is left of the plan, or what the account owes.
 */
left_cents: number, 
/**
 * What the promise said.
 */
text: string, };

export type AccountView = { 
/**
 * Its key.
 */
account: string, 
/**
 * The version of what is kept of it; 0 when nothing is.
 */
version: number, 
/**
 * The number that people say.
 */
number: string, 
/**
 * Who answers for the bill.
 */
name: string, 
/**
 * Where the bill goes.
 */
person: PersonView, 
/**
 * It goes to an address that the patient asked for; nothing of it is said at home.
 */
confidential: boolean, 
/**
 * The patients whose visits can stand on it.
 */
patients: Array<AccountPatient>, 
/**
 * `en` or `es`.
 */
language: string, 
/**
 * Statements in large print.
 */
large_print: boolean, 
/**
 * Why nothing is billed, by its code; empty when it is.
 */
hold_reason: string, 
/**
 * In a person's words.
 */
hold_text: string, 
/**
 * From this day, ISO, or empty.
 */
hold_from: string, 
/**
 * Until this day, ISO, or empty.
 */
hold_until: string, 
/**
 * Mail came back on this day, ISO, or empty.
 */
mail_returned_on: string, 
/**
 * What a run would do with it today; none when nothing is a patient's.
 */
run: RunRow | null, 
/**
 * What was sent, the newest first.
 */
statements: Array<SentStatement>, 
/**
 * The letters that were made, the newest first.
 */
letters: Array<SentStatement>, 
/**
 * What is, or was, with a collection agency, the newest first.
 */
placements: Array<PlacementRow>, };

export type AccountWork = { 
/**
 * Missed payments, the oldest first.
 */
missed: Array<AccountTask>, 
/**
 * Broken promises, the newest first.
 */
broken: Array<AccountTask>, };

export type ActRows = { 
/**
 * At most 500.
 */
rows: Array<ActView>, 
/**
 * True when there are older ones.
 */
more: boolean, };

export type ActView = { 
/**
 * Its id.
 */
id: string, 
/**
 * As in [`SaveAct`], and `opening`.
 */
kind: string, 
/**
 * In words.
 */
title: string, 
/**
 * ISO.
 */
on: string, 
/**
 * Who.
 */
by: string, 
/**
 * The patient's id, or empty.
 */
patient_id: string, 
/**
 * As lists show the patient.
 */
patient: string, 
/**
 * The payer, or empty.
 */
payer: string, 
/**
 * How much.
 */
cents: number, 
/**
 * Of a payment: what is on no claim.
 */
unapplied_cents: number, 
/**
 * `cash`, `check`, `card`, `other`.
 */
method: string, 
/**
 * Check number, or the processor's.
 */
number: string, 
/**
 * The reason in words.
 */
reason: string, 
/**
 * In words.
 */
text: string, 
/**
 * When and by whom it was taken back and why, in a sentence; empty when it stands.
 */
taken_back: string, 
/**
 * Why somebody else should look; empty when nobody has to.
 */
notice: string, 
/**
 * In a sentence: who looked at it, and when; or empty.
 */
looked: string, 
/**
 * True while it waits for somebody's word; it moves nothing until then.
 */
waits: boolean, 
/**
 * What became of the word that it needs, in a sentence; empty when it needs none.
 */
approval: string, 
/**
 * Of a returned payment and its fee: the payment; else empty.
 */
of_id: string, 
/**
 * Of a payment: true when the bank sent it back.
 */
returned: boolean, 
/**
 * Of a payment: the number of its deposit; empty while it is in hand.
 */
deposit: string, };

export type ActsAsk = { 
/**
 * Of this patient, or empty for all.
 */
patient_id: string, 
/**
 * From this day, ISO; empty for the beginning.
 */
from: string, 
/**
 * To this day, ISO; empty for today.
 */
to: string, 
/**
 * True for those only at which somebody else should look: money taken back or given back by
 * who took it.
 */
noticed: boolean, 
/**
 * Of this kind only: `payment`, `refund`, `write_off`, …; none for all.
 */
kind?: string, };

export type AddNote = { 
/**
 * Claims' ids, when there is no whole list.
 */
ids: Array<string>, 
/**
 * In place of the ids.
 */
list?: WholeList, 
/**
 * Names the work for `progress` and `cancel_job`, when it may take long.
 */
job?: string, 
/**
 * What was typed.
 */
text: string, 
/**
 * When to look again, as typed; empty or none for no day.
 */
look_on?: string, };

export type AddUser = { 
/**
 * As shown.
 */
name: string, 
/**
 * `biller`, …
 */
role: string, 
/**
 * The first password.
 */
password: string, };

export type AddressView = { 
/**
 * First line.
 */
line1: string, 
/**
 * Second line.
 */
line2: string, 
/**
 * City.
 */
city: string, 
/**
 * Two letters in the US.
 */
state: string, 
/**
 * 5 or 9 digits.
 */
zip: string, };

export type AgingAsk = { 
/**
 * `service`, `billing`, `activity`, or `since` (since when it is the debtor's).
 */
basis: string, 
/**
 * `payer`, `provider`, `patient`, `guarantor`, `owner`.
 */
by: string, };

export type AgingClaimsAsk = { 
/**
 * As in the aging.
 */
basis: string, 
/**
 * As in the aging.
 */
by: string, 
/**
 * The row's id; empty for all.
 */
id: string, 
/**
 * The bucket from 0; none for all.
 */
bucket: number | null, 
/**
 * From which place in the list, from 0.
 */
from: number, 
/**
 * As in [`QueueAsk`].
 */
sort?: string, 
/**
 * The other way round.
 */
descending?: boolean, };

export type AgingRow = { 
/**
 * What it is of: an id, or `patient`, `us`; `none` for what has no such thing.
 */
id: string, 
/**
 * As lists show it.
 */
title: string, 
/**
 * By bucket.
 */
cents: Array<number>, 
/**
 * The sum.
 */
total_cents: number, 
/**
 * Visits.
 */
claims: number, };

export type AgingView = { 
/**
 * As asked.
 */
basis: string, 
/**
 * As asked.
 */
by: string, 
/**
 * The titles of the buckets.
 */
buckets: Array<string>, 
/**
 * By what was asked, the largest first.
 */
rows: Array<AgingRow>, 
/**
 * The sums of the buckets.
 */
sums: Array<number>, 
/**
 * The sum of all.
 */
total_cents: number, 
/**
 * Of that: credits, as a negative number.
 */
credit_cents: number, 
/**
 * What the ledger says is owed to us.
 */
ledger_cents: number, };

export type AnswerAct = { 
/**
 * The act.
 */
id: string, 
/**
 * True for yes.
 */
given: boolean, 
/**
 * Why not.
 */
reason: string, };

export type AnswerPrint = { 
/**
 * The job.
 */
id: string, 
/**
 * Which try is answered, as the list says it.
 */
fence: number, 
/**
 * `right` for all of it, `again` for some of it once more, `nothing` when nothing came out.
 */
answer: string, 
/**
 * The first sheet that is printed again, from 1; 0 for none.
 */
from: number, 
/**
 * The last one.
 */
to: number, };

export type AnswerView = { 
/**
 * The remittance.
 */
remittance_id: string, 
/**
 * The claim on it, by its part.
 */
part: number, 
/**
 * `Check 1234, Blue Heron PPO`.
 */
title: string, 
/**
 * The day in whose books it stands, ISO.
 */
on: string, 
/**
 * What it pays.
 */
paid_cents: number, };

export type AuditAbout = { 
/**
 * Its id.
 */
id: string, 
/**
 * In words.
 */
name: string, };

export type AuditAsk = { 
/**
 * Which.
 */
filter: AuditFilter, 
/**
 * From this row on.
 */
from: number, 
/**
 * So many rows.
 */
count: number, 
/**
 * Names the work for `progress` and `cancel_job`, when it may take long.
 */
job?: string, };

export type AuditChange = { 
/**
 * `Patient`, `Claim`, …
 */
kind: string, 
/**
 * Whose.
 */
name: string, 
/**
 * Its fields that differ.
 */
fields: Array<AuditField>, };

export type AuditDays = { 
/**
 * The first day, ISO.
 */
from: string, 
/**
 * The last day, ISO.
 */
to: string, 
/**
 * Names the work for `progress` and `cancel_job`, when it may take long.
 */
job?: string, };

export type AuditDetail = { 
/**
 * The event.
 */
row: AuditRow, 
/**
 * Its counts, hashes and reasons.
 */
details: Array<AuditFact>, 
/**
 * The first of the records it is about.
 */
about: Array<AuditAbout>, 
/**
 * How many there are.
 */
about_count: number, 
/**
 * What its change replaced.
 */
changes: Array<AuditChange>, 
/**
 * How many rows it changed; more than are shown when there were many.
 */
changed: number, };

export type AuditFacets = { 
/**
 * The people, by name.
 */
people: Array<AuditAbout>, 
/**
 * The kinds.
 */
kinds: Array<AuditAbout>, };

export type AuditFact = { 
/**
 * What.
 */
name: string, 
/**
 * The value.
 */
value: string, };

export type AuditField = { 
/**
 * In words.
 */
name: string, 
/**
 * Before; empty when there was nothing.
 */
before: string, 
/**
 * After; empty when there is nothing.
 */
after: string, };

export type AuditFilter = { 
/**
 * A user's id; empty for everybody.
 */
who: string, 
/**
 * Kinds: `look`, `change`, `left`, …; none for all.
 */
kinds: Array<string>, 
/**
 * A patient's id: all that was done with the chart, the coverages and the claims; empty for all.
 */
patient: string, 
/**
 * The first day, ISO, in the practice's zone; empty for any.
 */
from: string, 
/**
 * The last day; empty for any.
 */
to: string, 
/**
 * A part of what was done, in words: `printed`.
 */
text: string, };

export type AuditNumber = { 
/**
 * Its number in the chain.
 */
n: number, };

export type AuditRow = { 
/**
 * Its number in the chain.
 */
n: number, 
/**
 * `11/24/26 10:14` in the practice's zone.
 */
when: string, 
/**
 * Who.
 */
who: string, 
/**
 * What, in words.
 */
what: string, 
/**
 * `look`, `change`, …
 */
kind: string, 
/**
 * Whom or what it is about, in words.
 */
whom: string, 
/**
 * More of it: counts, fields, the reason.
 */
detail: string, };

export type AuditRows = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * The page.
 */
rows: Array<AuditRow>, 
/**
 * The patient that the list is narrowed to; empty when it is not.
 */
patient: string, };

export type AuditSaved = { 
/**
 * The file's name, or the printer's.
 */
name: string, 
/**
 * The events in it.
 */
events: number, 
/**
 * SHA-256 of the file, hex.
 */
sha256: string, 
/**
 * The number and seal of the last event, to be written down; empty for a print.
 */
head: string, };

export type AuditVerdict = { 
/**
 * Events that hold.
 */
events: number, 
/**
 * The seal of the last event that holds, hex.
 */
head: string, 
/**
 * The first break, in a sentence; empty when the log is whole.
 */
broken: string, 
/**
 * Damage of the database file, in sentences.
 */
damage: Array<string>, };

export type BackupPlaceView = { 
/**
 * `first` or `second`.
 */
place: string, 
/**
 * The folder, to be read: `~/Backups`; empty when none was chosen.
 */
to: string, 
/**
 * Hours from one backup to the next.
 */
every_hours: number, 
/**
 * What the last backup there says: `Last good 11/24/26 10:14`, or what keeps it from being made.
 */
says: string, 
/**
 * True when that is a warning.
 */
late: boolean, };

export type BackupView = { 
/**
 * The file's name.
 */
name: string, 
/**
 * The practice.
 */
practice: string, 
/**
 * When it was made, in this computer's time zone: `11/24/26 08:15`.
 */
made: string, 
/**
 * Which version of Claimbench made it.
 */
version: string, 
/**
 * Its size.
 */
bytes: number, 
/**
 * What stands in its place now, in a sentence; empty when nothing does.
 */
replaces: string, };

export type BackupsView = { 
/**
 * For the status bar: `Backed up 10:14`, `Backup late: last good 11/22/26`; empty for a
 * practice that needs none.
 */
says: string, 
/**
 * True when that is a warning.
 */
late: boolean, 
/**
 * The two places.
 */
places: Array<BackupPlaceView>, 
/**
 * The newest runs first.
 */
runs: Array<RunView>, 
/**
 * What the last try of a restore said; empty before the first.
 */
drill: string, 
/**
 * True when it did not work, or is overdue.
 */
drill_late: boolean, };

export type BlockedClaim = { 
/**
 * The claim's id.
 */
id: string, 
/**
 * CLM01.
 */
number: string, 
/**
 * As lists show it.
 */
patient: string, 
/**
 * What to fix.
 */
findings: Array<FindingView>, };

export type BoxView = { 
/**
 * `1a`, `21A`, `33b`.
 */
item: string, 
/**
 * What it is, short.
 */
title: string, 
/**
 * What stands in it, as people read it; empty when nothing does.
 */
text: string, 
/**
 * Its parts, as cms1500-fields.tsv names them.
 */
parts: Array<PartView>, };

export type ById = { 
/**
 * The record's id.
 */
id: string, };

export type CancelJob = { 
/**
 * The job's name, made by whoever started it.
 */
job: string, };

export type CancelPlan = { 
/**
 * Its id.
 */
id: string, 
/**
 * Why.
 */
reason: string, };

export type ChangePassword = { 
/**
 * The password until now.
 */
old: string, 
/**
 * The new one.
 */
password: string, };

export type ChangeRole = { 
/**
 * Whose.
 */
user_id: string, 
/**
 * `biller`, …
 */
role: string, };

export type Changed<T> = { 
/**
 * The answer.
 */
value: T, 
/**
 * Kinds of records to read again: `claim`, `patient`, …
 */
touched: Array<string>, 
/**
 * The step in words, when undo can take it back: `Import 12 claims`.
 */
undo: string | null, };

export type CheckKit = { 
/**
 * What was typed.
 */
words: string, };

export type ClaimFill = { 
/**
 * Texts by field; every field of the part that is not here is empty.
 */
texts: { [key in string]: string }, };

export type ClaimFilter = { 
/**
 * Where they stand: `held`, `denied`, `work`, `send`, `imported` (to print), `payer`, `printed`, `patient`,
 * `credit`, `paid`, `closed`, `replaced`, the most urgent first.
 */
states: Array<string>, 
/**
 * Payer ids.
 */
payers: Array<string>, 
/**
 * Rendering providers' ids.
 */
rendering: Array<string>, 
/**
 * A patient's id.
 */
patient: string, 
/**
 * An import's id.
 */
import: string, 
/**
 * First day of service on or after: ISO or as people type it.
 */
from: string, 
/**
 * First day of service on or before.
 */
to: string, 
/**
 * Claim number or patient name begins with.
 */
text: string, };

export type ClaimRow = { 
/**
 * The claim's id.
 */
id: string, 
/**
 * CLM01.
 */
number: string, 
/**
 * The patient's id.
 */
patient_id: string, 
/**
 * The patient as the claim names him.
 */
patient: string, 
/**
 * The payer as the claim names it.
 */
payer: string, 
/**
 * First day of service, ISO, or empty.
 */
service_on: string, 
/**
 * The charge.
 */
charge_cents: number, 
/**
 * Where it stands, as [`ClaimFilter::states`] names it.
 */
state: string, 
/**
 * The payer that a claim in `send` or `payer` waits for, or empty.
 */
waits_for: string, 
/**
 * The claim that stands in the place of one in `replaced`, or voids it.
 */
replaced_by: ReplacingView | null, 
/**
 * What columns beyond the first ones show, when it was asked for.
 */
more: ClaimRowMore | null, };

export type ClaimRowMore = { 
/**
 * The patient's account number.
 */
account: string, 
/**
 * The patient's date of birth, ISO, or empty.
 */
born_on: string, 
/**
 * Item 1a of the coverage that is asked.
 */
member_id: string, 
/**
 * Who rendered.
 */
rendering: string, 
/**
 * Why it is held, or empty.
 */
hold: string, 
/**
 * The day on which it was read in, ISO, or empty.
 */
imported_on: string, 
/**
 * The day on which it was printed last, ISO, or empty.
 */
printed_on: string, };

export type ClaimRows = { 
/**
 * In the order asked for.
 */
rows: Array<ClaimRow>, };

export type ClaimTotals = { 
/**
 * How many.
 */
count: number, 
/**
 * Their charges.
 */
charge_cents: number, 
/**
 * The same by state, the most urgent first; without those that no claim is in.
 */
states: Array<StateTotal>, };

export type ClaimView = { 
/**
 * The claim's id.
 */
id: string, 
/**
 * CLM01.
 */
number: string, 
/**
 * The patient's id.
 */
patient_id: string, 
/**
 * As lists show it.
 */
patient: string, 
/**
 * ISO, or empty.
 */
born_on: string, 
/**
 * The payer as the claim names it.
 */
payer: string, 
/**
 * Where it stands: `held`, `denied`, `work`, `send`, `imported` (to print), `payer`, `printed`, `patient`,
 * `credit`, `paid`, `closed` or `replaced`, the most urgent first.
 */
state: string, 
/**
 * The payer that a claim in `send` or `payer` waits for, or empty.
 */
waits_for: string, 
/**
 * The claim that stands in the place of one in `replaced`, or voids it.
 */
replaced_by: ReplacingView | null, 
/**
 * The claims in whose place it stands, or that it voids.
 */
replaces: Array<ReplacingView>, 
/**
 * Why it is held; empty when it is not.
 */
hold: string, 
/**
 * The charge.
 */
charge_cents: number, 
/**
 * What the patient paid (AMT*F5), if the claim says so.
 */
paid_cents: number | null, 
/**
 * `1` original, `7` replacement, `8` void, in words.
 */
frequency: string, 
/**
 * `primary`, `secondary`, …
 */
order: string, 
/**
 * First day of service, ISO, or empty.
 */
service_on: string, 
/**
 * The boxes of the form but 24, in the order of the paper.
 */
boxes: Array<BoxView>, 
/**
 * Item 21.
 */
diagnoses: Array<DiagnosisView>, 
/**
 * Item 24.
 */
lines: Array<LineView>, 
/**
 * Numbers of the claim, with what they are.
 */
references: Array<ReferenceView>, 
/**
 * Other payers, items 9 to 9d.
 */
others: Array<OtherView>, 
/**
 * What keeps it from being printed, and what to check.
 */
findings: Array<FindingView>, 
/**
 * What happened to it, oldest first.
 */
timeline: Array<EventView>, 
/**
 * Where it came from, in a sentence; empty when it was typed here.
 */
source: string, 
/**
 * The segments it was read from.
 */
segments: Array<SegmentView>, 
/**
 * Sheets that it takes.
 */
pages: number, 
/**
 * What items 28 and 29 say on each of its sheets.
 */
sheets: Array<SheetTotal>, 
/**
 * What the chart says otherwise now.
 */
differences: Array<DifferenceView>, 
/**
 * What it says otherwise than a chart that nobody edited.
 */
said_otherwise: Array<SaidOtherwise>, 
/**
 * The import that brought it, or empty.
 */
import_id: string, 
/**
 * True when it was printed: it stays as it was then.
 */
was_printed: boolean, 
/**
 * The bill of this visit is for the patient's eyes alone.
 */
sensitive: boolean, 
/**
 * On whose account it stands, as lists show it; empty when that is the patient's own.
 */
bill_to: string, };

export type ClaimsAsk = { 
/**
 * Which.
 */
filter: ClaimFilter, 
/**
 * `service`, `number`, `patient`, `payer`, `charge`, `state`.
 */
sort: string, 
/**
 * The other way round.
 */
descending: boolean, 
/**
 * The first line wanted, from 0.
 */
from: number, 
/**
 * How many, at most 500.
 */
count: number, 
/**
 * Also what columns beyond the first ones show.
 */
more: boolean, };

export type Code = "malformed" | "field" | "locked" | "refused" | "shut" | "wait" | "changed" | "not_found" | "cancelled" | "file" | "damaged" | "needs_you" | "prove" | "unexpected";

export type CodeWords = { 
/**
 * The code.
 */
code: string, 
/**
 * In plain words.
 */
words: string, };

export type CodesAsk = { 
/**
 * `carc`, `rarc`, `provider`.
 */
list: string, 
/**
 * A code or words.
 */
text: string, };

export type CodesView = { 
/**
 * At most 20.
 */
rows: Array<CodeWords>, };

export type CollectionRules = { 
/**
 * The letters in their order; three at the most.
 */
letters: Array<LetterRule>, 
/**
 * The agency's name; empty for none.
 */
agency: string, 
/**
 * The columns of the agency's file in their order.
 */
columns: Array<FileColumn>, 
/**
 * What a column can hold.
 */
fields: Array<FileColumn>, 
/**
 * What a text can name in braces, with what stands there.
 */
names: Array<FileColumn>, };

export type ComputerView = { 
/**
 * The data folder, as people write it.
 */
data_folder: string, 
/**
 * `on`, `off` or `unknown`: the encryption of the disk that holds the data folder.
 */
encryption: string, 
/**
 * How it is turned on; empty unless it is off.
 */
encryption_how: string, 
/**
 * True when that is still to be said: it is off, and nobody has closed the notice yet.
 */
encryption_notice: boolean, 
/**
 * True when the keys in memory are kept out of the swap file.
 */
keys_locked: boolean, 
/**
 * True when this system can keep a window out of previews and screen sharing.
 */
hides_windows: boolean, };

export type ConfirmPassword = { 
/**
 * As it is.
 */
password: string, };

export type CopyText = { 
/**
 * The text.
 */
text: string, };

export type Count = { 
/**
 * Claims.
 */
claims: number, };

export type CoverAsk = { 
/**
 * The job.
 */
job: string, 
/**
 * The page, from 0.
 */
page: number, 
/**
 * Pixels to the inch, 50 to 300.
 */
dpi: number, };

export type CoverageView = { 
/**
 * Its id.
 */
id: string, 
/**
 * 1 primary, 2 secondary, …
 */
order: number, 
/**
 * The payer's name.
 */
payer: string, 
/**
 * NM109 of 2010BB.
 */
payer_id: string, 
/**
 * Item 1a.
 */
member_id: string, 
/**
 * Item 11.
 */
group_number: string, 
/**
 * Item 11c.
 */
plan_name: string, 
/**
 * SBR09 in words.
 */
kind: string, 
/**
 * The relationship in words: self, spouse, child.
 */
relationship: string, 
/**
 * The insured, as lists show it.
 */
insured: string, 
/**
 * The first day of service that used it, ISO, or empty.
 */
from: string, 
/**
 * The last day of service that used it, ISO, or empty.
 */
to: string, };

export type CreatePractice = { 
/**
 * Item 33.
 */
name: string, 
/**
 * Item 33a.
 */
npi: string, 
/**
 * Item 25: EIN or SSN, digits or with hyphens.
 */
tin: string, 
/**
 * An IANA time zone.
 */
time_zone: string, 
/**
 * One of the colours.
 */
colour: string, 
/**
 * The owner's name.
 */
user: string, 
/**
 * The owner's password.
 */
password: string, };

export type DepositItemView = { 
/**
 * Names it.
 */
source: string, 
/**
 * `Check 1187`, `Cash`, `Card 8841`.
 */
title: string, 
/**
 * Whose.
 */
who: string, 
/**
 * The patient's account number; empty for a payer.
 */
account: string, 
/**
 * What the slip says.
 */
cents: number, 
/**
 * What stands of it now.
 */
now_cents: number, 
/**
 * Why the two differ; empty when they do not.
 */
says: string, };

export type DepositRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * What people say.
 */
number: string, 
/**
 * ISO.
 */
made_on: string, 
/**
 * `bank` or `card`.
 */
way: string, 
/**
 * In words.
 */
title: string, 
/**
 * Who made it.
 */
by: string, 
/**
 * Payments.
 */
count: number, 
/**
 * What its slip says.
 */
cents: number, 
/**
 * What stands of its payments now.
 */
now_cents: number, };

export type DepositView = { 
/**
 * Its id; empty for a new one.
 */
id: string, 
/**
 * What is kept of it; 0 for a new one.
 */
version: number, 
/**
 * What people say.
 */
number: string, 
/**
 * ISO.
 */
made_on: string, 
/**
 * `bank` or `card`.
 */
way: string, 
/**
 * The bank's name.
 */
bank: string, 
/**
 * The last four digits of the account.
 */
account_ending: string, 
/**
 * Who made it.
 */
by: string, 
/**
 * What is in it.
 */
items: Array<DepositItemView>, 
/**
 * What its slip says.
 */
cents: number, 
/**
 * What stands of its payments now.
 */
now_cents: number, };

export type DepositsView = { 
/**
 * Payments in hand, the oldest first, at most 2,000.
 */
hand: Array<HandRow>, 
/**
 * How many there are.
 */
hand_count: number, 
/**
 * What they come to.
 */
hand_cents: number, 
/**
 * The newest first, at most 200.
 */
rows: Array<DepositRow>, 
/**
 * The bank of the last deposit.
 */
bank: string, 
/**
 * The last four digits of its account.
 */
account_ending: string, };

export type DiagnosisView = { 
/**
 * `A` to `L`.
 */
letter: string, 
/**
 * With its point: `M17.11`.
 */
code: string, 
/**
 * `ICD-10` or `ICD-9`.
 */
system: string, };

export type DifferenceView = { 
/**
 * The field of the claim's form.
 */
field: string, 
/**
 * The item of the paper.
 */
item: string, 
/**
 * What the claim says; may be nothing.
 */
claim: string, 
/**
 * What the chart says now.
 */
now: string, };

export type DisableUser = { 
/**
 * Who.
 */
user_id: string, 
/**
 * The password of whoever asks: the practice is closed and opened again under a new key.
 */
password: string, };

export type DraftAsk = { 
/**
 * The form's name and the record it is for.
 */
form: string, };

export type DraftLine = { 
/**
 * Its name: kind, id (`new` for a new record), whose.
 */
form: string, 
/**
 * When it was last typed at, in the practice's zone.
 */
when: string, };

export type DraftView = { 
/**
 * What was typed; none when nothing was.
 */
text: string | null, };

export type DraftsView = { 
/**
 * The latest first.
 */
drafts: Array<DraftLine>, };

export type EnvelopesView = { 
/**
 * The upper window, with the return address.
 */
sender: WindowView, 
/**
 * The window with the patient's address.
 */
addressee: WindowView, 
/**
 * The window of the return envelope.
 */
remit: WindowView, };

export type EstimateChecked = { 
/**
 * The lines, in the order of the form.
 */
lines: Array<EstimateLineView>, 
/**
 * The expected charges.
 */
total_cents: number, 
/**
 * By when the patient has to have it, ISO; empty when none is due.
 */
due_on: string, 
/**
 * The last day on which it holds, ISO.
 */
valid_until: string, 
/**
 * The field that is wrong; empty when none is.
 */
field: string, 
/**
 * What is wrong with it.
 */
says: string, };

export type EstimateLineTexts = { 
/**
 * CPT or HCPCS; a line without one is none.
 */
code: string, 
/**
 * Modifiers, with blanks between.
 */
modifiers: string, 
/**
 * Units; empty for one.
 */
units: string, 
/**
 * What all units are charged; empty for what the practice charges.
 */
charge: string, };

export type EstimateLineView = { 
/**
 * In plain words.
 */
what: string, 
/**
 * What all units are charged.
 */
charge_cents: number, 
/**
 * What is taken off.
 */
discount_cents: number, 
/**
 * `typed`, `fee`, `usual`; empty where nobody knows a charge.
 */
source: string, };

export type EstimatePageAsk = { 
/**
 * The estimate.
 */
id: string, 
/**
 * The page, from 0.
 */
page: number, 
/**
 * Pixels to the inch, 50 to 300.
 */
dpi: number, };

export type EstimateTexts = { 
/**
 * The estimate's id; empty for a new one.
 */
id: string, 
/**
 * The version that was opened; 0 for a new one.
 */
version: number, 
/**
 * For whom.
 */
patient_id: string, 
/**
 * When the visit was scheduled, or the patient asked, as typed; empty for today.
 */
asked_on: string, 
/**
 * The day of the visit, as typed; empty when the patient only asks.
 */
scheduled_on: string, 
/**
 * Diagnoses, a line each: the code, then words.
 */
diagnoses: string, 
/**
 * Percent that is taken off for who pays themselves, as typed.
 */
discount: string, 
/**
 * Who is expected to do it: a provider's id; empty for who bills.
 */
provider_id: string, 
/**
 * Where: a facility's id; empty for the practice.
 */
facility_id: string, 
/**
 * What is expected to be scheduled apart from it, a line each.
 */
separate: string, 
/**
 * What is expected.
 */
lines: Array<EstimateLineTexts>, };

export type EstimateView = { 
/**
 * Its id.
 */
id: string, 
/**
 * The number that people say.
 */
number: string, 
/**
 * The day that is printed on it, ISO.
 */
made_on: string, 
/**
 * Who made it.
 */
made_by: string, 
/**
 * The day of the visit, ISO, or empty.
 */
scheduled_on: string, 
/**
 * By when the patient has to have it, ISO; empty when none is due.
 */
due_on: string, 
/**
 * The last day on which it holds, ISO.
 */
valid_until: string, 
/**
 * When the patient got it, ISO; empty before.
 */
given_on: string, 
/**
 * The number of the one in whose place it stands; empty for none.
 */
replaces: string, 
/**
 * True when another stands in its place.
 */
replaced: boolean, 
/**
 * The expected charges.
 */
total_cents: number, 
/**
 * By how much a bill passes it, when that may be disputed; 0 for none.
 */
over_cents: number, 
/**
 * As it is typed.
 */
texts: EstimateTexts, };

export type EstimatesView = { 
/**
 * The newest first.
 */
rows: Array<EstimateView>, };

export type Event = { "kind": "progress", 
/**
 * The job's name.
 */
job: string, 
/**
 * Done so far.
 */
done: number, 
/**
 * Of how much; 0 when that is not known.
 */
total: number, 
/**
 * What is being done, in words.
 */
says: string, } | { "kind": "locked", 
/**
 * Why, in a sentence.
 */
says: string, } | { "kind": "closed", 
/**
 * The practice's folder.
 */
folder: string, } | { "kind": "dropped", 
/**
 * What was dropped.
 */
files: Array<FileToken>, } | { "kind": "touched", 
/**
 * Their kinds.
 */
kinds: Array<string>, };

export type EventView = { 
/**
 * UTC milliseconds.
 */
at: number, 
/**
 * In the practice's zone: `11/24/26 10:14`.
 */
when: string, 
/**
 * `imported`, `printed`, `reprinted`, `held`, `released`, `note`, `answered`.
 */
kind: string, 
/**
 * In words: `Printed on red stock, 2 sheets`.
 */
text: string, 
/**
 * Who.
 */
by: string, 
/**
 * The print run that can be printed again.
 */
print_id: string, };

export type ExportAudit = { 
/**
 * The file to save to, from `pick_save`.
 */
token: string, 
/**
 * Names the work for `progress` and `cancel_job`, when it may take long.
 */
job?: string, };

export type ExportList = { 
/**
 * Names the work for `progress` and `cancel_job`.
 */
job: string, 
/**
 * From `pick_save`.
 */
token: string, 
/**
 * What is listed.
 */
of: Listed, 
/**
 * Names of columns in their order; none for all there are.
 */
columns: Array<string>, };

export type ExportPlacements = { 
/**
 * A file to save to, from `pick_save`.
 */
token: string, 
/**
 * All that is with the agency; else only what was in no file yet.
 */
all: boolean, };

export type Exported = { 
/**
 * The file's name without its folder.
 */
name: string, 
/**
 * Lines besides the headings.
 */
rows: number, 
/**
 * Its size.
 */
bytes: number, 
/**
 * SHA-256, hex.
 */
sha256: string, };

export type FacetView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Claims that have it.
 */
count: number, };

export type FacetsView = { 
/**
 * Payers that claims ask.
 */
payers: Array<FacetView>, 
/**
 * Providers who rendered.
 */
rendering: Array<FacetView>, 
/**
 * Imports, the newest first.
 */
imports: Array<FacetView>, };

export type FeeRow = { 
/**
 * Its id; empty for a new one.
 */
id: string, 
/**
 * The payer whose schedule it is; empty for the practice's own charges.
 */
payer_id: string, 
/**
 * The payer's name.
 */
payer: string, 
/**
 * CPT or HCPCS.
 */
code: string, 
/**
 * Modifiers, parted by spaces.
 */
modifiers: string, 
/**
 * Place of service; empty for every place.
 */
pos: string, 
/**
 * From which day of service, as typed or ISO; empty for ever.
 */
from: string, 
/**
 * The amount as typed: `125.00`.
 */
amount: string, };

export type FeesView = { 
/**
 * By payer and code.
 */
rows: Array<FeeRow>, };

export type FieldFinding = { 
/**
 * `fix` or `check`.
 */
severity: string, 
/**
 * The field.
 */
field: string, 
/**
 * The item of the paper; empty when it is on none.
 */
item: string, 
/**
 * In words.
 */
says: string, 
/**
 * True when it cannot be stored like this.
 */
unread: boolean, 
/**
 * The chart to open instead, or empty.
 */
chart: string, };

export type FileColumn = { 
/**
 * By its code.
 */
field: string, 
/**
 * What stands over it.
 */
header: string, };

export type FilePreview = { 
/**
 * Its name without its folder.
 */
name: string, 
/**
 * Its size.
 */
bytes: number, 
/**
 * What it is: `837P 005010X222A1`; without such a set `an X12 file`, `a PDF`, …, and a
 * finding says more.
 */
what: string, 
/**
 * Claims in it.
 */
claims: number, 
/**
 * New ones.
 */
created: number, 
/**
 * Those that are here already.
 */
matched: number, 
/**
 * What is wrong with it, the first 200.
 */
findings: Array<FindingView>, 
/**
 * Findings beyond those.
 */
more_findings: number, };

export type FileToken = { 
/**
 * Names the file to the core.
 */
token: string, 
/**
 * The file's name without its folder.
 */
name: string, };

export type FillClaim = { 
/**
 * `coverage`, `other`, `billing`, `rendering`, `referrer` or `facility`.
 */
part: string, 
/**
 * The chosen record's id.
 */
id: string, };

export type Find = { 
/**
 * Any fragment of a name, a date of birth, a phone, an account, a member id, a claim number.
 */
text: string, };

export type FindGuarantors = { 
/**
 * What was typed: parts of a name.
 */
text: string, 
/**
 * The patient whose guarantor is asked for; empty for a new one. They are not offered.
 */
of: string, };

export type FindView = { 
/**
 * At most 20.
 */
hits: Array<HitView>, };

export type FindingView = { 
/**
 * `fix` keeps the work from being done, `check` does not.
 */
severity: string, 
/**
 * A short name that stays the same: `se-count`, `too-long`, …
 */
code: string, 
/**
 * What is wrong, then what to do.
 */
text: string, 
/**
 * The segment's number in the file, from 1; 0 when the finding is about no segment.
 */
segment: number, 
/**
 * The byte at which the segment begins.
 */
byte: number, 
/**
 * The loop, as the guide names it: `2010BA`; empty when unknown.
 */
loop: string, 
/**
 * The element, as the guide names it: `NM109`; empty when it is about the whole segment.
 */
element: string, 
/**
 * The item of the CMS-1500, as people say it: `24.1 D`; empty when it is about none.
 */
item: string, 
/**
 * The claim to look at, where it is about what a claim file says; else empty.
 */
claim_id: string, };

export type FormChecked = { 
/**
 * In the order of the form.
 */
findings: Array<FieldFinding>, 
/**
 * The sum of a claim's lines.
 */
charge_cents: number, };

export type FormSaved = { 
/**
 * The record's id.
 */
id: string, 
/**
 * What is still to be said about it.
 */
findings: Array<FieldFinding>, };

export type FormTexts = { 
/**
 * As opened.
 */
kind: string, 
/**
 * As opened.
 */
id: string, 
/**
 * As opened.
 */
of: string, 
/**
 * The version that was opened.
 */
version: number, 
/**
 * What stands in its fields.
 */
texts: { [key in string]: string }, };

export type FormView = { 
/**
 * As asked for.
 */
kind: string, 
/**
 * As asked for.
 */
id: string, 
/**
 * Whose it is; empty when it is nobody's.
 */
of: string, 
/**
 * As lists show whose it is; empty when it is nobody's.
 */
of_name: string, 
/**
 * The version that was read; 0 for a new record.
 */
version: number, 
/**
 * The name of its draft.
 */
draft: string, 
/**
 * What stands in its fields.
 */
texts: { [key in string]: string }, 
/**
 * The field to begin at; empty for the first.
 */
focus: string, 
/**
 * What is to be said about it as it stands.
 */
findings: Array<FieldFinding>, };

export type FormsPreview = { 
/**
 * Names the preview to `preview_page` and `print_forms`.
 */
id: string, 
/**
 * Sheets.
 */
pages: number, 
/**
 * The claims that print, in the order of the sheets.
 */
claims: Array<PrintRow>, 
/**
 * The claims that do not, each with what to fix.
 */
blocked: Array<BlockedClaim>, 
/**
 * The sum of the charges that print.
 */
charge_cents: number, 
/**
 * True for plain paper.
 */
draft: boolean, };

export type GuarantorRow = { 
/**
 * As lists show it.
 */
name: string, 
/**
 * ISO, or empty.
 */
born_on: string, 
/**
 * Whose guarantor it is already, or the account of the patient that it is.
 */
known_as: string, 
/**
 * What it fills into the form, by field.
 */
texts: { [key in string]: string }, };

export type GuarantorRows = { 
/**
 * Guarantors first, then patients.
 */
rows: Array<GuarantorRow>, };

export type HandRow = { 
/**
 * Names it to `save_deposit`.
 */
source: string, 
/**
 * The day of the payment, ISO.
 */
on: string, 
/**
 * `bank` or `card`: which deposits it goes into.
 */
way: string, 
/**
 * `Check 1187`, `Cash`, `Card 8841`.
 */
title: string, 
/**
 * Whose: the patient as lists show it, or the payer.
 */
who: string, 
/**
 * The patient's account number; empty for a payer.
 */
account: string, 
/**
 * How much.
 */
cents: number, };

export type HitView = { 
/**
 * `patient` or `claim`.
 */
kind: string, 
/**
 * The record's id.
 */
id: string, 
/**
 * The name, or the claim's number.
 */
title: string, 
/**
 * Date of birth and account; or patient, payer, day of service.
 */
detail: string, 
/**
 * The claim's charge.
 */
charge_cents: number | null, };

export type HoldClaims = { 
/**
 * Claims' ids, when there is no whole list.
 */
ids: Array<string>, 
/**
 * In place of the ids.
 */
list?: WholeList, 
/**
 * Names the work for `progress` and `cancel_job`, when it may take long.
 */
job?: string, 
/**
 * Why; empty to let them go.
 */
reason: string, };

export type ImportClaims = { 
/**
 * Names the work for `progress` and `cancel_job`.
 */
job: string, 
/**
 * From the preview.
 */
id: string, };

export type ImportDone = { 
/**
 * The import's id, by which lists can be narrowed to it.
 */
id: string, 
/**
 * Per file: claims, created, matched, findings.
 */
files: Array<FilePreview>, 
/**
 * What was made and matched.
 */
kinds: Array<KindCount>, 
/**
 * Claims that are new.
 */
claims_created: number, 
/**
 * Claims that were here already.
 */
claims_matched: number, };

export type ImportPreview = { 
/**
 * Names the import to `import_claims`.
 */
id: string, 
/**
 * What was read.
 */
files: Array<FilePreview>, 
/**
 * What would be made, and what is here already, in the order of the list.
 */
kinds: Array<KindCount>, 
/**
 * People and organisations, at most 500: the new ones first.
 */
parties: Array<PartyPreview>, 
/**
 * Claims that are new.
 */
claims_created: number, 
/**
 * Claims that are here already.
 */
claims_matched: number, 
/**
 * Lines of the new claims.
 */
lines: number, 
/**
 * Charges of the new claims.
 */
charge_cents: number, 
/**
 * First and last day of service of the new claims, ISO, or empty.
 */
first_service_on: string, 
/**
 * Last day of service.
 */
last_service_on: string, 
/**
 * What claim files cannot tell, in sentences.
 */
cannot_tell: Array<string>, };

export type ImportRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * When, in the practice's zone.
 */
when: string, 
/**
 * Who.
 */
by: string, 
/**
 * The file, or how many there were.
 */
file: string, 
/**
 * Claims that it brought and that are here.
 */
claims: number, 
/**
 * Findings to fix.
 */
fix: number, 
/**
 * Findings to check.
 */
check: number, };

export type ImportView = { 
/**
 * Its id.
 */
id: string, 
/**
 * When, in the practice's zone.
 */
when: string, 
/**
 * Who.
 */
by: string, 
/**
 * Its files with what was found in them.
 */
files: Array<FilePreview>, 
/**
 * Claims that it brought and that are here.
 */
claims: number, 
/**
 * The step that takes it back: `Import 12 claims`; empty when none does.
 */
undo: string, };

export type ImportsView = { 
/**
 * The imports.
 */
rows: Array<ImportRow>, };

export type JobAsk = { 
/**
 * Made by the caller.
 */
job: string, };

export type KindCount = { 
/**
 * `patient`, `coverage`, `payer`, `billing`, `rendering`, `referring`, `facility`, `insured`, `claim`.
 */
kind: string, 
/**
 * New.
 */
created: number, 
/**
 * Here already.
 */
matched: number, };

export type KitOpens = { 
/**
 * The practice.
 */
practice: string, 
/**
 * For whom it can open.
 */
people: Array<KitPerson>, 
/**
 * What else will come of it, in sentences.
 */
says: Array<string>, 
/**
 * Patients in it.
 */
patients: number, 
/**
 * Claims in it.
 */
claims: number, };

export type KitPerson = { 
/**
 * The user's id.
 */
id: string, 
/**
 * As shown.
 */
name: string, 
/**
 * The role in words.
 */
role: string, };

export type KitView = { 
/**
 * The practice.
 */
practice: string, 
/**
 * 24 words.
 */
words: Array<string>, 
/**
 * The day it was made, ISO.
 */
made_on: string, 
/**
 * True when an older kit opens the practice until this one is typed back.
 */
replaces: boolean, };

export type LabelsAsk = { 
/**
 * A print job; empty for patients.
 */
job: string, 
/**
 * Patients' ids; empty for a job.
 */
patients: Array<string>, 
/**
 * The label sheet, by its number.
 */
stock: string, 
/**
 * The first label that is still on the sheet, from 1.
 */
first: number, 
/**
 * The page, from 0.
 */
page: number, 
/**
 * Pixels to the inch, 50 to 300.
 */
dpi: number, };

export type LabelsView = { 
/**
 * The page.
 */
paper: PaperPage, 
/**
 * How many labels print.
 */
labels: number, 
/**
 * Who gets none, and why.
 */
left_out: Array<LeftOut>, 
/**
 * The label sheets to choose from.
 */
stocks: Array<StockView>, };

export type LedgerAsk = { 
/**
 * `patient` or `claim`.
 */
of: string, 
/**
 * Its id.
 */
id: string, 
/**
 * Rows after this many, the newest first.
 */
from: number, 
/**
 * How many rows at most, up to 500.
 */
count: number, };

export type LedgerEntryView = { 
/**
 * Where it goes to, in words.
 */
to: string, 
/**
 * Where it comes from, in words.
 */
from: string, 
/**
 * The account it goes to: `ar:1`.
 */
debit: string, 
/**
 * The account it comes from.
 */
credit: string, 
/**
 * The line of the claim, from 1; 0 for the whole claim.
 */
line: number, 
/**
 * How much.
 */
cents: number, };

export type LedgerRow = { 
/**
 * The posting's id; of an answer that moved nothing the remittance's and the part.
 */
id: string, 
/**
 * The day in whose books it stands, ISO.
 */
on: string, 
/**
 * What it is: `Charges`, `Check 1234, Blue Heron PPO`, `Taken back: …`.
 */
title: string, 
/**
 * `claim`, `remittance`, `act`, `transfer`.
 */
source: string, 
/**
 * The record that it follows from.
 */
source_id: string, 
/**
 * A claim of a remittance, by its part.
 */
part: number, 
/**
 * The claim that it is about, or empty.
 */
claim_id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The claim's first day of service, ISO, or empty.
 */
service_on: string, 
/**
 * What it adds to what is owed to us; negative takes off.
 */
cents: number, 
/**
 * What is owed to us after it.
 */
balance_cents: number, 
/**
 * The posting that it takes back, or empty.
 */
reverses: string, 
/**
 * The posting that takes it back, or empty.
 */
reversed_by: string, 
/**
 * Who wrote it.
 */
by: string, 
/**
 * When, in the practice's zone.
 */
when: string, 
/**
 * Its movements in words; none of an answer that moved nothing.
 */
entries: Array<LedgerEntryView>, };

export type LedgerView = { 
/**
 * The rows asked for.
 */
rows: Array<LedgerRow>, 
/**
 * How many there are in all.
 */
total: number, 
/**
 * What is owed to us now: the running balance of the newest row.
 */
balance_cents: number, 
/**
 * Charges in all.
 */
charged_cents: number, 
/**
 * What payers paid in all, into these books.
 */
payer_paid_cents: number, 
/**
 * What the patient paid in all, into these books.
 */
patient_paid_cents: number, 
/**
 * What was paid before these books began: as claim files said, or, where an opening balance
 * stands, paid or taken off.
 */
before_cents: number, 
/**
 * What was taken off and written off in all.
 */
off_cents: number, 
/**
 * The patient's money that is on no claim yet.
 */
unapplied_cents: number, 
/**
 * Whose dollars the open dollars are.
 */
owners: Array<OwnedView>, };

export type LeftOut = { 
/**
 * As lists show it.
 */
name: string, 
/**
 * Why, and the way out.
 */
why: string, };

export type LetOff = { 
/**
 * The accounts, each with what the list said that it owes.
 */
rows: Array<LetOffRow>, };

export type LetOffDone = { 
/**
 * How many accounts.
 */
accounts: number, 
/**
 * How much.
 */
cents: number, };

export type LetOffRow = { 
/**
 * Its key.
 */
account: string, 
/**
 * What the list said that it owes.
 */
cents: number, };

export type LetterRow = { 
/**
 * Its key.
 */
account: string, 
/**
 * The number that people say.
 */
number: string, 
/**
 * Who answers, as lists show it.
 */
name: string, 
/**
 * `goes`; `waits` for the last letter's days, `prints` for its paper; `agency` when the series is over.
 */
state: string, 
/**
 * Which letter, from 0; of one that goes.
 */
stage: number, 
/**
 * In words: the letter's name, or why none goes.
 */
why: string, 
/**
 * What is due.
 */
due_cents: number, 
/**
 * When the last letter went out, ISO, or empty.
 */
last_on: string, 
/**
 * `en` or `es`.
 */
language: string, };

export type LetterRule = { 
/**
 * What billers call it.
 */
name: string, 
/**
 * Days to pay.
 */
days: number, 
/**
 * Over the text, in English.
 */
subject: string, 
/**
 * Paragraphs, parted by empty lines.
 */
text: string, 
/**
 * Over the text, in Spanish; empty to send it in English.
 */
subject_es: string, 
/**
 * In Spanish.
 */
text_es: string, };

export type LetterRun = { 
/**
 * What the letters of the series are called.
 */
stages: Array<string>, 
/**
 * The accounts, by name.
 */
rows: Array<LetterRow>, 
/**
 * How many get a letter now.
 */
goes: number, 
/**
 * What they ask for.
 */
goes_cents: number, };

export type LetterToPrint = { 
/**
 * Its key.
 */
account: string, 
/**
 * Which letter, from 0.
 */
stage: number, 
/**
 * What is due, as the list said.
 */
due_cents: number, };

export type LimitView = { 
/**
 * `biller`, …
 */
role: string, 
/**
 * In words.
 */
title: string, 
/**
 * As typed: `50.00`; empty for no limit.
 */
amount: string, 
/**
 * What the role may give back alone, as typed; empty for no limit.
 */
refund: string, };

export type LineView = { 
/**
 * From 1.
 */
n: number, 
/**
 * First day, ISO, or empty.
 */
from: string, 
/**
 * Last day, ISO, or empty.
 */
to: string, 
/**
 * Place of service.
 */
pos: string, 
/**
 * CPT or HCPCS.
 */
code: string, 
/**
 * Up to four.
 */
modifiers: Array<string>, 
/**
 * Letters: `AB`.
 */
pointers: string, 
/**
 * The charge.
 */
charge_cents: number, 
/**
 * A decimal as sent.
 */
units: string, 
/**
 * `units` or `minutes`.
 */
unit: string, 
/**
 * Who rendered, when the line says so.
 */
rendering: string, 
/**
 * What the shaded line holds: NDC, narrative.
 */
supplemental: string, 
/**
 * REF*6R.
 */
control_number: string, };

export type ListColumns = { 
/**
 * `claims` or `patients`.
 */
list: string, 
/**
 * Names of columns; none for the first ones.
 */
columns: Array<string>, };

export type Listed = { "list": "claims", 
/**
 * Claims' ids, when there is no whole list.
 */
ids: Array<string>, 
/**
 * In place of the ids.
 */
whole?: WholeList, } | { "list": "patients", 
/**
 * What the search box of the list holds; empty for all.
 */
text: string, } | { "list": "print_runs", };

export type LogoView = { 
/**
 * A PNG, base64; empty when there is none.
 */
png: string, 
/**
 * Points across.
 */
width: number, 
/**
 * Points down.
 */
height: number, 
/**
 * What to know of it, in a sentence; empty when nothing is.
 */
says: string, };

export type MailPrint = { 
/**
 * The job.
 */
id: string, 
/**
 * The day as it is typed: `t`, `7/3`.
 */
on: string, };

export type MarkSensitive = { 
/**
 * A claim of the visit.
 */
id: string, 
/**
 * True when it is.
 */
sensitive: boolean, };

export type MovePayment = { 
/**
 * The payment.
 */
id: string, 
/**
 * The patient whose money it is.
 */
patient_id: string, 
/**
 * How much of it; empty for all.
 */
amount: string, 
/**
 * Why.
 */
reason: string, };

export type MovedInRow = { 
/**
 * The claim.
 */
claim_id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The patient, as lists show it.
 */
patient: string, 
/**
 * The payer.
 */
payer: string, 
/**
 * ISO.
 */
service_on: string, 
/**
 * The charge.
 */
charge_cents: number, 
/**
 * What is open now.
 */
open_cents: number, };

export type MovedInView = { 
/**
 * Claims that came by import and have no word of what was paid.
 */
claims: number, 
/**
 * Their charges.
 */
cents: number, 
/**
 * What no file can know, in sentences.
 */
unknown: Array<string>, 
/**
 * The claims, the oldest first, at most 200.
 */
rows: Array<MovedInRow>, };

export type NewKit = { 
/**
 * One's own password. Not looked at while a kit was not typed back.
 */
password: string, };

export type NoteView = { 
/**
 * Its id.
 */
id: string, 
/**
 * When: `11/30/26 9:14 am`.
 */
when: string, 
/**
 * Who.
 */
by: string, 
/**
 * In a person's words.
 */
text: string, 
/**
 * By when a payment was promised, ISO; empty for no promise.
 */
promise_on: string, 
/**
 * How much was promised.
 */
promise_cents: number, 
/**
 * `waits`, `kept`, `late` or `broken`; empty for no promise.
 */
promise: string, 
/**
 * What came since.
 */
came_cents: number, };

export type Nothing = Record<symbol, never>;

export type NoticedRow = { 
/**
 * The event that shows it.
 */
n: number, 
/**
 * When it began.
 */
when: string, 
/**
 * The day, ISO.
 */
day: string, 
/**
 * Who.
 */
who: string, 
/**
 * The user's id.
 */
who_id: string, 
/**
 * `own_name`, `co_worker`, `many_patients`, `after_hours`, `many_left`.
 */
why: string, 
/**
 * Whom; empty when it is about several.
 */
whom: string, 
/**
 * The patient's id; empty when it is about several.
 */
patient: string, 
/**
 * Looks, patients or records.
 */
count: number, };

export type NoticedRows = { 
/**
 * The newest first.
 */
rows: Array<NoticedRow>, };

export type OpenForm = { 
/**
 * `patient`, `coverage`, `payer`, `provider` or `claim`.
 */
kind: string, 
/**
 * The record's id; empty for a new one.
 */
id: string, 
/**
 * Whose: the patient's id of a coverage or a claim; the role of a new provider.
 */
of: string, 
/**
 * The item of the paper at which to begin: `5`, `24.3 D`; may be empty.
 */
item: string, };

export type OpenLine = { 
/**
 * From 1; 0 for no line.
 */
n: number, 
/**
 * The line's id, or empty.
 */
line_id: string, 
/**
 * How much.
 */
cents: number, };

export type OpenView = { 
/**
 * The line from 1; 0 for no line.
 */
line: number, 
/**
 * `1`, `2`, `3`, `patient`, `hold`, `us`.
 */
owner: string, 
/**
 * In words.
 */
title: string, 
/**
 * How much; negative is owed to them.
 */
cents: number, 
/**
 * `send`, `ask`, `wait`, `work`, `look`, `bill`, `release`, `refund`.
 */
step: string, 
/**
 * What to do, in words.
 */
says: string, 
/**
 * When, ISO.
 */
due_on: string, 
/**
 * How long the payer takes an appeal, and whether that is its own or what is usual; empty where
 * nothing was denied.
 */
limit: string, 
/**
 * Since when, ISO.
 */
since_on: string, 
/**
 * `CO-16`, or empty.
 */
reason: string, 
/**
 * The reason in plain words.
 */
words: string, };

export type OpenWithKit = { 
/**
 * The practice's folder.
 */
folder: string, 
/**
 * The kit's words.
 */
words: string, 
/**
 * Who comes in.
 */
user_id: string, 
/**
 * Their new password.
 */
password: string, };

export type OpeningChecked = { 
/**
 * Of each row: who is meant, in words.
 */
says: Array<string>, 
/**
 * What cannot be read, with the row's place from 0 in `claim`.
 */
faults: Array<SheetFaultView>, 
/**
 * The sum of the rows.
 */
sum_cents: number, 
/**
 * The old system's total.
 */
ties_to_cents: number, 
/**
 * True when it can be posted.
 */
closes: boolean, };

export type OpeningRowTexts = { 
/**
 * The claim's number or id; empty for none.
 */
claim: string, 
/**
 * The patient's account number or id; empty for a payer's balance.
 */
patient: string, 
/**
 * The payer's id, or empty.
 */
payer_id: string, 
/**
 * Whose balance: `1`, `2`, `3`, `patient`.
 */
owner: string, 
/**
 * How much.
 */
amount: string, 
/**
 * The day of service; may be empty.
 */
service_on: string, };

export type OpeningTexts = { 
/**
 * The day of the old system's totals.
 */
on: string, 
/**
 * The old system's total.
 */
ties_to: string, 
/**
 * The rows.
 */
rows: Array<OpeningRowTexts>, };

export type OrderCoverages = { 
/**
 * The patient.
 */
patient_id: string, 
/**
 * Coverages' ids, the first pays first.
 */
ids: Array<string>, };

export type OtherView = { 
/**
 * `primary`, `secondary`, …
 */
order: string, 
/**
 * Its name.
 */
payer: string, 
/**
 * The other insured, as lists show it.
 */
insured: string, 
/**
 * The member id.
 */
member_id: string, 
/**
 * AMT*D, if it says so.
 */
paid_cents: number | null, };

export type OwesRow = { 
/**
 * The claim, or empty.
 */
claim_id: string, 
/**
 * A row of opening balances, or empty.
 */
opening: string, 
/**
 * The claim's number.
 */
number: string, 
/**
 * ISO.
 */
service_on: string, 
/**
 * Since when it is the patient's, ISO.
 */
since_on: string, 
/**
 * What is owed; negative is owed to the patient.
 */
cents: number, 
/**
 * Why, in a sentence.
 */
because: string, };

export type OwnLists = { 
/**
 * By name.
 */
saved: Array<SavedList>, 
/**
 * Of each list whose columns were chosen.
 */
columns: Array<ListColumns>, };

export type OwnedView = { 
/**
 * `1`, `2`, `3`, `patient`, `hold`, `us`.
 */
owner: string, 
/**
 * In words: the payer's name, `Patient`, `On hold`, `To work`.
 */
title: string, 
/**
 * How much.
 */
cents: number, };

export type PageAsk = { 
/**
 * The preview, or a run of the queue.
 */
preview: string, 
/**
 * The sheet, from 0.
 */
page: number, 
/**
 * Pixels to the inch, 50 to 300.
 */
dpi: number, };

export type PageImage = { 
/**
 * A PNG, base64.
 */
png: string, 
/**
 * Pixels.
 */
width: number, 
/**
 * Pixels.
 */
height: number, };

export type PaperPage = { 
/**
 * A PNG, base64; empty when it cannot be made.
 */
png: string, 
/**
 * Pixels.
 */
width: number, 
/**
 * Pixels.
 */
height: number, 
/**
 * How many pages there are.
 */
pages: number, 
/**
 * Why it cannot be made, in sentences; empty when it can.
 */
says: string, };

export type PartView = { 
/**
 * As cms1500-fields.tsv names it.
 */
name: string, 
/**
 * What is printed there.
 */
value: string, };

export type PartyPreview = { 
/**
 * As in [`KindCount`].
 */
kind: string, 
/**
 * As lists show it.
 */
name: string, 
/**
 * Date of birth, NPI, payer id, or `primary, Blue Heron PPO, XHB118206645`.
 */
detail: string, 
/**
 * True when it would be made.
 */
created: boolean, 
/**
 * Claims that name it.
 */
claims: number, };

export type PatientOwes = { 
/**
 * The account on which a visit of today would stand.
 */
account: string, 
/**
 * What is owed now.
 */
owes_cents: number, 
/**
 * What payers have yet to answer.
 */
payers_cents: number, 
/**
 * What was denied, or nobody explained: ours to work.
 */
work_cents: number, 
/**
 * What is held.
 */
hold_cents: number, 
/**
 * What is to be given back to payers; below zero.
 */
credit_cents: number, 
/**
 * The patient's money that is on no claim yet.
 */
unapplied_cents: number, 
/**
 * What is owed back on visits of the account, above zero.
 */
account_credit_cents: number, 
/**
 * What its patients owe now, credits apart.
 */
account_owes_cents: number, 
/**
 * The oldest first.
 */
rows: Array<OwesRow>, };

export type PatientRow = { 
/**
 * The patient's id.
 */
id: string, 
/**
 * As lists show it.
 */
name: string, 
/**
 * ISO, or empty.
 */
born_on: string, 
/**
 * The account number.
 */
account: string, 
/**
 * Claims of the patient.
 */
claims: number, 
/**
 * The latest day of service, ISO, or empty.
 */
last_service_on: string, 
/**
 * Ten digits, or empty.
 */
phone: string, 
/**
 * Where the patient lives, or empty.
 */
city: string, };

export type PatientRows = { 
/**
 * By name, or as found.
 */
rows: Array<PatientRow>, 
/**
 * How many there are in all.
 */
total: number, };

export type PatientStory = { 
/**
 * The visits of which something is owed, the oldest first.
 */
visits: Array<StoryVisit>, };

export type PatientView = { 
/**
 * The patient's id.
 */
id: string, 
/**
 * The version that was read; an edit names it.
 */
version: number, 
/**
 * The short number that people say.
 */
account: string, 
/**
 * As lists show it.
 */
name: string, 
/**
 * Age in whole years today; none when the date of birth is unknown.
 */
age: number | null, 
/**
 * The patient.
 */
person: PersonView, 
/**
 * Who answers for the bill; none when the patient does.
 */
guarantor: PersonView | null, 
/**
 * The address and the telephone that the patient asked for; none when reached at home.
 */
confidential: PersonView | null, 
/**
 * In their order.
 */
coverages: Array<CoverageView>, 
/**
 * How many claims, and their charges.
 */
claims: number, 
/**
 * Charges of the patient's claims.
 */
charge_cents: number, 
/**
 * What claim files could not tell about the patient, in sentences.
 */
missing: Array<string>, };

export type PatientsAsk = { 
/**
 * What the search box of the list holds; empty for all, by name.
 */
text: string, 
/**
 * The first line wanted, from 0.
 */
from: number, 
/**
 * How many, at most 500.
 */
count: number, };

export type PersonView = { 
/**
 * Last name.
 */
last: string, 
/**
 * First name.
 */
first: string, 
/**
 * Middle name.
 */
middle: string, 
/**
 * Jr, III.
 */
suffix: string, 
/**
 * ISO, or empty.
 */
born_on: string, 
/**
 * `F`, `M`, `U`, or empty.
 */
sex: string, 
/**
 * Address.
 */
address: AddressView, 
/**
 * Ten digits, or empty.
 */
phone: string, };

export type PickFiles = { 
/**
 * True to pick a folder with everything in it.
 */
folder: boolean, };

export type PickSave = { 
/**
 * `CMS-1500.pdf`; never a patient's name.
 */
suggested: string, };

export type Picked = { 
/**
 * None when the person closed the dialog.
 */
file: FileToken | null, };

export type PickedBackup = { 
/**
 * None when the person closed the dialog.
 */
file: FileToken | null, };

export type PickedFiles = { 
/**
 * None picked when the person closed the dialog.
 */
files: Array<FileToken>, };

export type PlaceAccounts = { 
/**
 * The agency's name; empty for that of the settings.
 */
agency: string, 
/**
 * The accounts, each with what the list said that it owes.
 */
rows: Array<PlaceRow>, };

export type PlaceAsk = { 
/**
 * `first` or `second`.
 */
place: string, };

export type PlaceRow = { 
/**
 * Its key.
 */
account: string, 
/**
 * What the list said that it owes.
 */
cents: number, };

export type PlaceView = { 
/**
 * What is wrong with the folder, in words.
 */
says: string, 
/**
 * A better folder of this user, as people write it: `~/.local/share/claimbench`; empty when
 * there is none.
 */
better: string, 
/**
 * How many practices lie in the unfit folder and would come along.
 */
practices: number, };

export type PlacementRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * The account's key.
 */
account: string, 
/**
 * A patient of it, for whom the account can be opened; empty when nobody is.
 */
patient_id: string, 
/**
 * The number that people say.
 */
number: string, 
/**
 * Who answers, as lists show it.
 */
name: string, 
/**
 * The agency.
 */
agency: string, 
/**
 * ISO.
 */
placed_on: string, 
/**
 * How many visits.
 */
visits: number, 
/**
 * What was given to the agency.
 */
cents: number, 
/**
 * What the account owes now.
 */
owes_cents: number, 
/**
 * The day on which it stood in a file, ISO, or empty.
 */
exported_on: string, 
/**
 * When it came back and why; empty while the agency has it.
 */
recalled: string, };

export type PlacementsView = { 
/**
 * The agency's name, as the settings have it.
 */
agency: string, 
/**
 * What is there, the earliest first, then what came back of late.
 */
rows: Array<PlacementRow>, 
/**
 * What was given to the agency and is there.
 */
cents: number, 
/**
 * How many accounts were in no file yet.
 */
fresh: number, };

export type PlanChecked = { 
/**
 * All of it.
 */
total_cents: number, 
/**
 * The payments; none while they cannot be told.
 */
payments: Array<PlanPayment>, 
/**
 * True when the disclosures of Regulation Z are needed.
 */
needs_disclosure: boolean, 
/**
 * What is wrong, or empty.
 */
says: string, };

export type PlanPayment = { 
/**
 * Its day, ISO.
 */
due_on: string, 
/**
 * How much was agreed.
 */
cents: number, 
/**
 * What came for it.
 */
paid_cents: number, 
/**
 * `paid`, `missed`, `due` (today or in its days of grace) or `waits`.
 */
state: string, };

export type PlanPick = { 
/**
 * A claim of it, or empty.
 */
claim_id: string, 
/**
 * A row of opening balances, or empty.
 */
opening: string, };

export type PlanRow = { 
/**
 * A claim of it, or empty.
 */
claim_id: string, 
/**
 * A row of opening balances, or empty.
 */
opening: string, 
/**
 * The claim's number.
 */
number: string, 
/**
 * The patient, as lists show it.
 */
patient: string, 
/**
 * The first day of service, ISO.
 */
service_on: string, 
/**
 * What is owed, or was agreed.
 */
cents: number, };

export type PlanView = { 
/**
 * Its id.
 */
id: string, 
/**
 * `live`, `finished` or `cancelled`.
 */
state: string, 
/**
 * What was agreed, in words: `120.00 a month`.
 */
title: string, 
/**
 * The day on which it was agreed, ISO.
 */
made_on: string, 
/**
 * Who agreed to it.
 */
by: string, 
/**
 * All of it, as it stands.
 */
total_cents: number, 
/**
 * What came.
 */
paid_cents: number, 
/**
 * What is left.
 */
left_cents: number, 
/**
 * How many payments are missed.
 */
missed: number, 
/**
 * What is missing of them.
 */
missed_cents: number, 
/**
 * The day of the next payment that is open, ISO, or empty.
 */
next_on: string, 
/**
 * The payments, in the order of their days.
 */
payments: Array<PlanPayment>, 
/**
 * The visits, with what was agreed for each.
 */
visits: Array<PlanRow>, 
/**
 * In a person's words.
 */
text: string, 
/**
 * When it ended, who ended it and why; empty while it is under way.
 */
ended: string, };

export type PolicyRowView = { 
/**
 * `CO`, `PR`, `OA`, `PI`.
 */
group: string, 
/**
 * A CARC; empty for all of the group.
 */
reason: string, 
/**
 * The reason in plain words.
 */
words: string, 
/**
 * Only this payer; empty for all.
 */
payer_id: string, 
/**
 * Its name.
 */
payer: string, 
/**
 * `write_off`, `patient`, `work`, `nothing`.
 */
effect: string, };

export type PolicyView = { 
/**
 * The practice's own rows, which come first.
 */
own: Array<PolicyRowView>, 
/**
 * The rows that ship.
 */
shipped: Array<PolicyRowView>, 
/**
 * By role: what one write-off or discount may be.
 */
limits: Array<LimitView>, };

export type PracticeCard = { 
/**
 * Names the practice to `unlock`; says nothing about it.
 */
folder: string, 
/**
 * The practice's name.
 */
name: string, 
/**
 * `plum`, `teal`, `rust`, `moss`, `slate`, `ochre`.
 */
colour: string, 
/**
 * True for the made-up practice.
 */
demo: boolean, 
/**
 * The password of the made-up practice, whose data are nobody's; else empty.
 */
demo_password: string, 
/**
 * Who may sign in.
 */
users: Array<UserCard>, 
/**
 * `present`, `missing`, `locked`, `file`: the device secret.
 */
secret: string, 
/**
 * The same in a sentence: `Device secret present in the keychain`.
 */
secret_says: string, 
/**
 * Who cannot sign in on this computer before they get a new password, by name.
 */
no_password: Array<string>, 
/**
 * Why nobody's password opens it: its files of keys are damaged; else empty.
 */
damaged: string, 
/**
 * Why it was locked, in a sentence; empty at the start.
 */
locked_says: string, 
/**
 * True while the last backup is still made: the keys are in memory until it is done.
 */
closing: boolean, };

export type PreviewForms = { 
/**
 * Names the work for `progress` and `cancel_job`.
 */
job: string, 
/**
 * Claims' ids. They print by payer, then by patient.
 */
ids: Array<string>, 
/**
 * True for plain paper with the form drawn; false for preprinted red stock.
 */
draft: boolean, };

export type PrintAudit = { 
/**
 * Which events.
 */
filter: AuditFilter, 
/**
 * A file to save to, from `pick_save`; empty to print on a printer.
 */
token: string, 
/**
 * A printer's name; empty to save a file.
 */
printer: string, 
/**
 * Names the work for `progress` and `cancel_job`, when it may take long.
 */
job?: string, };

export type PrintCovers = { 
/**
 * The job.
 */
job: string, 
/**
 * A file to save to, from `pick_save`; empty to print on a printer.
 */
token: string, 
/**
 * A printer's name; empty to save a file.
 */
printer: string, };

export type PrintDeposit = { 
/**
 * The deposit.
 */
id: string, 
/**
 * A file to save to, from `pick_save`; empty to print on a printer.
 */
token: string, 
/**
 * A printer's name; empty to save a file.
 */
printer: string, };

export type PrintEstimate = { 
/**
 * The estimate.
 */
id: string, 
/**
 * A file to save to, from `pick_save`; empty to print on a printer.
 */
token: string, 
/**
 * A printer's name; empty to save a file.
 */
printer: string, };

export type PrintForms = { 
/**
 * The preview.
 */
preview: string, 
/**
 * A file to save to, from `pick_save`; empty to print on a printer.
 */
token: string, 
/**
 * A printer's name; empty to save a file.
 */
printer: string, };

export type PrintJobs = { 
/**
 * To print, or to print again; the oldest first.
 */
waiting: Array<PrintRunView>, 
/**
 * Being sent, printed, or in doubt: somebody has to say how it printed.
 */
asked: Array<PrintRunView>, 
/**
 * Right, and marked as mailed today.
 */
mailed: Array<PrintRunView>, 
/**
 * Right since today, and not marked as mailed.
 */
ready: Array<PrintRunView>, };

export type PrintLabels = { 
/**
 * A print job; empty for patients.
 */
job: string, 
/**
 * Patients' ids; empty for a job.
 */
patients: Array<string>, 
/**
 * The label sheet, by its number.
 */
stock: string, 
/**
 * The first label that is still on the sheet, from 1.
 */
first: number, 
/**
 * A file to save to, from `pick_save`; empty to print on a printer.
 */
token: string, 
/**
 * A printer's name; empty to save a file.
 */
printer: string, };

export type PrintLetters = { 
/**
 * Names the work for `progress` and `cancel_job`.
 */
job: string, 
/**
 * The accounts, each with what the list said.
 */
rows: Array<LetterToPrint>, 
/**
 * A file to save to, from `pick_save`; empty to print on a printer.
 */
token: string, 
/**
 * A printer's name; empty to save a file.
 */
printer: string, };

export type PrintNews = { 
/**
 * The plain sentence; empty when there is nothing to say.
 */
says: string, 
/**
 * Whether the printer has to be looked after.
 */
needs_you: boolean, };

export type PrintNewsAsk = { 
/**
 * The job.
 */
id: string, };

export type PrintOverlay = { 
/**
 * A file to save to, from `pick_save`; empty to print on a printer.
 */
token: string, 
/**
 * A printer's name; empty to save a file.
 */
printer: string, };

export type PrintReceipt = { 
/**
 * The payment.
 */
id: string, 
/**
 * True for the services behind it.
 */
itemized: boolean, 
/**
 * A file to save to, from `pick_save`; empty to print on a printer.
 */
token: string, 
/**
 * A printer's name; empty to save a file.
 */
printer: string, };

export type PrintRow = { 
/**
 * The claim's id.
 */
id: string, 
/**
 * CLM01.
 */
number: string, 
/**
 * As lists show it.
 */
patient: string, 
/**
 * The payer.
 */
payer: string, 
/**
 * The charge.
 */
charge_cents: number, 
/**
 * Its first sheet, from 0.
 */
first_page: number, 
/**
 * How many sheets.
 */
pages: number, 
/**
 * What to check.
 */
findings: Array<FindingView>, };

export type PrintRunView = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it is: `cms1500`, `statement`, …
 */
what: string, 
/**
 * What a person knows it by: its payer; empty for runs of before there were titles.
 */
title: string, 
/**
 * When it was made, in the practice's zone: `11/24/26 10:14`.
 */
when: string, 
/**
 * Who.
 */
by: string, 
/**
 * Claims, statements, … on its sheets.
 */
claims: number, 
/**
 * Sheets.
 */
pages: number, 
/**
 * The sum of the charges.
 */
charge_cents: number, 
/**
 * True for plain paper.
 */
draft: boolean, 
/**
 * True of what goes to the post, and stands in the mail log.
 */
mails: boolean, 
/**
 * `file`, the printer's name, or nothing yet.
 */
to: string, 
/**
 * `waiting`, `sending`, `sent`, `in_doubt`, `right`, `stopped`, `unsent`.
 */
state: string, 
/**
 * The first sheet that waits or is asked about, from 1; 0 for none.
 */
first: number, 
/**
 * The last one.
 */
last: number, 
/**
 * Which try is asked about.
 */
fence: number, 
/**
 * When it moved last, in the practice's zone: `11/24/26 15:38`; empty for never.
 */
moved: string, 
/**
 * The day on which it was mailed, ISO; empty for none.
 */
mailed_on: string, 
/**
 * Why it waits again, was stopped or was unsent.
 */
why: string, };

export type PrintRuns = { 
/**
 * The newest first, at most 200.
 */
runs: Array<PrintRunView>, };

export type PrintStatements = { 
/**
 * Names the work for `progress` and `cancel_job`.
 */
job: string, 
/**
 * The accounts, each with what the list said that it owes.
 */
rows: Array<StatementRow>, 
/**
 * A file to save to, from `pick_save`; empty to print on a printer.
 */
token: string, 
/**
 * A printer's name; empty to save a file.
 */
printer: string, 
/**
 * Files for a mail house: the token is a folder's, from `pick_folder`, and takes the pages as a PDF
 * and the list of them as CSV.
 */
mail_house: boolean, 
/**
 * Somebody asks for it at the desk: it is given also where a run would not send one now.
 */
desk: boolean, };

export type Printed = { 
/**
 * Names the run to `reprint`.
 */
id: string, 
/**
 * Claims, statements, … on the sheets.
 */
claims: number, 
/**
 * Sheets that were printed: all of the run, or those that were due.
 */
pages: number, 
/**
 * The file's name, or the printer's.
 */
to: string, 
/**
 * SHA-256 of the PDF, hex.
 */
sha256: string, 
/**
 * Whether somebody has to say how it printed before it counts.
 */
asked: boolean, };

export type PrintersView = { 
/**
 * Their names.
 */
printers: Array<string>, 
/**
 * Why there are none, in a sentence; empty when there are some.
 */
says: string, };

export type Problem = { 
/**
 * For the program.
 */
code: Code, 
/**
 * For the person: what happened, then what to do.
 */
says: string, 
/**
 * For the form: the field that is wrong, if one is.
 */
field: string | null, };

export type ProofAsk = { 
/**
 * Names the work for `progress` and `cancel_job`.
 */
job: string, 
/**
 * True to fold every claim anew; false for the sums.
 */
whole: boolean, };

export type ProofSum = { 
/**
 * What is held against what.
 */
title: string, 
/**
 * One side.
 */
left_cents: number, 
/**
 * The other.
 */
right_cents: number, 
/**
 * Whether they are the same.
 */
agrees: boolean, };

export type ProofView = { 
/**
 * True when all agrees.
 */
agrees: boolean, 
/**
 * In a sentence.
 */
says: string, 
/**
 * The sums that were held against each other.
 */
sums: Array<ProofSum>, 
/**
 * What does not agree, with its place.
 */
breaks: Array<string>, 
/**
 * By owner.
 */
owners: Array<OwnedView>, 
/**
 * What is owed to us.
 */
ar_cents: number, 
/**
 * Open amounts without an owner, a step or a day; 0.
 */
adrift: number, 
/**
 * Postings.
 */
postings: number, 
/**
 * Movements.
 */
entries: number, 
/**
 * True when every claim was folded anew.
 */
whole: boolean, };

export type QueueAsk = { 
/**
 * As in [`QueueCount`].
 */
name: string, 
/**
 * From which place in the list, from 0.
 */
from: number, 
/**
 * `due` (when none is said), `amount`, `since`, `service`.
 */
sort?: string, 
/**
 * The other way round.
 */
descending?: boolean, };

export type QueueCount = { 
/**
 * `denied`, `look`, `send`, `ask`, `wait`, `patient`, `hold`, `credits`.
 */
name: string, 
/**
 * In words.
 */
title: string, 
/**
 * How many open amounts.
 */
count: number, 
/**
 * How much.
 */
cents: number, 
/**
 * Of them due by today.
 */
due: number, };

export type QueueForms = { 
/**
 * The preview.
 */
preview: string, };

export type QueueRow = { 
/**
 * The claim that carries the charges; empty for opening balances.
 */
claim_id: string, 
/**
 * The row of opening balances that it is, when it has no claim; else empty.
 */
opening: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The patient.
 */
patient_id: string, 
/**
 * As lists show the patient; empty for the balance of a payer.
 */
patient: string, 
/**
 * The account number.
 */
account: string, 
/**
 * The payer, as lists show it.
 */
payer: string, 
/**
 * First day of service of the line, ISO.
 */
service_on: string, 
/**
 * The charge of the visit.
 */
charge_cents: number, 
/**
 * How long it is there, in days.
 */
days: number, 
/**
 * All of it: the reason that weighs most, the first day that is due.
 */
open: OpenView, 
/**
 * By line.
 */
lines: Array<OpenLine>, 
/**
 * The newest note on the claim, in a person's words; empty for none.
 */
note: string, 
/**
 * Who wrote it, and when: `Dana Whitcomb, 11/28/26 9:14 am`.
 */
noted: string, };

export type QueueRows = { 
/**
 * At most 200.
 */
rows: Array<QueueRow>, 
/**
 * How many there are.
 */
count: number, 
/**
 * Their sum.
 */
cents: number, };

export type QueuesView = { 
/**
 * In the order in which a day goes.
 */
rows: Array<QueueCount>, 
/**
 * Their sum, which is what is owed to us.
 */
total_cents: number, 
/**
 * Underpaid lines.
 */
underpaid: number, 
/**
 * What is at stake there.
 */
underpaid_cents: number, };

export type ReadFiles = { 
/**
 * Names the work for `progress` and `cancel_job`.
 */
job: string, 
/**
 * Tokens of files and folders, from `pick_files` or a drop.
 */
tokens: Array<string>, };

export type ReadableTold = { 
/**
 * True when it was said and acknowledged.
 */
told: boolean, };

export type RecallPlacement = { 
/**
 * The placement.
 */
id: string, 
/**
 * Why.
 */
reason: string, };

export type ReceiptAsk = { 
/**
 * The payment.
 */
id: string, 
/**
 * True for the services behind it, as a health savings account asks for them.
 */
itemized: boolean, 
/**
 * The page, from 0.
 */
page: number, 
/**
 * Pixels to the inch, 50 to 300.
 */
dpi: number, };

export type ReferenceView = { 
/**
 * REF01.
 */
qualifier: string, 
/**
 * What it is, in words.
 */
title: string, 
/**
 * The number.
 */
value: string, };

export type RegisterRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * `payer`, `billing`, `rendering`, `referring`, `facility`.
 */
kind: string, 
/**
 * As lists show it.
 */
name: string, 
/**
 * NPI or payer id.
 */
number: string, 
/**
 * City and state.
 */
place: string, 
/**
 * SBR09 that new coverages of the payer have, or "".
 */
filing_indicator: string, };

export type RegisterView = { 
/**
 * By kind, then by name.
 */
rows: Array<RegisterRow>, };

export type RemittanceRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * The payer's name, or empty.
 */
payer: string, 
/**
 * `check`, `eft`, `none`.
 */
method: string, 
/**
 * Check or EFT number.
 */
number: string, 
/**
 * The day of the check, ISO, or empty.
 */
paid_on: string, 
/**
 * What it is over.
 */
amount_cents: number, 
/**
 * Claims on it.
 */
claims: number, 
/**
 * Claims that were taken back one by one.
 */
left_out: number, 
/**
 * `parked` or `posted`.
 */
state: string, 
/**
 * True of a parked one that was posted before.
 */
taken_back: boolean, 
/**
 * The day in whose books it stands, ISO, or empty.
 */
posted_on: string, 
/**
 * Who posted it, or empty.
 */
posted_by: string, 
/**
 * What of the check is not explained yet.
 */
remainder_cents: number, };

export type RemittanceRows = { 
/**
 * At most 200.
 */
rows: Array<RemittanceRow>, 
/**
 * How many there are of what was asked for.
 */
found: number, 
/**
 * How many are parked.
 */
parked: number, 
/**
 * How many are posted.
 */
posted: number, };

export type RemittancesAsk = { 
/**
 * Each word of it is the beginning of the number or of a word of the payer's name, an amount, a
 * day of the check or of its posting, or `parked`, `posted`, `taken back`; empty for all.
 */
text: string, 
/**
 * From which place in the list, from 0.
 */
from: number, };

export type RemoveList = { 
/**
 * Its name.
 */
name: string, };

export type ReplacingView = { 
/**
 * Its id.
 */
id: string, 
/**
 * CLM01.
 */
number: string, 
/**
 * True where the later of the two is a void.
 */
voids: boolean, };

export type Reprint = { 
/**
 * The run.
 */
id: string, 
/**
 * A file to save to; empty to print on a printer.
 */
token: string, 
/**
 * A printer's name; empty to save a file.
 */
printer: string, 
/**
 * The first sheet, from 1; 0 for all of them.
 */
from: number, 
/**
 * The last sheet.
 */
to: number, };

export type ResetPassword = { 
/**
 * Whose.
 */
user_id: string, 
/**
 * The new one, to be told to them.
 */
password: string, };

export type RestoreBackup = { 
/**
 * From `pick_backup`.
 */
token: string, 
/**
 * The kit's words.
 */
words: string, 
/**
 * Who comes in.
 */
user_id: string, 
/**
 * Their new password.
 */
password: string, };

export type ReturnPayment = { 
/**
 * The payment.
 */
id: string, 
/**
 * The day on which it came back; empty for today.
 */
on: string, 
/**
 * What the bank says: `Insufficient funds`.
 */
reason: string, 
/**
 * What the practice charges for it; empty for nothing.
 */
fee: string, };

export type RoleView = { 
/**
 * `biller`, …
 */
role: string, 
/**
 * In words.
 */
title: string, 
/**
 * What it may, in words.
 */
may: Array<string>, };

export type RunGroup = { 
/**
 * `new`, `reminder`, `past_due`, `last`; or why they stay here: `cycle`, `minimum`, …
 */
code: string, 
/**
 * In words.
 */
title: string, 
/**
 * True of what goes out.
 */
goes: boolean, 
/**
 * How many.
 */
count: number, 
/**
 * What they owe.
 */
cents: number, 
/**
 * What payers still have to answer for, where nothing else is open; 0 else.
 */
pending_cents: number, };

export type RunRow = { 
/**
 * Names it to `statement_account` and `save_guarantor`.
 */
account: string, 
/**
 * The number that people say.
 */
number: string, 
/**
 * Who answers for the bill, as lists show it.
 */
name: string, 
/**
 * True when a statement goes out.
 */
goes: boolean, 
/**
 * True when who asks for one at the desk gets it.
 */
desk: boolean, 
/**
 * Its group.
 */
code: string, 
/**
 * Why, in a few words.
 */
why: string, 
/**
 * What a statement asks for.
 */
due_cents: number, 
/**
 * Every balance of its patients.
 */
balance_cents: number, 
/**
 * What payers still have to answer for; none of it is a patient's.
 */
pending_cents: number, 
/**
 * Visits that are due.
 */
visits: number, 
/**
 * The first day of service of what is due, ISO, or empty.
 */
service_on: string, 
/**
 * Since when the oldest of it is the patient's, ISO, or empty.
 */
since_on: string, 
/**
 * When the last statement went out, ISO, or empty.
 */
last_on: string, 
/**
 * `en` or `es`.
 */
language: string, 
/**
 * By how much a visit of it passes its good-faith estimate, when that may be disputed; 0 for none.
 */
over_cents: number, };

export type RunView = { 
/**
 * The run's id.
 */
id: string, 
/**
 * When, where the practice is.
 */
at: string, 
/**
 * `backup` or `drill`.
 */
what: string, 
/**
 * The folder, to be read.
 */
to: string, 
/**
 * The how manyth good one; 0 for none.
 */
generation: number, 
/**
 * Its size.
 */
bytes: number, 
/**
 * How long it took, milliseconds.
 */
ms: number, 
/**
 * SHA-256 of the file, hex; empty for a try.
 */
sha256: string, 
/**
 * Who asked for it, or was signed in.
 */
by: string, 
/**
 * True when all of it was found whole.
 */
good: boolean, 
/**
 * What went wrong, or what was tried.
 */
says: string, };

export type SaidOtherwise = { 
/**
 * `patient`, `insured` or `payer`.
 */
of: string, 
/**
 * `name`, `address` or `phone`.
 */
what: string, 
/**
 * What the claim says.
 */
claim: string, 
/**
 * What the chart says; may be nothing.
 */
chart: string, };

export type SaveAccountNote = { 
/**
 * The account's key.
 */
account: string, 
/**
 * In a person's words.
 */
text: string, 
/**
 * By when a payment was promised, as typed; empty for no promise.
 */
promise_on: string, 
/**
 * How much was promised, as typed.
 */
promise_amount: string, };

export type SaveAct = { 
/**
 * `payment`, `apply`, `refund`, `payer_refund`, `discount`, `write_off`, `decision`, `fee`.
 */
kind: string, 
/**
 * The patient, or empty.
 */
patient_id: string, 
/**
 * The payer, or empty.
 */
payer_id: string, 
/**
 * The day; empty for today.
 */
on: string, 
/**
 * All of it.
 */
amount: string, 
/**
 * `cash`, `check`, `card`, `other`.
 */
method: string, 
/**
 * Check number, or the processor's number of a card payment.
 */
number: string, 
/**
 * The reason by its code; of a payment `copay`, or empty.
 */
reason: string, 
/**
 * In words.
 */
text: string, 
/**
 * Where it goes. Left empty for a payment, it goes to what is owed, the oldest first.
 */
rows: Array<SaveActRow>, };

export type SaveActRow = { 
/**
 * The claim, or empty.
 */
claim_id: string, 
/**
 * The line, or empty.
 */
line_id: string, 
/**
 * A row of opening balances, or empty.
 */
opening: string, 
/**
 * Whose balance: `1`, `2`, `3`, `patient`, `us`.
 */
owner: string, 
/**
 * How much.
 */
amount: string, };

export type SaveDeposit = { 
/**
 * Its id; empty for a new one.
 */
id: string, 
/**
 * The version that was read; 0 for a new one.
 */
version: number, 
/**
 * The day; empty for today.
 */
on: string, 
/**
 * `bank` or `card`.
 */
way: string, 
/**
 * The bank's name.
 */
bank: string, 
/**
 * The last four digits of the account.
 */
account_ending: string, 
/**
 * The payments, by their sources.
 */
sources: Array<string>, };

export type SaveDraft = { 
/**
 * The form's name and the record it is for.
 */
form: string, 
/**
 * What was typed, as the screen writes it; empty to forget it.
 */
text: string, };

export type SaveGuarantor = { 
/**
 * Its key.
 */
account: string, 
/**
 * As it was opened; 0 when nothing was kept.
 */
version: number, 
/**
 * `en` or `es`.
 */
language: string, 
/**
 * Statements in large print.
 */
large_print: boolean, 
/**
 * Why nothing is billed, by its code; empty to bill.
 */
hold_reason: string, 
/**
 * In a person's words.
 */
hold_text: string, 
/**
 * From this day, as typed; empty for at once.
 */
hold_from: string, 
/**
 * Until this day, as typed; empty for until further notice.
 */
hold_until: string, 
/**
 * Mail came back on this day, as typed; empty when the address is good.
 */
mail_returned_on: string, };

export type SavePatient = { 
/**
 * The patient's id.
 */
id: string, 
/**
 * The version that was edited.
 */
version: number, 
/**
 * The person as typed; `born_on` as people write dates.
 */
person: PersonView, };

export type SavePlan = { 
/**
 * The account's key.
 */
account: string, 
/**
 * The visits; none for all that is due.
 */
rows: Array<PlanPick>, 
/**
 * One payment, as typed.
 */
amount: string, 
/**
 * `month`, `two_weeks` or `week`.
 */
every: string, 
/**
 * The day of the first payment, as typed.
 */
first_on: string, 
/**
 * The disclosures of Regulation Z were handed out.
 */
disclosed: boolean, 
/**
 * In a person's words.
 */
text: string, };

export type SaveTo = { 
/**
 * From `pick_save`.
 */
token: string, };

export type Saved = { 
/**
 * Its name without its folder.
 */
name: string, 
/**
 * Its size.
 */
bytes: number, 
/**
 * SHA-256, hex.
 */
sha256: string, };

export type SavedList = { 
/**
 * What the person calls it; a list of the same name is replaced.
 */
name: string, 
/**
 * Which claims.
 */
filter: ClaimFilter, 
/**
 * As in `claims`.
 */
sort: string, 
/**
 * The other way round.
 */
descending: boolean, };

export type ScheduleAsk = { 
/**
 * `first` or `second`.
 */
place: string, 
/**
 * Hours from one to the next, 1 to 168; 0 gives the place up.
 */
every_hours: number, };

export type SegmentView = { 
/**
 * Its number in the file.
 */
n: number, 
/**
 * As sent.
 */
text: string, 
/**
 * What it says, short.
 */
says: string, };

export type SendPrint = { 
/**
 * The job.
 */
id: string, 
/**
 * The printer's name.
 */
printer: string, };

export type SentStatement = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The day that is printed on it, ISO.
 */
on: string, 
/**
 * When it went out, ISO; empty before somebody said that it printed right.
 */
sent_on: string, 
/**
 * Why it did not go out after all; empty when it did.
 */
unsent: string, 
/**
 * Its tone in words.
 */
level: string, 
/**
 * What it asked for.
 */
due_cents: number, 
/**
 * The job that printed it, or empty.
 */
print_id: string, };

export type SessionView = { 
/**
 * The practice.
 */
practice: string, 
/**
 * The practice's folder.
 */
folder: string, 
/**
 * Its colour.
 */
colour: string, 
/**
 * True for the made-up practice.
 */
demo: boolean, 
/**
 * The user's id.
 */
user_id: string, 
/**
 * The user's name.
 */
user: string, 
/**
 * `owner`, `biller`, …
 */
role: string, 
/**
 * The role in words.
 */
role_title: string, 
/**
 * What the role may do, as the table of commands names rights.
 */
rights: Array<string>, 
/**
 * True until the recovery kit has been typed back; nothing else opens before.
 */
kit_due: boolean, 
/**
 * True while a new recovery kit was not typed back, so that the old one stands.
 */
kit_waits: boolean, 
/**
 * True until a password that somebody else gave is changed; nothing else opens before.
 */
password_due: boolean, 
/**
 * Minutes without a key after which the window locks.
 */
idle_minutes: number, 
/**
 * True when there is no keychain and the reduced protection is used.
 */
reduced_protection: boolean, 
/**
 * What undo would take back, in words.
 */
undo: string | null, 
/**
 * What redo would do again, in words.
 */
redo: string | null, 
/**
 * Patients, claims.
 */
patients: number, 
/**
 * Claims.
 */
claims: number, 
/**
 * Today in the practice's time zone, ISO.
 */
today: string, 
/**
 * The practice's time zone.
 */
time_zone: string, 
/**
 * What was noticed about the keys when the practice was opened, in sentences.
 */
notes: Array<string>, 
/**
 * What is wrong with the practice's file since it was last used here, in words, until
 * somebody puts it away; else empty.
 */
warning: string, };

export type SettingsView = { 
/**
 * `system`, `light` or `dark`; a person's own.
 */
theme: string, 
/**
 * Minutes without a key before the window locks, 1 to 15; the practice's.
 */
idle_minutes: number, 
/**
 * An IANA time zone; the practice's.
 */
time_zone: string, 
/**
 * How far forms are moved right, in hundredths of an inch, -25 to 25; this practice's.
 */
offset_x: number, 
/**
 * How far forms are moved down, in hundredths of an inch, -25 to 25.
 */
offset_y: number, 
/**
 * Widths, columns and the like, as the screens write them; a person's own.
 */
layout: string, 
/**
 * True to keep the window out of previews and screen sharing, where the system can; a
 * person's own.
 */
hidden_window: boolean, };

export type SettleUnderpaid = { 
/**
 * The claim.
 */
claim_id: string, 
/**
 * The remittance.
 */
remittance_id: string, 
/**
 * As the list has it: `99213-25`.
 */
code: string, 
/**
 * `accepted` or `appealed`.
 */
how: string, 
/**
 * Why, or what was asked for.
 */
text: string, };

export type SheetAdjustmentView = { 
/**
 * `CO-45`.
 */
code: string, 
/**
 * How much.
 */
cents: number, 
/**
 * In plain words.
 */
words: string, 
/**
 * `write_off`, `patient`, `work`, `nothing`.
 */
effect: string, 
/**
 * True when nobody typed it.
 */
computed: boolean, };

export type SheetCheckView = { 
/**
 * The number of the rule.
 */
rule: number, 
/**
 * The claim's part; 0 for the whole check.
 */
part: number, 
/**
 * The line's place in the claim from 0; none for the whole claim.
 */
line: number | null, 
/**
 * The side that is told.
 */
left_cents: number, 
/**
 * The side it is held against.
 */
right_cents: number, 
/**
 * Whether it holds.
 */
holds: boolean, 
/**
 * True when nothing posts while it does not.
 */
must: boolean, 
/**
 * What adds up, or what does not and the way out.
 */
says: string, };

export type SheetClaimRow = { 
/**
 * Our claim.
 */
claim_id: string, 
/**
 * CLM01.
 */
number: string, 
/**
 * As lists show the patient.
 */
patient: string, 
/**
 * ISO, or empty.
 */
born_on: string, 
/**
 * First day of service, ISO.
 */
service_on: string, 
/**
 * Who is asked.
 */
payer: string, 
/**
 * The charge.
 */
charge_cents: number, 
/**
 * What is open of the visit.
 */
open_cents: number, 
/**
 * True when the sheet's payer has to answer it.
 */
waits: boolean, };

export type SheetClaimRows = { 
/**
 * At most 12.
 */
rows: Array<SheetClaimRow>, };

export type SheetClaimTexts = { 
/**
 * Tells it from the others of the sheet; 0 for a new one.
 */
part: number, 
/**
 * Our claim's id, or that of a row of opening balances.
 */
claim_id: string, 
/**
 * `1`, `2`, `3`, `4`, `19` to `22`; empty for what follows from the payer's place in line.
 */
status: string, 
/**
 * The payer's number of the claim.
 */
control_number: string, 
/**
 * The patient's part, where the paper says it.
 */
patient_part: string, 
/**
 * Interest.
 */
interest: string, 
/**
 * Remark codes, parted by spaces.
 */
remarks: string, 
/**
 * The payer that it went on to.
 */
forwarded_to: string, 
/**
 * Adjustments of the whole claim: `CO-45 20.00, PR-1 5`.
 */
adjustments: string, 
/**
 * What the whole claim is paid, when the paper names no lines; else empty.
 */
paid: string, 
/**
 * Lines. Left empty they are our claim's, each to be answered, unless `paid` says it all.
 */
lines: Array<SheetLineTexts>, };

export type SheetClaimView = { 
/**
 * Tells it from the others.
 */
part: number, 
/**
 * Our claim; empty where an opening balance is paid.
 */
claim_id: string, 
/**
 * CLM01, or `opening`.
 */
number: string, 
/**
 * The patient's id.
 */
patient_id: string, 
/**
 * As lists show the patient.
 */
patient: string, 
/**
 * ISO, or empty.
 */
born_on: string, 
/**
 * The account number.
 */
account: string, 
/**
 * First day of service, ISO.
 */
service_on: string, 
/**
 * Which payer of the visit answers: 1, 2, 3.
 */
order: number, 
/**
 * The status in words: `primary`, `secondary`, `takeback`, …
 */
status: string, 
/**
 * What was charged.
 */
charge_cents: number, 
/**
 * What is paid.
 */
paid_cents: number, 
/**
 * What is written off.
 */
off_cents: number, 
/**
 * What becomes the patient's or the next payer's.
 */
patient_cents: number, 
/**
 * What is denied and stays to be worked.
 */
work_cents: number, 
/**
 * True when it adds up.
 */
balanced: boolean, 
/**
 * True when it was taken back by itself after the check was posted.
 */
left_out: boolean, 
/**
 * Whose dollars the visit's open dollars are without this sheet.
 */
before: Array<OwnedView>, 
/**
 * And with it.
 */
after: Array<OwnedView>, 
/**
 * Its lines.
 */
lines: Array<SheetLineView>, };

export type SheetClaimsAsk = { 
/**
 * The sheet's payer, or empty.
 */
payer_id: string, 
/**
 * The number, or a part of the patient's name.
 */
text: string, };

export type SheetFaultView = { 
/**
 * The claim's place in the sheet from 0; none for the whole sheet.
 */
claim: number | null, 
/**
 * The line's place in the claim from 0.
 */
line: number | null, 
/**
 * The provider-level adjustment's place from 0.
 */
provider: number | null, 
/**
 * The field, as the texts name it.
 */
field: string, 
/**
 * What is wrong, then the way out.
 */
says: string, };

export type SheetLineTexts = { 
/**
 * Our line's id; empty for a line that the payer made up.
 */
line_id: string, 
/**
 * The code that was paid, when it is another one or the line is the payer's own.
 */
code: string, 
/**
 * The charge, when the line is the payer's own.
 */
charge: string, 
/**
 * What the payer allows.
 */
allowed: string, 
/**
 * What it pays. Empty is not answered yet; `0` is a zero pay.
 */
paid: string, 
/**
 * Adjustments: `PR-1 5, CO-97 80`. What allowed and paid leave over is computed.
 */
adjustments: string, 
/**
 * Remark codes, parted by spaces.
 */
remarks: string, };

export type SheetLineView = { 
/**
 * Our line's id, or empty.
 */
line_id: string, 
/**
 * From 1, on our claim; 0 for the payer's own.
 */
n: number, 
/**
 * ISO, or empty.
 */
service_on: string, 
/**
 * CPT or HCPCS.
 */
code: string, 
/**
 * Up to four.
 */
modifiers: Array<string>, 
/**
 * Units as sent.
 */
units: string, 
/**
 * What was charged.
 */
charge_cents: number, 
/**
 * What the payer is expected to allow; none when nobody knows.
 */
expected_cents: number | null, 
/**
 * What the payer is expected to pay; none when nobody knows.
 */
expected_paid_cents: number | null, 
/**
 * Where that comes from: `fee schedule`, `9 paid lines`.
 */
expected_from: string, 
/**
 * What earlier payers paid and took off.
 */
earlier_cents: number, 
/**
 * What the payer allows.
 */
allowed_cents: number | null, 
/**
 * What it pays; none while it is not answered.
 */
paid_cents: number | null, 
/**
 * Its adjustments, the computed ones too.
 */
adjustments: Array<SheetAdjustmentView>, 
/**
 * Remark codes and their words.
 */
remarks: Array<CodeWords>, 
/**
 * What of the charge is not explained yet.
 */
remainder_cents: number, };

export type SheetProviderTexts = { 
/**
 * `WO`, `FB`, `L6`, `72`, `CT`, …
 */
code: string, 
/**
 * The payer's number of the claim it is about.
 */
reference: string, 
/**
 * Positive makes the check smaller.
 */
amount: string, };

export type SheetProviderView = { 
/**
 * `WO`.
 */
code: string, 
/**
 * In plain words.
 */
words: string, 
/**
 * Positive makes the check smaller.
 */
cents: number, };

export type SheetTexts = { 
/**
 * The remittance's id; empty for a new sheet.
 */
id: string, 
/**
 * The version that was read; 0 for a new sheet.
 */
version: number, 
/**
 * The payer's id, or empty.
 */
payer_id: string, 
/**
 * `check`, `eft`, `none`.
 */
method: string, 
/**
 * Check or EFT number.
 */
number: string, 
/**
 * The day of the check.
 */
paid_on: string, 
/**
 * What it is over.
 */
amount: string, 
/**
 * The claims, in the order of the paper.
 */
claims: Array<SheetClaimTexts>, 
/**
 * What belongs to no claim.
 */
provider: Array<SheetProviderTexts>, };

export type SheetTotal = { 
/**
 * From 1.
 */
sheet: number, 
/**
 * Item 28 as it prints: `527.25`, or that the claim goes on.
 */
charge: string, 
/**
 * Item 29 as it prints; empty where nothing stands there.
 */
paid: string, };

export type SheetView = { 
/**
 * As typed, with ids and versions filled in.
 */
texts: SheetTexts, 
/**
 * `open` (not kept yet), `parked`, `posted`.
 */
state: string, 
/**
 * In a sentence: when it was posted and by whom; empty.
 */
posted: string, 
/**
 * The payer's name, or empty.
 */
payer: string, 
/**
 * What the check is over.
 */
amount_cents: number, 
/**
 * What its claims come to.
 */
claims_cents: number, 
/**
 * What its provider-level adjustments take off (positive) or add (negative).
 */
provider_cents: number, 
/**
 * What is left to explain; 0 when it ties.
 */
remainder_cents: number, 
/**
 * Lines that are not answered yet.
 */
unanswered: number, 
/**
 * True when it can be posted.
 */
closes: boolean, 
/**
 * The claims.
 */
claims: Array<SheetClaimView>, 
/**
 * The provider-level adjustments, in words.
 */
provider: Array<SheetProviderView>, 
/**
 * The certificate: every check, those that hold too.
 */
checks: Array<SheetCheckView>, 
/**
 * What cannot be read or is missing.
 */
faults: Array<SheetFaultView>, 
/**
 * What to say of a parked sheet that seems to be the same check; empty when there is none.
 */
parked: string, 
/**
 * That sheet's id.
 */
parked_id: string, 
/**
 * What to say of the same check that is posted already; empty when there is none.
 */
twin: string, 
/**
 * That check's id.
 */
twin_id: string, };

export type SmallBalance = { 
/**
 * Its key.
 */
account: string, 
/**
 * A patient of it, for whom the account can be opened.
 */
patient_id: string, 
/**
 * The number that people say.
 */
number: string, 
/**
 * Who answers, as lists show it.
 */
name: string, 
/**
 * Visits that are due.
 */
visits: number, 
/**
 * Since when the oldest of it is the patient's, ISO.
 */
since_on: string, 
/**
 * When the last statement went out, ISO, or empty.
 */
last_on: string, 
/**
 * All that it owes.
 */
cents: number, };

export type SmallBalances = { 
/**
 * What is small, at the most.
 */
limit_cents: number, 
/**
 * What whoever asks may let off at once; none is no limit.
 */
own_limit_cents: number | null, 
/**
 * The accounts, by name.
 */
rows: Array<SmallBalance>, 
/**
 * What they owe.
 */
cents: number, };

export type StandingLineView = { 
/**
 * The line's id.
 */
line_id: string, 
/**
 * From 1.
 */
n: number, 
/**
 * CPT or HCPCS.
 */
code: string, 
/**
 * The charge.
 */
charge_cents: number, 
/**
 * What was paid, by whomever.
 */
paid_cents: number, 
/**
 * What was taken off.
 */
off_cents: number, 
/**
 * What is open.
 */
open_cents: number, };

export type StandingView = { 
/**
 * The claim that carries the charges.
 */
claim_id: string, 
/**
 * Other claims of the same visit: their numbers and whom they ask.
 */
also: Array<string>, 
/**
 * The charges.
 */
charge_cents: number, 
/**
 * What payers paid.
 */
payer_paid_cents: number, 
/**
 * What the patient paid.
 */
patient_paid_cents: number, 
/**
 * What was paid before these books began, as in the ledger.
 */
before_cents: number, 
/**
 * What was taken off.
 */
off_cents: number, 
/**
 * What is open.
 */
open_cents: number, 
/**
 * What the patient owes now.
 */
patient_owes_cents: number, 
/**
 * Why the patient owes that, or nothing yet; in a sentence.
 */
because: string, 
/**
 * By owner.
 */
owners: Array<OwnedView>, 
/**
 * The open amounts.
 */
open: Array<OpenView>, 
/**
 * The lines, each with what became of its charge.
 */
lines: Array<StandingLineView>, 
/**
 * What payers answered on posted remittances, the newest first.
 */
answers: Array<AnswerView>, };

export type StartView = { 
/**
 * The practices on this computer.
 */
practices: Array<PracticeCard>, 
/**
 * What of the data folder cannot be read, and the way out, in sentences.
 */
unreadable: Array<string>, 
/**
 * Whoever is signed in, when the window was only reloaded.
 */
session: SessionView | null, 
/**
 * The product's version.
 */
version: string, 
/**
 * IANA names of the time zones of the US, for a new practice.
 */
time_zones: Array<string>, 
/**
 * The computer's own time zone, when it is known.
 */
time_zone: string, 
/**
 * Where the device secret is or will be kept, in words: `this computer's keychain`.
 */
secret_place: string, 
/**
 * True when there is no keychain and the reduced protection would be used.
 */
reduced_protection: boolean, 
/**
 * Fewest characters of a new password.
 */
password_length: number, 
/**
 * Why the data folder is no place for a practice; none when it is.
 */
place: PlaceView | null, };

export type StateTotal = { 
/**
 * As [`ClaimFilter::states`] names it.
 */
state: string, 
/**
 * How many.
 */
count: number, 
/**
 * Their charges.
 */
charge_cents: number, };

export type StatementPageAsk = { 
/**
 * The account's key.
 */
account: string, 
/**
 * The page, from 0.
 */
page: number, 
/**
 * Pixels to the inch, 50 to 300.
 */
dpi: number, };

export type StatementRow = { 
/**
 * Its key.
 */
account: string, 
/**
 * What its statement asks for, as the list said.
 */
due_cents: number, };

export type StatementRulesView = { 
/**
 * Days from one statement of an account to the next.
 */
cycle_days: number, 
/**
 * As typed: an account that owes less gets none.
 */
minimum: string, 
/**
 * Days to pay.
 */
due_days: number, 
/**
 * From how many days after the first statement it is a reminder.
 */
reminder_days: number, 
/**
 * Past due.
 */
past_due_days: number, 
/**
 * The last one.
 */
last_days: number, 
/**
 * No statement any more.
 */
letter_days: number, 
/**
 * Over everything on the statement; empty for the practice's name.
 */
name: string, 
/**
 * The return address, a line each.
 */
address: string, 
/**
 * Where checks go, whole lines with the name; empty for the return address.
 */
remit_to: string, 
/**
 * As it is printed.
 */
phone: string, 
/**
 * Where to write; empty for nowhere.
 */
email: string, 
/**
 * When somebody answers: `Monday to Friday, 8 to 5`.
 */
hours: string, 
/**
 * The practice's own page where a bill is paid; empty for none.
 */
pay_page: string, 
/**
 * How the bank's scan line is built; empty for none.
 */
scanline: string, 
/**
 * As typed: by how much a bill may pass its estimate.
 */
dispute_from: string, 
/**
 * As typed: what a small-balance run writes off at the most.
 */
small_balance: string, 
/**
 * Days after which a payment of a plan is missed.
 */
grace_days: number, 
/**
 * The envelope: `10` with two windows, `1` with one and the return address on it, `own` by the
 * numbers of `windows`.
 */
envelope: string, 
/**
 * The practice's own numbers of its envelopes.
 */
windows: EnvelopesView, 
/**
 * Days within which an objection is answered; 0 when it is not promised.
 */
answer_days: number, 
/**
 * While an objection is open, that part is not asked for.
 */
not_asked_meanwhile: boolean, 
/**
 * One may pay monthly at no extra cost.
 */
monthly_free: boolean, 
/**
 * There is a financial help form.
 */
help_form: boolean, 
/**
 * Somebody calls back with an interpreter.
 */
interpreter: boolean, };

export type StatementRun = { 
/**
 * The day that is printed on them, ISO.
 */
on: string, 
/**
 * Pay by this day, ISO.
 */
due_on: string, 
/**
 * What goes out and what stays here, in the order in which a run lists them.
 */
groups: Array<RunGroup>, 
/**
 * The accounts, in the order of the groups, then by name.
 */
rows: Array<RunRow>, 
/**
 * How many go out.
 */
goes: number, 
/**
 * What they ask for.
 */
goes_cents: number, 
/**
 * Every balance of the patients on the list.
 */
total_cents: number, 
/**
 * What the ledger says is the patients'.
 */
ledger_cents: number, };

export type StatementText = { 
/**
 * The text; empty when it cannot be made.
 */
text: string, 
/**
 * Why not.
 */
says: string, };

export type StepAsk = { 
/**
 * Names the work for `progress` and `cancel_job`, when it may take long.
 */
job?: string, };

export type StepView = { 
/**
 * In words: `Import 12 claims`.
 */
title: string, };

export type StockView = { 
/**
 * The number on the box.
 */
id: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * Labels on a sheet.
 */
labels: number, };

export type StopPrint = { 
/**
 * The job.
 */
id: string, };

export type StoryFigure = { 
/**
 * What it is, as the statement says it.
 */
label: string, 
/**
 * How much.
 */
cents: number, 
/**
 * What it came from.
 */
sources: Array<StorySource>, };

export type StorySource = { 
/**
 * `claim`, `remittance` or `act`.
 */
kind: string, 
/**
 * Its id.
 */
id: string, 
/**
 * A claim of a remittance, by its part; else 0.
 */
part: number, 
/**
 * `Check 1234, Blue Heron PPO`.
 */
title: string, };

export type StoryVisit = { 
/**
 * The claim that carries its charges; empty for a balance without one.
 */
claim_id: string, 
/**
 * The claim's number.
 */
number: string, 
/**
 * The day and what was done.
 */
title: string, 
/**
 * Charged, taken off, paid by insurance, paid by the patient, left.
 */
figures: Array<StoryFigure>, 
/**
 * Why something is owed, and what was done about it.
 */
says: string, };

export type TakeBack = { 
/**
 * Its id.
 */
id: string, 
/**
 * Why.
 */
reason: string, };

export type TakeBackImport = { 
/**
 * Its id.
 */
id: string, 
/**
 * Names the work for `progress` and `cancel_job`.
 */
job: string, };

export type TryBackup = { 
/**
 * From `pick_backup`.
 */
token: string, 
/**
 * The kit's words.
 */
words: string, };

export type TryKit = { 
/**
 * The practice's folder.
 */
folder: string, 
/**
 * What was typed: words, numbered or not; the first four letters are enough.
 */
words: string, };

export type UnderpaidRow = { 
/**
 * The claim.
 */
claim_id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The remittance.
 */
remittance_id: string, 
/**
 * Its number.
 */
check: string, 
/**
 * The payer.
 */
payer: string, 
/**
 * The patient, as lists show it.
 */
patient: string, 
/**
 * ISO.
 */
service_on: string, 
/**
 * CPT or HCPCS with modifiers: `99213-25`.
 */
code: string, 
/**
 * What the payer allowed.
 */
allowed_cents: number, 
/**
 * What was expected.
 */
expected_cents: number, 
/**
 * Where that comes from.
 */
expected_from: string, 
/**
 * What is missing.
 */
short_cents: number, };

export type UnderpaidView = { 
/**
 * The largest first, at most 500.
 */
rows: Array<UnderpaidRow>, 
/**
 * How many.
 */
count: number, 
/**
 * What is at stake.
 */
cents: number, };

export type Unlock = { 
/**
 * The practice's folder.
 */
folder: string, 
/**
 * The user's id.
 */
user_id: string, 
/**
 * The password.
 */
password: string, };

export type Unpost = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was read.
 */
version: number, 
/**
 * A claim by its part; 0 for the whole check.
 */
part: number, };

export type UnsendPrint = { 
/**
 * The job.
 */
id: string, 
/**
 * Why, for the audit log and the claims.
 */
reason: string, };

export type UserCard = { 
/**
 * Names the person to `unlock`.
 */
id: string, 
/**
 * As shown.
 */
name: string, 
/**
 * The role in words.
 */
role: string, 
/**
 * When the next try is allowed, UTC milliseconds; 0 when it is now.
 */
wait_until: number, };

export type UserView = { 
/**
 * The user's id.
 */
id: string, 
/**
 * As shown.
 */
name: string, 
/**
 * The role in words.
 */
role: string, 
/**
 * `biller`, …
 */
role_name: string, 
/**
 * True for whoever asks.
 */
me: boolean, 
/**
 * `can_sign_in`, `no_password` on this computer, `left`.
 */
state: string, 
/**
 * When they signed in last, UTC milliseconds; 0 for never.
 */
seen_at: number, 
/**
 * The same in the practice's time zone: `11/24/26 08:15`; empty for never.
 */
seen: string, 
/**
 * On which computer that was; empty for never.
 */
device: string, };

export type UsersView = { 
/**
 * By name; those who left last.
 */
users: Array<UserView>, 
/**
 * The roles that can be given, with what they may, in words.
 */
roles: Array<RoleView>, };

export type UsualView = { 
/**
 * The most patients that one person looks at in an hour.
 */
patients_an_hour: number, 
/**
 * When the office opens: `07:00`.
 */
opens: string, 
/**
 * When it closes: `19:00`.
 */
closes: string, 
/**
 * The most records that leave through one person in a day.
 */
records_a_day: number, };

export type WaitingActs = { 
/**
 * All of them.
 */
rows: Array<ActView>, 
/**
 * Of each, whether who has signed in may answer it; else why not, in a sentence.
 */
refused: Array<string>, };

export type WholeList = { 
/**
 * Which.
 */
filter: ClaimFilter, 
/**
 * As in `claims`.
 */
sort: string, 
/**
 * The other way round.
 */
descending: boolean, 
/**
 * Ids of claims of the list that are left out.
 */
except: Array<string>, 
/**
 * How many claims the person saw chosen. When there are more or fewer by now, nothing is done.
 */
count: number, };

export type WindowView = { 
/**
 * False when the envelope has no such window.
 */
used: boolean, 
/**
 * The envelope's width.
 */
envelope_width: string, 
/**
 * The envelope's height.
 */
envelope_height: string, 
/**
 * The window's width.
 */
width: string, 
/**
 * The window's height.
 */
height: string, 
/**
 * From the left edge.
 */
left: string, 
/**
 * From the lower edge.
 */
up: string, };

/** What can be asked: the ask and the answer of every command. */
export type Commands = {
  /** The practices on this computer, and what the first screen needs. Needs: open the window. */
  start: [Nothing, StartView];
  /** Goes on in a better folder than one on a network drive or in a synced folder; the practices come along. Needs: open the window. */
  use_better_place: [Nothing, StartView];
  /** Puts a text on the clipboard, from which it leaves after half a minute and at the lock. Needs: open the window. */
  copy_text: [CopyText, Nothing];
  /** Makes a practice and answers its recovery kit, which must be typed back. Needs: open the window. */
  create_practice: [CreatePractice, KitView];
  /** Makes the demo practice on the spot, or answers the one that is there. Needs: open the window. */
  create_demo: [JobAsk, PracticeCard];
  /** Opens a practice with a user's password. Needs: open the window. */
  unlock: [Unlock, SessionView];
  /** Tries the recovery kit on a practice of this computer: for whom it can open. Needs: open the window. */
  try_kit: [TryKit, KitOpens];
  /** Opens a practice with the recovery kit, for a user who gets a new password. Needs: open the window. */
  open_with_kit: [OpenWithKit, SessionView];
  /** Lets the person pick a backup. Needs: open the window. */
  pick_backup: [Nothing, PickedBackup];
  /** What a backup says of itself, and what it would replace. Needs: open the window. */
  backup: [SaveTo, BackupView];
  /** Tries the recovery kit on a backup: who is in it, and how much. Needs: open the window. */
  try_backup: [TryBackup, KitOpens];
  /** Puts a backup in its place with the kit, and opens it for a user who gets a new password. Needs: open the window. */
  restore_backup: [RestoreBackup, SessionView];
  /** Closes the database and wipes the keys from memory. Needs: open the window. */
  lock: [Nothing, Nothing];
  /** Stops work under way; what it did is taken back. Needs: open the window. */
  cancel_job: [CancelJob, Nothing];
  /** This computer, as far as it concerns the practice: its disk, its memory, its windows. Needs: sign in. */
  computer: [Nothing, ComputerView];
  /** Closes the notice that the disk of this computer is not encrypted. Needs: sign in. */
  close_encryption_notice: [Nothing, Nothing];
  /** Who is signed in. Needs: sign in. */
  session: [Nothing, SessionView];
  /** A new recovery kit in place of one that was never typed back. Needs: change the practice's settings. */
  new_kit: [NewKit, KitView];
  /** Drops a new recovery kit that was not typed back; the old one stays. Needs: change the practice's settings. */
  keep_old_kit: [Nothing, SessionView];
  /** Saves the recovery kit as a PDF. Needs: sign in. */
  save_kit: [SaveTo, Saved];
  /** Checks the recovery kit as it is typed back; then the practice opens. Needs: sign in. */
  check_kit: [CheckKit, SessionView];
  /** Notes that the person uses the keyboard or the mouse, so that the window does not lock. Needs: sign in. */
  active: [Nothing, Nothing];
  /** Keeps a half-typed form. Needs: sign in. */
  save_draft: [SaveDraft, Nothing];
  /** A half-typed form. Needs: sign in. */
  draft: [DraftAsk, DraftView];
  /** Lets the person pick claim files or a folder. Needs: bring in claim files. */
  pick_files: [PickFiles, PickedFiles];
  /** Lets the person name a file to save to. Needs: sign in. */
  pick_save: [PickSave, Picked];
  /** Lets the person choose a folder to write into. Needs: sign in. */
  pick_folder: [Nothing, Picked];
  /** Reads claim files and shows what they would bring. Needs: bring in claim files. */
  read_files: [ReadFiles, ImportPreview];
  /** Makes all of a previewed import, in one transaction. Needs: bring in claim files. */
  import_claims: [ImportClaims, Changed<ImportDone>];
  /** The imports, the newest first. Needs: see patients and claims. */
  imports: [Nothing, ImportsView];
  /** An import as it was read, with what was found in its files. Needs: see patients and claims. */
  import: [ById, ImportView];
  /** Takes an import back, unless something that it brought was changed or is needed since. Needs: bring in claim files. */
  take_back_import: [TakeBackImport, Changed<StepView>];
  /** Finds patients and claims by any fragment. Needs: see patients and claims. */
  find: [Find, FindView];
  /** A page of a list of claims. Needs: see patients and claims. */
  claims: [ClaimsAsk, ClaimRows];
  /** The sums of a list of claims. Needs: see patients and claims. */
  claim_totals: [ClaimFilter, ClaimTotals];
  /** What a list of claims can be narrowed by. Needs: see patients and claims. */
  claim_facets: [Nothing, FacetsView];
  /** A page of the list of patients. Needs: see patients and claims. */
  patients: [PatientsAsk, PatientRows];
  /** The lists that the person keeps under a name, and the columns that were chosen. Needs: sign in. */
  own_lists: [Nothing, OwnLists];
  /** Keeps a narrowed list of claims under a name. Needs: sign in. */
  save_list: [SavedList, Changed<OwnLists>];
  /** Keeps a list no longer. Needs: sign in. */
  remove_list: [RemoveList, Changed<OwnLists>];
  /** Remembers the columns of a list and their order. Needs: sign in. */
  save_columns: [ListColumns, Changed<OwnLists>];
  /** Writes a list into a file for a spreadsheet. Needs: save lists as files. */
  export_list: [ExportList, Exported];
  /** The patient chart. Needs: see patients and claims. */
  patient: [ById, PatientView];
  /** The claim as boxes, lines, timeline and the segments it came from. Needs: see patients and claims. */
  claim: [ById, ClaimView];
  /** Corrects a patient's demographics. Needs: change patients. */
  save_patient: [SavePatient, Changed<PatientView>];
  /** A record's form as it opens. Needs: see patients and claims. */
  open_form: [OpenForm, FormView];
  /** Checks a form as it is typed. Nothing is stored. Needs: see patients and claims. */
  check_form: [FormTexts, FormChecked];
  /** Finds who may answer for a patient's bill. Needs: see patients and claims. */
  find_guarantors: [FindGuarantors, GuarantorRows];
  /** The half-typed forms of who is signed in. Needs: sign in. */
  drafts: [Nothing, DraftsView];
  /** The payers, providers and facilities of the practice. Needs: see patients and claims. */
  register: [Nothing, RegisterView];
  /** Adds or edits a patient, and who answers for the bill. Needs: change patients. */
  save_person: [FormTexts, Changed<FormSaved>];
  /** Adds or edits a coverage. Needs: change patients. */
  save_coverage: [FormTexts, Changed<FormSaved>];
  /** Puts the coverages of a patient into the order in which they pay. Needs: change patients. */
  order_coverages: [OrderCoverages, Changed<FormSaved>];
  /** Adds or edits a payer. Needs: change payers and providers. */
  save_payer: [FormTexts, Changed<FormSaved>];
  /** Adds or edits a provider or a facility. Needs: change payers and providers. */
  save_provider: [FormTexts, Changed<FormSaved>];
  /** What a chosen coverage or provider fills into a claim's form. Needs: see patients and claims. */
  fill_claim: [FillClaim, ClaimFill];
  /** Adds or edits a claim. Needs: enter and correct claims. */
  save_claim: [FormTexts, Changed<FormSaved>];
  /** Brings a claim that was not printed up to what the chart says now. Needs: enter and correct claims. */
  update_claim: [ById, Changed<ClaimView>];
  /** Takes name, address and telephone of patient, insured and payer from a claim into the chart. Needs: change patients. */
  take_to_chart: [ById, Changed<ClaimView>];
  /** Holds claims back, or lets them go. Needs: hold claims and add notes. */
  hold_claims: [HoldClaims, Changed<Count>];
  /** Says that the bill of a visit is for the patient's eyes alone, or that it is not. Needs: hold claims and add notes. */
  mark_sensitive: [MarkSensitive, Changed<ClaimView>];
  /** Puts a note on claims. Needs: hold claims and add notes. */
  add_note: [AddNote, Changed<Count>];
  /** Fills CMS-1500 forms and shows the very PDF that will print. Needs: print forms. */
  preview_forms: [PreviewForms, FormsPreview];
  /** A sheet of a preview as a picture. Needs: print forms. */
  preview_page: [PageAsk, PageImage];
  /** Prints previewed forms into a file, where they count at once, or on a printer, where they count when somebody says that they came out right. Needs: print forms. */
  print_forms: [PrintForms, Changed<Printed>];
  /** Puts previewed forms into the print queue. Needs: print forms. */
  queue_forms: [QueueForms, Changed<Printed>];
  /** Sends a job of the print queue to a printer. Needs: print forms. */
  send_print: [SendPrint, Changed<Printed>];
  /** Says how a job printed: all right, some sheets again, or nothing came out. Needs: print forms. */
  answer_print: [AnswerPrint, Changed<PrintRunView>];
  /** Takes a job out of the print queue. Needs: print forms. */
  stop_print: [StopPrint, Changed<PrintRunView>];
  /** Takes back that a job counts as printed, with a reason. Needs: print forms. */
  unsend_print: [UnsendPrint, Changed<PrintRunView>];
  /** Notes the day on which a job was mailed. Needs: print forms. */
  mail_print: [MailPrint, Changed<PrintRunView>];
  /** Prints a run again, byte for byte, or some of its sheets. Needs: print forms. */
  reprint: [Reprint, Changed<Printed>];
  /** The runs that were printed. Needs: print forms. */
  print_runs: [Nothing, PrintRuns];
  /** The print jobs that wait, that are to be answered, and those of today. Needs: print forms. */
  print_jobs: [Nothing, PrintJobs];
  /** How a job fares at its printer. Needs: print forms. */
  print_news: [PrintNewsAsk, PrintNews];
  /** The printers of this computer. Needs: sign in. */
  printers: [Nothing, PrintersView];
  /** Saves the sheet by which a printer is lined up with the red form. Needs: print forms. */
  save_alignment: [SaveTo, Saved];
  /** Remittances: what is parked first, then the newest. Needs: see patients and claims. */
  remittances: [RemittancesAsk, RemittanceRows];
  /** A sheet with nothing on it. Needs: post payments. */
  new_sheet: [Nothing, SheetView];
  /** A remittance with its certificate, and whose dollars are whose without it and with it. Needs: see patients and claims. */
  sheet: [ById, SheetView];
  /** What a sheet comes to as it is typed. Nothing is stored. Needs: post payments. */
  check_sheet: [SheetTexts, SheetView];
  /** Keeps a sheet as it is, to go on later. Needs: post payments. */
  park_sheet: [SheetTexts, Changed<SheetView>];
  /** Posts a sheet that closes. Needs: post payments. */
  post_sheet: [SheetTexts, Changed<SheetView>];
  /** Takes a posted check back, or one claim of it. Needs: post payments. */
  unpost: [Unpost, Changed<SheetView>];
  /** Posts a claim of a check again that was taken back by itself. Needs: post payments. */
  repost: [Unpost, Changed<SheetView>];
  /** Throws a parked sheet away. Needs: post payments. */
  remove_sheet: [ById, Changed<Nothing>];
  /** Claims that may be meant on a sheet. Needs: post payments. */
  sheet_claims: [SheetClaimsAsk, SheetClaimRows];
  /** Reason and remark codes with their words. Needs: see patients and claims. */
  codes: [CodesAsk, CodesView];
  /** The ledger of a patient or a claim. Needs: see patients and claims. */
  ledger: [LedgerAsk, LedgerView];
  /** Whose dollar each open dollar of a claim is. Needs: see patients and claims. */
  claim_standing: [ById, StandingView];
  /** What a patient owes, and on what. Needs: see patients and claims. */
  patient_owes: [ById, PatientOwes];
  /** Takes a payment, writes off, gives back, or says whose balance it is. Needs: post payments. */
  save_act: [SaveAct, Changed<ActView>];
  /** Takes an act back, with a reason. Needs: post payments. */
  take_back_act: [TakeBack, Changed<ActView>];
  /** Marks an act as looked at by somebody else. Needs: post payments. */
  look_at_act: [ById, Changed<ActView>];
  /** Moves a payment that stands on the wrong account, or a part of it. Needs: post payments. */
  move_payment: [MovePayment, Changed<ActView>];
  /** Notes that the bank sent a payment back, and charges for it. Needs: post payments. */
  return_payment: [ReturnPayment, Changed<ActView>];
  /** Refunds that wait for a second person's word. Needs: see patients and claims. */
  waiting_acts: [Nothing, WaitingActs];
  /** Says yes or no to a refund that waits. Needs: post payments. */
  answer_act: [AnswerAct, Changed<ActView>];
  /** The receipt of a payment as a picture. Needs: see patients and claims. */
  receipt_page: [ReceiptAsk, PaperPage];
  /** Prints the receipt of a payment. Needs: post payments. */
  print_receipt: [PrintReceipt, Changed<Printed>];
  /** The deposits, and the money that is in none. Needs: see patients and claims. */
  deposits: [Nothing, DepositsView];
  /** A deposit with what is in it. Needs: see patients and claims. */
  deposit: [ById, DepositView];
  /** Makes a deposit of money in hand, or corrects one. Needs: post payments. */
  save_deposit: [SaveDeposit, Changed<DepositView>];
  /** Takes a deposit apart. Needs: post payments. */
  remove_deposit: [ById, Changed<Nothing>];
  /** Prints the slip of a deposit. Needs: post payments. */
  print_deposit: [PrintDeposit, Changed<Printed>];
  /** Payments, write-offs and the like, the newest first. Needs: see patients and claims. */
  acts: [ActsAsk, ActRows];
  /** What is owed, by age. Needs: see patients and claims. */
  aging: [AgingAsk, AgingView];
  /** The claims behind a figure of the aging. Needs: see patients and claims. */
  aging_claims: [AgingClaimsAsk, QueueRows];
  /** The queues in which every open dollar stands. Needs: see patients and claims. */
  queues: [Nothing, QueuesView];
  /** A page of a queue. Needs: see patients and claims. */
  queue: [QueueAsk, QueueRows];
  /** Lines that were paid less than was expected. Needs: see patients and claims. */
  underpaid: [Nothing, UnderpaidView];
  /** Settles that a line was paid less than was expected: accepted, or appealed. Needs: post payments. */
  settle_underpaid: [SettleUnderpaid, Changed<Nothing>];
  /** Proves the books. Needs: see patients and claims. */
  proof: [ProofAsk, ProofView];
  /** Whether the books agree, as far as can be told at once. Needs: see patients and claims. */
  proof_state: [Nothing, ProofView];
  /** What typed opening balances come to. Nothing is stored. Needs: post payments. */
  check_opening: [OpeningTexts, OpeningChecked];
  /** Posts opening balances that tie to the old system's total. Needs: post payments. */
  save_opening: [OpeningTexts, Changed<OpeningChecked>];
  /** What moving in could not know. Needs: see patients and claims. */
  moved_in: [Nothing, MovedInView];
  /** The fee schedules. Needs: see patients and claims. */
  fees: [Nothing, FeesView];
  /** Adds or changes a fee. Needs: post payments. */
  save_fee: [FeeRow, Changed<FeesView>];
  /** Takes a fee out of its schedule. Needs: post payments. */
  remove_fee: [ById, Changed<FeesView>];
  /** What adjustments do, and who may write off how much. Needs: see patients and claims. */
  policy: [Nothing, PolicyView];
  /** Changes what adjustments do, and who may write off how much. Needs: change the practice's settings. */
  save_policy: [PolicyView, Changed<PolicyView>];
  /** Who gets a statement today and who does not, and why. Needs: see patients and claims. */
  statement_run: [Nothing, StatementRun];
  /** An account: who answers, for whom, what holds its bills back, what was sent. Needs: see patients and claims. */
  statement_account: [ById, AccountView];
  /** Says how an account is billed. Needs: change patients. */
  save_guarantor: [SaveGuarantor, Changed<AccountView>];
  /** A page of the statement that an account would get today. Needs: see patients and claims. */
  statement_page: [StatementPageAsk, PaperPage];
  /** The statement that an account would get today, as plain text. Needs: see patients and claims. */
  statement_text: [ById, StatementText];
  /** What a patient owes, visit by visit, in the words of the statement. Needs: see patients and claims. */
  patient_story: [ById, PatientStory];
  /** Makes the statements of a run and prints them. Needs: print forms. */
  print_statements: [PrintStatements, Changed<Printed>];
  /** How the practice bills its patients. Needs: see patients and claims. */
  statement_rules: [Nothing, StatementRulesView];
  /** Sets how the practice bills its patients. Needs: change the practice's settings. */
  save_statement_rules: [StatementRulesView, Changed<StatementRulesView>];
  /** The logo on the practice's papers. Needs: see patients and claims. */
  logo: [Nothing, LogoView];
  /** Lets the person choose the logo for the practice's papers. Needs: change the practice's settings. */
  choose_logo: [Nothing, Changed<LogoView>];
  /** Takes the logo off the practice's papers. Needs: change the practice's settings. */
  remove_logo: [Nothing, Changed<LogoView>];
  /** Prints the page that proves the windows of the practice's envelopes, or saves it. Needs: print forms. */
  print_overlay: [PrintOverlay, Changed<Printed>];
  /** Addresses on labels before they print: those of a job's papers, or of patients. Needs: see patients and claims. */
  labels_page: [LabelsAsk, LabelsView];
  /** Prints labels, or saves them. Needs: print forms. */
  print_labels: [PrintLabels, Changed<Printed>];
  /** The cover sheets of a job's claims before they print. Needs: see patients and claims. */
  cover_page: [CoverAsk, PaperPage];
  /** Prints the cover sheets of a job's claims, or saves them. Needs: print forms. */
  print_covers: [PrintCovers, Changed<Printed>];
  /** The good-faith estimates of a patient. Needs: see patients and claims. */
  estimates: [ById, EstimatesView];
  /** What an estimate comes to as it is typed. Nothing is stored. Needs: see patients and claims. */
  check_estimate: [EstimateTexts, EstimateChecked];
  /** Makes a good-faith estimate, or corrects one; one that the patient has is replaced by a new one. Needs: change patients. */
  save_estimate: [EstimateTexts, Changed<EstimateView>];
  /** Throws away an estimate that the patient does not have yet. Needs: change patients. */
  remove_estimate: [ById, Changed<Nothing>];
  /** A page of a good-faith estimate. Needs: see patients and claims. */
  estimate_page: [EstimatePageAsk, PaperPage];
  /** Prints a good-faith estimate, or saves it. Needs: print forms. */
  print_estimate: [PrintEstimate, Changed<Printed>];
  /** The payment plans of an account, and what can go on one. Needs: see patients and claims. */
  payment_plans: [ById, AccountPlans];
  /** What a typed payment plan comes to. Nothing is stored. Needs: post payments. */
  check_plan: [SavePlan, PlanChecked];
  /** Puts what an account owes on a payment plan. Needs: post payments. */
  save_plan: [SavePlan, Changed<AccountPlans>];
  /** Ends a payment plan before all of it came. Needs: post payments. */
  cancel_plan: [CancelPlan, Changed<AccountPlans>];
  /** The notes and promises on an account, the newest first. Needs: see patients and claims. */
  account_notes: [ById, AccountNotes];
  /** Puts a note on an account, with a promise or without. Needs: hold claims and add notes. */
  save_account_note: [SaveAccountNote, Changed<AccountNotes>];
  /** Accounts that want somebody: missed payments of plans and broken promises. Needs: see patients and claims. */
  account_work: [Nothing, AccountWork];
  /** Accounts whose whole balance is small, and nothing of them is under way. Needs: see patients and claims. */
  small_balances: [Nothing, SmallBalances];
  /** Lets small balances off, all in one step. Needs: post payments. */
  let_off_small: [LetOff, Changed<LetOffDone>];
  /** Accounts that are past their last statement, and which letter comes next. Needs: see patients and claims. */
  letters: [Nothing, LetterRun];
  /** A page of the letter that an account would get today. Needs: see patients and claims. */
  letter_page: [StatementPageAsk, PaperPage];
  /** Makes the letters of a run and prints them. Needs: print forms. */
  print_letters: [PrintLetters, Changed<Printed>];
  /** What is with the collection agency, and what came back of late. Needs: see patients and claims. */
  placements: [Nothing, PlacementsView];
  /** Places accounts with an agency: nothing of them is billed from now on. Needs: post payments. */
  place_accounts: [PlaceAccounts, Changed<PlacementsView>];
  /** Recalls an account from its agency: it can be billed again. Needs: post payments. */
  recall_placement: [RecallPlacement, Changed<PlacementsView>];
  /** Writes the file for the agency. Needs: save lists as files. */
  export_placements: [ExportPlacements, Changed<Exported>];
  /** What holds after the last statement: letters, the agency, its file. Needs: see patients and claims. */
  collection_rules: [Nothing, CollectionRules];
  /** Sets the letters, the agency, and the columns of its file. Needs: change the practice's settings. */
  save_collection_rules: [CollectionRules, Changed<CollectionRules>];
  /** Takes the last change back. Needs: sign in. */
  undo: [StepAsk, Changed<StepView>];
  /** Does again what was taken back. Needs: sign in. */
  redo: [StepAsk, Changed<StepView>];
  /** The settings. Needs: sign in. */
  settings: [Nothing, SettingsView];
  /** Changes a person's own settings, and the practice's where the role may. Needs: sign in. */
  save_settings: [SettingsView, Changed<SettingsView>];
  /** The people who may sign in. Needs: sign in. */
  users: [Nothing, UsersView];
  /** Changes the password of whoever has signed in. Needs: sign in. */
  change_password: [ChangePassword, Nothing];
  /** Proves with the own password who sits here, before many records leave. Needs: sign in. */
  confirm_password: [ConfirmPassword, Nothing];
  /** Adds a person with a role and a first password. Needs: add and change people. */
  add_user: [AddUser, Changed<UsersView>];
  /** Sets a new password for somebody who forgot theirs, or who comes back. Needs: add and change people. */
  reset_password: [ResetPassword, Changed<UsersView>];
  /** Gives somebody another role. Needs: add and change people. */
  change_role: [ChangeRole, Changed<UsersView>];
  /** Takes the sign-in of somebody who leaves, and changes the key of the database. Needs: add and change people. */
  disable_user: [DisableUser, Changed<UsersView>];
  /** Walks the audit log and checks the database file. Needs: check the audit log. */
  verify_audit: [JobAsk, AuditVerdict];
  /** A page of the audit log, the newest first. Needs: check the audit log. */
  audit_events: [AuditAsk, AuditRows];
  /** An event of the audit log with everything about it, before and after. Needs: check the audit log. */
  audit_event: [AuditNumber, AuditDetail];
  /** What the audit log can be narrowed by. Needs: check the audit log. */
  audit_facets: [Nothing, AuditFacets];
  /** What stands out in a span of days. Needs: check the audit log. */
  audit_noticed: [AuditDays, NoticedRows];
  /** What the practice calls usual. Needs: check the audit log. */
  usual: [Nothing, UsualView];
  /** Changes what the practice calls usual. Needs: check the audit log. */
  save_usual: [UsualView, Changed<UsualView>];
  /** Exports the whole audit log into one file that anybody can check. Needs: check the audit log. */
  export_audit: [ExportAudit, AuditSaved];
  /** Prints a part of the audit log into a PDF. Needs: check the audit log. */
  print_audit: [PrintAudit, AuditSaved];
  /** Whether who has signed in knows that saved files can be read by anyone. Needs: sign in. */
  readable_told: [Nothing, ReadableTold];
  /** Notes that it was said that saved files can be read by anyone. Needs: sign in. */
  accept_readable: [Nothing, Nothing];
  /** Copies the practice, sealed, into one file, reopens it and checks it. Needs: back up the practice. */
  back_up: [SaveTo, Saved];
  /** Backs up to the places of the settings now. Needs: back up the practice. */
  back_up_now: [JobAsk, Changed<BackupsView>];
  /** Restores the newest backup and an older one into a folder that does not stay, and checks them. Needs: back up the practice. */
  try_restore: [JobAsk, Changed<BackupsView>];
  /** The state of the backups. Needs: sign in. */
  backups: [Nothing, BackupsView];
  /** Lets the person choose the folder of a place for backups. Needs: change the practice's settings. */
  choose_backup_place: [PlaceAsk, Changed<BackupsView>];
  /** Changes how often a place gets a backup, or gives it up. Needs: change the practice's settings. */
  save_backup_schedule: [ScheduleAsk, Changed<BackupsView>];
  /** Puts away the warning that the practice's file went back. Needs: change the practice's settings. */
  put_warning_away: [Nothing, Changed<Nothing>];
};

/** The right that each command needs. */
export const rights = {
  start: "anyone",
  use_better_place: "anyone",
  copy_text: "anyone",
  create_practice: "anyone",
  create_demo: "anyone",
  unlock: "anyone",
  try_kit: "anyone",
  open_with_kit: "anyone",
  pick_backup: "anyone",
  backup: "anyone",
  try_backup: "anyone",
  restore_backup: "anyone",
  lock: "anyone",
  cancel_job: "anyone",
  computer: "signed_in",
  close_encryption_notice: "signed_in",
  session: "signed_in",
  new_kit: "manage_practice",
  keep_old_kit: "manage_practice",
  save_kit: "signed_in",
  check_kit: "signed_in",
  active: "signed_in",
  save_draft: "signed_in",
  draft: "signed_in",
  pick_files: "import_claims",
  pick_save: "signed_in",
  pick_folder: "signed_in",
  read_files: "import_claims",
  import_claims: "import_claims",
  imports: "see_claims",
  import: "see_claims",
  take_back_import: "import_claims",
  find: "see_claims",
  claims: "see_claims",
  claim_totals: "see_claims",
  claim_facets: "see_claims",
  patients: "see_claims",
  own_lists: "signed_in",
  save_list: "signed_in",
  remove_list: "signed_in",
  save_columns: "signed_in",
  export_list: "export_lists",
  patient: "see_claims",
  claim: "see_claims",
  save_patient: "edit_patients",
  open_form: "see_claims",
  check_form: "see_claims",
  find_guarantors: "see_claims",
  drafts: "signed_in",
  register: "see_claims",
  save_person: "edit_patients",
  save_coverage: "edit_patients",
  order_coverages: "edit_patients",
  save_payer: "edit_register",
  save_provider: "edit_register",
  fill_claim: "see_claims",
  save_claim: "enter_claims",
  update_claim: "enter_claims",
  take_to_chart: "edit_patients",
  hold_claims: "edit_claims",
  mark_sensitive: "edit_claims",
  add_note: "edit_claims",
  preview_forms: "print_claims",
  preview_page: "print_claims",
  print_forms: "print_claims",
  queue_forms: "print_claims",
  send_print: "print_claims",
  answer_print: "print_claims",
  stop_print: "print_claims",
  unsend_print: "print_claims",
  mail_print: "print_claims",
  reprint: "print_claims",
  print_runs: "print_claims",
  print_jobs: "print_claims",
  print_news: "print_claims",
  printers: "signed_in",
  save_alignment: "print_claims",
  remittances: "see_claims",
  new_sheet: "post_payments",
  sheet: "see_claims",
  check_sheet: "post_payments",
  park_sheet: "post_payments",
  post_sheet: "post_payments",
  unpost: "post_payments",
  repost: "post_payments",
  remove_sheet: "post_payments",
  sheet_claims: "post_payments",
  codes: "see_claims",
  ledger: "see_claims",
  claim_standing: "see_claims",
  patient_owes: "see_claims",
  save_act: "post_payments",
  take_back_act: "post_payments",
  look_at_act: "post_payments",
  move_payment: "post_payments",
  return_payment: "post_payments",
  waiting_acts: "see_claims",
  answer_act: "post_payments",
  receipt_page: "see_claims",
  print_receipt: "post_payments",
  deposits: "see_claims",
  deposit: "see_claims",
  save_deposit: "post_payments",
  remove_deposit: "post_payments",
  print_deposit: "post_payments",
  acts: "see_claims",
  aging: "see_claims",
  aging_claims: "see_claims",
  queues: "see_claims",
  queue: "see_claims",
  underpaid: "see_claims",
  settle_underpaid: "post_payments",
  proof: "see_claims",
  proof_state: "see_claims",
  check_opening: "post_payments",
  save_opening: "post_payments",
  moved_in: "see_claims",
  fees: "see_claims",
  save_fee: "post_payments",
  remove_fee: "post_payments",
  policy: "see_claims",
  save_policy: "manage_practice",
  statement_run: "see_claims",
  statement_account: "see_claims",
  save_guarantor: "edit_patients",
  statement_page: "see_claims",
  statement_text: "see_claims",
  patient_story: "see_claims",
  print_statements: "print_claims",
  statement_rules: "see_claims",
  save_statement_rules: "manage_practice",
  logo: "see_claims",
  choose_logo: "manage_practice",
  remove_logo: "manage_practice",
  print_overlay: "print_claims",
  labels_page: "see_claims",
  print_labels: "print_claims",
  cover_page: "see_claims",
  print_covers: "print_claims",
  estimates: "see_claims",
  check_estimate: "see_claims",
  save_estimate: "edit_patients",
  remove_estimate: "edit_patients",
  estimate_page: "see_claims",
  print_estimate: "print_claims",
  payment_plans: "see_claims",
  check_plan: "post_payments",
  save_plan: "post_payments",
  cancel_plan: "post_payments",
  account_notes: "see_claims",
  save_account_note: "edit_claims",
  account_work: "see_claims",
  small_balances: "see_claims",
  let_off_small: "post_payments",
  letters: "see_claims",
  letter_page: "see_claims",
  print_letters: "print_claims",
  placements: "see_claims",
  place_accounts: "post_payments",
  recall_placement: "post_payments",
  export_placements: "export_lists",
  collection_rules: "see_claims",
  save_collection_rules: "manage_practice",
  undo: "signed_in",
  redo: "signed_in",
  settings: "signed_in",
  save_settings: "signed_in",
  users: "signed_in",
  change_password: "signed_in",
  confirm_password: "signed_in",
  add_user: "manage_users",
  reset_password: "manage_users",
  change_role: "manage_users",
  disable_user: "manage_users",
  verify_audit: "read_audit",
  audit_events: "read_audit",
  audit_event: "read_audit",
  audit_facets: "read_audit",
  audit_noticed: "read_audit",
  usual: "read_audit",
  save_usual: "read_audit",
  export_audit: "read_audit",
  print_audit: "read_audit",
  readable_told: "signed_in",
  accept_readable: "signed_in",
  back_up: "back_up",
  back_up_now: "back_up",
  try_restore: "back_up",
  backups: "signed_in",
  choose_backup_place: "manage_practice",
  save_backup_schedule: "manage_practice",
  put_warning_away: "manage_practice",
} as const satisfies Record<keyof Commands, string>;
