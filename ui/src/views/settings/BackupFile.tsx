//! A backup into one file that the person names: for a move, or a copy to carry home.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { Saved, SessionView } from "#ui/api/generated";
import { ActionButton } from "#ui/app/ActionButton";
import { live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { useActions } from "#ui/app/useActions";
import { Status } from "#ui/kit/Status";
import { backupWords } from "#ui/strings/backups";
import { bytesText } from "#ui/strings/imports";
import { settingsWords as words } from "#ui/strings/settings";

export type BackupFileProps = {
  readonly session: SessionView;
  /** Why it has to wait, if it has. */
  readonly busy: string | null;
};

export function BackupFile({ session, busy }: BackupFileProps) {
  const [saved, setSaved] = useState<Saved | null>(null);
  const [writing, setWriting] = useState(false);
  const refused = refusal(session, "back_up");
  const run = async () => {
    const { file } = await call("pick_save", { suggested: words.backupName(session.today) });
    if (file === null) {
      return;
    }
    setWriting(true);
    setSaved(null);
    try {
      setSaved(await call("back_up", { token: file.token }));
    } finally {
      setWriting(false);
    }
  };
  const toFile = live(
    { id: "back_up", title: backupWords.toFile, key: "F", menu: "file", blocked: () => refused ?? busy ?? (writing ? words.busy : null), run },
    undefined,
  );
  useActions({ name: backupWords.toFile, actions: [toFile], level: "part" });
  return (
    <>
      <div className="acts">
        <ActionButton action={toFile} />
      </div>
      <div className="result" role="status">
        {writing ? <Status tone="wait">{words.backingUp}</Status> : null}
        {saved === null ? null : (
          <>
            <Status tone="ok">{words.backedUp(saved.name)}</Status>
            <dl className="facts">
              <dt>{words.size}</dt>
              <dd className="num">{bytesText(saved.bytes)}</dd>
              <dt>{words.sum}</dt>
              <dd className="code long">{saved.sha256}</dd>
            </dl>
          </>
        )}
      </div>
    </>
  );
}
