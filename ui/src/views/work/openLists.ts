//! Lists of open amounts: a queue, or the claims behind a figure of the aging. They stand in the
//! address, so that a claim opened from one knows what comes next. Only ids and names of lists do.

import type { AgingClaimsAsk, QueueAsk, QueueRow } from "#ui/api/generated";
import { type Route, to } from "#ui/app/route";
import type { Sort } from "#ui/kit/column";

/**
 * A figure of the aging: the row's id, empty for all; the bucket from 0, `null` for all; and the cell
 * that it stands in, to lead back to it.
 */
export type Figure = { readonly basis: string; readonly by: string; readonly id: string; readonly bucket: number | null; readonly cell: string };

/** How it is sorted, when not by what is due first. */
type Sorted = { readonly sort?: Sort };

export type OpenList = ({ readonly kind: "queue"; readonly name: string } | ({ readonly kind: "aged" } & Figure)) & Sorted;

/** By what the core sorts, for each column that sorts. */
export const sorts: ReadonlyMap<string, string> = new Map([
  ["limit", "due"],
  ["open", "amount"],
  ["since", "since"],
  ["service", "service"],
]);

function sortedOf({ sort, desc }: Readonly<Record<string, string>>): Sorted {
  return sort === undefined || !sorts.has(sort) ? {} : { sort: { column: sort, descending: desc !== undefined } };
}

function writtenSort({ sort }: Sorted): Readonly<Record<string, string>> {
  return sort === undefined ? {} : { sort: sort.column, ...(sort.descending ? { desc: "1" } : {}) };
}

function sortAsk({ sort }: Sorted): { readonly sort?: string; readonly descending?: boolean } {
  const by = sort === undefined ? undefined : sorts.get(sort.column);
  return sort === undefined || by === undefined ? {} : { sort: by, descending: sort.descending };
}

/** Rows in one page; the core's. */
export const openPage = 200;

/** The list named in an address, or `null` when it names none. */
export function openListOf(said: Readonly<Record<string, string>>): OpenList | null {
  const { queue, basis, by } = said;
  if (queue !== undefined) {
    return { kind: "queue", name: queue, ...sortedOf(said) };
  }
  if (basis === undefined || by === undefined) {
    return null;
  }
  const bucket = Number(said["bucket"] ?? "");
  return { kind: "aged", basis, by, id: said["row"] ?? "", bucket: said["bucket"] !== undefined && Number.isInteger(bucket) ? bucket : null, cell: said["cell"] ?? "", ...sortedOf(said) };
}

/** The list as an address names it. */
export function writtenOpenList(list: OpenList): Readonly<Record<string, string>> {
  if (list.kind === "queue") {
    return { queue: list.name, ...writtenSort(list) };
  }
  const { basis, by, id, bucket, cell } = list;
  return { basis, by, ...(id === "" ? {} : { row: id }), ...(bucket === null ? {} : { bucket: String(bucket) }), ...(cell === "" ? {} : { cell }), ...writtenSort(list) };
}

/** Where the list is shown, starting on a row. */
export function openListRoute(list: OpenList, at = 0): Route {
  const start: Readonly<Record<string, string>> = at === 0 ? {} : { at: String(at) };
  return list.kind === "queue" ? to("work", list.name, { ...writtenSort(list), ...start }) : to("work", "aged", { ...writtenOpenList(list), ...start });
}

/** Where a claim of the list is shown. */
export function openClaimRoute(id: string, list: OpenList, at: number): Route {
  return to("claims", id, { ...writtenOpenList(list), at: String(at) });
}

/** Where a claim of the list is corrected; its form leads back to the claim in its list. */
export function openEditRoute(id: string, list: OpenList, at: number): Route {
  return to("edit", "claim", { id, ...writtenOpenList(list), at: String(at) });
}

/** The question for the page of the list that begins at `from`. */
export function openAsk(list: OpenList, from: number): { readonly name: "queue" | "aging_claims"; readonly ask: QueueAsk | AgingClaimsAsk } {
  if (list.kind === "queue") {
    return { name: "queue", ask: { name: list.name, from, ...sortAsk(list) } };
  }
  const { basis, by, id, bucket } = list;
  return { name: "aging_claims", ask: { basis, by, id, bucket, from, ...sortAsk(list) } };
}

/** Tells a row from the others of its list. */
export function amountKey({ claim_id, opening, open }: QueueRow): string {
  return [claim_id, opening, open.owner, open.step].join(" ");
}
