//! Starts a page: faults are watched first, so that nobody ever faces a blank window.

import { type ReactNode, StrictMode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { watchFaults } from "#ui/app/fatal";

/** Draws the page. `report` gets an incident's number and kind, nothing of what was on the screen. */
export function start(page: ReactNode, report: (incident: string, kind: string) => void): void {
  watchFaults(report);
  const root = document.getElementById("root");
  if (root === null) {
    throw new RangeError("the page has no root");
  }
  // At once: an empty frame before it would cost as much as this one.
  flushSync(() => createRoot(root).render(<StrictMode>{page}</StrictMode>));
}
