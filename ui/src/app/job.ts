//! Long work: a name for it, how far it is, and the way to stop it.

import { call, listen } from "#ui/api/call";
import { newIncident } from "#ui/app/fatal";

/** How far the work is. `total` is 0 while nobody knows. */
export type Progress = { readonly says: string; readonly done: number; readonly total: number };

export type Job = {
  /** Names the work to the core. */
  readonly name: string;
  /** Stops it; what it did is taken back, and its call is refused with `cancelled`. */
  readonly cancel: () => void;
  /** Hears nothing more. */
  readonly end: () => void;
};

/** Begins to listen for the progress of work that is about to be asked for. */
export function startJob(heard: (progress: Progress) => void): Job {
  const name = newIncident();
  const end = listen((event) => {
    if (event.kind === "progress" && event.job === name) {
      heard({ says: event.says, done: event.done, total: event.total });
    }
  });
  return {
    name,
    end,
    cancel: () => {
      // Work that has just ended cannot be stopped any more, and need not be.
      call("cancel_job", { job: name }).catch(() => {});
    },
  };
}

/** Asks for long work and tells how far it is; `started` hears how to stop it. */
export async function runJob<Value>(
  ask: (job: string) => Promise<Value>,
  heard: (progress: Progress) => void,
  started: (cancel: () => void) => void = () => {},
): Promise<Value> {
  const job = startJob(heard);
  started(job.cancel);
  try {
    return await ask(job.name);
  } finally {
    job.end();
  }
}
