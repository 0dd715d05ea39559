//! What is saved as a file leaves the encryption behind. Before a person's first one that is said,
//! and it is remembered that it was.

import { useSyncExternalStore } from "react";
import { call } from "#ui/api/call";

type Asking = { readonly answer: (goOn: boolean) => void };

let asking: Asking | null = null;
const watchers = new Set<() => void>();

function set(next: Asking | null): void {
  asking = next;
  for (const changed of [...watchers]) {
    changed();
  }
}

/** Whether a file may be saved: true at once for who was told, else as the person answers. */
export async function mayLeave(): Promise<boolean> {
  const { told } = await call("readable_told", {});
  if (told) {
    return true;
  }
  const goOn = await new Promise<boolean>((answer) => set({ answer }));
  set(null);
  if (goOn) {
    await call("accept_readable", {});
  }
  return goOn;
}

function watch(changed: () => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

/** The question that waits for an answer, or `null`. */
export function useAsking(): Asking | null {
  return useSyncExternalStore(watch, () => asking);
}
