//! Where the keys lead in a table, after the APG grid pattern: pure, so that it can be proved.

/** A place in the table. `row` -1 is the header; `column` counts only in the header and in cell mode. */
export type Place = { readonly row: number; readonly column: number };

export type Shape = {
  readonly rows: number;
  readonly columns: number;
  /** How far PageUp and PageDown go. */
  readonly page: number;
  /** Whether the focus stands on whole rows or on cells. */
  readonly on: "row" | "cell";
  /** True when the header can be entered, to sort. */
  readonly header: boolean;
};

/** Where the key leads, or `null` when it is none of the table's. */
export function move(at: Place, key: string, mod: boolean, shape: Shape): Place | null {
  const sideways = shape.on === "cell" || at.row < 0;
  const last = shape.rows - 1;
  const first = shape.header ? -1 : 0;
  const row = (n: number): Place => ({ ...at, row: Math.min(last, Math.max(0, n)) });
  const column = (n: number): Place => ({ ...at, column: Math.min(shape.columns - 1, Math.max(0, n)) });
  switch (key) {
    case "ArrowDown":
      return { ...at, row: Math.min(last, at.row + 1) };
    case "ArrowUp":
      return { ...at, row: Math.max(Math.min(first, last), at.row - 1) };
    case "PageDown":
      return row(at.row + shape.page);
    case "PageUp":
      return row(at.row - shape.page);
    case "ArrowRight":
      return sideways ? column(at.column + 1) : null;
    case "ArrowLeft":
      return sideways ? column(at.column - 1) : null;
    case "Home":
      return sideways && !mod ? column(0) : row(0);
    case "End":
      return sideways && !mod ? column(shape.columns - 1) : row(last);
    default:
      return null;
  }
}
