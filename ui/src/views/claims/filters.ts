//! Which claims a list shows, in the address: ids, days and names of states. What was typed to search
//! may be a patient's name, so it never stands in the address; it is kept in memory until the lock.

import { useSyncExternalStore } from "react";
import { listen } from "#ui/api/call";
import type { ClaimFilter, ClaimsAsk } from "#ui/api/generated";
import { type Route, to } from "#ui/app/route";
import type { Sort } from "#ui/kit/column";

/** A list of claims: which, and in what order. */
export type ClaimList = { readonly filter: ClaimFilter; readonly sort: Sort };

export const everyClaim: ClaimFilter = { states: [], payers: [], rendering: [], patient: "", import: "", from: "", to: "", text: "" };

/** Where a claim stands while nobody has answered it, as far as one knows: what goes to paper. */
export const unanswered: readonly string[] = ["held", "imported", "printed"];

/** The newest service first. */
export const firstSort: Sort = { column: "service", descending: true };

const sorts = new Set(["service", "number", "patient", "payer", "charge", "state"]);

function several(text: string | undefined): string[] {
  return (text ?? "").split(",").filter((id) => id !== "");
}

/** Reads the list out of an address. */
export function listOf(route: Route, text: string): ClaimList {
  const said = route.with;
  const column = said["sort"] ?? "";
  return {
    filter: {
      states: several(said["state"]),
      payers: several(said["payer"]),
      rendering: several(said["rendering"]),
      patient: said["patient"] ?? "",
      import: said["import"] ?? "",
      from: said["from"] ?? "",
      to: said["to"] ?? "",
      text,
    },
    sort: sorts.has(column) ? { column, descending: said["down"] === "1" } : firstSort,
  };
}

/** Writes the list for an address, without what was typed. */
export function writtenList({ filter, sort }: ClaimList): Readonly<Record<string, string>> {
  const own = sort.column === firstSort.column && sort.descending === firstSort.descending;
  const parts: readonly (readonly [string, string])[] = [
    ["state", filter.states.join(",")],
    ["payer", filter.payers.join(",")],
    ["rendering", filter.rendering.join(",")],
    ["patient", filter.patient],
    ["import", filter.import],
    ["from", filter.from],
    ["to", filter.to],
    ["sort", own ? "" : sort.column],
    ["down", own || !sort.descending ? "" : "1"],
  ];
  return Object.fromEntries(parts.filter(([, text]) => text !== ""));
}

/** Where a list is shown. `at` is the row to start on. */
export function listRoute(list: ClaimList, at = 0): Route {
  return to("claims", null, { ...writtenList(list), ...(at === 0 ? {} : { at: String(at) }) });
}

/** Where a claim of a list is shown: `at` is its row, so that `J` and `K` know where they are. */
export function claimRoute(id: string, list: ClaimList, at: number): Route {
  return to("claims", id, { ...writtenList(list), at: String(at) });
}

/** The row named in an address, or `null`. */
export function rowOf(route: Route): number | null {
  const at = Number(route.with["at"] ?? "");
  return route.with["at"] !== undefined && Number.isInteger(at) && 0 <= at ? at : null;
}

/** The question for a page of the list. */
export function pageAsk(list: ClaimList, from: number, count: number, more = false): ClaimsAsk {
  return { filter: list.filter, sort: list.sort.column, descending: list.sort.descending, from, count, more };
}

export function isNarrowed(filter: ClaimFilter): boolean {
  return Object.values(filter).some((value) => value.length !== 0);
}

let typed = "";
const watchers = new Set<() => void>();

/** Keeps what was typed to search the list. */
export function setListText(text: string): void {
  typed = text;
  for (const changed of [...watchers]) {
    changed();
  }
}

let hearing = false;

/** What was typed to search the list; a lock forgets it. */
export function useListText(): string {
  return useSyncExternalStore(
    (changed) => {
      if (!hearing) {
        hearing = true;
        listen((event) => {
          if (event.kind === "locked") {
            setListText("");
          }
        });
      }
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => typed,
  );
}
