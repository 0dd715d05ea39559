//! What the palette offers for a text: actions that match it, the recent ones first, then what the
//! search of the core found.

import type { Live } from "#ui/app/action";
import { score } from "#ui/app/match";
import type { Layer } from "#ui/app/registry";

export type HitKind = "action" | "patient" | "claim" | "code" | "report";

/** Something found, of the core or of the actions. */
export type Hit = {
  readonly kind: HitKind;
  /** Distinct within its kind. */
  readonly id: string;
  readonly title: string;
  /** Quieter, after the title: birth date, account, balance. */
  readonly more: string;
  /** A code or number that stands before the title, in the monospace face. */
  readonly code?: string;
  readonly key: string | null;
  readonly blocked: string | null;
  /** Names or dates of a patient, hidden by the privacy blur. */
  readonly personal: boolean;
  readonly take: () => void;
};

const kinds: readonly HitKind[] = ["action", "patient", "claim", "code", "report"];

/** At most this many actions; the rest is a letter away. */
const mostActions = 6;
/** At most this many of what was used last are remembered. */
const mostRecent = 12;

/** What was used last, the newest first, from and to a setting's text. */
export function recentOf(text: string): readonly string[] {
  return text.split(" ").filter((id) => id !== "");
}

export function withRecent(text: string, id: string): string {
  return [id, ...recentOf(text).filter((other) => other !== id)].slice(0, mostRecent).join(" ");
}

/** By its title; its other words count for less than any title that begins so. */
function scoreOf({ title, also }: Live, typed: string): number | null {
  const own = score(title, typed);
  return own !== null || also === undefined ? own : score(`${title} ${also}`, typed) === null ? null : 0.5;
}

/** The actions that answer a text: best match first, of equals the recent ones, then those nearer to the focus. */
export function actionHits(layers: readonly Layer[], typed: string, recent: readonly string[], take: (action: Live) => void): readonly Hit[] {
  const seen = new Set<string>();
  const found: { readonly action: Live; readonly score: number; readonly recency: number; readonly order: number }[] = [];
  for (const action of layers.flatMap((layer) => layer.actions)) {
    const points = scoreOf(action, typed);
    if (points !== null && !seen.has(action.id)) {
      seen.add(action.id);
      const at = recent.indexOf(action.id);
      found.push({ action, score: points, recency: at < 0 ? mostRecent : at, order: found.length });
    }
  }
  found.sort((a, b) => b.score - a.score || a.recency - b.recency || a.order - b.order);
  return found.slice(0, mostActions).map(({ action }) => ({
    kind: "action",
    id: action.id,
    title: action.title,
    more: action.blocked ?? action.more ?? "",
    key: action.key,
    blocked: action.blocked,
    personal: false,
    take: () => take(action),
  }));
}

/** The hits by kind, in the palette's order, empty kinds left out. */
export function grouped(hits: readonly Hit[]): readonly { readonly kind: HitKind; readonly hits: readonly Hit[] }[] {
  return kinds
    .map((kind) => ({ kind, hits: hits.filter((hit) => hit.kind === kind) }))
    .filter((group) => group.hits.length !== 0);
}
