//! Runs actions: explains a blocked one, reloads what a change touched, offers Undo, tells a problem.

import { isChanged } from "#ui/api/changed";
import type { Changed } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import type { Live } from "#ui/app/action";
import type { Toasts } from "#ui/app/toasts";
import { apiWords, appWords } from "#ui/strings/en";

export type Around = {
  readonly toasts: Toasts;
  /** Makes stale what a change touched. */
  readonly invalidate: (touched: readonly string[]) => void;
  /** Takes the last step back. */
  readonly undo: () => Promise<Changed<unknown>>;
};

/** The way that every action runs. */
export function makePerform(around: Around): (action: Live) => Promise<void> {
  const { toasts, invalidate } = around;
  const takeBack = async (): Promise<void> => {
    try {
      const taken = await around.undo();
      invalidate(taken.touched);
      toasts.show(appWords.undone(titleOf(taken.value)));
    } catch (thrown) {
      toasts.show(toProblem(thrown, apiWords.noAnswer).says, "wrong");
    }
  };
  return async (action) => {
    if (action.blocked !== null) {
      toasts.show(action.blocked);
      return;
    }
    try {
      const finished = await action.run();
      if (finished === null || !isChanged(finished.changed)) {
        return;
      }
      const { touched, undo } = finished.changed;
      invalidate(touched);
      const says = finished.says ?? undo;
      if (says !== null) {
        toasts.show(says, "done", undo === null || !finished.offersUndo ? null : () => void takeBack());
      }
    } catch (thrown) {
      const problem = toProblem(thrown, apiWords.noAnswer);
      if (problem.code !== "cancelled") {
        toasts.show(problem.says, "wrong");
      }
    }
  };
}

/** The core answers an undo with the step's title. */
function titleOf(value: unknown): string | null {
  return typeof value === "object" && value !== null && "title" in value && typeof value.title === "string" ? value.title : null;
}
