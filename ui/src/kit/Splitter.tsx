//! The edge between two panes: drag it, or focus it and use the arrows; a double click brings back
//! the width of the first start.

import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { classes } from "#ui/kit/css";

export type SplitterProps = {
  readonly label: string;
  /** The pane's width in px, and its bounds. */
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly first: number;
  /** The pane lies at the left of its edge, or at the right. */
  readonly pane: "left" | "right";
  readonly onChange: (width: number) => void;
  readonly className?: string;
};

export function Splitter({ label, value, least, most, first, pane, onChange, className }: SplitterProps) {
  const grip = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const way = pane === "left" ? 1 : -1;
  const set = (width: number) => onChange(Math.min(most, Math.max(least, Math.round(width))));
  const key = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 48 : 8;
    const widths: Readonly<Record<string, number>> = {
      ArrowRight: value + way * step,
      ArrowLeft: value - way * step,
      Home: least,
      End: most,
      Enter: first,
    };
    const width = widths[event.key];
    if (width !== undefined) {
      event.preventDefault();
      set(width);
    }
  };
  const down = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button === 0) {
      event.currentTarget.setPointerCapture(event.pointerId);
      event.currentTarget.toggleAttribute("data-dragging", true);
      grip.current = { x: event.clientX, width: value };
    }
  };
  const drag = (event: PointerEvent) => {
    if (grip.current !== null) {
      set(grip.current.width + way * (event.clientX - grip.current.x));
    }
  };
  const up = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.removeAttribute("data-dragging");
    grip.current = null;
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      className={classes("splitter", className)}
      onKeyDown={key}
      onPointerDown={down}
      onPointerMove={drag}
      onPointerUp={up}
      onPointerCancel={up}
      onDoubleClick={() => set(first)}
    />
  );
}
