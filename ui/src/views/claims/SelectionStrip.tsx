//! What can be done with the claims that are selected, and the line in which a reason is typed.

import { ActionButton } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import type { Progress } from "#ui/app/job";
import { MoneyText } from "#ui/kit/MoneyText";
import { ProgressBar } from "#ui/kit/ProgressBar";
import { claimsWords } from "#ui/strings/claims";
import { WordsLine } from "#ui/views/claims/WordsLine";

export type SelectionStripProps = {
  readonly count: number;
  readonly cents: number;
  /** The one in accent. */
  readonly first: Live;
  readonly others: readonly Live[];
  readonly all: Live;
  readonly clear: Live;
  /** What is being typed, while it is. */
  readonly words: "hold" | "note" | null;
  readonly onSend: (text: string, lookOn: string) => void;
  readonly onLeave: () => void;
  /** Long work with the list, while it goes on. */
  readonly work: Progress | null;
  readonly onCancel: () => void;
};

export function SelectionStrip(props: SelectionStripProps) {
  const { count, cents, words, work } = props;
  return (
    <div className="strip foot" role="toolbar" aria-label={claimsWords.strip}>
      <span className="med num">{claimsWords.selected(count)}</span>
      <span className="dim num sum">{count === 0 ? null : <MoneyText cents={cents} />}</span>
      {work !== null ? (
        <ProgressBar {...work} onCancel={props.onCancel} />
      ) : words !== null ? (
        <WordsLine which={words} onSend={props.onSend} onLeave={props.onLeave} />
      ) : (
        <>
          <ActionButton action={props.first} kind="primary" />
          {props.others.map((action) => (
            <ActionButton key={action.id} action={action} />
          ))}
          <span className="end">
            <ActionButton action={count === 0 ? props.all : props.clear} kind="bare" />
          </span>
        </>
      )}
    </div>
  );
}
