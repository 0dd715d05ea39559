//! The few drawn marks: thin lines in the text's own color.

/** A magnifying glass. */
export function SearchMark() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" strokeWidth="1.25" aria-hidden="true">
      <circle cx="6" cy="6" r="4.25" />
      <path d="m9.2 9.2 3.3 3.3" />
    </svg>
  );
}

/** A pane at the left of a page. */
export function SideMark() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" strokeWidth="1.25" aria-hidden="true">
      <rect x="1.1" y="2.1" width="11.8" height="9.8" rx="1.5" />
      <path d="M5.1 2.1v9.8" />
    </svg>
  );
}

/** A cross, to take something away. */
export function CloseMark() {
  return (
    <svg width="8" height="8" viewBox="0 0 8 8" fill="none" stroke="currentColor" strokeWidth="1.25" aria-hidden="true">
      <path d="m1 1 6 6m0-6L1 7" />
    </svg>
  );
}

/** An angle: closed it points to the right, open it points down. */
export function FoldMark({ open }: { readonly open: boolean }) {
  return (
    <svg width="8" height="8" viewBox="0 0 8 8" fill="none" stroke="currentColor" strokeWidth="1.25" aria-hidden="true">
      <path d={open ? "m1 2.5 3 3 3-3" : "m2.5 1 3 3-3 3"} />
    </svg>
  );
}
