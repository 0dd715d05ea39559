//! The texts of a sheet: how one changes, how an answer fills in what only the core knows, and how a
//! kept draft is read again. What was typed is the truth; an answer never takes a letter away.

import type { SheetClaimTexts, SheetLineTexts, SheetProviderTexts, SheetTexts } from "#ui/api/generated";
import { placeOf } from "#ui/views/remits/cells";

/** The fields of the check itself, of a claim besides its lines, of a line, of a provider-level adjustment. */
type HeadField = "method" | "payer_id" | "number" | "paid_on" | "amount";
export type ClaimField = "status" | "control_number" | "paid" | "patient_part" | "interest" | "forwarded_to" | "adjustments" | "remarks";
export type LineField = "code" | "charge" | "allowed" | "paid" | "adjustments" | "remarks";
export type ProviderField = "code" | "reference" | "amount";

const headFields: readonly HeadField[] = ["method", "payer_id", "number", "paid_on", "amount"];
const claimFields: readonly ClaimField[] = ["status", "control_number", "paid", "patient_part", "interest", "forwarded_to", "adjustments", "remarks"];
const lineFields: readonly LineField[] = ["code", "charge", "allowed", "paid", "adjustments", "remarks"];
const providerFields: readonly ProviderField[] = ["code", "reference", "amount"];

function isOneOf<Name extends string>(all: readonly Name[], text: string): text is Name {
  return all.some((one) => one === text);
}

/** A line with nothing typed: ours by its id, the payer's own without one. */
export function blankLine(line_id: string): SheetLineTexts {
  return { line_id, code: "", charge: "", allowed: "", paid: "", adjustments: "", remarks: "" };
}

/** A claim that has just been put on the sheet. The core answers its lines. */
export function newClaim(claim_id: string): SheetClaimTexts {
  return { part: 0, claim_id, status: "", control_number: "", patient_part: "", interest: "", remarks: "", forwarded_to: "", adjustments: "", paid: "", lines: [] };
}

/** True where an opening balance is paid: it has no claim and no lines. */
export function isOpening(claim: SheetClaimTexts): boolean {
  return claim.claim_id.startsWith("act_");
}

function withHead(texts: SheetTexts, field: HeadField, text: string): SheetTexts {
  return texts[field] === text ? texts : { ...texts, [field]: text };
}

/** The sheet with one of its claims changed; the same sheet when nothing did. */
function withClaim(texts: SheetTexts, claim: number, change: (before: SheetClaimTexts) => SheetClaimTexts): SheetTexts {
  const before = texts.claims[claim];
  const after = before === undefined ? undefined : change(before);
  return after === undefined || after === before ? texts : { ...texts, claims: texts.claims.map((one, n) => (n === claim ? after : one)) };
}

function withClaimField(texts: SheetTexts, claim: number, field: ClaimField, text: string): SheetTexts {
  return withClaim(texts, claim, (before) => {
    if (before[field] === text) {
      return before;
    }
    // What the whole claim is paid stands in place of its lines; taken away, they come back to be answered.
    const lines = field === "paid" && canBeWhole(before) ? [] : field === "status" ? before.lines.map(withOurCharge) : before.lines;
    return { ...before, [field]: text, lines };
  });
}

/** Our line without its charge, which the core knows, with the sign that the status asks for. */
function withOurCharge(line: SheetLineTexts): SheetLineTexts {
  return line.line_id === "" || line.charge === "" ? line : { ...line, charge: "" };
}

/** True while nothing is typed in the lines of a claim, so that it can be answered as a whole. */
export function canBeWhole(claim: SheetClaimTexts): boolean {
  return claim.lines.map(withOurCharge).every((line) => line.line_id !== "" && lineFields.every((field) => line[field] === ""));
}

function withLineField(texts: SheetTexts, claim: number, line: number, field: LineField, text: string): SheetTexts {
  return withClaim(texts, claim, (before) => {
    const old = before.lines[line];
    return old === undefined || old[field] === text ? before : { ...before, lines: before.lines.map((one, n) => (n === line ? { ...one, [field]: text } : one)) };
  });
}

/** The sheet with another text in a cell; the same sheet when it stood there already. */
export function withCell(texts: SheetTexts, name: string, text: string): SheetTexts {
  const place = placeOf(name);
  switch (place.kind) {
    case "head":
      return isOneOf(headFields, place.field) ? withHead(texts, place.field, text) : texts;
    case "claim":
      return isOneOf(claimFields, place.field) ? withClaimField(texts, place.claim, place.field, text) : texts;
    case "line":
      return isOneOf(lineFields, place.field) ? withLineField(texts, place.claim, place.line, place.field, text) : texts;
    case "provider":
      return isOneOf(providerFields, place.field) ? withProvider(texts, place.row, place.field, text) : texts;
  }
}

/** What stands in a cell. */
export function textAt(texts: SheetTexts, name: string): string {
  const place = placeOf(name);
  switch (place.kind) {
    case "head":
      return isOneOf(headFields, place.field) ? texts[place.field] : "";
    case "claim":
      return isOneOf(claimFields, place.field) ? (texts.claims[place.claim]?.[place.field] ?? "") : "";
    case "line":
      return isOneOf(lineFields, place.field) ? (texts.claims[place.claim]?.lines[place.line]?.[place.field] ?? "") : "";
    case "provider":
      return isOneOf(providerFields, place.field) ? (texts.provider[place.row]?.[place.field] ?? "") : "";
  }
}

export function addClaim(texts: SheetTexts, claim: SheetClaimTexts): SheetTexts {
  return { ...texts, claims: [...texts.claims, claim] };
}

/** Takes a claim off the sheet; `putBack` is its opposite. */
export function dropClaim(texts: SheetTexts, claim: number): SheetTexts {
  return { ...texts, claims: texts.claims.filter((_, n) => n !== claim) };
}

/** Puts a claim back where it stood. */
export function putBack(texts: SheetTexts, claim: number, before: SheetClaimTexts): SheetTexts {
  return { ...texts, claims: [...texts.claims.slice(0, claim), before, ...texts.claims.slice(claim)] };
}

/** Adds a line that the payer made up: bundled, re-coded. */
export function addOwnLine(texts: SheetTexts, claim: number): SheetTexts {
  return withClaim(texts, claim, (before) => ({ ...before, lines: [...before.lines, blankLine("")] }));
}

export function dropLine(texts: SheetTexts, claim: number, line: number): SheetTexts {
  return withClaim(texts, claim, (before) => ({ ...before, lines: before.lines.filter((_, n) => n !== line) }));
}

const noProvider: SheetProviderTexts = { code: "", reference: "", amount: "" };

/** The provider-level adjustments as they are shown: those that say something, and an empty one after them. */
export function providerRows(texts: SheetTexts): readonly SheetProviderTexts[] {
  return [...texts.provider, noProvider];
}

/** Changes a provider-level adjustment; the empty one at the end becomes one of them by its first letter. */
function withProvider(texts: SheetTexts, row: number, field: ProviderField, text: string): SheetTexts {
  const rows = providerRows(texts).map((one, n) => (n === row && one[field] !== text ? { ...one, [field]: text } : one));
  while (rows.at(-1) !== undefined && isEmptyProvider(rows.at(-1))) {
    rows.pop();
  }
  const same = rows.length === texts.provider.length && rows.every((one, n) => one === texts.provider[n]);
  return same ? texts : { ...texts, provider: rows };
}

function isEmptyProvider(row: SheetProviderTexts | undefined): boolean {
  return row === undefined || (row.code === "" && row.reference === "" && row.amount === "");
}

/** What stands in a cell with one more code. */
export function withCode(text: string, code: string, remark: boolean): string {
  const before = text.trim();
  return before === "" ? code : remark ? `${before} ${code}` : `${before.replace(/,$/, "")}, ${code}`;
}

/** True when nothing has been typed on the sheet. */
export function isBlank(texts: SheetTexts): boolean {
  return texts.claims.length === 0 && texts.provider.length === 0 && [texts.payer_id, texts.number, texts.paid_on, texts.amount].every((text) => text === "");
}

/**
 * What an answer fills in: the ids of claims that are new, and their lines. `sent` is what was asked
 * about; whatever was typed since stays as it is.
 */
export function filledIn(now: SheetTexts, sent: SheetTexts, answer: SheetTexts): SheetTexts {
  const used = new Set<number>();
  const claims = now.claims.map((claim) => {
    if (claim.part !== 0 && claim.lines.length !== 0) {
      return claim;
    }
    const at = sent.claims.findIndex((one, n) => !used.has(n) && one.part === claim.part && one.claim_id === claim.claim_id);
    const known = answer.claims[at];
    if (known === undefined) {
      return claim;
    }
    used.add(at);
    const lines = claim.lines.length === 0 ? known.lines : claim.lines;
    return known.part === claim.part && lines === claim.lines ? claim : { ...claim, part: known.part, lines };
  });
  return claims.every((claim, n) => claim === now.claims[n]) ? now : { ...now, claims };
}

/** Reads a sheet as a draft kept it; `null` when it is none. */
export function readSheet(text: string): SheetTexts | null {
  try {
    const kept: unknown = JSON.parse(text);
    if (!isRecord(kept)) {
      return null;
    }
    return {
      ...texts(kept, ["id", "payer_id", "method", "number", "paid_on", "amount"]),
      version: numberOf(kept["version"]),
      claims: list(kept["claims"]).map((claim) => ({
        ...texts(claim, ["claim_id", "status", "control_number", "paid", "patient_part", "interest", "forwarded_to", "adjustments", "remarks"]),
        part: numberOf(claim["part"]),
        lines: list(claim["lines"]).map((line) => texts(line, ["line_id", "code", "charge", "allowed", "paid", "adjustments", "remarks"])),
      })),
      provider: list(kept["provider"]).map((row) => texts(row, ["code", "reference", "amount"])),
    };
  } catch {
    return null;
  }
}

type Json = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

/** The named texts of a record; what is missing is empty. */
function texts<Name extends string>(of: Json, names: readonly Name[]): Record<Name, string> {
  const found: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = of[name];
    found[name] = typeof value === "string" ? value : "";
  }
  const whole = (all: Partial<Record<Name, string>>): all is Record<Name, string> => names.every((name) => all[name] !== undefined);
  if (!whole(found)) {
    throw new RangeError("a text is missing");
  }
  return found;
}
