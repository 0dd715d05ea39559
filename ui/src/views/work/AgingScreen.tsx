//! What is owed by age: a row for each payer, provider, patient, guarantor or owner, a figure for each
//! bucket. Arrows walk the figures, Enter opens the claims behind one. The sum ties to the ledger.

import "#ui/views/claims/claims.css";
import "#ui/views/work/work.css";
import { useMemo, useState } from "react";
import type { AgingRow, AgingView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { simple } from "#ui/app/action";
import { go, to, useRoute } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { after } from "#ui/kit/after";
import { Empty } from "#ui/kit/Empty";
import { Kbd } from "#ui/kit/Kbd";
import { MoneyText } from "#ui/kit/MoneyText";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Status } from "#ui/kit/Status";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { apiWords } from "#ui/strings/en";
import { agingWords as words, bucketTitle, queueListWords } from "#ui/strings/work";
import { agingOf, agingRoute, bases, bys, cellOf, cellText, figureOf, owedOf, rowTitle } from "#ui/views/work/aging";
import { AgingPatterns, AgingSwatch } from "#ui/views/work/AgingBar";
import { agingColumns, agingTotals, bucketOfColumn } from "#ui/views/work/agingColumns";
import { moneyKinds } from "#ui/views/work/kinds";
import { openListRoute } from "#ui/views/work/openLists";

const noRows: readonly AgingRow[] = [];

export function AgingScreen() {
  const route = useRoute();
  const how = agingOf(route.with);
  const { basis, by } = how;
  const { value, problem } = useAnswer("aging", how, moneyKinds);
  // While another answer is on its way the one before it stays.
  const [last, setLast] = useState<AgingView | undefined>(value);
  if (value !== undefined && value !== last) {
    setLast(value);
  }
  const shown = value ?? last;
  const rows = useFixedRows(shown?.rows ?? noRows);
  const widest = (shown?.rows ?? noRows).reduce((most, row) => Math.max(most, owedOf(row.cents)), 0);
  const columns = useMemo(() => agingColumns(by, shown?.buckets ?? [], widest), [by, shown, widest]);
  const [start] = useState(() => cellOf(route.with["cell"] ?? ""));
  const [here, setHere] = useState<{ readonly row: AgingRow | undefined; readonly column: number }>({ row: undefined, column: 0 });

  const nextBasis = after(bases, basis);
  const nextBy = after(bys, by);
  const turnBasis = simple({ id: "aging_basis", title: words.nextBasis(words.basis[nextBasis]), key: "D", strip: words.basisLabel, run: () => go(agingRoute({ basis: nextBasis, by }), "replace") });
  const turnBy = simple({ id: "aging_by", title: words.nextBy(words.by[nextBy]), key: "B", strip: words.byLabel, run: () => go(agingRoute({ basis, by: nextBy }), "replace") });
  const back = simple({ id: "back", title: queueListWords.back, key: "Escape", run: () => go(to("work")) });
  useActions({
    name: words.title,
    actions: [turnBasis, turnBy, back],
    hints: [
      { keys: ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"], says: words.walk },
      { keys: ["Enter"], says: words.opens },
    ],
  });
  const figure = here.row === undefined ? null : figureOf(here.row, shown?.buckets ?? [], bucketOfColumn(columns, here.column));
  const open = (row: AgingRow, at: number, column: number) => {
    const cell = cellText(at, column);
    go(agingRoute(how, cell), "replace");
    go(openListRoute({ kind: "aged", basis, by, id: row.id, bucket: bucketOfColumn(columns, column), cell }));
  };
  return (
    <Screen title={words.title} sub={words.sub(words.basis[basis], words.basisSays[basis], words.by[by])} actions={[turnBasis, turnBy, back]}>
      <div className="claim-list aging">
        <div className="stack">
          <AgingPatterns />
          {problem === null ? null : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}
          <div className="strip legend">
            <ul aria-label={words.mix}>
              {(shown?.buckets ?? []).map((bucket, n) => (
                <li key={bucket}>
                  <AgingSwatch bucket={n} />
                  {bucketTitle(bucket)}
                </li>
              ))}
            </ul>
            <span className="end num read">
              {figure === null ? null : (
                <>
                  <b className={by === "patient" || by === "guarantor" ? "private" : undefined}>{words.figure(rowTitle(figure.row), figure.bucket)}</b> <MoneyText cents={figure.cents} />
                  {figure.bucket === "" ? <span>{words.visits(figure.row.claims)}</span> : null} <Kbd of="Enter" /> {words.opens}
                </>
              )}
            </span>
          </div>
        </div>
        <Table
          label={words.table(words.basis[basis])}
          compact
          autoFocus
          on="cell"
          letters
          columns={columns}
          rows={rows}
          keyOf={(row) => row.id}
          onOpen={open}
          onHere={(row, _, column) => setHere({ row, column })}
          start={start?.row ?? 0}
          startColumn={start?.column ?? 2}
          totals={agingTotals(shown, how)}
          empty={shown === undefined ? null : <Empty says={words.none} />}
        />
        <div className="strip foot ties">{shown === undefined ? null : <Ties view={shown} />}</div>
      </div>
    </Screen>
  );
}

/** The sum of all rows beside the ledger's. */
function Ties({ view }: { readonly view: AgingView }) {
  const agrees = view.total_cents === view.ledger_cents;
  return (
    <>
      <Status tone={agrees ? "ok" : "bad"}>{agrees ? words.ties : words.tiesNot}</Status>
      <span className="num">
        {words.owed} <MoneyText cents={view.total_cents} total className="med" />
      </span>
      <span className="num">
        {words.ledger} <MoneyText cents={view.ledger_cents} total className="med" />
      </span>
      <span className="num dim">
        {words.credits} <MoneyText cents={view.credit_cents} />
      </span>
    </>
  );
}
