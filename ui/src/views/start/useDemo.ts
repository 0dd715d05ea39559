//! Makes the demo practice, with its progress.

import { useState } from "react";
import { call } from "#ui/api/call";
import { toProblem } from "#ui/api/problem";
import { type Progress, runJob } from "#ui/app/job";
import { apiWords } from "#ui/strings/en";
import { startWords } from "#ui/strings/start";

export type Demo = {
  /** How far it is, or `null` when nothing is being made. */
  readonly progress: Progress | null;
  /** Why it could not be made. */
  readonly problem: string | null;
  readonly make: () => void;
  readonly cancel: () => void;
};

/** `made` hears the folder of the demo practice. */
export function useDemo(made: (folder: string) => void): Demo {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [cancel, setCancel] = useState<() => void>(() => () => {});
  const make = async () => {
    setProblem(null);
    setProgress({ says: startWords.demo.making, done: 0, total: 0 });
    try {
      const card = await runJob((job) => call("create_demo", { job }), setProgress, (stop) => setCancel(() => stop));
      made(card.folder);
    } catch (thrown) {
      const found = toProblem(thrown, apiWords.noAnswer);
      setProblem(found.code === "cancelled" ? null : found.says);
    } finally {
      setProgress(null);
    }
  };
  return { progress, problem, make: () => void make(), cancel };
}
