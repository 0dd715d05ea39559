//! A person's own password: the old one, and twice the new one.

import { useState } from "react";
import { ActionButton } from "#ui/app/ActionButton";
import { simple } from "#ui/app/action";
import { useActions } from "#ui/app/useActions";
import { passwordWords as words } from "#ui/strings/people";
import { OwnPassword } from "#ui/views/settings/OwnPassword";
import { Part } from "#ui/views/settings/Part";

export function PasswordPart({ least }: { readonly least: number }) {
  const [changing, setChanging] = useState(false);
  const open = simple({ id: "my_password", title: words.open, key: "W", menu: "file", run: () => setChanging(true) });
  useActions({ name: words.open, actions: changing ? [] : [open], level: "part" });
  return (
    <Part part="password" says={words.says}>
      {changing ? (
        <OwnPassword old={words.old} least={least} onClose={() => setChanging(false)} />
      ) : (
        <div className="acts">
          <ActionButton action={open} />
        </div>
      )}
    </Part>
  );
}
