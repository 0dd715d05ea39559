//! Beside the claim: its money, what to fix before it prints, and what happened to it.

import type { ClaimView, EventView } from "#ui/api/generated";
import { ActionLine, ActionWord } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { useWorkspace } from "#ui/app/workspace";
import { type Finding, Findings } from "#ui/kit/Findings";
import { Kbd } from "#ui/kit/Kbd";
import { CountText, MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { Status, type Tone } from "#ui/kit/Status";
import { claimWords } from "#ui/strings/claims";
import { formWords, labelOf } from "#ui/strings/forms";

export type ClaimInspectorProps = {
  readonly claim: ClaimView;
  readonly findings: readonly Finding[];
  readonly onGo: (finding: Finding) => void;
  readonly note: Live;
  /** Brings the claim up to the chart. */
  readonly update: Live;
  /** Prints the run of an event again. */
  readonly again: (event: EventView) => Live;
  /** The event whose run has the key. */
  readonly newest: EventView | undefined;
};

const words = claimWords.money;

export function ClaimInspector({ claim, findings, onGo, note, update, again, newest }: ClaimInspectorProps) {
  const paid = paidOf(claim);
  return (
    <>
      <Panel title={words.title} hiddenTitle>
        <dl className="sums num">
          <dt>{words.charge}</dt>
          <dd className="money">
            <MoneyText cents={claim.charge_cents} />
          </dd>
          <dt>{words.paid}</dt>
          <dd className="money">{paid === null ? <span className="hint">{words.unpaid}</span> : <MoneyText cents={paid === 0 ? 0 : -paid} />}</dd>
          {claim.paid_cents === null || claim.paid_cents === paid ? null : (
            <>
              <dt>{words.patient}</dt>
              <dd className="money dim">
                <MoneyText cents={claim.paid_cents} />
              </dd>
            </>
          )}
          <dt className="line">{words.left}</dt>
          <dd className="money line">
            <MoneyText cents={claim.charge_cents - (paid ?? 0)} total className="semi" />
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
        </Panel>
      )}
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

/** Box 29 in cents: what the patient and other payers paid; `null` when the claim says nothing. */
function paidOf(claim: ClaimView): number | null {
  const parts = claim.boxes.find((box) => box.item === "29")?.parts ?? [];
  const part = (name: string) => parts.find((one) => one.name === name)?.value.trim() ?? "";
  const dollars = part("paid_dollars");
  const cents = part("paid_cents");
  return /^\d+$/.test(dollars) && /^\d{1,2}$/.test(cents) ? Number(dollars) * 100 + Number(cents) : claim.paid_cents;
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
