//! Whose dollars the open dollars of a visit are: before the sheet, and after it.

import type { SheetClaimView } from "#ui/api/generated";
import { MoneyText } from "#ui/kit/MoneyText";
import { besideWords as words } from "#ui/strings/remits";
import { bothSides } from "#ui/views/remits/findings";

export function BeforeAfter({ claim }: { readonly claim: SheetClaimView }) {
  const rows = bothSides(claim);
  const sum = (side: "before" | "after") => rows.reduce((total, row) => total + row[side], 0);
  return (
    <table className="table compact before-after">
      <thead>
        <tr>
          <th scope="col">{words.owner}</th>
          <th scope="col" className="num">
            {words.before}
          </th>
          <th scope="col" className="num">
            {words.after}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.owner}>
            <th scope="row">{row.title}</th>
            <td className="num">
              <MoneyText cents={row.before} />
            </td>
            <td className="num">
              <MoneyText cents={row.after} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td>{words.sum}</td>
          <td className="num">
            <MoneyText cents={sum("before")} />
          </td>
          <td className="num">
            <MoneyText cents={sum("after")} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
