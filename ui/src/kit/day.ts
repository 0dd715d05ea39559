//! Days as text. A day is ISO text (`2026-11-24`) without a zone; the core reads what is typed, this
//! file writes days, steps them, and echoes what a typed day will probably be.

/** A day of the calendar as ISO text, `2026-11-24`. */
export type Day = string;

type Parts = { readonly year: number; readonly month: number; readonly day: number };

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

function parts(day: Day): Parts | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  return found === null ? null : { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
}

function pad(n: number, width = 2): string {
  return n.toString().padStart(width, "0");
}

/** The day of these parts, or `null` when the calendar has none. */
function dayOf(year: number, month: number, day: number): Day | null {
  if (month < 1 || 12 < month || day < 1) {
    return null;
  }
  const longest = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (longest[month - 1] ?? 0) ? `${pad(year, 4)}-${pad(month)}-${pad(day)}` : null;
}

/** `07/03/26`, of fixed width; what is not a day comes back as it is. */
export function dayText(day: Day): string {
  const p = parts(day);
  return p === null ? day : `${pad(p.month)}/${pad(p.day)}/${pad(p.year % 100)}`;
}

/** `07/03/2026`: for births and whatever may lie a century away. */
export function longDayText(day: Day): string {
  const p = parts(day);
  return p === null ? day : `${pad(p.month)}/${pad(p.day)}/${pad(p.year, 4)}`;
}

/** `Tue 11/24/26`: what was understood, in the line beneath the field. */
export function weekdayText(day: Day): string {
  const p = parts(day);
  if (p === null) {
    return day;
  }
  const weekday = weekdays[new Date(Date.UTC(p.year, p.month - 1, p.day)).getUTCDay()] ?? "";
  return `${weekday} ${dayText(day)}`;
}

/** The day that lies `days` later, earlier when negative. */
export function plusDays(day: Day, days: number): Day {
  const p = parts(day);
  if (p === null) {
    return day;
  }
  const moved = new Date(Date.UTC(p.year, p.month - 1, p.day + days));
  return `${pad(moved.getUTCFullYear(), 4)}-${pad(moved.getUTCMonth() + 1)}-${pad(moved.getUTCDate())}`;
}

/** How many days lie from one day to another, negative when it is earlier; `null` when one is no day. */
export function daysBetween(from: Day, until: Day): number | null {
  const a = parts(from);
  const b = parts(until);
  if (a === null || b === null) {
    return null;
  }
  return Math.round((Date.UTC(b.year, b.month - 1, b.day) - Date.UTC(a.year, a.month - 1, a.day)) / 86_400_000);
}

/** The year for two typed digits: the past is preferred, up to a year ahead is allowed. */
function fullYear(two: number, today: Parts): number {
  const century = today.year - (today.year % 100);
  return century + two <= today.year + 1 ? century + two : century + two - 100;
}

/** The latest such month and day that is not in the future. */
function lastSuch(month: number, day: number, today: Day, at: Parts): Day | null {
  const thisYear = dayOf(at.year, month, day);
  return thisYear !== null && thisYear <= today ? thisYear : (dayOf(at.year - 1, month, day) ?? thisYear);
}

/**
 * The day that a typed text will probably be: `t`, `t-3`, `-3`, `+7`, `73`, `703`, `0703`, `7/3`,
 * `070326`, `07032026`, `7/3/26`, ISO. `null` when it is not finished or not a day. Only an echo
 * while typing: the core decides.
 */
export function dayHint(text: string, today: Day): Day | null {
  const at = parts(today);
  const typed = text.trim().toLowerCase();
  if (at === null || typed === "") {
    return null;
  }
  const step = /^(?:t|today)?\s*([+-]\s*\d{1,4})?$/.exec(typed);
  if (step !== null) {
    return plusDays(today, Number((step[1] ?? "0").replaceAll(" ", "")));
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso !== null) {
    return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  }
  const marked = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?$/.exec(typed);
  if (marked !== null) {
    return withYear(Number(marked[1]), Number(marked[2]), marked[3], today, at);
  }
  return /^\d+$/.test(typed) ? bareDigits(typed, today, at) : null;
}

function withYear(month: number, day: number, year: string | undefined, today: Day, at: Parts): Day | null {
  if (year === undefined) {
    return lastSuch(month, day, today, at);
  }
  return dayOf(year.length === 2 ? fullYear(Number(year), at) : Number(year), month, day);
}

function bareDigits(typed: string, today: Day, at: Parts): Day | null {
  const number = (from: number, to: number) => Number(typed.slice(from, to));
  switch (typed.length) {
    case 2:
      return lastSuch(number(0, 1), number(1, 2), today, at);
    case 3:
      return lastSuch(number(0, 1), number(1, 3), today, at) ?? lastSuch(number(0, 2), number(2, 3), today, at);
    case 4:
      return lastSuch(number(0, 2), number(2, 4), today, at);
    case 6:
    case 8:
      return withYear(number(0, 2), number(2, 4), typed.slice(4), today, at);
    default:
      return null;
  }
}
