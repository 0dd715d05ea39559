//! The ledger of a patient as the core has it now: its sums, and its rows page by page.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { LedgerRow, LedgerView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { useWorkspace } from "#ui/app/workspace";
import type { Rows } from "#ui/kit/pages";
import { useRows } from "#ui/kit/useRows";
import { accountWords } from "#ui/strings/account";
import { moneyKinds } from "#ui/views/account/kinds";

/** Rows in one page; the core gives up to 500. */
export const ledgerPage = 200;

export type Ledger = {
  readonly rows: Rows<LedgerRow>;
  /** Its sums; the last ones while newer ones are on their way. */
  readonly sums: LedgerView | undefined;
  readonly problem: unknown;
};

/** The question for the first page, which brings the sums. */
function ledgerAsk(patient: string) {
  return { of: "patient", id: patient, from: 0, count: ledgerPage };
}

export function useLedger(patient: string): Ledger {
  const { toasts } = useWorkspace();
  const answer = useAnswer("ledger", ledgerAsk(patient), moneyKinds);
  const { sums, version } = useLatest(answer.value);
  const rows = useRows<LedgerRow>({
    count: sums?.total ?? 0,
    page: async (from, count) => (from === 0 && count <= ledgerPage && sums !== undefined ? sums.rows : (await call("ledger", { of: "patient", id: patient, from, count })).rows),
    list: patient,
    version,
    pageSize: ledgerPage,
    failed: (thrown) => toasts.show(toProblem(thrown, accountWords.unread).says, "wrong"),
  });
  return { rows, sums, problem: answer.problem };
}

/** The last answer there was, and how many there have been. */
function useLatest(value: LedgerView | undefined): { readonly sums: LedgerView | undefined; readonly version: number } {
  const [latest, setLatest] = useState({ sums: value, version: 0 });
  if (value === undefined || value === latest.sums) {
    return latest;
  }
  const next = { sums: value, version: latest.version + 1 };
  setLatest(next);
  return next;
}
