//! What a posting does, by the columns in which billers read an account: charge, payment, adjusted.

import type { LedgerEntryView, LedgerRow, LedgerView } from "#ui/api/generated";
import { centsText } from "#ui/kit/money";

/** The columns of a posting, in cents. Charge less payment less adjusted is what it adds to what is owed. */
export type Split = { readonly charge: number; readonly payment: number; readonly adjusted: number };

/** The kind of an account: the part of its name before the colon. */
function familyOf(account: string): string {
  return account.split(":", 1)[0] ?? "";
}

/** Accounts on which stands what was charged, our fees, and what an old system said is open. */
const charged = new Set(["charges", "fee", "opening"]);
/** Accounts on which stands what was given up. */
const givenUp = new Set(["adj", "off", "discount", "twice"]);

/** True of an account on which stands what is owed to us. */
export function isOwed(account: string): boolean {
  return familyOf(account) === "ar";
}

/** A posting by columns. What moves from one debtor to another is in none of them. */
export function splitOf(entries: readonly LedgerEntryView[]): Split {
  let charge = 0;
  let payment = 0;
  let adjusted = 0;
  for (const { debit, credit, cents } of entries) {
    const owed = isOwed(debit);
    if (owed === isOwed(credit)) {
      continue;
    }
    const other = familyOf(owed ? credit : debit);
    const adds = owed ? cents : -cents;
    if (charged.has(other)) {
      charge += adds;
    } else if (givenUp.has(other)) {
      adjusted -= adds;
    } else {
      payment -= adds;
    }
  }
  return { charge, payment, adjusted };
}

/** What came in and stands on no claim; negative when it went out of it. */
export function looseOf(entries: readonly LedgerEntryView[]): number {
  return entries.reduce((sum, { debit, credit, cents }) => sum + (familyOf(credit) === "unapplied" ? cents : 0) - (familyOf(debit) === "unapplied" ? cents : 0), 0);
}

/** What went from one debtor to another; what only found its line is none of it. */
export function movedOf(entries: readonly LedgerEntryView[]): number {
  return entries.reduce((sum, { debit, credit, cents }) => sum + (isOwed(debit) && isOwed(credit) && debit !== credit ? cents : 0), 0);
}

/** Who owes it now, in the words of the core; `null` when it is not one debtor alone. */
export function movedTo(entries: readonly LedgerEntryView[]): string | null {
  const moved = entries.filter(({ debit, credit }) => isOwed(debit) && isOwed(credit) && debit !== credit);
  const names = new Set(moved.map(({ to }) => /^Owed by (.+)$/.exec(to)?.[1] ?? ""));
  const [name] = names;
  return names.size === 1 && name !== undefined && name !== "" ? name : null;
}

/** True of a posting that changes nobody's balance: it puts what was paid on the whole claim onto its lines. */
export function isShift(entries: readonly LedgerEntryView[]): boolean {
  return entries.length !== 0 && entries.every(({ debit, credit }) => isOwed(debit) && debit === credit);
}

/** The reason codes of what was taken off, each once: `CO-45`. */
export function reasonsOf(entries: readonly LedgerEntryView[]): readonly string[] {
  const codes = entries.flatMap(({ debit, credit }) => [debit, credit]).filter((account) => familyOf(account) === "adj");
  return [...new Set(codes.map((account) => account.slice("adj:".length)))];
}

/** What was paid on charges, before these books too: without the patient's money that stands on none yet. */
export function paidOf(sums: LedgerView | undefined): number {
  return sums === undefined ? 0 : sums.payer_paid_cents + sums.patient_paid_cents + sums.before_cents - sums.unapplied_cents;
}

/** The posting that stands beside this one: what it takes back, or what takes it back; or empty. */
export function pairOf(row: LedgerRow | undefined): string {
  return row === undefined ? "" : row.reverses !== "" ? row.reverses : row.reversed_by;
}

/** How wide a column has to be so that its largest figure is never cut, in px: figures, signs, and the padding. */
export function moneyWidth(largest: number, total = false, padding = 16): number {
  const text = centsText(largest) + (total ? "$" : "");
  const wide = [...text].reduce((sum, sign) => sum + (/\d/.test(sign) ? 8.2 : sign === "," || sign === "." ? 4 : 8.6), 0);
  return Math.max(72 + padding - 12, Math.ceil(wide) + padding);
}
