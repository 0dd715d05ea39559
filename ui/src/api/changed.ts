//! Tells the answer of a change from the answer of a question.

import type { Changed } from "#ui/api/generated";

/** True for the answer of a change: it says what it touched and whether undo can take it back. */
export function isChanged(answer: unknown): answer is Changed<unknown> {
  return typeof answer === "object" && answer !== null && "value" in answer && "touched" in answer && Array.isArray(answer.touched);
}
