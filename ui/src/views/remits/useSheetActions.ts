//! What can be done with a sheet as a whole: post it, park it, take a claim or a line off, leave.

import { useRef } from "react";
import { call } from "#ui/api/call";
import type { SheetView } from "#ui/api/generated";
import { Problem } from "#ui/api/problem";
import { live, type Live, simple } from "#ui/app/action";
import { refusal, type Role } from "#ui/app/may";
import { useWorkspace } from "#ui/app/workspace";
import { remitWords, sheetWords as words } from "#ui/strings/remits";
import { cellOf } from "#ui/views/remits/cells";
import { type Found, foundOn } from "#ui/views/remits/findings";
import { isBlank } from "#ui/views/remits/sheetTexts";
import type { Sheet } from "#ui/views/remits/useSheet";

export type SheetTurn = {
  readonly sheet: Sheet;
  readonly who: Role | undefined;
  readonly found: readonly Found[];
  /** Leads to a cell, also one that has to be opened first. */
  readonly goTo: (cell: string) => void;
  /** Resolves when nothing that was typed is on its way any more. */
  readonly calm: () => Promise<void>;
  /** Back to the list, or on to a new sheet. */
  readonly onDone: (then: "list" | "new" | "posted") => void;
};

export type SheetActions = {
  readonly post: Live;
  readonly postNext: Live;
  readonly park: Live;
  readonly next: Live;
  readonly back: Live;
  readonly discard: Live;
  readonly remove: Live;
};

export function useSheetActions({ sheet, who, found, goTo, calm, onDone }: SheetTurn): SheetActions {
  const { toasts } = useWorkspace();
  const at = useRef(-1);
  const fixes = found.filter((one) => one.kind === "fix");
  const order = [...fixes, ...found.filter((one) => one.kind !== "fix")];

  /** Sends the sheet; one that was changed under the hand is kept as typed, for a second try. */
  const send = async (how: "post_sheet" | "park_sheet", then: "list" | "new") => {
    await calm();
    const view = await sheet.settled();
    if (how === "post_sheet" && !view.closes) {
      const lacks = foundOn(view);
      const first = lacks.find((one) => one.kind === "fix") ?? lacks[0];
      sheet.left();
      goTo(first?.cell ?? "amount");
      toasts.show(view.twin === "" ? words.notYet(Math.max(1, lacks.filter((one) => one.kind === "fix").length)) : view.twin);
      throw new Problem("cancelled", "");
    }
    try {
      const changed = await call(how, sheet.now());
      await sheet.forget();
      onDone(how === "post_sheet" && then === "list" ? "posted" : then);
      return changed;
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.field !== null) {
        const fault = sheet.known().faults.find((one) => one.field === thrown.field);
        goTo(fault === undefined ? (foundOn(sheet.known())[0]?.cell ?? "amount") : cellOf(fault));
      }
      const { id, version } = sheet.now();
      if (thrown instanceof Problem && thrown.code === "changed" && id !== "") {
        const again = await call("sheet", { id });
        if (again.texts.version !== version && again.state !== "posted") {
          sheet.change((now) => ({ ...now, version: again.texts.version }));
          toasts.show(words.changedUnder, "wrong");
          throw new Problem("cancelled", thrown.says);
        }
      }
      throw thrown;
    }
  };
  const blank = isBlank(sheet.texts);
  const action = (id: string, title: string, key: string, strip: string | null, how: "post_sheet" | "park_sheet", then: "list" | "new") =>
    live<boolean, SheetView>({ id, title, key, ...(strip === null ? {} : { strip }), menu: "file", blocked: () => refusal(who, how) ?? (blank ? words.blank : null), run: () => send(how, then), done: (kept) => (how === "post_sheet" ? words.posted : words.parked)(kept.texts.number) }, true);
  return {
    post: action("post_sheet", words.post, "Mod+Enter", words.post, "post_sheet", "list"),
    postNext: action("post_next", words.postNext, "Mod+Shift+Enter", null, "post_sheet", "new"),
    park: action("park_sheet", words.park, "Mod+S", words.park, "park_sheet", "list"),
    next: live(
      {
        id: "next_finding",
        title: words.next,
        key: "F4",
        strip: words.nextShort,
        blocked: () => (order.length === 0 ? words.nothingToFix : null),
        run: () => {
          at.current = (at.current + 1) % order.length;
          goTo(order[at.current]?.cell ?? "amount");
        },
      },
      undefined,
    ),
    back: simple({
      id: "back",
      title: words.leave,
      key: "Escape",
      strip: words.leaveShort,
      run: async () => {
        if (isBlank(sheet.now())) {
          await sheet.forget();
        }
        onDone("list");
      },
    }),
    discard: simple({
      id: "forget_draft",
      title: words.discard,
      run: async () => {
        await sheet.forget();
        onDone("list");
      },
    }),
    remove: live(
      {
        id: "remove_sheet",
        title: remitWords.remove,
        blocked: () => refusal(who, "remove_sheet"),
        run: async () => {
          const changed = await call("remove_sheet", { id: sheet.now().id });
          await sheet.forget();
          onDone("list");
          return changed;
        },
        done: () => remitWords.removed(sheet.texts.number),
      },
      undefined,
    ),
  };
}
