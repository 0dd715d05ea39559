//! Findings of the core as the kit shows them: the first sentence is the title, the rest the way out.

import type { FindingView } from "#ui/api/generated";
import type { Live } from "#ui/app/action";
import type { Finding } from "#ui/kit/Findings";
import { claimWords } from "#ui/strings/claims";
import { shownIn } from "#ui/views/claims/boxLayout";

/** Parts a text after its first sentence. */
export function sentences(text: string): { readonly title: string; readonly says: string } {
  const end = /\.\s+(?=[A-Z])/.exec(text);
  return end === null ? { title: text, says: "" } : { title: text.slice(0, end.index), says: text.slice(end.index + end[0].length) };
}

export function findingOf(found: Pick<FindingView, "item" | "severity" | "text">, id: string, repair: Live | null = null): Finding {
  const { title, says } = sentences(found.text);
  const box = claimWords.boxOf(found.item);
  return {
    id,
    kind: found.severity === "fix" ? "fix" : "check",
    title,
    ...(box === "" ? {} : { box }),
    ...(says === "" ? {} : { says }),
    ...(repair === null ? {} : { repair }),
  };
}

/** The key of the nth of several ways out; the first nine have one. */
export function keyOfNth(n: number): { readonly key?: string } {
  return n < 9 ? { key: `Alt+${n + 1}` } : {};
}

/** Where a finding leads: a box of the form, or a service line. */
export type Spot = { readonly box: string } | { readonly line: number } | null;

export function spotOf(item: string): Spot {
  const line = /^24\.(\d+)/.exec(item);
  if (line !== null) {
    return { line: Number(line[1]) };
  }
  return item === "" ? null : { box: shownIn(item) };
}

/** The boxes that have a finding, and the worst of each. */
export function foundBoxes(found: readonly FindingView[]): ReadonlyMap<string, "fix" | "check"> {
  const boxes = new Map<string, "fix" | "check">();
  for (const { item, severity } of found) {
    const box = shownIn(item);
    if (box !== "" && boxes.get(box) !== "fix") {
      boxes.set(box, severity === "fix" ? "fix" : "check");
    }
  }
  return boxes;
}
