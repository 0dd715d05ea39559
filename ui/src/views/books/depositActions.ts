//! What is done with a deposit: its slip on paper or in a file, and taking it apart.

import { call } from "#ui/api/call";
import type { DepositView, Printed } from "#ui/api/generated";
import { live, type Live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go } from "#ui/app/route";
import { oneDepositWords as words } from "#ui/strings/deposits";
import { depositsRoute } from "#ui/views/books/routes";
import type { Who } from "#ui/views/claims/acts";
import { saveToken } from "#ui/views/print/reprint";

/** `where` is a printer's name, or empty for a file. */
export function slipAction(who: Who, deposit: DepositView | null, where: string, next: boolean): Live {
  return live<DepositView, Printed>(
    {
      id: where === "" ? "save_slip" : "print_slip",
      title: where === "" ? words.save : words.print(where),
      key: next ? "Mod+P" : "Mod+S",
      strip: where === "" ? words.save : words.printShort,
      menu: "file",
      offersUndo: false,
      blocked: (one) => refusal(who, "print_deposit") ?? (one === null ? words.unread : one.way !== "bank" ? words.cards : one.cents === one.now_cents ? null : words.correctFirst),
      run: async ({ id }) => call("print_deposit", { id, token: where === "" ? await saveToken(words.file) : "", printer: where }),
      done: ({ to }) => (where === "" ? words.saved(to) : words.sent(to)),
    },
    deposit,
  );
}

/** Its payments are in hand again. */
export function removeAction(who: Who, deposit: DepositView | null): Live {
  return live<DepositView, unknown>(
    {
      id: "take_apart",
      title: words.apartTitle,
      key: "T",
      strip: words.apartTitle,
      blocked: (one) => refusal(who, "remove_deposit") ?? (one === null ? words.unread : null),
      run: async ({ id }) => {
        const changed = await call("remove_deposit", { id });
        go(depositsRoute(), "replace");
        return changed;
      },
      done: (_, { number }) => words.apartDone(number),
    },
    deposit,
  );
}
