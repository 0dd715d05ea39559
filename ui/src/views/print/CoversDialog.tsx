//! The cover sheets of a job's claims before they print.

import { call } from "#ui/api/call";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { refusal } from "#ui/app/may";
import { coverWords as words, pageWords } from "#ui/strings/mailing";
import type { Who } from "#ui/views/claims/acts";
import { jobKinds } from "#ui/views/print/jobs";
import { PaperDialog } from "#ui/views/print/PaperDialog";
import { usePages } from "#ui/views/print/ShownPaper";

const dpi = 100;

export type CoversDialogProps = { readonly job: string; readonly who: Who; readonly onClose: () => void };

export function CoversDialog({ job, who, onClose }: CoversDialogProps) {
  const pages = usePages();
  const { value, problem } = useAnswer("cover_page", { job, page: pages.page, dpi }, jobKinds);
  return (
    <PaperDialog
      id="covers"
      title={words.title}
      alt={words.alt}
      file={words.file}
      refused={refusal(who, "print_covers")}
      value={value}
      problem={problem === null ? null : toProblem(problem, pageWords.unread).says}
      pages={pages}
      print={(where) => call("print_covers", { job, ...where })}
      done={({ to }, printer) => (printer === "" ? words.saved(to) : words.sent(to))}
      onClose={onClose}
    >
      <p className="paper-kind">{words.says}</p>
    </PaperDialog>
  );
}
