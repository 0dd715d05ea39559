//! Numbers and nouns, together: a count can not be shown without choosing its form.

import { countText } from "#ui/kit/count";

/** `1 claim`, `2 claims`, `1,204 claims`. The plural is written out, never guessed. */
export function plural(n: number, one: string, many: string): string {
  return `${countText(n)} ${n === 1 ? one : many}`;
}
