//! The words of backups, of tries to restore one, and of a file that went back.

import { plural } from "#ui/strings/plural";

const places: Readonly<Record<string, string>> = { first: "First place", second: "Second place" };

const kinds: Readonly<Record<string, string>> = { backup: "Backup", drill: "Try of a restore" };

export const backupWords = {
  says: "Sealed copies of everything, made while you work. Each is opened again and checked before it counts as good. It opens only with the passwords and the device secret, or the recovery kit.",
  places,
  choose: (place: string) => `Choose the ${place.toLowerCase()}`,
  other: (place: string) => `Choose another ${place.toLowerCase()}`,
  chosen: (to: string) => (to === "" ? "No folder was chosen" : `Backups go to ${to}`),
  none: "No folder chosen. Take one on another drive, a stick or the network.",
  every: (place: string) => `${place}: a backup every`,
  hours: (n: number) => (n % 24 === 0 ? plural(n / 24, "day", "days") : plural(n, "hour", "hours")),
  giveUp: "No more, keep what is there",
  scheduled: "Backups are scheduled",
  now: "Back up now",
  toFile: "Back up to a file",
  tryRestore: "Try a restore",
  noPlace: "Choose a place for backups first",
  backedUp: "Backed up, opened and checked",
  cameBack: "The backups came back whole",
  starting: "Starting",
  tried: "Last try of a restore",
  neverTried: "None yet. One is tried each month by itself, in a folder that does not stay.",
  runs: "What was done",
  noRuns: "Nothing yet.",
  when: "When",
  what: "What",
  where: "Where",
  size: "Size",
  took: "Took",
  result: "Result",
  kinds,
  whole: "Whole",
  notMade: "Not made",
  notWhole: "Damaged",
  seconds: (ms: number) => (ms < 1000 ? "< 1 s" : ms < 120_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`),
  putAway: "Understood, put it away",
  putAwayDone: "Put away. It stays on the audit log.",
  wentBack: "Something is missing",
};
