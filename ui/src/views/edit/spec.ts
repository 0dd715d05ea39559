//! Which fields each form has and where they stand, in the order in which they are typed: the paper's
//! order for claims. A row is twelve parts wide; in the smallest window one part has room for a state, two for a ZIP.

import type { Texts } from "#ui/app/useDraft";
import { formWords as words } from "#ui/strings/forms";

export type FieldKind = "text" | "code" | "day" | "money" | "phone" | "select" | "payer" | "provider" | "guarantor" | "account" | "coverage" | "other";

export type FieldSpec = {
  readonly name: string;
  /** Twelfths of the row. */
  readonly width: number;
  readonly kind: FieldKind;
  /** The box of the paper. */
  readonly box?: string;
  /** Hidden by the privacy blur. */
  readonly personal?: boolean;
};

export type GroupSpec = {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly (readonly FieldSpec[])[];
  /** When it is there at all. */
  readonly shown?: (texts: Texts) => boolean;
};

const selects = new Set([
  "sex guarantor relationship filing_indicator order insurance_type role kind tax_kind other_kind employment auto accident release",
  "benefits_assigned provider_signature assignment onset_kind icd frequency authorization_kind confidential sensitive",
].flatMap((names) => names.split(" ")));
const days = new Set(["born_on", "from", "to", "onset_on", "other_on", "unable_from", "unable_to", "admitted_on", "discharged_on", "guarantor_from"]);
const codes = new Set(["member_id", "group_number", "npi", "taxonomy", "tax_id", "other_id", "payer_id", "id", "number", "original_ref", "authorization", "condition_codes", "casualty"]);
const people = /^(?:patient|insured|guarantor|confidential|other\.insured)\.|^(?:last|first|middle|suffix|born_on|phone|line[12]|city|zip|member_id|group_number|casualty|number)$|member_id$|group_number$/;

/** A field by its name, its width and its box; what it is follows from the name. */
function field(name: string, width: number, box?: string): FieldSpec {
  const last = name.slice(name.lastIndexOf(".") + 1);
  const kind: FieldKind = name.startsWith("pick.")
    ? "provider"
    : name.startsWith("dx.")
      ? "code"
      : selects.has(last)
        ? "select"
        : days.has(last)
          ? "day"
          : last === "phone"
            ? "phone"
            : last === "paid"
              ? "money"
              : last === "coverage_id"
                ? "coverage"
                : last === "other_coverage"
                  ? "other"
                  : codes.has(last)
                    ? "code"
                    : "text";
  return { name, width, kind, ...(box === undefined ? {} : { box }), ...(people.test(name) ? { personal: true } : {}) };
}

function person(prefix: string): readonly (readonly FieldSpec[])[] {
  const f = (name: string, width: number) => field(`${prefix}${name}`, width);
  return [
    [f("last", 4), f("first", 4), f("middle", 2), f("suffix", 2)],
    [f("born_on", 3), f("sex", 2), f("phone", 3), f("line1", 4)],
    [f("line2", 4), f("city", 4), f("state", 2), f("zip", 2)],
  ];
}

const isSelf = (texts: Texts) => texts["relationship"] === "18";
const isPerson = (texts: Texts) => texts["kind"] === "person";

const patient: readonly GroupSpec[] = [
  { id: "patient", title: words.groups.patient, rows: person("") },
  { id: "answers", title: words.groups.guarantor, rows: [[field("guarantor", 4)]] },
  {
    id: "guarantor",
    title: "",
    rows: [[{ name: "pick.guarantor", width: 8, kind: "guarantor" }], ...person("guarantor.")],
    shown: (texts) => texts["guarantor"] === "other",
  },
  {
    id: "since",
    title: "",
    rows: [[field("guarantor_from", 4)]],
    // Where the patient has always answered there is nothing to say.
    shown: (texts) => texts["guarantor"] === "other" || (texts["guarantor.id"] ?? "") !== "" || (texts["guarantor_from"] ?? "") !== "",
  },
  { id: "reach", title: words.groups.confidential, rows: [[field("confidential", 4)]] },
  {
    id: "confidential",
    title: "",
    rows: [
      [field("confidential.line1", 4), field("confidential.line2", 4), field("confidential.phone", 4)],
      [field("confidential.city", 4), field("confidential.state", 2), field("confidential.zip", 2)],
    ],
    shown: (texts) => texts["confidential"] === "own",
  },
];

const coverage: readonly GroupSpec[] = [
  {
    id: "coverage",
    title: words.groups.coverage,
    rows: [
      [{ name: "payer", width: 5, kind: "payer" }, field("order", 3), field("filing_indicator", 4, "1")],
      [field("member_id", 4, "1a"), field("group_number", 4, "11"), field("plan_name", 4, "11c")],
      [field("from", 3), field("to", 3), field("insurance_type", 6)],
    ],
  },
  { id: "relation", title: words.groups.insured, rows: [[field("relationship", 4, "6")]] },
  { id: "insured", title: "", rows: person("insured."), shown: (texts) => !isSelf(texts) },
];

const address = [
  [field("line1", 6), field("line2", 6)],
  [field("city", 6), field("state", 3), field("zip", 3)],
];

const payer: readonly GroupSpec[] = [
  {
    id: "payer",
    title: words.groups.payer,
    rows: [[plain(field("name", 5)), field("payer_id", 3), field("filing_indicator", 4, "1")], [field("appeal_days", 4)]],
  },
  { id: "address", title: words.groups.address, rows: address.map((row) => row.map(plain)) },
];

function plain(spec: FieldSpec): FieldSpec {
  return { ...spec, personal: false };
}

const provider: readonly GroupSpec[] = [
  { id: "provider", title: words.groups.provider, rows: [[field("role", 4), field("kind", 4)]] },
  { id: "name", title: "", rows: [[field("last", 4), field("first", 4), field("middle", 2), field("suffix", 2)].map(plain)], shown: isPerson },
  { id: "organization", title: "", rows: [[plain(field("last", 8))]], shown: (texts) => !isPerson(texts) },
  {
    id: "ids",
    title: words.groups.ids,
    rows: [
      [field("npi", 3), field("taxonomy", 3), field("tax_id", 3, "25"), field("tax_kind", 3, "25")],
      [field("other_kind", 4), field("other_id", 4), plain(field("phone", 4))],
    ],
  },
  { id: "address", title: words.groups.address, rows: address.map((row) => row.map(plain)) },
];

/** The claim's form before its lines. */
export const claimBefore: readonly GroupSpec[] = [
  {
    id: "coverage",
    title: words.groups.coverage,
    rows: [
      [field("coverage_id", 8), field("order", 4)],
      [field("filing_indicator", 4, "1"), field("member_id", 3, "1a"), field("payer.name", 5)],
      [field("payer.id", 2), field("payer.line1", 4), field("payer.city", 3), field("payer.state", 1), field("payer.zip", 2)],
    ],
  },
  {
    id: "patient",
    title: words.groups.patient,
    rows: [
      [field("patient.last", 3, "2"), field("patient.first", 2, "2"), field("patient.middle", 2, "2"), field("patient.suffix", 1), field("patient.born_on", 2, "3"), field("patient.sex", 2, "3")],
      [field("patient.line1", 6, "5"), field("patient.line2", 6, "5")],
      [field("patient.city", 5, "5"), field("patient.state", 2, "5"), field("patient.zip", 2, "5"), field("patient.phone", 3, "5")],
    ],
  },
  {
    id: "insured",
    title: words.groups.insured,
    rows: [
      [field("relationship", 3, "6"), field("insured.last", 4, "4"), field("insured.first", 2, "4"), field("insured.middle", 2, "4"), field("insured.suffix", 1)],
      [field("insured.line1", 6, "7"), field("insured.line2", 6, "7")],
      [field("insured.city", 5, "7"), field("insured.state", 2, "7"), field("insured.zip", 2, "7"), field("insured.phone", 3, "7")],
    ],
  },
  {
    id: "other",
    title: words.groups.other,
    rows: [
      [field("other_coverage", 8, "11d"), field("other.order", 4)],
      [field("other.insured.last", 4, "9"), field("other.insured.first", 3, "9"), field("other.insured.middle", 2, "9"), field("other.relationship", 3)],
      [field("other.member_id", 3, "9a"), field("other.group_number", 3, "9a"), field("other.plan_name", 3, "9d"), field("other.paid", 3, "29")],
      [field("other.payer.name", 5, "9d"), field("other.payer.id", 3), field("other.filing_indicator", 4)],
    ],
  },
  {
    id: "condition",
    title: words.groups.condition,
    rows: [
      [field("employment", 2, "10a"), field("auto", 2, "10b"), field("accident_state", 2, "10b"), field("accident", 3, "10c"), field("condition_codes", 3, "10d")],
      [field("group_number", 4, "11"), field("insured.born_on", 2, "11a"), field("insured.sex", 2, "11a"), field("casualty", 4, "11b")],
      [field("plan_name", 6, "11c"), field("insurance_type", 6)],
      [field("release", 6, "12"), field("benefits_assigned", 6, "13")],
    ],
  },
  {
    id: "dates",
    title: words.groups.dates,
    rows: [
      [field("onset_on", 2, "14"), field("onset_kind", 3, "14"), field("other_on", 3, "15"), { name: "other_kind", width: 4, kind: "select", box: "15" }],
      [field("unable_from", 3, "16"), field("unable_to", 3, "16"), field("pick.referrer", 3, "17"), field("referrer.role", 3, "17")],
      [field("referrer.last", 4, "17"), field("referrer.first", 3, "17"), field("referrer.npi", 2, "17b"), field("referrer.other_kind", 3, "17a")],
      [field("referrer.other_id", 4, "17a"), field("admitted_on", 4, "18"), field("discharged_on", 4, "18")],
      [field("note", 12, "19")],
    ],
  },
  {
    id: "diagnoses",
    title: words.groups.diagnoses,
    rows: [
      ["A", "B", "C", "D", "E", "F"].map((letter) => field(`dx.${letter}`, 2, "21")),
      ["G", "H", "I", "J", "K", "L"].map((letter) => field(`dx.${letter}`, 2, "21")),
      [field("icd", 3, "21"), field("frequency", 4, "22"), field("original_ref", 5, "22")],
      [field("authorization", 7, "23"), field("authorization_kind", 5, "23")],
    ],
  },
];

/** The claim's form after its lines. */
export const claimAfter: readonly GroupSpec[] = [
  {
    id: "billing",
    title: words.groups.billing,
    rows: [
      [field("billing.tax_id", 3, "25"), field("billing.tax_kind", 3, "25"), field("number", 3, "26"), field("assignment", 3, "27")],
      [field("paid", 3, "29"), field("pos", 3, "24B")],
    ],
  },
  {
    id: "bill",
    title: words.groups.bill,
    rows: [[{ name: "bill_to", width: 6, kind: "account", personal: true }, field("sensitive", 6)]],
  },
  {
    id: "rendering",
    title: words.groups.rendering,
    rows: [
      [field("pick.rendering", 3, "24J"), field("rendering.last", 4, "31"), field("rendering.first", 3, "31"), field("rendering.npi", 2, "24J")],
      [field("rendering.taxonomy", 3, "24J"), field("rendering.other_kind", 3, "24I"), field("rendering.other_id", 3, "24J"), field("provider_signature", 3, "31")],
    ],
  },
  {
    id: "facility",
    title: words.groups.facility,
    rows: [
      [field("pick.facility", 5, "32"), field("facility.last", 7, "32")],
      [field("facility.line1", 3, "32"), field("facility.line2", 3, "32"), field("facility.city", 3, "32"), field("facility.state", 1, "32"), field("facility.zip", 2, "32")],
      [field("facility.npi", 4, "32a"), field("facility.other_kind", 4, "32b"), field("facility.other_id", 4, "32b")],
    ],
  },
  {
    id: "biller",
    title: words.groups.biller,
    rows: [
      [field("pick.billing", 3, "33"), field("billing.last", 4, "33"), field("billing.first", 2, "33"), field("billing.phone", 3, "33")],
      [field("billing.line1", 3, "33"), field("billing.line2", 3, "33"), field("billing.city", 3, "33"), field("billing.state", 1, "33"), field("billing.zip", 2, "33")],
      [field("billing.kind", 4, "33"), field("billing.npi", 4, "33a"), field("billing.taxonomy", 4, "33b")],
      [field("billing.other_kind", 4, "33b"), field("billing.other_id", 4, "33b")],
    ],
  },
];

/** The fields of a form by its kind; a claim has its lines besides. */
export function groupsOf(kind: string): readonly GroupSpec[] {
  switch (kind) {
    case "patient":
      return patient;
    case "coverage":
      return coverage;
    case "payer":
      return payer;
    case "provider":
      return provider;
    case "claim":
      return claimBefore;
    default:
      return [];
  }
}

export type LineColumn = "from" | "to" | "pos" | "emg" | "code" | "mods" | "pointers" | "charge" | "units" | "epsdt" | "family" | "rendering_npi";
export type ShadedColumn = "ndc" | "ndc_unit" | "ndc_quantity" | "unit" | "lab_charge" | "note" | "description";

/** The columns of a line of service, as wide as what stands in them. */
export const lineColumns: readonly LineColumn[] = ["from", "to", "pos", "emg", "code", "mods", "pointers", "charge", "units", "epsdt", "family", "rendering_npi"];

/** What stands in the shaded part of a line. */
export const shadedColumns: readonly ShadedColumn[] = ["ndc", "ndc_unit", "ndc_quantity", "unit", "lab_charge", "note", "description"];

/** The part of a form that may live where the patient does, by what its fields begin with. */
export function besidePatient(kind: string, texts: Texts): "guarantor." | "insured." | null {
  if (kind === "patient") {
    return texts["guarantor"] === "other" ? "guarantor." : null;
  }
  return (kind === "coverage" || kind === "claim") && !isSelf(texts) ? "insured." : null;
}

/** What somebody shares with the patient whose home is theirs. The last name only where none stands. */
export function sharedWithPatient(prefix: string, patient: Texts, texts: Texts): Texts {
  const home = ["phone", "line1", "line2", "city", "state", "zip"];
  const names = (texts[`${prefix}last`] ?? "") === "" ? ["last", ...home] : home;
  return Object.fromEntries(names.map((name) => [`${prefix}${name}`, patient[name] ?? ""]));
}

/** How many lines a form has, by its texts. */
export function lineCount(texts: Texts): number {
  const typed = Object.entries(texts).filter(([name, text]) => text.trim() !== "" && /^line\.\d+\.(?!was$)/.test(name));
  return Math.max(0, ...typed.map(([name]) => Number(name.split(".")[1])));
}
