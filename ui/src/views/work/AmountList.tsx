//! A list of open amounts, what is due first: what to do with the one that has the focus above it, what
//! can be done by key beneath. Nothing moves when a row is chosen or a reason is typed.

import "#ui/views/claims/claims.css";
import "#ui/views/work/work.css";
import { type ReactNode, useMemo, useRef, useState } from "react";
import type { QueueRow, SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { type Live, live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, type Route, to, writeRoute } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import type { Sort } from "#ui/kit/column";
import { Empty } from "#ui/kit/Empty";
import { dollarsText } from "#ui/kit/money";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { none, type Selection } from "#ui/kit/selection";
import { Table } from "#ui/kit/Table";
import { actWords, claimWords } from "#ui/strings/claims";
import { apiWords } from "#ui/strings/en";
import { formWords } from "#ui/strings/forms";
import { amountWords, queueListWords as words } from "#ui/strings/work";
import { accountRoute } from "#ui/views/account/routes";
import { addNote, holdClaims, printClaims, releaseClaims, these, wordsFor } from "#ui/views/claims/acts";
import { everyClaim } from "#ui/views/claims/filters";
import { focusTable } from "#ui/views/claims/focusTable";
import { claimKinds } from "#ui/views/claims/useClaimList";
import { type ActKind, ActStrip } from "#ui/views/work/ActStrip";
import { decide, typeFor, writeOff } from "#ui/views/work/amountActs";
import { offKind } from "#ui/views/work/off";
import { nextText, noteText, openColumns, openTotals, sinceText } from "#ui/views/work/openColumns";
import { amountKey, openClaimRoute, openEditRoute, openListRoute, type OpenList } from "#ui/views/work/openLists";
import { useOpenRows } from "#ui/views/work/useOpenRows";

/** What is due first. */
const firstSort: Sort = { column: "limit", descending: false };

export type AmountListProps = {
  readonly session: SessionView;
  readonly list: OpenList;
  readonly title: string;
  /** Where Escape leads, and its words. */
  readonly home: Route;
  readonly back: string;
  /** Said when there is nothing. */
  readonly none: string;
  /** The row to start on. */
  readonly start: number;
  /** In place of the count, where another sentence says more. */
  readonly sub?: ReactNode;
};

export function AmountList({ session, list, title, home, back: backTitle, none: noneText, start, sub }: AmountListProps) {
  const { registry, toasts } = useWorkspace();
  const { rows, totals, problem, known } = useOpenRows(list);
  const columns = useMemo(() => openColumns(list, session.today), [list.kind, list.kind === "queue" ? list.name : "", session.today]);
  const [{ here, at }, setHere] = useState<{ readonly here: QueueRow | undefined; readonly at: number }>({ here: undefined, at: start });
  const [keys, setKeys] = useState<Selection>(none);
  const [typing, setTyping] = useState<ActKind | null>(null);
  const [acted, setActed] = useState<readonly QueueRow[]>([]);
  const box = useRef<HTMLDivElement>(null);
  const [first] = useState(start);

  const selected = [...keys].flatMap((key) => known.get(key) ?? []);
  const meant = selected.length === 0 ? (here === undefined ? [] : [here]) : selected;
  const row = selected.length === 1 ? selected[0] : here;
  const claims = claimsOf(meant);
  const chosen = claims.ids.length === 0 ? null : claims;
  const noClaim = meant.length !== 0 && chosen === null ? amountWords.noClaim : null;
  const claimed = (action: Live): Live => (noClaim === null ? action : { ...action, blocked: noClaim });
  const held = meant.some((one) => one.open.owner === "hold");

  const openRow = (one: QueueRow | undefined, index: number) => {
    if (one === undefined) {
      return;
    }
    if (one.claim_id !== "") {
      go(openListRoute(list, index), "replace");
      go(openClaimRoute(one.claim_id, list, index));
    } else if (one.patient_id !== "") {
      go(accountRoute(one.patient_id));
    } else {
      toasts.show(amountWords.noClaim);
    }
  };
  // What is typed for stays what it is for, whatever the list does meanwhile.
  const type = (kind: ActKind) => () => {
    setActed(meant);
    setTyping(kind);
  };
  const off = live(typeFor(session, "write_off", type("write_off")), meant, offKind(meant[0]) === "discount" ? { title: amountWords.discount, strip: amountWords.discount } : {});
  const whose = live(typeFor(session, "decide", type("decide")), meant);
  const hold = claimed(live(wordsFor(session, "hold", type("hold")), chosen));
  const release = claimed(live(releaseClaims(session, held), chosen));
  const note = claimed(live(wordsFor(session, "note", type("note")), chosen));
  const print = claimed(live(printClaims(session), chosen));
  const correct = claimed(
    live(
      { id: "correct_claim", title: formWords.correctClaim, key: "E", strip: formWords.correct, menu: "claim", blocked: (id) => refusal(session, "save_claim") ?? (id === null ? amountWords.nothing : null), run: (id: string) => go(openEditRoute(id, list, at)) },
      row === undefined || row.claim_id === "" ? null : row.claim_id,
      { title: formWords.correct },
    ),
  );
  const patient = live(
    { id: "open_patient", title: claimWords.patient, key: "F7", blocked: (id) => (id === null ? amountWords.nothing : null), run: (id: string) => go(accountRoute(id)) },
    row === undefined || row.patient_id === "" ? null : row.patient_id,
  );
  const back = simple({ id: "back", title: backTitle, key: "Escape", run: () => go(home) });
  // The next step of the queue: out to the payer, into the account where money is taken and given back,
  // a call and what was said in it, or back into the claim.
  const name = list.kind === "queue" ? list.name : "";
  const primary = name === "send" ? print : name === "patient" || name === "credits" ? patient : name === "ask" || name === "wait" ? note : correct;
  useActions({
    name: title,
    actions: [off, whose, correct, hold, release, note, print, patient, back],
    hints: [
      { keys: ["J", "K"], says: words.walk },
      { keys: ["Space"], says: words.select },
      { keys: ["Enter"], says: amountWords.openClaim },
    ],
  });

  const leave = () => {
    setTyping(null);
    focusTable(box.current);
  };
  /** Sends what was typed; its line stays until the core took it. */
  const send = (action: Live) =>
    registry.start({
      ...action,
      run: async () => {
        const finished = await action.run();
        setKeys(none);
        leave();
        return finished;
      },
    });

  return (
    <Screen title={title} sub={
        sub ??
        (totals === undefined ? undefined : (
          <>
            {words.sub(totals.count, dollarsText(totals.cents))}
            {name === "denied" ? <DeniedClaims /> : null}
          </>
        ))
      } actions={primary === patient ? [back] : [patient, back]}>
      <div className="claim-list amounts" ref={box}>
        <div className="stack">
          {problem === null ? null : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}
          <p className="strip next-step" aria-live="polite">
            <span className="label">{words.next}</span>
            {here === undefined ? null : (
              <span className="two num">
                <span className="cut">{nextText(here)}</span>
                <span className="cut dim last-note" title={noteText(here)}>
                  {sinceText(here)} {noteText(here)}
                </span>
              </span>
            )}
          </p>
        </div>
        <Table
          label={words.label(title)}
          compact
          autoFocus
          letters
          columns={columns}
          sort={list.sort ?? firstSort}
          onSort={(sort) => go(openListRoute({ ...list, sort }), "replace")}
          rows={rows}
          keyOf={amountKey}
          selected={keys}
          onSelect={setKeys}
          onOpen={openRow}
          onHere={(one, index) => setHere({ here: one, at: index })}
          start={first}
          totals={openTotals(columns, totals)}
          empty={totals === undefined ? null : <Empty says={noneText} />}
        />
        <ActStrip
          count={keys.size}
          cents={selected.reduce((sum, one) => sum + one.open.cents, 0)}
          primary={primary}
          others={[correct, off, whose, hold, release, note].filter((one) => one !== primary)}
          rows={acted}
          typing={typing}
          onWriteOff={(ask) => send(live(writeOff, ask))}
          onDecide={(ask) => send(live(decide, ask))}
          onWords={(text, lookOn) => send(typing === "hold" ? live(holdClaims, { chosen: claimsOf(acted), reason: text }) : live(addNote, { chosen: claimsOf(acted), text, lookOn }))}
          onLeave={leave}
          clear={live({ id: "clear_selection", title: actWords.clear, blocked: () => (keys.size === 0 ? amountWords.nothing : null), run: () => setKeys(none) }, undefined)}
        />
      </div>
    </Screen>
  );
}

/** How many claims the denied visits have, with the way to them. */
function DeniedClaims() {
  const totals = useAnswer("claim_totals", everyClaim, claimKinds).value;
  const count = totals?.states.find((one) => one.state === "denied")?.count ?? 0;
  return count === 0 ? null : (
    <>
      {", "}
      <a className="link" href={writeRoute(to("claims", null, { state: "denied" }))}>
        {words.asClaims(count)}
      </a>
    </>
  );
}

/** The claims of some amounts, each once. */
function claimsOf(amounts: readonly QueueRow[]) {
  return these([...new Set(amounts.map((one) => one.claim_id).filter((id) => id !== ""))]);
}
