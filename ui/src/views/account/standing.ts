//! The open dollars of a claim, those of one owner with the same next step together.

import type { OpenView } from "#ui/api/generated";

/** Open dollars that are worked in one go. */
export type OpenGroup = {
  /** What they have in common; its own line and amount do not count. */
  readonly open: OpenView;
  /** From 1, in their order. */
  readonly lines: readonly number[];
  readonly cents: number;
};

/** Of one owner, step, day and reason; what is owed and what is to be given back never in one sum. */
export function grouped(open: readonly OpenView[]): readonly OpenGroup[] {
  const groups = new Map<string, OpenGroup>();
  for (const one of open) {
    const key = JSON.stringify([one.owner, one.title, one.step, one.says, one.due_on, one.reason, 0 < one.cents]);
    const there = groups.get(key);
    const lines = [...new Set([...(there?.lines ?? []), ...(one.line === 0 ? [] : [one.line])])].sort((a, b) => a - b);
    groups.set(key, { open: there?.open ?? one, lines, cents: (there?.cents ?? 0) + one.cents });
  }
  return [...groups.values()];
}
