//! The whole certificate: every check with both sides in cents, those that break first.

import type { SheetView } from "#ui/api/generated";
import { Button } from "#ui/kit/Button";
import { Dialog } from "#ui/kit/Dialog";
import { MoneyText } from "#ui/kit/MoneyText";
import { Status } from "#ui/kit/Status";
import { certificateWords as words } from "#ui/strings/remits";
import { whereOf } from "#ui/views/remits/Certificate";
import { relationOf } from "#ui/views/remits/findings";

export function CertificateDialog({ view, onClose }: { readonly view: SheetView; readonly onClose: () => void }) {
  const checks = [...view.checks.filter((check) => !check.holds), ...view.checks.filter((check) => check.holds)];
  return (
    <Dialog
      title={words.title}
      wide
      className="certificate"
      onClose={onClose}
      actions={
        <Button shortcut="Escape" onPress={onClose}>
          {words.close}
        </Button>
      }
    >
      {/* It scrolls, so the keyboard has to reach it. */}
      <div className="scroll" tabIndex={0} role="region" aria-label={words.all}>
        <table className="table compact">
          <thead>
            <tr>
              <th scope="col">{words.columns.holds}</th>
              <th scope="col">{words.columns.rule}</th>
              <th scope="col">{words.columns.where}</th>
              <th scope="col" className="num">
                {words.columns.left}
              </th>
              <th scope="col">
                <span className="sr">{words.columns.relation}</span>
              </th>
              <th scope="col" className="num">
                {words.columns.right}
              </th>
            </tr>
          </thead>
          <tbody>
            {checks.map((check, n) => (
              <tr key={n} title={check.says}>
                <td>
                  <Status tone={check.holds ? "ok" : check.must ? "bad" : "warn"}>{check.holds ? words.holds : check.must ? words.breaks : words.looks}</Status>
                </td>
                <td>{words.rule(check.rule)}</td>
                <td className="num-text">{whereOf(view, check.part, check.line)}</td>
                <td className="num">
                  <MoneyText cents={check.left_cents} />
                </td>
                <td className="relation dim">{relationOf(check)}</td>
                <td className="num">
                  <MoneyText cents={check.right_cents} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}
