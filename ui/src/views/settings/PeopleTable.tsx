//! The people of the practice: role, who was here last and where, and what can be changed about them.

import type { UserView } from "#ui/api/generated";
import { simple } from "#ui/app/action";
import { Menu } from "#ui/kit/Menu";
import { Status } from "#ui/kit/Status";
import { peopleWords as words } from "#ui/strings/people";
import { settingsWords } from "#ui/strings/settings";
import type { Change } from "#ui/views/settings/ChangePerson";

export type PeopleTableProps = {
  readonly users: readonly UserView[];
  /** Whether the role may change anybody. */
  readonly may: boolean;
  readonly onChange: (what: Change, user: UserView) => void;
};

/** The state in words; one that this window does not know is shown as it is called. */
function State({ user }: { readonly user: UserView }) {
  switch (user.state) {
    case "can_sign_in":
      return <Status tone="ok">{words.state.can_sign_in}</Status>;
    case "no_password":
      return <Status tone="warn">{words.state.no_password}</Status>;
    case "left":
      return <Status tone="plain">{words.state.left}</Status>;
    default:
      return <Status tone="plain">{user.state}</Status>;
  }
}

export function PeopleTable({ users, may, onChange }: PeopleTableProps) {
  const changes = (user: UserView) => {
    const one = (what: Change, title: string) => simple({ id: `${what}_${user.id}`, title, run: () => onChange(what, user) });
    return user.state === "left"
      ? [one("password", words.letIn)]
      : [one("password", words.setPassword), one("role", words.changeRole), one("leave", words.leave)];
  };
  return (
    <table className="table compact people-table">
      <thead>
        <tr>
          <th scope="col">{settingsWords.name}</th>
          <th scope="col">{settingsWords.role}</th>
          <th scope="col">{words.stateTitle}</th>
          <th scope="col">{words.seen}</th>
          {may ? (
            <th scope="col">
              <span className="sr">{words.change}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id}>
            <th scope="row">
              {user.name}
              {user.me ? <span className="dim"> {words.you}</span> : null}
            </th>
            <td>{user.role}</td>
            <td>
              <State user={user} />
            </td>
            <td className="seen">{user.seen === "" ? words.never : words.seenAt(user.seen, user.device)}</td>
            {may ? <td>{user.me ? null : <Menu title={words.change} label={words.changeOf(user.name)} actions={changes(user)} />}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
