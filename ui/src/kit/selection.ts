//! Which rows are selected: by their keys, so that a list that changes underneath never selects
//! another row by its place.

export type Selection = ReadonlySet<string>;

/** Nothing selected. */
export const none: Selection = new Set();

/** Takes a key in or out. */
export function toggle(selection: Selection, key: string): Selection {
  const next = new Set(selection);
  if (!next.delete(key)) {
    next.add(key);
  }
  return next;
}

/**
 * The selection as it was when the range began, with the range as it is now. Of a whole list the keys
 * are those that are left out, so the range takes them in again.
 */
export function withRange(base: Selection, keys: readonly string[], whole = false): Selection {
  if (whole) {
    const next = new Set(base);
    for (const key of keys) {
      next.delete(key);
    }
    return next;
  }
  return new Set([...base, ...keys]);
}

/** The span between two rows, both included, as `from` and past-the-end `to`. */
export function spanOf(a: number, b: number): { readonly from: number; readonly to: number } {
  return { from: Math.min(a, b), to: Math.max(a, b) + 1 };
}
