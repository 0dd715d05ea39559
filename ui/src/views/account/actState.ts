//! What stands of an act, and what is said of it: whether it waits, was turned down, moved, taken back,
//! sent back by the bank, and in which deposit it is.

import type { ActView } from "#ui/api/generated";
import { dayText } from "#ui/kit/day";
import { centsText } from "#ui/kit/money";
import type { Tone } from "#ui/kit/Status";
import { actStateWords as words } from "#ui/strings/payments";

export type ActState = { readonly tone: Tone; readonly says: string };

/** True of a refund to which somebody said no: it moved nothing. */
export function isTurnedDown(act: ActView): boolean {
  return !act.waits && act.approval.startsWith("Turned down");
}

/** True of a payment that stands on another account now, or a part of it. */
export function isMoved(act: ActView): boolean {
  return /: moved to account /.test(act.taken_back);
}

/** True of what moves nothing any more. */
export function isPastAct(act: ActView): boolean {
  return act.taken_back !== "" || isTurnedDown(act);
}

/** Its state in a word; what somebody else should look at comes before everything. */
export function actState(act: ActView): ActState {
  if (act.notice !== "") {
    return { tone: "warn", says: words.look };
  }
  if (act.taken_back !== "") {
    return { tone: "wait", says: isMoved(act) ? words.moved : words.takenBack };
  }
  if (act.waits) {
    return { tone: "go", says: words.waits };
  }
  if (isTurnedDown(act)) {
    return { tone: "wait", says: words.turnedDown };
  }
  return act.returned ? { tone: "warn", says: words.returned } : { tone: "plain", says: words.stands };
}

export type ActSentence = { readonly tone: Tone; readonly says: string };

/** What is to be said of it besides its title, the most urgent first; nothing of one that simply stands. */
export function actSentences(act: ActView): readonly ActSentence[] {
  const all: readonly ActSentence[] = [
    { tone: "warn", says: act.notice },
    { tone: "plain", says: act.taken_back },
    { tone: act.waits ? "go" : "plain", says: act.taken_back === "" ? act.approval : "" },
    { tone: "warn", says: act.returned ? words.returnedSays : "" },
    { tone: "plain", says: act.deposit === "" ? "" : words.inDeposit(act.deposit) },
  ];
  return all.filter(({ says }) => says !== "");
}

/** What it is, how much and of when, in one line. */
export function actName(act: ActView): string {
  return [act.title, act.cents === 0 ? "" : centsText(act.cents), dayText(act.on)].filter((part) => part !== "").join(", ");
}
