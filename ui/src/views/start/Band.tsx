//! The practice in its own color, over a good part of the window: one look tells which one this is.

import type { ReactNode } from "react";

/** The first letters of the first two words: `LH`. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  return words.slice(0, 2).map((word) => word.charAt(0).toUpperCase()).join("");
}

export type BandProps = {
  readonly name: string;
  /** Under the name: why it was locked, what comes next. */
  readonly says: string;
  /** What the mark shows when it is not the name's initials. */
  readonly mark?: ReactNode;
  /** At the foot of the band. */
  readonly children?: ReactNode;
};

export function Band({ name, says, mark, children }: BandProps) {
  return (
    <div className="band">
      <span className="mark" aria-hidden="true">
        {mark ?? initials(name)}
      </span>
      <div>
        <h1>{name}</h1>
        <p className="num">{says}</p>
      </div>
      {children}
    </div>
  );
}
