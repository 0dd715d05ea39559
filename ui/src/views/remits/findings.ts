//! What a sheet still lacks, as the findings panel shows it: each root once, with the cell that mends
//! it. Sums that only follow from a root stand in the certificate.

import type { SheetCheckView, SheetClaimView, SheetFaultView, SheetTexts, SheetView } from "#ui/api/generated";
import type { Finding } from "#ui/kit/Findings";
import { certificateWords, sheetWords } from "#ui/strings/remits";
import { sentences } from "#ui/views/claims/findings";
import { cellOf, claimCell, lineCell } from "#ui/views/remits/cells";

const headLabels: ReadonlyMap<string, string> = new Map(Object.entries(sheetWords.head));

/** A finding, and the cell to which it leads. */
export type Found = Finding & { readonly cell: string };

/** The claim of this part on the sheet, and its place from 0. */
export function claimAt(view: SheetView, part: number): { readonly claim: SheetClaimView; readonly at: number } | null {
  const at = view.claims.findIndex((one) => one.part === part);
  const claim = view.claims[at];
  return claim === undefined ? null : { claim, at };
}

/** Lines of a claim that are not answered yet. */
export function unanswered(claim: SheetClaimView): number {
  return claim.lines.filter((line) => line.paid_cents === null).length;
}

/** What the claim leaves unexplained of its charge. */
export function leftOf(claim: SheetClaimView): number {
  return claim.lines.length === 0
    ? claim.charge_cents - claim.paid_cents - claim.off_cents - claim.patient_cents - claim.work_cents
    : claim.lines.reduce((sum, line) => sum + line.remainder_cents, 0);
}

/** What of the sheet is in the way, and what a person should look at, in the order of the paper. */
export function foundOn(view: SheetView): readonly Found[] {
  const twin: readonly Found[] = view.twin === "" ? [] : [{ id: "twin", kind: "fix", title: sheetWords.twin, says: view.twin, cell: "number" }];
  const faults = view.faults
    .filter((fault) => !isUnanswered(fault, view))
    .map((fault, n): Found => {
      const { title, says } = sentences(fault.says);
      return { id: `fault ${n}`, kind: "fix", title, ...(fault.claim === null ? headOf(fault) : boxOf(view, fault.claim, fault.line)), ...(says === "" ? {} : { says }), cell: cellOf(fault) };
    });
  const open = view.claims.flatMap((_, at): readonly Found[] => {
    const lines = view.faults.filter((fault) => fault.claim === at && isUnanswered(fault, view)).flatMap(({ line }) => (line === null ? [] : [line]));
    const [first] = lines;
    return first === undefined ? [] : [{ id: `open ${at}`, kind: "fix", title: sheetWords.linesToAnswer(lines.length), ...boxOf(view, at, null), says: sheetWords.answerSays, cell: lineCell(at, first, "allowed") }];
  });
  const broken = view.checks.filter((check) => !check.holds && isRoot(check, view));
  const found = (check: SheetCheckView, n: number): Found => ({
    id: `check ${check.part} ${n}`,
    kind: check.must ? "fix" : "check",
    title: certificateWords.broken(check.rule),
    ...boxOf(view, claimAt(view, check.part)?.at ?? null, check.line),
    says: check.says,
    cell: cellOfCheck(check, view),
  });
  const whole = broken.filter((check) => check.part === 0);
  const roots = [...twin, ...faults, ...open, ...broken.filter((check) => check.part !== 0).map(found)];
  // That the check does not tie follows from whatever else is in the way.
  const stuck = roots.some((one) => one.kind === "fix");
  return stuck ? [...roots, ...whole.filter((check) => check.rule !== 1).map(found)] : [...whole.map(found), ...roots];
}

/** True of the fault of a line of which nothing is typed yet; a claim tells them together. */
function isUnanswered(fault: SheetFaultView, view: SheetView): boolean {
  return fault.claim !== null && fault.line !== null && fault.field === "paid" && (view.texts.claims[fault.claim]?.lines[fault.line]?.paid ?? "").trim() === "";
}

/** The field of the check that a fault is about, by its label. */
function headOf({ field, provider }: SheetFaultView): { readonly box?: string } {
  const label = provider === null ? headLabels.get(field) : undefined;
  return label === undefined ? {} : { box: label };
}

function boxOf(view: SheetView, claim: number | null, line: number | null): { readonly box?: string } {
  const number = claim === null ? undefined : view.claims[claim]?.number;
  if (claim === null || number === undefined) {
    return {};
  }
  return { box: line === null ? certificateWords.claim(number) : certificateWords.line(number, line + 1) };
}

/** False for a check that only follows from a line that is not answered, or from a line that does not add up. */
function isRoot(check: SheetCheckView, view: SheetView): boolean {
  const found = check.part === 0 ? null : claimAt(view, check.part);
  if (found === null || ![2, 3, 4].includes(check.rule)) {
    return true;
  }
  if (unanswered(found.claim) !== 0) {
    return check.line !== null && found.claim.lines[check.line]?.paid_cents !== null;
  }
  return check.line !== null || check.rule === 4 || !view.checks.some((other) => other.part === check.part && other.line !== null && other.rule === 3 && !other.holds);
}

/** The cell in which what a check breaks is mended. */
function cellOfCheck(check: SheetCheckView, view: SheetView): string {
  const found = check.part === 0 ? null : claimAt(view, check.part);
  if (found === null) {
    return "amount";
  }
  const { at, claim } = found;
  if (check.line !== null) {
    return lineCell(at, check.line, check.rule === 11 ? "paid" : "adjustments");
  }
  if (check.rule === 5) {
    return claimCell(at, "patient_part");
  }
  if (check.rule === 6 || check.rule === 8) {
    return claimCell(at, "status");
  }
  const line = claim.lines.findIndex((one) => one.remainder_cents !== 0);
  return line < 0 ? claimCell(at, "adjustments") : lineCell(at, line, "adjustments");
}

/** The faults of cells by the cell's name. */
export function wrongCells(view: SheetView): ReadonlyMap<string, string> {
  return new Map(view.faults.map((fault) => [cellOf(fault), fault.says]));
}

/** Rules that bound a side instead of naming it. */
const bounds = new Set([7, 8, 11]);

/** How the two sides of a check stand to each other. */
export function relationOf({ rule, left_cents: left, right_cents: right }: Pick<SheetCheckView, "rule" | "left_cents" | "right_cents">): "=" | "≠" | "<" | ">" {
  return left === right ? "=" : bounds.has(rule) ? (left < right ? "<" : ">") : "≠";
}

/** How many checks of each rule hold, in the order of the paper. */
export function byRule(checks: readonly SheetCheckView[]): readonly { readonly rule: number; readonly holds: number; readonly all: number; readonly must: boolean }[] {
  const rules = [...new Set(checks.map((check) => check.rule))].sort((a, b) => a - b);
  return rules.map((rule) => {
    const of = checks.filter((check) => check.rule === rule);
    return { rule, holds: of.filter((check) => check.holds).length, all: of.length, must: of.some((check) => check.must && !check.holds) };
  });
}

/** The view of a claim of the texts: by its part, or by its place while it has none. */
export function viewOf(view: SheetView, texts: SheetTexts, at: number): SheetClaimView | undefined {
  const claim = texts.claims[at];
  if (claim === undefined) {
    return undefined;
  }
  return claim.part === 0 ? undefined : view.claims.find((one) => one.part === claim.part);
}

/** An owner of open dollars, before and after a sheet. */
type OwnedBoth = { readonly owner: string; readonly title: string; readonly before: number; readonly after: number };

/** Both sides by owner, in the order in which they come. */
export function bothSides({ before, after }: Pick<SheetClaimView, "before" | "after">): readonly OwnedBoth[] {
  const owners = [...before, ...after.filter((one) => !before.some((other) => other.owner === one.owner))];
  const centsOf = (side: SheetClaimView["before"], owner: string) => side.filter((one) => one.owner === owner).reduce((sum, one) => sum + one.cents, 0);
  return owners.map(({ owner, title }) => ({ owner, title, before: centsOf(before, owner), after: centsOf(after, owner) }));
}
