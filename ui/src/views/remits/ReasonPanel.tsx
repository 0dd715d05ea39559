//! Reasons and remarks in plain words, with what each does to the money.

import type { CodeWords, SheetAdjustmentView } from "#ui/api/generated";
import { MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { besideWords as words, sheetWords } from "#ui/strings/remits";

export type ReasonPanelProps = { readonly adjustments: readonly SheetAdjustmentView[]; readonly remarks: readonly CodeWords[] };

export function ReasonPanel({ adjustments, remarks }: ReasonPanelProps) {
  return (
    <Panel title={words.reasons} className="reason-panel">
      {adjustments.length + remarks.length === 0 ? <p className="dim">{words.noReasons}</p> : null}
      <ul className="reason-list">
        {adjustments.map((one, n) => (
          <li key={n}>
            <span className="code">{one.code}</span>
            <span>
              {one.words} <span className="hint">{sheetWords.effect(one.effect)}</span>
            </span>
            <MoneyText cents={one.cents} />
          </li>
        ))}
        {remarks.map((one, n) => (
          <li key={`remark ${n}`}>
            <span className="code">{one.code}</span>
            <span>{one.words}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
