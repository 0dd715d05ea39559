//! The words of the list of claims and of the claim.

import type { ReplacingView } from "#ui/api/generated";
import { countText } from "#ui/kit/count";
import { plural } from "#ui/strings/plural";

const states: ReadonlyMap<string, string> = new Map([
  ["held", "On hold"],
  ["denied", "Denied"],
  ["work", "To work"],
  ["send", "To send"],
  ["imported", "To print"],
  ["payer", "With payer"],
  ["printed", "Printed"],
  ["patient", "Patient owes"],
  ["credit", "Owed back"],
  ["paid", "Paid"],
  ["closed", "Closed"],
  ["replaced", "Replaced or voided"],
]);

/** Where claims stand, the most urgent first. */
export const claimStates: readonly string[] = [...states.keys()];

/** Where a claim stands in a word or two. */
export function stateWord(state: string): string {
  return states.get(state) ?? state;
}

/** The same with the payer that it waits for, or the claim that stands in its place, where one is named. */
export function stateWords(state: string, waitsFor: string, later: ReplacingView | null): string {
  if (state === "replaced" && later !== null) {
    return later.voids ? `Voided by ${later.number}` : `Replaced by ${later.number}`;
  }
  if (waitsFor === "") {
    return stateWord(state);
  }
  return state === "send" ? `To send to ${waitsFor}` : `With ${waitsFor}`;
}

export const claimsWords = {
  title: "Claims",
  label: "Claims",
  views: "Lists",
  own: "Saved lists",
  viewsEnd: "claims, charges",
  all: "All claims",
  sorted: {
    service: ["oldest service first", "newest service first"],
    number: ["by number", "by number, last first"],
    patient: ["by patient", "by patient, Z to A"],
    payer: ["by payer", "by payer, Z to A"],
    charge: ["smallest charge first", "largest charge first"],
    state: ["most urgent first", "most urgent last"],
  },
  sub: (n: number, order: string) => `${plural(n, "claim", "claims")}, ${order}`,
  columns: {
    number: "Claim",
    patient: "Patient",
    payer: "Payer",
    service: "Service",
    charge: "Charge",
    state: "State",
    account: "Account",
    born: "Birth date",
    member: "Member ID",
    rendering: "Rendering",
    hold: "Why held",
    imported: "Imported on",
    printed: "Printed on",
  },
  filters: {
    bar: "Filters",
    text: "Find",
    textHint: "Number or patient",
    state: "State",
    payer: "Payer",
    rendering: "Rendering",
    import: "Import",
    days: "Service date",
    from: "From",
    to: "To",
    any: "any",
    since: (day: string) => `since ${day}`,
    until: (day: string) => `until ${day}`,
    between: (from: string, to: string) => `${from} to ${to}`,
    clearDays: "Clear service date",
    clear: "Clear all filters",
    clearShort: "Clear",
    filter: "Filter",
    filterDays: "Filter by service date",
  },
  total: (n: number) => plural(n, "claim", "claims"),
  ofAll: (n: number) => `of ${countText(n)}`,
  keys: { move: "Move", select: "Select", all: "Select all" },
  selected: (n: number) => `${countText(n)} selected`,
  none: "No claims yet. Bring in the claim files that your clearinghouse keeps.",
  bringIn: "Import claim files",
  nothingFits: "No claim fits these filters.",
  strip: "Selected claims",
  unread: "The list could not be read to its end. Open it again.",
};

export const actWords = {
  print: "Print",
  printMany: (n: number) => `Print ${countText(n)}`,
  hold: "Hold",
  holdMany: (n: number) => `Hold ${countText(n)}`,
  release: "Release",
  releaseMany: (n: number) => `Release ${countText(n)}`,
  note: "Note",
  clear: "Clear",
  open: "Open",
  why: "Why hold",
  whyHint: "Enter holds, Esc leaves it",
  noteText: "Note",
  noteHint: "Enter adds it, Esc leaves it",
  lookOn: "Look again",
  lookLike: "t+7",
  sayWhy: "Say in a few words why it is held",
  sayNote: "A note needs some words",
  nothing: "Select claims first, with Space",
  tooMany: (most: number) => `A print run takes ${countText(most)} claims. Narrow the list or select fewer.`,
  notHeld: "None of these is on hold",
  held: (n: number) => `Held ${plural(n, "claim", "claims")}`,
  released: (n: number) => `Released ${plural(n, "claim", "claims")}`,
  sensitive: "Mark sensitive",
  sensitiveTitle: "Bill this visit to nobody but the patient",
  openBill: "Not sensitive",
  openBillTitle: "Bill this visit as usual again",
  marked: "Nobody but the patient gets the bill of this visit",
  unmarked: "This visit is billed as usual",
  noted: (n: number) => (n === 1 ? "Note added" : `Note added to ${plural(n, "claim", "claims")}`),
};

export const claimWords = {
  title: (number: string) => `Claim ${number}`,
  opening: "Claim",
  boxes: "Boxes of the CMS-1500",
  boxesAfter: "Boxes after the lines",
  linesLabel: "Service lines, box 24",
  columns: {
    n: "24",
    days: "Dates",
    pos: "POS",
    code: "Code",
    modifiers: "Mod",
    pointers: "Ptr",
    charge: "Charge",
    units: "Units",
    more: "Rendering, supplement",
  },
  minutes: (units: string) => `${units} min`,
  through: (from: string, to: string) => `${from} to ${to}`,
  totalCharge: "total charge 28",
  lines: (n: number) => plural(n, "line", "lines"),
  references: "Numbers of the claim",
  others: "Other insurance",
  otherOrder: (order: string, payer: string) => `${payer}, ${order}`,
  otherPaid: (money: string) => `paid ${money}`,
  money: {
    how: "How it goes",
    payer: "Payer",
    order: "Asked as",
    frequency: "Goes as",
    sheets: "Sheets",
    bill: "Bill",
    later: (voids: boolean) => (voids ? "Voided by" : "Replaced by"),
    earlier: (voids: boolean) => (voids ? "Voids" : "Replaces"),
    billPatient: "the patient",
    sensitive: "Sensitive",
  },
  findings: "Findings",
  fine: "Nothing to fix before printing.",
  next: "Next to fix",
  nextShort: "Next to fix",
  noFindings: "Nothing to fix or check on this claim",
  boxOf: (item: string) => (item === "" ? "" : boxName(item)),
  timeline: "Timeline",
  by: (who: string) => `by ${who}`,
  again: "Print again",
  printed: (n: number, sheets: number, to: string) => `Printed again ${plural(n, "claim", "claims")} on ${plural(sheets, "sheet", "sheets")} to ${to}`,
  raw: "837P that it came from",
  onSheet: (n: number, amount: string) => `sheet ${n} ${amount}`,
  rawImport: "Its import",
  rawNone: "This claim was not read from a claim file, so there are no segments.",
  rawShow: "Show the raw X12",
  rawHide: "Fold the raw X12",
  rawKey: "Raw X12",
  copy: "Copy",
  copySegments: (n: number) => `Copy ${plural(n, "segment", "segments")}`,
  copied: (n: number) => `Copied ${plural(n, "segment", "segments")}`,
  nothingToCopy: "Select segments first, or click a line or a box",
  segmentsLabel: "Segments of the claim",
  patient: "Open account",
  back: "Back to the list",
  openLater: (number: string) => `Open ${number}`,
  nextClaim: "Next claim",
  beforeClaim: "Previous claim",
  walk: "Next, back",
  last: "This is the last claim of the list",
  first: "This is the first claim of the list",
  noList: "This claim was not opened from a list",
  place: (n: number, of: number) => `${countText(n)} of ${countText(of)}`,
  list: "The list",
  held: (why: string) => `On hold: ${why}`,
};

/** A box as billers say it: `24 D, line 1`. */
function boxName(item: string): string {
  const line = /^24\.(\d+)(?:[ .]([A-J])$)?/.exec(item);
  return line === null ? item : `24${line[2] ?? ""}, line ${line[1] ?? ""}`;
}

/** What the boxes are called on the screen: short, as there is little room. */
const boxes: ReadonlyMap<string, string> = new Map([
  ["1", "Coverage"],
  ["1a", "Member ID"],
  ["2", "Patient"],
  ["3", "Birth date, sex"],
  ["4", "Insured"],
  ["5", "Address"],
  ["6", "Insured is"],
  ["7", "Insured's address"],
  ["9", "Other insured"],
  ["9a", "Other policy"],
  ["9d", "Other plan"],
  ["10", "Job, auto, other"],
  ["10d", "Claim codes"],
  ["11", "Group number"],
  ["11a", "Insured's birth"],
  ["11b", "Other claim ID"],
  ["11c", "Plan"],
  ["11d", "Other plan"],
  ["12", "Patient signed"],
  ["13", "Insured signed"],
  ["14", "Onset"],
  ["15", "Other date"],
  ["16", "Unable to work"],
  ["17", "Referring"],
  ["17a", "Other ID"],
  ["17b", "NPI"],
  ["18", "Hospital"],
  ["19", "Claim note"],
  ["20", "Outside lab"],
  ["21", "Diagnoses"],
  ["22", "Resubmission"],
  ["23", "Authorization"],
  ["25", "Tax ID"],
  ["26", "Account"],
  ["27", "Accept"],
  ["28", "Total charge"],
  ["29", "Paid"],
  ["31", "Signature"],
  ["32", "Where"],
  ["32a", "NPI"],
  ["32b", "Other ID"],
  ["33", "Billing"],
  ["33a", "NPI"],
  ["33b", "Other ID"],
]);

export function boxTitle(item: string): string {
  return boxes.get(item) ?? "";
}

export function diagnosesTitle(system: string): string {
  return system === "" ? "Diagnoses" : `Diagnoses, ${system}`;
}
