//! The certificate in short: each invariant, how often it holds, and both sides of what breaks.

import type { SheetView } from "#ui/api/generated";
import { ActionWord } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { centsText } from "#ui/kit/money";
import { Panel } from "#ui/kit/Panel";
import { Status } from "#ui/kit/Status";
import { certificateWords as words } from "#ui/strings/remits";
import { byRule, claimAt, relationOf } from "#ui/views/remits/findings";

/** Where a check stands, in words. */
export function whereOf(view: SheetView, part: number, line: number | null): string {
  const number = claimAt(view, part)?.claim.number;
  if (number === undefined) {
    return words.whole;
  }
  return line === null ? words.claim(number) : words.line(number, line + 1);
}

/** How many broken checks stand in the short form; the rest is in the whole one. */
const most = 6;

export type CertificateProps = {
  readonly view: SheetView;
  readonly all: Live;
  /** Only how many hold, and what breaks: while the sheet is typed. */
  readonly brief?: boolean;
};

/** Rules of which a sentence says what is wrong, not two amounts that differ. */
const saidInWords = new Set([6, 20, 21, 22]);

export function Certificate({ view, all, brief = false }: CertificateProps) {
  const broken = view.checks.filter((check) => !check.holds);
  const unequal = broken.filter((check) => !saidInWords.has(check.rule));
  const count = view.checks.length;
  const must = broken.some((check) => check.must);
  return (
    <Panel title={words.title} end={<ActionWord action={all}>{words.all}</ActionWord>}>
      {brief && view.claims.length === 0 && view.amount_cents === 0 ? (
        <p className="dim">{words.blank}</p>
      ) : brief ? (
        <p className="num">
          <Status tone={broken.length === 0 ? "ok" : must ? "bad" : "warn"}>{broken.length === 0 ? words.allHold(count) : words.someHold(count - broken.length, count)}</Status>
        </p>
      ) : (
        <ul className="pairs">
          {byRule(view.checks).map((row) => (
            <li key={row.rule}>
              <Status tone={row.holds === row.all ? "ok" : row.must ? "bad" : "warn"}>{words.rule(row.rule)}</Status>
              <span className="num dim">{words.of(row.holds, row.all)}</span>
            </li>
          ))}
        </ul>
      )}
      {unequal.length === 0 ? null : (
        <ul className="broken-sides num">
          {unequal.slice(0, most).map((check, n) => (
            <li key={n}>
              <span className="cut">{whereOf(view, check.part, check.line)}</span>
              <span>{words.sides(centsText(check.left_cents), relationOf(check), centsText(check.right_cents))}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
