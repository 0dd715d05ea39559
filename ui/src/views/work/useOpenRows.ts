//! A list of open amounts as the core has it now: how many, their sum, their rows page by page.

import { useRef, useState } from "react";
import type { QueueRow, QueueRows } from "#ui/api/generated";
import { call } from "#ui/api/call";
import { stable } from "#ui/api/cache";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { useWorkspace } from "#ui/app/workspace";
import type { Rows } from "#ui/kit/pages";
import { useRows } from "#ui/kit/useRows";
import { queueListWords } from "#ui/strings/work";
import { moneyKinds } from "#ui/views/work/kinds";
import { amountKey, openAsk, type OpenList, openPage } from "#ui/views/work/openLists";

export type OpenRows = {
  readonly rows: Rows<QueueRow>;
  /** How many, and their sum; `undefined` until the first page is there. */
  readonly totals: { readonly count: number; readonly cents: number } | undefined;
  readonly problem: unknown;
  /** Rows that were read, by their keys: what is known of a selection. */
  readonly known: ReadonlyMap<string, QueueRow>;
};

export function useOpenRows(list: OpenList): OpenRows {
  const { toasts } = useWorkspace();
  const first = openAsk(list, 0);
  const answer = useAnswer(first.name, first.ask, moneyKinds);
  const { page, version } = useLatest(answer.value);
  const known = useRef(new Map<string, QueueRow>());
  const rows = useRows<QueueRow>({
    count: page?.count ?? 0,
    page: async (from) => {
      const { name, ask } = openAsk(list, from);
      const read = from === 0 && page !== undefined ? page.rows : (await call(name, ask)).rows;
      for (const row of read) {
        known.current.set(amountKey(row), row);
      }
      return read;
    },
    list: stable(list),
    version,
    pageSize: openPage,
    failed: (thrown) => toasts.show(toProblem(thrown, queueListWords.unread).says, "wrong"),
  });
  return { rows, totals: page, problem: answer.problem, known: known.current };
}

/** The last first page there was, and how many there have been. */
function useLatest(value: QueueRows | undefined): { readonly page: QueueRows | undefined; readonly version: number } {
  const [latest, setLatest] = useState({ page: value, version: 0 });
  if (value === undefined || value === latest.page) {
    return latest;
  }
  const next = { page: value, version: latest.version + 1 };
  setLatest(next);
  return next;
}
