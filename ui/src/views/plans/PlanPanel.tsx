//! The payment plan of an account: what was agreed, what came, and each payment with how it stands.

import type { AccountPlans, PlanPayment, PlanView } from "#ui/api/generated";
import { ActionWord } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { dayText } from "#ui/kit/day";
import { DayText, MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { Status, type Tone } from "#ui/kit/Status";
import { planWords as words } from "#ui/strings/plans";

export type PlanPanelProps = { readonly plans: AccountPlans | undefined; readonly make: Live; readonly cancel: Live };

export function PlanPanel({ plans, make, cancel }: PlanPanelProps) {
  if (plans === undefined || (plans.live === null && plans.past.length === 0 && plans.due.length === 0)) {
    return null;
  }
  const { live, past } = plans;
  return (
    <Panel title={words.title} end={<ActionWord action={live === null ? make : cancel}>{live === null ? words.makeShort : words.cancelShort}</ActionWord>}>
      {live === null ? past.length === 0 ? <p className="dim">{words.none}</p> : null : <LivePlan plan={live} />}
      {past.length === 0 ? null : (
        <dl className="sums num">
          {past.map((plan) => (
            <div key={plan.id} className="pair">
              <dt title={plan.ended === "" ? undefined : plan.ended}>
                <DayText day={plan.made_on} /> <span className="dim">{plan.state === "finished" ? words.finished : words.cancelled}</span>
              </dt>
              <dd className="money">
                <MoneyText cents={plan.paid_cents} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}

function LivePlan({ plan }: { readonly plan: PlanView }) {
  return (
    <>
      <p>
        <b className="med num">{plan.title}</b> <span className="hint num">{words.made(dayText(plan.made_on), plan.by)}</span>
      </p>
      {plan.text === "" ? null : <p className="hint private">{plan.text}</p>}
      <p>
        <Status tone={plan.missed === 0 ? "ok" : "bad"}>{plan.missed === 0 ? words.kept : words.missed(plan.missed)}</Status>
      </p>
      <table className="plan-payments num" aria-label={words.schedule}>
        <thead>
          <tr>
            <th scope="col">{words.columns.day}</th>
            <th scope="col" className="money">
              {words.columns.amount}
            </th>
            <th scope="col" className="money">
              {words.columns.state}
            </th>
            <th scope="col">
              <span className="sr">{words.columns.how}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {plan.payments.map((one) => (
            <Payment key={one.due_on} payment={one} />
          ))}
        </tbody>
      </table>
      <dl className="sums num">
        <dt className="line">{words.agreed}</dt>
        <dd className="money line">
          <MoneyText cents={plan.total_cents} />
        </dd>
        <dt>{words.came}</dt>
        <dd className="money">
          <MoneyText cents={plan.paid_cents} />
        </dd>
        <dt>{words.left}</dt>
        <dd className="money">
          <MoneyText cents={plan.left_cents} className="semi" />
        </dd>
      </dl>
    </>
  );
}

const states: ReadonlyMap<string, { readonly tone: Tone; readonly says: string }> = new Map([
  ["paid", { tone: "ok", says: words.states.paid }],
  ["missed", { tone: "bad", says: words.states.missed }],
  ["due", { tone: "warn", says: words.states.due }],
]);

function Payment({ payment }: { readonly payment: PlanPayment }) {
  const state = states.get(payment.state);
  return (
    <tr>
      <td>
        <DayText day={payment.due_on} />
      </td>
      <td className="money">
        <MoneyText cents={payment.cents} />
      </td>
      <td className="money">
        <MoneyText cents={payment.paid_cents} />
      </td>
      <td>{state === undefined ? null : <Status tone={state.tone}>{state.says}</Status>}</td>
    </tr>
  );
}
