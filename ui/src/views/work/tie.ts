//! Whether the queues tie to the books: three sums of the same dollars, made in three ways.

import type { ProofView, QueuesView } from "#ui/api/generated";

export type Tie = {
  readonly owners: number;
  /** The largest of the differences between the sums. */
  readonly difference: number;
  readonly agrees: boolean;
};

export function tie(queues: Pick<QueuesView, "total_cents">, proof: Pick<ProofView, "owners" | "ar_cents" | "adrift" | "agrees">): Tie {
  const owners = proof.owners.reduce((sum, one) => sum + one.cents, 0);
  const sums = [queues.total_cents, owners, proof.ar_cents];
  const difference = Math.max(...sums) - Math.min(...sums);
  return { owners, difference, agrees: proof.agrees && difference === 0 && proof.adrift === 0 };
}
