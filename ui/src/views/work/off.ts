//! Which open amounts can be taken off, how, and up to how much at once.

import type { QueueRow } from "#ui/api/generated";
import { centsText, moneyHint } from "#ui/kit/money";
import { amountWords as words } from "#ui/strings/work";

/** What takes an amount off: what a patient owes is let off with a discount, the rest written off. */
export type OffKind = "write_off" | "discount";

export function offKind(row: QueueRow | undefined): OffKind {
  return row?.open.owner === "patient" ? "discount" : "write_off";
}

/** The amount as the core reads it. */
export function amountText(cents: number): string {
  return centsText(cents).replace("\u2212", "-");
}

/** A row's lines with what goes of each: all that is open, or of what was typed as much as there is, in their order. What a patient owes is of the claim. */
export function offLines({ open, lines }: Pick<QueueRow, "open" | "lines">, typed: string | null): readonly { readonly line_id: string; readonly amount: string }[] {
  const [only, ...more] = lines;
  if (open.owner === "patient" || only === undefined || more.length === 0) {
    return [{ line_id: open.owner === "patient" ? "" : (only?.line_id ?? ""), amount: typed ?? amountText(open.cents) }];
  }
  let left = typed === null ? open.cents : moneyHint(typed);
  if (left === null) {
    // The core says what is wrong with it.
    return [{ line_id: "", amount: typed ?? "" }];
  }
  const off: { line_id: string; amount: string }[] = [];
  for (const [n, line] of lines.entries()) {
    const cents = n === more.length ? left : Math.min(left, line.cents);
    left -= cents;
    if (cents !== 0) {
      off.push({ line_id: line.line_id, amount: amountText(cents) });
    }
  }
  return off;
}

/** Why these amounts cannot be taken off; `null` when they can. */
export function offBlocked(rows: readonly QueueRow[]): string | null {
  if (rows.some((row) => row.open.cents < 0)) {
    return words.credit;
  }
  if (rows.some((row) => row.open.owner === "hold")) {
    return words.heldFirst;
  }
  return rows.every((row) => offKind(row) === offKind(rows[0])) ? null : words.mixed;
}

/** What a role may write off at once, as it was typed; `null` without a limit. */
export function limitOf(limits: readonly { readonly role: string; readonly amount: string }[] | undefined, role: string | undefined): string | null {
  const limit = limits?.find((one) => one.role === role)?.amount ?? "";
  return limit === "" ? null : limit;
}
