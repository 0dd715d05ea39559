//! Puts the focus on a table's row.

/** Gives the focus to the row of the table on which it stood, else to the first. */
export function focusTable(within: HTMLElement | null): void {
  const row = within?.querySelector<HTMLElement>("[role=grid] .gt-body [data-row][tabindex='0']");
  row?.focus({ preventScroll: true });
}
