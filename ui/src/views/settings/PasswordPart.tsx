//! A person's own password: the old one, and twice the new one.

import { useState } from "react";
import { call } from "#ui/api/call";
import { ActionButton } from "#ui/app/ActionButton";
import { simple } from "#ui/app/action";
import { useActions } from "#ui/app/useActions";
import { passwordWords as words } from "#ui/strings/people";
import { KeyForm } from "#ui/views/settings/KeyForm";
import { Part } from "#ui/views/settings/Part";

export function PasswordPart({ least }: { readonly least: number }) {
  const [changing, setChanging] = useState(false);
  const open = simple({ id: "my_password", title: words.open, key: "W", menu: "file", run: () => setChanging(true) });
  useActions({ name: words.open, actions: changing ? [] : [open], level: "part" });
  return (
    <Part part="password" says={words.says}>
      {changing ? (
        <KeyForm
          id="change_password"
          title={words.change}
          busyTitle={words.changing}
          fields={[
            { name: "old", label: words.old, autoComplete: "current-password" },
            { name: "password", label: words.password, hint: words.hint(least), autoComplete: "new-password" },
            { name: "repeat", label: words.repeat, autoComplete: "new-password" },
          ]}
          differ={words.differ}
          send={async (typed) => {
            await call("change_password", { old: typed["old"] ?? "", password: typed["password"] ?? "" });
            return { value: null, touched: [], undo: null };
          }}
          said={words.changed}
          onClose={() => setChanging(false)}
        />
      ) : (
        <div className="acts">
          <ActionButton action={open} />
        </div>
      )}
    </Part>
  );
}
