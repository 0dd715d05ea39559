//! The receipt of a payment as it will print, plain or itemized, on its way to the printer or into a file.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { ActView, Printed } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton, ActionWord } from "#ui/app/ActionButton";
import { type Action, live, type Live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { dayText } from "#ui/kit/day";
import { Dialog } from "#ui/kit/Dialog";
import { centsText } from "#ui/kit/money";
import { Skeleton } from "#ui/kit/Skeleton";
import { receiptWords as words } from "#ui/strings/payments";
import { moneyKinds } from "#ui/views/account/kinds";
import { noPayment } from "#ui/views/account/openers";
import type { Who } from "#ui/views/claims/acts";
import { saveToken } from "#ui/views/print/reprint";
import { usePrinter } from "#ui/views/print/usePrinter";

/** Shows the receipt of the payment on which somebody stands. */
export function receiptAction(act: ActView | undefined, show: (act: ActView) => void): Live {
  return live(
    {
      id: "open_receipt",
      title: words.openTitle,
      key: "E",
      strip: words.open,
      blocked: (payment) => noPayment(payment ?? undefined),
      run: show,
    },
    act ?? null,
  );
}

/** Pixels to the inch: sharp in the width of the dialog on a dense screen too. */
const dpi = 150;

export type ReceiptDialogProps = { readonly act: ActView; readonly who: Who; readonly onClose: () => void };

export function ReceiptDialog({ act, who, onClose }: ReceiptDialogProps) {
  const [itemized, setItemized] = useState(false);
  const { printer } = usePrinter();
  const { value, problem } = useAnswer("receipt_page", { id: act.id, itemized, dpi }, moneyKinds);
  /** `where` is a printer's name, or empty for a file. */
  const printAction = (where: string, next: boolean) =>
    live(
      {
        id: where === "" ? "save_receipt" : "print_receipt",
        title: where === "" ? words.save : words.print(where),
        key: next ? "Mod+P" : "Mod+S",
        offersUndo: false,
        blocked: () => refusal(who, "print_receipt") ?? (value === undefined ? words.drawing : value.png === "" ? value.says : null),
        run: async () => {
          const token = where === "" ? await saveToken(words.file) : "";
          const changed = await call("print_receipt", { id: act.id, itemized, token, printer: where });
          onClose();
          return changed;
        },
        done: ({ to }: Printed) => (where === "" ? words.saved(to) : words.sent(to)),
      } satisfies Action<undefined, Printed>,
      undefined,
    );
  const next = printAction(printer, true);
  const save = printer === "" ? null : printAction("", false);
  const kind = simple({ id: "itemize_receipt", title: itemized ? words.toPlain : words.toItemized, key: "I", run: () => setItemized(!itemized) });
  const close = simple({ id: "close_receipt", title: words.close, key: "Escape", run: onClose });
  return (
    <Dialog
      title={words.title(dayText(act.on), centsText(act.cents))}
      wide
      className="receipt"
      onClose={onClose}
      keys={[next, ...(save === null ? [] : [save]), kind, close]}
      actions={
        <>
          <span className="start">
            <ActionButton action={close} kind="bare" />
          </span>
          {save === null ? null : <ActionButton action={save} />}
          <ActionButton action={next} kind="primary" />
        </>
      }
    >
      <p className="receipt-kind">
        <span aria-live="polite">{!itemized ? words.plain : act.unapplied_cents < act.cents ? words.itemized : words.noServices}</span>
        <ActionWord action={kind} />
      </p>
      {problem !== null ? (
        <p className="bad">{toProblem(problem, words.unread).says}</p>
      ) : value === undefined ? (
        <Skeleton lines={8} height={40} />
      ) : value.png === "" ? (
        <p className="bad">{value.says}</p>
      ) : (
        <img className="receipt-paper private" src={`data:image/png;base64,${value.png}`} alt={words.alt} width={value.width} height={value.height} />
      )}
    </Dialog>
  );
}
