//! The claims that were picked to be printed, in the order in which they will print. Ids only, in
//! memory only: they wait here from the list or the claim until the sheets are printed.

import { useSyncExternalStore } from "react";

let ids: readonly string[] = [];
const watchers = new Set<() => void>();

/** Puts these claims up to be printed, in place of those that were. */
export function setToPrint(picked: readonly string[]): void {
  ids = [...new Set(picked)];
  for (const changed of [...watchers]) {
    changed();
  }
}

/** The claims to print, as they are now. */
export function toPrintNow(): readonly string[] {
  return ids;
}

export function useToPrint(): readonly string[] {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    toPrintNow,
  );
}
