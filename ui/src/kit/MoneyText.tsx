//! Money, days, codes and counts as text: the one place where each gets its form.

import { classes } from "#ui/kit/css";
import { countText } from "#ui/kit/count";
import { dayText, longDayText } from "#ui/kit/day";
import { centsText, dollarsText } from "#ui/kit/money";
import { kitWords } from "#ui/strings/en";

export type MoneyTextProps = {
  /** Whole cents; `null` is missing and drawn as an en dash. */
  readonly cents: number | null;
  /** With the currency sign: once, in the total. */
  readonly total?: boolean;
  readonly className?: string;
};

/** An amount: `1,250.00`, a zero quieter, a minus as a sign and never as a color. */
export function MoneyText({ cents, total = false, className }: MoneyTextProps) {
  if (cents === null) {
    return <span className={classes("money hint", className)}>{kitWords.missing}</span>;
  }
  return <span className={classes("money", cents === 0 && !total && "zero", className)}>{total ? dollarsText(cents) : centsText(cents)}</span>;
}

export type DayTextProps = {
  /** ISO; empty or `null` is missing. */
  readonly day: string | null;
  /** With four digits for the year, as births are written. */
  readonly long?: boolean;
  readonly personal?: boolean;
};

/** A day: `07/03/26`. */
export function DayText({ day, long = false, personal = false }: DayTextProps) {
  if (day === null || day === "") {
    return <span className="date hint">{kitWords.missing}</span>;
  }
  return (
    <time className={classes("date", personal && "private")} dateTime={day}>
      {long ? longDayText(day) : dayText(day)}
    </time>
  );
}

/** A code, a claim number, a member id: in the monospace face. */
export function CodeText({ code, personal = false }: { readonly code: string; readonly personal?: boolean }) {
  return <span className={classes("code", personal && "private")}>{code === "" ? kitWords.missing : code}</span>;
}

/** A number of things. */
export function CountText({ n, className }: { readonly n: number; readonly className?: string }) {
  return <span className={classes("count", className)}>{countText(n)}</span>;
}

/** A name, a birth date or an id that the privacy blur hides. */
export function Personal({ children }: { readonly children: string }) {
  return <span className="private">{children}</span>;
}
