//! Backups: where they go, how often, what became of each, and the two things that a person can do
//! about them now.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { BackupsView, Changed, SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { live } from "#ui/app/action";
import { type Progress, runJob } from "#ui/app/job";
import { refusal } from "#ui/app/may";
import { useActions } from "#ui/app/useActions";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { ProgressBar } from "#ui/kit/ProgressBar";
import { Skeleton } from "#ui/kit/Skeleton";
import { Status } from "#ui/kit/Status";
import { backupWords as words } from "#ui/strings/backups";
import { apiWords } from "#ui/strings/en";
import { settingsWords } from "#ui/strings/settings";
import { BackupFile } from "#ui/views/settings/BackupFile";
import { BackupPlace } from "#ui/views/settings/BackupPlace";
import { BackupRuns } from "#ui/views/settings/BackupRuns";
import { Part } from "#ui/views/settings/Part";

type Ask = (job: string) => Promise<Changed<BackupsView>>;

export function BackupPart({ session }: { readonly session: SessionView }) {
  const { value, problem } = useAnswer("backups", {}, ["backup_run", "today"]);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [cancel, setCancel] = useState<() => void>(() => () => {});
  const refused = refusal(session, "back_up_now");
  const busy = progress === null ? null : settingsWords.busy;
  const chosen = value?.places.some((place) => place.to !== "") ?? false;
  const blocked = () => refused ?? busy ?? (chosen ? null : words.noPlace);
  const work = async (ask: Ask) => {
    setProgress({ says: words.starting, done: 0, total: 0 });
    try {
      return await runJob(ask, setProgress, (stop) => setCancel(() => stop));
    } finally {
      setProgress(null);
    }
  };
  const backUp = live(
    { id: "back_up_now", title: words.now, key: "B", strip: words.now, menu: "file", blocked, run: () => work((job) => call("back_up_now", { job })), done: () => words.backedUp },
    undefined,
  );
  const tryRestore = live(
    { id: "try_restore", title: words.tryRestore, key: "T", menu: "file", blocked, run: () => work((job) => call("try_restore", { job })), done: () => words.cameBack },
    undefined,
  );
  useActions({ name: settingsWords.parts.backup, actions: [backUp, tryRestore] });
  return (
    <Part part="backup" says={words.says} refused={refused}>
      {problem === null ? null : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}
      {value === undefined ? (
        <Skeleton lines={4} height={32} />
      ) : (
        <>
          {value.says === "" ? null : <Status tone={value.late ? "warn" : "ok"}>{value.says}</Status>}
          {value.places.map((place) => (
            <BackupPlace key={place.place} place={place} session={session} />
          ))}
          <div className="acts">
            <ActionButton action={backUp} />
            <ActionButton action={tryRestore} />
          </div>
          <div className="result" role="status">
            {progress === null ? null : <ProgressBar {...progress} onCancel={cancel} />}
          </div>
          <BackupFile session={session} busy={busy} />
          <h3 className="heading">{words.tried}</h3>
          {value.drill === "" ? <p className="dim">{words.neverTried}</p> : <p className="wrap"><Status tone={value.drill_late ? "warn" : "ok"}>{value.drill}</Status></p>}
          <h3 className="heading">{words.runs}</h3>
          <BackupRuns runs={value.runs} />
        </>
      )}
    </Part>
  );
}
