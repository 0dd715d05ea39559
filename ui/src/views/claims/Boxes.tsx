//! The boxes of the form, read and not typed: the number, what it is, what stands in it. Arrows walk
//! them in the paper's order; the chosen one lights up with the segments that it came from.

import { type FocusEvent, type KeyboardEvent, useRef } from "react";
import { classes } from "#ui/kit/css";
import { boxTitle, diagnosesTitle } from "#ui/strings/claims";
import { kitWords } from "#ui/strings/en";
import type { Place, PlaceRow, Shown } from "#ui/views/claims/boxLayout";

export type BoxesProps = {
  readonly label: string;
  readonly rows: readonly PlaceRow[];
  readonly shown: ReadonlyMap<string, Shown>;
  readonly system: string;
  readonly marked: ReadonlySet<string>;
  /** Boxes with a finding, and how bad it is. */
  readonly found: ReadonlyMap<string, "fix" | "check">;
  readonly onMark: (item: string) => void;
};

export function Boxes({ label, rows, shown, system, marked, found, onMark }: BoxesProps) {
  const list = useRef<HTMLDivElement>(null);
  const used = rows.filter((row) => row.some(({ item }) => found.has(item) || (shown.get(item)?.text ?? "") !== ""));
  const places = used.flat();
  const key = (event: KeyboardEvent) => {
    const boxes = [...(list.current?.querySelectorAll<HTMLElement>("[data-item]") ?? [])];
    const at = boxes.findIndex((box) => box === document.activeElement);
    const steps: Readonly<Record<string, number>> = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: boxes.length - 1 };
    const next = steps[event.key];
    if (next !== undefined && 0 <= at && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      boxes[Math.min(boxes.length - 1, Math.max(0, next))]?.focus();
    }
  };
  const focus = (event: FocusEvent) => {
    const item = event.target instanceof HTMLElement ? event.target.dataset["item"] : undefined;
    if (item !== undefined && !marked.has(item)) {
      onMark(item);
    }
  };
  const first = places.find(({ item }) => marked.has(item)) ?? places[0];
  return (
    <div ref={list} className="boxes" role="list" aria-label={label} onKeyDown={key} onFocus={focus}>
      {places.map((place) => (
        <Box
          key={place.item}
          place={place}
          shown={shown.get(place.item)}
          system={system}
          marked={marked.has(place.item)}
          found={found.get(place.item)}
          reachable={place === first}
        />
      ))}
    </div>
  );
}

type BoxProps = {
  readonly place: Place;
  readonly shown: Shown | undefined;
  readonly system: string;
  readonly marked: boolean;
  readonly found: "fix" | "check" | undefined;
  readonly reachable: boolean;
};

/** Boxes whose content tells who the patient is. */
const personal = new Set(["1a", "2", "3", "4", "5", "7", "9", "9a", "11", "11a", "11b", "26"]);

function Box({ place, shown, system, marked, found, reachable }: BoxProps) {
  const { item, edge, width, kind } = place;
  const text = shown?.text ?? "";
  const title = item === "21" ? diagnosesTitle(system) : boxTitle(item);
  return (
    <div
      role="listitem"
      tabIndex={reachable ? 0 : -1}
      data-item={item}
      className={classes("paper-box", `e${edge}`, width > 1 && `w${width}`, marked && "selected", found)}
    >
      <span className="label">
        {title} <span className="box">{item}</span>
      </span>
      <span className={classes("value", kind, personal.has(item) && "private")}>
        {text === "" ? <span className="empty-value">{kitWords.missing}</span> : item === "21" ? <Letters text={text} /> : text}{" "}
        {shown?.more.map((more) => (
          <span key={more} className="code dim">
            {more}{" "}
          </span>
        ))}
      </span>
    </div>
  );
}

/** The diagnoses, each after its letter. */
function Letters({ text }: { readonly text: string }) {
  return (
    <span className="claim-letters">
      {text.split("  ").map((one) => (
        <span key={one}>
          <span className="dim">{one.slice(0, 1)}</span>
          {one.slice(2)}
        </span>
      ))}
    </span>
  );
}
