//! The pane at the right: what helps to decide, never what must be typed first.

import type { ReactNode } from "react";

export type InspectorProps = { readonly label: string; readonly children: ReactNode };

/** Holds `Panel`s; context first, then findings. */
export function Inspector({ label, children }: InspectorProps) {
  return (
    // It scrolls, so the keyboard has to be able to reach it even when nothing in it can be pressed.
    <aside className="inspector" aria-label={label} tabIndex={0}>
      {children}
    </aside>
  );
}
