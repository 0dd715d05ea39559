//! Where money goes when nobody says otherwise: on what is owed, in the order of the list, which is the
//! oldest first. Only an echo of what the core will do with texts; the core decides.

import { centsText, moneyHint } from "#ui/kit/money";

/** Something that money can go on. */
export type Place = {
  /** Tells it from the others: the claim, or the row of opening balances. */
  readonly key: string;
  /** The most that is put there unasked. */
  readonly room: number;
};

/** What stands in the field of each place. */
export type Typed = (key: string) => string;

export type Allocation = {
  /** What each place gets, by key: what was typed, else what is left for it. `null` where nobody can read it yet. */
  readonly cents: ReadonlyMap<string, number | null>;
  /** The sum of what the places get. */
  readonly placed: number;
  /** What is left; negative when the places get more than there is. */
  readonly left: number;
};

/** Shares out an amount: what was typed stands, the rest goes on the other places in their order. */
export function allocate(places: readonly Place[], typed: Typed, amount: number): Allocation {
  const cents = new Map<string, number | null>();
  let rest = amount;
  for (const { key } of places) {
    const text = typed(key).trim();
    if (text !== "") {
      const read = moneyHint(text);
      cents.set(key, read);
      rest -= read ?? 0;
    }
  }
  for (const { key, room } of places) {
    if (!cents.has(key)) {
      const part = Math.max(0, Math.min(room, rest));
      cents.set(key, part);
      rest -= part;
    }
  }
  const placed = [...cents.values()].reduce<number>((sum, one) => sum + (one ?? 0), 0);
  return { cents, placed, left: amount - placed };
}

/** An amount as the core reads it: with a plain minus. */
export function plainText(cents: number): string {
  return centsText(cents).replace("\u2212", "-");
}

/** The text of a place's amount for the core: as typed, else what it gets unasked; empty for nothing. */
export function amountFor(key: string, typed: Typed, allocation: Allocation): string {
  const text = typed(key).trim();
  if (text !== "") {
    return moneyHint(text) === 0 ? "" : text;
  }
  const cents = allocation.cents.get(key) ?? 0;
  return cents === 0 ? "" : plainText(cents);
}

/** True when somebody typed at a place. */
export function isTyped(places: readonly Place[], typed: Typed): boolean {
  return places.some(({ key }) => typed(key).trim() !== "");
}
