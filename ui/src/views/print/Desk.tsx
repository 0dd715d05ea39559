//! The sheet on the desk: fitted into the window, or at a size to look at closely.

import { type KeyboardEvent, useRef } from "react";
import { Skeleton } from "#ui/kit/Skeleton";
import { classes } from "#ui/kit/css";
import { printWords } from "#ui/strings/printing";
import type { Picture } from "#ui/views/print/usePage";

export type DeskProps = {
  readonly picture: Picture | null;
  readonly alt: string;
  /** In percent of the paper's size; `null` fits it into the window. */
  readonly zoom: number | null;
  readonly onStep: (by: 1 | -1) => void;
};

/** CSS pixels to the inch. */
const css = 96;
const paper = { width: 8.5 * css, height: 11 * css };

export function Desk({ picture, alt, zoom, onStep }: DeskProps) {
  const desk = useRef<HTMLDivElement>(null);
  const key = (event: KeyboardEvent) => {
    const element = desk.current;
    if (element === null || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const room = element.scrollHeight - element.clientHeight;
    // Up and down scroll a large sheet first; at its edge, and of a fitted one, they turn the page.
    const down = event.key === "ArrowDown" && room - element.scrollTop < 2;
    const up = event.key === "ArrowUp" && element.scrollTop < 2;
    const sideways = element.scrollWidth <= element.clientWidth + 1;
    if (down || event.key === "PageDown" || (event.key === "ArrowRight" && sideways)) {
      event.preventDefault();
      onStep(1);
    } else if (up || event.key === "PageUp" || (event.key === "ArrowLeft" && sideways)) {
      event.preventDefault();
      onStep(-1);
    }
  };
  const scale = (zoom ?? 100) / 100;
  return (
    <div ref={desk} className={classes("paper-desk", zoom === null && "fit")} tabIndex={0} role="region" aria-label={printWords.page} onKeyDown={key}>
      {picture === null ? (
        <div className="blank">
          <Skeleton lines={0} />
        </div>
      ) : (
        <img className="private" src={picture.src} alt={alt} width={zoom === null ? undefined : paper.width * scale} height={zoom === null ? undefined : paper.height * scale} />
      )}
    </div>
  );
}
