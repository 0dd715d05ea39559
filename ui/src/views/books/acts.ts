//! The order of what was done by hand: first what somebody else should look at.

import type { ActView } from "#ui/api/generated";

/** Those with a notice first, each part as it came: the newest first. */
export function noticedFirst(noticed: readonly ActView[], all: readonly ActView[]): readonly ActView[] {
  const first = new Set(noticed.map((act) => act.id));
  return [...noticed, ...all.filter((act) => !first.has(act.id))];
}
