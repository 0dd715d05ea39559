//! What a table's column is, and how wide.

import type { ReactNode } from "react";

export type Kind = "text" | "money" | "number" | "date" | "code";

/** Pixels, or a share of what is left with a least width. */
export type Width = number | { readonly grow: number; readonly least: number };

export type Column<Row> = {
  readonly id: string;
  readonly title: string;
  /** The form's box, trailing the title: `24A`. */
  readonly box?: string;
  readonly width: Width;
  /** How it is set: figures at the right, codes in the monospace face. */
  readonly kind?: Kind;
  /** Quieter than the values: text-2. */
  readonly quiet?: boolean;
  readonly cell: (row: Row) => ReactNode;
  readonly sortable?: boolean;
};

export type Sort = { readonly column: string; readonly descending: boolean };

/** A cell of the totals row; the columns of all of them add up to the table's. */
export type Total = { readonly columns: number; readonly kind?: Kind; readonly content: ReactNode };

/** The columns as CSS wants them. */
export function templateOf(widths: readonly Width[]): string {
  return widths.map((width) => (typeof width === "number" ? `${width}px` : `minmax(${width.least}px, ${width.grow}fr)`)).join(" ");
}

/** The least width of all columns together, in px. */
export function leastOf(widths: readonly Width[]): number {
  return widths.reduce<number>((sum, width) => sum + (typeof width === "number" ? width : width.least), 0);
}

/** The sort after a press on a header: the other way round if it was this column, else upward. */
export function nextSort(sort: Sort | null, column: string): Sort {
  return { column, descending: sort?.column === column && !sort.descending };
}
