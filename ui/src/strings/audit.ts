//! The words of the audit log: the list, an event, what stands out, and what is said before a file leaves.

import { countText } from "#ui/kit/count";
import { plural } from "#ui/strings/plural";

export const auditWords = {
  title: "Audit log",
  place: "Audit",
  list: "Lists of the audit log",
  lists: {
    all: "Everything",
    look: "Who looked",
    change: "Changes",
    left: "Left the practice",
    refused: "Refused or failed",
    noticed: "What stands out",
  },
  label: "Events, the newest first",
  sub: (n: number) => plural(n, "event", "events"),
  columns: { when: "When", who: "Who", what: "What", whom: "Whom", detail: "More" },
  bar: "Which events",
  text: "What was done",
  textHint: "printed, changed",
  person: "Person",
  kind: "Kind",
  days: "Days",
  patient: "Patient",
  clearPatient: "Clear the patient",
  clear: "Clear filters",
  filter: "Filter",
  print: "Save as PDF",
  printed: (n: number, name: string) => `${plural(n, "event", "events")} in ${name}`,
  export: "Export the log",
  exported: (n: number, head: string) => `${plural(n, "event", "events")} exported. Write down the head, to know the log again: ${shortHead(head)}`,
  files: { print: "Audit log.pdf", export: "Audit log.jsonl" },
  nothing: "No event fits. Take a filter away.",
  none: "What people do in this practice will stand here.",
  unread: "These events could not be read.",
  keys: { move: "Move", open: "Before and after" },
  event: (n: number) => `Event ${countText(n)}`,
  facts: "The event",
  about: "About",
  changes: "Before and after",
  changed: (shown: number, all: number) => (shown === all ? plural(all, "record", "records") : `${countText(shown)} of ${plural(all, "record", "records")}`),
  before: "Before",
  after: "After",
  empty: "nothing",
  field: "Field",
  noChange: "It changed no field.",
  choose: "Choose an event to see all of it.",
  back: "Back",
  whoLooked: "Who looked",
};

export const noticedWords = {
  title: "What stands out",
  label: "What stands out, the newest first",
  says: "Whether there was a reason only a person can say.",
  sub: (n: number) => plural(n, "line", "lines"),
  columns: { when: "When", who: "Who", why: "Why", whom: "Whom", count: "How many" },
  why: (why: string) =>
    new Map([
      ["own_name", "A patient with their own last name"],
      ["co_worker", "A patient named like a colleague"],
      ["many_patients", "Many patients within an hour"],
      ["after_hours", "While the office was closed"],
      ["many_left", "Much left on one day"],
    ]).get(why) ?? why,
  count: (why: string, n: number) =>
    why === "many_patients" ? plural(n, "patient", "patients") : why === "many_left" ? plural(n, "record", "records") : plural(n, "look", "looks"),
  nothing: "Nothing stands out in these days.",
  unread: "This could not be looked through.",
  open: "Open their day",
  usual: "What is usual here",
  patients: "Patients an hour",
  opens: "Office opens",
  closes: "Office closes",
  records: "Records out a day",
  hint: "For one person",
  clockHint: "Like 07:00",
  save: "Save",
  saved: "Saved. The list follows.",
};

export const readableWords = {
  title: "Anyone can read this file",
  says: "Inside Claimbench everything is encrypted. A PDF, a list or a claim file that you save is not: whoever gets hold of it can read it.",
  what: "Save it only where the practice allows it, and delete it when it has done its work. Each time, the audit log notes who saved what, with the file’s hash.",
  once: "This is said once.",
  go: "I know, save it",
  leave: "Do not save",
};

/** The number of the head and the first digits of its seal. */
function shortHead(head: string): string {
  const [n = "", seal = ""] = head.split(":", 2);
  return `${n}:${seal.slice(0, 16)}`;
}
