//! Tells the core that somebody works here, so that the window does not lock under the hands.

import { useEffect } from "react";
import { call } from "#ui/api/call";

/** At most once in this time, in ms. */
const rest = 30_000;

export function useActivity(): void {
  useEffect(() => {
    let told = Date.now();
    const tell = () => {
      const now = Date.now();
      if (rest <= now - told) {
        told = now;
        // When it was locked meanwhile, the lock screen is on its way already.
        call("active", {}).catch(() => {});
      }
    };
    const kinds = ["keydown", "pointerdown", "pointermove", "wheel"];
    for (const kind of kinds) {
      window.addEventListener(kind, tell, { passive: true });
    }
    return () => {
      for (const kind of kinds) {
        window.removeEventListener(kind, tell);
      }
    };
  }, []);
}
