//! All claims in one list: narrowed by several values, sorted by any column, many acted on at once.

import "#ui/views/claims/claims.css";
import { useLayoutEffect, useRef, useState } from "react";
import type { ClaimFilter, ClaimRow } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { toProblem } from "#ui/api/problem";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to, useRoute } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import type { Sort } from "#ui/kit/column";
import { Empty } from "#ui/kit/Empty";
import { MoneyText } from "#ui/kit/MoneyText";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { none, type Selection } from "#ui/kit/selection";
import { Table } from "#ui/kit/Table";
import { apiWords } from "#ui/strings/en";
import { formWords } from "#ui/strings/forms";
import { actWords, claimsWords } from "#ui/strings/claims";
import { addNote, holdClaims, printClaims, releaseClaims, wordsFor } from "#ui/views/claims/acts";
import { claimColumns } from "#ui/views/claims/claimColumns";
import { FilterBar } from "#ui/views/claims/FilterBar";
import { claimRoute, everyClaim, isNarrowed, listOf, listRoute, rowOf, setListText, useListText } from "#ui/views/claims/filters";
import { focusTable, showRow } from "#ui/views/claims/focusTable";
import { SavedViews } from "#ui/views/claims/SavedViews";
import { claimKinds, useClaimList } from "#ui/views/claims/useClaimList";
import { WordsLine } from "#ui/views/claims/WordsLine";

const orders = new Map<string, readonly string[]>(Object.entries(claimsWords.sorted));

export function ClaimsScreen() {
  const route = useRoute();
  const list = listOf(route, useListText());
  const { registry } = useWorkspace();
  const session = useAnswer("session", {}).value;
  const all = useAnswer("claim_totals", everyClaim, claimKinds).value;
  const { rows, totals, problem, known } = useClaimList(list);
  const [selected, setSelected] = useState<Selection>(none);
  const [here, setHere] = useState<ClaimRow | undefined>(undefined);
  const [words, setWords] = useState<"hold" | "note" | null>(null);
  const [daysTurn, setDaysTurn] = useState(0);
  const search = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [start] = useState(() => rowOf(route) ?? 0);
  useLayoutEffect(() => showRow(box.current, start), [start, rows.count === 0]);

  const narrow = (filter: ClaimFilter) => {
    setSelected(none);
    go(listRoute({ ...list, filter }), "replace");
  };
  const typeText = (text: string) => {
    setSelected(none);
    setListText(text);
  };
  const clearFilters = () => {
    setListText("");
    narrow(everyClaim);
  };
  const sortBy = (sort: Sort) => go(listRoute({ ...list, sort }), "replace");

  // With nothing selected the keys act on the row that has the focus.
  const ids = selected.size === 0 ? (here === undefined ? null : [here.id]) : [...selected];
  const anyHeld = ids?.some((id) => known.get(id)?.state === "held") ?? false;
  const many = selected.size;
  const title = (one: string, more: (n: number) => string) => (many < 2 ? one : more(many));
  const print = live(printClaims(session), ids, { title: title(actWords.print, actWords.printMany) });
  const hold = live(wordsFor(session, "hold", () => setWords("hold")), ids, { title: title(actWords.hold, actWords.holdMany) });
  const release = live(releaseClaims(session, anyHeld), ids, { title: title(actWords.release, actWords.releaseMany) });
  const note = live(wordsFor(session, "note", () => setWords("note")), ids);
  const clear = live(
    { id: "clear_selection", title: actWords.clear, key: "Escape", blocked: () => (many === 0 ? actWords.nothing : null), run: () => setSelected(none) },
    undefined,
  );
  const filter = simple({ id: "filter", title: claimsWords.filters.filter, key: "/", strip: claimsWords.filters.filter, run: () => search.current?.select() });
  const days = simple({ id: "filter_days", title: claimsWords.filters.filterDays, key: "D", run: () => setDaysTurn(daysTurn + 1) });
  const wider = simple({ id: "clear_filters", title: claimsWords.filters.clear, key: "Shift+F", run: clearFilters });
  const bringIn = simple({ id: "bring_in", title: claimsWords.bringIn, run: () => go(to("import")) });
  const add = live({ id: "new_claim", title: formWords.newClaim, key: "F8", strip: formWords.newClaim, blocked: () => refusal(session, "save_claim"), run: () => go(to("edit", "claim")) }, undefined);
  useActions({
    name: claimsWords.title,
    actions: [filter, add, days, wider, print, hold, release, note, ...(many === 0 ? [] : [clear])],
    hints: [
      { keys: ["ArrowUp", "ArrowDown"], says: claimsWords.keys.move },
      { keys: ["Space"], says: claimsWords.keys.select },
      { keys: ["Enter"], says: actWords.open },
    ],
  });

  const send = (text: string) => {
    const ask = ids ?? [];
    setWords(null);
    setSelected(none);
    registry.start(words === "hold" ? live(holdClaims, { ids: ask, reason: text }) : live(addNote, { ids: ask, text }));
    focusTable(box.current);
  };
  const count = totals?.count ?? 0;
  const sum = many === 0 ? null : [...selected].reduce((cents, id) => cents + (known.get(id)?.charge_cents ?? 0), 0);
  const order = orders.get(list.sort.column)?.[list.sort.descending ? 1 : 0] ?? "";

  return (
    <Screen title={claimsWords.title} sub={totals === undefined ? undefined : claimsWords.sub(count, order)} actions={[filter]} second={add}>
      <div className="claim-list" ref={box}>
        <div className="stack">
          {problem === null ? null : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}
          <FilterBar
            filter={list.filter}
            states={all?.states ?? []}
            today={session?.today ?? ""}
            onChange={narrow}
            onText={typeText}
            onClear={clearFilters}
            onDown={() => focusTable(box.current)}
            searchRef={search}
            daysTurn={daysTurn}
          />
        </div>
        <Table
          label={claimsWords.label}
          compact
          autoFocus
          columns={claimColumns}
          rows={rows}
          keyOf={(row) => row.id}
          sort={list.sort}
          onSort={sortBy}
          selected={selected}
          onSelect={setSelected}
          onOpen={(row, index) => {
            go(listRoute(list, index), "replace");
            go(claimRoute(row.id, list, index));
          }}
          onHere={setHere}
          start={start}
          totals={[
            {
              columns: 4,
              content: (
                <span className="num">
                  {claimsWords.total(count)} {isNarrowed(list.filter) ? <span className="dim">{claimsWords.ofAll(all?.count ?? 0)}</span> : null}
                </span>
              ),
            },
            { columns: 1, kind: "money", content: <MoneyText cents={totals?.charge_cents ?? 0} total /> },
            { columns: 1, content: null },
          ]}
          empty={
            totals === undefined ? null : isNarrowed(list.filter) ? (
              <Empty says={claimsWords.nothingFits}>
                <ActionButton action={wider} />
              </Empty>
            ) : (
              <Empty says={claimsWords.none}>{refusal(session, "import_claims") === null ? <ActionButton action={bringIn} kind="primary" /> : null}</Empty>
            )
          }
        />
        <div className="strip foot" role="toolbar" aria-label={claimsWords.strip}>
          <span className="med num">{claimsWords.selected(many)}</span>
          <span className="dim num sum">{sum === null ? null : <MoneyText cents={sum} />}</span>
          {words === null ? (
            <>
              <ActionButton action={print} kind="primary" />
              <ActionButton action={hold} />
              <ActionButton action={release} />
              <ActionButton action={note} />
              <span className="end">
                <ActionButton action={clear} kind="bare" />
              </span>
            </>
          ) : (
            <WordsLine
              which={words}
              onSend={send}
              onLeave={() => {
                setWords(null);
                focusTable(box.current);
              }}
            />
          )}
        </div>
      </div>
      <SavedViews all={all} list={list} />
    </Screen>
  );
}
