//! A list that hangs from a control, above everything and cut off by nothing: the web view's own
//! popover, placed at its control. It closes on a press elsewhere.

import { type RefObject, useEffect, useId, useLayoutEffect, useState } from "react";

export type Pop = { readonly open: boolean; readonly setOpen: (open: boolean) => void; readonly id: string };

/** Between the control and its list, and between the list and the window's edge, in px. */
const gap = 4;

export function usePop(anchor: RefObject<HTMLElement | null>, list: RefObject<HTMLElement | null>): Pop {
  const [open, setOpen] = useState(false);
  const id = useId();
  useLayoutEffect(() => {
    const element = list.current;
    const control = anchor.current;
    if (!open || element === null || control === null) {
      return;
    }
    element.showPopover();
    const put = () => place(element, control.getBoundingClientRect());
    put();
    const observer = new ResizeObserver(put);
    observer.observe(element);
    window.addEventListener("resize", put);
    return () => {
      observer.disconnect();
      window.removeEventListener("resize", put);
      if (element.isConnected) {
        element.hidePopover();
      }
    };
  }, [open, anchor, list]);
  useEffect(() => {
    if (!open) {
      return;
    }
    const press = (event: Event) => {
      const inside = event.target instanceof Node && (list.current?.contains(event.target) === true || anchor.current?.contains(event.target) === true);
      if (!inside) {
        setOpen(false);
      }
    };
    window.addEventListener("pointerdown", press, true);
    return () => window.removeEventListener("pointerdown", press, true);
  }, [open, anchor, list]);
  return { open, setOpen, id };
}

/** Beneath the control, or above it where there is more room; never past the window's edge. */
function place(element: HTMLElement, control: DOMRect): void {
  element.style.minWidth = `${control.width}px`;
  const { width, height } = element.getBoundingClientRect();
  const below = window.innerHeight - control.bottom - gap;
  const top = below < height && below < control.top ? control.top - height - gap : control.bottom + gap;
  element.style.top = `${Math.max(gap, top)}px`;
  element.style.left = `${Math.max(gap, Math.min(control.left, window.innerWidth - width - gap))}px`;
}
