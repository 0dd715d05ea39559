//! A practice from a backup: the file, what it holds and replaces, then the kit.

import { useEffect, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { BackupView, SessionView, StartView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { useActions } from "#ui/app/useActions";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { apiWords } from "#ui/strings/en";
import { bytesText } from "#ui/strings/imports";
import { restoreWords as words } from "#ui/strings/recovery";
import { startWords } from "#ui/strings/start";
import { Band } from "#ui/views/start/Band";
import { KitIn } from "#ui/views/start/KitIn";

export type RestorePageProps = {
  readonly start: StartView;
  readonly onOpen: (session: SessionView) => void;
  readonly onBack: () => void;
};

type Picked = { readonly token: string; readonly backup: BackupView };

export function RestorePage({ start, onOpen, onBack }: RestorePageProps) {
  const [picked, setPicked] = useState<Picked | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const acts = useRef<HTMLDivElement>(null);
  useEffect(() => acts.current?.querySelector("button")?.focus(), []);
  const choose = async () => {
    setProblem(null);
    setBusy(true);
    try {
      const { file } = await call("pick_backup", {});
      if (file !== null) {
        setPicked({ token: file.token, backup: await call("backup", { token: file.token }) });
      }
    } catch (thrown) {
      setPicked(null);
      setProblem(toProblem(thrown, apiWords.noAnswer).says);
    } finally {
      setBusy(false);
    }
  };
  const pick = live(
    { id: "pick_backup", title: picked === null ? words.pick : words.another, key: "Mod+O", strip: words.pick, blocked: () => (busy ? words.reading : null), run: choose },
    undefined,
  );
  const back = simple({ id: "back", title: startWords.back, key: "Escape", strip: startWords.back, run: onBack });
  useActions({ name: words.title, actions: picked === null ? [pick, back] : [pick] });
  return (
    <div className="split">
      <Band name={picked?.backup.practice ?? words.title} says={words.says} />
      <div className="page">
        {problem === null ? null : <ProblemBanner what={problem} />}
        {picked === null ? null : <Facts backup={picked.backup} />}
        <div ref={acts} className="acts">
          <ActionButton action={pick} kind={picked === null ? "primary" : "outline"} />
          {picked === null ? <ActionButton action={back} kind="bare" /> : null}
        </div>
        {picked === null ? null : (
          <>
            <div>
              <h2 className="heading">{words.kit}</h2>
              <p>{words.kitSays}</p>
            </div>
            <KitIn
              key={picked.token}
              send={words.restore}
              sending={words.restoring}
              least={start.password_length}
              tryKit={(typed) => call("try_backup", { token: picked.token, words: typed })}
              open={(typed, user_id, password) => call("restore_backup", { token: picked.token, words: typed, user_id, password })}
              onOpen={onOpen}
              onBack={onBack}
            />
          </>
        )}
      </div>
    </div>
  );
}

function Facts({ backup }: { readonly backup: BackupView }) {
  return (
    <dl className="facts" aria-label={words.title}>
      <dt>{words.file}</dt>
      <dd>{backup.name}</dd>
      <dt>{words.practice}</dt>
      <dd>{backup.practice}</dd>
      <dt>{words.made}</dt>
      <dd className="num">{backup.made}</dd>
      <dt>{words.size}</dt>
      <dd className="num">{bytesText(backup.bytes)}</dd>
      <dt>{words.version}</dt>
      <dd>{words.versionText(backup.version)}</dd>
      <dt>{words.replaces}</dt>
      <dd>{backup.replaces === "" ? words.nothing : backup.replaces}</dd>
    </dl>
  );
}
