//! The own password, changed: the old one, and twice the new one.

import { call } from "#ui/api/call";
import { passwordWords as words } from "#ui/strings/people";
import { KeyForm } from "#ui/views/settings/KeyForm";

export type OwnPasswordProps = {
  /** What the old one is called here. */
  readonly old: string;
  /** Fewest characters of a password. */
  readonly least: number;
  /** When it is changed, before it is said. */
  readonly onChanged?: () => Promise<void>;
  readonly onClose: () => void;
};

export function OwnPassword({ old, least, onChanged, onClose }: OwnPasswordProps) {
  return (
    <KeyForm
      id="change_password"
      title={words.change}
      busyTitle={words.changing}
      fields={[
        { name: "old", label: old, autoComplete: "current-password" },
        { name: "password", label: words.password, hint: words.hint(least), autoComplete: "new-password" },
        { name: "repeat", label: words.repeat, autoComplete: "new-password" },
      ]}
      differ={words.differ}
      send={async (typed) => {
        await call("change_password", { old: typed["old"] ?? "", password: typed["password"] ?? "" });
        await onChanged?.();
        return { value: null, touched: [], undo: null };
      }}
      said={words.changed}
      onClose={onClose}
    />
  );
}
