//! Rows that are links, `a[data-line]`, walked with the arrows or J and K: one of them is in the order of Tab.

import type { KeyboardEvent } from "react";

const moves: ReadonlyMap<string, (at: number, last: number) => number> = new Map([
  ["ArrowDown", (at, last) => Math.min(last, at + 1)],
  ["j", (at, last) => Math.min(last, at + 1)],
  ["ArrowUp", (at) => Math.max(0, at - 1)],
  ["k", (at) => Math.max(0, at - 1)],
  ["Home", () => 0],
  ["End", (_, last) => last],
]);

/** The links of the rows, from the top. */
export function linksOf(within: HTMLElement | null): readonly HTMLElement[] {
  return [...(within?.querySelectorAll<HTMLElement>("a[data-line]") ?? [])];
}

/** Moves the focus from row to row, when the key is one that does. */
export function walkLinks(event: KeyboardEvent, within: HTMLElement | null): void {
  const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : moves.get(event.key);
  if (move !== undefined) {
    event.preventDefault();
    const links = linksOf(within);
    links[move(links.findIndex((link) => link === document.activeElement), links.length - 1)]?.focus();
  }
}

/** The row of the link that has the focus now. */
export function lineOf(target: EventTarget): string | undefined {
  return target instanceof HTMLElement ? target.dataset["line"] : undefined;
}
