//! What became of the charge of each line.

import type { StandingLineView } from "#ui/api/generated";
import { CodeText, MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { standingWords as words } from "#ui/strings/account";

export function StandingLines({ lines }: { readonly lines: readonly StandingLineView[] }) {
  const { columns } = words;
  return (
    <Panel title={words.lines}>
      <div className="standing-lines" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{columns.line}</th>
              {[columns.charge, columns.paid, columns.off, columns.open].map((title) => (
                <th key={title} scope="col" className="num">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.n}>
                <th scope="row">
                  <span className="hint num">{line.n}</span> <CodeText code={line.code} />
                </th>
                {[line.charge_cents, line.paid_cents, line.off_cents, line.open_cents].map((cents, n) => (
                  <td key={n} className="money">
                    <MoneyText cents={cents} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
