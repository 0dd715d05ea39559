//! How what is owed is aged, in the address, and the arithmetic of its figures.

import type { AgingRow } from "#ui/api/generated";
import { type Route, to } from "#ui/app/route";
import { agingWords as words, ownerWord } from "#ui/strings/work";

export type Basis = keyof typeof words.basis;
export type By = keyof typeof words.by;

/** In the order in which a key goes through them. */
export const bases: readonly Basis[] = ["service", "billing", "activity", "since"];
export const bys: readonly By[] = ["payer", "provider", "patient", "guarantor", "owner"];

/** How it is aged. */
export type Aging = { readonly basis: Basis; readonly by: By };

/** Reads it out of an address; what is not said is by service date and by payer. */
export function agingOf(said: Readonly<Record<string, string>>): Aging {
  return { basis: bases.find((basis) => basis === said["basis"]) ?? "service", by: bys.find((by) => by === said["by"]) ?? "payer" };
}

/** Where it is shown; `cell` is a place among its figures, as `cellText` writes it. */
export function agingRoute({ basis, by }: Aging, cell = ""): Route {
  return to("work", "aging", { basis, by, ...(cell === "" ? {} : { cell }) });
}

/** A place among the figures, for an address: `3.4`. */
export function cellText(row: number, column: number): string {
  return `${row}.${column}`;
}

/** The place named in an address; `null` when it names none. */
export function cellOf(text: string): { readonly row: number; readonly column: number } | null {
  const found = /^(\d{1,6})\.(\d{1,2})$/.exec(text);
  return found === null ? null : { row: Number(found[1]), column: Number(found[2]) };
}

/** What is older than 90 days, of what is owed, in hundredths of a percent; `null` when nothing is. Credits make it neither younger nor older. */
export function over90(cents: readonly number[]): number | null {
  const owed = cents.map((one) => Math.max(0, one));
  const all = owed.reduce((sum, one) => sum + one, 0);
  return all === 0 ? null : Math.round((owed.slice(3).reduce((sum, one) => sum + one, 0) * 10_000) / all);
}

/** The widths of a row's parts in thousandths of the widest row; a part that there is never vanishes. */
export function parts(cents: readonly number[], widest: number): readonly { readonly bucket: number; readonly from: number; readonly width: number }[] {
  let from = 0;
  return cents.flatMap((one, bucket) => {
    if (one <= 0 || widest <= 0) {
      return [];
    }
    const width = Math.max(4, Math.round((one * 1000) / widest));
    const part = { bucket, from, width };
    from += width;
    return [part];
  });
}

/** The sum of what is owed in a row, without credits. */
export function owedOf(cents: readonly number[]): number {
  return cents.reduce((sum, one) => sum + Math.max(0, one), 0);
}

/** What a row is called: an owner without a name of its own is called by what it is. */
export function rowTitle(row: Pick<AgingRow, "id" | "title">): string {
  return row.title === "" ? ownerWord(row.id) : row.title;
}

/** The figure of a row in one bucket, or its sum. */
export function figureOf(row: AgingRow, buckets: readonly string[], bucket: number | null): { readonly row: AgingRow; readonly bucket: string; readonly cents: number } {
  return bucket === null ? { row, bucket: "", cents: row.total_cents } : { row, bucket: buckets[bucket] ?? "", cents: row.cents[bucket] ?? 0 };
}
