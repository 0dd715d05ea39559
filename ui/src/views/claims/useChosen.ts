//! Which claims of a list are chosen: some by their ids, or the whole list but for some.

import { useState } from "react";
import type { ClaimRow, ClaimTotals } from "#ui/api/generated";
import { none, type Selection } from "#ui/kit/selection";
import { type Chosen, these } from "#ui/views/claims/acts";
import { type ClaimList, unanswered } from "#ui/views/claims/filters";

export type ChosenClaims = {
  /** For the table. */
  readonly keys: Selection;
  readonly whole: boolean;
  readonly select: (keys: Selection, whole: boolean) => void;
  readonly clear: () => void;
  /** For the actions: with nothing selected they act on the row that has the focus. */
  readonly chosen: Chosen | null;
  /** For printing: a whole list that is not of certain states is without what was answered. */
  readonly toPaper: Chosen | null;
  /** How many are selected, and their charges. */
  readonly count: number;
  readonly cents: number;
  readonly anyHeld: boolean;
};

export function useChosen(list: ClaimList, totals: ClaimTotals | undefined, known: ReadonlyMap<string, ClaimRow>, here: ClaimRow | undefined): ChosenClaims {
  const [{ keys, whole }, set] = useState<{ readonly keys: Selection; readonly whole: boolean }>({ keys: none, whole: false });
  const select = (next: Selection, all: boolean) => set({ keys: next, whole: all });
  const sum = [...keys].reduce((cents, id) => cents + (known.get(id)?.charge_cents ?? 0), 0);
  const shared = { keys, whole, select, clear: () => set({ keys: none, whole: false }) };
  if (whole) {
    const count = Math.max(0, (totals?.count ?? 0) - keys.size);
    const held = totals?.states.find((total) => total.state === "held")?.count ?? 0;
    const left = [...keys].filter((id) => known.get(id)?.state === "held").length;
    const all = { filter: list.filter, sort: list.sort.column, descending: list.sort.descending, except: [...keys], count };
    const open = (totals?.states ?? []).filter(({ state }) => unanswered.includes(state)).reduce((sum, { count: of }) => sum + of, 0);
    const toPrint = open - [...keys].filter((id) => unanswered.includes(known.get(id)?.state ?? "")).length;
    const narrowed = list.filter.states.length === 0 && 0 < toPrint;
    return {
      ...shared,
      chosen: { ids: [], list: all },
      toPaper: { ids: [], list: narrowed ? { ...all, filter: { ...list.filter, states: [...unanswered] }, count: toPrint } : all },
      count,
      cents: (totals?.charge_cents ?? 0) - sum,
      anyHeld: left < held,
    };
  }
  const ids = keys.size === 0 ? (here === undefined ? null : [here.id]) : [...keys];
  return {
    ...shared,
    chosen: ids === null ? null : these(ids),
    toPaper: ids === null ? null : these(ids),
    count: keys.size,
    cents: sum,
    anyHeld: ids?.some((id) => known.get(id)?.state === "held") ?? false,
  };
}
