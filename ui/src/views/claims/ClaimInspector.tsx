//! Beside the claim: its money, what to fix before it prints, and what happened to it.

import type { ClaimView, EventView } from "#ui/api/generated";
import { ActionWord } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { useWorkspace } from "#ui/app/workspace";
import { type Finding, Findings } from "#ui/kit/Findings";
import { Kbd } from "#ui/kit/Kbd";
import { CountText, MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { Status, type Tone } from "#ui/kit/Status";
import { claimWords } from "#ui/strings/claims";

export type ClaimInspectorProps = {
  readonly claim: ClaimView;
  readonly findings: readonly Finding[];
  readonly onGo: (finding: Finding) => void;
  readonly note: Live;
  /** Prints the run of an event again. */
  readonly again: (event: EventView) => Live;
  /** The event whose run has the key. */
  readonly newest: EventView | undefined;
};

const words = claimWords.money;

export function ClaimInspector({ claim, findings, onGo, note, again, newest }: ClaimInspectorProps) {
  return (
    <>
      <Panel title={words.title} hiddenTitle>
        <dl className="sums num">
          <dt>{words.charge}</dt>
          <dd className="money">
            <MoneyText cents={claim.charge_cents} />
          </dd>
          <dt>{words.paid}</dt>
          <dd className="money">{claim.paid_cents === null ? <span className="hint">{words.unpaid}</span> : <MoneyText cents={claim.paid_cents === 0 ? 0 : -claim.paid_cents} />}</dd>
          <dt className="line">{words.left}</dt>
          <dd className="money line">
            <MoneyText cents={claim.charge_cents - (claim.paid_cents ?? 0)} total className="semi" />
          </dd>
        </dl>
      </Panel>
      <Panel title={words.how} hiddenTitle>
        <dl className="facts">
          <dt>{words.payer}</dt>
          <dd className="cut">{claim.payer}</dd>
          <dt>{words.order}</dt>
          <dd>{claim.order}</dd>
          <dt>{words.frequency}</dt>
          <dd>{claim.frequency}</dd>
          <dt>{words.sheets}</dt>
          <dd>
            <CountText n={claim.pages} />
          </dd>
        </dl>
      </Panel>
      <Panel title={claimWords.findings} hiddenTitle={findings.length !== 0}>
        {findings.length === 0 ? <p className="dim">{claimWords.fine}</p> : <Findings findings={findings} onGo={onGo} nextKey="F4" />}
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

const tones: ReadonlyMap<string, Tone> = new Map([
  ["imported", "plain"],
  ["printed", "ok"],
  ["drafted", "ok"],
  ["reprinted", "ok"],
  ["held", "warn"],
  ["released", "go"],
  ["note", "wait"],
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
