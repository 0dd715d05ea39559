//! An amount, typed the way billers type: `1250`, `1,250.5`, `(12)`. On leaving, the field writes it
//! out with a plain minus; the core reads the text and decides.

import type { Ref } from "react";
import { TextField } from "#ui/kit/TextField";
import type { FieldFrame } from "#ui/kit/Field";
import { centsText, moneyHint } from "#ui/kit/money";
import { kitWords } from "#ui/strings/en";

export type MoneyFieldProps = Omit<FieldFrame, "hint"> & {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Hears the cents that were understood on leaving, `null` when none were. */
  readonly onCents?: (cents: number | null) => void;
  readonly placeholder?: string;
  readonly ref?: Ref<HTMLInputElement>;
};

export function MoneyField({ value, onChange, onCents, ...rest }: MoneyFieldProps) {
  const cents = moneyHint(value);
  const leave = () => {
    if (cents !== null) {
      onChange(centsText(cents).replace("\u2212", "-"));
    }
    onCents?.(cents);
  };
  return (
    <TextField
      {...rest}
      kind="number"
      value={value}
      onChange={onChange}
      onLeave={leave}
      hint={cents === null && value.trim() !== "" ? kitWords.amountLooksLike : null}
    />
  );
}
