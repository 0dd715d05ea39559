//! A line of a claim of a sheet: what we billed, the cells that are typed, and beneath them the day,
//! what was expected, and each adjustment in words. Its height never changes.

import type { SheetLineTexts, SheetLineView } from "#ui/api/generated";
import { classes } from "#ui/kit/css";
import { CodeText, DayText, MoneyText } from "#ui/kit/MoneyText";
import { sheetWords as words } from "#ui/strings/remits";
import { lineCell } from "#ui/views/remits/cells";
import { Reasons } from "#ui/views/remits/Reasons";
import { SheetCell, type Type } from "#ui/views/remits/SheetCell";
import type { LineField } from "#ui/views/remits/sheetTexts";

export type SheetLineProps = {
  /** Places from 0. */
  readonly claim: number;
  readonly line: number;
  readonly texts: SheetLineTexts;
  readonly view: SheetLineView | undefined;
  readonly type: Type;
  readonly wrong: ReadonlyMap<string, string>;
  /** The cell of another code is asked for. */
  readonly coded: boolean;
  readonly here: boolean;
};

export function SheetLine({ claim, line, texts, view, type, wrong, coded, here }: SheetLineProps) {
  const own = texts.line_id === "";
  const cell = (field: LineField, kind: "money" | "code", more: { readonly expected?: number | null; readonly className?: string } = {}) => (
    <SheetCell
      name={lineCell(claim, line, field)}
      label={words.cell(field, claim + 1, line + 1)}
      value={texts[field]}
      type={type}
      wrong={wrong}
      kind={kind}
      {...more}
    />
  );
  const recoded = !own && texts.code !== "";
  const expected = view?.expected_cents ?? null;
  const differs = expected !== null && view?.allowed_cents !== null && view?.allowed_cents !== expected;
  return (
    <div role="group" aria-label={words.lineGroup(line + 1)} className={classes("remit-line", here && "here")}>
      <div className="what">
        <span className="n num">{own ? "" : (view?.n ?? line + 1)}</span>
        {own ? null : recoded || coded ? (
          <del className="code">{view?.code ?? ""}</del>
        ) : (
          <CodeText code={view === undefined ? "" : [view.code, ...view.modifiers].join(" ")} />
        )}
        {own || recoded || coded ? cell("code", "code", { className: "recode" }) : null}
      </div>
      {own ? cell("charge", "money") : <MoneyText cents={view?.charge_cents ?? null} className="figure" />}
      {cell("allowed", "money", { expected })}
      {cell("paid", "money", { expected: view?.expected_paid_cents ?? null })}
      {cell("adjustments", "code")}
      {cell("remarks", "code")}
      <MoneyText cents={view === undefined || view.paid_cents === null ? null : view.remainder_cents} className="figure" />
      <div className="under day">{own ? words.ownLine : <DayText day={view?.service_on ?? ""} />}</div>
      <div className="under expect num">
        {differs ? (
          <>
            {words.expected} <MoneyText cents={expected} />
          </>
        ) : null}
      </div>
      <Reasons adjustments={view?.adjustments ?? []} />
    </div>
  );
}
