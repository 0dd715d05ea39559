//! A claim that has been read: its form, lines, segments and inspector, and what can be done with it.

import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { ClaimView, EventView, FindingView } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { type Action, live, simple } from "#ui/app/action";
import { copyText } from "#ui/app/clipboard";
import { refusal } from "#ui/app/may";
import { go, to, useRoute } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useSetting } from "#ui/app/settings";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { MoneyText, Personal } from "#ui/kit/MoneyText";
import { Status } from "#ui/kit/Status";
import { claimWords } from "#ui/strings/claims";
import { unanswered } from "#ui/views/claims/filters";
import { addNote, holdClaims, markSensitive, printClaims, releaseClaims, these, wordsFor } from "#ui/views/claims/acts";
import { formWords } from "#ui/strings/forms";
import { ActPanel } from "#ui/views/account/ActPanel";
import { accountRoute } from "#ui/views/account/routes";
import { useClaimMoney } from "#ui/views/account/useClaimMoney";
import { after, before, shownBoxes } from "#ui/views/claims/boxLayout";
import { Boxes } from "#ui/views/claims/Boxes";
import { ClaimFacts } from "#ui/views/claims/ClaimFacts";
import { ClaimInspector } from "#ui/views/claims/ClaimInspector";
import { ClaimState } from "#ui/views/claims/claimColumns";
import { findingOf, foundBoxes, spotOf } from "#ui/views/claims/findings";
import { LinesTable } from "#ui/views/claims/LinesTable";
import { RawSegments } from "#ui/views/claims/RawSegments";
import { type Marked, markBox, markLines, markSegments, trace, unmarked } from "#ui/views/claims/segments";
import type { Walk } from "#ui/views/claims/useWalk";
import { WalkList } from "#ui/views/claims/WalkList";
import { WordsLine } from "#ui/views/claims/WordsLine";
import { reprintRun } from "#ui/views/print/reprint";
import { usePrinter } from "#ui/views/print/usePrinter";

export type OpenClaimProps = {
  readonly claim: ClaimView;
  /** The list that it was opened from. */
  readonly walk: Walk;
};

export function OpenClaim({ claim, walk }: OpenClaimProps) {
  const { registry, toasts } = useWorkspace();
  const who = useAnswer("session", {}).value;
  const money = useClaimMoney(claim, who);
  const fromAccount = useRoute().with["back"] === "account";
  const { printer } = usePrinter();
  const [rawOpen, setRawOpen] = useSetting("claim.raw", "yes");
  const [marked, setMarked] = useState<Marked>(unmarked);
  const [words, setWords] = useState<"hold" | "note" | null>(null);
  const form = useRef<HTMLDivElement>(null);
  const lastFinding = useRef(-1);
  const traced = useMemo(() => trace(claim.segments), [claim.segments]);
  const shown = useMemo(() => shownBoxes(claim), [claim]);
  const found = useMemo(() => foundBoxes(claim.findings), [claim.findings]);
  useLayoutEffect(() => form.current?.focus({ preventScroll: true }), []);

  const ids = these([claim.id]);
  const held = claim.hold !== "";
  // What was answered is corrected; what was not goes to paper.
  const answered = !unanswered.includes(claim.state);
  const print = live(printClaims(who), ids);
  const hold = live(wordsFor(who, "hold", () => setWords("hold")), ids);
  const release = live(releaseClaims(who, held), ids);
  const note = live(wordsFor(who, "note", () => setWords("note")), ids);
  const sensitive = live(markSensitive(who, claim.sensitive), claim.id);

  const goTo = (finding: FindingView | undefined) => {
    const spot = finding === undefined ? null : spotOf(finding.item);
    if (spot !== null) {
      const wanted = "box" in spot ? `[data-item="${CSS.escape(spot.box)}"]` : `.claim-lines [data-row="${spot.line - 1}"]`;
      const place = form.current?.querySelector<HTMLElement>(wanted);
      place?.focus({ preventScroll: true });
      place?.scrollIntoView({ block: "center" });
    }
  };
  const order = [...claim.findings.filter((one) => one.severity === "fix"), ...claim.findings.filter((one) => one.severity !== "fix")];
  const closeMoney = () => {
    money.close();
    form.current?.focus({ preventScroll: true });
  };
  const toFix = live(
    {
      id: "next_finding",
      title: claimWords.next,
      key: "F4",
      strip: claimWords.nextShort,
      blocked: () => (order.length === 0 ? claimWords.noFindings : null),
      run: () => {
        lastFinding.current = (lastFinding.current + 1) % order.length;
        goTo(order[lastFinding.current]);
      },
    },
    undefined,
  );
  const findings = order.map((finding, n) => findingOf(finding, String(n), finding.code === "held" ? release : null));

  const step = (id: string, title: string, key: string, target: typeof walk.next, none: string) =>
    live(
      { id, title, key, blocked: () => (walk.at === null ? claimWords.noList : target === null ? none : null), run: (next) => go(walk.to(next), "replace") },
      target,
    );
  const next = step("next_claim", claimWords.nextClaim, "J", walk.next, claimWords.last);
  const earlier = step("claim_before", claimWords.beforeClaim, "K", walk.before, claimWords.first);
  const back = simple({ id: "back", title: claimWords.back, key: "Escape", run: () => go(fromAccount ? accountRoute(claim.patient_id) : walk.home) });
  const patient = simple({ id: "open_patient", title: claimWords.patient, key: "F7", run: () => go(accountRoute(claim.patient_id)) });
  const correct = live(
    {
      id: "correct_claim",
      title: formWords.correctClaim,
      key: "E",
      strip: formWords.correct,
      blocked: () => refusal(who, "save_claim"),
      // The form opens at the box that is marked.
      run: () => go(to("edit", "claim", { ...walk.said, id: claim.id, item: [...marked.boxes][0] ?? ([...marked.lines][0] === undefined ? "" : `24.${[...marked.lines][0]} A`) })),
    },
    undefined,
    { title: formWords.correct },
  );
  const later = claim.replaced_by;
  const openLater = live(
    {
      id: "open_later",
      title: claimWords.openLater(later?.number ?? ""),
      key: "L",
      strip: claimWords.openLater(later?.number ?? ""),
      blocked: () => null,
      run: (id: string) => go(to("claims", id)),
    },
    later?.id ?? null,
  );
  const bringUp = live({ ...updateClaim, blocked: () => refusal(who, "update_claim") ?? (claim.was_printed ? formWords.printedStays : null) }, { id: claim.id });
  const take = live({ ...takeToChart, blocked: () => refusal(who, "take_to_chart") }, { id: claim.id });
  const differs = claim.differences.length !== 0;
  const fold = simple({
    id: "raw",
    title: rawOpen === "yes" ? claimWords.rawHide : claimWords.rawShow,
    key: "X",
    strip: claimWords.rawKey,
    run: () => setRawOpen(rawOpen === "yes" ? "no" : "yes"),
  });
  const chosen = claim.segments.filter((_, n) => marked.segments.has(n));
  const copy = live(
    {
      id: "copy_segments",
      title: chosen.length === 0 ? claimWords.copy : claimWords.copySegments(chosen.length),
      key: "Mod+C",
      blocked: () => (chosen.length === 0 && selectedText() === "" ? claimWords.nothingToCopy : null),
      run: async () => {
        const words = selectedText();
        await copyText(words === "" ? chosen.map((segment) => segment.text).join("\n") : words);
        if (words === "") {
          toasts.show(claimWords.copied(chosen.length));
        }
      },
    },
    undefined,
  );
  const printed = claim.timeline.filter((event) => event.print_id !== "");
  const newest = printed.at(-1);
  const again = (event: EventView) =>
    live(event === newest ? { ...reprintRun, key: "R" } : { ...reprintRun, id: `reprint_${event.at}` }, { id: event.print_id, printer }, { title: claimWords.again });
  useActions({
    name: claimWords.title(claim.number),
    actions: [...(later === null ? [] : [openLater]), toFix, print, correct, ...(differs ? [bringUp] : []), ...(differs || claim.said_otherwise.length !== 0 ? [take] : []), hold, release, note, sensitive, ...money.actions, money.remittance, fold, copy, patient, next, earlier, back, ...(newest === undefined ? [] : [again(newest)])],
    hints: [{ keys: ["J", "K"], says: claimWords.walk }],
  });

  const send = (text: string, lookOn: string) => {
    setWords(null);
    form.current?.focus({ preventScroll: true });
    registry.start(words === "hold" ? live(holdClaims, { chosen: ids, reason: text, lookOn }) : live(addNote, { chosen: ids, text, lookOn }));
  };
  const system = claim.diagnoses[0]?.system ?? "";
  const boxes = { shown, system, marked: marked.boxes, found, onMark: (item: string) => setMarked(markBox(traced, item)) };

  return (
    <Screen
      title={claimWords.title(claim.number)}
      sub={
        <span className="claim-sub">
          <span className="claim-state">
            <ClaimState state={claim.state} waitsFor={claim.waits_for} later={claim.replaced_by} />
          </span>
          {claim.sensitive ? (
            <span className="claim-state">
              <Status tone="warn">{claimWords.money.sensitive}</Status>
            </span>
          ) : null}
          <Personal>{claim.patient}</Personal>
          <span className="cut">{claim.payer}</span>
          <MoneyText cents={claim.charge_cents} />
        </span>
      }
      actions={[patient, note, held ? release : hold]}
      second={answered ? print : correct}
      next={later !== null ? openLater : answered ? correct : print}
      formOpen={money.doing !== null}
      inspector={
        <ClaimInspector claim={claim} money={money} findings={findings} onGo={(finding) => goTo(order[Number(finding.id)])} note={note} update={bringUp} take={take} again={again} newest={newest} />
      }
    >
      <div className={rawOpen === "yes" && traced.length !== 0 ? "claim with-raw" : "claim"}>
        <div className="form" ref={form} tabIndex={-1} role="region" aria-label={claimWords.title(claim.number)}>
          <Boxes label={claimWords.boxes} rows={before} {...boxes} />
          <LinesTable lines={claim.lines} marked={marked.lines} onMark={(lines) => setMarked(markLines(traced, lines))} />
          <Boxes label={claimWords.boxesAfter} rows={after} {...boxes} />
          <ClaimFacts claim={claim} />
        </div>
        <RawSegments
          traced={traced}
          source={claim.source}
          importId={claim.import_id}
          marked={marked.segments}
          onMark={(segments) => setMarked(markSegments(traced, segments))}
          open={rawOpen === "yes"}
          turn={fold}
          copy={copy}
        />
        {money.doing === null ? null : <ActPanel patient={claim.patient_id} doing={money.doing} onClose={closeMoney} />}
        {words === null ? null : (
          <div className="strip claim-words">
            <WordsLine which={words} onSend={send} onLeave={() => setWords(null)} />
          </div>
        )}
      </div>
      <WalkList id={claim.id} walk={walk} />
    </Screen>
  );
}

const updateClaim = {
  id: "update_claim",
  title: formWords.update,
  key: "Alt+U",
  strip: formWords.update,
  blocked: () => null,
  run: ({ id }) => call("update_claim", { id }),
} satisfies Action<{ readonly id: string }, ClaimView>;

const takeToChart = {
  id: "take_to_chart",
  title: formWords.take,
  key: "Alt+T",
  strip: formWords.take,
  blocked: () => null,
  run: ({ id }) => call("take_to_chart", { id }),
  done: () => formWords.took,
} satisfies Action<{ readonly id: string }, ClaimView>;

/** What the mouse selected on the page, which the copy key means first. */
function selectedText(): string {
  return window.getSelection()?.toString() ?? "";
}
