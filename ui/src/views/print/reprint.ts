//! Printing a run again, byte for byte: on the chosen printer, or into a file.

import { call } from "#ui/api/call";
import type { Printed } from "#ui/api/generated";
import { Problem } from "#ui/api/problem";
import type { Action } from "#ui/app/action";
import { printWords } from "#ui/strings/printing";
import { mayLeave } from "#ui/views/print/readable";

/** Lets the person name a file; closing the dialog stops quietly. */
export async function saveToken(suggested: string, whose: "patients'" | "nobody's" = "patients'"): Promise<string> {
  if (whose === "patients'" && !(await mayLeave())) {
    throw new Problem("cancelled", "");
  }
  const picked = await call("pick_save", { suggested });
  if (picked.file === null) {
    throw new Problem("cancelled", "");
  }
  return picked.file.token;
}

/** Lets the person choose a folder for files with patients' facts; closing the dialog stops quietly. */
export async function folderToken(): Promise<string> {
  if (!(await mayLeave())) {
    throw new Problem("cancelled", "");
  }
  const picked = await call("pick_folder", {});
  if (picked.file === null) {
    throw new Problem("cancelled", "");
  }
  return picked.file.token;
}

export type RunToPrint = { readonly id: string; readonly printer: string };

export const reprintRun = {
  id: "reprint",
  title: printWords.againTitle,
  blocked: (run) => (run === null ? printWords.noRun : null),
  run: async ({ id, printer }) => {
    const token = printer === "" ? await saveToken(printWords.file) : "";
    return call("reprint", { id, token, printer, from: 0, to: 0 });
  },
  done: ({ claims, pages, to }) => printWords.reprinted(claims, pages, to),
} satisfies Action<RunToPrint, Printed>;
