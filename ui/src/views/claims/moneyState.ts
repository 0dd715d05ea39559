//! Where a claim stands once a payer has answered it: what its open dollars say, the most urgent first.

import type { StandingView } from "#ui/api/generated";
import type { Tone } from "#ui/kit/Status";
import { moneyStateWords as words } from "#ui/strings/claims";
import { isPayer } from "#ui/views/account/owners";

export type MoneyState = { readonly tone: Tone; readonly says: string };

/** `null` while no payer has answered: then the claim stands where its paper does. */
export function moneyState(standing: StandingView | undefined): MoneyState | null {
  if (standing === undefined || standing.answers.length === 0) {
    return null;
  }
  const owed = standing.open.filter((open) => 0 < open.cents);
  const ours = owed.filter((open) => open.owner === "us");
  if (ours.length !== 0) {
    return ours.some((open) => open.reason !== "") ? { tone: "bad", says: words.denied } : { tone: "warn", says: words.work };
  }
  if (owed.some((open) => open.owner === "hold")) {
    return { tone: "warn", says: words.hold };
  }
  const payer = owed.find((open) => isPayer(open.owner));
  if (payer !== undefined) {
    return { tone: "wait", says: payer.step === "send" ? words.send(payer.title) : words.with(payer.title) };
  }
  if (owed.length !== 0) {
    return { tone: "go", says: words.patient };
  }
  return standing.open.some((open) => open.cents < 0) ? { tone: "warn", says: words.credit } : { tone: "ok", says: 0 < standing.payer_paid_cents ? words.paid : words.closed };
}
