//! Invented people, payers and claims for the gallery. Nobody in it exists.

import { type Day, plusDays } from "#ui/kit/day";

export const today: Day = "2026-11-24";

export type ClaimRow = {
  readonly id: string;
  readonly number: string;
  readonly patient: string;
  readonly payer: string;
  readonly service: Day;
  readonly charge: number;
  readonly balance: number;
  readonly state: "Denied" | "Rejected" | "Fix" | "Sent" | "Paid";
  readonly step: string;
  readonly who: string;
  readonly limit: Day;
  readonly left: number;
};

const last = ["Dufresne", "Ibarra", "Sandoval", "Jankowski", "Eklund", "Mercer", "Voss", "Zielinski", "Umar", "Whitlock", "Pruitt", "Farouk", "Lindqvist", "Thibault", "Nakagawa", "Hollis", "Castellano", "Yarrow", "Ortega", "Grady", "Abernathy", "Quist"];
const first = ["Odette", "Lucia", "Teo", "Piotr", "Nils", "Dale", "Greta", "Jan", "Idris", "Amos", "Wanda", "Samira", "Per", "Colette", "Hana", "Desmond", "Marco", "Beth", "Felix", "Maeve", "Ruth", "Arne"];
const payers = ["Northfield PPO", "Cedarline HMO", "State Medicaid", "Medicare Part B", "Union Trades Fund", "Harvest Mutual", "Blue Heron Health", "Summit Comp"];
const steps = ["Appeal with the referral", "Add 25, resend as 7", "Unknown member (1a)", "Ask for his other card", "Member ID is 1 short (1a)", "Insured name differs (4)", "NDC on line 2 (24)", "Authorization (23)", "Send the visit note", "CLIA number (23)"];
const states: readonly ClaimRow["state"][] = ["Denied", "Rejected", "Fix", "Denied", "Denied", "Sent", "Paid"];
const people = ["MV", "TB", "DW"];

function pick<T>(list: readonly T[], n: number): T {
  const found = list[n % list.length];
  if (found === undefined) {
    throw new RangeError("an empty list");
  }
  return found;
}

/** The claim of a place in the list: always the same. */
export function claimAt(n: number): ClaimRow {
  const mixed = (n * 2654435761) % 4294967296;
  const charge = 7000 + (mixed % 480) * 100 + (n % 3) * 25;
  const left = 3 + Math.floor(n * 1.7);
  const service = plusDays(today, -80 + (mixed % 78));
  return {
    id: `clm_${n}`,
    number: String(47_000 + ((n * 37) % 52_000)),
    patient: `${pick(last, n + Math.floor(n / 22))}, ${pick(first, n)}`,
    payer: pick(payers, mixed >>> 3),
    service,
    charge,
    balance: n % 4 === 1 ? 14_800 : charge,
    state: n < 22 ? pick(states.slice(0, 5), mixed >>> 5) : pick(states, mixed >>> 5),
    step: pick(steps, mixed >>> 7),
    who: pick(people, mixed >>> 9),
    limit: plusDays(today, left),
    left,
  };
}

/** How many claims the long list has. */
export const many = 100_000;

/** Reads a page as the core would, after a moment. */
export function readClaims(from: number, count: number): Promise<readonly ClaimRow[]> {
  const rows = Array.from({ length: Math.max(0, Math.min(count, many - from)) }, (_, n) => claimAt(from + n));
  return new Promise((resolve) => {
    window.setTimeout(() => resolve(rows), 4);
  });
}

export const needsWork: readonly ClaimRow[] = Array.from({ length: 22 }, (_, n) => claimAt(n));

export function sum(rows: readonly ClaimRow[], of: "charge" | "balance"): number {
  return rows.reduce((total, row) => total + row[of], 0);
}
