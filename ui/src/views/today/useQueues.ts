//! The claims by state, counted by the core, so that the rows add up to all claims.

import { useMemo } from "react";
import type { ClaimTotals } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";

export type State = "imported" | "held" | "printed";

/** A queue of the day. */
export type Queue = { readonly state: State; readonly key: string; readonly count: number; readonly cents: number };

const states = ["imported", "held", "printed"] satisfies readonly State[];

export const everyClaim = { states: [], payers: [], rendering: [], patient: "", import: "", from: "", to: "", text: "" };

const none: readonly Queue[] = [];

export function useQueues(): { readonly queues: readonly Queue[]; readonly totals: ClaimTotals | undefined; readonly problem: unknown } {
  const { value, problem } = useAnswer("claim_totals", everyClaim, ["claim", "print"]);
  const queues = useMemo(
    () =>
      value === undefined
        ? none
        : states.map((state, n) => {
            const total = value.states.find((one) => one.state === state);
            return { state, key: String(n + 1), count: total?.count ?? 0, cents: total?.charge_cents ?? 0 };
          }),
    [value],
  );
  return { queues, totals: value, problem };
}
