// Made by `cargo xtask generate` from the table of commands. Never edited.

export type AddNote = { 
/**
 * Claims' ids.
 */
ids: Array<string>, 
/**
 * What was typed.
 */
text: string, };

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
count: number, };

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
to: string, };

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
 * The records it is about.
 */
about: Array<AuditAbout>, 
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
 * Its name.
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

export type ClaimFilter = { 
/**
 * `imported`, `held`, `printed`.
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
 * `imported`, `held`, `printed`.
 */
state: string, };

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
 * The same by state.
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
 * `imported`, `held`, `printed`.
 */
state: string, 
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
pages: number, };

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
count: number, };

export type Code = "malformed" | "field" | "locked" | "refused" | "shut" | "wait" | "changed" | "not_found" | "cancelled" | "file" | "damaged" | "needs_you" | "unexpected";

export type Count = { 
/**
 * Claims.
 */
claims: number, };

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

export type DraftAsk = { 
/**
 * The form's name and the record it is for.
 */
form: string, };

export type DraftView = { 
/**
 * What was typed; none when nothing was.
 */
text: string | null, };

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
says: string, } | { "kind": "dropped", 
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
 * `imported`, `printed`, `reprinted`, `held`, `released`, `note`.
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

export type Find = { 
/**
 * Any fragment of a name, a date of birth, a phone, an account, a member id, a claim number.
 */
text: string, };

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
item: string, };

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
 * Claims' ids.
 */
ids: Array<string>, 
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
made_on: string, };

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

export type PageAsk = { 
/**
 * The preview.
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
last_service_on: string, };

export type PatientRows = { 
/**
 * By name, or as found.
 */
rows: Array<PatientRow>, 
/**
 * How many there are in all.
 */
total: number, };

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

export type PickedFiles = { 
/**
 * None picked when the person closed the dialog.
 */
files: Array<FileToken>, };

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
 * Why it was locked, in a sentence; empty at the start.
 */
locked_says: string, };

export type PreviewForms = { 
/**
 * Names the work for `progress` and `cancel_job`.
 */
job: string, 
/**
 * Claims' ids, in the order to print.
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
 * The file to save to, from `pick_save`.
 */
token: string, };

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
 * In the practice's zone: `11/24/26 10:14`.
 */
when: string, 
/**
 * Who.
 */
by: string, 
/**
 * Claims.
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
 * `file`, or the printer's name.
 */
to: string, };

export type PrintRuns = { 
/**
 * The newest first, at most 200.
 */
runs: Array<PrintRunView>, };

export type Printed = { 
/**
 * Names the run to `reprint`.
 */
id: string, 
/**
 * Claims.
 */
claims: number, 
/**
 * Sheets.
 */
pages: number, 
/**
 * The file's name, or the printer's.
 */
to: string, 
/**
 * SHA-256 of the PDF, hex.
 */
sha256: string, };

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
printer: string, };

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

export type SaveDraft = { 
/**
 * The form's name and the record it is for.
 */
form: string, 
/**
 * What was typed, as the screen writes it; empty to forget it.
 */
text: string, };

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
time_zone: string, };

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
layout: string, };

export type StartView = { 
/**
 * The practices on this computer.
 */
practices: Array<PracticeCard>, 
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
password_length: number, };

export type StateTotal = { 
/**
 * `imported`, `held`, `printed`.
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

export type StepView = { 
/**
 * In words: `Import 12 claims`.
 */
title: string, };

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
role: string, };

export type UsersView = { 
/**
 * By name.
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

/** What can be asked: the ask and the answer of every command. */
export type Commands = {
  /** The practices on this computer, and what the first screen needs. Needs: open the window. */
  start: [Nothing, StartView];
  /** Makes a practice and answers its recovery kit, which must be typed back. Needs: open the window. */
  create_practice: [CreatePractice, KitView];
  /** Makes the demo practice on the spot, or answers the one that is there. Needs: open the window. */
  create_demo: [JobAsk, PracticeCard];
  /** Opens a practice with a user's password. Needs: open the window. */
  unlock: [Unlock, SessionView];
  /** Closes the database and wipes the keys from memory. Needs: open the window. */
  lock: [Nothing, Nothing];
  /** Stops work under way; what it did is taken back. Needs: open the window. */
  cancel_job: [CancelJob, Nothing];
  /** Who is signed in. Needs: sign in. */
  session: [Nothing, SessionView];
  /** A new recovery kit in place of one that was never typed back. Needs: sign in. */
  new_kit: [Nothing, KitView];
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
  /** Reads claim files and shows what they would bring. Needs: bring in claim files. */
  read_files: [ReadFiles, ImportPreview];
  /** Makes all of a previewed import, in one transaction. Needs: bring in claim files. */
  import_claims: [ImportClaims, Changed<ImportDone>];
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
  /** The patient chart. Needs: see patients and claims. */
  patient: [ById, PatientView];
  /** The claim as boxes, lines, timeline and the segments it came from. Needs: see patients and claims. */
  claim: [ById, ClaimView];
  /** Corrects a patient's demographics. Needs: change patients. */
  save_patient: [SavePatient, Changed<PatientView>];
  /** Holds claims back, or lets them go. Needs: hold claims and add notes. */
  hold_claims: [HoldClaims, Changed<Count>];
  /** Puts a note on claims. Needs: hold claims and add notes. */
  add_note: [AddNote, Changed<Count>];
  /** Fills CMS-1500 forms and shows the very PDF that will print. Needs: print forms. */
  preview_forms: [PreviewForms, FormsPreview];
  /** A sheet of a preview as a picture. Needs: print forms. */
  preview_page: [PageAsk, PageImage];
  /** Prints previewed forms and keeps what was printed. Needs: print forms. */
  print_forms: [PrintForms, Changed<Printed>];
  /** Prints a run again, byte for byte. Needs: print forms. */
  reprint: [Reprint, Changed<Printed>];
  /** The runs that were printed. Needs: print forms. */
  print_runs: [Nothing, PrintRuns];
  /** The printers of this computer. Needs: print forms. */
  printers: [Nothing, PrintersView];
  /** Saves the sheet by which a printer is lined up with the red form. Needs: print forms. */
  save_alignment: [SaveTo, Saved];
  /** Takes the last change back. Needs: sign in. */
  undo: [Nothing, Changed<StepView>];
  /** Does again what was taken back. Needs: sign in. */
  redo: [Nothing, Changed<StepView>];
  /** The settings. Needs: sign in. */
  settings: [Nothing, SettingsView];
  /** Changes a person's own settings, and the practice's where the role may. Needs: sign in. */
  save_settings: [SettingsView, Changed<SettingsView>];
  /** The people who may sign in. Needs: sign in. */
  users: [Nothing, UsersView];
  /** Adds a person with a role and a first password. Needs: add people. */
  add_user: [AddUser, Changed<UsersView>];
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
  export_audit: [SaveTo, AuditSaved];
  /** Prints a part of the audit log into a PDF. Needs: check the audit log. */
  print_audit: [PrintAudit, AuditSaved];
  /** Whether who has signed in knows that saved files can be read by anyone. Needs: sign in. */
  readable_told: [Nothing, ReadableTold];
  /** Notes that it was said that saved files can be read by anyone. Needs: sign in. */
  accept_readable: [Nothing, Nothing];
  /** Copies the practice, sealed, into one file, reopens it and checks it. Needs: back up the practice. */
  back_up: [SaveTo, Saved];
};

/** The right that each command needs. */
export const rights = {
  start: "anyone",
  create_practice: "anyone",
  create_demo: "anyone",
  unlock: "anyone",
  lock: "anyone",
  cancel_job: "anyone",
  session: "signed_in",
  new_kit: "signed_in",
  save_kit: "signed_in",
  check_kit: "signed_in",
  active: "signed_in",
  save_draft: "signed_in",
  draft: "signed_in",
  pick_files: "import_claims",
  pick_save: "signed_in",
  read_files: "import_claims",
  import_claims: "import_claims",
  find: "see_claims",
  claims: "see_claims",
  claim_totals: "see_claims",
  claim_facets: "see_claims",
  patients: "see_claims",
  patient: "see_claims",
  claim: "see_claims",
  save_patient: "edit_patients",
  hold_claims: "edit_claims",
  add_note: "edit_claims",
  preview_forms: "print_claims",
  preview_page: "print_claims",
  print_forms: "print_claims",
  reprint: "print_claims",
  print_runs: "print_claims",
  printers: "print_claims",
  save_alignment: "print_claims",
  undo: "signed_in",
  redo: "signed_in",
  settings: "signed_in",
  save_settings: "signed_in",
  users: "signed_in",
  add_user: "manage_users",
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
} as const satisfies Record<keyof Commands, string>;
