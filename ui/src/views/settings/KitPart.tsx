//! The recovery kit: what it is for, and a new one when the old one was seen by others or lost.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { KitView, SessionView } from "#ui/api/generated";
import { cache } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { useActions } from "#ui/app/useActions";
import { keepDrafts } from "#ui/app/useDraft";
import { useWorkspace } from "#ui/app/workspace";
import { peopleWords } from "#ui/strings/people";
import { renewWords as words } from "#ui/strings/recovery";
import { KeyForm } from "#ui/views/settings/KeyForm";
import { Part } from "#ui/views/settings/Part";

/** A new kit was made: its words, and the session, which is due to type it back. */
export type OnKit = (kit: KitView, due: SessionView) => void;

export function KitPart({ session, onKit }: { readonly session: SessionView; readonly onKit: OnKit }) {
  const { toasts } = useWorkspace();
  const [asking, setAsking] = useState(false);
  const refused = refusal(session, "new_kit");
  const renew = live({ id: "renew_kit", title: words.renew, key: "K", menu: "file", blocked: () => refused, run: () => setAsking(true) }, undefined);
  const keepOld = async () => {
    await call("keep_old_kit", {});
    cache.invalidate(["kit"]);
    toasts.show(words.kept);
  };
  const keep = live({ id: "keep_old_kit", title: words.keep, key: "O", blocked: () => refused, run: keepOld }, undefined);
  useActions({ name: words.renew, actions: asking ? [] : session.kit_waits ? [renew, keep] : [renew], level: "part" });
  return (
    <Part part="kit" says={words.says} refused={refused}>
      {asking ? (
        <KeyForm
          id="new_kit"
          title={words.make}
          busyTitle={peopleWords.working}
          fields={[{ name: "password", label: peopleWords.mine, hint: words.proves, autoComplete: "current-password" }]}
          send={async (typed) => {
            await keepDrafts();
            const kit = await call("new_kit", { password: typed["password"] ?? "" });
            onKit(kit, await call("session", {}));
            return { value: null, touched: [], undo: null };
          }}
          said={null}
          onClose={() => setAsking(false)}
        >
          <h3 className="heading s6">{words.title}</h3>
          {words.before.map((line) => (
            <p key={line} className="s6">
              {line}
            </p>
          ))}
        </KeyForm>
      ) : (
        <>
          {session.kit_waits ? <p className="s6">{words.waits}</p> : null}
          <div className="acts">
            <ActionButton action={renew} />
            {session.kit_waits ? <ActionButton action={keep} /> : null}
          </div>
        </>
      )}
    </Part>
  );
}
