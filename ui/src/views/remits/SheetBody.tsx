//! The grid of a sheet: its heads, its claims, the box that finds the next one, and what belongs to none.

import type { Place } from "#ui/views/remits/cells";
import { findCell } from "#ui/views/remits/cells";
import { sheetWords as words } from "#ui/strings/remits";
import { FindClaim } from "#ui/views/remits/FindClaim";
import { viewOf } from "#ui/views/remits/findings";
import { ProviderRows } from "#ui/views/remits/ProviderRows";
import type { Type } from "#ui/views/remits/SheetCell";
import { SheetClaim } from "#ui/views/remits/SheetClaim";
import { providerRows } from "#ui/views/remits/sheetTexts";
import type { Opened } from "#ui/views/remits/useClaimActions";
import type { Sheet } from "#ui/views/remits/useSheet";

export type SheetBodyProps = {
  readonly sheet: Sheet;
  readonly type: Type;
  readonly wrong: ReadonlyMap<string, string>;
  readonly opened: Opened;
  readonly here: Place | null;
  /** A claim was found, by its id. */
  readonly onClaim: (id: string) => void;
  /** A provider-level reason was picked. */
  readonly onProvider: (row: number) => void;
};

export function SheetBody({ sheet, type, wrong, opened, here, onClaim, onProvider }: SheetBodyProps) {
  const { texts, view } = sheet;
  const hereIn = (at: number) => (here === null || (here.kind !== "claim" && here.kind !== "line") || here.claim !== at ? null : here.kind === "line" ? here.line : -1);
  return (
    <div className="scroll remit-grid" role="group" aria-label={words.grid} tabIndex={-1}>
      <div className="remit-line remit-grid-head" aria-hidden="true">
        <span>{words.columns.line}</span>
        <span className="end">{words.columns.charge}</span>
        <span className="end">{words.columns.allowed}</span>
        <span className="end">{words.columns.paid}</span>
        <span>{words.columns.adjustments}</span>
        <span>{words.columns.remarks}</span>
        <span className="end">{words.columns.left}</span>
      </div>
      {texts.claims.map((claim, at) => (
        <SheetClaim key={at} at={at} texts={claim} view={viewOf(view, texts, at)} type={type} wrong={wrong} more={opened.more.has(at)} coded={opened.coded} here={hereIn(at)} />
      ))}
      <FindClaim payer={texts.payer_id} payerName={view.payer} error={wrong.get(findCell) ?? null} onTake={onClaim} />
      <ProviderRows rows={providerRows(texts)} views={view.provider} sum={view.provider_cents} type={type} wrong={wrong} onPicked={onProvider} />
    </div>
  );
}
