//! The state of a thing: a word, and a mark whose shape differs as well as its color.

import type { ReactNode } from "react";
import { classes } from "#ui/kit/css";

/** `bad` is a square, `warn` a triangle, `ok` and `go` a dot, `wait` a ring. */
export type Tone = "bad" | "warn" | "ok" | "go" | "wait" | "plain";

export type StatusProps = { readonly tone: Tone; readonly children: ReactNode; readonly className?: string };

export function Status({ tone, children, className }: StatusProps) {
  return <span className={classes("status", tone !== "plain" && tone, className)}>{children}</span>;
}
