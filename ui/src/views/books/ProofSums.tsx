//! Two sums to a row that have to be the same, their difference, and a word for whether they are.

import type { ProofSum } from "#ui/api/generated";
import { MoneyText } from "#ui/kit/MoneyText";
import { Status } from "#ui/kit/Status";
import { proofWords as words } from "#ui/strings/books";

export function ProofSums({ sums }: { readonly sums: readonly ProofSum[] }) {
  const { columns } = words;
  return (
    <div className="proof-sums">
      <table className="table">
        <caption className="sr">{words.sums}</caption>
        <colgroup>
          <col />
          <col style={{ width: 116 }} />
          <col style={{ width: 116 }} />
          <col style={{ width: 100 }} />
          <col style={{ width: 96 }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{columns.what}</th>
            <th scope="col" className="num">
              {columns.left}
            </th>
            <th scope="col" className="num">
              {columns.right}
            </th>
            <th scope="col" className="num">
              {columns.difference}
            </th>
            <th scope="col">{columns.agrees}</th>
          </tr>
        </thead>
        <tbody>
          {sums.map((sum) => (
            <tr key={sum.title}>
              <th scope="row">{sum.title}</th>
              <td className="money">
                <MoneyText cents={sum.left_cents} />
              </td>
              <td className="money">
                <MoneyText cents={sum.right_cents} />
              </td>
              <td className="money">
                <MoneyText cents={sum.left_cents - sum.right_cents} />
              </td>
              <td>
                <Status tone={sum.agrees ? "ok" : "bad"}>{sum.agrees ? words.agrees : words.differs}</Status>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
