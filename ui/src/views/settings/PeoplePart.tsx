//! Who may sign in, and adding one more.

import { useEffect, useState } from "react";
import { call } from "#ui/api/call";
import type { SessionView } from "#ui/api/generated";
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
import { Part } from "#ui/views/settings/Part";

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
  const refused = refusal(session, "add_user");
  const add = live({ id: "add_user", title: words.add, key: "N", strip: words.add, menu: "file", blocked: () => refused, run: () => setAdding(true) }, undefined);
  useActions({ name: words.parts.people, actions: adding ? [] : [add], level: "part" });
  return (
    <Part part="people" {...(value === undefined ? {} : { says: words.peopleSays(value.users.length) })} refused={refused}>
      {problem === null ? null : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}
      {value === undefined ? (
        <Skeleton lines={2} height={32} />
      ) : (
        <table className="table compact people-table">
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.role}</th>
            </tr>
          </thead>
          <tbody>
            {value.users.map((user) => (
              <tr key={user.id}>
                <th scope="row">{user.name}</th>
                <td>{user.role}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {adding && value !== undefined ? (
        <AddPerson roles={value.roles} mine={session.role} least={least} onClose={() => setAdding(false)} />
      ) : (
        <div className="acts">
          <ActionButton action={add} />
        </div>
      )}
    </Part>
  );
}
