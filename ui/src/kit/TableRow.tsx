//! One row of a table. The table memoizes it: a row is drawn again only when something of it changed,
//! so that a hundred thousand rows scroll without a stutter.

import type { Column, Kind } from "#ui/kit/column";
import { classes } from "#ui/kit/css";
import { kitWords } from "#ui/strings/en";

export type TableRowProps<Row> = {
  readonly row: Row | undefined;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly Column<Row>[];
  readonly selected: boolean | undefined;
  /** The row on which the focus stands or would stand. */
  readonly here: boolean;
  /** The cell on which it stands, in cell mode; else `null`. */
  readonly column: number | null;
};

/** A header is set at the side of its figures, but never in their face. */
export function headClass(kind: Kind | undefined): string | undefined {
  return kind === "money" || kind === "number" ? "number" : undefined;
}

export function kindClass(kind: Kind | undefined): string {
  return kind ?? "text";
}

export function TableRow<Row>({ row, index, top, columns, selected, here, column }: TableRowProps<Row>) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-row={index}
      tabIndex={here && column === null ? 0 : -1}
      className={classes("gt-row", selected === true && "selected", here && "here")}
      style={{ top }}
    >
      {columns.map((spec, n) => (
        <div
          key={spec.id}
          role="gridcell"
          aria-colindex={n + 1}
          data-column={n}
          tabIndex={column === null ? undefined : here && column === n ? 0 : -1}
          className={classes("gt-cell", kindClass(spec.kind), spec.quiet === true && "dim")}
        >
          {row === undefined ? <Bone first={n === 0} /> : spec.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** The place of a value that is on its way. */
function Bone({ first }: { readonly first: boolean }) {
  return (
    <>
      <i className="bone" aria-hidden="true" />
      {first ? <span className="sr">{kitWords.table.loading}</span> : null}
    </>
  );
}
