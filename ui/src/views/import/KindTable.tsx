//! How much of each kind is new, and how much is here already.

import type { KindCount } from "#ui/api/generated";
import { CountText } from "#ui/kit/MoneyText";
import { classes } from "#ui/kit/css";
import { importWords as words } from "#ui/strings/imports";

export function KindTable({ kinds }: { readonly kinds: readonly KindCount[] }) {
  const figure = (n: number) => <CountText n={n} className={classes(n === 0 && "zero")} />;
  return (
    <table className="kinds">
      <thead>
        <tr>
          <th scope="col">
            <span className="sr">{words.columns.kind}</span>
          </th>
          <th scope="col" className="count">
            {words.newCol}
          </th>
          <th scope="col" className="count">
            {words.hereCol}
          </th>
        </tr>
      </thead>
      <tbody>
        {kinds.map((kind) => (
          <tr key={kind.kind}>
            <th scope="row">{words.kinds(kind.kind)}</th>
            <td className="count">{figure(kind.created)}</td>
            <td className="count">{figure(kind.matched)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
