//! The words of the rules of money: fee schedules, what adjustments do, who may write off how much.

import { countText } from "#ui/kit/count";
import { plural } from "#ui/strings/plural";

const effects: ReadonlyMap<string, string> = new Map([
  ["write_off", "Is written off"],
  ["patient", "Goes to the patient, or the next payer"],
  ["work", "Stays open, to work"],
  ["nothing", "Moves nothing"],
]);

const groups: ReadonlyMap<string, string> = new Map([
  ["CO", "CO, by contract"],
  ["PR", "PR, patient’s share"],
  ["OA", "OA, other"],
  ["PI", "PI, payer’s decision"],
]);

function options(all: ReadonlyMap<string, string>) {
  return [...all].map(([value, title]) => ({ value, title }));
}

/** What an adjustment does, in words. */
export function effectWords(effect: string): string {
  return effects.get(effect) ?? effect;
}

export const feeWords = {
  says: "What the practice charges, and what each payer allows. A payer’s fee tells an underpaid line from a fair one.",
  table: "Fees",
  own: "Our charges",
  find: "Find a fee",
  findHint: "Code or payer",
  count: (n: number) => plural(n, "fee", "fees"),
  ofAll: (shown: number, all: number) => (shown === all ? plural(all, "fee", "fees") : `${countText(shown)} of ${plural(all, "fee", "fees")}`),
  columns: { payer: "Schedule", code: "Code", modifiers: "Mod", pos: "POS", from: "From", amount: "Amount" },
  none: "No fees yet.",
  noneFound: "No fee fits.",
  add: "Add a fee",
  change: (code: string) => `Fee of ${code}`,
  keys: "Enter changes a fee, Delete removes it, Undo brings it back.",
  payer: "Schedule of",
  payerHint: "Empty: our own charges",
  code: "Code",
  modifiers: "Modifiers",
  modifiersHint: "With spaces",
  pos: "POS",
  posAll: "all",
  from: "From",
  amount: "Amount",
  save: "Save the fee",
  saving: "Saving",
  saved: (code: string) => `Saved the fee of ${code}`,
  removed: (code: string) => `Removed the fee of ${code}`,
  pickPayer: "Take a payer from the list, or leave it empty",
  cancel: "Done",
};

export const policyWords = {
  says: "What a payer’s adjustment does to an open dollar. Your rows come before those that ship. Checks that are posted keep the rules they were posted under.",
  table: "What adjustments do, the practice’s own rows first",
  columns: { code: "Reason", words: "In words", payer: "Payer", effect: "What it does", whose: "Whose" },
  every: "all others",
  everyPayer: "every payer",
  ours: "Ours",
  shipped: "Ships",
  add: "Add a rule",
  change: "Change a rule",
  keys: "Enter changes a row of yours, or puts one above a row that ships. Delete removes a row of yours.",
  shippedStays: "It ships with Claimbench and stays. Enter puts a row of yours above it.",
  group: "Group",
  groups: options(groups),
  reason: "Reason",
  reasonHint: "Empty: every reason of the group",
  payer: "Payer",
  payerHint: "Empty: every payer",
  effect: "What it does",
  effects: options(effects),
  save: "Save the rule",
  saving: "Saving",
  saved: "Rules changed",
  removed: (code: string) => `Removed the rule for ${code}`,
  pickReason: "Type a number such as 45, or take one from the list",
  cancel: "Cancel",
};

export const limitWords = {
  says: "What one write-off or discount may be, and what a role gives back alone. A larger refund waits for a second person’s word. Empty is no limit.",
  table: "Limits by role",
  columns: { role: "Role", amount: "Writes off or lets off up to", refund: "Gives back alone up to" },
  none: "no limit",
  fieldOf: (role: string, column: string) => `${role}: ${column.toLowerCase()}`,
  saved: "Limits changed",
};
