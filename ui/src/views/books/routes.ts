//! Where the books are: the proof, what was done by hand, narrowed by days, refunds that wait, deposits.

import { type Route, to } from "#ui/app/route";
import type { Day } from "#ui/kit/day";

export type ActFilter = { readonly from: Day; readonly to: Day; readonly noticed: boolean; readonly kind: string };

export const proofRoute = to("books");

export const waitingRoute = to("books", "waiting");

/** The deposits, or one of them. */
export function depositsRoute(id = ""): Route {
  return to("books", "deposits", id === "" ? {} : { deposit: id });
}

export function actsRoute({ from = "", to: until = "", noticed = false, kind = "" }: Partial<ActFilter>): Route {
  const parts = { from, to: until, noticed: noticed ? "1" : "", kind };
  return to("books", "acts", Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== "")));
}

export function actFilterOf(route: Route): ActFilter {
  return { from: route.with["from"] ?? "", to: route.with["to"] ?? "", noticed: route.with["noticed"] === "1", kind: route.with["kind"] ?? "" };
}

/** Which part an address names. */
export function booksPart(route: Route): "proof" | "acts" | "noticed" | "waiting" | "deposits" {
  if (route.id === "waiting" || route.id === "deposits") {
    return route.id;
  }
  return route.id !== "acts" ? "proof" : actFilterOf(route).noticed ? "noticed" : "acts";
}
