//! On what the money of an act can go, and what is proposed: from what the patient owes, or from what
//! is open on a claim.

import type { OpenView, OwesRow, PatientOwes, SaveActRow, StandingView } from "#ui/api/generated";
import type { Day } from "#ui/kit/day";
import { moneyHint } from "#ui/kit/money";
import { moneyWords } from "#ui/strings/account";
import type { Place } from "#ui/views/account/allocate";
import { isPayer } from "#ui/views/account/owners";

/** A balance that money can go on. */
export type BalancePlace = Place & {
  /** The claim's number; empty before these books. */
  readonly number: string;
  /** Whose it is in words, where a claim is read; of a fee its name; else empty. */
  readonly title: string;
  /** The line from 1; 0 for none. */
  readonly line: number;
  /** Why it is open, in a sentence, or empty. */
  readonly because: string;
  /** The day of service, or since when; ISO, or empty. */
  readonly on: Day;
  /** What is open there; negative is owed to them. */
  readonly open: number;
  /** What the core is told of it, but for the amount. */
  readonly row: Omit<SaveActRow, "amount">;
};

/** True of what is owed for a fee of ours: the core tells it from opening balances by its reason alone. */
export function isFee(owed: { readonly opening: string; readonly because: string }): boolean {
  return owed.opening !== "" && owed.because.startsWith("Our fee");
}

function ofOwes(owed: OwesRow, room: number): BalancePlace {
  return {
    key: owed.claim_id === "" ? owed.opening : owed.claim_id,
    number: owed.number,
    title: isFee(owed) ? moneyWords.fee : "",
    line: 0,
    because: owed.because,
    on: owed.service_on,
    open: owed.cents,
    room,
    row: { claim_id: owed.claim_id, line_id: "", opening: owed.opening, owner: "patient" },
  };
}

/** Balances that the patient can pay: what is owed, the oldest first, and what waits and may be paid ahead. */
export function payable(owes: PatientOwes): readonly BalancePlace[] {
  return owes.rows.filter((row) => 0 <= row.cents).map((row) => ofOwes(row, row.cents));
}

/** Balances that can be taken off: what is owed. */
export function owed(owes: PatientOwes): readonly BalancePlace[] {
  return owes.rows.filter((row) => 0 < row.cents).map((row) => ofOwes(row, row.cents));
}

/** What is owed to the patient. */
export function credits(owes: PatientOwes): readonly BalancePlace[] {
  return owes.rows.filter((row) => row.cents < 0).map((row) => ofOwes(row, -row.cents));
}

/** The claim that a payment was begun from, as far as it is known there. */
export type FromClaim = { readonly id: string; readonly number: string; readonly service_on: Day; readonly standing: StandingView };

/** The same, with the claim first at which a payment was begun: all that is open on it can be paid there. */
export function payableFrom(owes: PatientOwes, { id, number, service_on, standing }: FromClaim): readonly BalancePlace[] {
  const all = payable(owes);
  const carrier = standing.claim_id === "" ? id : standing.claim_id;
  const known = all.find((place) => place.key === carrier || place.key === id);
  const room = Math.max(known?.open ?? 0, standing.open_cents, 0);
  const own = known ?? ofOwes({ claim_id: carrier, opening: "", number, service_on, since_on: "", cents: 0, because: standing.because }, 0);
  return [{ ...own, room }, ...all.filter((place) => place !== known)];
}

/** True of what is ours to work and of what a payer has to answer. */
export function canWriteOff(owner: string): boolean {
  return owner === "us" || isPayer(owner);
}

function ofOpen(open: OpenView, standing: StandingView, room: number): BalancePlace {
  return {
    // One line can be open twice for one owner: denied in part, and in part explained by nobody.
    key: `${open.owner}-${open.line}-${standing.open.indexOf(open)}`,
    number: "",
    title: open.title,
    line: open.line,
    because: open.words === "" ? open.says : open.words,
    on: open.since_on,
    open: open.cents,
    room,
    row: {
      claim_id: standing.claim_id,
      line_id: standing.lines.find((line) => line.n === open.line)?.line_id ?? "",
      opening: "",
      owner: open.owner,
    },
  };
}

/** What can be written off of a claim: ours first, then what payers have yet to answer. What is the patient's gets a discount. */
export function openPlaces(standing: StandingView): readonly BalancePlace[] {
  return standing.open
    .filter((open) => 0 < open.cents && canWriteOff(open.owner))
    .map((open) => ofOpen(open, standing, open.cents))
    .sort((a, b) => Number(a.row.owner !== "us") - Number(b.row.owner !== "us"));
}

/** What is owed to payers on a claim. */
export function payerCredits(standing: StandingView): readonly BalancePlace[] {
  return standing.open.filter((open) => open.cents < 0 && open.owner !== "patient").map((open) => ofOpen(open, standing, -open.cents));
}

/** What is proposed to write off: what is ours; without any, nothing. */
export function oursOf(places: readonly BalancePlace[]): number {
  return places.reduce((sum, place) => sum + (place.row.owner === "us" ? place.open : 0), 0);
}

/** The sum of all room. */
export function roomOf(places: readonly BalancePlace[]): number {
  return places.reduce((sum, place) => sum + place.room, 0);
}

/** A payer that a claim's visit asks, by its order: from the open dollars, then from the coverages named. */
export function payersOf(standing: StandingView, named: readonly { readonly order: number; readonly payer: string }[]): readonly { readonly owner: string; readonly title: string }[] {
  const found = new Map<string, string>();
  for (const { owner, title } of standing.owners) {
    if (isPayer(owner)) {
      found.set(owner, title);
    }
  }
  for (const { order, payer } of named) {
    if (!found.has(String(order)) && payer !== "") {
      found.set(String(order), payer);
    }
  }
  return [...found].sort(([a], [b]) => Number(a) - Number(b)).map(([owner, title]) => ({ owner, title }));
}

/** True of a refund that is more than this role may give back alone: somebody else has to say yes. */
export function needsWord(limits: readonly { readonly role: string; readonly refund: string }[] | undefined, role: string | undefined, cents: number): boolean {
  const limit = limits?.find((one) => one.role === role)?.refund ?? "";
  return limit !== "" && (moneyHint(limit) ?? 0) < cents;
}
