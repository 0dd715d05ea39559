//! The remittances, read by the page. The first page tells how many there are.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { RemittanceRow, RemittanceRows } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { useWorkspace } from "#ui/app/workspace";
import { toProblem } from "#ui/api/problem";
import type { Rows } from "#ui/kit/pages";
import { useRows } from "#ui/kit/useRows";
import { apiWords } from "#ui/strings/en";

/** As many as the core answers at once. */
const pageSize = 200;

export type Remits = { readonly rows: Rows<RemittanceRow>; readonly first: RemittanceRows | undefined; readonly problem: unknown };

export function useRemits(text: string): Remits {
  const { toasts } = useWorkspace();
  const { value: first, problem } = useAnswer("remittances", { text, from: 0 }, ["remittance"]);
  // Each newer first page means that the list was changed, and that the others have to be read again.
  const [seen, setSeen] = useState({ first, version: 0 });
  if (seen.first !== first) {
    setSeen({ first, version: seen.version + 1 });
  }
  const rows = useRows<RemittanceRow>({
    count: first?.found ?? 0,
    page: async (from) => (from === 0 && first !== undefined ? first.rows : (await call("remittances", { text, from })).rows),
    list: text,
    version: seen.version,
    failed: (thrown) => toasts.show(toProblem(thrown, apiWords.noAnswer).says, "wrong"),
    pageSize,
  });
  return { rows, first, problem };
}
