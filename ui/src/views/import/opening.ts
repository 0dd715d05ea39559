//! Opening balances as they stand in the draft: texts by name, `row.3.amount`, and what of them is sent.

import type { OpeningChecked, OpeningTexts, SheetFaultView } from "#ui/api/generated";
import type { Texts } from "#ui/app/useDraft";
import { openingWords as words } from "#ui/strings/opening";

export type RowField = "claim" | "patient" | "patient_id" | "payer" | "payer_id" | "owner" | "amount" | "service";

/** The fields of a row in the order of typing. `patient_id` and `payer_id` say what was picked. */
export const rowFields: readonly RowField[] = ["claim", "patient", "patient_id", "payer", "payer_id", "owner", "amount", "service"];

/** The name of a field, as the draft and the form have it. */
export function fieldName(n: number, field: RowField): string {
  return `row.${n}.${field}`;
}

/** The row to which a field belongs, from 1; `null` for those above the rows. */
export function rowOfField(name: string | null): number | null {
  const found = /^row\.(\d+)\./.exec(name ?? "");
  return found?.[1] === undefined ? null : Number(found[1]);
}

function textOf(texts: Texts, n: number, field: RowField): string {
  return (texts[fieldName(n, field)] ?? "").trim();
}

const typedFields: readonly RowField[] = ["claim", "patient", "payer", "amount", "service"];

/** True for a row in which nothing was typed; whose it is is chosen from the beginning. */
function isEmpty(texts: Texts, n: number): boolean {
  return typedFields.every((field) => textOf(texts, n, field) === "");
}

/** The number of the last row in which something stands. */
export function rowCount(texts: Texts): number {
  const numbers = Object.keys(texts).flatMap((name) => rowOfField(name) ?? []);
  return numbers.reduce((last, n) => (last < n && !isEmpty(texts, n) ? n : last), 0);
}

/** The rows in which something stands: their numbers. */
export function filledRows(texts: Texts): readonly number[] {
  return Array.from({ length: rowCount(texts) }, (_, at) => at + 1).filter((n) => !isEmpty(texts, n));
}

/** What is asked: what was picked by its id, what was only typed as it is. */
export function openingTexts(texts: Texts): OpeningTexts {
  return {
    on: texts["on"] ?? "",
    ties_to: texts["ties_to"] ?? "",
    rows: filledRows(texts).map((n) => ({
      claim: textOf(texts, n, "claim"),
      patient: textOf(texts, n, "patient_id") || textOf(texts, n, "patient"),
      payer_id: textOf(texts, n, "payer_id") || textOf(texts, n, "payer"),
      owner: textOf(texts, n, "owner") || "1",
      amount: textOf(texts, n, "amount"),
      service_on: textOf(texts, n, "service"),
    })),
  };
}

/** The texts without a row; those beneath it move up. */
export function withoutRow(texts: Texts, n: number): Texts {
  const last = rowCount(texts);
  const moved = Array.from({ length: Math.max(0, last - n) }, (_, at) => n + at).flatMap((to) => rowFields.map((field) => [fieldName(to, field), texts[fieldName(to + 1, field)] ?? ""]));
  const emptied = rowFields.map((field) => [fieldName(Math.max(last, n), field), ""]);
  return Object.fromEntries([...moved, ...emptied]);
}

/** The field of a fault as the form names it. The core counts only rows in which something stands. */
export function faultField(fault: SheetFaultView, texts: Texts): string {
  if (fault.claim === null) {
    return fault.field;
  }
  const n = filledRows(texts)[fault.claim] ?? 1;
  const field = fault.field === "payer_id" ? "payer" : fault.field === "service_on" ? "service" : rowFields.find((one) => one === fault.field);
  return fieldName(n, field === undefined || field === "patient_id" || field === "payer_id" ? "amount" : field);
}

/** What is left to explain; `null` before anything was checked. */
export function leftOf(checked: OpeningChecked | null): number | null {
  return checked === null ? null : checked.ties_to_cents - checked.sum_cents;
}

/** True while nothing at all was typed. */
export function isUntouched(texts: Texts): boolean {
  return rowCount(texts) === 0 && (texts["on"] ?? "").trim() === "" && (texts["ties_to"] ?? "").trim() === "";
}

/**
 * What is wrong, by field in the order of the page. While a row is being typed (`typing`; 0 for the
 * fields above the rows) what is still empty is not wrong in it, and neither is a total that nobody
 * typed yet; with `null` all of it counts.
 */
export function faultsOf(found: OpeningChecked, texts: Texts, typing: number | null): ReadonlyMap<string, string> {
  const local = filledRows(texts)
    .filter((n) => textOf(texts, n, "payer") !== "" && textOf(texts, n, "payer_id") === "")
    .map((n): readonly [string, string] => [fieldName(n, "payer"), words.pickPayer]);
  const told = found.faults.map((fault): readonly [string, string] => [faultField(fault, texts), fault.says]);
  const counts = ([field]: readonly [string, string]) => {
    const row = rowOfField(field);
    return typing === null || (texts[field] ?? "").trim() !== "" || (row !== null && row !== typing);
  };
  const order = ([a]: readonly [string, string], [b]: readonly [string, string]) => (rowOfField(a) ?? 0) - (rowOfField(b) ?? 0);
  return new Map([...told, ...local].filter(counts).sort(order));
}
