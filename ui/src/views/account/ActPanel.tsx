//! The form of money that the address names, over the foot of the page; nothing when it names none.

import { type ReactNode, useEffect } from "react";
import type { ActView, ClaimView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { simple } from "#ui/app/action";
import { ActionButton } from "#ui/app/ActionButton";
import { stopWaiting } from "#ui/app/typeahead";
import { useActions } from "#ui/app/useActions";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { type ActKind, actTitles, moneyWords } from "#ui/strings/account";
import { apiWords } from "#ui/strings/en";
import { isOfAct } from "#ui/views/account/commands";
import { DecideForm } from "#ui/views/account/DecideForm";
import { FeeForm } from "#ui/views/account/FeeForm";
import { actKinds, moneyKinds } from "#ui/views/account/kinds";
import { MoneyForm, type PlacedKind } from "#ui/views/account/MoneyForm";
import { MoveForm } from "#ui/views/account/MoveForm";
import { credits, openPlaces, oursOf, owed, payable, payableFrom, payerCredits, payersOf, roomOf } from "#ui/views/account/places";
import { ReturnForm } from "#ui/views/account/ReturnForm";
import type { Doing } from "#ui/views/account/routes";
import { TakeBackForm } from "#ui/views/account/TakeBackForm";

export type ActPanelProps = {
  readonly patient: string;
  readonly doing: Doing;
  readonly onClose: () => void;
};

export function ActPanel(props: ActPanelProps) {
  const { kind, claim, act } = props.doing;
  const key = `${kind} ${claim} ${act}`;
  if (isOfAct(kind)) {
    return <OfAct key={key} {...props} />;
  }
  return claim === "" ? <OfPatient key={key} {...props} /> : <OfClaim key={key} {...props} />;
}

/** The acts of a patient, as the account shows them. */
export function actsOf(patient: string) {
  return { patient_id: patient, from: "", to: "", noticed: false };
}

function OfAct({ patient, doing, onClose }: ActPanelProps) {
  const { value, problem } = useAnswer("acts", actsOf(patient), actKinds);
  const act: ActView | undefined = value?.rows.find((one) => one.id === doing.act);
  if (act === undefined) {
    return <Unread doing={doing} problem={value === undefined ? problem : moneyWords.blocked.noAct} onClose={onClose} />;
  }
  switch (doing.kind) {
    case "move":
      return <MoveForm act={act} onDone={onClose} onLeave={onClose} />;
    case "returned":
      return <ReturnForm act={act} onDone={onClose} onLeave={onClose} />;
    default:
      return <TakeBackForm act={act} onDone={onClose} onLeave={onClose} />;
  }
}

function OfPatient({ patient, doing, onClose }: ActPanelProps): ReactNode {
  const { value: owes, problem } = useAnswer("patient_owes", { id: patient }, moneyKinds);
  const { kind } = doing;
  if (kind === "fee") {
    return <FeeForm patient={patient} onDone={onClose} onLeave={onClose} />;
  }
  if (owes === undefined || !isPlaced(kind) || kind === "payer_refund" || kind === "write_off") {
    return <Unread doing={doing} problem={owes === undefined ? problem : moneyWords.blocked.noClaim} onClose={onClose} />;
  }
  const unapplied = owes.unapplied_cents;
  const places = kind === "refund" ? credits(owes) : kind === "payment" || kind === "apply" ? payable(owes) : owed(owes);
  const room = roomOf(places);
  // What the same people still owe is paid out of a credit before any of it is given back.
  const left = Math.max(0, room + unapplied - owes.account_owes_cents);
  const proposed = kind === "refund" ? left : kind === "apply" ? Math.min(unapplied, room) : kind === "use_credit" ? Math.min(owes.account_credit_cents, room) : room;
  return <MoneyForm kind={kind} patient={patient} claim="" number="" places={places} proposed={proposed} unapplied={unapplied} first={kind === "refund" ? owes.account_owes_cents : 0} onDone={onClose} onLeave={onClose} />;
}

/** True of a form whose amount is shared out over balances. */
function isPlaced(kind: ActKind): kind is PlacedKind {
  return kind !== "decision" && kind !== "fee" && !isOfAct(kind);
}

const orders = new Map([
  ["primary", 1],
  ["secondary", 2],
  ["tertiary", 3],
]);

/** The payers that a claim names, by their order. */
function namedBy(claim: ClaimView): readonly { readonly order: number; readonly payer: string }[] {
  return [{ order: claim.order, payer: claim.payer }, ...claim.others].flatMap(({ order, payer }) => {
    const n = orders.get(order.toLowerCase());
    return n === undefined ? [] : [{ order: n, payer }];
  });
}

function OfClaim({ patient, doing, onClose }: ActPanelProps): ReactNode {
  const { kind, claim: id } = doing;
  const owes = useAnswer("patient_owes", { id: patient }, moneyKinds);
  const read = useAnswer("claim_standing", { id }, moneyKinds);
  const claim = useAnswer("claim", { id }, moneyKinds);
  const standing = read.value;
  if (owes.value === undefined || standing === undefined || claim.value === undefined || (kind !== "decision" && !isPlaced(kind))) {
    return <Unread doing={doing} problem={owes.problem ?? read.problem ?? claim.problem} onClose={onClose} />;
  }
  const { number, service_on } = claim.value;
  const shared = { patient, claim: id, number, onDone: onClose, onLeave: onClose };
  if (kind === "decision") {
    return <DecideForm {...shared} standing={standing} payers={payersOf(standing, namedBy(claim.value))} />;
  }
  const unapplied = owes.value.unapplied_cents;
  if (kind === "payer_refund") {
    const places = payerCredits(standing);
    return <MoneyForm {...shared} kind={kind} places={places} proposed={roomOf(places)} unapplied={unapplied} />;
  }
  if (kind === "write_off") {
    const places = openPlaces(standing);
    return <MoneyForm {...shared} kind={kind} places={places} proposed={oursOf(places)} unapplied={unapplied} />;
  }
  return (
    <MoneyForm
      {...shared}
      kind={kind}
      places={payableFrom(owes.value, { id, number, service_on, standing })}
      proposed={Math.max(0, standing.patient_owes_cents)}
      unapplied={unapplied}
    />
  );
}

type UnreadProps = { readonly doing: Doing; readonly problem: unknown; readonly onClose: () => void };

/** Nothing for the moment in which it is read; why not, and the way out, when it cannot be. */
function Unread({ doing, problem, onClose }: UnreadProps) {
  const leave = simple({ id: "leave_act", title: moneyWords.cancel, key: "Escape", strip: moneyWords.cancel, run: onClose });
  useActions({ name: actTitles[doing.kind].title, actions: [leave], level: "part" });
  const failed = problem !== null;
  useEffect(() => {
    if (failed) {
      stopWaiting();
    }
  }, [failed]);
  if (!failed) {
    return null;
  }
  return (
    <section className="act-form" aria-label={actTitles[doing.kind].title}>
      <ProblemBanner what={typeof problem === "string" ? problem : toProblem(problem, apiWords.noAnswer).says}>
        <ActionButton action={leave} small />
      </ProblemBanner>
    </section>
  );
}
