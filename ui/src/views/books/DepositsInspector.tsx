//! Beside the deposits: what is in hand by where it goes, what of it is chosen, and whether the sums tie.

import type { DepositsView } from "#ui/api/generated";
import { countText } from "#ui/kit/count";
import { dollarsText } from "#ui/kit/money";
import { MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { Status } from "#ui/kit/Status";
import { depositWords as words } from "#ui/strings/deposits";
import { centsOf, type HandSum } from "#ui/views/books/deposits";

const ways = ["bank", "card"];

export function DepositsInspector({ deposits, sum }: { readonly deposits: DepositsView; readonly sum: HandSum }) {
  const { hand } = deposits;
  const listed = centsOf(hand);
  const whole = hand.length === deposits.hand_count;
  return (
    <>
      <Panel title={words.hand}>
        <dl className="sums num">
          {ways.map((way) => {
            const rows = hand.filter((row) => row.way === way);
            return (
              <div key={way} className="pair">
                <dt>
                  {words.way(way)} <span className="hint">{countText(rows.length)}</span>
                </dt>
                <dd className="money">
                  <MoneyText cents={centsOf(rows)} />
                </dd>
              </div>
            );
          })}
          <dt className="line">{words.all}</dt>
          <dd className="money line">
            <MoneyText cents={deposits.hand_cents} total className="semi" />
          </dd>
        </dl>
        {whole ? (
          <p className="t12 deposit-ties">
            <Status tone={listed === deposits.hand_cents ? "ok" : "bad"}>{listed === deposits.hand_cents ? words.handTies : words.handApart(dollarsText(listed))}</Status>
          </p>
        ) : (
          <p className="dim t12 deposit-ties num">{words.handMost(hand.length, deposits.hand_count)}</p>
        )}
      </Panel>
      <Panel title={words.chosenTitle}>
        <dl className="sums num">
          <dt>{sum.way === null ? words.chosenTitle : words.way(sum.way)} <span className="hint">{countText(sum.rows.length)}</span></dt>
          <dd className="money">
            <MoneyText cents={sum.cents} className="semi" />
          </dd>
        </dl>
        {sum.rows.length !== 0 && sum.way === null ? <p className="notice-line t12">{words.mixed}</p> : null}
      </Panel>
    </>
  );
}
