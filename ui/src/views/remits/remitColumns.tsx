//! The columns in which remittances are listed.

import type { RemittanceRow } from "#ui/api/generated";
import type { Column } from "#ui/kit/column";
import { CodeText, CountText, DayText, MoneyText } from "#ui/kit/MoneyText";
import { Status } from "#ui/kit/Status";
import { kitWords } from "#ui/strings/en";
import { remitWords as words } from "#ui/strings/remits";

type RemitStateProps = { readonly state: string; readonly leftOut: number; readonly takenBack?: boolean };

/** A state as a word and a mark; what was taken back, all of it or claims of it, is said. */
export function RemitState({ state, leftOut, takenBack = false }: RemitStateProps) {
  if (state !== "posted") {
    return <Status tone="wait">{takenBack ? words.states.taken_back : words.states.parked}</Status>;
  }
  return leftOut === 0 ? <Status tone="ok">{words.states.posted}</Status> : <Status tone="warn">{words.leftOut(leftOut)}</Status>;
}

export const remitColumns: readonly Column<RemittanceRow>[] = [
  { id: "number", title: words.columns.number, width: 108, kind: "code", cell: (row) => <CodeText code={row.number} /> },
  { id: "payer", title: words.columns.payer, width: { grow: 2, least: 140 }, cell: (row) => (row.payer === "" ? kitWords.missing : row.payer) },
  { id: "method", title: words.columns.method, width: 64, quiet: true, cell: (row) => words.method(row.method) },
  { id: "paid", title: words.columns.paid, width: 80, kind: "date", cell: (row) => <DayText day={row.paid_on} /> },
  { id: "amount", title: words.columns.amount, width: 96, kind: "money", cell: (row) => <MoneyText cents={row.amount_cents} /> },
  { id: "claims", title: words.columns.claims, width: 60, kind: "number", cell: (row) => <CountText n={row.claims} /> },
  { id: "state", title: words.columns.state, width: 104, cell: (row) => <RemitState state={row.state} leftOut={row.left_out} takenBack={row.taken_back} /> },
  { id: "left", title: words.columns.left, width: 104, kind: "money", cell: (row) => <MoneyText cents={row.remainder_cents} /> },
  { id: "posted", title: words.columns.posted, width: 84, kind: "date", cell: (row) => <DayText day={row.posted_on} /> },
  { id: "by", title: words.columns.by, width: { grow: 1, least: 126 }, quiet: true, cell: (row) => (row.posted_by === "" ? kitWords.missing : row.posted_by) },
];
