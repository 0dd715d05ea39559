//! A sheet on which a paper remittance is keyed: the check above, its claims as a grid, what is left at
//! the foot, and beside it what the claim under the caret was and will be.

import { useEffect, useMemo, useRef, useState } from "react";
import type { SessionView, SheetView } from "#ui/api/generated";
import { type Live, simple } from "#ui/app/action";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { centsText } from "#ui/kit/money";
import { remitWords, sheetWords as words } from "#ui/strings/remits";
import { claimCell, findCell, firstCell, lineCell, type Place, placeOf } from "#ui/views/remits/cells";
import { CertificateDialog } from "#ui/views/remits/CertificateDialog";
import { foundOn, viewOf, wrongCells } from "#ui/views/remits/findings";
import { ReasonDialog } from "#ui/views/remits/ReasonDialog";
import { SheetBody } from "#ui/views/remits/SheetBody";
import { SheetFoot } from "#ui/views/remits/SheetFoot";
import { SheetHead } from "#ui/views/remits/SheetHead";
import { SheetInspector } from "#ui/views/remits/SheetInspector";
import { SheetSide } from "#ui/views/remits/SheetSide";
import { addClaim, isOpening, newClaim, withCell } from "#ui/views/remits/sheetTexts";
import { useCaret } from "#ui/views/remits/useCaret";
import { useClaimActions } from "#ui/views/remits/useClaimActions";
import { useSheet } from "#ui/views/remits/useSheet";
import { useSheetActions } from "#ui/views/remits/useSheetActions";
import { useSheetKeys } from "#ui/views/remits/useSheetKeys";

export type OpenSheetProps = {
  /** As it was opened. */
  readonly first: SheetView;
  readonly session: SessionView;
  /** A new, empty sheet is to take its place. */
  readonly onNew: () => void;
};

export function OpenSheet({ first, session, onNew }: OpenSheetProps) {
  const sheet = useSheet(first);
  const { texts, view, judged, ready } = sheet;
  const page = useRef<HTMLDivElement>(null);
  const caret = useCaret(page);
  const keys = useSheetKeys(sheet, caret);
  const [at, setAt] = useState<string | null>(null);
  const [last, setLast] = useState<number | null>(null);
  const behind = useRef(false);
  const [dialog, setDialog] = useState<"certificate" | "reasons" | null>(null);
  const here: Place | null = useMemo(() => (at === null ? null : placeOf(at)), [at]);
  const found = useMemo(() => (sheet.hasDraft || texts.id !== "" ? foundOn(judged) : []), [judged, sheet.hasDraft, texts.id]);
  // A cell is marked once somebody has been there, or wanted to post: an empty sheet is not wrong yet.
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const wrong = useMemo(() => new Map([...wrongCells(judged)].filter(([cell]) => tried || visited.has(cell))), [judged, tried, visited]);

  const claims = useClaimActions(sheet, caret, here, () => setDialog("reasons"));
  const goTo = (cell: string) => {
    setTried(true);
    claims.goTo(cell, placeOf(cell));
  };
  const done = (then: "list" | "new" | "posted") => {
    if (then === "new") {
      onNew();
    } else {
      go(to("remits", null, then === "posted" ? { next: "1" } : {}), "replace");
    }
  };
  const calm = async () => {
    await keys.accepted();
    await sheet.settled();
  };
  const acts = useSheetActions({ sheet, who: session, found, goTo, calm, onDone: done });
  const certificate = simple({ id: "certificate", title: words.certificate, key: "Alt+B", run: () => setDialog("certificate") });
  useActions({
    name: words.layer,
    actions: [acts.post, acts.next, acts.park, acts.postNext, ...claims.actions, claims.openClaim, certificate, acts.back, ...(sheet.hasDraft ? [acts.discard] : []), ...(texts.id === "" ? [] : [acts.remove])],
    hints: [
      { keys: ["Enter"], says: words.enter },
      { keys: ["Tab"], says: words.tab },
    ],
  });

  useEffect(() => {
    // Unless somebody is in a cell already: F4 may have led there before the draft was found.
    if (ready && page.current?.contains(document.activeElement) !== true) {
      // A new sheet begins with its payer; one that comes back, with what is missing.
      const start = texts.payer_id === "" ? "payer_id" : texts.number === "" ? "number" : texts.amount === "" ? "amount" : findCell;
      caret.go(start);
    }
    // Once, when it is known what was typed before.
  }, [ready]);

  const type = useMemo(() => (name: string, text: string) => sheet.change((now) => withCell(now, name, text)), [sheet.change]);
  const closeReasons = () => {
    behind.current = true;
    setDialog(null);
  };
  const claim = here !== null && (here.kind === "claim" || here.kind === "line") ? here.claim : null;
  // Beside the sheet the claim that was typed last stays in sight.
  const shown = claim ?? last;
  if (claim !== null && claim !== last) {
    setLast(claim);
  }
  const fixes = found.filter((one) => one.kind === "fix").length;
  const toFix: Live = { ...acts.next, title: words.toFix(fixes) };
  return (
    <Screen
      title={texts.id === "" ? words.newTitle : words.title}
      sub={
        <>
          {words.sub([view.payer, texts.number === "" ? "" : `${remitWords.method(texts.method)} ${texts.number}`, view.amount_cents === 0 ? "" : centsText(view.amount_cents)])}
          {sheet.hasDraft ? <span className="why">{words.draft}</span> : null}
        </>
      }
      actions={[acts.back]}
      second={acts.park}
      next={fixes === 0 ? acts.post : toFix}
      inspector={
        <SheetInspector
          view={view}
          judged={judged}
          problem={sheet.problem}
          found={found}
          part={shown === null ? 0 : (texts.claims[shown]?.part ?? 0)}
          line={here?.kind === "line" ? here.line : null}
          onGo={goTo}
          certificate={certificate}
          openClaim={claims.openClaim}
        />
      }
    >
      <div
        ref={page}
        className="remit-page entry"
        role="form"
        aria-label={words.form}
        onKeyDown={keys.onKeyDown}
        onFocus={(event) => {
          const name = event.target.getAttribute("name");
          if (name !== null) {
            keys.entered(name);
            setAt(name);
            if (event.target instanceof HTMLInputElement) {
              // After a picked reason its amount is typed behind it; else typing replaces.
              const from = behind.current ? event.target.value.length : 0;
              event.target.setSelectionRange(from, event.target.value.length);
              behind.current = false;
            }
          }
        }}
        onBlur={(event) => {
          const name = event.target.getAttribute("name");
          if (name !== null) {
            setVisited((before) => (before.has(name) ? before : new Set([...before, name])));
          }
          sheet.left();
        }}
      >
        <SheetHead texts={texts} view={view} today={session.today} type={type} wrong={wrong} onPicked={() => caret.go("number")} />
        <SheetBody
          sheet={sheet}
          type={type}
          wrong={wrong}
          opened={claims.opened}
          here={here}
          onClaim={(id) => {
            const n = sheet.now().claims.length;
            sheet.change((now) => addClaim(now, newClaim(id)));
            caret.go(isOpening(newClaim(id)) ? claimCell(n, "paid") : lineCell(n, 0, "allowed"));
          }}
          onProvider={(row) => caret.go(`provider.${row}.reference`)}
        />
        <SheetFoot view={view} judged={judged} />
      </div>
      <SheetSide view={view} chosen={claim === null ? undefined : viewOf(view, texts, claim)} onGo={(n) => goTo(firstCell(sheet.now(), n))} />
      {dialog === "certificate" ? <CertificateDialog view={judged} onClose={() => setDialog(null)} /> : null}
      {dialog === "reasons" && at !== null ? <ReasonDialog cell={at} texts={texts} type={type} onClose={closeReasons} /> : null}
    </Screen>
  );
}
