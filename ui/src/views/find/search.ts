//! What the palette asks the core: patients and claims by any fragment of what is known of them.

import { call } from "#ui/api/call";
import type { HitView } from "#ui/api/generated";
import type { Hit } from "#ui/app/hits";
import { go, to } from "#ui/app/route";
import { dollarsText } from "#ui/kit/money";

/** Finds patients and claims, patients first. An empty text finds nothing and is not asked. */
export async function search(typed: string, signal: AbortSignal): Promise<Hit[]> {
  if (typed.trim() === "") {
    return [];
  }
  const found = await call("find", { text: typed });
  return signal.aborted ? [] : found.hits.map(hitOf);
}

function hitOf(found: HitView): Hit {
  const claim = found.kind === "claim";
  return {
    kind: claim ? "claim" : "patient",
    id: found.id,
    title: found.title,
    more: [found.detail, ...(found.charge_cents === null ? [] : [dollarsText(found.charge_cents)])].filter((part) => part !== "").join(", "),
    key: null,
    blocked: null,
    personal: true,
    take: () => go(to(claim ? "claims" : "patients", found.id)),
  };
}
