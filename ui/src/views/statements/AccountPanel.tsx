//! Beside a run: the account in focus, who answers for it, for whom, and what was sent.

import { useEffect } from "react";
import type { AccountView } from "#ui/api/generated";
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
import { accountBillWords as words, billingWords, runWords } from "#ui/strings/statements";
import { phoneText, zipText } from "#ui/views/patients/demographics";
import { runKinds } from "#ui/views/statements/kinds";

export type AccountPanelProps = {
  /** The account's key. */
  readonly id: string;
  readonly billing: Live;
  /** Hears what was read. */
  readonly onRead: (account: AccountView) => void;
};

export function AccountPanel({ id, billing, onRead }: AccountPanelProps) {
  const { value } = useAnswer("statement_account", { id }, runKinds);
  useEffect(() => {
    if (value !== undefined) {
      onRead(value);
    }
  }, [value, onRead]);
  return value === undefined ? <Skeleton lines={4} height={22} /> : <Account account={value} billing={billing} />;
}

function Account({ account, billing }: { readonly account: AccountView; readonly billing: Live }) {
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
      <Panel title={words.patients}>
        <ul className="plain-list">
          {account.patients.map((patient) => (
            <li key={patient.id}>
              <a href={writeRoute(to("patients", patient.id, { part: "account" }))}>
                <Personal>{patient.name}</Personal>
              </a>
              {patient.answers ? <span className="why">{words.answers}</span> : null}
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={words.sent}>
        {account.statements.length === 0 ? (
          <p className="dim">{words.none}</p>
        ) : (
          <dl className="sums num">
            {account.statements.map((one) => (
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
        )}
      </Panel>
    </>
  );
}
