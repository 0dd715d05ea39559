//! An empty place: one sentence of what will be here, and one action with its key.

import type { ReactNode } from "react";

export type EmptyProps = {
  readonly says: string;
  /** One action at most. */
  readonly children?: ReactNode;
};

export function Empty({ says, children }: EmptyProps) {
  return (
    <div className="empty">
      <svg width="64" height="48" viewBox="0 0 64 48" fill="none" stroke="currentColor" strokeWidth="1.25" aria-hidden="true">
        <rect x="12.6" y="4.6" width="38.8" height="38.8" rx="3" />
        <path d="M12.6 13.5h38.8M20 21.5h12M20 28.5h20M20 35.5h8" />
        <path d="M4.6 10.5v30a6 6 0 0 0 6 6h34" opacity=".5" />
      </svg>
      <p>{says}</p>
      {children}
    </div>
  );
}
