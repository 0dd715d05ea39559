//! The words of the forms: patients, coverages, payers, providers, claims, and the lists of them.

import { countText } from "#ui/kit/count";
import { patientWords } from "#ui/strings/patients";
import { plural } from "#ui/strings/plural";

type Options = readonly { readonly value: string; readonly title: string }[];

const yesNo: Options = [
  { value: "N", title: "No" },
  { value: "Y", title: "Yes" },
];

const onFile: Options = [
  { value: "", title: "Not answered" },
  { value: "Y", title: "On file" },
  { value: "N", title: "Not on file" },
];

const otherIds: Options = [
  { value: "", title: "None" },
  { value: "G2", title: "G2 payer's number" },
  { value: "0B", title: "0B license" },
  { value: "LU", title: "LU location" },
  { value: "1G", title: "1G UPIN" },
];

const kinds: Options = [
  { value: "organization", title: "Organization" },
  { value: "person", title: "Person" },
];

const taxKinds: Options = [
  { value: "EI", title: "EIN" },
  { value: "SY", title: "SSN" },
];

/** What can be chosen, by the field's name or the end of it. */
const choices: Readonly<Record<string, Options>> = {
  sex: [
    { value: "", title: "Not known" },
    { value: "F", title: "Female" },
    { value: "M", title: "Male" },
    { value: "U", title: "Unknown" },
  ],
  guarantor: [
    { value: "patient", title: "The patient" },
    { value: "other", title: "Somebody else" },
  ],
  relationship: [
    { value: "", title: "Not known" },
    { value: "18", title: "Self" },
    { value: "01", title: "Spouse" },
    { value: "19", title: "Child" },
    { value: "20", title: "Employee" },
    { value: "53", title: "Life partner" },
    { value: "39", title: "Organ donor" },
    { value: "40", title: "Cadaver donor" },
    { value: "21", title: "Unknown" },
    { value: "G8", title: "Other" },
  ],
  filing_indicator: [
    { value: "", title: "Not known" },
    { value: "MB", title: "Medicare Part B" },
    { value: "MA", title: "Medicare Part A" },
    { value: "MC", title: "Medicaid" },
    { value: "CH", title: "TRICARE" },
    { value: "VA", title: "Veterans Affairs" },
    { value: "BL", title: "Blue Cross Blue Shield" },
    { value: "CI", title: "Commercial" },
    { value: "HM", title: "HMO" },
    { value: "12", title: "PPO" },
    { value: "13", title: "Point of service" },
    { value: "14", title: "EPO" },
    { value: "15", title: "Indemnity" },
    { value: "16", title: "Medicare Advantage HMO" },
    { value: "AM", title: "Automobile" },
    { value: "LM", title: "Liability" },
    { value: "LI", title: "Liability, other" },
    { value: "WC", title: "Workers' compensation" },
    { value: "FI", title: "Federal employees" },
    { value: "OF", title: "Other federal" },
    { value: "TV", title: "Title V" },
    { value: "DS", title: "Disability" },
    { value: "11", title: "Other nonfederal" },
    { value: "17", title: "Dental maintenance" },
    { value: "ZZ", title: "Other" },
  ],
  "coverage.order": [
    { value: "1", title: "1 Primary" },
    { value: "2", title: "2 Secondary" },
    { value: "3", title: "3 Tertiary" },
    ...["4", "5", "6", "7", "8", "9"].map((value) => ({ value, title: `${value} Further` })),
  ],
  order: [
    { value: "", title: "Not known" },
    { value: "P", title: "Primary" },
    { value: "S", title: "Secondary" },
    { value: "T", title: "Tertiary" },
    ...["A", "B", "C", "D", "E", "F", "G", "H"].map((value) => ({ value, title: `Payer ${value}` })),
    { value: "U", title: "Unknown" },
  ],
  insurance_type: [
    { value: "", title: "–" },
    { value: "12", title: "12 Working aged" },
    { value: "13", title: "13 Kidney disease" },
    { value: "14", title: "14 No-fault" },
    { value: "15", title: "15 Workers' compensation" },
    { value: "16", title: "16 Public health" },
    { value: "41", title: "41 Black lung" },
    { value: "42", title: "42 Veterans Affairs" },
    { value: "43", title: "43 Disabled under 65" },
    { value: "47", title: "47 Other liability" },
  ],
  role: [
    { value: "billing", title: "Bills and is paid" },
    { value: "rendering", title: "Renders services" },
    { value: "referring", title: "Refers or orders" },
    { value: "facility", title: "Is a facility" },
  ],
  kind: kinds,
  tax_kind: taxKinds,
  other_kind: otherIds,
  employment: yesNo,
  auto: yesNo,
  accident: yesNo,
  release: [
    { value: "", title: "Not on file" },
    { value: "Y", title: "On file" },
    { value: "I", title: "Informed consent" },
  ],
  benefits_assigned: [...onFile, { value: "W", title: "Does not apply" }],
  provider_signature: onFile,
  assignment: [
    { value: "", title: "Not answered" },
    { value: "A", title: "Yes" },
    { value: "B", title: "Lab only" },
    { value: "C", title: "No" },
    { value: "P", title: "Patient refuses" },
  ],
  onset_kind: [
    { value: "431", title: "431 Onset" },
    { value: "484", title: "484 Last period" },
    { value: "439", title: "439 Accident" },
  ],
  "other_kind.date": [
    { value: "454", title: "454 Initial treatment" },
    { value: "304", title: "304 Last seen" },
    { value: "453", title: "453 Acute phase" },
    { value: "455", title: "455 Last X-ray" },
    { value: "471", title: "471 Prescription" },
    { value: "090", title: "090 Care assumed" },
    { value: "091", title: "091 Care given over" },
    { value: "444", title: "444 First visit" },
  ],
  "referrer.role": [
    { value: "DN", title: "DN Referred" },
    { value: "DK", title: "DK Ordered" },
    { value: "DQ", title: "DQ Supervised" },
  ],
  icd: [
    { value: "0", title: "0 ICD-10" },
    { value: "9", title: "9 ICD-9" },
  ],
  frequency: [
    { value: "1", title: "1 Original" },
    { value: "7", title: "7 Replacement" },
    { value: "8", title: "8 Void" },
    { value: "6", title: "6 Corrected" },
  ],
  authorization_kind: [
    { value: "G1", title: "Authorization" },
    { value: "9F", title: "Referral" },
    { value: "X4", title: "CLIA" },
    { value: "EW", title: "Mammography" },
  ],
  unit: [
    { value: "UN", title: "Units" },
    { value: "MJ", title: "Minutes" },
  ],
  ndc_unit: [
    { value: "UN", title: "UN units" },
    { value: "ML", title: "ML" },
    { value: "GR", title: "GR grams" },
    { value: "ME", title: "ME mg" },
    { value: "F2", title: "F2 IU" },
  ],
};

/** The options of a field: by its whole name, then by the end of it. */
export function optionsOf(kind: string, name: string): Options {
  return choices[`${kind}.${name}`] ?? choices[name] ?? choices[lastOf(name)] ?? [];
}

export function lastOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

const labels: Readonly<Record<string, string>> = {
  ...patientWords.fields,
  guarantor: "Who answers for the bill",
  payer: "Payer",
  name: "Name",
  payer_id: "Payer ID",
  order: "Pays",
  member_id: "Member ID",
  group_number: "Group or policy number",
  plan_name: "Plan name",
  filing_indicator: "Kind of insurance",
  insurance_type: "MSP type",
  relationship: "The patient is the insured's",
  from: "From",
  to: "To",
  role: "What it does",
  kind: "Kind",
  npi: "NPI",
  taxonomy: "Taxonomy code",
  tax_id: "Tax ID",
  tax_kind: "Kind of tax ID",
  other_kind: "Other ID, kind",
  other_id: "Other ID",
  coverage_id: "Coverage",
  other_coverage: "Other coverage",
  "patient.last": "Patient, last name",
  "insured.last": "Insured, last name",
  "other.insured.last": "Other insured, last name",
  "other.payer.name": "Other payer",
  "other.payer.id": "Other payer's ID",
  "other.paid": "Other payer paid",
  "other.order": "Other plan pays",
  employment: "Work related",
  auto: "Auto accident",
  accident_state: "State",
  accident: "Other accident",
  condition_codes: "Claim codes",
  casualty: "Casualty claim number",
  release: "Patient's signature",
  benefits_assigned: "Insured's signature",
  onset_on: "Onset",
  onset_kind: "What began",
  other_on: "Other date",
  "date.other_kind": "What it was",
  unable_from: "Off work from",
  unable_to: "Off work to",
  admitted_on: "In hospital from",
  discharged_on: "In hospital to",
  note: "Additional information",
  icd: "Revision",
  frequency: "Resubmission",
  original_ref: "Original claim number",
  authorization: "Authorization number",
  authorization_kind: "Its kind",
  number: "Claim number",
  assignment: "Accept assignment",
  paid: "Patient paid",
  provider_signature: "Provider's signature",
  pos: "Place of service",
  "pick.referrer": "Pick who referred",
  "pick.rendering": "Pick who rendered",
  "pick.facility": "Pick the facility",
  "pick.billing": "Pick who bills",
  "referrer.role": "Part",
  "referrer.last": "Last name",
  "rendering.last": "Rendering, last name",
  "facility.last": "Facility",
  "billing.last": "Billing provider",
  "payer.name": "Payer's name",
  "payer.id": "Payer ID",
  pick: "Find the patient",
};

/** The label of a field: by its whole name, then by the end of it. */
export function labelOf(name: string): string {
  if (name.startsWith("dx.")) {
    return name.slice(3);
  }
  return labels[name] ?? labels[lastOf(name)] ?? name;
}

const lineLabels: Readonly<Record<string, string>> = {
  from: "From",
  to: "To",
  pos: "POS",
  emg: "EMG",
  code: "Code",
  mods: "Mods",
  pointers: "Ptr",
  charge: "Charge",
  units: "Units",
  epsdt: "EPS",
  family: "Fam",
  rendering_npi: "Rendering NPI",
  ndc: "NDC",
  ndc_unit: "NDC unit",
  ndc_quantity: "Quantity",
  unit: "Counted in",
  lab_charge: "Outside lab",
  note: "Text",
  description: "Unlisted code",
};

const titles: Readonly<Record<string, readonly [added: string, edited: string]>> = {
  patient: ["New patient", "Edit patient"],
  coverage: ["New coverage", "Edit coverage"],
  payer: ["New payer", "Edit payer"],
  provider: ["New provider", "Edit provider"],
  facility: ["New facility", "Edit facility"],
  claim: ["New claim", "Correct claim"],
};

export const formWords = {
  title: (kind: string, fresh: boolean) => titles[kind]?.[fresh ? 0 : 1] ?? kind,
  draft: "draft kept",
  opening: "Form",
  groups: {
    patient: "Patient",
    guarantor: "Guarantor",
    coverage: "Coverage",
    insured: "Insured",
    payer: "Payer",
    provider: "Provider",
    address: "Address",
    ids: "Numbers",
    condition: "Condition and signatures",
    other: "Other plan",
    dates: "Dates and referral",
    diagnoses: "Diagnoses",
    lines: "Services",
    billing: "Charges and signature",
    rendering: "Rendering",
    facility: "Where",
    biller: "Billing",
    carrier: "Carrier block",
  },
  lineLabel: (name: string, n: number) => `${lineLabels[name] ?? name}, line ${countText(n)}`,
  lineHead: (name: string) => lineLabels[name] ?? name,
  lineBoxes: { from: "24A", to: "A", pos: "B", emg: "C", code: "D", mods: "D", pointers: "E", charge: "F", units: "G", epsdt: "H", family: "H", rendering_npi: "24J", ndc: "24 shaded", lab_charge: "20", note: "24 shaded" },
  lines: "Lines of service",
  total: (n: number) => `${plural(n, "line", "lines")}, total charge`,
  totalBox: "28",
  shaded: "Shaded part of this line",
  shadedOf: (n: number) => `Shaded part of line ${countText(n)}`,
  lineOf: (n: number) => `Line ${countText(n)}`,
  save: "Save",
  savePrint: "Save and print",
  toFix: (n: number) => `${countText(n)} to fix`,
  next: "Next to fix",
  noFindings: "Nothing to fix or check",
  fine: "Nothing to fix",
  checking: "Found when you leave a field",
  leave: "Leave, keep the draft",
  leaveShort: "Leave",
  discard: "Forget the draft",
  findings: "Findings",
  draftBack: "This is what you typed before. It is saved only when you press Save.",
  changedUnder: "Somebody changed this while you typed. What you typed is kept here; save again to put yours in its place.",
  coverages: { none: "No coverage", of: (order: string, payer: string, member: string) => [order, payer, member].filter((text) => text !== "").join(", ") },
  pickPatient: "Whose claim is it",
  pickPatientSays: "Type a part of the name, a birth date or an account number.",
  newPatient: "New patient",
  newPatientShort: "New patient",
  editPatient: "Edit patient and guarantor",
  change: "Change",
  newClaim: "New claim",
  newCoverage: "Add a coverage",
  reorder: "Change which pays first",
  noPayer: "Not in the list. Add it under Lists.",
  correct: "Correct",
  correctClaim: "Correct this claim",
  drafts: "Half typed",
  draftOf: (kind: string, fresh: boolean) => titles[kind]?.[fresh ? 0 : 1] ?? kind,
  goOn: (title: string) => `Go on: ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
  differences: "The chart says otherwise",
  update: "Update this claim",
};

export const registerWords = {
  title: "Lists",
  label: "Payers and providers",
  sub: (n: number) => plural(n, "entry", "entries"),
  search: "Find in the lists",
  columns: { kind: "Kind", name: "Name", number: "NPI or payer ID", place: "Place" },
  kinds: { payer: "Payer", billing: "Billing provider", rendering: "Rendering provider", referring: "Referring provider", facility: "Facility" },
  kind: (kind: string) => registerKinds[kind] ?? kind,
  newPayer: "New payer",
  newProvider: "New provider",
  newFacility: "New facility",
  none: "No payers or providers yet. They come in with your claim files, or add them here.",
  nobody: "Nothing here is called that.",
  clear: "Clear the search",
  move: "Move",
  open: "Edit",
};

const registerKinds: Readonly<Record<string, string>> = registerWords.kinds;
