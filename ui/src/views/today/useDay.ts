//! The day as the core has it: the queues of open dollars, the proof that they add up, and what stands
//! beside the A/R.

import { useMemo } from "react";
import type { ClaimTotals, ProofView, QueuesView } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { to } from "#ui/app/route";
import { movedInWords } from "#ui/strings/opening";
import { todayWords as words } from "#ui/strings/today";
import { everyClaim } from "#ui/views/claims/filters";
import { claimKinds } from "#ui/views/claims/useClaimList";
import { moneyKinds } from "#ui/views/work/kinds";
import { type KeyLine, keyLines, type QueueGroup, queueGroups, type QueueLine, underpaidGroup } from "#ui/views/work/queues";

export type Day = {
  readonly queues: QueuesView | undefined;
  readonly proof: ProofView | undefined;
  readonly claims: ClaimTotals | undefined;
  readonly groups: readonly QueueGroup[];
  readonly beside: readonly QueueGroup[];
  /** Claims that came in and are not on paper. */
  readonly toPrint: number;
  readonly problem: unknown;
};

/** A state of claims by its charges: they stand beside the A/R, which is of balances. */
function paperLine(claims: ClaimTotals, state: "imported" | "printed", key: string | null): QueueLine {
  const total = claims.states.find((one) => one.state === state);
  const { title, says } = words.paper[state];
  return { id: state, key, title, says, count: total?.count ?? 0, cents: total?.charge_cents ?? 0, due: null, route: to("claims", null, { state }) };
}

export function useDay(): Day {
  const queues = useAnswer("queues", {}, moneyKinds);
  const proof = useAnswer("proof_state", {}, moneyKinds).value;
  const claims = useAnswer("claim_totals", everyClaim, [...claimKinds, "print"]);
  const sheets = useAnswer("remittances", { text: "", from: 0 }, ["remittance"]).value;
  const unknown = useAnswer("moved_in", {}, moneyKinds).value;
  const groups = useMemo(() => (queues.value === undefined ? [] : queueGroups(queues.value)), [queues.value]);
  const beside = useMemo(() => {
    if (queues.value === undefined || claims.value === undefined) {
      return [];
    }
    const under = underpaidGroup(queues.value.underpaid, queues.value.underpaid_cents);
    const parked = (sheets?.rows ?? []).filter((row) => row.state === "parked").reduce((sum, row) => sum + row.amount_cents, 0);
    const waiting: QueueLine = { id: "remittances", key: "R", title: words.remittances.title, says: words.remittances.says, count: sheets?.parked ?? null, cents: sheets === undefined ? null : parked, due: null, route: to("remits") };
    const notKnown: QueueLine = { id: "unknown", key: "N", title: movedInWords.title, says: words.unknown, count: unknown?.claims ?? null, cents: unknown?.cents ?? null, due: null, route: to("import", "unknown") };
    const paper: QueueGroup = { id: "paper", title: words.paper.title, count: null, cents: null, lines: [paperLine(claims.value, "imported", "P"), paperLine(claims.value, "printed", null)] };
    return [{ ...under, lines: [waiting, ...under.lines, notKnown] }, paper];
  }, [queues.value, claims.value, sheets, unknown]);
  return {
    queues: queues.value,
    proof,
    claims: claims.value,
    groups,
    beside,
    toPrint: claims.value?.states.find((one) => one.state === "imported")?.count ?? 0,
    problem: queues.problem ?? claims.problem,
  };
}

/** What has a key on the day's page, there before its figures are. */
export const dayLines: readonly KeyLine[] = [
  ...keyLines,
  { id: "remittances", key: "R", title: words.remittances.title, route: to("remits") },
  { id: "unknown", key: "N", title: movedInWords.title, route: to("import", "unknown") },
  { id: "imported", key: "P", title: words.paper.imported.title, route: to("claims", null, { state: "imported" }) },
];
