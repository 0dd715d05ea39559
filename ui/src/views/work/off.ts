//! Which open amounts can be taken off, how, and up to how much at once.

import type { QueueRow } from "#ui/api/generated";
import { centsText } from "#ui/kit/money";
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
