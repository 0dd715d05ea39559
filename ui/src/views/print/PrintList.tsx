//! What prints, by payer, in the side list: claims with their sheets and charges.

import { Fragment } from "react";
import type { FormsPreview, PrintRow } from "#ui/api/generated";
import { to, writeRoute } from "#ui/app/route";
import { Pick, SidePart } from "#ui/app/SideList";
import { centsText } from "#ui/kit/money";
import { CountText, MoneyText } from "#ui/kit/MoneyText";
import { printWords } from "#ui/strings/printing";

/** The claims by payer, both in the order in which they print. */
function byPayer(rows: readonly PrintRow[]): readonly (readonly [string, readonly PrintRow[]])[] {
  const groups = new Map<string, PrintRow[]>();
  for (const row of rows) {
    const group = groups.get(row.payer) ?? [];
    group.push(row);
    groups.set(row.payer, group);
  }
  return [...groups];
}

const sum = (rows: readonly PrintRow[]) => rows.reduce((cents, row) => cents + row.charge_cents, 0);

export function PrintList({ forms, sheet }: { readonly forms: FormsPreview; readonly sheet: number }) {
  return (
    <SidePart title={printWords.toPrint} end={printWords.toPrintEnd(forms.pages, centsText(forms.charge_cents))}>
      {byPayer(forms.claims).map(([payer, rows]) => (
        <Fragment key={payer}>
          <li className="of-payer">
            <span className="cut">{payer}</span>
            <CountText n={rows.reduce((pages, row) => pages + row.pages, 0)} />
            <MoneyText className="amount" cents={sum(rows)} />
          </li>
          {rows.map((row) => (
            <Pick
              key={row.id}
              href={writeRoute(to("print", null, { sheet: String(row.first_page + 1) }))}
              title={row.patient}
              personal
              count={row.pages}
              chosen={row.first_page <= sheet && sheet < row.first_page + row.pages}
            >
              <MoneyText className="amount" cents={row.charge_cents} />
            </Pick>
          ))}
        </Fragment>
      ))}
    </SidePart>
  );
}
