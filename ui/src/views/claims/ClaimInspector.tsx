//! Beside the claim: its money and whose it is, what to fix before it prints, and what happened to it.

import type { ClaimView, EventView, ReplacingView } from "#ui/api/generated";
import { ActionLine, ActionWord } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { to, writeRoute } from "#ui/app/route";
import { useWorkspace } from "#ui/app/workspace";
import { type Finding, Findings } from "#ui/kit/Findings";
import { Kbd } from "#ui/kit/Kbd";
import { CountText, Personal } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { Status, type Tone } from "#ui/kit/Status";
import { claimWords } from "#ui/strings/claims";
import { formWords, labelOf } from "#ui/strings/forms";
import { AnswersPanel } from "#ui/views/account/AnswersPanel";
import { EntriesPanel } from "#ui/views/account/EntriesPanel";
import { StandingLines } from "#ui/views/account/StandingLines";
import { StandingPanel } from "#ui/views/account/StandingPanel";
import type { ClaimMoney } from "#ui/views/account/useClaimMoney";

export type ClaimInspectorProps = {
  readonly claim: ClaimView;
  readonly money: ClaimMoney;
  readonly findings: readonly Finding[];
  readonly onGo: (finding: Finding) => void;
  readonly note: Live;
  /** Brings the claim up to the chart. */
  readonly update: Live;
  /** Takes what the claim says over into the chart. */
  readonly take: Live;
  /** Prints the run of an event again. */
  readonly again: (event: EventView) => Live;
  /** The event whose run has the key. */
  readonly newest: EventView | undefined;
};

const words = claimWords.money;

export function ClaimInspector({ claim, money, findings, onGo, note, update, take, again, newest }: ClaimInspectorProps) {
  return (
    <>
      <StandingPanel charge={claim.charge_cents} money={money} later={claim.replaced_by} />
      <Panel title={claimWords.findings} hiddenTitle={findings.length !== 0}>
        {findings.length === 0 ? <p className="dim">{claimWords.fine}</p> : <Findings findings={findings} onGo={onGo} nextKey="F4" />}
      </Panel>
      {claim.differences.length === 0 ? null : (
        <Panel title={formWords.differences}>
          <ul className="differs">
            {claim.differences.map((one) => (
              <li key={one.field}>
                {labelOf(one.field)} <span className="box">{one.item}</span>
                <span className="says num private">
                  {one.claim === "" ? null : <s>{one.claim}</s>} {one.now}
                </span>
              </li>
            ))}
          </ul>
          <ActionLine action={update} />
          {claim.said_otherwise.length === 0 ? <ActionLine action={take} /> : null}
        </Panel>
      )}
      {claim.said_otherwise.length === 0 ? null : (
        <Panel title={formWords.saidOtherwise}>
          <ul className="differs">
            {claim.said_otherwise.map((one) => (
              <li key={`${one.of} ${one.what}`}>
                {formWords.saidOf(one.of, one.what)}
                {one.chart === "" ? null : (
                  <span className="says private">
                    <s>{one.chart}</s>
                  </span>
                )}
                <span className="says private">{one.claim}</span>
              </li>
            ))}
          </ul>
          <ActionLine action={take} />
        </Panel>
      )}
      {money.standing === undefined || money.standing.lines.length === 0 ? null : <StandingLines lines={money.standing.lines} />}
      <AnswersPanel money={money} />
      <EntriesPanel money={money} />
      <Panel title={words.how} hiddenTitle>
        <dl className="facts">
          <dt>{words.payer}</dt>
          <dd className="cut">{claim.payer}</dd>
          <dt>{words.order}</dt>
          <dd>{claim.order}</dd>
          <dt>{words.frequency}</dt>
          <dd>{claim.frequency}</dd>
          {claim.replaced_by === null ? null : <OtherClaim title={words.later(claim.replaced_by.voids)} claim={claim.replaced_by} />}
          {claim.replaces.map((one) => (
            <OtherClaim key={one.id} title={words.earlier(one.voids)} claim={one} />
          ))}
          <dt>{words.bill}</dt>
          <dd className="cut">{claim.bill_to === "" ? words.billPatient : <Personal>{claim.bill_to}</Personal>}</dd>
          <dt>{words.sheets}</dt>
          <dd>
            <CountText n={claim.pages} />
          </dd>
        </dl>
      </Panel>
      <Panel title={claimWords.timeline} end={<ActionWord action={note} />}>
        <ol className="timeline">
          {claim.timeline.map((event, n) => (
            <TimelineEvent key={`${event.at} ${n}`} event={event} again={event.print_id === "" ? null : again(event)} withKey={event === newest} />
          ))}
        </ol>
      </Panel>
    </>
  );
}

/** A claim that stands in the place of this one, or that this one stands for. */
function OtherClaim({ title, claim }: { readonly title: string; readonly claim: ReplacingView }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>
        <a className="link code" href={writeRoute(to("claims", claim.id))}>
          {claim.number}
        </a>
      </dd>
    </>
  );
}

const tones: ReadonlyMap<string, Tone> = new Map([
  ["imported", "plain"],
  ["printed", "ok"],
  ["drafted", "ok"],
  ["reprinted", "ok"],
  ["unsent", "warn"],
  ["held", "warn"],
  ["released", "go"],
  ["note", "wait"],
  ["answered", "plain"],
]);

type TimelineEventProps = { readonly event: EventView; readonly again: Live | null; readonly withKey: boolean };

function TimelineEvent({ event, again, withKey }: TimelineEventProps) {
  const { registry } = useWorkspace();
  return (
    <li>
      <span className="when num">{event.when}</span>
      <Status tone={tones.get(event.kind) ?? "plain"}>{event.text}</Status>
      {again === null ? (
        <span />
      ) : (
        <button type="button" className="word" onClick={() => registry.start(again)}>
          {claimWords.again}
          {withKey && again.key !== null ? <Kbd of={again.key} /> : null}
        </button>
      )}
      <span className="who-did">{claimWords.by(event.by)}</span>
    </li>
  );
}
