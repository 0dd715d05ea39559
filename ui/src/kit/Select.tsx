//! One of a few: the system's own list, so that a letter picks without opening and every screen
//! reader knows it. The list takes a letter typed twice for "the next one with it", so a code as `22`
//! is followed here.

import { type KeyboardEvent, type Ref, useRef } from "react";
import { Field, type FieldFrame } from "#ui/kit/Field";

export type Option<Value extends string = string> = { readonly value: Value; readonly title: string };

export type SelectProps<Value extends string> = FieldFrame & {
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
  readonly ref?: Ref<HTMLSelectElement>;
};

/** How long after a key the next one goes on with what was typed, in milliseconds. */
const goesOn = 1_000;

export function Select<Value extends string>({ value, options, onChange, ref, ...frame }: SelectProps<Value>) {
  const typed = useRef({ text: "", at: 0 });
  const follow = (event: KeyboardEvent) => {
    if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const before = event.timeStamp - typed.current.at < goesOn ? typed.current.text : "";
    const text = before + event.key.toLowerCase();
    typed.current = { text, at: event.timeStamp };
    const meant = options.find((option) => option.title.toLowerCase().startsWith(text));
    if (before !== "" && meant !== undefined) {
      event.preventDefault();
      onChange(meant.value);
    }
  };
  return (
    <Field {...frame}>
      {(ids) => (
        <span className="select-wrap">
          <select
            {...ids}
            ref={ref}
            className="input select"
            value={value}
            onKeyDown={follow}
            onChange={(event) => {
              const chosen = options.find((option) => option.value === event.target.value);
              if (chosen !== undefined) {
                onChange(chosen.value);
              }
            }}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.title}
              </option>
            ))}
          </select>
        </span>
      )}
    </Field>
  );
}
