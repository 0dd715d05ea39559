//! Refunds that wait for a second person's word, and why who signed in may not give it.

import type { ActView } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { actKinds } from "#ui/views/account/kinds";

/** A refund that waits; `refused` is empty when who signed in may answer it. */
export type Waiting = { readonly act: ActView; readonly refused: string };

export type AllWaiting = {
  readonly rows: readonly Waiting[];
  readonly read: boolean;
  readonly problem: unknown;
};

const none: readonly Waiting[] = [];

export function useWaiting(): AllWaiting {
  const { value, problem } = useAnswer("waiting_acts", {}, [...actKinds, "money_rules"]);
  return { rows: value === undefined ? none : value.rows.map((act, n) => ({ act, refused: value.refused[n] ?? "" })), read: value !== undefined, problem };
}

/** How many of them wait for this person's word. */
export function ownCount(rows: readonly Waiting[]): number {
  return rows.filter(({ refused }) => refused === "").length;
}
