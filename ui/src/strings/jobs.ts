//! The words of the print jobs: what waits, what is asked, what was mailed.

import { countText } from "#ui/kit/count";
import { plural } from "#ui/strings/plural";

const things: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["cms1500", ["claim", "claims"]],
  ["statement", ["statement", "statements"]],
  ["receipt", ["receipt", "receipts"]],
  ["letter", ["letter", "letters"]],
  ["label", ["label", "labels"]],
  ["deposit_slip", ["deposit slip", "deposit slips"]],
  ["estimate", ["estimate", "estimates"]],
  ["overlay", ["overlay page", "overlay pages"]],
  ["cover_sheet", ["claim on cover sheets", "claims on cover sheets"]],
]);

const states: ReadonlyMap<string, string> = new Map([
  ["waiting", "to print"],
  ["sending", "being sent"],
  ["sent", "not answered"],
  ["in_doubt", "in doubt"],
  ["right", "printed right"],
  ["stopped", "taken out of the queue"],
  ["unsent", "unsent"],
]);

/** `sheet 2`, `sheets 2–3`. */
function range(first: number, last: number): string {
  return first === last ? `sheet ${countText(first)}` : `sheets ${countText(first)}–${countText(last)}`;
}

/** `State Medicaid, 3 claims`; what is called by what is on it is said once. */
function both(title: string, things: string): string {
  return title === things ? title : `${title}, ${things}`;
}

export const jobWords = {
  /** `3 claims`, `1 statement`. */
  things: (what: string, n: number) => {
    const [one, many] = things.get(what) ?? ["paper", "papers"];
    return plural(n, one, many);
  },
  sheets: (n: number) => plural(n, "sheet", "sheets"),
  /** How many of them there are, unless the title says so. */
  onIt: (title: string, what: string, n: number) => (title === jobWords.things(what, n) ? "" : jobWords.things(what, n)),
  state: (state: string) => states.get(state) ?? state,
  waiting: "In the print queue",
  asked: "Printed, not answered",
  ready: "Printed today, to mail",
  mailed: "Mailed today",
  question: "Did it print right?",
  doubt: "Did it come out?",
  doubtSays: "Claimbench ended while it went to the printer. Look at the sheets before anything is printed again.",
  /** `State Medicaid, 3 sheets, 15:38`. */
  about: (title: string, sheets: string, time: string) => [title, sheets, time].filter((part) => part !== "").join(", "),
  /** All of a job, or the part of it that was printed again. */
  dueSheets: (first: number, last: number, pages: number) => (first === 1 && last === pages ? plural(pages, "sheet", "sheets") : `${range(first, last)} of ${countText(pages)}`),
  allRight: (n: number) => (n === 1 ? "It is right" : n === 2 ? "Both are right" : `All ${countText(n)} are right`),
  rightTitle: "All sheets are right",
  rightStrip: "All right",
  again: "Some again",
  againTitle: "Print some sheets again",
  againStrip: "Again",
  againSays: (first: number, last: number, printer: string) =>
    `Sheets ${countText(first)} to ${countText(last)} were sent. Those that you name are printed again on ${printer}; the others count as printed right.`,
  againField: "Sheets to print again",
  againLooks: (first: number, last: number) => `Sheets look like ${last === first ? `${first}` : `${first}-${last}`}`,
  againRun: "Print them again",
  againSent: (to: string) => `Sent again to ${to}`,
  nothing: "Nothing came out",
  nothingStrip: "Nothing",
  noQuestion: "No print job waits for an answer",
  counted: (title: string, what: string, n: number) => `Printed right: ${both(title, jobWords.things(what, n))}`,
  countedSome: (title: string) => `Noted. In the print queue: ${title}`,
  queue: "Print later",
  queued: (n: number) => `Put ${plural(n, "claim", "claims")} into the print queue`,
  sent: (what: string, n: number, sheets: number, to: string) => `Sent ${jobWords.things(what, n)} on ${plural(sheets, "sheet", "sheets")} to ${to}`,
  sentJob: (sheets: number, to: string) => `Sent ${plural(sheets, "sheet", "sheets")} to ${to}`,
  print: (sheets: number) => `Print ${plural(sheets, "sheet", "sheets")}`,
  printer: "Pick a printer first",
  stop: "Take out of the queue",
  stopped: (title: string) => `Took ${title} out of the print queue`,
  mail: "Mark as mailed",
  mailStrip: "Mailed",
  mailSays: (title: string, things: string) => `${both(title, things)}. The day stands in the mail log, which proves that they went out.`,
  mailField: "Mailed on",
  mailRun: "Mark as mailed",
  mailDone: (title: string) => `Marked ${title} as mailed`,
  unsend: "Unsend",
  unsendTitle: "Unsend what was printed",
  unsendSays: (title: string, things: string) => `${both(title, things)}. They count as not printed from now on, and the books follow. The reason stays with each of them.`,
  unsendField: "Why it never left",
  unsendDone: (title: string, things: string) => (title === things ? `Unsent ${title}` : `Unsent ${title}: ${things}`),
  cancel: "Cancel",
  back: "Back to the forms",
  pageAlt: (sheet: number, of: number, title: string) => `Sheet ${countText(sheet)} of ${countText(of)}: ${title}`,
  sub: (title: string, sheet: number, of: number) => `${title}, sheet ${countText(sheet)} of ${countText(of)}`,
  facts: "This print job",
  what: "On it",
  stateLabel: "State",
  madeBy: "Made",
  by: "By",
  toLabel: "To",
  mailedOn: (day: string) => `mailed ${day}`,
  mailedLabel: "Mailed on",
  whyLabel: "Why",
  toAFile: "PDF file",
  nowhere: "not printed yet",
  todayDoubt: (n: number) => (n === 1 ? "It is not known whether a print job came out." : `It is not known whether ${countText(n)} print jobs came out.`),
  todayDoubtSays: "Claimbench ended while the sheets went to the printer. Nothing of them counts as printed yet. Look at the sheets, then say what came out.",
  todayDoubtRun: "Say what came out",
  todayPanel: "Print",
};
