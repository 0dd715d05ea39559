//! Money as text. Amounts are whole cents; the core reads what is typed, this file only writes, and
//! echoes what a typed amount will probably be.

import { countText } from "#ui/kit/count";

/** `125050` as `1,250.50`; a minus is U+2212. No currency sign: that stands in totals only. */
export function centsText(cents: number): string {
  const whole = Math.trunc(Math.abs(cents) / 100);
  const rest = (Math.abs(cents) % 100).toString().padStart(2, "0");
  return `${cents < 0 ? "\u2212" : ""}${countText(whole)}.${rest}`;
}

/** The total's form: `$5,381.45`, `−$12.00`. */
export function dollarsText(cents: number): string {
  return cents < 0 ? `\u2212$${centsText(-cents)}` : `$${centsText(cents)}`;
}

/**
 * The cents that a typed amount will probably be: `1250`, `1,250.5`, `-12`, `(12)`, `$40`. `null`
 * when it is not finished or not an amount. Only an echo while typing: the core decides.
 */
export function moneyHint(text: string): number | null {
  const trimmed = text.trim();
  const inner = /^\((.*)\)$/.exec(trimmed)?.[1];
  const negative = inner !== undefined || /^[-\u2212]/.test(trimmed);
  const digits = (inner ?? trimmed.replace(/^[-\u2212]/, "")).replace(/^\$/, "").replaceAll(",", "");
  const parts = /^(\d{0,10})(?:\.(\d{0,2}))?$/.exec(digits);
  if (parts === null || !/\d/.test(digits)) {
    return null;
  }
  const cents = Number(parts[1] ?? "0") * 100 + Number((parts[2] ?? "").padEnd(2, "0"));
  return negative && cents !== 0 ? -cents : cents;
}
