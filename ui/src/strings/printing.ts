//! The words of the print center.

import { countText } from "#ui/kit/count";
import { plural } from "#ui/strings/plural";

/** Hundredths of an inch as a person reads them: `0.02 in`. */
function inches(hundredths: number): string {
  return `${(Math.abs(hundredths) / 100).toFixed(2)} in`;
}

export const printWords = {
  title: "Print center",
  sub: (sheet: number, of: number) => `sheet ${countText(sheet)} of ${countText(of)}`,
  file: "CMS-1500.pdf",
  alignmentFile: "CMS-1500-alignment.pdf",
  nothing: "Nothing waits to be printed. Select claims in the list and press Print; their sheets are shown here first.",
  toClaims: "Go to claims",
  filling: "Filling forms",
  allBlocked: "None of these claims can be printed yet. What to fix stands at the right.",
  toPrint: "To print",
  toPrintEnd: (sheets: number, sum: string) => `${plural(sheets, "sheet", "sheets")}, ${sum}`,
  pageAlt: (sheet: number, of: number, patient: string, number: string) => `Sheet ${countText(sheet)} of ${countText(of)}: the CMS-1500 of ${patient}, claim ${number}`,
  page: "The sheet as it prints",
  drawing: "Drawing the sheet",
  next: "Next sheet",
  before: "Sheet before",
  last: "This is the last sheet",
  first: "This is the first sheet",
  larger: "Larger",
  smaller: "Smaller",
  largest: "This is as large as it gets",
  smallest: "This is as small as it gets",
  fit: "Fit",
  percent: (percent: number) => `${percent} %`,
  draft: "Draft on plain paper",
  red: "Data only, for red forms",
  open: (number: string) => `Open ${number}`,
  clear: "Empty the list",
  save: "Save as PDF",
  printOn: (printer: string) => `Print on ${printer}`,
  nothingPrints: "There is no sheet to print yet",
  wait: "The sheets are being made",
  printed: (claims: number, sheets: number, to: string) => `Printed ${plural(claims, "claim", "claims")} on ${plural(sheets, "sheet", "sheets")} to ${to}`,
  reprinted: (claims: number, sheets: number, to: string) => `Printed again ${plural(claims, "claim", "claims")} on ${plural(sheets, "sheet", "sheets")} to ${to}`,
  paper: "Printer and paper",
  printer: "Printer",
  toFile: "PDF file",
  stock: "Stock",
  stocks: { draft: "Plain paper, form drawn", red: "Red CMS-1500 (02/12)", label: "Label sheets", plain: "Plain paper" },
  scaling: "Scaling",
  scalingIs: "none, 100 %",
  offset: "Offset",
  offsetNone: "none",
  offsetIs: (x: number, y: number) =>
    [x === 0 ? "" : `${inches(x)} ${x < 0 ? "left" : "right"}`, y === 0 ? "" : `${inches(y)} ${y < 0 ? "up" : "down"}`].filter((text) => text !== "").join(", "),
  changeOffset: "Change the offset",
  alignSave: "Save the alignment sheet",
  alignSaved: (name: string) => `Saved ${name}. Print it at 100 % on a red form and read the offset from it`,
  findings: "Findings",
  moreFound: (n: number) => `and ${plural(n, "more claim", "more claims")}`,
  nextBlocked: "Next to fix",
  noneBlocked: "Every claim here prints",
  runs: "Printed before",
  noRuns: "Nothing was printed yet.",
  /** `stock` is empty for papers that have no red form. */
  runMore: (stock: "" | "red" | "draft", to: string, by: string) => [stock === "" ? "" : stock === "red" ? "red form" : "draft", to, `by ${by}`].filter((part) => part !== "").join(", "),
  toAFile: "PDF file",
  again: "Print again",
  againTitle: "Print a run again, as it was",
  againNewest: "Print the last run again",
  noRun: "Nothing was printed yet",
  keys: { sheet: "Sheet", zoom: "Zoom" },
  broken: "The sheets could not be made.",
};
