//! The receipt of a payment as it will print, plain or itemized, on its way to the printer or into a file.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { ActView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionWord } from "#ui/app/ActionButton";
import { live, type Live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { dayText } from "#ui/kit/day";
import { centsText } from "#ui/kit/money";
import { receiptWords as words } from "#ui/strings/payments";
import { moneyKinds } from "#ui/views/account/kinds";
import { noPayment } from "#ui/views/account/openers";
import type { Who } from "#ui/views/claims/acts";
import { PaperDialog } from "#ui/views/print/PaperDialog";
import { usePages } from "#ui/views/print/ShownPaper";

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
  const pages = usePages();
  const { value, problem } = useAnswer("receipt_page", { id: act.id, itemized, page: pages.page, dpi }, moneyKinds);
  const kind = simple({ id: "itemize_receipt", title: itemized ? words.toPlain : words.toItemized, key: "I", run: () => setItemized(!itemized) });
  return (
    <PaperDialog
      id="receipt"
      title={words.title(dayText(act.on), centsText(act.cents))}
      alt={words.alt}
      file={words.file}
      refused={refusal(who, "print_receipt")}
      value={value}
      problem={problem === null ? null : toProblem(problem, words.unread).says}
      pages={pages}
      print={(where) => call("print_receipt", { id: act.id, itemized, ...where })}
      done={({ to }, printer) => (printer === "" ? words.saved(to) : words.sent(to))}
      keys={[kind]}
      onClose={onClose}
    >
      <p className="paper-kind">
        <span aria-live="polite">{!itemized ? words.plain : act.unapplied_cents < act.cents ? words.itemized : words.noServices}</span>
        <ActionWord action={kind} />
      </p>
    </PaperDialog>
  );
}
