//! `Mod+K`: one box for everything. Actions first, then patients and claims; each with its own key, so
//! that the palette makes itself unnecessary. A search that is still running when Enter comes is
//! waited for: what was typed decides, not how fast.

import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { Live } from "#ui/app/action";
import { actionHits, grouped, type Hit, recentOf, withRecent } from "#ui/app/hits";
import { PaletteHits } from "#ui/app/PaletteHits";
import { useSetting } from "#ui/app/settings";
import { arrive } from "#ui/app/typeahead";
import { useActions } from "#ui/app/useActions";
import { useLayers, useWorkspace } from "#ui/app/workspace";
import { useModal } from "#ui/kit/Dialog";
import { Kbd } from "#ui/kit/Kbd";
import { SearchMark } from "#ui/kit/marks";
import { appWords, paletteWords } from "#ui/strings/en";

/** Asks the core; what it answers stands in its order. */
export type Search = (typed: string, signal: AbortSignal) => Promise<readonly Hit[]>;

type Found = { readonly typed: string; readonly hits: readonly Hit[]; readonly ms: number };

const noActions: readonly Live[] = [];
const nothing: Found = { typed: "", hits: [], ms: 0 };

export type PaletteProps = { readonly search: Search; readonly onClose: () => void };

export function Palette({ search, onClose }: PaletteProps) {
  const { registry, toasts } = useWorkspace();
  const layers = useLayers();
  const [recent, setRecent] = useSetting("recent", "");
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const { found, pending } = useFound(search, typed);
  const takeFirst = useRef(false);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const dialog = useModal(onClose);
  useActions({ name: appWords.layers.palette, actions: noActions, level: "dialog" });

  const actions = actionHits(layers, typed, recentOf(recent), (action) => registry.start(action));
  const groups = grouped([...actions, ...found.hits]);
  const hits = groups.flatMap((group) => group.hits);
  const at = Math.min(chosen, hits.length - 1);

  useLayoutEffect(() => {
    if (input.current !== null) {
      arrive(input.current);
    }
  }, []);

  const take = (hit: Hit | undefined) => {
    if (hit === undefined) {
      return;
    }
    if (hit.blocked !== null) {
      toasts.show(hit.blocked);
      return;
    }
    if (hit.kind === "action") {
      setRecent(withRecent(recent, hit.id));
    }
    onClose();
    hit.take();
  };

  // Enter came before the answer: the first hit of that very text is taken when it is there.
  useEffect(() => {
    if (takeFirst.current && !pending) {
      takeFirst.current = false;
      take(hits[0]);
    }
  });

  const key = (event: KeyboardEvent) => {
    const last = hits.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      PageDown: Math.min(last, at + 8),
      PageUp: Math.max(0, at - 8),
    };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setChosen(Math.max(0, to));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (pending && chosen === 0 && actions.length === 0) {
        takeFirst.current = true;
      } else {
        take(hits[at]);
      }
    } else if (event.key === "Tab") {
      event.preventDefault();
    }
  };

  return (
    <dialog ref={dialog} className="palette" aria-label={appWords.find}>
      <div className="ask">
        <SearchMark />
        <input
          ref={input}
          value={typed}
          onChange={(event) => {
            takeFirst.current = false;
            setTyped(event.target.value);
            setChosen(0);
          }}
          onKeyDown={key}
          aria-label={appWords.find}
          role="combobox"
          aria-expanded={hits.length !== 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={hits.length === 0 ? undefined : `${list}-${at}`}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
        />
        <button type="button" onClick={onClose}>
          <span className="sr">{paletteWords.close}</span>
          <Kbd of="Escape" spoken />
        </button>
      </div>
      <PaletteHits id={list} groups={groups} typed={typed} chosen={at} onTake={take} onPoint={setChosen} />
      {hits.length === 0 ? (
        <p className="none">{typed === "" ? paletteWords.start : pending ? paletteWords.searching : paletteWords.none(typed)}</p>
      ) : null}
      <div className="foot">
        <span>
          <Kbd of="ArrowUp" bare />
          <Kbd of="ArrowDown" bare /> {paletteWords.move}
        </span>
        <span>
          <Kbd of="Enter" bare /> {paletteWords.take}
        </span>
        <span className="end num" role="status">
          {typed === "" || pending ? "" : paletteWords.found(hits.length, found.ms)}
        </span>
      </div>
    </dialog>
  );
}

/** The search's answer to the text; the one before stays until the new one is there. */
function useFound(search: Search, typed: string): { readonly found: Found; readonly pending: boolean } {
  const [found, setFound] = useState(nothing);
  const text = typed.trim();
  useEffect(() => {
    if (text === "") {
      setFound(nothing);
      return;
    }
    const stop = new AbortController();
    const began = performance.now();
    search(text, stop.signal).then(
      (hits) => {
        if (!stop.signal.aborted) {
          setFound({ typed: text, hits, ms: Math.max(1, Math.round(performance.now() - began)) });
        }
      },
      () => {
        if (!stop.signal.aborted) {
          setFound({ typed: text, hits: [], ms: 0 });
        }
      },
    );
    return () => stop.abort();
  }, [search, text]);
  return { found: text === "" ? nothing : found, pending: found.typed !== text };
}
