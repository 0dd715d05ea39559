//! A change to somebody else: a new password, another role, or their sign-in taken.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { RoleView, UserView } from "#ui/api/generated";
import { Select } from "#ui/kit/Select";
import { peopleWords as words } from "#ui/strings/people";
import { settingsWords } from "#ui/strings/settings";
import { KeyForm } from "#ui/views/settings/KeyForm";

export type Change = "password" | "role" | "leave";

export type ChangePersonProps = {
  readonly what: Change;
  readonly user: UserView;
  readonly roles: readonly RoleView[];
  /** The role of whoever asks: only an owner makes another owner. */
  readonly mine: string;
  readonly least: number;
  readonly onClose: () => void;
};

export function ChangePerson({ what, user, roles, mine, least, onClose }: ChangePersonProps) {
  const [role, setRole] = useState(user.role_name);
  const user_id = user.id;
  const shared = { busyTitle: words.working, onClose };
  if (what === "password") {
    return (
      <KeyForm
        {...shared}
        id="reset_password"
        title={words.setNow}
        fields={[{ name: "password", label: words.newFor(user.name), hint: words.tell(least), autoComplete: "new-password" }]}
        send={(typed) => call("reset_password", { user_id, password: typed["password"] ?? "" })}
        said={words.set(user.name)}
      />
    );
  }
  if (what === "leave") {
    return (
      <KeyForm
        {...shared}
        id="disable_user"
        title={words.leaveNow}
        busyTitle={words.rekeying}
        fields={[{ name: "password", label: words.mine, hint: words.mineSays, autoComplete: "current-password" }]}
        send={(typed) => call("disable_user", { user_id, password: typed["password"] ?? "" })}
        said={words.left(user.name)}
      >
        <h3 className="heading s6">{words.leaveTitle(user.name)}</h3>
        <p className="s6">{words.leaveSays(user.name)}</p>
      </KeyForm>
    );
  }
  const chosen = roles.find((one) => one.role === role);
  return (
    <KeyForm
      {...shared}
      id="change_role"
      title={words.changeNow}
      fields={[]}
      first="role"
      send={() => call("change_role", { user_id, role })}
      said={words.changed(user.name, chosen?.title ?? role)}
    >
      <Select
        className="s6"
        name="role"
        label={words.roleOf(user.name)}
        value={role}
        options={roles.filter((one) => one.role !== "owner" || mine === "owner").map((one) => ({ value: one.role, title: one.title }))}
        onChange={setRole}
        hint={words.roleSays}
      />
      <p className="s6 dim may">{settingsWords.may(chosen?.may ?? [])}</p>
    </KeyForm>
  );
}
