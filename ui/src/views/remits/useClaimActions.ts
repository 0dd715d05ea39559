//! What can be done with the claim or the line of a sheet in which the caret stands.

import { useState } from "react";
import type { SheetTexts } from "#ui/api/generated";
import { type Live, simple } from "#ui/app/action";
import { go, to } from "#ui/app/route";
import { useWorkspace } from "#ui/app/workspace";
import { sheetWords as words } from "#ui/strings/remits";
import { claimCell, findCell, firstCell, lineCell, type Place, providerCell } from "#ui/views/remits/cells";
import { viewOf } from "#ui/views/remits/findings";
import { addOwnLine, dropClaim, dropLine, isOpening, putBack } from "#ui/views/remits/sheetTexts";
import type { Caret } from "#ui/views/remits/useCaret";
import type { Sheet } from "#ui/views/remits/useSheet";

export type Opened = {
  /** Claims, by place, whose further fields were asked for. */
  readonly more: ReadonlySet<number>;
  /** Cells of another code that were asked for. */
  readonly coded: ReadonlySet<string>;
};

type Taken = { readonly says: string; readonly back: (now: SheetTexts) => SheetTexts };

const nothing: Opened = { more: new Set(), coded: new Set() };

export type ClaimActions = {
  readonly opened: Opened;
  /** Goes to a cell; one that is not drawn yet is opened first. */
  readonly goTo: (cell: string, place: Place) => void;
  readonly actions: readonly Live[];
  readonly openClaim: Live;
};

export function useClaimActions(sheet: Sheet, caret: Caret, here: Place | null, openReasons: () => void): ClaimActions {
  const { toasts } = useWorkspace();
  const [opened, setOpened] = useState(nothing);
  // What was taken off last. Undo is the core's and of what was saved; this is neither yet.
  const [taken, setTaken] = useState<Taken | null>(null);
  const claim = here !== null && (here.kind === "claim" || here.kind === "line") ? here.claim : null;
  const line = here?.kind === "line" ? here.line : null;

  const openMore = (at: number) => setOpened((before) => ({ ...before, more: new Set([...before.more, at]) }));
  const openCode = (cell: string) => setOpened((before) => ({ ...before, coded: new Set([...before.coded, cell]) }));
  const goTo = (cell: string, place: Place) => {
    if (place.kind === "claim") {
      openMore(place.claim);
    } else if (place.kind === "line" && place.field === "code") {
      openCode(cell);
    }
    caret.go(cell);
  };
  const onClaim = (run: (at: number) => void) => () => (claim === null ? toasts.show(words.noClaim) : run(claim));

  const details = simple({
    id: "claim_details",
    title: words.details,
    key: "Alt+D",
    strip: words.detailsShort,
    run: onClaim((at) => {
      if (here?.kind === "claim") {
        setOpened((before) => ({ ...before, more: new Set([...before.more].filter((one) => one !== at)) }));
        caret.go(firstCell(sheet.now(), at));
      } else {
        openMore(at);
        caret.go(claimCell(at, "status"));
      }
    }),
  });
  const addLine = simple({
    id: "add_line",
    title: words.addLine,
    key: "Alt+L",
    run: onClaim((at) => {
      const texts = sheet.now().claims[at];
      if (texts === undefined || isOpening(texts)) {
        toasts.show(words.openingNoClaim);
        return;
      }
      const n = texts.lines.length;
      sheet.change((now) => addOwnLine(now, at));
      caret.go(lineCell(at, n, "code"));
    }),
  });
  const otherCode = simple({
    id: "paid_as",
    title: words.paidAs,
    key: "Alt+C",
    run: () => {
      if (claim === null || line === null) {
        toasts.show(words.noLine);
        return;
      }
      openCode(lineCell(claim, line, "code"));
      caret.go(lineCell(claim, line, "code"));
    },
  });
  const own = claim !== null && line !== null && sheet.texts.claims[claim]?.lines[line]?.line_id === "";
  const takeOff = simple({
    id: "take_off",
    title: own ? words.takeLineOff : words.takeOff,
    key: "Alt+X",
    run: onClaim((at) => {
      const before = sheet.now().claims[at];
      if (before === undefined) {
        return;
      }
      setOpened(nothing);
      if (own && line !== null) {
        sheet.change((now) => dropLine(now, at, line));
        sheet.left();
        caret.go(0 < line ? lineCell(at, line - 1, "allowed") : findCell);
        setTaken({ says: words.putLineBack, back: (now) => ({ ...now, claims: now.claims.map((one, n) => (n === at ? before : one)) }) });
        toasts.show(words.tookLineOff);
        return;
      }
      const number = viewOf(sheet.known(), sheet.now(), at)?.number ?? "";
      sheet.change((now) => dropClaim(now, at));
      sheet.left();
      caret.go(findCell);
      setTaken({ says: words.putBack(number), back: (now) => putBack(now, at, before) });
      toasts.show(words.tookOff(number));
    }),
  });
  const back = simple({
    id: "put_back",
    title: taken?.says ?? "",
    key: "Alt+Z",
    strip: words.putBackShort,
    run: () => {
      if (taken !== null) {
        sheet.change(taken.back);
        sheet.left();
        setTaken(null);
      }
    },
  });
  const reasons = simple({
    id: "find_reason",
    title: words.reasons,
    key: "Alt+R",
    strip: words.reasonsShort,
    run: () => {
      if (here === null || !["adjustments", "remarks"].includes(here.kind === "head" ? "" : here.field)) {
        toasts.show(words.noReason);
      } else {
        openReasons();
      }
    },
  });
  const find = simple({ id: "next_claim", title: words.goFind, key: "F6", strip: words.goFind, run: () => caret.go(findCell) });
  const provider = simple({
    id: "provider_level",
    title: words.goProvider,
    key: "Alt+P",
    run: () => caret.go(providerCell(sheet.now().provider.length, "code")),
  });
  const openClaim = simple({
    id: "open_claim",
    title: words.openClaim,
    key: "F9",
    run: onClaim((at) => {
      const texts = sheet.now().claims[at];
      if (texts !== undefined && isOpening(texts)) {
        toasts.show(words.openingNoClaim);
      } else if (texts !== undefined && texts.claim_id !== "") {
        go(to("claims", texts.claim_id));
      }
    }),
  });
  return { opened, goTo, actions: [find, details, otherCode, addLine, reasons, provider, takeOff, ...(taken === null ? [] : [back])], openClaim };
}
