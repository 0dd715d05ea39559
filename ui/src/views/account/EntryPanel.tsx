//! An entry of the ledger that was opened: what moved from where to where, and what it follows from.

import type { ActView, LedgerRow } from "#ui/api/generated";
import { ActionLine, ActionWord } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { CodeText, DayText, MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { accountWords } from "#ui/strings/account";
import { actsWords } from "#ui/strings/books";
import { ActSentences } from "#ui/views/account/ActSentences";
import { entryTitle } from "#ui/views/account/ledgerColumns";

const words = accountWords.entry;

export type EntryPanelProps = {
  readonly row: LedgerRow | undefined;
  /** The act that it follows from, where it follows from one. */
  readonly act: ActView | undefined;
  readonly source: Live;
  readonly pair: Live;
  readonly close: Live;
  /** What can be done to a payment. */
  readonly more: readonly Live[];
};

export function EntryPanel({ row, act, source, pair, close, more }: EntryPanelProps) {
  if (row === undefined) {
    return (
      <Panel title={words.title} end={<ActionWord action={close} />}>
        <p className="dim">{words.nothing}</p>
      </Panel>
    );
  }
  return (
    <Panel title={words.title} end={<ActionWord action={close} />} className="entry-panel">
      <p className="semi">{entryTitle(row)}</p>
      <h3 className="heading">{words.movements}</h3>
      {row.entries.length === 0 ? <p className="dim">{words.nothingMoved}</p> : null}
      <ul className="movements">
        {row.entries.map((entry, n) => (
          <li key={n}>
            <span className="to">{entry.to}</span>
            <MoneyText cents={entry.cents} />
            <span className="from">
              {words.outOf(entry.from)}
              {entry.line === 0 ? null : <span className="hint num">, {words.line(entry.line)}</span>}
            </span>
          </li>
        ))}
      </ul>
      <dl className="facts">
        <dt>{words.day}</dt>
        <dd>
          <DayText day={row.on} />
        </dd>
        {row.number === "" ? null : (
          <>
            <dt>{words.claim}</dt>
            <dd>
              <CodeText code={row.number} />
            </dd>
          </>
        )}
        {row.service_on === "" ? null : (
          <>
            <dt>{words.service}</dt>
            <dd>
              <DayText day={row.service_on} />
            </dd>
          </>
        )}
        <dt>{words.by}</dt>
        <dd className="cut">{row.by}</dd>
        <dt>{words.when}</dt>
        <dd className="num">{row.when}</dd>
        {act === undefined || act.reason === "" ? null : (
          <>
            <dt>{actsWords.reason}</dt>
            <dd className="lines-of">{act.reason}</dd>
          </>
        )}
        {act === undefined || act.text === "" ? null : (
          <>
            <dt>{actsWords.note}</dt>
            <dd className="lines-of">{act.text}</dd>
          </>
        )}
      </dl>
      {act === undefined ? null : <ActSentences act={act} />}
      <div className="entry-acts">
        {source.blocked === null ? <ActionLine action={source} /> : null}
        {pair.blocked === null ? <ActionLine action={pair} /> : null}
        {more.filter((action) => action.blocked === null).map((action) => (
          <ActionLine key={action.id} action={action} />
        ))}
      </div>
    </Panel>
  );
}
