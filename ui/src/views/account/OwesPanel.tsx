//! What the patient owes and why, what payers have yet to answer, and money that waits to be applied.

import { Fragment } from "react";
import type { AccountView, OwesRow, PatientOwes, PatientStory } from "#ui/api/generated";
import { ActionWord } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { writeRoute } from "#ui/app/route";
import { dayText } from "#ui/kit/day";
import { centsText } from "#ui/kit/money";
import { CodeText, DayText, MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { Skeleton } from "#ui/kit/Skeleton";
import { accountWords, actTitles, moneyWords } from "#ui/strings/account";
import { othersOf } from "#ui/views/account/owners";
import { isFee } from "#ui/views/account/places";
import { claimOfAccount } from "#ui/views/account/routes";
import { StoryFigures } from "#ui/views/account/StoryFigures";

const words = accountWords.owes;

export type OwesPanelProps = {
  readonly owes: PatientOwes | undefined;
  /** Who stands on one bill with the patient; none while it is being read. */
  readonly family: AccountView | undefined;
  /** The same in the words of the statement; none while it is being read. */
  readonly story: PatientStory | undefined;
  readonly apply: Live;
  /** Leads to the entry of an act. */
  readonly onAct: (id: string) => void;
};

export function OwesPanel({ owes, family, story, apply, onAct }: OwesPanelProps) {
  if (owes === undefined) {
    return (
      <Panel title={words.because} hiddenTitle>
        <Skeleton lines={4} />
      </Panel>
    );
  }
  const rows = owes.rows.filter((row) => row.cents !== 0);
  return (
    <>
      <Panel title={owes.owes_cents === 0 && rows.length === 0 ? words.nothing : words.title(centsText(owes.owes_cents))}>
        {rows.length === 0 ? null : (
          <ul className="owes">
            {rows.map((row) => (
              <li key={row.claim_id === "" ? row.opening : row.claim_id}>
                <span className="what">
                  {row.claim_id === "" ? (
                    isFee(row) ? moneyWords.fee : words.before
                  ) : (
                    <a className="link" href={writeRoute(claimOfAccount(row.claim_id))}>
                      <CodeText code={row.number} />
                    </a>
                  )}{" "}
                  <DayText day={row.service_on} />
                </span>
                <MoneyText cents={row.cents} />
                <Why row={row} story={story} onAct={onAct} />
              </li>
            ))}
          </ul>
        )}
        <dl className="sums num">
          <dt className="line">{words.sum}</dt>
          <dd className="money line">
            <MoneyText cents={owes.owes_cents} className="semi" />
          </dd>
          {family === undefined || family.patients.length < 2 ? null : (
            <>
              <dt>{words.allOf(family.number)}</dt>
              <dd className="money">
                <MoneyText cents={family.run?.due_cents ?? 0} />
              </dd>
            </>
          )}
          {othersOf(owes).map(({ key, cents }) => (
            <Fragment key={key}>
              <dt>{words.others[key]}</dt>
              <dd className="money dim">
                <MoneyText cents={cents} />
              </dd>
            </Fragment>
          ))}
        </dl>
      </Panel>
      <Panel title={words.unapplied} hiddenTitle>
        <dl className="sums num">
          <dt>
            {words.unapplied} {owes.unapplied_cents === 0 ? null : <ActionWord action={apply}>{actTitles.apply.short}</ActionWord>}
          </dt>
          <dd className="money">
            <MoneyText cents={owes.unapplied_cents} />
          </dd>
        </dl>
      </Panel>
    </>
  );
}

type WhyProps = { readonly row: OwesRow; readonly story: PatientStory | undefined; readonly onAct: (id: string) => void };

/** Why it is owed: as the statement says it, with its figures; until that is read, and where the statement tells no visit, in a sentence. */
function Why({ row, story, onAct }: WhyProps) {
  const visit = row.claim_id === "" ? undefined : story?.visits.find((one) => one.claim_id === row.claim_id);
  if (visit === undefined) {
    return (
      <span className="because num">
        {row.because} {row.since_on === "" || row.because.includes(dayText(row.since_on)) ? null : <span className="hint">{words.since(dayText(row.since_on))}</span>}
      </span>
    );
  }
  return (
    <div className="because num">
      <p>{visit.says}</p>
      <StoryFigures figures={visit.figures} onAct={onAct} />
    </div>
  );
}
