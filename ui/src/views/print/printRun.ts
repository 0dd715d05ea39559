//! Printing what is previewed: into a file, or on a printer. It cannot be taken back, so nothing
//! offers Undo; the run is kept and can be printed again.

import { call } from "#ui/api/call";
import type { FormsPreview, Printed } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import type { Action } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { apiWords } from "#ui/strings/en";
import { jobWords } from "#ui/strings/jobs";
import { printWords } from "#ui/strings/printing";
import type { Who } from "#ui/views/claims/acts";
import { saveToken } from "#ui/views/print/reprint";
import { setToPrint } from "#ui/views/print/toPrint";

/** What did not print stays on the list until it is fixed. */
function leaveBlocked(forms: FormsPreview): void {
  setToPrint(forms.blocked.map((claim) => claim.id));
  go(to("print"), "replace");
}

/** `where` is a printer's name, or `save`. The next action has `Mod+P`; saving beside a printer `Mod+S`. */
export function printRun(who: Who, working: boolean, where: string, next: boolean) {
  return {
    id: where === "save" ? "save_forms" : "print_forms",
    title: printWords.save,
    key: next ? "Mod+P" : "Mod+S",
    menu: "file",
    blocked: (forms) =>
      refusal(who, "print_forms") ?? (working ? printWords.wait : forms === null || forms.pages === 0 ? printWords.nothingPrints : null),
    run: async (forms) => {
      const token = where === "save" ? await saveToken(printWords.file) : "";
      try {
        const changed = await call("print_forms", { preview: forms.id, token, printer: where === "save" ? "" : where });
        leaveBlocked(forms);
        return changed;
      } catch (thrown) {
        // What a printer did not take waits in the print queue, or is in doubt: it is not on the desk any more.
        if (where !== "save" && toProblem(thrown, apiWords.noAnswer).code === "needs_you") {
          leaveBlocked(forms);
        }
        throw thrown;
      }
    },
    done: ({ claims, pages, to: where, asked }) => (asked ? jobWords.sent("cms1500", claims, pages, where) : printWords.printed(claims, pages, where)),
  } satisfies Action<FormsPreview, Printed>;
}
