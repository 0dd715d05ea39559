//! What belongs to no claim of the sheet: recoveries, balances carried over, interest, refunds. A row
//! for each, and one more that is empty.

import { useCallback } from "react";
import { call } from "#ui/api/call";
import type { SheetProviderTexts, SheetProviderView } from "#ui/api/generated";
import { ComboField } from "#ui/kit/ComboField";
import { MoneyText } from "#ui/kit/MoneyText";
import { sheetWords as words } from "#ui/strings/remits";
import { providerCell } from "#ui/views/remits/cells";
import { SheetCell, type Type } from "#ui/views/remits/SheetCell";

export type ProviderRowsProps = {
  readonly rows: readonly SheetProviderTexts[];
  readonly views: readonly SheetProviderView[];
  readonly sum: number;
  readonly type: Type;
  readonly wrong: ReadonlyMap<string, string>;
  /** A reason was picked in this row, or is none that is known: the caret goes on. */
  readonly onPicked: (row: number) => void;
};

export function ProviderRows({ rows, views, sum, type, wrong, onPicked }: ProviderRowsProps) {
  const find = useCallback(async (text: string) => (await call("codes", { list: "provider", text })).rows.map((row) => ({ id: row.code, code: row.code, title: row.words })), []);
  return (
    <section className="remit-provider" role="group" aria-label={words.provider}>
      <header className="remit-claim-head">
        <h2>{words.provider}</h2>
        <span className="dim cut">{words.providerHint}</span>
        <span className="end">
          <MoneyText cents={sum} className="figure" />
        </span>
      </header>
      {rows.map((row, n) => (
        <div key={n} className="provider-row">
          <ComboField
            name={providerCell(n, "code")}
            label={words.providerCell(words.providerFields.code, n + 1)}
            className="cell"
            kind="code"
            value={row.code}
            placeholder={words.providerFields.code}
            onChange={(text) => type(providerCell(n, "code"), text)}
            find={find}
            onTake={(choice) => {
              type(providerCell(n, "code"), choice.id);
              onPicked(n);
            }}
            onNothing={() => onPicked(n)}
            error={wrong.get(providerCell(n, "code")) ?? null}
            flat
          />
          <SheetCell
            name={providerCell(n, "reference")}
            label={words.providerCell(words.providerFields.reference, n + 1)}
            value={row.reference}
            type={type}
            wrong={wrong}
            kind="code"
          />
          <SheetCell name={providerCell(n, "amount")} label={words.providerCell(words.providerFields.amount, n + 1)} value={row.amount} type={type} wrong={wrong} kind="money" />
          <span className="dim cut">{views[n]?.words}</span>
        </div>
      ))}
    </section>
  );
}
