//! The words of the work: the queues of open dollars, what is done about one, underpaid lines, aging.

import { countText } from "#ui/kit/count";
import { plural } from "#ui/strings/plural";

/** The queues as a day goes through them; what the core calls them stands in the rows. */
const queues: ReadonlyMap<string, { readonly title: string; readonly says: string; readonly none: string; readonly also: string }> = new Map([
  [
    "denied",
    {
      title: "Denied",
      says: "a payer refused them and said why",
      none: "Nothing is denied. Every refusal is corrected, decided or written off.",
      also: "denials rejections refused appeal carc worklist",
    },
  ],
  [
    "look",
    {
      title: "To look at",
      says: "left open by a payer without a reason",
      none: "No payer left anything open without a reason.",
      also: "unexplained short review worklist",
    },
  ],
  [
    "send",
    {
      title: "To send",
      says: "not with the payer that is next",
      none: "Nothing waits to be sent.",
      also: "bill secondary ready to go out submit print worklist",
    },
  ],
  [
    "ask",
    {
      title: "To ask about",
      says: "came by import, no answer is known",
      none: "There is no claim to ask a payer about.",
      also: "follow up status call payer no answer worklist",
    },
  ],
  [
    "wait",
    {
      title: "Waiting",
      says: "with the payer, which has its time",
      none: "No payer has anything to answer.",
      also: "pending in process with payers insurance worklist",
    },
  ],
  [
    "patient",
    {
      title: "Patients owe",
      says: "the payers are done",
      none: "No patient owes anything.",
      also: "patient balances self-pay responsibility statements collect worklist",
    },
  ],
  [
    "hold",
    {
      title: "On hold",
      says: "kept back by somebody, with a reason",
      none: "Nothing is on hold.",
      also: "held kept back worklist",
    },
  ],
  [
    "credits",
    {
      title: "Credits",
      says: "paid too much, owed back",
      none: "We owe nobody anything.",
      also: "refunds overpayments owed back negative balance worklist",
    },
  ],
]);

export function queueWords(name: string) {
  return queues.get(name);
}

const owners: ReadonlyMap<string, string> = new Map([
  ["1", "Primary payer"],
  ["2", "Secondary payer"],
  ["3", "Tertiary payer"],
  ["patient", "Patient"],
  ["us", "Us, to work"],
  ["hold", "On hold"],
]);

/** Whose dollar it is. */
export function ownerWord(owner: string): string {
  return owners.get(owner) ?? owner;
}

export const workWords = {
  title: "Work",
  layer: "Work",
  sub: (n: number) => plural(n, "claim", "claims"),
  table: "Queues",
  columns: { key: "Key", queue: "Queue", count: "Count", balance: "Balance", due: "Due" },
  groups: { us: "With us", payers: "With payers", patients: "With patients", hold: "On hold", credits: "Owed back", beside: "Beside the A/R", paper: "On paper" },
  all: "All that is owed",
  side: "Queues",
  sideEnd: "claims, open dollars",
  reports: "Reports",
  go: (title: string) => `Work: ${title.toLowerCase()}`,
  keysOpen: "Open a queue",
  move: "Move",
  open: "Open",
  byOwner: "By owner",
  none: "No money is owed yet. It comes with the first claim.",
  ties: {
    title: "Every dollar has one owner",
    queues: "Queues",
    owners: "Owners",
    ar: "A/R",
    difference: "Difference",
    adrift: "Without a next step",
    proved: (postings: number) => `${plural(postings, "posting", "postings")} in the books`,
    agrees: "It ties",
    broken: "It does not tie",
  },
  tiesLine: "Queues and A/R tie",
  tiesNot: (queues: string, ar: string) => `Queues ${queues}, A/R ${ar}. Settings, Audit log checks the file.`,
};

/** Days until a limit: `3 d`, `today`, `4 d late`. */
export function leftText(days: number): string {
  return days === 0 ? "today" : days < 0 ? `${countText(-days)} d late` : `${countText(days)} d`;
}

export const queueListWords = {
  label: (title: string) => `${title}, claims`,
  sub: (n: number, cents: string) => `${plural(n, "visit", "visits")}, ${cents}`,
  /** Of a visit that is denied each claim stands as denied in the list of claims. */
  asClaims: (n: number) => `${plural(n, "claim", "claims")} in the list of claims`,
  noted: (note: string, by: string) => `Note: ${note} (${by})`,
  columns: {
    claim: "Claim",
    patient: "Patient",
    payer: "Payer",
    owed: "Owed to",
    service: "Service",
    account: "Account",
    since: "Since",
    charge: "Charge",
    open: "Open",
    why: "Why",
    limit: "Due",
    owner: "With",
  },
  opening: "opening",
  age: (days: number) => `${countText(days)} d`,
  total: (n: number) => plural(n, "visit", "visits"),
  walk: "Down, up",
  next: "What to do",
  step: (says: string, limit: string) => `${limit === "" ? "" : `Due ${limit}. `}${says}.`,
  standsSince: (day: string, days: number) => `Since ${day}, ${plural(days, "day", "days")}.`,
  unread: "The list could not be read to its end. Open it again.",
  back: "Back to the queues",
  strip: "What can be done with the row",
  select: "Select",
  clear: "Clear",
  selected: (n: number) => `${countText(n)} selected`,
  gone: "There is no queue of this name.",
  noneBehind: "Nothing is behind this figure any more.",
};

/** What can be done with an open amount. */
export const amountWords = {
  nothing: "Go to a row first",
  heldFirst: "It is on hold. Release it first",
  mixed: "Some of these are patients’: they are let off with a discount. Select one kind",
  noClaim: "It came with the opening balances and has no claim",
  writeOff: "Write off",
  discount: "Discount",
  discounted: (cents: string) => `Discount of ${cents}`,
  several: (n: number, cents: string) => `${plural(n, "claim", "claims")}, ${cents}`,
  decide: "Whose balance",
  correct: "Correct",
  openClaim: "Open",
  amount: "Amount",
  reason: "Reason",
  reasons: [
    { value: "", title: "Choose" },
    { value: "timely_filing", title: "Filed too late" },
    { value: "no_authorization", title: "No authorization" },
    { value: "not_covered", title: "Not covered, not billable" },
    { value: "bundled", title: "Bundled" },
    { value: "small_balance", title: "Small balance" },
    { value: "bad_debt", title: "Bad debt" },
    { value: "deceased", title: "Patient died, no estate" },
    { value: "other", title: "Other" },
  ],
  discounts: [
    { value: "", title: "Choose" },
    { value: "hardship", title: "Hardship" },
    { value: "prompt_pay", title: "Paid at once" },
    { value: "self_pay", title: "Self-pay price" },
    { value: "courtesy", title: "Courtesy" },
    { value: "other", title: "Other" },
  ],
  words: "In your words",
  why: "Why",
  whose: "Whose it is",
  chooseReason: "Choose a reason",
  sayWhy: "Say in a few words why",
  writeOffHint: (limit: string | null) => (limit === null ? "Enter does it, Esc leaves it" : `Up to ${limit} for your role`),
  decideNow: "Decide",
  decideHint: "Enter decides, Esc leaves it",
  contract: (reason: string) => `${reason}: by the contract the patient must not be billed`,
  wroteOff: (cents: string) => `Wrote off ${cents}`,
  decided: (owner: string) => `Now with: ${owner}`,
  credit: "This is owed back, it cannot be written off. Refund it from the patient’s account or the payer’s check.",
};

export const underpaidWords = {
  title: "Underpaid",
  sub: (n: number, cents: string) => `${plural(n, "line", "lines")}, ${cents} at stake`,
  label: "Lines paid less than expected",
  says: "paid less than was expected",
  also: "underpayments contract audit short paid expected allowed",
  columns: { claim: "Claim", patient: "Patient", payer: "Payer", service: "Service", code: "Code", allowed: "Allowed", expected: "Expected", short: "Short", from: "Expected from", check: "Check" },
  total: (shown: number, of: number) => (shown === of ? plural(shown, "line", "lines") : `${countText(shown)} of ${plural(of, "line", "lines")}, the largest`),
  none: "No line was paid less than was expected.",
  open: "Open the claim",
  remittance: "Open the remittance",
  accept: { label: "Why it is accepted", hint: "Enter takes it off the list, Esc leaves it", empty: "Say in words why", send: "Accept" },
  appeal: { label: "What was asked of the payer", hint: "Enter takes it off the list, Esc leaves it", empty: "Say in words what was asked for", send: "Appealed" },
  settled: (code: string) => `${code} is off the list; the claim's timeline says why`,
  strip: "What can be done with the line",
  noRow: "Go to a line first",
};

export const agingWords = {
  title: "Aging",
  also: "a/r ageing accounts receivable aged trial balance buckets days report over 90",
  basis: {
    service: "service date",
    billing: "billing date",
    activity: "last activity",
    since: "since it is theirs",
  },
  by: {
    payer: "payer",
    provider: "provider",
    patient: "patient",
    guarantor: "guarantor",
    owner: "owner",
  },
  basisLabel: "Age by",
  byLabel: "Rows by",
  /** What counts, where that does not go without saying. */
  basisSays: { service: "", billing: " (first printed, or sent as its file says, else the service)", activity: "", since: "" },
  sub: (basis: string, says: string, by: string) => `by ${basis}${says}, a row for each ${by}`,
  nextBasis: (basis: string) => `Age by ${basis}`,
  nextBy: (by: string) => `Rows by ${by}`,
  table: (basis: string) => `What is owed, by ${basis}`,
  row: { payer: "Payer", provider: "Provider", patient: "Patient", guarantor: "Guarantor", owner: "Owner" },
  mix: "Shares",
  total: "Total",
  over90: "over 90 d",
  all: (n: number) => plural(n, "row", "rows"),
  figure: (row: string, bucket: string) => `${row}, ${bucket === "" ? "all ages" : bucketWords(bucket)}`,
  everyRow: "Everybody",
  visits: (n: number) => plural(n, "visit", "visits"),
  figureSum: (cents: string) => `, ${cents}`,
  opens: "opens the claims",
  credits: "of it credits",
  owed: "Owed to us",
  ledger: "Ledger",
  ties: "Ties to the ledger",
  tiesNot: "Does not tie to the ledger",
  none: "No money is owed yet.",
  walk: "Walk the figures",
  back: "Back to the aging",
  percent: (bp: number) => `${(bp / 100).toFixed(1)} %`,
};

/** `31-60` as `31–60 days`, `over 120` as `over 120 days`. */
export function bucketWords(bucket: string): string {
  return `${bucketTitle(bucket)} days`;
}

/** With the dash that figures are written with. */
export function bucketTitle(bucket: string): string {
  return bucket.replace("-", "–");
}
