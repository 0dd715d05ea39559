//! A text among the settings: saved on leaving and on Enter, restored by Esc. The core reads it.

import { useEffect, useState } from "react";
import { TextField } from "#ui/kit/TextField";

export type KeptTextProps = {
  readonly name: string;
  readonly label: string;
  /** Its width: `s2 deep`. */
  readonly className: string;
  readonly kind?: "number";
  /** Several lines: then Enter is one of them. */
  readonly lines?: number;
  /** Without a row for its hint, as in a list. */
  readonly flat?: boolean;
  /** As the core has it. */
  readonly value: string;
  readonly hint: string;
  readonly placeholder?: string;
  /** Why it cannot be changed. */
  readonly refused: string | null;
  readonly error: string | null;
  readonly onSave: (text: string) => void;
};

export function KeptText({ name, label, className, kind, lines = 1, flat = false, value, hint, placeholder, refused, error, onSave }: KeptTextProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const leave = () => {
    if (text.trim() !== value && refused === null) {
      onSave(text.trim());
    }
  };
  return (
    <TextField
      className={className}
      {...(kind === undefined ? {} : { kind })}
      lines={lines}
      flat={flat}
      name={name}
      label={label}
      value={text}
      readOnly={refused !== null}
      onChange={setText}
      onLeave={leave}
      onKeyDown={(event) => {
        if (event.key === "Enter" && lines === 1) {
          event.preventDefault();
          leave();
        } else if (event.key === "Escape" && text !== value) {
          event.preventDefault();
          setText(value);
        }
      }}
      error={error}
      hint={hint}
      {...(placeholder === undefined ? {} : { placeholder })}
    />
  );
}
