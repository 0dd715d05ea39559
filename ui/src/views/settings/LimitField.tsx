//! An amount among the settings: saved on leaving and on Enter, restored by Esc; empty is no limit. The
//! core reads the text.

import { useEffect, useState } from "react";
import { TextField } from "#ui/kit/TextField";

export type LimitFieldProps = {
  readonly name: string;
  readonly label: string;
  /** As the core has it. */
  readonly value: string;
  readonly hint: string;
  /** Why it cannot be changed. */
  readonly refused: string | null;
  readonly error: string | null;
  readonly onSave: (text: string) => void;
};

export function LimitField({ name, label, value, hint, refused, error, onSave }: LimitFieldProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const leave = () => {
    if (text.trim() !== value && refused === null) {
      onSave(text.trim());
    }
  };
  return (
    <TextField
      className="s2 deep"
      kind="number"
      name={name}
      label={label}
      value={text}
      readOnly={refused !== null}
      onChange={setText}
      onLeave={leave}
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          event.preventDefault();
          leave();
        } else if (event.key === "Escape" && text !== value) {
          event.preventDefault();
          setText(value);
        }
      }}
      error={error}
      hint={hint}
    />
  );
}
