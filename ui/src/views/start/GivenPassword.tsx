//! A password that somebody else gave is changed by its person; nothing else of the practice opens
//! before.

import { useRef } from "react";
import { call } from "#ui/api/call";
import type { SessionView } from "#ui/api/generated";
import { ActionButton } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { givenWords as words } from "#ui/strings/people";
import { OwnPassword } from "#ui/views/settings/OwnPassword";
import { Band, initials } from "#ui/views/start/Band";
import { BareWindow } from "#ui/views/start/BareWindow";

export type GivenPasswordProps = {
  readonly session: SessionView;
  /** Fewest characters of a password. */
  readonly least: number;
  readonly lock: Live;
  readonly onOpen: (session: SessionView) => void;
};

export function GivenPassword({ session, least, lock, onOpen }: GivenPasswordProps) {
  const { registry } = useWorkspace();
  const changed = useRef(false);
  useActions({ name: words.title, actions: [lock] });
  return (
    <BareWindow title={session.practice} colour={session.colour}>
      <div className="split">
        <Band name={words.title} says={words.says(session.user)} mark={initials(session.practice)}>
          <div className="foot">
            <ActionButton action={lock} kind="bare" small />
          </div>
        </Band>
        <div className="page">
          <OwnPassword
            old={words.old}
            least={least}
            onChanged={async () => {
              changed.current = true;
              onOpen(await call("session", {}));
            }}
            onClose={() => (changed.current ? undefined : registry.start(lock))}
          />
        </div>
      </div>
    </BareWindow>
  );
}
