//! What the statements show: the run, or one of the lists of accounts.

import type { SessionView } from "#ui/api/generated";
import { TasksScreen } from "#ui/views/plans/TasksScreen";
import { AgencyScreen } from "#ui/views/statements/AgencyScreen";
import { LettersScreen } from "#ui/views/statements/LettersScreen";
import { SmallScreen } from "#ui/views/statements/SmallScreen";
import { StatementsScreen } from "#ui/views/statements/StatementsScreen";

export function StatementsPlace({ id, session }: { readonly id: string | null; readonly session: SessionView }) {
  switch (id) {
    case "missed":
    case "promises":
      return <TasksScreen key={id} session={session} list={id} />;
    case "letters":
      return <LettersScreen session={session} />;
    case "agency":
      return <AgencyScreen session={session} />;
    case "small":
      return <SmallScreen session={session} />;
    default:
      return <StatementsScreen session={session} />;
  }
}
