//! What is open, in the address: `#/claims/clm_01…?list=denied`. Only ids and the names of lists
//! stand there, never a patient.

import { useSyncExternalStore } from "react";

export type Route = {
  /** The place in the side list: `claims`, `patients`, …; empty at the start. */
  readonly place: string;
  /** The record that is open, or `null` for the place's list. */
  readonly id: string | null;
  /** What else is chosen: a list, a tab. */
  readonly with: Readonly<Record<string, string>>;
};

/** Reads the address's hash; what it does not understand it leaves out. */
export function readRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  const [place = "", id = ""] = path.split("/", 2);
  return {
    place: readPart(place),
    id: id === "" ? null : readPart(id),
    with: Object.fromEntries(new URLSearchParams(query)),
  };
}

function readPart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** Writes the address's hash. */
export function writeRoute(route: Route): string {
  const path = [route.place, ...(route.id === null ? [] : [route.id])].map(encodeURIComponent).join("/");
  const query = new URLSearchParams(route.with).toString();
  return `#/${path}${query === "" ? "" : `?${query}`}`;
}

/** A route with what is not said left empty. */
export function to(place: string, id: string | null = null, more: Readonly<Record<string, string>> = {}): Route {
  return { place, id, with: more };
}

/** Opens a route. `replace` keeps the way back short, as for a tab within a screen. */
export function go(route: Route, how: "push" | "replace" = "push"): void {
  const hash = writeRoute(route);
  if (how === "replace") {
    window.history.replaceState(null, "", hash);
  } else if (hash !== window.location.hash) {
    window.history.pushState(null, "", hash);
  }
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}

let last: { readonly hash: string; readonly route: Route } = { hash: "", route: readRoute("") };

function current(): Route {
  const { hash } = window.location;
  if (hash !== last.hash) {
    last = { hash, route: readRoute(hash) };
  }
  return last.route;
}

function watch(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  window.addEventListener("popstate", changed);
  return () => {
    window.removeEventListener("hashchange", changed);
    window.removeEventListener("popstate", changed);
  };
}

/** What is open. */
export function useRoute(): Route {
  return useSyncExternalStore(watch, current);
}
