//! The window before a practice is open: title strip in the practice's color, one page, its keys.

import type { ReactNode } from "react";
import { KeyStrip } from "#ui/app/KeyStrip";
import { ToastList } from "#ui/app/ToastList";
import { appWords } from "#ui/strings/en";

export type BareWindowProps = {
  /** In the title strip: the practice, or the product. */
  readonly title: string;
  /** The practice's color; none before there is one. */
  readonly colour?: string;
  /** At the right of the status bar. */
  readonly status?: ReactNode;
  readonly children: ReactNode;
};

export function BareWindow({ title, colour, status, children }: BareWindowProps) {
  return (
    <div className="window bare" data-practice={colour}>
      <header className="titlebar">
        {colour === undefined ? null : <span className="swatch" aria-hidden="true" />}
        {title}
      </header>
      <main>{children}</main>
      <footer className="statusbar" aria-label={appWords.statusBar}>
        <KeyStrip />
        <div className="end">{status}</div>
      </footer>
      <ToastList />
    </div>
  );
}
