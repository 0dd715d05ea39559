//! The words of what becomes of a payment: what it is for, fees, moves, returns, receipts, and refunds
//! that wait for a second person.

import { plural } from "#ui/strings/plural";

export const payWords = {
  whatFor: [
    { value: "", title: "What is owed" },
    { value: "copay", title: "Copay" },
  ],
  copaySays: "A copay goes to the visit of its day. Without one, or with more than one, it waits unapplied.",
  /** Under a refund that is more than its maker may give back alone. */
  needsWord: "waits for a second person’s word",
};

export const feeFormWords = {
  says: "The patient owes it from its day on.",
  reasons: [
    { value: "returned_check", title: "Returned check" },
    { value: "missed_visit", title: "Missed visit" },
    { value: "records", title: "Copies of records" },
    { value: "form", title: "Forms filled in" },
  ],
};

export const moveWords = {
  says: "It keeps its day and its number.",
  to: "To the account of",
  toHint: "Name, birth date or account number",
  why: "Why",
  all: "all of it",
  rest: (money: string) => `${money} stays here`,
  over: (money: string) => `The payment is ${money}`,
};

export const returnWords = {
  bank: "What the bank says",
  bankLooks: "Insufficient funds",
  fee: "Our fee",
  feeNone: "none",
  owed: (money: string) => `${money} is owed again`,
  andFee: (money: string) => `, and a fee of ${money}`,
};

export const receiptWords = {
  title: (day: string, money: string) => `Receipt, ${money} on ${day}`,
  open: "Receipt",
  openTitle: "Show the receipt",
  alt: "The receipt as it will print",
  plain: "Plain",
  itemized: "Itemized for an HSA: the services stand on the next sheet",
  noServices: "Itemized for an HSA: no visit is paid by it yet",
  toPlain: "Make it plain",
  toItemized: "Itemize for an HSA",
  print: (printer: string) => `Print on ${printer}`,
  save: "Save as PDF",
  close: "Close",
  file: "receipt.pdf",
  sent: (to: string) => `Sent the receipt to ${to}`,
  saved: (to: string) => `Saved the receipt as ${to}`,
  drawing: "The receipt is still being drawn",
  unread: "The receipt could not be drawn.",
};

/** What stands of an act, in a word or two. */
export const actStateWords = {
  stands: "stands",
  waits: "waits",
  turnedDown: "turned down",
  moved: "moved",
  takenBack: "taken back",
  returned: "returned",
  look: "look",
  returnedSays: "The bank sent it back.",
  inDeposit: (number: string) => `In deposit ${number}`,
};

export const waitingWords = {
  title: "Refunds that wait",
  label: "Refunds that wait for a second person’s word",
  /** On Today, and above what was done by hand. */
  wait: (n: number) => (n === 1 ? "1 refund waits for a second person" : `${plural(n, "refund", "refunds")} wait for a second person`),
  yours: (n: number) => `${plural(n, "waits", "wait")} for your word`,
  show: "See them",
  showTitle: "Refunds that wait for a second person",
  sub: (n: number) => `${plural(n, "refund", "refunds")} for a second person`,
  columns: { on: "Asked", patient: "To", why: "Why", by: "By", amount: "Amount", state: "Your word" },
  yes: "yours",
  no: "not yours",
  total: "Waits",
  approve: "Approve",
  approved: (money: string) => `Approved the refund of ${money}`,
  turnDown: "Turn down",
  turnDownSays: "Who asked for it sees the reason.",
  askedBy: (money: string, by: string) => `${money}, asked for by ${by}`,
  none: "No refund waits for a second person. One waits when it is more than its maker may give back alone.",
  unread: "What waits could not be read.",
  choose: "Go to a refund to see all of it.",
  refused: "Why not you",
  keys: { move: "Move", open: "Account" },
  also: "approve approval second person refund waits sign off",
};
