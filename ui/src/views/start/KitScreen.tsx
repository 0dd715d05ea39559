//! The recovery kit: its words, shown once; then typed back from the paper. Nothing else of the
//! practice opens before.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { KitView, SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { ActionButton } from "#ui/app/ActionButton";
import { type Live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { useActions } from "#ui/app/useActions";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Status } from "#ui/kit/Status";
import { apiWords } from "#ui/strings/en";
import { recoveryWords as words } from "#ui/strings/start";
import { Band, initials } from "#ui/views/start/Band";
import { BareWindow } from "#ui/views/start/BareWindow";
import { KitCheck } from "#ui/views/start/KitCheck";
import { KitWords } from "#ui/views/start/KitWords";

export type KitScreenProps = {
  readonly session: SessionView;
  /** The words, when the practice was made just now; `null` when they are not in memory any more. */
  readonly kit: KitView | null;
  readonly lock: Live;
  readonly onKit: (kit: KitView) => void;
  readonly onOpen: (session: SessionView) => void;
  /** Goes on without it, which can be done while an old kit stands. */
  readonly onLater: () => void;
};

export function KitScreen({ session, kit, lock, onKit, onOpen, onLater }: KitScreenProps) {
  const [typing, setTyping] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  const later = simple({ id: "kit_later", title: words.later, key: "Escape", run: onLater });
  useActions({ name: words.layer, actions: session.kit_waits ? [lock, later] : [lock] });
  const may = refusal(session, "new_kit") === null;
  const says = kit === null ? (may ? words.goneSays : words.asks(session.role_title)) : typing ? words.typeSays(session.practice) : kit.replaces ? `${words.says} ${words.stands}` : words.says;
  const title = kit === null ? words.gone : typing ? words.typeTitle : words.title;
  return (
    <BareWindow title={session.practice} colour={session.colour} status={saved === null ? null : <Status tone="ok">{words.saved(saved)}</Status>}>
      <div className="split">
        <Band name={title} says={says} mark={initials(session.practice)}>
          <div className="foot">
            <ActionButton action={lock} kind="bare" small />
            {session.kit_waits ? <ActionButton action={later} kind="bare" small /> : null}
          </div>
        </Band>
        <div className="page">
          {kit === null ? (
            may ? (
              <Renew onKit={onKit} />
            ) : null
          ) : typing ? (
            <KitCheck onOpen={onOpen} onShow={() => setTyping(false)} />
          ) : (
            <KitWords kit={kit} onSaved={setSaved} onType={() => setTyping(true)} />
          )}
        </div>
      </div>
    </BareWindow>
  );
}

/** A new kit in place of one that nobody typed back. */
function Renew({ onKit }: { readonly onKit: (kit: KitView) => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const make = async () => {
    try {
      onKit(await call("new_kit", { password: "" }));
    } catch (thrown) {
      setProblem(toProblem(thrown, apiWords.noAnswer).says);
    }
  };
  const renew = simple({ id: "new_kit", title: words.renew, key: "Mod+Enter", strip: words.renew, run: make });
  useActions({ name: words.layer, actions: [renew] });
  return (
    <>
      {problem === null ? null : <ProblemBanner what={problem} />}
      <div className="acts">
        <ActionButton action={renew} kind="primary" />
      </div>
    </>
  );
}
