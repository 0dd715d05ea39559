//! Beneath a list of open amounts: what is selected, what can be done, and the line in which a reason is
//! typed. It is always there, so that nothing moves.

import type { QueueRow } from "#ui/api/generated";
import { ActionButton } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { MoneyText } from "#ui/kit/MoneyText";
import { queueListWords as words } from "#ui/strings/work";
import { WordsLine } from "#ui/views/claims/WordsLine";
import type { Decision, WriteOff } from "#ui/views/work/amountActs";
import { DecideLine } from "#ui/views/work/DecideLine";
import { WriteOffLine } from "#ui/views/work/WriteOffLine";

/** What is being typed. */
export type ActKind = "write_off" | "decide" | "hold" | "note";

export type ActStripProps = {
  readonly count: number;
  readonly cents: number;
  /** The one next action. */
  readonly primary: Live;
  readonly others: readonly Live[];
  readonly clear: Live;
  /** What a write-off or a decision is about. */
  readonly rows: readonly QueueRow[];
  readonly typing: ActKind | null;
  readonly onWriteOff: (ask: WriteOff) => void;
  readonly onDecide: (ask: Decision) => void;
  readonly onWords: (text: string, lookOn: string) => void;
  readonly onLeave: () => void;
};

export function ActStrip(props: ActStripProps) {
  const { count, typing, rows } = props;
  return (
    <div className="strip foot" role="toolbar" aria-label={words.strip}>
      {typing === null ? (
        <>
          <ActionButton action={props.primary} kind="primary" />
          {props.others.map((action) => (
            <ActionButton key={action.id} action={action} />
          ))}
          {count === 0 ? null : (
            <span className="end">
              <span className="med num">{words.selected(count)}</span> <MoneyText cents={props.cents} className="dim" />
              <ActionButton action={props.clear} kind="bare" />
            </span>
          )}
        </>
      ) : typing === "hold" || typing === "note" ? (
        <WordsLine which={typing} onSend={props.onWords} onLeave={props.onLeave} />
      ) : rows.length === 0 ? null : typing === "write_off" ? (
        <WriteOffLine rows={rows} onSend={props.onWriteOff} onLeave={props.onLeave} />
      ) : (
        <DecideLine rows={rows} onSend={props.onDecide} onLeave={props.onLeave} />
      )}
    </div>
  );
}
