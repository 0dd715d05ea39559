//! Which system this is: it decides how keys are written and which one `Mod` is.

import { createContext } from "react";

export type Platform = "mac" | "windows" | "linux";

/** Reads the system from the web view's own description. */
export function platformOf(agent: string): Platform {
  if (/mac os|macintosh|iphone|ipad/i.test(agent)) {
    return "mac";
  }
  return /windows/i.test(agent) ? "windows" : "linux";
}

/** The system that this window runs on. */
export const PlatformContext = createContext<Platform>(platformOf(navigator.userAgent));
