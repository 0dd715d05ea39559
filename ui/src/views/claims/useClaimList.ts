//! A list of claims as the core has it now: how many, their sum, their rows page by page.

import { useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { ClaimRow, ClaimTotals } from "#ui/api/generated";
import { stable } from "#ui/api/cache";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { useWorkspace } from "#ui/app/workspace";
import type { Rows } from "#ui/kit/pages";
import { useRows } from "#ui/kit/useRows";
import { claimsWords } from "#ui/strings/claims";
import { type ClaimList, pageAsk } from "#ui/views/claims/filters";

/** The kinds of record that lists of claims are made of, and that say where a claim stands. */
export const claimKinds = ["claim", "claim_event", "patient", "payer", "import", "remittance", "act"];

export type ListOfClaims = {
  readonly rows: Rows<ClaimRow>;
  /** Of what is shown; the last ones while newer ones are on their way. */
  readonly totals: ClaimTotals | undefined;
  readonly problem: unknown;
  /** Rows that were read, by id: what is known of a selection. */
  readonly known: ReadonlyMap<string, ClaimRow>;
};

/** With `more`, also what columns beyond the first ones show. */
export function useClaimList(list: ClaimList, more: boolean): ListOfClaims {
  const { toasts } = useWorkspace();
  const answer = useAnswer("claim_totals", list.filter, claimKinds);
  const { totals, version } = useLatest(answer.value);
  const known = useRef(new Map<string, ClaimRow>());
  const rows = useRows<ClaimRow>({
    count: totals?.count ?? 0,
    page: async (from, count) => {
      const read = await call("claims", pageAsk(list, from, count, more));
      for (const row of read.rows) {
        known.current.set(row.id, row);
      }
      return read.rows;
    },
    list: stable([list.filter, list.sort, more]),
    version,
    pageSize: 200,
    failed: (thrown) => toasts.show(toProblem(thrown, claimsWords.unread).says, "wrong"),
  });
  return { rows, totals, problem: answer.problem, known: known.current };
}

/** The last answer there was, and how many there have been. */
function useLatest(value: ClaimTotals | undefined): { readonly totals: ClaimTotals | undefined; readonly version: number } {
  const [latest, setLatest] = useState({ totals: value, version: 0 });
  if (value === undefined || value === latest.totals) {
    return latest;
  }
  const next = { totals: value, version: latest.version + 1 };
  setLatest(next);
  return next;
}
