//! Reads an answer of the core in a component, and keeps it fresh.

import { useCallback, useSyncExternalStore } from "react";
import { type Answer, Cache, stable } from "#ui/api/cache";
import { call } from "#ui/api/call";
import type { Commands } from "#ui/api/generated";

/** The answers that this window shows. */
export const cache = new Cache<Commands>(call);

/**
 * Asks once and again whenever a change touches one of the kinds in `reads` (any change, when none
 * is named). `ask` may be a fresh object each time: equal asks are one question.
 */
export function useAnswer<Name extends keyof Commands>(
  name: Name,
  ask: Commands[Name][0],
  reads: readonly string[] = [],
): Answer<Commands[Name][1]> {
  const key = stable([name, ask, reads]);
  const watch = useCallback((changed: () => void) => cache.watch(name, ask, reads, changed), [key]);
  return useSyncExternalStore(watch, () => cache.peek(name, ask));
}
