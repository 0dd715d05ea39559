//! Beside the list: an act with everything about it.

import type { ActView } from "#ui/api/generated";
import { DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { moneyWords } from "#ui/strings/account";
import { actsWords as words } from "#ui/strings/books";
import { actSentences } from "#ui/views/account/actState";

export function ActFacts({ act }: { readonly act: ActView }) {
  const method = moneyWords.methods.find(({ value }) => value === act.method)?.title ?? act.method;
  const facts = [
    { title: words.by, value: act.by },
    { title: words.method, value: method },
    { title: words.number, value: act.number },
    { title: words.deposit, value: act.deposit },
    { title: words.reason, value: act.reason },
    { title: words.note, value: act.text },
  ].filter(({ value }) => value !== "");
  return (
    <>
      {act.looked === "" ? null : (
        <Panel title={words.lookShort}>
          <p className="dim">{act.looked}</p>
        </Panel>
      )}
      {act.notice === "" ? null : (
        <Panel title={words.noticedTitle}>
          <p className="notice-line">{act.notice}</p>
        </Panel>
      )}
      <Panel title={words.facts}>
        <p className="semi">{act.title}</p>
        {act.patient === "" ? null : (
          <p>
            <Personal>{act.patient}</Personal>
          </p>
        )}
        {act.payer === "" ? null : <p>{act.payer}</p>}
        <dl className="facts">
          <dt>{words.columns.on}</dt>
          <dd>
            <DayText day={act.on} />
          </dd>
          {act.cents === 0 ? null : (
            <>
              <dt>{words.amount}</dt>
              <dd>
                <MoneyText cents={act.cents} />
              </dd>
            </>
          )}
          {act.unapplied_cents === 0 ? null : (
            <>
              <dt>{words.unapplied}</dt>
              <dd>
                <MoneyText cents={act.unapplied_cents} />
              </dd>
            </>
          )}
        </dl>
        <dl className="facts">
          {facts.map(({ title, value }) => (
            <div key={title} className="fact-pair">
              <dt>{title}</dt>
              <dd className="lines-of">{value}</dd>
            </div>
          ))}
        </dl>
        {actSentences({ ...act, notice: "", deposit: "" }).map(({ tone, says }) => (
          <p key={says} className={tone === "plain" ? "dim" : "notice-line"}>
            {says}
          </p>
        ))}
      </Panel>
    </>
  );
}
