//! A table of any length: fixed row height, sticky header and totals, the focus of the APG grid
//! pattern, selection by keys, rows read by the page as they come into sight.

import { memo, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { type Column, leastOf, type Sort, templateOf, type Total } from "#ui/kit/column";
import { classes } from "#ui/kit/css";
import type { Rows } from "#ui/kit/pages";
import type { Selection } from "#ui/kit/selection";
import { headClass, kindClass, TableRow } from "#ui/kit/TableRow";
import { useTable } from "#ui/kit/useTable";
import { kitWords } from "#ui/strings/en";

export type TableProps<Row> = {
  /** What is listed, for who cannot see it. */
  readonly label: string;
  /** Keep the array: rows are drawn again when it is another. */
  readonly columns: readonly Column<Row>[];
  /** From `useRows` or `useFixedRows`. */
  readonly rows: Rows<Row>;
  readonly keyOf: (row: Row) => string;
  readonly compact?: boolean;
  readonly sort?: Sort | null;
  readonly onSort?: (sort: Sort) => void;
  /** Together with `onSelect`: rows can be selected. */
  readonly selected?: Selection;
  /**
   * Every row is selected but for those in `selected`. A table that is told takes "select all" for the
   * whole list, read or not; one that is not reads all of its rows for it.
   */
  readonly whole?: boolean;
  readonly onSelect?: (selection: Selection, whole: boolean) => void;
  /** Enter, or a double click; in cell mode the column counts. */
  readonly onOpen?: (row: Row, index: number, column: number) => void;
  /** The row on which the focus stands, for the inspector; in cell mode the column counts. */
  readonly onHere?: (row: Row | undefined, index: number, column: number) => void;
  /** Whether the arrows walk rows or cells. */
  readonly on?: "row" | "cell";
  /** The row to start on, as when one comes back. */
  readonly start?: number;
  /** In cell mode the column to start on. */
  readonly startColumn?: number;
  /** J and K walk as the arrows do. */
  readonly letters?: boolean;
  readonly totals?: readonly Total[];
  /** Shown in place of rows when there are none. */
  readonly empty?: ReactNode;
  /** Takes the focus when it appears. */
  readonly autoFocus?: boolean;
};

/** Heights in px; the same in tokens.css. */
const heights = { row: 32, compact: 26, head: 28, foot: 32 };

export function Table<Row>(props: TableProps<Row>) {
  const { columns, rows, keyOf, compact = false, sort = null, totals, on = "row" } = props;
  const rowHeight = compact ? heights.compact : heights.row;
  const table = useTable({
    rows,
    keyOf,
    columns,
    on,
    rowHeight,
    head: heights.head,
    foot: totals === undefined ? 0 : heights.foot,
    start: props.start ?? 0,
    startColumn: props.startColumn ?? 0,
    letters: props.letters ?? false,
    sort,
    onSort: props.onSort,
    selected: props.selected,
    whole: props.whole,
    onSelect: props.onSelect,
    onOpen: props.onOpen,
    onHere: props.onHere,
  });
  const [DrawnRow] = useState(() => memo(TableRow<Row>));
  const widths = columns.map((column) => column.width);
  const { place, span } = table;

  const focusFirst = useRef(props.autoFocus === true ? table.focus : null);
  useLayoutEffect(() => {
    if (0 < rows.count) {
      // Rows that come late never take the focus out of a field that somebody types in.
      if (document.activeElement?.matches("input, select, textarea") !== true) {
        focusFirst.current?.();
      }
      focusFirst.current = null;
    }
  }, [rows.count]);

  const drawn: number[] = [];
  for (let index = span.from; index < span.to; index += 1) {
    drawn.push(index);
  }
  // The row with the focus is always there, or a scroll by wheel would lose the focus.
  if (0 <= place.row && place.row < rows.count && (place.row < span.from || span.to <= place.row)) {
    drawn.push(place.row);
  }

  return (
    <div
      ref={table.scroller}
      className={classes("gt", compact && "compact")}
      style={{ "--cols": templateOf(widths), "--min": `${leastOf(widths)}px` }}
      onScroll={table.onScroll}
      onFocus={table.onFocus}
      onBlur={table.onBlur}
      onKeyDown={table.onKeyDown}
      onClick={table.onClick}
      onDoubleClick={table.onDoubleClick}
    >
      <div
        role="grid"
        aria-label={props.label}
        aria-rowcount={rows.count + (totals === undefined ? 1 : 2)}
        aria-colcount={columns.length}
        aria-multiselectable={props.onSelect === undefined ? undefined : true}
        aria-busy={rows.updating ? true : undefined}
      >
        <div role="rowgroup" className="gt-head">
          <div role="row" aria-rowindex={1} className="gt-row">
            {columns.map((column, n) => (
              <HeadCell key={column.id} column={column} n={n} sort={sort} here={place.row < 0 && place.column === n} />
            ))}
          </div>
        </div>
        {rows.count === 0 ? null : (
          <div role="rowgroup" className="gt-body" style={{ height: rows.count * rowHeight }}>
            {drawn.map((index) => {
              const row = rows.at(index);
              return (
                <DrawnRow
                  key={index}
                  row={row}
                  index={index}
                  top={index * rowHeight}
                  columns={columns}
                  selected={props.onSelect === undefined ? undefined : row !== undefined && (props.selected?.has(keyOf(row)) === true) !== (props.whole === true)}
                  here={index === place.row || (place.row < 0 && index === 0)}
                  column={on === "cell" ? place.column : null}
                />
              );
            })}
          </div>
        )}
        {totals === undefined ? null : (
          <div role="rowgroup" className="gt-foot">
            <div role="row" aria-rowindex={rows.count + 2} className="gt-row">
              {totals.map((total, n) => (
                <div
                  key={n}
                  role="gridcell"
                  aria-colspan={total.columns}
                  className={kindClass(total.kind)}
                  style={{ gridColumn: `span ${total.columns}` }}
                >
                  {total.content}
                </div>
              ))}
            </div>
          </div>
        )}
      </div>
      {rows.count === 0 ? <div className="gt-empty">{props.empty}</div> : null}
    </div>
  );
}

type HeadCellProps<Row> = { readonly column: Column<Row>; readonly n: number; readonly sort: Sort | null; readonly here: boolean };

/** A header; one that sorts holds a button that the arrows reach from the first row. */
function HeadCell<Row>({ column, n, sort, here }: HeadCellProps<Row>) {
  const sorted = sort?.column === column.id;
  const direction = sort?.descending === true ? "descending" : "ascending";
  const title = (
    <>
      {column.title}
      {column.box === undefined ? null : <span className="box">{column.box}</span>}
      {sorted ? (
        <span className="sort" aria-hidden="true">
          {sort.descending ? "↓" : "↑"}
        </span>
      ) : null}
    </>
  );
  return (
    <div
      role="columnheader"
      aria-colindex={n + 1}
      aria-sort={column.sortable === true ? (sorted ? direction : "none") : undefined}
      data-row={-1}
      data-column={column.sortable === true ? undefined : n}
      tabIndex={column.sortable === true ? undefined : -1}
      className={headClass(column.kind)}
    >
      {column.sortable === true ? (
        <button type="button" data-row={-1} data-column={n} tabIndex={here ? 0 : -1} title={kitWords.table.sortBy(column.title)}>
          {title}
        </button>
      ) : (
        title
      )}
    </div>
  );
}
