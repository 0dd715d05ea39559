//! Puts the focus on a table's row, and brings a row into sight.

/** Gives the focus to the row of the table on which it stood, else to the first. */
export function focusTable(within: HTMLElement | null): void {
  const row = within?.querySelector<HTMLElement>("[role=grid] .gt-body [data-row][tabindex='0']");
  // A press tells the table that its focus left the header, which a bare focus would not.
  row?.click();
  row?.focus({ preventScroll: true });
}

/** The height of a compact row, as in tokens.css. */
const row = 26;

/** Scrolls the table so that a row far down stands near the middle. */
export function showRow(within: HTMLElement | null, index: number): void {
  const table = within?.querySelector<HTMLElement>(".gt");
  if (table !== null && table !== undefined) {
    const top = index * row;
    const shown = table.scrollTop <= top && top + 4 * row < table.scrollTop + table.clientHeight;
    table.scrollTop = shown ? table.scrollTop : Math.max(0, top - table.clientHeight / 2);
  }
}
