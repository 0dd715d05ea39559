//! How a table moves, scrolls, opens and selects: everything but its look.

import { type FocusEvent, type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { type Column, nextSort, type Sort } from "#ui/kit/column";
import { move, type Place } from "#ui/kit/moves";
import type { Rows } from "#ui/kit/pages";
import { none, type Selection, spanOf, toggle, withRange } from "#ui/kit/selection";
import { pageStep, rowsInView, type Span, topToShow, topToStart, type View } from "#ui/kit/windowing";

export type TableTurn<Row> = {
  readonly rows: Rows<Row>;
  readonly keyOf: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly on: "row" | "cell";
  readonly rowHeight: number;
  readonly head: number;
  readonly foot: number;
  readonly start: number;
  readonly startColumn: number;
  /** Whether J and K walk as the arrows do. */
  readonly letters: boolean;
  readonly sort: Sort | null;
  readonly onSort: ((sort: Sort) => void) | undefined;
  readonly selected: Selection | undefined;
  readonly whole: boolean | undefined;
  readonly onSelect: ((selection: Selection, whole: boolean) => void) | undefined;
  readonly onOpen: ((row: Row, index: number, column: number) => void) | undefined;
  readonly onHere: ((row: Row | undefined, index: number, column: number) => void) | undefined;
};

export type TableState = {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly place: Place;
  readonly span: Span;
  readonly onScroll: () => void;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onDoubleClick: (event: MouseEvent) => void;
  readonly focus: () => void;
};

/** Rows drawn beyond either edge, so that a fast scroll meets rows and not blank. */
const spare = 12;

/** The letters that walk, for who keeps the hands on the keys. */
const letters: ReadonlyMap<string, string> = new Map([
  ["j", "ArrowDown"],
  ["k", "ArrowUp"],
]);

function numberOf(target: EventTarget, name: "row" | "column"): number | null {
  const found = target instanceof Element ? target.closest<HTMLElement>(`[data-${name}]`)?.dataset[name] : undefined;
  return found === undefined ? null : Number(found);
}

export function useTable<Row>(turn: TableTurn<Row>): TableState {
  const { rows, rowHeight, head, foot, columns } = turn;
  const scroller = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 0 });
  const [at, setAt] = useState<Place>({ row: turn.start, column: turn.startColumn });
  const place: Place = { ...at, row: Math.max(Math.min(at.row, rows.count - 1), at.row < 0 ? -1 : 0) };
  const wantsFocus = useRef(false);
  const range = useRef<{ from: number; base: Selection; turn: number; open: boolean }>({ from: 0, base: none, turn: 0, open: false });

  const view = useCallback(
    (): View => ({ top: scroller.current?.scrollTop ?? 0, height: scroller.current?.clientHeight ?? 0, rowHeight, head, foot, count: rows.count }),
    [rowHeight, head, foot, rows.count],
  );
  const look = useCallback(() => {
    const { top, height } = view();
    setSeen((before) => (Math.floor(before.top / rowHeight) === Math.floor(top / rowHeight) && before.height === height ? before : { top, height }));
  }, [view, rowHeight]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return;
    }
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [look]);

  // A table that starts far down stands there as soon as it has rows.
  const toStart = useRef(0 < turn.start);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (toStart.current && element !== null && rows.count !== 0) {
      toStart.current = false;
      element.scrollTop = topToStart(turn.start, view());
      look();
    }
  }, [rows.count, view, look, turn.start]);

  const span = rowsInView({ ...seen, rowHeight, head, foot, count: rows.count }, spare);
  const { want, version } = rows;
  useEffect(() => {
    // The version counts too: after a renewal the same span has to be read again.
    void version;
    want(span.from, span.to);
  }, [want, version, span.from, span.to]);

  const { onHere } = turn;
  const hereRow = rows.at(place.row);
  const tell = useRef(onHere);
  useLayoutEffect(() => {
    tell.current = onHere;
  });
  // Told with the focus, before the next key: an action never meets the row that was left.
  useLayoutEffect(() => tell.current?.(hereRow, place.row, place.column), [hereRow, place.row, place.column]);

  // A row that had the focus and has left the list leaves it to the one that stands there now.
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    const lost = hadFocus.current && document.activeElement === document.body;
    if (wantsFocus.current || lost) {
      wantsFocus.current = false;
      focusPlace();
    }
  });

  function focusPlace(): void {
    const column = `[data-column="${place.column}"]`;
    const cell = place.row < 0 ? column : turn.on === "cell" ? ` ${column}` : "";
    const found = scroller.current?.querySelector<HTMLElement>(`[data-row="${place.row}"]${cell}`);
    found?.focus({ preventScroll: true });
  }

  function goTo(next: Place): void {
    wantsFocus.current = true;
    if (scroller.current !== null && 0 <= next.row) {
      const top = topToShow(next.row, view());
      if (top !== scroller.current.scrollTop) {
        scroller.current.scrollTop = top;
        setSeen({ top, height: scroller.current.clientHeight });
      }
    }
    setAt(next);
  }

  const whole = turn.whole === true;
  const select = (selection: Selection, all = whole) => turn.onSelect?.(selection, all);
  const selection = turn.selected ?? none;

  function toggleAt(index: number): void {
    const row = rows.at(index);
    if (row !== undefined) {
      const next = toggle(selection, turn.keyOf(row));
      range.current = { from: index, base: next, turn: range.current.turn + 1, open: false };
      select(next);
    } else {
      // Still on its way: it is selected when it is there.
      beginRange(index);
      extendTo(index);
    }
  }

  /** Selects from where the range began up to a row; reads what lies between if it is not there yet. */
  function extendTo(index: number): void {
    const mine = range.current.turn + 1;
    range.current.turn = mine;
    range.current.open = true;
    const { base, from } = range.current;
    const between = spanOf(from, index);
    const here: Row[] = [];
    for (let n = between.from; n < between.to; n += 1) {
      const row = rows.at(n);
      if (row !== undefined) {
        here.push(row);
      }
    }
    if (here.length === between.to - between.from) {
      select(withRange(base, here.map(turn.keyOf), whole));
      return;
    }
    rows.span(between.from, between.to).then(
      (read) => {
        if (range.current.turn === mine) {
          select(withRange(base, read.map(turn.keyOf), whole));
        }
      },
      () => {},
    );
  }

  function beginRange(index: number): void {
    range.current = { from: index, base: selection, turn: range.current.turn + 1, open: false };
  }

  function open(index: number, column: number): void {
    const row = rows.at(index);
    if (row !== undefined) {
      turn.onOpen?.(row, index, column);
    }
  }

  function sortBy(n: number): void {
    const column = columns[n];
    if (column?.sortable === true) {
      turn.onSort?.(nextSort(turn.sort, column.id));
    }
  }

  function onKey(event: KeyboardEvent): boolean {
    const mod = event.ctrlKey || event.metaKey;
    if (event.altKey) {
      return false;
    }
    const shape = { rows: rows.count, columns: columns.length, page: pageStep(view()), on: turn.on, header: turn.onSort !== undefined };
    const letter = turn.letters && !mod && !event.shiftKey ? letters.get(event.key) : undefined;
    const next = move(place, letter ?? event.key, mod, shape);
    if (next !== null) {
      const ranging = event.shiftKey && turn.onSelect !== undefined && 0 <= place.row && 0 <= next.row;
      if (ranging && !range.current.open) {
        beginRange(place.row);
      }
      goTo(next);
      if (ranging) {
        extendTo(next.row);
      } else {
        range.current.open = false;
      }
      return true;
    }
    switch (event.key) {
      case "Enter":
        if (mod || event.shiftKey) {
          return false;
        }
        if (place.row < 0) {
          sortBy(place.column);
          return true;
        }
        open(place.row, place.column);
        return turn.onOpen !== undefined;
      case " ":
        if (mod || turn.onSelect === undefined || place.row < 0) {
          return false;
        }
        if (event.shiftKey) {
          extendTo(place.row);
        } else {
          toggleAt(place.row);
        }
        return true;
      case "a":
        if (!mod || turn.onSelect === undefined || rows.count === 0) {
          return false;
        }
        if (turn.whole !== undefined) {
          range.current = { from: place.row, base: none, turn: range.current.turn + 1, open: false };
          select(none, true);
          return true;
        }
        range.current = { from: 0, base: none, turn: range.current.turn, open: true };
        extendTo(rows.count - 1);
        return true;
      case "Escape":
        if (selection.size === 0 && !whole) {
          return false;
        }
        range.current.turn += 1;
        select(none, false);
        return true;
      default:
        return false;
    }
  }

  return {
    scroller,
    place,
    span,
    onScroll: look,
    onFocus: (event) => {
      hadFocus.current = true;
      // However a row came by the focus, it is the one that keys act on.
      const row = numberOf(event.target, "row");
      const column = numberOf(event.target, "column") ?? place.column;
      if (row !== null && (row !== place.row || (turn.on === "cell" && column !== place.column))) {
        setAt({ row, column });
      }
    },
    onBlur: (event) => {
      hadFocus.current = event.relatedTarget === null;
    },
    onKeyDown: (event) => {
      if (!event.defaultPrevented && !(event.target instanceof HTMLInputElement) && onKey(event)) {
        event.preventDefault();
      }
    },
    onClick: (event) => {
      const row = numberOf(event.target, "row");
      const column = numberOf(event.target, "column") ?? 0;
      if (row === null) {
        return;
      }
      goTo({ row, column });
      if (row < 0) {
        sortBy(column);
      } else if (turn.onSelect !== undefined && event.shiftKey) {
        extendTo(row);
      } else if (turn.onSelect !== undefined && (event.ctrlKey || event.metaKey)) {
        toggleAt(row);
      } else {
        beginRange(row);
      }
    },
    onDoubleClick: (event) => {
      const row = numberOf(event.target, "row");
      if (row !== null && 0 <= row) {
        open(row, numberOf(event.target, "column") ?? 0);
      }
    },
    focus: focusPlace,
  };
}
