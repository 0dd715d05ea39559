//! The cells of a sheet by name (`claim.0.line.1.paid`), and where the keys lead from each. Where Enter
//! leads follows from what was typed alone, never from an answer that may still be on its way.

import type { SheetFaultView, SheetTexts } from "#ui/api/generated";
import { moneyHint } from "#ui/kit/money";

/** Where a cell is. */
export type Place =
  | { readonly kind: "head"; readonly field: string }
  | { readonly kind: "claim"; readonly claim: number; readonly field: string }
  | { readonly kind: "line"; readonly claim: number; readonly line: number; readonly field: string }
  | { readonly kind: "provider"; readonly row: number; readonly field: string };

/** The box in which the next claim is found. */
export const findCell = "find";

export const headCells = ["method", "payer_id", "number", "paid_on", "amount"];

export function claimCell(claim: number, field: string): string {
  return `claim.${claim}.${field}`;
}

export function lineCell(claim: number, line: number, field: string): string {
  return `claim.${claim}.line.${line}.${field}`;
}

export function providerCell(row: number, field: string): string {
  return `provider.${row}.${field}`;
}

/** Takes a cell's name apart. */
export function placeOf(name: string): Place {
  const line = /^claim\.(\d+)\.line\.(\d+)\.(\w+)$/.exec(name);
  if (line !== null) {
    return { kind: "line", claim: Number(line[1]), line: Number(line[2]), field: line[3] ?? "" };
  }
  const claim = /^claim\.(\d+)\.(\w+)$/.exec(name);
  if (claim !== null) {
    return { kind: "claim", claim: Number(claim[1]), field: claim[2] ?? "" };
  }
  const provider = /^provider\.(\d+)\.(\w+)$/.exec(name);
  return provider !== null ? { kind: "provider", row: Number(provider[1]), field: provider[2] ?? "" } : { kind: "head", field: name };
}

/** The cell that a fault is about. */
export function cellOf(fault: Pick<SheetFaultView, "claim" | "line" | "provider" | "field">): string {
  if (fault.provider !== null) {
    return providerCell(fault.provider, fault.field);
  }
  if (fault.claim === null) {
    return fault.field === "claims" || fault.field === "claim_id" ? findCell : fault.field;
  }
  return fault.line === null ? claimCell(fault.claim, fault.field) : lineCell(fault.claim, fault.line, fault.field);
}

/**
 * True when a reason has to be typed for what is not paid: nothing is allowed, or more is paid than that.
 * Between the two the contract's part and the patient's are computed.
 */
function wantsReason(allowed: string, paid: string): boolean {
  const pays = moneyHint(paid);
  const most = moneyHint(allowed);
  return paid.trim() !== "" && (pays === null || most === null || most === 0 || Math.abs(most) < Math.abs(pays));
}

/** The first cell of a claim to type in: of its first line, or what the whole claim is paid. */
export function firstCell(texts: SheetTexts, claim: number): string {
  return texts.claims[claim]?.lines[0] === undefined ? claimCell(claim, "paid") : firstOf(texts, claim, 0);
}

/** The first cell to type in of a line. */
function firstOf(texts: SheetTexts, claim: number, line: number): string {
  const own = texts.claims[claim]?.lines[line];
  return lineCell(claim, line, own !== undefined && own.line_id === "" && own.code === "" ? "code" : "allowed");
}

function afterLine(texts: SheetTexts, claim: number, line: number): string {
  if (texts.claims[claim]?.lines[line + 1] !== undefined) {
    return firstOf(texts, claim, line + 1);
  }
  return afterClaim(texts, claim);
}

function afterClaim(texts: SheetTexts, claim: number): string {
  return texts.claims[claim + 1] === undefined ? findCell : firstCell(texts, claim + 1);
}

/** The field that the core reads last, whose Enter leads to the button. */
export const postCell = "post";

/**
 * Where Enter leads from a cell: the next amount, past what is computed. Adjustments are visited when
 * a reason has to be typed; `null` where the next field in order is right.
 */
export function afterEnter(name: string, texts: SheetTexts): string | null {
  const place = placeOf(name);
  switch (place.kind) {
    case "head":
      return name === "amount" ? (texts.claims[0] === undefined ? findCell : firstCell(texts, 0)) : name === findCell ? providerCell(texts.provider.length, "code") : null;
    case "claim":
      return place.field !== "remarks" ? null : texts.claims[place.claim]?.lines[0] === undefined ? afterClaim(texts, place.claim) : firstOf(texts, place.claim, 0);
    case "line": {
      const line = texts.claims[place.claim]?.lines[place.line];
      if (line === undefined) {
        return null;
      }
      switch (place.field) {
        case "code":
          return lineCell(place.claim, place.line, line.line_id === "" ? "charge" : "allowed");
        case "charge":
          return lineCell(place.claim, place.line, "allowed");
        case "allowed":
          return lineCell(place.claim, place.line, "paid");
        case "paid":
          return line.adjustments.trim() === "" && wantsReason(line.allowed, line.paid) ? lineCell(place.claim, place.line, "adjustments") : afterLine(texts, place.claim, place.line);
        default:
          return afterLine(texts, place.claim, place.line);
      }
    }
    case "provider":
      return place.field === "code" && (texts.provider[place.row]?.code ?? "") === "" ? postCell : place.field === "amount" ? providerCell(place.row + 1, "code") : null;
  }
}

type Row = { readonly key: string; readonly kind: string; readonly cells: readonly string[] };

function rowKey(place: Place): string {
  switch (place.kind) {
    case "head":
      return place.field === findCell ? findCell : "head";
    case "claim":
      return `claim.${place.claim}`;
    case "line":
      return `claim.${place.claim}.line.${place.line}`;
    case "provider":
      return `provider.${place.row}`;
  }
}

/** The cells of the page, in their order, as rows. */
function rowsOf(names: readonly string[]): readonly Row[] {
  const rows: { key: string; kind: string; cells: string[] }[] = [];
  for (const name of names) {
    const place = placeOf(name);
    const key = rowKey(place);
    const last = rows.at(-1);
    if (last !== undefined && last.key === key) {
      last.cells.push(name);
    } else {
      rows.push({ key, kind: place.kind, cells: [name] });
    }
  }
  return rows;
}

/** The cell that an arrow or Tab reaches, of those on the page in their order; `null` at the edge. */
export function cellBeside(names: readonly string[], at: string, way: "left" | "right" | "up" | "down"): string | null {
  if (way === "left" || way === "right") {
    const found = names.indexOf(at);
    return found < 0 ? null : (names[found + (way === "left" ? -1 : 1)] ?? null);
  }
  const here = rowKey(placeOf(at));
  // The fields of a claim lie between its lines and those of the claim before: one walks past them.
  const rows = rowsOf(names).filter((row) => row.kind !== "claim" || row.key === here);
  const found = rows.findIndex((row) => row.key === here);
  const row = found < 0 ? undefined : rows[found + (way === "up" ? -1 : 1)];
  if (row === undefined) {
    return null;
  }
  const column = lastPart(at);
  return row.cells.find((cell) => lastPart(cell) === column) ?? row.cells.find((cell) => lastPart(cell) === "allowed") ?? row.cells[0] ?? null;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
