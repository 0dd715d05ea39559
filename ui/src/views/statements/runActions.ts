//! Printing a run: on the printer that this person prints on, or into a file for a mail house. It cannot
//! be taken back; what never left is unsent from the list of jobs.

import { call } from "#ui/api/call";
import type { Changed, Printed, RunRow } from "#ui/api/generated";
import type { Action } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { jobWords } from "#ui/strings/jobs";
import { runWords as words } from "#ui/strings/statements";
import type { Who } from "#ui/views/claims/acts";
import { folderToken, saveToken } from "#ui/views/print/reprint";

/** The rows of a run, or some of them. */
type Rows = { readonly rows: readonly RunRow[] };

let turn = 0;

/** Makes the statements of accounts and prints them. */
export function printRows(rows: readonly RunRow[], where: { readonly token: string; readonly printer: string; readonly mail_house: boolean; readonly desk: boolean }): Promise<Changed<Printed>> {
  turn += 1;
  return call("print_statements", { job: `statements-${turn}`, rows: rows.map(({ account, due_cents }) => ({ account, due_cents })), ...where });
}

/** What is said when they are on their way, or saved. */
export function printed({ claims, pages, to, asked }: Printed): string {
  return (asked ? jobWords.sent("statement", claims, pages, to) : words.printed(claims, pages, to));
}

/** `where` is a printer's name, or empty for a file. */
export function printAction(who: Who, where: string, left: ReadonlySet<string>, next: boolean) {
  return {
    id: where === "" ? "save_statements" : "print_statements",
    title: where === "" ? words.save : words.print,
    key: next ? "Mod+P" : "Mod+S",
    menu: "file",
    offersUndo: false,
    blocked: (run) => refusal(who, "print_statements") ?? (run === null || going(run, left).length === 0 ? words.nothingGoes : null),
    run: async (run) => {
      const token = where === "" ? await saveToken(words.file) : "";
      return printRows(going(run, left), { token, printer: where, mail_house: false, desk: false });
    },
    done: printed,
  } satisfies Action<Rows, Printed>;
}

/** The files of a mail house: the pages as a PDF and the list of them, into a folder. */
export function mailHouse(who: Who, left: ReadonlySet<string>) {
  return {
    id: "mail_house",
    title: words.house,
    key: "M",
    strip: words.houseShort,
    menu: "file",
    offersUndo: false,
    blocked: (run) => refusal(who, "print_statements") ?? (run === null || going(run, left).length === 0 ? words.nothingGoes : null),
    run: async (run) => {
      const token = await folderToken();
      return printRows(going(run, left), { token, printer: "", mail_house: true, desk: false });
    },
    done: ({ claims, to }) => words.housed(claims, to),
  } satisfies Action<Rows, Printed>;
}

/** The accounts of a run that go out, but for those that were left out by hand. */
export function going(run: Rows, left: ReadonlySet<string>) {
  return run.rows.filter((row) => row.goes && !left.has(row.account));
}
