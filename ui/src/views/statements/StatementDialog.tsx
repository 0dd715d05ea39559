//! The statement of one account, page by page as it prints, and its way to the printer or into a file: for
//! who stands at the desk or calls.

import type { RunRow } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { refusal } from "#ui/app/may";
import { paperWords as words, runWords } from "#ui/strings/statements";
import type { Who } from "#ui/views/claims/acts";
import { PaperDialog } from "#ui/views/print/PaperDialog";
import { usePages } from "#ui/views/print/ShownPaper";
import { runKinds } from "#ui/views/statements/kinds";
import { printed, printRows } from "#ui/views/statements/runActions";

export type StatementDialogProps = {
  /** The account's key. */
  readonly account: string;
  readonly number: string;
  /** What a run would do with it today; none when nothing is a patient's. */
  readonly run: RunRow | null;
  readonly who: Who;
  readonly onClose: () => void;
};

/** Pixels to the inch: sharp in the width of the dialog on a dense screen too. */
const dpi = 150;

export function StatementDialog({ account, number, run, who, onClose }: StatementDialogProps) {
  const pages = usePages();
  const { value, problem } = useAnswer("statement_page", { account, page: pages.page, dpi }, runKinds);
  const stays = run === null ? words.nothing : run.desk ? null : words.stays(run.why);
  return (
    <PaperDialog
      id="statement"
      title={words.of(number)}
      alt={words.altOf(pages.page + 1)}
      file={runWords.file}
      refused={refusal(who, "print_statements") ?? stays}
      value={value}
      problem={problem === null ? null : toProblem(problem, words.unread).says}
      pages={pages}
      print={(where) => printRows(run === null ? [] : [run], { ...where, mail_house: false, desk: true })}
      done={printed}
      onClose={onClose}
    >
      <p className="paper-kind" aria-live="polite">
        {stays ?? run?.why}
      </p>
    </PaperDialog>
  );
}
