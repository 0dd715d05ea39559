//! The words of moving in: picking claim files, what they would bring, what they brought.

import { countText } from "#ui/kit/count";
import { plural } from "#ui/strings/plural";

const kinds: Readonly<Record<string, string>> = {
  claim: "Claims",
  patient: "Patients",
  insured: "Insured people",
  coverage: "Coverages",
  payer: "Payers",
  billing: "Billing providers",
  rendering: "Rendering providers",
  referring: "Referring providers",
  facility: "Facilities",
};

const kind: Readonly<Record<string, string>> = {
  patient: "Patient",
  insured: "Insured",
  coverage: "Coverage",
  payer: "Payer",
  billing: "Billing",
  rendering: "Rendering",
  referring: "Referring",
  facility: "Facility",
};

/** A file's size: `6,282 B`, `418 kB`, `12 MB`. */
export function bytesText(n: number): string {
  return n < 10_000 ? `${countText(n)} B` : n < 10_000_000 ? `${countText(Math.round(n / 1000))} kB` : `${countText(Math.round(n / 1_000_000))} MB`;
}

export function claimsText(n: number): string {
  return plural(n, "claim", "claims");
}

export const importWords = {
  title: "Import",
  layer: "Import",
  pick: "Pick files",
  folder: "Pick a folder",
  drop: "Drop claim files or a folder here",
  dropSays: "837P as your clearinghouse or the old program kept them: 5010 and 4010, any delimiters, one line or many. You see what they bring before anything is stored.",
  before: "Imported before",
  beforeNone: "Nothing was imported yet",
  beforeAlso: "imports list of imports history take back an import",
  leaveFirst: "Import these files or leave them first",
  columns: { when: "When", by: "By", file: "File", claims: "Claims", kind: "Kind", name: "Name", detail: "Detail", state: "Here", fresh: "New", here: "Here", what: "What it is", size: "Size", findings: "Findings" },
  reading: "Reading",
  read: (files: number) => `Read ${plural(files, "file", "files")}`,
  preparing: "Preparing",
  making: "Importing",
  cancel: "Cancel",
  work: (doing: string, what: string) => `${doing}: ${what}`,
  files: "Files",
  parties: "People and organizations",
  partiesMore: (n: number) => `${countText(n)} listed, the new ones first`,
  what: "What comes in",
  newCol: "new",
  hereCol: "here",
  kinds: (name: string) => kinds[name] ?? name,
  kind: (name: string) => kind[name] ?? name,
  fresh: "new",
  known: "here already",
  lines: "Service lines",
  charge: "Charges",
  service: "Service",
  findings: "Findings",
  noFindings: "Nothing to fix or to check",
  moreFindings: (n: number) => `and ${countText(n)} more`,
  inFile: (rest: string, file: string, where: string) => `${rest === "" ? "" : `${rest} `}${file}, ${where}.`,
  where: (segment: number, byte: number) => `segment ${countText(segment)}, byte ${countText(byte)}`,
  loop: (loop: string) => `loop ${loop}`,
  whole: "the whole file",
  nameless: "–",
  sized: (name: string, bytes: number) => `${name}, ${bytesText(bytes)}`,
  none: "none",
  found: (fix: number, check: number) => [...(fix === 0 ? [] : [`${countText(fix)} to fix`]), ...(check === 0 ? [] : [`${countText(check)} to check`])].join(", "),
  until: " to ",
  cannotTell: "What a claim cannot tell",
  sub: (files: number, fresh: number, here: number) =>
    `${plural(files, "file", "files")}, ${claimsText(fresh)} new${here === 0 ? "" : `, ${countText(here)} here already`}`,
  go: (n: number) => (n === 0 ? "Import" : `Import ${claimsText(n)}`),
  nothingNew: "Nothing in these files is new. Every claim is here already.",
  noClaims: "There is no claim in these files to import.",
  busy: "Wait for the work under way, or cancel it",
  forget: "Leave it",
  done: (n: number) => `Imported ${claimsText(n)}`,
  doneTitle: "Imported",
  doneSays: (fresh: number, here: number) =>
    `${claimsText(fresh)} came in${here === 0 ? "" : `, ${countText(here)} ${here === 1 ? "was" : "were"} here already`}.`,
  stopped: "Stopped. Nothing was kept.",
  show: (n: number) => (n === 1 ? "Show the claim" : `Show the ${claimsText(n)}`),
  more: "Import more",
  pastSub: (when: string, by: string, claims: number) => `${when}, by ${by}, ${claimsText(claims)} here`,
  takeBack: "Take it back",
  takeBackDone: (title: string) => `Took back: ${title}`,
  cannotTakeBack: "It was taken back already, or began the practice",
  noneLeft: "None of its claims is here any more",
  openClaim: "Open the claim",
  back: "Back",
  filter: "Files and folders",
  dropRefused: (reason: string) => reason,
};
