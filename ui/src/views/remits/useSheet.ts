//! A sheet under way: what is typed is the truth and is kept as a draft with every letter; the core is
//! asked what it comes to, one question at a time; an answer only adds figures and words to it.

import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { SheetTexts, SheetView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { type Texts, useDraft } from "#ui/app/useDraft";
import { apiWords } from "#ui/strings/en";
import { LatestLast } from "#ui/views/remits/latestLast";
import { filledIn, readSheet } from "#ui/views/remits/sheetTexts";

export type Sheet = {
  /** As typed. */
  readonly texts: SheetTexts;
  /** What it comes to, by the latest answer. */
  readonly view: SheetView;
  /** The answer to what stood when a cell was left last: nothing is found fault with while it is typed. */
  readonly judged: SheetView;
  /** Why the core could not say what it comes to, or `null`. */
  readonly problem: string | null;
  /** True once the draft has been looked for. */
  readonly ready: boolean;
  readonly hasDraft: boolean;
  /** What stands there now, also before it is drawn. */
  readonly now: () => SheetTexts;
  /** The latest answer, also before it is drawn. */
  readonly known: () => SheetView;
  /** Changes what stands there. */
  readonly change: (make: (before: SheetTexts) => SheetTexts) => void;
  /** A cell was left: time to find fault. */
  readonly left: () => void;
  /** True while the core has yet to answer what stands there. */
  readonly busy: () => boolean;
  /** Resolves with the answer to what stands there. */
  readonly settled: () => Promise<SheetView>;
  /** Nothing is kept any more: it was parked, posted, or given up. */
  readonly forget: () => Promise<void>;
};

const noDraft: Texts = { sheet: "" };

export function draftOf(id: string): string {
  return `sheet ${id === "" ? "new" : id}`;
}

/** `left` counts how often a cell had been left: an answer that counts more than the last judges. */
type Asked = { readonly texts: SheetTexts; readonly left: number };

export function useSheet(first: SheetView): Sheet {
  const draft = useDraft(draftOf(first.texts.id), noDraft);
  const [texts, setTexts] = useState(first.texts);
  const [view, setView] = useState(first);
  const [judged, setJudged] = useState(first);
  const [problem, setProblem] = useState<string | null>(null);
  const [ready, setReady] = useState(false);
  const typed = useRef(first.texts);
  const seen = useRef(first);
  const turns = useRef({ left: 0, judged: 0, of: first.texts });

  const keep = useRef(draft.set);
  useLayoutEffect(() => {
    keep.current = draft.set;
  });
  const put = useCallback((after: SheetTexts) => {
    typed.current = after;
    setTexts(after);
    keep.current("sheet", JSON.stringify(after));
  }, []);

  const checker = useMemo(
    () =>
      new LatestLast<Asked, SheetView>(
        (asked) => call("check_sheet", asked.texts),
        (answer, asked) => {
          setProblem(null);
          seen.current = answer;
          setView(answer);
          if (turns.current.judged < asked.left) {
            turns.current.judged = asked.left;
            setJudged(answer);
          }
          const filled = filledIn(typed.current, asked.texts, answer.texts);
          if (filled !== typed.current) {
            put(filled);
          }
        },
        (thrown) => setProblem(toProblem(thrown, apiWords.noAnswer).says),
      ),
    [put],
  );
  const ask = useCallback(() => checker.ask({ texts: typed.current, left: turns.current.left }), [checker]);
  const left = useCallback(() => {
    if (turns.current.of !== typed.current) {
      turns.current.of = typed.current;
      turns.current.left += 1;
      ask();
    }
  }, [ask]);

  // The draft comes before anything is typed, and is asked about at once.
  const kept = draft.texts["sheet"] ?? "";
  useEffect(() => {
    if (draft.ready && !ready) {
      const found = readSheet(kept);
      if (found !== null) {
        typed.current = found;
        setTexts(found);
        left();
      }
      setReady(true);
    }
  }, [draft.ready, ready, kept, left]);

  const change = useCallback(
    (make: (before: SheetTexts) => SheetTexts) => {
      const after = make(typed.current);
      if (after !== typed.current) {
        put(after);
        ask();
      }
    },
    [put, ask],
  );
  const settled = useCallback(async () => {
    // What an answer fills in may ask again.
    do {
      await checker.settled();
    } while (checker.busy);
    return seen.current;
  }, [checker]);

  return {
    texts,
    view,
    judged,
    problem,
    ready,
    hasDraft: kept !== "",
    now: useCallback(() => typed.current, []),
    known: useCallback(() => seen.current, []),
    change,
    left,
    busy: useCallback(() => checker.busy, [checker]),
    settled,
    forget: draft.forget,
  };
}
