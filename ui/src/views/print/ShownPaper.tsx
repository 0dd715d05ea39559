//! A paper as it will print, a page at a time.

import "#ui/views/print/paper.css";
import { type ReactNode, useState } from "react";
import type { PaperPage } from "#ui/api/generated";
import { ActionWord } from "#ui/app/ActionButton";
import { live, type Live } from "#ui/app/action";
import { useActions } from "#ui/app/useActions";
import { Panel } from "#ui/kit/Panel";
import { Skeleton } from "#ui/kit/Skeleton";
import { pageWords as words } from "#ui/strings/mailing";

/** Which page is shown, from 0, and the ways to the others. */
export function usePages(): { readonly page: number; readonly turns: (pages: number) => readonly [Live, Live] } {
  const [page, setPage] = useState(0);
  const turn = (id: string, title: string, key: string, to: number, blocked: string | null) =>
    live({ id, title, key, blocked: () => blocked, run: () => setPage(to) }, undefined);
  return {
    page,
    turns: (pages) => [
      turn("page_before", words.before, "[", page - 1, page === 0 ? words.noBefore : null),
      turn("page_next", words.next, "]", page + 1, pages <= page + 1 ? words.noNext : null),
    ],
  };
}

/** Where one is among the pages, and the words that turn them; nothing for a paper of one page. */
export function PageTurns({ page, pages, turns: [before, next] }: { readonly page: number; readonly pages: number; readonly turns: readonly [Live, Live] }) {
  return pages < 2 ? null : (
    <span className="page-turns">
      <ActionWord action={before}>{words.back}</ActionWord>
      <span className="dim num" aria-live="polite">{words.at(page + 1, pages)}</span>
      <ActionWord action={next}>{words.on}</ActionWord>
    </span>
  );
}

export type ShownPaperProps = { readonly value: PaperPage | undefined; readonly alt: string; readonly problem?: string | null };

export function ShownPaper({ value, alt, problem = null }: ShownPaperProps) {
  return problem !== null ? (
    <p className="bad">{problem}</p>
  ) : value === undefined ? (
    <Skeleton lines={8} height={40} />
  ) : value.png === "" ? (
    <p className="bad">{value.says}</p>
  ) : (
    <img className="shown-paper private" src={`data:image/png;base64,${value.png}`} alt={alt} width={value.width} height={value.height} />
  );
}

export type PaperOfProps = {
  readonly title: string;
  readonly alt: string;
  /** Asks for a page, from 0. */
  readonly usePage: (page: number) => PaperPage | undefined;
  /** What can be done with it, in its heading. */
  readonly end?: ReactNode;
};

/** A paper beside a list. It begins at its first page: give it a `key` of what it is of. */
export function PaperOf({ title, alt, usePage, end }: PaperOfProps) {
  const { page, turns } = usePages();
  const value = usePage(page);
  const [pages, setPages] = useState(0);
  if (value !== undefined && value.pages !== pages) {
    setPages(value.pages);
  }
  const both = turns(pages);
  useActions({ name: title, actions: pages < 2 ? [] : both });
  return (
    <Panel
      title={title}
      end={
        <>
          <PageTurns page={page} pages={pages} turns={both} /> {end}
        </>
      }
    >
      <ShownPaper value={value} alt={alt} />
    </Panel>
  );
}
