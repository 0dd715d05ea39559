//! The segments that a claim was read from, as they were sent, each with what it says. Arrows choose,
//! Shift extends; what is chosen lights up in the form, and can be copied.

import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import type { Live } from "#ui/app/action";
import { ActionWord } from "#ui/app/ActionButton";
import { to, writeRoute } from "#ui/app/route";
import { classes } from "#ui/kit/css";
import { claimWords } from "#ui/strings/claims";
import type { Traced } from "#ui/views/claims/segments";

export type RawSegmentsProps = {
  readonly traced: readonly Traced[];
  readonly source: string;
  /** The import that brought it, or empty. */
  readonly importId: string;
  readonly marked: ReadonlySet<number>;
  readonly onMark: (segments: ReadonlySet<number>) => void;
  readonly open: boolean;
  readonly turn: Live;
  readonly copy: Live;
};

export function RawSegments({ traced, source, importId, marked, onMark, open, turn, copy }: RawSegmentsProps) {
  return (
    <section className={classes("raw", !open && "folded")} aria-label={claimWords.raw}>
      <h2 className="heading">
        <ActionWord action={turn}>{claimWords.raw}</ActionWord>
        <span className="dim num">{source}</span>
        {importId === "" ? null : (
          <a className="link" href={writeRoute(to("import", importId))}>
            {claimWords.rawImport}
          </a>
        )}
        <span className="end">{open && traced.length !== 0 ? <ActionWord action={copy}>{claimWords.copy}</ActionWord> : null}</span>
      </h2>
      {!open ? null : traced.length === 0 ? <p className="says">{claimWords.rawNone}</p> : <SegmentList traced={traced} marked={marked} onMark={onMark} />}
    </section>
  );
}

type SegmentListProps = Pick<RawSegmentsProps, "traced" | "marked" | "onMark">;

function SegmentList({ traced, marked, onMark }: SegmentListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(0);
  const [anchor, setAnchor] = useState(0);
  const firstMarked = marked.size === 0 ? -1 : Math.min(...marked);
  useEffect(() => {
    // What the form lights up has to be in sight; what is chosen here already is.
    if (0 <= firstMarked && list.current?.contains(document.activeElement) === false) {
      list.current.children[firstMarked]?.scrollIntoView({ block: "center" });
      setAt(firstMarked);
    }
  }, [firstMarked]);
  const choose = (to: number, extend: boolean) => {
    const from = extend ? anchor : to;
    setAnchor(from);
    setAt(to);
    const [low, high] = from < to ? [from, to] : [to, from];
    onMark(new Set(Array.from({ length: high - low + 1 }, (_, n) => low + n)));
    const row = list.current?.children[to];
    if (row instanceof HTMLElement) {
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    }
  };
  const key = (event: KeyboardEvent) => {
    const last = traced.length - 1;
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last, PageDown: at + 10, PageUp: at - 10 };
    const next = steps[event.key];
    if (next !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      choose(Math.min(last, Math.max(0, next)), event.shiftKey);
    } else if (event.key === " ") {
      event.preventDefault();
      choose(at, event.shiftKey);
    }
  };
  const click = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-segment]") : null;
    if (row !== null) {
      choose(Number(row.dataset["segment"]), event.shiftKey);
    }
  };
  return (
    <ul ref={list} className="x12" role="listbox" aria-multiselectable aria-label={claimWords.segmentsLabel} onKeyDown={key} onClick={click}>
      {traced.map(({ segment }, n) => (
        <li key={segment.n} role="option" aria-selected={marked.has(n)} data-segment={n} tabIndex={n === at ? 0 : -1} className={marked.has(n) ? "selected" : undefined}>
          <span className="n">{segment.n}</span>
          <code className="private">{segment.text}</code>
          <span className="private">{segment.says}</span>
        </li>
      ))}
    </ul>
  );
}
