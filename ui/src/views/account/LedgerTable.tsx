//! The ledger, the newest entry first, with the balance after each at the right.

import { type RefObject, useMemo, useState } from "react";
import type { LedgerRow } from "#ui/api/generated";
import { MoneyText } from "#ui/kit/MoneyText";
import { Table } from "#ui/kit/Table";
import { accountWords as words } from "#ui/strings/account";
import { pairOf, paidOf } from "#ui/views/account/ledger";
import { ledgerColumns } from "#ui/views/account/ledgerColumns";
import type { Ledger } from "#ui/views/account/useLedger";

export type LedgerTableProps = {
  readonly ledger: Ledger;
  readonly box: RefObject<HTMLDivElement | null>;
  /** The row to stand on; a new number leads there. */
  readonly start: { readonly at: number; readonly turn: number };
  readonly autoFocus: boolean;
  readonly onHere: (row: LedgerRow | undefined) => void;
  readonly onOpen: () => void;
};

export function LedgerTable({ ledger, box, start, autoFocus, onHere, onOpen }: LedgerTableProps) {
  const { rows, sums } = ledger;
  const [paired, setPaired] = useState("");
  const columns = useMemo(() => ledgerColumns(sums, paired), [sums, paired]);
  return (
    <div className="ledger" ref={box}>
      <Table
        key={start.turn}
        label={words.ledger}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        start={start.at}
        autoFocus={autoFocus || start.turn !== 0}
        onHere={(row) => {
          setPaired(pairOf(row));
          onHere(row);
        }}
        onOpen={onOpen}
        totals={[
          {
            columns: 3,
            content: (
              <span className="num">
                {words.sums(sums?.total ?? 0)} <span className="dim">{words.sumsHow}</span>
              </span>
            ),
          },
          { columns: 1, kind: "money", content: <MoneyText cents={sums?.charged_cents ?? 0} /> },
          { columns: 1, kind: "money", content: <MoneyText cents={paidOf(sums)} /> },
          { columns: 1, kind: "money", content: <MoneyText cents={sums?.off_cents ?? 0} /> },
          { columns: 1, kind: "money", content: <MoneyText cents={sums?.balance_cents ?? 0} total /> },
        ]}
        empty={sums === undefined ? null : <p className="part dim">{words.none}</p>}
      />
    </div>
  );
}
