//! Who may sign in: one of them is chosen. Up and down choose too while the caret is in the password.

import type { UserCard } from "#ui/api/generated";
import { classes } from "#ui/kit/css";
import { lockWords } from "#ui/strings/start";
import { initials } from "#ui/views/start/Band";

export type PeopleProps = {
  readonly users: readonly UserCard[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
};

export function People({ users, chosen, onChoose }: PeopleProps) {
  return (
    <fieldset className="people">
      <legend className="sr">{lockWords.people}</legend>
      {users.map((user) => (
        <label key={user.id} className={classes("person", user.id === chosen && "selected")}>
          <input type="radio" className="sr" name="person" value={user.id} checked={user.id === chosen} onChange={() => onChoose(user.id)} />
          <span className="ini" aria-hidden="true">
            {initials(user.name)}
          </span>
          <span className="name">
            {user.name}
            <span className="role">{user.role}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
