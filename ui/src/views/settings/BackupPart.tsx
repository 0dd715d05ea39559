//! A backup: the practice in one sealed file, opened again and checked.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { Saved, SessionView } from "#ui/api/generated";
import { ActionButton } from "#ui/app/ActionButton";
import { live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { useActions } from "#ui/app/useActions";
import { Status } from "#ui/kit/Status";
import { bytesText } from "#ui/strings/imports";
import { settingsWords as words } from "#ui/strings/settings";
import { Part } from "#ui/views/settings/Part";

export function BackupPart({ session }: { readonly session: SessionView }) {
  const [saved, setSaved] = useState<Saved | null>(null);
  const [busy, setBusy] = useState(false);
  const refused = refusal(session, "back_up");
  const run = async () => {
    const { file } = await call("pick_save", { suggested: words.backupName(session.today) });
    if (file === null) {
      return;
    }
    setBusy(true);
    setSaved(null);
    try {
      setSaved(await call("back_up", { token: file.token }));
    } finally {
      setBusy(false);
    }
  };
  const backUp = live(
    { id: "back_up", title: words.backUp, key: "B", strip: words.backUp, menu: "file", blocked: () => refused ?? (busy ? words.busy : null), run },
    undefined,
  );
  useActions({ name: words.parts.backup, actions: [backUp] });
  return (
    <Part part="backup" says={words.backupSays} refused={refused}>
      <div className="acts">
        <ActionButton action={backUp} />
      </div>
      <div className="result" role="status">
        {busy ? <Status tone="wait">{words.backingUp}</Status> : null}
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
    </Part>
  );
}
