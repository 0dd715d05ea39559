//! A paper that is looked at and then goes to the printer, or into a file.

import type { ReactNode } from "react";
import type { Changed, PaperPage, Printed } from "#ui/api/generated";
import { ActionButton } from "#ui/app/ActionButton";
import { type Action, live, type Live, simple } from "#ui/app/action";
import { Dialog } from "#ui/kit/Dialog";
import { pageWords as words } from "#ui/strings/mailing";
import { PageTurns, ShownPaper, type usePages } from "#ui/views/print/ShownPaper";
import { saveToken } from "#ui/views/print/reprint";
import { usePrinter } from "#ui/views/print/usePrinter";

export type PaperDialogProps = {
  /** Names what is done: `receipt` for `print_receipt` and `save_receipt`. */
  readonly id: string;
  readonly title: string;
  readonly alt: string;
  /** What the file is called when it is saved. */
  readonly file: string;
  /** Why this person may not print it, or `null`. */
  readonly refused: string | null;
  readonly value: PaperPage | undefined;
  readonly problem: string | null;
  readonly pages: ReturnType<typeof usePages>;
  readonly print: (where: { readonly token: string; readonly printer: string }) => Promise<Changed<Printed>>;
  /** The sentence when it is done; `printer` is empty for a file. */
  readonly done: (printed: Printed, printer: string) => string;
  readonly keys?: readonly Live[];
  readonly children?: ReactNode;
  readonly onClose: () => void;
};

const noKeys: readonly Live[] = [];

export function PaperDialog({ id, title, alt, file, refused, value, problem, pages, print, done, keys = noKeys, children, onClose }: PaperDialogProps) {
  const { printer } = usePrinter();
  const printAction = (where: string, next: boolean) =>
    live(
      {
        id: where === "" ? `save_${id}` : `print_${id}`,
        title: where === "" ? words.save : words.print(where),
        key: next ? "Mod+P" : "Mod+S",
        offersUndo: false,
        blocked: () => refused ?? problem ?? (value === undefined ? words.drawing : value.png === "" ? value.says : null),
        run: async () => {
          const token = where === "" ? await saveToken(file) : "";
          const changed = await print({ token, printer: where });
          onClose();
          return changed;
        },
        done: (printed: Printed) => done(printed, where),
      } satisfies Action<undefined, Printed>,
      undefined,
    );
  const next = printAction(printer, true);
  const save = printer === "" ? null : printAction("", false);
  const close = simple({ id: `close_${id}`, title: words.close, key: "Escape", run: onClose });
  const count = value?.pages ?? 0;
  const turns = pages.turns(count);
  return (
    <Dialog
      title={title}
      wide
      className="paper-dialog"
      onClose={onClose}
      keys={[next, ...(save === null ? [] : [save]), ...keys, ...(count < 2 ? [] : turns), close]}
      actions={
        <>
          <span className="start">
            <ActionButton action={close} kind="bare" />
          </span>
          <PageTurns page={pages.page} pages={count} turns={turns} />
          {save === null ? null : <ActionButton action={save} />}
          <ActionButton action={next} kind="primary" />
        </>
      }
    >
      {children}
      {/* With the focus here the arrow keys scroll. */}
      <div role="group" aria-label={title} tabIndex={0}>
        <ShownPaper value={value} alt={alt} problem={problem} />
      </div>
    </Dialog>
  );
}
