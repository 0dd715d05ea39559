//! How near a limit is: the days that are left, and what of that takes color.

import { type Day, daysBetween } from "#ui/kit/day";

/** Days from today until the limit, negative when it has passed; `null` without one. */
export function daysLeft(due: Day, today: Day): number | null {
  return due === "" || today === "" ? null : daysBetween(today, due);
}

/** Late and the last days are `bad`, two weeks are `warn`; what lies further has no color. */
export function limitTone(days: number): "bad" | "warn" | null {
  return days <= 3 ? "bad" : days <= 14 ? "warn" : null;
}
