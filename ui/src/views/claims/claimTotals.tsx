//! The last line of the list of claims: how many, and the charge beneath its column wherever it stands.

import type { ClaimRow, ClaimTotals } from "#ui/api/generated";
import type { Column, Total } from "#ui/kit/column";
import { MoneyText } from "#ui/kit/MoneyText";
import { claimsWords } from "#ui/strings/claims";

export function claimTotals(columns: readonly Column<ClaimRow>[], totals: ClaimTotals | undefined, of: number | null): readonly Total[] {
  const at = columns.findIndex((column) => column.id === "charge");
  const count = (
    <span className="num">
      {claimsWords.total(totals?.count ?? 0)} {of === null ? null : <span className="dim">{claimsWords.ofAll(of)}</span>}
    </span>
  );
  const sum: Total = { columns: 1, kind: "money", content: <MoneyText cents={totals?.charge_cents ?? 0} total /> };
  const after = columns.length - at - 1;
  if (at < 0) {
    return [{ columns: columns.length, content: count }];
  }
  if (at === 0) {
    return after === 0 ? [sum] : [sum, { columns: after, content: count }];
  }
  return [{ columns: at, content: count }, sum, ...(after === 0 ? [] : [{ columns: after, content: null }])];
}
