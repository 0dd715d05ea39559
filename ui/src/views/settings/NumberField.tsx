//! A number among the settings: saved on leaving and on Enter, restored by Esc.

import { useEffect, useState } from "react";
import { TextField } from "#ui/kit/TextField";

export type NumberFieldProps = {
  readonly name: string;
  readonly label: string;
  /** The unit. */
  readonly right: string;
  readonly hint: string;
  /** What to type when it is not understood. */
  readonly looks: string;
  /** What the core has, as text. */
  readonly value: string;
  /** The number that is typed, or `null`. */
  readonly read: (text: string) => number | null;
  readonly onSave: (value: number) => void;
  readonly error: string | null;
  /** Why it cannot be changed. */
  readonly refused: string | null;
};

export function NumberField({ name, label, right, hint, looks, value, read, onSave, error, refused }: NumberFieldProps) {
  const [text, setText] = useState(value);
  const [unclear, setUnclear] = useState(false);
  useEffect(() => setText(value), [value]);
  const leave = () => {
    const number = read(text.trim());
    setUnclear(number === null);
    if (number !== null && text.trim() !== value && refused === null) {
      onSave(number);
    }
  };
  return (
    <TextField
      className="s2"
      kind="number"
      name={name}
      label={label}
      right={right}
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
          setUnclear(false);
        }
      }}
      error={unclear ? looks : error}
      hint={hint}
    />
  );
}
