//! A part of the inspector or of a page: a quiet heading, something at its right, and its content.

import type { ReactNode } from "react";
import { classes } from "#ui/kit/css";

export type PanelProps = {
  readonly title: string;
  /** At the right of the heading: a figure, a state, a small button. */
  readonly end?: ReactNode;
  /** Known to who cannot see it, not drawn. */
  readonly hiddenTitle?: boolean;
  readonly children: ReactNode;
  readonly className?: string;
};

export function Panel({ title, end, hiddenTitle = false, children, className }: PanelProps) {
  return (
    <section className={classes("part", className)} aria-label={title}>
      <h2 className={hiddenTitle ? "sr" : undefined}>
        {title}
        {end === undefined ? null : <span className="end">{end}</span>}
      </h2>
      {children}
    </section>
  );
}
