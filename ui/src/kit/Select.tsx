//! One of a few: the system's own list, so that a letter picks without opening and every screen
//! reader knows it.

import type { Ref } from "react";
import { Field, type FieldFrame } from "#ui/kit/Field";

export type Option<Value extends string = string> = { readonly value: Value; readonly title: string };

export type SelectProps<Value extends string> = FieldFrame & {
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
  readonly ref?: Ref<HTMLSelectElement>;
};

export function Select<Value extends string>({ value, options, onChange, ref, ...frame }: SelectProps<Value>) {
  return (
    <Field {...frame}>
      {(ids) => (
        <span className="select-wrap">
          <select
            {...ids}
            ref={ref}
            className="input select"
            value={value}
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
