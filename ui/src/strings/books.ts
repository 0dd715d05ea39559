//! The words of the books: the proof, and what people did to money by hand.

import { countText } from "#ui/kit/count";
import { plural } from "#ui/strings/plural";

export const booksWords = {
  place: "Books",
  list: "Parts of the books",
  parts: { proof: "Proof", acts: "Done by hand", noticed: "Somebody should look", waiting: "Refunds that wait", deposits: "Deposits" },
};

export const proofWords = {
  title: "Proof of the books",
  /** In the status bar: short, with the mark beside it. */
  agree: (money: string) => `Books agree, ${money}`,
  disagree: "Books do not agree",
  reading: "Adding up the books",
  sums: "Sums side by side",
  columns: { what: "What is held against what", left: "One side", right: "The other", difference: "Difference", agrees: "Agrees" },
  agrees: "agrees",
  differs: "differs",
  owners: "Whose dollars",
  total: "All that is owed",
  adrift: "Without owner, step or day",
  breaks: "What does not agree",
  noBreaks: "Nothing.",
  breaksHow: "No figure was changed. Open the claim or the remittance that is named, then prove everything again; if it stays, restore the last backup that proves.",
  size: "The books",
  postings: "Postings",
  entries: "Movements",
  how: "How it was proved",
  quick: "Sums of all accounts, after each change",
  whole: "Every claim folded anew",
  prove: "Prove everything",
  proving: "Folding every claim anew",
  proved: "Every claim was folded anew and agrees",
  notProved: "Something does not agree",
  stopped: "Stopped. The books are as they were.",
  busy: "The proof is under way",
  unread: "The books could not be added up.",
  open: "Open the proof of the books",
  also: "agree balance tie a/r receivable ledger check prove total",
};

export const actsWords = {
  title: "Done by hand",
  noticedTitle: "Somebody should look",
  label: "What was done to money by hand",
  sub: (n: number, noticed: number, more: boolean) =>
    `${more ? "The newest " : ""}${plural(n, "act", "acts")}${noticed === 0 ? "" : `, ${countText(noticed)} to look at`}${more ? ". Filter by day for older ones" : ""}`,
  columns: { on: "Day", what: "What", patient: "Patient", who: "Who", amount: "Amount", state: "State" },
  bar: "Which acts",
  days: "Days",
  filterDays: "Filter by day",
  only: "Only those to look at",
  onlyShort: "To look at",
  all: "All acts",
  clear: "Clear filters",
  account: "Open the account",
  noPatient: "This act belongs to no patient",
  palette: "Money taken back",
  paletteAlso: "void refund reversed payments taken back given back audit acts",
  nothing: "Nothing was done by hand in these days.",
  nothingNoticed: "Nothing here for somebody else to look at.",
  unread: "This could not be read.",
  choose: "Choose an act to see all of it.",
  facts: "The act",
  amount: "Amount",
  unapplied: "Not applied",
  method: "How",
  number: "Number",
  reason: "Reason",
  note: "Note",
  deposit: "Deposit",
  by: "By",
  most: "The newest 500. Narrow the days to see earlier ones.",
  keys: { move: "Move", open: "Account" },
};
