//! All claims in one list: narrowed by several values, sorted by any column, many acted on at once.

import "#ui/views/claims/claims.css";
import "#ui/views/lists/lists.css";
import { useRef, useState } from "react";
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
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { none } from "#ui/kit/selection";
import { Table } from "#ui/kit/Table";
import { apiWords } from "#ui/strings/en";
import { formWords } from "#ui/strings/forms";
import { actWords, claimsWords } from "#ui/strings/claims";
import { listWords } from "#ui/strings/lists";
import { addNote, countOf, holdClaims, printClaims, releaseClaims, these, wordsFor } from "#ui/views/claims/acts";
import { allClaimColumns, claimColumns, needsMore } from "#ui/views/claims/claimColumns";
import { stopBulk, useBulk } from "#ui/views/claims/bulk";
import { claimTotals } from "#ui/views/claims/claimTotals";
import { FilterBar } from "#ui/views/claims/FilterBar";
import { claimRoute, everyClaim, firstSort, isNarrowed, listOf, listRoute, rowOf, setListText, useListText } from "#ui/views/claims/filters";
import { focusTable } from "#ui/views/claims/focusTable";
import { SavedViews } from "#ui/views/claims/SavedViews";
import { SelectionStrip } from "#ui/views/claims/SelectionStrip";
import { useChosen } from "#ui/views/claims/useChosen";
import { claimKinds, useClaimList } from "#ui/views/claims/useClaimList";
import { ColumnsDialog } from "#ui/views/lists/ColumnsDialog";
import { removeList, savedAs } from "#ui/views/lists/savedLists";
import { SaveListDialog } from "#ui/views/lists/SaveListDialog";
import { useColumns } from "#ui/views/lists/useColumns";
import { useExport } from "#ui/views/lists/useExport";

const orders = new Map<string, readonly string[]>(Object.entries(claimsWords.sorted));

export function ClaimsScreen() {
  const route = useRoute();
  const list = listOf(route, useListText());
  const { registry } = useWorkspace();
  const session = useAnswer("session", {}).value;
  const all = useAnswer("claim_totals", everyClaim, claimKinds).value;
  const own = useAnswer("own_lists", {}, ["setting"]).value;
  const columns = useColumns("claims", allClaimColumns, claimColumns);
  const { rows, totals, problem, known } = useClaimList(list, needsMore(columns));
  const [here, setHere] = useState<ClaimRow | undefined>(undefined);
  const { keys, whole, select, clear: forget, chosen, toPaper, count: many, cents, anyHeld } = useChosen(list, totals, known, here);
  const [words, setWords] = useState<"hold" | "note" | null>(null);
  const [open, setOpen] = useState<"columns" | "save" | null>(null);
  const [daysTurn, setDaysTurn] = useState(0);
  const search = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [start] = useState(() => rowOf(route) ?? 0);

  const narrow = (filter: ClaimFilter) => {
    forget();
    go(listRoute({ ...list, filter }), "replace");
  };
  const typeText = (text: string) => {
    forget();
    setListText(text);
  };
  const clearFilters = () => {
    setListText("");
    narrow(everyClaim);
  };
  const sortBy = (sort: Sort) => go(listRoute({ ...list, sort }), "replace");

  const title = (one: string, more: (n: number) => string) => (many < 2 ? one : more(many));
  const print = live(printClaims(session), toPaper, { title: many < 2 ? actWords.print : actWords.printMany(countOf(toPaper)) });
  const hold = live(wordsFor(session, "hold", () => setWords("hold")), chosen, { title: title(actWords.hold, actWords.holdMany) });
  const release = live(releaseClaims(session, anyHeld), chosen, { title: title(actWords.release, actWords.releaseMany) });
  const note = live(wordsFor(session, "note", () => setWords("note")), chosen);
  const clear = live(
    { id: "clear_selection", title: actWords.clear, key: "Escape", blocked: () => (many === 0 ? actWords.nothing : null), run: forget },
    undefined,
  );
  const count = totals?.count ?? 0;
  const everything = simple({ id: "select_all", title: claimsWords.keys.all, key: "Mod+A", run: () => select(none, true) });
  const filter = simple({ id: "filter", title: claimsWords.filters.filter, key: "/", strip: claimsWords.filters.filter, run: () => search.current?.select() });
  const days = simple({ id: "filter_days", title: claimsWords.filters.filterDays, key: "D", run: () => setDaysTurn(daysTurn + 1) });
  const wider = simple({ id: "clear_filters", title: claimsWords.filters.clear, key: "Shift+F", run: clearFilters });
  const bringIn = live({ id: "bring_in", title: claimsWords.bringIn, blocked: () => refusal(session, "import_claims"), run: () => go(to("import")) }, undefined);
  const saved = savedAs(own, list);
  const sorted = list.sort.column !== firstSort.column || list.sort.descending !== firstSort.descending;
  const choose = simple({ id: "columns", title: listWords.columns, key: "C", run: () => setOpen("columns") });
  const keep = live(
    { id: "save_list", title: listWords.saveShort, key: "S", blocked: () => (isNarrowed(list.filter) || sorted ? null : listWords.nothingToKeep), run: () => setOpen("save") },
    undefined,
  );
  const drop = live(removeList, saved);
  // What is selected is saved; with nothing selected the whole list is.
  const file = useExport(session, "E");
  const bulk = useBulk();
  const part = many === 0 ? { ids: [], list: { filter: list.filter, sort: list.sort.column, descending: list.sort.descending, except: [], count } } : (chosen ?? these([]));
  const exported = file.action(
    count === 0 ? null : { of: { list: "claims", ids: [...part.ids], ...(part.list === null ? {} : { whole: part.list }) }, columns: columns.map((column) => column.id) },
    many === 0 ? {} : { title: listWords.exportMany(many) },
  );
  const add = live({ id: "new_claim", title: formWords.newClaim, key: "F8", strip: formWords.newClaim, blocked: () => refusal(session, "save_claim"), run: () => go(to("edit", "claim")) }, undefined);
  useActions({
    name: claimsWords.title,
    actions: [filter, add, days, wider, print, hold, release, note, choose, exported, saved === null ? keep : drop, everything, ...(many === 0 ? [] : [clear])],
    hints: [
      { keys: ["ArrowUp", "ArrowDown"], says: claimsWords.keys.move },
      { keys: ["Space"], says: claimsWords.keys.select },
      { keys: ["Enter"], says: actWords.open },
    ],
  });

  const send = (text: string, lookOn: string) => {
    const ask = chosen ?? these([]);
    setWords(null);
    forget();
    registry.start(words === "hold" ? live(holdClaims, { chosen: ask, reason: text, lookOn }) : live(addNote, { chosen: ask, text, lookOn }));
    focusTable(box.current);
  };
  const order = orders.get(list.sort.column)?.[list.sort.descending ? 1 : 0] ?? "";

  return (
    <Screen title={claimsWords.title} sub={totals === undefined ? undefined : claimsWords.sub(count, order)} actions={[filter, choose, exported, saved === null ? keep : drop]} second={add}>
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
          columns={columns}
          rows={rows}
          keyOf={(row) => row.id}
          sort={list.sort}
          onSort={sortBy}
          selected={keys}
          whole={whole}
          onSelect={select}
          onOpen={(row, index) => {
            go(listRoute(list, index), "replace");
            go(claimRoute(row.id, list, index));
          }}
          onHere={setHere}
          start={start}
          totals={claimTotals(columns, totals, isNarrowed(list.filter) ? (all?.count ?? 0) : null)}
          empty={
            totals === undefined ? null : isNarrowed(list.filter) ? (
              <Empty says={claimsWords.nothingFits}>
                <ActionButton action={wider} />
              </Empty>
            ) : (
              <Empty says={claimsWords.none}>
                <ActionButton action={bringIn} kind="primary" />
              </Empty>
            )
          }
        />
        <SelectionStrip
          count={many}
          cents={cents}
          first={print}
          others={[hold, release, note]}
          all={everything}
          clear={clear}
          words={words}
          onSend={send}
          onLeave={() => {
            setWords(null);
            focusTable(box.current);
          }}
          work={file.work ?? bulk}
          onCancel={file.work === null ? stopBulk : file.cancel}
        />
      </div>
      <SavedViews all={all} own={own} list={list} />
      {open === "columns" ? <ColumnsDialog list="claims" title={claimsWords.label.toLowerCase()} all={allClaimColumns} shown={columns} onClose={() => setOpen(null)} /> : null}
      {open === "save" ? <SaveListDialog list={list} name="" onClose={() => setOpen(null)} /> : null}
    </Screen>
  );
}
