//! The words of the account: the ledger, what is owed and why, and what a person does to money.

import { countText } from "#ui/kit/count";
import { plural } from "#ui/strings/plural";

/** What a person does to money, as the address and the core name it. The last four are about such an act. */
export type ActKind = "payment" | "apply" | "use_credit" | "refund" | "payer_refund" | "discount" | "write_off" | "decision" | "fee" | "take_back" | "move" | "returned" | "turn_down";

/** Whose balance it is, by the names of the ledger. */
const owners: Readonly<Record<string, string>> = { patient: "Patient", hold: "On hold", us: "To work", others: "Other payers" };

/** `1 to 4, 6` */
function linesText(lines: readonly number[]): string {
  const runs: number[][] = [];
  for (const n of lines) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === n - 1) {
      run.push(n);
    } else {
      runs.push([n]);
    }
  }
  return runs.map((run) => (run.length < 3 ? run.map(countText).join(", ") : `${countText(run[0] ?? 0)} to ${countText(run.at(-1) ?? 0)}`)).join(", ");
}

export const accountWords = {
  title: "Account",
  short: "Account",
  open: "Open the account",
  chart: "Chart",
  toChart: "Back to the chart",
  views: "The patient",
  family: (number: string) => `Account ${number}`,
  guarantor: (name: string) => `guarantor ${name}`,
  nextOfFamily: "Next patient of this account",
  noFamily: "Nobody else stands on this account",
  ledger: "Ledger, the newest entry first",
  sub: (n: number) => plural(n, "entry", "entries"),
  unread: "The ledger could not be read to its end. Open it again.",
  balance: "Balance",
  owner: (owner: string) => owners[owner] ?? owner,
  columns: { date: "Date", entry: "Entry", claim: "Claim", charge: "Charge", payment: "Payment", adjusted: "Adjusted", balance: "Balance" },
  sums: (n: number) => plural(n, "entry", "entries"),
  sumsHow: "charges − payments − adjusted",
  none: "No charge and no payment yet. Entries come with the claims of the patient.",
  takenBack: "taken back",
  takesBack: "takes back",
  loose: (money: string) => `${money} not applied`,
  outOfLoose: (money: string) => `${money} out of unapplied`,
  shift: "Put on its lines",
  movedTo: (money: string, name: string) => `${money} to ${name}`,
  /** The entry that is open, in the inspector. */
  entry: {
    title: "Entry",
    movements: "What moved",
    nothingMoved: "Nothing: this answer paid nothing and took nothing off.",
    outOf: (from: string) => `from: ${from}`,
    line: (n: number) => `line ${countText(n)}`,
    day: "In the books",
    by: "Written by",
    when: "Written",
    from: "From",
    claim: "Claim",
    service: "Service",
    open: "Open",
    close: "Close the entry",
    closeShort: "Close",
    show: "Show what moved",
    source: { claim: "the claim", remittance: "the remittance", act: "the act", transfer: "the claim" },
    openSource: (source: string) => `Open ${({ claim: "the claim", transfer: "the claim", remittance: "the remittance" } satisfies Record<string, string>)[source] ?? "it"}`,
    noSource: "This entry follows from no claim and no remittance",
    pair: { takesBack: "Go to what it takes back", takenBack: "Go to what took it back", none: "This entry was not taken back and takes nothing back" },
    pairAt: "This entry takes back another one",
    pairBy: "This entry was taken back",
    nothing: "Stand on an entry first",
  },
  owes: {
    title: (money: string) => `The patient owes ${money}`,
    nothing: "The patient owes nothing",
    because: "What the patient owes, and why",
    since: (day: string) => `since ${day}`,
    before: "Before these books",
    sum: "Owed now",
    allOf: (number: string) => `Due on account ${number}`,
    others: { payers: "Payers have yet to answer", us: "Denied, ours to work", hold: "On hold", credit: "To be given back to payers" },
    unapplied: "Not applied yet",
  },
  acts: {
    title: "What was done by hand",
    none: "No payment, discount or write-off was entered here by hand.",
    all: (n: number) => `All ${countText(n)}`,
    by: (who: string) => `by ${who}`,
  },
  keys: { move: "Move", open: "What moved" },
  strip: "What can be done here",
};

/** How an action with money is called: on the button, in its form, when it is done. */
export const actTitles: Readonly<Record<ActKind, { readonly short: string; readonly title: string; readonly go: string }>> = {
  payment: { short: "Take payment", title: "Take a payment", go: "Take" },
  apply: { short: "Apply", title: "Apply unapplied money", go: "Apply" },
  use_credit: { short: "Use credit", title: "Use a credit for what is owed", go: "Use" },
  refund: { short: "Refund", title: "Refund to the patient", go: "Refund" },
  payer_refund: { short: "Refund payer", title: "Refund to the payer", go: "Refund" },
  discount: { short: "Discount", title: "Give a discount", go: "Discount" },
  write_off: { short: "Write off", title: "Write off", go: "Write off" },
  decision: { short: "Whose balance", title: "Decide whose balance it is", go: "Decide" },
  fee: { short: "Fee", title: "Charge a fee", go: "Charge" },
  take_back: { short: "Take back", title: "Take back an entry", go: "Take back" },
  move: { short: "Move", title: "Move a payment", go: "Move" },
  returned: { short: "Returned", title: "Payment returned by the bank", go: "Note the return" },
  turn_down: { short: "Turn down", title: "Turn down a refund", go: "Turn down" },
};

export const moneyWords = {
  formOf: (title: string, what: string) => (what === "" ? title : `${title}, ${what}`),
  claim: (number: string) => `claim ${number}`,
  go: (kind: ActKind, money: string) => (money === "" ? actTitles[kind].go : `${actTitles[kind].go} ${money}`),
  cancel: "Leave",
  startOver: "Start over",
  typedBefore: "This is what you typed before",
  working: "Writing it into the books",
  fields: {
    amount: "Amount",
    method: "How",
    number: "Number",
    on: "Day",
    reason: "Reason",
    text: "Note",
    why: "Why",
    owner: "Whose balance",
    what: "What for",
    fee: "What for",
  },
  numberOf: { cash: "Receipt number", check: "Check number", card: "Processor’s number", other: "Number" } satisfies Record<string, string>,
  neverCard: "Never the card’s own number",
  today: "today",
  methods: [
    { value: "check", title: "Check" },
    { value: "cash", title: "Cash" },
    { value: "card", title: "Card" },
    { value: "other", title: "Other" },
  ],
  choose: "Choose one",
  writeOffReasons: [
    { value: "timely_filing", title: "Filed too late" },
    { value: "no_authorization", title: "No authorization" },
    { value: "not_covered", title: "Not covered, not billable" },
    { value: "bundled", title: "Bundled" },
    { value: "small_balance", title: "Small balance" },
    { value: "bad_debt", title: "Bad debt" },
    { value: "deceased", title: "Patient died, no estate" },
    { value: "other", title: "Other" },
  ],
  discountReasons: [
    { value: "hardship", title: "Hardship" },
    { value: "small_balance", title: "Small balance" },
    { value: "prompt_pay", title: "Paid at once" },
    { value: "self_pay", title: "Self-pay price" },
    { value: "courtesy", title: "Courtesy" },
    { value: "other", title: "Other" },
  ],
  places: {
    payment: "What it pays, the oldest first",
    apply: "Where it goes, the oldest first",
    use_credit: "What the credit pays, the oldest first",
    refund: "What is given back",
    payer_refund: "What is given back",
    discount: "What it takes off, the oldest first",
    write_off: "What is written off",
    columns: { what: "What", service: "Service", since: "Since", open: "Open", part: "Of this" },
    credit: "Credit",
    none: (kind: ActKind) =>
      kind === "payment"
        ? "Nothing is owed. It waits on the account until it is applied."
        : kind === "refund"
          ? "Nothing is owed back on a claim. It comes out of what is not applied."
          : "Nothing is open here.",
    partOf: (what: string) => `Of this on ${what}`,
  },
  placed: (money: string, n: number) => `${money} on ${plural(n, "balance", "balances")}`,
  creditFirst: (money: string) => `The account owes ${money}: use the credit for that first`,
  looseLeft: (money: string) => `${money} stays unapplied`,
  fromLoose: (money: string, of: string) => `${money} out of the unapplied ${of}`,
  notPlaced: (money: string) => `${money} has no place yet`,
  tooMuch: (money: string) => `${money} more than the amount`,
  openLines: (title: string, lines: readonly number[]) => (lines.length === 0 ? title : `${title}, ${lines.length === 1 ? "line" : "lines"} ${linesText(lines)}`),
  openLine: (title: string, line: number) => (line === 0 ? title : `${title}, line ${countText(line)}`),
  before: "Before these books",
  fee: "Our fee",
  payer: (order: string) => ["", "Primary payer", "Secondary payer", "Tertiary payer"][Number(order)] ?? `Payer ${order}`,
  us: "We work it",
  contract: (reason: string) => `${reason}: by the contract the patient must not be billed. Decide it only with the payer's word, and say which.`,
  decideSays: "Until the next answer of a payer. The reason stands on the audit log.",
  takeBackSays: "Both stay visible in the ledger, the entry and what takes it back.",
  /** `waits` is said of a refund that needs a second person. */
  done: (kind: ActKind, money: string, loose: string, waits = false) => {
    if (waits) {
      return `The refund of ${money} waits for a second person`;
    }
    switch (kind) {
      case "payment":
        return loose === "" ? `Posted ${money}` : `Posted ${money}, ${loose} not applied`;
      case "apply":
        return `Applied ${money}`;
      case "use_credit":
        return `Used ${money} of the credit`;
      case "refund":
      case "payer_refund":
        return `Refunded ${money}`;
      case "discount":
        return `Took ${money} off`;
      case "write_off":
        return `Wrote off ${money}`;
      case "decision":
        return "Decided whose balance it is";
      case "take_back":
        return `Took back ${money}`;
      case "fee":
        return `Charged a fee of ${money}`;
      case "move":
        return `Moved ${money}`;
      case "returned":
        return `Noted: the bank sent ${money} back`;
      case "turn_down":
        return `Turned down the refund of ${money}`;
    }
  },
  /** Why an action cannot be done now. */
  blocked: {
    noAccount: "Open the patient’s account first",
    busy: "Finish or leave what is open first",
    reading: "The account is still being read",
    noUnapplied: "No money of this patient waits to be applied",
    owesNothing: "The patient owes nothing that could be taken off",
    noCredit: "Nothing is owed to the patient",
    noPayerCredit: "Nothing is owed to a payer on this claim",
    noOpen: "Nothing is open on this claim",
    nothingOff: "Nothing on this claim is ours or a payer’s; what is the patient’s gets a discount",
    noClaim: "Stand on an entry of a claim first",
    noAct: "Stand on an entry that was made by hand first",
    isTakenBack: "It was taken back already",
    noPayment: "Stand on a patient’s payment first",
    isReturned: "The bank sent this payment back. Take the return back first",
    cash: "Cash does not come back from a bank. Take it back, or give it back",
    noRefund: "Stand on a refund that waits first",
  },
};

/** What a claim's money came to, in its inspector. */
export const standingWords = {
  title: "Money",
  charge: "Charge",
  patient: "Paid by the patient",
  before: "Paid before these books",
  off: "Taken off",
  open: "Open",
  whose: "Whose dollars",
  nothing: "Nothing is open.",
  standsWith: (number: string) => `The visit’s money stands with claim ${number}.`,
  due: (day: string) => `by ${day}`,
  late: (day: string) => `due ${day}`,
  since: (day: string) => `since ${day}`,
  lines: "What became of each line",
  columns: { line: "Line", charge: "Charge", paid: "Paid", off: "Off", open: "Open" },
  also: "Same visit:",
  entries: "Entries of this claim",
  answers: "Answers of payers",
  remittanceShort: "Open",
  remittance: "Open the remittance",
  noRemittance: "No remittance answers this claim yet",
  payers: "Paid by payers",
  noEntries: "No entry yet.",
  account: "Account",
  unread: "The money of this claim could not be read.",
};
