//! Beside a deposit: its sums and whether they tie, where it went, and the payment in focus.

import type { DepositItemView, DepositView } from "#ui/api/generated";
import { weekdayText } from "#ui/kit/day";
import { CodeText, MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { Status } from "#ui/kit/Status";
import { kitWords } from "#ui/strings/en";
import { depositWords, oneDepositWords as words } from "#ui/strings/deposits";
import { Whose } from "#ui/views/books/depositColumns";

export type DepositFactsProps = {
  readonly deposit: DepositView;
  readonly here: DepositItemView | undefined;
  /** What it comes to when it is corrected; `null` when there is nothing to correct. */
  readonly after: number | null;
};

export function DepositFacts({ deposit, here, after }: DepositFactsProps) {
  const ties = deposit.cents === deposit.now_cents;
  return (
    <>
      <Panel title={words.sums}>
        <dl className="sums num">
          <dt>{words.slip}</dt>
          <dd className="money">
            <MoneyText cents={deposit.cents} />
          </dd>
          <dt>{words.now}</dt>
          <dd className="money">
            <MoneyText cents={deposit.now_cents} />
          </dd>
          <dt className="line">{words.difference}</dt>
          <dd className="money line">
            <MoneyText cents={deposit.cents - deposit.now_cents} className="semi" />
          </dd>
          {after === null ? null : (
            <>
              <dt>{words.after}</dt>
              <dd className="money">
                <MoneyText cents={after} />
              </dd>
            </>
          )}
        </dl>
        <p className="t12 deposit-ties">
          <Status tone={ties ? "ok" : "warn"}>{ties ? words.ties : words.apart}</Status>
        </p>
      </Panel>
      <Panel title={words.facts}>
        <dl className="facts">
          <dt>{words.made}</dt>
          <dd className="num">{weekdayText(deposit.made_on)}</dd>
          <dt>{words.by}</dt>
          <dd className="cut">{deposit.by}</dd>
          <dt>{words.what}</dt>
          <dd>{depositWords.way(deposit.way)}</dd>
          <dt>{words.bank}</dt>
          <dd className="lines-of num">{[deposit.bank, deposit.account_ending === "" ? "" : words.ending(deposit.account_ending)].filter((text) => text !== "").join(", ") || kitWords.missing}</dd>
        </dl>
      </Panel>
      {here === undefined ? null : (
        <Panel title={here.title}>
          <p>
            <Whose who={here.who} account={here.account} />
            {here.account === "" ? null : (
              <>
                {" "}
                <span className="dim">
                  <CodeText code={here.account} personal />
                </span>
              </>
            )}
          </p>
          {here.says === "" ? null : <p className="notice-line t12">{here.says}</p>}
        </Panel>
      )}
    </>
  );
}
