//! A long log while it is read in or written out: how far it is, the way to stop it, and to go on.

import { useEffect, useState } from "react";
import { call, listen } from "#ui/api/call";
import { toProblem } from "#ui/api/problem";
import { cache } from "#ui/api/useAnswer";
import type { Progress } from "#ui/app/job";
import { makeWork } from "#ui/app/work";
import { Button } from "#ui/kit/Button";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { ProgressBar } from "#ui/kit/ProgressBar";
import { auditWords as words } from "#ui/strings/audit";
import { apiWords } from "#ui/strings/en";

/** Names to the core what the lists of the log wait for: events that nobody has listed yet. */
export const readingJob = "audit_reading";

/** A part of the log that is being written into a file. */
export const writing = makeWork();

export type ReadingProps = {
  readonly updating: boolean;
  readonly problem: unknown;
  /** Why the person may not read it at all. */
  readonly refused?: string | null;
};

export function Reading({ updating, problem, refused = null }: ReadingProps) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const file = writing.use();
  useEffect(
    () =>
      listen((event) => {
        if (event.kind === "progress" && event.job === readingJob) {
          setProgress({ says: event.says, done: event.done, total: event.total });
        }
      }),
    [],
  );
  useEffect(() => (updating ? undefined : setProgress(null)), [updating]);
  const stop = () => {
    // What has just ended cannot be stopped any more, and need not be.
    call("cancel_job", { job: readingJob }).catch(() => {});
  };
  const found = problem === null ? null : toProblem(problem, apiWords.noAnswer);
  return (
    <>
      {found === null ? null : found.code === "cancelled" ? (
        <ProblemBanner what={words.stopped}>
          <Button small onPress={() => cache.invalidate(["audit_event"])}>
            {words.readOn}
          </Button>
        </ProblemBanner>
      ) : (
        <ProblemBanner what={refused ?? found.says} />
      )}
      {updating && progress !== null ? <ProgressBar {...progress} onCancel={stop} /> : null}
      {file === null ? null : <ProgressBar {...file} onCancel={writing.stop} />}
    </>
  );
}
