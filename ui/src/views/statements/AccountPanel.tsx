//! Beside a run: the account in focus, who answers for it, for whom, and what was sent.

import { useEffect } from "react";
import type { AccountView, SentStatement } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionWord } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { to, writeRoute } from "#ui/app/route";
import { dayText } from "#ui/kit/day";
import { DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { Skeleton } from "#ui/kit/Skeleton";
import { Status } from "#ui/kit/Status";
import { dollarsText } from "#ui/kit/money";
import { kitWords } from "#ui/strings/en";
import { estimateWords } from "#ui/strings/estimates";
import { agencyWords } from "#ui/strings/plans";
import { accountBillWords as words, billingWords, runWords } from "#ui/strings/statements";
import { phoneText, zipText } from "#ui/views/patients/demographics";
import { NotesPanel } from "#ui/views/plans/NotesPanel";
import { PlanPanel } from "#ui/views/plans/PlanPanel";
import type { AccountForms } from "#ui/views/plans/useAccountForms";
import { AgencyPanel } from "#ui/views/statements/AgencyPanel";
import { runKinds } from "#ui/views/statements/kinds";

export type AccountPanelProps = {
  /** The account's key. */
  readonly id: string;
  readonly billing: Live;
  readonly forms: AccountForms;
  /** Hears what was read. */
  readonly onRead: (account: AccountView) => void;
};

export function AccountPanel({ id, billing, forms, onRead }: AccountPanelProps) {
  const { value } = useAnswer("statement_account", { id }, runKinds);
  useEffect(() => {
    if (value !== undefined) {
      onRead(value);
    }
  }, [value, onRead]);
  return value === undefined ? <Skeleton lines={4} height={22} /> : <Account account={value} billing={billing} forms={forms} />;
}

function Account({ account, billing, forms }: { readonly account: AccountView; readonly billing: Live; readonly forms: AccountForms }) {
  const { person, run } = account;
  const hold = billingWords.holds.find((one) => one.value === account.hold_reason);
  const address = [person.address.line1, person.address.line2, [person.address.city, person.address.state, zipText(person.address.zip)].filter(Boolean).join(" ")].filter(Boolean);
  return (
    <>
      <Panel title={words.title(account.number)} end={<ActionWord action={billing}>{runWords.billingShort}</ActionWord>}>
        <p className="med private">{account.name}</p>
        <dl className="facts">
          <dt>{words.address}</dt>
          <dd className="lines-of private">
            {address.length === 0 ? kitWords.missing : address.join(", ")}
          </dd>
          <dt>{words.phone}</dt>
          <dd className="num private">{person.phone === "" ? kitWords.missing : phoneText(person.phone)}</dd>
          <dt>{words.language}</dt>
          <dd>{[account.language === "es" ? runWords.languages.es : runWords.languages.en, account.large_print ? words.large : ""].filter(Boolean).join(", ")}</dd>
        </dl>
        {account.confidential ? (
          <p>
            <Status tone="warn">{words.confidential}</Status>
          </p>
        ) : null}
        {hold === undefined || hold.value === "" ? null : (
          <p>
            <Status tone="warn">{`${words.hold}: ${hold.title.toLowerCase()}${account.hold_until === "" ? "" : ` ${words.holdUntil(dayText(account.hold_until))}`}`}</Status>
            {account.hold_text === "" ? null : <span className="why hint">{account.hold_text}</span>}
          </p>
        )}
        {account.mail_returned_on === "" ? null : (
          <p>
            <Status tone="warn">{words.returned(dayText(account.mail_returned_on))}</Status>
          </p>
        )}
      </Panel>
      <AgencyPanel placements={account.placements} />
      {run === null ? null : (
        <Panel title={run.why}>
          {run.over_cents === 0 ? null : (
            <p className="wrap">
              <Status tone="bad">{estimateWords.overAccount(dollarsText(run.over_cents))}</Status>
            </p>
          )}
          <dl className="sums num">
            <dt>{words.owes}</dt>
            <dd className="money">
              <MoneyText cents={run.due_cents} />
            </dd>
            <dt>{words.balance}</dt>
            <dd className="money">
              <MoneyText cents={run.balance_cents} />
            </dd>
            {run.since_on === "" ? null : (
              <>
                <dt>{words.since}</dt>
                <dd>
                  <DayText day={run.since_on} />
                </dd>
              </>
            )}
          </dl>
        </Panel>
      )}
      <PlanPanel plans={forms.plans} make={forms.make} cancel={forms.cancel} />
      <NotesPanel notes={forms.notes} add={forms.note} />
      <Panel title={words.patients}>
        <ul className="plain-list account-patients">
          {account.patients.map((patient) => (
            <li key={patient.id}>
              <a href={writeRoute(to("patients", patient.id, { part: "account" }))}>
                <Personal>{patient.name}</Personal>
              </a>
              {patient.answers ? <span className="why">{words.answers}</span> : null}
              <MoneyText cents={patient.due_cents} />
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={words.sent}>
        {account.statements.length === 0 ? <p className="dim">{words.none}</p> : <Sent papers={account.statements} />}
      </Panel>
      {account.letters.length === 0 ? null : (
        <Panel title={agencyWords.letters}>
          <Sent papers={account.letters} />
        </Panel>
      )}
    </>
  );
}

/** What was made for an account, and whether it went out. */
function Sent({ papers }: { readonly papers: readonly SentStatement[] }) {
  return (
    <dl className="sums num">
      {papers.map((one) => (
        <div key={one.id} className="pair">
          <dt>
            <DayText day={one.on} /> <span className="dim">{one.unsent !== "" ? words.unsent : one.sent_on === "" ? words.waits : one.level}</span>
          </dt>
          <dd className="money">
            <MoneyText cents={one.due_cents} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
