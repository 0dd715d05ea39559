//! Where the books are: the proof, and what was done by hand, narrowed by days.

import { type Route, to } from "#ui/app/route";
import type { Day } from "#ui/kit/day";

export type ActFilter = { readonly from: Day; readonly to: Day; readonly noticed: boolean };

export const proofRoute = to("books");

export function actsRoute({ from = "", to: until = "", noticed = false }: Partial<ActFilter>): Route {
  const parts = { from, to: until, noticed: noticed ? "1" : "" };
  return to("books", "acts", Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== "")));
}

export function actFilterOf(route: Route): ActFilter {
  return { from: route.with["from"] ?? "", to: route.with["to"] ?? "", noticed: route.with["noticed"] === "1" };
}

/** Which part an address names. */
export function booksPart(route: Route): "proof" | "acts" | "noticed" {
  return route.id !== "acts" ? "proof" : actFilterOf(route).noticed ? "noticed" : "acts";
}
