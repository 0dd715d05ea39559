//! Puts a screen's own list into the side list, beneath the places, as long as the screen is shown.

import { type ReactNode, useLayoutEffect, useState } from "react";
import { createPortal } from "react-dom";

/** Holds `SidePart`s. */
export function InSide({ children }: { readonly children: ReactNode }) {
  const [place, setPlace] = useState<Element | null>(null);
  useLayoutEffect(() => setPlace(document.querySelector(".side-lists")), []);
  return place === null ? null : createPortal(children, place);
}
