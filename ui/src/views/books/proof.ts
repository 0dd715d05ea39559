//! Which proof is shown.

import type { ProofView } from "#ui/api/generated";

/** The proof to show: that of everything while the books are as they were then, else the quick one. */
export function proofToShow(quick: ProofView | undefined, whole: ProofView | null): ProofView | undefined {
  const same = quick !== undefined && whole !== null && whole.postings === quick.postings && whole.ar_cents === quick.ar_cents;
  return same ? whole : quick;
}
