//! Printing what is previewed: into a file, or on a printer. It cannot be taken back, so nothing
//! offers Undo; the run is kept and can be printed again.

import { call } from "#ui/api/call";
import type { FormsPreview, Printed } from "#ui/api/generated";
import type { Action } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { jobWords } from "#ui/strings/jobs";
import { printWords } from "#ui/strings/printing";
import type { Who } from "#ui/views/claims/acts";
import { saveToken } from "#ui/views/print/reprint";
import { setToPrint } from "#ui/views/print/toPrint";

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
      const changed = await call("print_forms", { preview: forms.id, token, printer: where === "save" ? "" : where });
      // What did not print stays on the list until it is fixed.
      setToPrint(forms.blocked.map((claim) => claim.id));
      go(to("print"), "replace");
      return changed;
    },
    done: ({ claims, pages, to: where, asked }) => (asked ? jobWords.sent(claims, pages, where) : printWords.printed(claims, pages, where)),
  } satisfies Action<FormsPreview, Printed>;
}
