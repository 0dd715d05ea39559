//! Who may sign in, adding one more, and what changes about those who are there.

import { useEffect, useState } from "react";
import { call } from "#ui/api/call";
import type { SessionView, UserView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { useActions } from "#ui/app/useActions";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Skeleton } from "#ui/kit/Skeleton";
import { apiWords } from "#ui/strings/en";
import { settingsWords as words } from "#ui/strings/settings";
import { AddPerson } from "#ui/views/settings/AddPerson";
import { type Change, ChangePerson } from "#ui/views/settings/ChangePerson";
import { Part } from "#ui/views/settings/Part";
import { PeopleTable } from "#ui/views/settings/PeopleTable";

export type PeoplePartProps = { readonly session: SessionView; readonly least: number };

export function PeoplePart({ session, least }: PeoplePartProps) {
  const { value, problem } = useAnswer("users", {}, ["user"]);
  const [adding, setAdding] = useState(false);
  // A form that was left half typed, as by a lock, is open again.
  useEffect(() => {
    call("draft", { form: "add_user" }).then(
      ({ text }) => setAdding((before) => before || text !== null),
      () => {},
    );
  }, []);
  const [change, setChange] = useState<{ readonly what: Change; readonly user: UserView } | null>(null);
  const refused = refusal(session, "add_user");
  const add = live({ id: "add_user", title: words.add, key: "N", strip: words.add, menu: "file", blocked: () => refused, run: () => setAdding(true) }, undefined);
  useActions({ name: words.parts.people, actions: adding || change !== null ? [] : [add], level: "part" });
  return (
    <Part part="people" {...(value === undefined ? {} : { says: words.peopleSays(value.users.filter((user) => user.state === "can_sign_in").length) })} refused={refused}>
      {problem === null ? null : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}
      {value === undefined ? (
        <Skeleton lines={2} height={32} />
      ) : (
        <PeopleTable users={value.users} may={refused === null} onChange={(what, user) => setChange({ what, user })} />
      )}
      {change !== null && value !== undefined ? (
        <ChangePerson
          key={`${change.what} ${change.user.id}`}
          {...change}
          roles={value.roles}
          mine={session.role}
          least={least}
          onClose={() => setChange(null)}
        />
      ) : adding && value !== undefined ? (
        <AddPerson roles={value.roles} mine={session.role} least={least} onClose={() => setAdding(false)} />
      ) : (
        <div className="acts">
          <ActionButton action={add} />
        </div>
      )}
    </Part>
  );
}
