//! The list that a claim was opened from: what comes next, what came before, where one is.

import type { ClaimRow } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { useRoute } from "#ui/app/route";
import { type ClaimList, everyClaim, listOf, pageAsk, rowOf, useListText } from "#ui/views/claims/filters";
import { claimKinds } from "#ui/views/claims/useClaimList";

export type Walk = {
  readonly list: ClaimList;
  /** The claim's row by now; `null` when it was not opened from a list. */
  readonly at: number | null;
  readonly count: number;
  readonly around: readonly { readonly row: ClaimRow; readonly at: number }[];
  readonly next: { readonly row: ClaimRow; readonly at: number } | null;
  readonly before: { readonly row: ClaimRow; readonly at: number } | null;
};

/** How many claims are shown on either side. */
const spare = 15;

export function useWalk(id: string): Walk {
  const route = useRoute();
  const list = listOf(route, useListText());
  const said = rowOf(route);
  const from = Math.max(0, (said ?? 0) - spare);
  const asked = said === null ? { filter: everyClaim, sort: "service", descending: false, from: 0, count: 0, more: false } : pageAsk(list, from, 2 * spare + 1);
  const rows = useAnswer("claims", asked, claimKinds).value?.rows ?? [];
  const count = useAnswer("claim_totals", list.filter, claimKinds).value?.count ?? 0;
  const around = said === null ? [] : rows.map((row, n) => ({ row, at: from + n }));
  const mine = around.find(({ row }) => row.id === id);
  // A claim that left its list, as one held out of those to print, made room for the next one.
  const at = mine?.at ?? said;
  const nextAt = mine === undefined ? said : mine.at + 1;
  return {
    list,
    at,
    count,
    around,
    next: around.find((one) => one.at === nextAt) ?? null,
    before: at === null ? null : (around.find((one) => one.at === at - 1) ?? null),
  };
}
