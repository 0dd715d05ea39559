//! A part of the settings: its name at the left, what belongs to it at the right.

import type { ReactNode } from "react";
import { settingsWords } from "#ui/strings/settings";

export type PartName = keyof typeof settingsWords.parts;

export type PartProps = {
  readonly part: PartName;
  /** Under the name. */
  readonly says?: string;
  /** Why this role may not change it. */
  readonly refused?: string | null;
  readonly children: ReactNode;
};

export function Part({ part, says, refused = null, children }: PartProps) {
  const title = settingsWords.parts[part];
  return (
    <section className="setting" data-part={part} aria-label={title}>
      <div className="what">
        <h2>{title}</h2>
        {says === undefined ? null : <p>{says}</p>}
        {refused === null ? null : <p className="refused">{refused}</p>}
      </div>
      <div className="content">{children}</div>
    </section>
  );
}
