//! The adjustments of a line in a row: code, amount, words. What nobody typed is dashed and quieter.

import type { SheetAdjustmentView } from "#ui/api/generated";
import { classes } from "#ui/kit/css";
import { MoneyText } from "#ui/kit/MoneyText";
import { sheetWords as words } from "#ui/strings/remits";

export function Reasons({ adjustments }: { readonly adjustments: readonly SheetAdjustmentView[] }) {
  return (
    <div className="under reasons">
      {adjustments.map((one, n) => (
        <span key={n} className={classes("reason", one.computed && "computed")}>
          <span className="code">{one.code}</span> <MoneyText cents={one.cents} /> <span className="words">{one.words}</span>
          {one.computed ? <span className="sr">{words.computed}</span> : null}
        </span>
      ))}
    </div>
  );
}
