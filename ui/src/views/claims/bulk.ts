//! A change of a whole list, while it goes on: how far it is, and the way to stop it. What was done of
//! it is taken back then.

import { useSyncExternalStore } from "react";
import { type Progress, runJob } from "#ui/app/job";

let shown: Progress | null = null;
let stop: () => void = () => {};
const watchers = new Set<() => void>();

function show(progress: Progress | null): void {
  shown = progress;
  for (const changed of [...watchers]) {
    changed();
  }
}

/** Asks for the change and tells how far it is. */
export async function inBulk<Value>(ask: (job: string) => Promise<Value>): Promise<Value> {
  try {
    return await runJob(ask, show, (cancel) => {
      stop = cancel;
    });
  } finally {
    show(null);
  }
}

/** Stops it. */
export function stopBulk(): void {
  stop();
}

/** How far it is; `null` when there is none. */
export function useBulk(): Progress | null {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => shown,
  );
}
