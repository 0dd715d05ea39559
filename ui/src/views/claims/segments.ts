//! Which segment of an 837P says what: the boxes of the form and the service line that each segment
//! of a claim was read into, told by the segments' order (005010X222A1, loops 2000B to 2420).

import type { SegmentView } from "#ui/api/generated";

/** A segment with where it went. `line` is 0 for what stands before the first service line. */
export type Traced = { readonly segment: SegmentView; readonly boxes: readonly string[]; readonly line: number };

/** The parts of a segment: its id, then its elements. The separator is the sign after the id. */
export function elementsOf(text: string): readonly string[] {
  const id = /^[A-Z0-9]+/.exec(text.trim())?.[0] ?? "";
  const mark = text.trim().charAt(id.length);
  return mark === "" ? [id] : text.trim().split(mark);
}

const none: readonly string[] = [];

/** The party whose loop a segment stands in, told by the last NM1. */
type Party = "billing" | "insured" | "patient" | "payer" | "referring" | "rendering" | "facility" | "other";

const parties: ReadonlyMap<string, Party> = new Map([
  ["85", "billing"],
  ["87", "billing"],
  ["IL", "insured"],
  ["QC", "patient"],
  ["PR", "payer"],
  ["DN", "referring"],
  ["P3", "referring"],
  ["DK", "referring"],
  ["DQ", "referring"],
  ["82", "rendering"],
  ["77", "facility"],
  ["FA", "facility"],
  ["LI", "facility"],
]);

/** Follows a claim's segments from the first to the last. */
export function trace(segments: readonly SegmentView[]): readonly Traced[] {
  const elements = segments.map((segment) => elementsOf(segment.text));
  const patientApart = elements.some(([id, code]) => id === "NM1" && code === "QC");
  let party: Party = "other";
  let line = 0;
  let others = false;
  return segments.map((segment, n) => {
    const own = elements[n] ?? none;
    const [id = "", code = ""] = own;
    if (id === "LX") {
      line += 1;
    }
    if (id === "CLM") {
      others = false;
      party = "other";
    }
    if (id === "NM1") {
      party = parties.get(code) ?? "other";
    }
    const inOther = others || (id === "SBR" && elements.slice(0, n).some(([before]) => before === "CLM"));
    others = inOther && id !== "LX" && line === 0;
    const boxes = 0 < line ? none : inOther ? boxesOfOther(id, party) : boxesOf(id, code, party, patientApart);
    return { segment, boxes, line };
  });
}

/** Loops 2320 and 2330: the other insurance. */
function boxesOfOther(id: string, party: Party): readonly string[] {
  switch (id) {
    case "SBR":
      return ["9a", "11d"];
    case "NM1":
      return party === "insured" ? ["9", "9a"] : party === "payer" ? ["9d"] : none;
    default:
      return none;
  }
}

function boxesOf(id: string, code: string, party: Party, patientApart: boolean): readonly string[] {
  switch (id) {
    case "SBR":
      return ["1", "11", "11c", ...(patientApart ? [] : ["6"])];
    case "PAT":
      return ["6"];
    case "CLM":
      return ["10", "12", "13", "26", "27", "28", "31"];
    case "HI":
      return ["21"];
    case "NTE":
      return ["19"];
    case "AMT":
      return code === "F5" ? ["29"] : none;
    case "DTP":
      return dates.get(code) ?? none;
    case "REF":
      return numbers.get(code) ?? (party === "billing" ? ["33"] : none);
    case "PER":
      return party === "billing" ? ["33"] : none;
    case "PRV":
      return party === "billing" ? ["33"] : none;
    case "NM1":
      return names(party, patientApart);
    case "N3":
    case "N4":
      return places(party, patientApart);
    case "DMG":
      return party === "patient" ? ["3"] : patientApart ? ["11a"] : ["3", "11a"];
    default:
      return none;
  }
}

const dates: ReadonlyMap<string, readonly string[]> = new Map([
  ["431", ["14"]],
  ["439", ["14"]],
  ["484", ["14"]],
  ["454", ["15"]],
  ["304", ["15"]],
  ["453", ["15"]],
  ["360", ["16"]],
  ["361", ["16"]],
  ["314", ["16"]],
  ["435", ["18"]],
  ["096", ["18"]],
]);

const numbers: ReadonlyMap<string, readonly string[]> = new Map([
  ["EI", ["25"]],
  ["SY", ["25"]],
  ["G1", ["23"]],
  ["9F", ["23"]],
  ["X4", ["23"]],
  ["F8", ["22"]],
  ["Y4", ["11b"]],
]);

function names(party: Party, patientApart: boolean): readonly string[] {
  switch (party) {
    case "billing":
      return ["33"];
    case "insured":
      return ["1a", "4", ...(patientApart ? [] : ["2"])];
    case "patient":
      return ["2"];
    case "payer":
      return ["11c"];
    case "referring":
      return ["17"];
    case "rendering":
      return ["31"];
    case "facility":
      return ["32"];
    case "other":
      return none;
  }
}

function places(party: Party, patientApart: boolean): readonly string[] {
  switch (party) {
    case "billing":
      return ["33"];
    case "insured":
      return ["7", ...(patientApart ? [] : ["5"])];
    case "patient":
      return ["5"];
    case "facility":
      return ["32"];
    case "payer":
    case "referring":
    case "rendering":
    case "other":
      return none;
  }
}

/** What is lit together: boxes, lines, and the segments they came from (by their place in the list). */
export type Marked = { readonly boxes: ReadonlySet<string>; readonly lines: ReadonlySet<number>; readonly segments: ReadonlySet<number> };

export const unmarked: Marked = { boxes: new Set(), lines: new Set(), segments: new Set() };

function whichOf(traced: readonly Traced[], wanted: (one: Traced) => boolean): ReadonlySet<number> {
  return new Set(traced.flatMap((one, n) => (wanted(one) ? [n] : [])));
}

export function markBox(traced: readonly Traced[], item: string): Marked {
  return { boxes: new Set([item]), lines: new Set(), segments: whichOf(traced, (one) => one.boxes.includes(item)) };
}

export function markLines(traced: readonly Traced[], lines: ReadonlySet<number>): Marked {
  return { boxes: new Set(), lines, segments: whichOf(traced, (one) => lines.has(one.line)) };
}

export function markSegments(traced: readonly Traced[], segments: ReadonlySet<number>): Marked {
  const chosen = traced.filter((_, n) => segments.has(n));
  return {
    boxes: new Set(chosen.flatMap((one) => one.boxes)),
    lines: new Set(chosen.flatMap((one) => (one.line === 0 ? [] : [one.line]))),
    segments,
  };
}
