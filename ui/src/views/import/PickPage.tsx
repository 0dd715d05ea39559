//! The beginning of an import: where files are dropped, and what was imported before.

import type { ReactNode } from "react";
import { ActionButton } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { importWords as words } from "#ui/strings/imports";
import type { PastRow } from "#ui/views/import/past";
import { PastImports } from "#ui/views/import/PastImports";

export type PickPageProps = {
  /** Why the last files could not be read. */
  readonly problem: string | null;
  /** Why this role may not import. */
  readonly refused: string | null;
  readonly pick: Live;
  readonly folder: Live;
  /** The row of what was imported before that has the focus; `null` leaves the focus where it is. */
  readonly from: PastRow | null;
  /** The work under way, in place of the buttons. */
  readonly children: ReactNode;
};

export function PickPage({ problem, refused, pick, folder, from, children }: PickPageProps) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={words.filter}>
      {problem === null ? null : <ProblemBanner what={problem} />}
      <div className="drop">
        <svg width="72" height="56" viewBox="0 0 72 56" fill="none" stroke="currentColor" strokeWidth="1.25" aria-hidden="true">
          <path d="M16.6 12.6h28.8v38.8H16.6zM22 22h18M22 29h18M22 36h10" />
          <path d="M24.6 12.6v-8h31v38.8h-10" opacity=".5" />
        </svg>
        <p className="t15 med">{refused ?? words.drop}</p>
        {refused === null ? <p className="dim">{words.dropSays}</p> : null}
        {children === null ? (
          <div className="acts">
            <ActionButton action={pick} kind="primary" />
            <ActionButton action={folder} />
          </div>
        ) : (
          <div className="under-way">{children}</div>
        )}
      </div>
      <PastImports from={from} />
    </div>
  );
}
