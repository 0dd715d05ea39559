//! Where the boxes of the CMS-1500 stand on the screen: near the paper's order, on five left edges,
//! the same place for every payer. A row that holds nothing on this claim is left out.

import type { BoxView, ClaimView } from "#ui/api/generated";
import { centsText } from "#ui/kit/money";
import { claimWords } from "#ui/strings/claims";

/** A place: which box, the edge it begins at, over how many it reaches. */
export type Place = { readonly item: string; readonly edge: 1 | 2 | 3 | 4 | 5; readonly width: 1 | 2 | 3 | 5; readonly kind?: "code" };

export type PlaceRow = readonly Place[];

/** What stands before the lines. */
export const before: readonly PlaceRow[] = [
  [
    { item: "1", edge: 1, width: 1 },
    { item: "1a", edge: 2, width: 1, kind: "code" },
    { item: "2", edge: 3, width: 1 },
    { item: "3", edge: 4, width: 2 },
  ],
  [
    { item: "4", edge: 1, width: 2 },
    { item: "5", edge: 3, width: 3 },
  ],
  [
    { item: "6", edge: 1, width: 1 },
    { item: "7", edge: 2, width: 2 },
    { item: "9", edge: 4, width: 2 },
  ],
  [
    { item: "9a", edge: 1, width: 2, kind: "code" },
    { item: "9d", edge: 3, width: 3 },
  ],
  [
    { item: "10", edge: 1, width: 1 },
    { item: "11", edge: 2, width: 1, kind: "code" },
    { item: "11c", edge: 3, width: 1 },
    { item: "11a", edge: 4, width: 2 },
  ],
  [
    { item: "10d", edge: 1, width: 2, kind: "code" },
    { item: "11b", edge: 3, width: 3, kind: "code" },
  ],
  [
    { item: "11d", edge: 1, width: 1 },
    { item: "12", edge: 2, width: 1 },
    { item: "13", edge: 3, width: 1 },
    { item: "14", edge: 4, width: 1 },
    { item: "15", edge: 5, width: 1 },
  ],
  [
    { item: "16", edge: 1, width: 2 },
    { item: "17", edge: 3, width: 1 },
    { item: "18", edge: 4, width: 2 },
  ],
  [{ item: "19", edge: 1, width: 5 }],
  [
    { item: "20", edge: 1, width: 1 },
    { item: "21", edge: 2, width: 2, kind: "code" },
    { item: "22", edge: 4, width: 1, kind: "code" },
    { item: "23", edge: 5, width: 1, kind: "code" },
  ],
];

/** What stands after them. */
export const after: readonly PlaceRow[] = [
  [
    { item: "25", edge: 1, width: 1 },
    { item: "26", edge: 2, width: 1, kind: "code" },
    { item: "27", edge: 3, width: 1 },
    { item: "28", edge: 4, width: 1 },
    { item: "29", edge: 5, width: 1 },
  ],
  [
    { item: "31", edge: 1, width: 2 },
    { item: "32", edge: 3, width: 3 },
  ],
  [{ item: "33", edge: 1, width: 3 }],
];

/** Boxes that are shown within another: the id of a provider beside its name. */
const parents: ReadonlyMap<string, string> = new Map([
  ["10a", "10"],
  ["10b", "10"],
  ["10c", "10"],
  ["17a", "17"],
  ["17b", "17"],
  ["32a", "32"],
  ["32b", "32"],
  ["33a", "33"],
  ["33b", "33"],
]);

/** The box on the screen in which an item of the form is shown. */
export function shownIn(item: string): string {
  return parents.get(item) ?? (/^21[A-L]$/.test(item) ? "21" : item);
}

/** What a box shows: its text, and ids that stand beside it. */
export type Shown = { readonly text: string; readonly more: readonly string[] };

const nothing: Shown = { text: "", more: [] };

/** What every box shows. */
export function shownBoxes(claim: ClaimView): ReadonlyMap<string, Shown> {
  const all = new Map<string, Shown>();
  for (const box of claim.boxes) {
    const parent = parents.get(box.item);
    if (parent === "10") {
      const before = all.get("10")?.text ?? "";
      all.set("10", { text: before === "" ? box.text : `${before}, ${box.text.toLowerCase()}`, more: [] });
    } else if (parent !== undefined) {
      const main = all.get(parent) ?? nothing;
      all.set(parent, { ...main, more: [...main.more, box.text] });
    } else if (/^21[A-L]?$/.test(box.item)) {
      all.set("21", { text: claim.diagnoses.map(({ letter, code }) => `${letter} ${code}`).join("  "), more: [] });
    } else {
      all.set(box.item, { text: lined(box), more: all.get(box.item)?.more ?? [] });
    }
  }
  // A claim on several sheets has its total here, and beside it what each sheet says.
  if (1 < claim.sheets.length) {
    const each = (of: "charge" | "paid") => claim.sheets.filter((one) => one[of] !== "").map((one) => claimWords.onSheet(one.sheet, one[of]));
    all.set("28", { text: centsText(claim.charge_cents), more: each("charge") });
    if (each("paid").length !== 0) {
      all.set("29", { text: all.get("29")?.text ?? "", more: each("paid") });
    }
  }
  return all;
}

/** Addresses keep their lines apart by commas; everything else is as the core read it. */
function lined(box: BoxView): string {
  const lines = box.parts.filter((part) => /^line\d$/.test(part.name)).map((part) => part.value);
  if (lines.length !== 0) {
    return lines.join(", ");
  }
  const part = (name: string) => box.parts.find((one) => one.name === name)?.value ?? "";
  const street = part("street");
  return street === "" ? box.text : [street, box.text.slice(street.length).trim()].filter((text) => text !== "").join(", ");
}
