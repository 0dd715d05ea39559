//! A day, typed the way billers type: `t`, `t-1`, `73`, `0703`, `7/3/26`; up and down step a day.
//! What was understood stands beneath. On leaving, the field writes the day out, so that the core
//! reads the same day that was shown; the core decides.

import type { KeyboardEvent, Ref } from "react";
import { classes } from "#ui/kit/css";
import { type Day, dayHint, longDayText, plusDays, weekdayText } from "#ui/kit/day";
import { TextField } from "#ui/kit/TextField";
import type { FieldFrame } from "#ui/kit/Field";
import { kitWords } from "#ui/strings/en";

export type DayFieldProps = Omit<FieldFrame, "hint"> & {
  /** The text as typed; after leaving, `07/03/2026`. */
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Hears the day that was understood on leaving, `null` when none was. */
  readonly onDay?: (day: Day | null) => void;
  /** Today in the practice's zone. */
  readonly today: Day;
  readonly personal?: boolean;
  readonly placeholder?: string;
  readonly ref?: Ref<HTMLInputElement>;
};

export function DayField({ value, onChange, onDay, today, error = null, className, ...rest }: DayFieldProps) {
  const day = dayHint(value, today);
  const leave = () => {
    if (day !== null) {
      onChange(longDayText(day));
    }
    onDay?.(day);
  };
  const step = (event: KeyboardEvent) => {
    if ((event.key === "ArrowUp" || event.key === "ArrowDown") && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      onChange(longDayText(plusDays(day ?? today, event.key === "ArrowUp" ? 1 : -1)));
    }
  };
  return (
    <TextField
      {...rest}
      kind="text"
      className={classes("day", className)}
      value={value}
      onChange={onChange}
      onLeave={leave}
      onKeyDown={step}
      error={error}
      hint={day === null ? (value.trim() === "" ? null : kitWords.dateLooksLike) : weekdayText(day)}
    />
  );
}
