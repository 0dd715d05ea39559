//! The lists of the audit log in the side list: each is a filter, the last what stands out.

import { to, useRoute, writeRoute } from "#ui/app/route";
import { Pick, SidePart } from "#ui/app/SideList";
import { auditWords as words } from "#ui/strings/audit";
import { auditRoute, filterOf } from "#ui/views/audit/filters";

const kinds: readonly ("look" | "change" | "left" | "refused")[] = ["look", "change", "left", "refused"];

export function AuditLists() {
  const route = useRoute();
  const filter = filterOf(route, "");
  const noticed = route.id === "noticed";
  const only = noticed ? null : filter.kinds.join(",");
  return (
    <SidePart title={words.list}>
      <Pick href={writeRoute(auditRoute({}))} title={words.lists.all} chosen={only === ""} />
      {kinds.map((kind) => (
        <Pick key={kind} href={writeRoute(auditRoute({ ...filter, kinds: [kind] }))} title={words.lists[kind]} chosen={only === kind} />
      ))}
      <Pick href={writeRoute(to("audit", "noticed"))} title={words.lists.noticed} chosen={noticed} />
    </SidePart>
  );
}
