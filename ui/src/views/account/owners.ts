//! Whose the open dollars are, in places that do not move from patient to patient.

import type { OwnedView, PatientOwes } from "#ui/api/generated";

/** Owners as they stand in a header: payers first, then always the patient, what is held, what is ours to work. */
export type Owned = {
  readonly key: string;
  /** Its name; `null` where the words are ours. */
  readonly title: string | null;
  readonly cents: number;
};

const ours = ["patient", "hold", "us"];

/** True of a payer: its order in the visit. */
export function isPayer(owner: string): boolean {
  return /^\d+$/.test(owner);
}

/** The owners in their order, the balances of one payer in one sum; of the payers `most`, the others in one sum. */
export function inPlaces(owners: readonly OwnedView[], most = 2): readonly Owned[] {
  const payers = new Map<string, number>();
  for (const { owner, title, cents } of owners) {
    if (isPayer(owner)) {
      payers.set(title, (payers.get(title) ?? 0) + cents);
    }
  }
  const large = [...payers].sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
  const shown = large.slice(0, large.length === most + 1 ? most + 1 : most);
  const rest = large.slice(shown.length);
  return [
    ...shown.map(([title, cents]) => ({ key: `payer ${title}`, title, cents })),
    ...(rest.length === 0 ? [] : [{ key: "others", title: null, cents: rest.reduce((sum, [, cents]) => sum + cents, 0) }]),
    ...ours.map((key) => ({ key, title: null, cents: owners.reduce((sum, one) => sum + (one.owner === key ? one.cents : 0), 0) })),
  ];
}

/** What is open and not the patient's, by who has it. */
export type Other = { readonly key: "payers" | "us" | "hold" | "credit"; readonly cents: number };

/** What is open and not the patient's: with payers, always said; denied and ours to work, held, and owed to payers, where there is any. */
export function othersOf(owes: Pick<PatientOwes, "payers_cents" | "work_cents" | "hold_cents" | "credit_cents">): readonly Other[] {
  const all: readonly Other[] = [
    { key: "payers", cents: owes.payers_cents },
    { key: "us", cents: owes.work_cents },
    { key: "hold", cents: owes.hold_cents },
    { key: "credit", cents: owes.credit_cents },
  ];
  return all.filter(({ key, cents }) => key === "payers" || cents !== 0);
}
