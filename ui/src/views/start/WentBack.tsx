//! Says on every screen that the practice's file knows less than this computer remembers, until
//! somebody who runs the practice puts it away.

import { call } from "#ui/api/call";
import type { SessionView } from "#ui/api/generated";
import { ActionButton } from "#ui/app/ActionButton";
import { live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { backupWords as words } from "#ui/strings/backups";

export function WentBack({ session }: { readonly session: SessionView }) {
  const away = live(
    {
      id: "put_warning_away",
      title: words.putAway,
      blocked: () => refusal(session, "put_warning_away"),
      run: () => call("put_warning_away", {}),
      done: () => words.putAwayDone,
    },
    undefined,
  );
  return (
    <div className="went-back">
      <ProblemBanner what={words.wentBack} next={session.warning}>
        <ActionButton action={away} small />
      </ProblemBanner>
    </div>
  );
}
