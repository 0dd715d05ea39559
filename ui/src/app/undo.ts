//! Undo and redo: steps of the core, all session and across restarts. The titles name the step.

import { call } from "#ui/api/call";
import type { StepView } from "#ui/api/generated";
import { type Action, live, type Live } from "#ui/app/action";
import { makeWork } from "#ui/app/work";
import { appWords } from "#ui/strings/en";

/** A step of many rows, while it is taken back or done again. */
export const stepWork = makeWork(200);

/** What undo would take back, in words; `null` when there is nothing. */
type Step = { readonly title: string };

const undo = {
  id: "undo",
  title: appWords.actions.undo,
  key: "Mod+Z",
  menu: "edit",
  offersUndo: false,
  blocked: (step) => (step === null ? appWords.nothingToUndo : null),
  run: () => stepWork.run((job) => call("undo", { job })),
  done: (taken) => appWords.undone(taken.title),
} satisfies Action<Step, StepView>;

const redo = {
  id: "redo",
  title: appWords.actions.redo,
  key: "Mod+Shift+Z",
  menu: "edit",
  offersUndo: false,
  blocked: (step) => (step === null ? appWords.nothingToRedo : null),
  run: () => stepWork.run((job) => call("redo", { job })),
  done: (made) => appWords.redone(made.title),
} satisfies Action<Step, StepView>;

/** The two actions, for the session's `undo` and `redo`. */
export function undoActions(undoStep: string | null, redoStep: string | null): readonly Live[] {
  return [
    undoStep === null ? live(undo, null) : live(undo, { title: undoStep }, { title: appWords.actions.undoStep(undoStep) }),
    redoStep === null ? live(redo, null) : live(redo, { title: redoStep }, { title: appWords.actions.redoStep(redoStep) }),
  ];
}
