//! Long work that a part of the screen shows wherever it was begun: how far it is, and the way to stop it.

import { useSyncExternalStore } from "react";
import { type Progress, runJob } from "#ui/app/job";

export type Work = {
  /** Asks for the work and tells how far it is. */
  readonly run: <Value>(ask: (job: string) => Promise<Value>) => Promise<Value>;
  readonly stop: () => void;
  /** How far it is; `null` when there is none. */
  readonly use: () => Progress | null;
};

/** A place for work. What is done in fewer steps than `least` is over before anybody can read of it. */
export function makeWork(least = 0): Work {
  let shown: Progress | null = null;
  let stop: () => void = () => {};
  const watchers = new Set<() => void>();
  const show = (progress: Progress | null) => {
    shown = progress;
    for (const changed of [...watchers]) {
      changed();
    }
  };
  const watch = (changed: () => void) => {
    watchers.add(changed);
    return () => watchers.delete(changed);
  };
  return {
    run: async (ask) => {
      const heard = (progress: Progress) => (progress.total < least ? undefined : show(progress));
      try {
        return await runJob(ask, heard, (cancel) => {
          stop = cancel;
        });
      } finally {
        show(null);
      }
    },
    stop: () => stop(),
    use: () => useSyncExternalStore(watch, () => shown),
  };
}
