//! What can be done to money from here: each opens its form, or says why it cannot be done now.

import type { ActView, PatientOwes, StandingView } from "#ui/api/generated";
import { live, type Live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, type Route } from "#ui/app/route";
import { expectField } from "#ui/app/typeahead";
import { type ActKind, actTitles, moneyWords } from "#ui/strings/account";
import { commandOf, isOfAct } from "#ui/views/account/commands";
import { canWriteOff } from "#ui/views/account/places";
import { withDoing } from "#ui/views/account/routes";
import type { Who } from "#ui/views/claims/acts";

const words = moneyWords.blocked;

/** What is known where the actions stand. */
export type Around = {
  readonly route: Route;
  readonly who: Who;
  /** Of the patient; none while it is being read. */
  readonly owes: PatientOwes | undefined;
  /** The claim that is meant; empty for none. */
  readonly claim: string;
  /** Its standing, where it is read already. */
  readonly standing?: StandingView | undefined;
  /** The act that is meant. */
  readonly act?: ActView | undefined;
};

const keys: Readonly<Record<ActKind, string>> = {
  payment: "P",
  apply: "A",
  use_credit: "Shift+A",
  refund: "R",
  payer_refund: "Shift+R",
  discount: "D",
  write_off: "W",
  decision: "B",
  fee: "F",
  take_back: "T",
  move: "M",
  returned: "X",
  turn_down: "N",
};

const patients: ReadonlySet<ActKind> = new Set<ActKind>(["apply", "use_credit", "discount", "refund", "fee"]);

/** The action that opens the form of a kind. Every form remembers what was typed in it. */
export function opener(kind: ActKind, around: Around): Live {
  const { route, who, claim, act } = around;
  const { title } = actTitles[kind];
  return live(
    {
      id: `open_${kind}`,
      title,
      key: keys[kind],
      menu: "claim",
      blocked: () => refusal(who, commandOf[kind]) ?? hindrance(kind, around),
      run: () => {
        expectField();
        go(withDoing(route, { kind, claim: about(kind, claim), act: isOfAct(kind) ? (act?.id ?? "") : "" }), "replace");
      },
    },
    undefined,
  );
}

/** Discounts, refunds, fees and unapplied money are the patient's; only the others are about one claim. */
function about(kind: ActKind, claim: string): string {
  return isOfAct(kind) || patients.has(kind) ? "" : claim;
}

/** Why it cannot be done now, or `null`. */
export function hindrance(kind: ActKind, { owes, claim, standing, act }: Around): string | null {
  if (owes === undefined && !isOfAct(kind)) {
    return words.reading;
  }
  switch (kind) {
    case "payment":
    case "fee":
      return null;
    case "apply":
      return 0 < (owes?.unapplied_cents ?? 0) ? null : words.noUnapplied;
    case "use_credit":
      return (owes?.account_credit_cents ?? 0) <= 0 ? words.noCredit : owes?.rows.some((row) => 0 < row.cents) === true ? null : words.owesNothing;
    case "discount":
      return owes?.rows.some((row) => 0 < row.cents) === true ? null : words.owesNothing;
    case "refund":
      return 0 < (owes?.unapplied_cents ?? 0) || owes?.rows.some((row) => row.cents < 0) === true ? null : words.noCredit;
    case "write_off":
      return claim === "" ? words.noClaim : isOpen(standing, canWriteOff) ? null : words.nothingOff;
    case "decision":
      return claim === "" ? words.noClaim : isOpen(standing, () => true) ? null : words.noOpen;
    case "payer_refund":
      return standing?.open.some((open) => open.cents < 0 && open.owner !== "patient") === true ? null : words.noPayerCredit;
    case "take_back":
      return act === undefined ? words.noAct : act.taken_back !== "" ? words.isTakenBack : act.returned ? words.isReturned : null;
    case "move":
      return noPayment(act);
    case "returned":
      return noPayment(act) ?? (act?.method === "cash" ? words.cash : null);
    case "turn_down":
      return act?.waits === true ? null : words.noRefund;
  }
}

/** Why this is no payment that stands, or `null`. */
export function noPayment(act: ActView | undefined): string | null {
  return act?.kind !== "payment" ? words.noPayment : act.taken_back !== "" ? words.isTakenBack : act.returned ? words.isReturned : null;
}

/** Something is open, or nobody read yet whether. */
function isOpen(standing: StandingView | undefined, of: (owner: string) => boolean): boolean {
  return standing === undefined || standing.open.some((open) => 0 < open.cents && of(open.owner));
}
