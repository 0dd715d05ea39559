//! What was imported before, and the way to a row of it.

import type { ImportRow } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { type Route, to } from "#ui/app/route";

const none: readonly ImportRow[] = [];
/** More are read than anybody looks through here. */
const most = 50;

/** The imports, the newest first. */
export function usePastImports(): readonly ImportRow[] {
  const rows = useAnswer("imports", {}, ["claim", "import"]).value?.rows ?? none;
  return rows.length <= most ? rows : rows.slice(0, most);
}

export function importRoute(id: string): Route {
  return to("import", id);
}

/** The list, with the focus on this row of it. */
export function pastRoute(at: number): Route {
  return to("import", null, { at: String(Math.max(0, at)) });
}
