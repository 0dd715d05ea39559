//! What the audit log is narrowed by, in the address: ids, kinds and days, never a name.

import type { AuditFilter } from "#ui/api/generated";
import { type Route, to } from "#ui/app/route";

/** The filter of an address; what is typed stands beside it. */
export function filterOf(route: Route, text: string): AuditFilter {
  const part = (name: string) => route.with[name] ?? "";
  return {
    who: part("who"),
    kinds: part("kinds")
      .split(",")
      .filter((kind) => kind !== ""),
    patient: part("patient"),
    from: part("from"),
    to: part("to"),
    text,
  };
}

/** The address of a filter, without what is typed. */
export function auditRoute(filter: Partial<AuditFilter>): Route {
  const parts = { who: filter.who ?? "", kinds: (filter.kinds ?? []).join(","), patient: filter.patient ?? "", from: filter.from ?? "", to: filter.to ?? "" };
  return to("audit", null, Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== "")));
}

/** Whether a filter leaves anything out. */
export function narrows(filter: AuditFilter): boolean {
  return filter.who !== "" || filter.kinds.length !== 0 || filter.patient !== "" || filter.from !== "" || filter.to !== "" || filter.text.trim() !== "";
}
