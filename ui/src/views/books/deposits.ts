//! What is chosen of the money in hand, what it comes to, and what is left of a deposit: pure, for tests.

import type { DepositItemView, DepositRow, HandRow } from "#ui/api/generated";
import { depositWords as words, oneDepositWords } from "#ui/strings/deposits";

export type Chosen = ReadonlySet<string>;

/** The payments in hand that go one way. */
export function sourcesOf(hand: readonly HandRow[], way: string): Chosen {
  return new Set(hand.filter((row) => row.way === way).map((row) => row.source));
}

/** What is chosen before anybody chose: all that goes to the bank; without any, all cards. */
export function firstChosen(hand: readonly HandRow[]): Chosen {
  return sourcesOf(hand, hand.some((row) => row.way === "bank") ? "bank" : "card");
}

export type HandSum = {
  readonly rows: readonly HandRow[];
  readonly cents: number;
  /** The one way of all of them; `null` when they go two ways, or when nothing is chosen. */
  readonly way: string | null;
};

/** What is chosen, and what it comes to. What is in hand no more is not chosen any more. */
export function sumOf(hand: readonly HandRow[], chosen: Chosen): HandSum {
  const rows = hand.filter((row) => chosen.has(row.source));
  const ways = new Set(rows.map((row) => row.way));
  const [way] = ways;
  return { rows, cents: centsOf(rows), way: ways.size === 1 ? (way ?? null) : null };
}

export function centsOf(rows: readonly { readonly cents: number }[]): number {
  return rows.reduce((sum, row) => sum + row.cents, 0);
}

/** Why these are no deposit, or `null`. */
export function cannotMake({ rows, way }: HandSum): string | null {
  return rows.length === 0 ? words.nothingChosen : way === null ? words.mixed : null;
}

/** Of the list: how many differ from their slips. */
export function differing(rows: readonly DepositRow[]): number {
  return rows.filter((row) => row.cents !== row.now_cents).length;
}

/** What stays in a deposit that is corrected: what stands, but for what somebody leaves out. */
export function kept(items: readonly DepositItemView[], left: Chosen): readonly DepositItemView[] {
  return items.filter((item) => item.now_cents !== 0 && !left.has(item.source));
}

/** Why a deposit cannot be corrected, or `null`. */
export function cannotCorrect(items: readonly DepositItemView[], left: Chosen): string | null {
  const stays = kept(items, left);
  if (stays.length === 0) {
    return oneDepositWords.nothingLeft;
  }
  return stays.length === items.length && items.every((item) => item.cents === item.now_cents) ? oneDepositWords.nothingToCorrect : null;
}
