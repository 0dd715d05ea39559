//! Which rows of a very long table are drawn, and how far to scroll to show one. All rows have one
//! height, so this is arithmetic.

export type View = {
  /** How far the table is scrolled, in px. */
  readonly top: number;
  /** The height of the visible part, in px, with header and totals. */
  readonly height: number;
  readonly rowHeight: number;
  /** The header sticks over this many px at the top, the totals over this many at the bottom. */
  readonly head: number;
  readonly foot: number;
  readonly count: number;
};

/** The rows from `from` up to but not including `to`. */
export type Span = { readonly from: number; readonly to: number };

/** The rows that can be seen, and `spare` more on either side. */
export function rowsInView(view: View, spare: number): Span {
  const room = Math.max(0, view.height - view.head - view.foot);
  const first = Math.floor(view.top / view.rowHeight);
  const last = Math.ceil((view.top + room) / view.rowHeight);
  const from = Math.min(Math.max(0, first - spare), view.count);
  return { from, to: Math.max(from, Math.min(view.count, last + spare)) };
}

/** The scroll position at which a row is wholly visible, moved as little as possible. */
export function topToShow(index: number, view: View): number {
  const room = Math.max(view.rowHeight, view.height - view.head - view.foot);
  const top = index * view.rowHeight;
  if (top < view.top) {
    return top;
  }
  return view.top + room < top + view.rowHeight ? top + view.rowHeight - room : view.top;
}

/** The scroll position at which a table begins that starts on a row far down: with the row in the middle. */
export function topToStart(index: number, view: View): number {
  const room = Math.max(view.rowHeight, view.height - view.head - view.foot);
  const last = Math.max(0, view.count * view.rowHeight - room);
  return Math.max(0, Math.min(last, Math.round(index * view.rowHeight - room / 2)));
}

/** How many rows a page key moves: all that are wholly visible but one. */
export function pageStep(view: View): number {
  const room = Math.max(0, view.height - view.head - view.foot);
  return Math.max(1, Math.floor(room / view.rowHeight) - 1);
}
