//! A claim of a sheet: whose it is and whether it adds up, more of it when asked for, and its lines.

import { memo } from "react";
import type { SheetClaimTexts, SheetClaimView } from "#ui/api/generated";
import { classes } from "#ui/kit/css";
import { CodeText, DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { Status } from "#ui/kit/Status";
import { sheetWords as words } from "#ui/strings/remits";
import { lineCell, placeOf } from "#ui/views/remits/cells";
import { ClaimMore, counts, inShort } from "#ui/views/remits/ClaimMore";
import { leftOf, unanswered } from "#ui/views/remits/findings";
import type { Type } from "#ui/views/remits/SheetCell";
import { isOpening } from "#ui/views/remits/sheetTexts";
import { SheetLine } from "#ui/views/remits/SheetLine";

export type SheetClaimProps = {
  /** Its place from 0. */
  readonly at: number;
  readonly texts: SheetClaimTexts;
  readonly view: SheetClaimView | undefined;
  readonly type: Type;
  readonly wrong: ReadonlyMap<string, string>;
  /** Its further fields were asked for. */
  readonly more: boolean;
  /** Cells of another code that were asked for. */
  readonly coded: ReadonlySet<string>;
  /** The place of the line in which the caret stands; -1 elsewhere in the claim, `null` in another. */
  readonly here: number | null;
};

/** Drawn again only when something of the claim changed: a sheet can have a hundred. */
export const SheetClaim = memo(function SheetClaim({ at, texts, view, type, wrong, more, coded, here }: SheetClaimProps) {
  const open = more || isOpening(texts) || counts(texts) || [...wrong.keys()].some((name) => isOf(name, at));
  const said = view === undefined ? [] : [view.status, ...(open ? [] : inShort(texts))].filter((text) => text !== "");
  return (
    <section role="group" aria-label={words.claimGroup(at + 1, view?.number ?? "")} className={classes("remit-claim", here !== null && "here")}>
      <header className="remit-claim-head">
        {view === undefined ? (
          <span className="dim">{words.reading}</span>
        ) : (
          <>
            <h2>
              <Personal>{view.patient}</Personal>
            </h2>
            <CodeText code={view.number} />
            <DayText day={view.service_on} />
            {said.length === 0 ? null : <span className="dim cut num">{said.join(", ")}</span>}
            <span className="end">
              <ClaimState view={view} />
              <MoneyText cents={view.paid_cents} className="figure" />
            </span>
          </>
        )}
      </header>
      {open ? <ClaimMore claim={at} texts={texts} type={type} wrong={wrong} /> : null}
      {texts.lines.map((line, n) => (
        <SheetLine key={n} claim={at} line={n} texts={line} view={view?.lines[n]} type={type} wrong={wrong} coded={coded.has(lineCell(at, n, "code"))} here={here === n} />
      ))}
    </section>
  );
});

/** True of a field of the whole claim. */
function isOf(name: string, at: number): boolean {
  const place = placeOf(name);
  return place.kind === "claim" && place.claim === at;
}

function ClaimState({ view }: { readonly view: SheetClaimView }) {
  const open = unanswered(view);
  if (open !== 0) {
    return <Status tone="wait">{words.toAnswer(open)}</Status>;
  }
  return view.balanced ? (
    <Status tone="ok">{words.addsUp}</Status>
  ) : (
    <Status tone="warn">
      <MoneyText cents={leftOf(view)} /> {words.isLeft}
    </Status>
  );
}
