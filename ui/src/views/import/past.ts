//! What was imported before, and the way to a row of it.

import type { ImportRow } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { type Route, to } from "#ui/app/route";

const none: readonly ImportRow[] = [];
/** More are read than anybody looks through here. */
const most = 50;

/** A row of the list: the import of this id, or what stands at this place when it is gone. */
export type PastRow = { readonly id: string; readonly at: number };

/** The imports, the newest first; `late` while newer ones are being read. */
export function usePastImports(): { readonly imports: readonly ImportRow[]; readonly late: boolean } {
  const { value, updating } = useAnswer("imports", {}, ["claim", "import"]);
  return { imports: value?.rows.slice(0, most) ?? none, late: updating };
}

export function importRoute(id: string): Route {
  return to("import", id);
}

/** The list, with the focus on this row of it. */
export function pastRoute({ id, at }: PastRow): Route {
  return to("import", null, { at: String(Math.max(0, at)), ...(id === "" ? {} : { row: id }) });
}

/** The row that an address names. */
export function pastRowOf({ with: { at, row = "" } }: Route): PastRow | null {
  return at === undefined ? null : { id: row, at: Number(at) || 0 };
}
