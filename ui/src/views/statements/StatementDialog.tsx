//! The statement of one account, page by page as it prints, and its way to the printer or into a file: for
//! who stands at the desk or calls.

import { useState } from "react";
import type { RunRow, SentStatement } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { Dialog } from "#ui/kit/Dialog";
import { Skeleton } from "#ui/kit/Skeleton";
import { paperWords as words } from "#ui/strings/statements";
import type { Who } from "#ui/views/claims/acts";
import { usePrinter } from "#ui/views/print/usePrinter";
import { runKinds } from "#ui/views/statements/kinds";
import { printAction } from "#ui/views/statements/runActions";

export type StatementDialogProps = {
  /** The account's key. */
  readonly account: string;
  readonly number: string;
  /** What a run would do with it today; none when nothing is a patient's. */
  readonly run: RunRow | null;
  /** Statements of it that were made. */
  readonly made: readonly SentStatement[];
  readonly who: Who;
  readonly onClose: () => void;
};

/** Pixels to the inch: sharp in the width of the dialog on a dense screen too. */
const dpi = 150;
const none: ReadonlySet<string> = new Set();

export function StatementDialog({ account, number, run, made, who, onClose }: StatementDialogProps) {
  const [page, setPage] = useState(0);
  const { printer } = usePrinter();
  const { value, problem } = useAnswer("statement_page", { account, page, dpi }, runKinds);
  const pages = value?.pages ?? 0;
  // What went to the printer counts when somebody has said how it came out.
  const asked = made.some((one) => one.sent_on === "" && one.unsent === "");
  const send = (where: string, next: boolean) => {
    const action = printAction(who, where, none, next);
    const one = {
      ...action,
      title: where === "" ? words.save : words.print(where),
      blocked: () => refusal(who, "print_statements") ?? (run === null ? words.nothing : !run.goes ? words.stays(run.why) : asked ? words.printed : null),
      run: async (rows: { readonly rows: readonly RunRow[] } | null) => {
        const changed = await action.run(rows ?? { rows: [] });
        onClose();
        return changed;
      },
    };
    return live(one, run === null ? null : { rows: [run] });
  };
  const next = send(printer, true);
  const save = printer === "" ? null : send("", false);
  const turn = (id: string, title: string, key: string, to: number) =>
    live({ id, title, key, blocked: () => (to < 0 || pages <= to ? words.noPage : null), run: () => setPage(to) }, undefined);
  const later = turn("later_page", words.later, "ArrowRight", page + 1);
  const earlier = turn("earlier_page", words.earlier, "ArrowLeft", page - 1);
  const close = simple({ id: "close_statement", title: words.close, key: "Escape", run: onClose });
  return (
    <Dialog
      title={words.of(number)}
      wide
      className="receipt"
      onClose={onClose}
      keys={[next, ...(save === null ? [] : [save]), later, earlier, close]}
      actions={
        <>
          <span className="start">
            <ActionButton action={close} kind="bare" />
            {pages < 2 ? null : <ActionButton action={page + 1 < pages ? later : earlier} kind="bare" />}
          </span>
          {save === null ? null : <ActionButton action={save} />}
          <ActionButton action={next} kind="primary" />
        </>
      }
    >
      <p className="receipt-kind" aria-live="polite">
        {[run === null ? words.nothing : !run.goes ? words.stays(run.why) : asked ? words.printed : run.why, pages === 0 ? "" : words.page(page + 1, pages)].filter((text) => text !== "").join(", ")}
      </p>
      {/* It scrolls, so the keyboard has to reach it. */}
      <div className="scroll statement-sheet" tabIndex={0} role="region" aria-label={words.of(number)}>
        {problem !== null ? (
          <p className="bad">{toProblem(problem, words.unread).says}</p>
        ) : value === undefined ? (
          <Skeleton lines={8} height={40} />
        ) : value.png === "" ? (
          <p className="bad">{value.says}</p>
        ) : (
          <img className="receipt-paper private" src={`data:image/png;base64,${value.png}`} alt={words.altOf(page + 1)} width={value.width} height={value.height} />
        )}
      </div>
    </Dialog>
  );
}
