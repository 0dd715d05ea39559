//! The proof of everything: how far it is, and what it said, until the books change or the window locks.

import { useSyncExternalStore } from "react";
import { call, listen } from "#ui/api/call";
import type { ProofView } from "#ui/api/generated";
import { makeWork } from "#ui/app/work";

/** Folding every claim anew. */
export const proving = makeWork();

let kept: ProofView | null = null;
const watchers = new Set<() => void>();
let hearing = false;

function keep(proof: ProofView | null): void {
  kept = proof;
  for (const changed of [...watchers]) {
    changed();
  }
}

/** Proves everything; what it says is kept. */
export async function proveAll(): Promise<ProofView> {
  const proof = await proving.run((job) => call("proof", { job, whole: true }));
  keep(proof);
  return proof;
}

function watch(changed: () => void): () => void {
  if (!hearing) {
    hearing = true;
    listen((event) => {
      if (event.kind === "locked") {
        keep(null);
      }
    });
  }
  watchers.add(changed);
  return () => watchers.delete(changed);
}

/** What the last proof of everything said; `null` when there was none. */
export function useProved(): ProofView | null {
  return useSyncExternalStore(watch, () => kept);
}
