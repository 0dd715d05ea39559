//! Where one is in a list that is walked claim by claim: what comes next, what came before.

/** A claim of the list, and its row. */
export type Step = { readonly id: string; readonly at: number; readonly patient: string; readonly cents: number };

export type Places = {
  /** The claim's row by now; `null` when it was not opened from a list. */
  readonly at: number | null;
  readonly next: Step | null;
  readonly before: Step | null;
};

/** The places around a claim. One that left its list, as a claim held out of those to print, made room for the next. */
export function placesOf(around: readonly Step[], id: string, said: number | null): Places {
  const mine = around.find((step) => step.id === id && step.at === said) ?? around.find((step) => step.id === id);
  const at = mine?.at ?? said;
  if (at === null) {
    return { at, next: null, before: null };
  }
  // Two lines of one claim stand one after the other in a queue: the claim is walked to once.
  const after = around.filter((step) => (mine === undefined ? at <= step.at : at < step.at && step.id !== id));
  const earlier = around.filter((step) => step.at < at && step.id !== id);
  return { at, next: after[0] ?? null, before: earlier[earlier.length - 1] ?? null };
}
