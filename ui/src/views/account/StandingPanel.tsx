//! The money of a claim: what came of its charge, whose dollar each open dollar is, what is next and by
//! when, and why the patient owes or owes nothing yet.

import type { ReplacingView, StandingView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionLine } from "#ui/app/ActionButton";
import { type Day, dayText } from "#ui/kit/day";
import { classes } from "#ui/kit/css";
import { MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { accountWords, moneyWords, standingWords as words } from "#ui/strings/account";
import { grouped, type OpenGroup } from "#ui/views/account/standing";
import type { ClaimMoney } from "#ui/views/account/useClaimMoney";

export type StandingPanelProps = {
  /** The claim's charge, which is known before its standing. */
  readonly charge: number;
  readonly money: ClaimMoney;
  /** The claim that stands in its place, if one does. */
  readonly later: ReplacingView | null;
};

/** What was taken from a charge, with its minus. */
function less(cents: number | undefined): number | null {
  return cents === undefined ? null : cents === 0 ? 0 : -cents;
}

export function StandingPanel({ charge, money, later }: StandingPanelProps) {
  const { standing, problem, actions } = money;
  const today = useAnswer("session", {}).value?.today ?? "";
  return (
    <>
      <Panel title={words.title} hiddenTitle>
        {later === null || later.voids ? null : <p className="t12 dim">{words.standsWith(later.number)}</p>}
        <dl className="sums num">
          <dt>{words.charge}</dt>
          <dd className="money">
            <MoneyText cents={standing?.charge_cents ?? charge} />
          </dd>
          <dt>{words.payers}</dt>
          <dd className="money">
            <MoneyText cents={less(standing?.payer_paid_cents)} />
          </dd>
          <dt>{words.patient}</dt>
          <dd className="money">
            <MoneyText cents={less(standing?.patient_paid_cents)} />
          </dd>
          {standing === undefined || standing.before_cents === 0 ? null : (
            <>
              <dt>{words.before}</dt>
              <dd className="money">
                <MoneyText cents={less(standing.before_cents)} />
              </dd>
            </>
          )}
          <dt>{words.off}</dt>
          <dd className="money">
            <MoneyText cents={less(standing?.off_cents)} />
          </dd>
          <dt className="line">{words.open}</dt>
          <dd className="money line">
            <MoneyText cents={standing?.open_cents ?? null} total className="semi" />
          </dd>
        </dl>
        {problem === null ? null : <p className="bad t12">{toProblem(problem, words.unread).says}</p>}
      </Panel>
      <Panel title={words.whose}>
        {standing === undefined ? null : <Whose standing={standing} today={today} />}
        <div className="entry-acts">
          {actions.map((action) => (
            <ActionLine key={action.id} action={action} />
          ))}
        </div>
      </Panel>
    </>
  );
}

function Whose({ standing, today }: { readonly standing: StandingView; readonly today: Day }) {
  return (
    <>
      {standing.open.length === 0 ? (
        <p className="dim">{words.nothing}</p>
      ) : (
        <ul className="whose">
          {grouped(standing.open).map((group, n) => (
            <Open key={n} group={group} today={today} />
          ))}
        </ul>
      )}
      {standing.because === "" || (standing.open.length === 0 && standing.because === words.nothing) ? null : <p className="t12 dim">{standing.because}</p>}
      {standing.also.length === 0 ? null : (
        <p className="t12 dim">
          {words.also} {standing.also.join(", ")}
        </p>
      )}
    </>
  );
}

function Open({ group, today }: { readonly group: OpenGroup; readonly today: Day }) {
  const { open, lines, cents } = group;
  const late = open.due_on !== "" && open.due_on < today;
  return (
    <li>
      <span className="cut">{moneyWords.openLines(open.title === "" ? accountWords.owner(open.owner) : open.title, lines)}</span>
      <MoneyText cents={cents} />
      <span className="because num">
        {open.says}
        {open.due_on === "" ? null : <span className={classes("due", late && "warn")}> {late ? words.late(dayText(open.due_on)) : words.due(dayText(open.due_on))}</span>}
        {open.limit === "" ? null : <span className="reason">{open.limit}</span>}
        {open.reason === "" ? null : (
          <span className="reason">
            <span className="code">{open.reason}</span> {open.words}
          </span>
        )}
      </span>
    </li>
  );
}
