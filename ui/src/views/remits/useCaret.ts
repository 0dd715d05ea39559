//! Where the caret of a sheet stands, and how it gets to a cell: at once, or as soon as the cell is
//! drawn. Keys typed in between are kept for it.

import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";
import { arrive } from "#ui/app/typeahead";
import { postCell } from "#ui/views/remits/cells";

export type Caret = {
  /** Goes to the cell of this name, or waits until there is one. */
  readonly go: (name: string) => void;
  /** The names of all cells, in the order in which they stand. */
  readonly names: () => readonly string[];
};

export function useCaret(page: RefObject<HTMLElement | null>): Caret {
  const wanted = useRef<string | null>(null);
  const reach = useCallback(() => {
    const name = wanted.current;
    const field = name === null ? null : name === postCell ? document.querySelector<HTMLElement>(".toolbar .btn.primary") : page.current?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`);
    if (field !== null && field !== undefined) {
      wanted.current = null;
      field.scrollIntoView({ block: "nearest" });
      if (field instanceof HTMLInputElement) {
        field.select();
      }
      arrive(field);
    }
  }, [page]);
  useLayoutEffect(reach);
  const go = useCallback(
    (name: string) => {
      wanted.current = name;
      reach();
    },
    [reach],
  );
  const names = useCallback(() => [...(page.current?.querySelectorAll("input[name], select[name]") ?? [])].map((field) => field.getAttribute("name") ?? ""), [page]);
  return { go, names };
}
