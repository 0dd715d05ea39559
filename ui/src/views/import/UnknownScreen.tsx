//! What moving in could not know: imported claims of which nobody said what was paid, the oldest first,
//! and what no file can tell.

import "#ui/views/work/work.css";
import { useState } from "react";
import type { MovedInRow } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { simple } from "#ui/app/action";
import { go, to, useRoute } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import type { Column } from "#ui/kit/column";
import { Empty } from "#ui/kit/Empty";
import { dollarsText } from "#ui/kit/money";
import { CodeText, DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { apiWords } from "#ui/strings/en";
import { movedInWords as words } from "#ui/strings/opening";
import { queueListWords } from "#ui/strings/work";
import { rowOf } from "#ui/views/claims/filters";
import { moneyKinds } from "#ui/views/work/kinds";

const { columns: heads } = words;

const columns: readonly Column<MovedInRow>[] = [
  { id: "claim", title: heads.claim, width: 104, kind: "code", cell: (row) => <CodeText code={row.number} personal /> },
  { id: "patient", title: heads.patient, width: { grow: 1.2, least: 130 }, cell: (row) => <Personal>{row.patient}</Personal> },
  { id: "payer", title: heads.payer, width: { grow: 1, least: 120 }, quiet: true, cell: (row) => row.payer },
  { id: "service", title: heads.service, width: 88, kind: "date", cell: (row) => <DayText day={row.service_on} /> },
  { id: "charge", title: heads.charge, width: 104, kind: "money", quiet: true, cell: (row) => <MoneyText cents={row.charge_cents} /> },
  { id: "open", title: heads.open, width: 112, kind: "money", cell: (row) => <MoneyText cents={row.open_cents} /> },
];

const noRows: readonly MovedInRow[] = [];

export function UnknownScreen() {
  const { value, problem } = useAnswer("moved_in", {}, moneyKinds);
  const route = useRoute();
  const rows = useFixedRows(value?.rows ?? noRows);
  const [start] = useState(() => rowOf(route) ?? 0);
  const open = (row: MovedInRow, at: number) => {
    go(to("import", "unknown", { at: String(at) }), "replace");
    go(to("claims", row.claim_id));
  };
  const back = simple({ id: "back", title: words.back, key: "Escape", run: () => go(to("import")) });
  useActions({
    name: words.title,
    actions: [back],
    hints: [
      { keys: ["J", "K"], says: queueListWords.walk },
      { keys: ["Enter"], says: words.open },
    ],
  });
  const shown = value?.rows ?? noRows;
  const sum = (of: (row: MovedInRow) => number) => shown.reduce((all, row) => all + of(row), 0);
  return (
    <Screen
      title={words.title}
      {...(value === undefined ? {} : { sub: words.sub(value.claims, dollarsText(value.cents)) })}
      actions={[back]}
      inspector={
        <Panel title={words.unknown}>
          <ul className="unknown">
            {(value?.unknown ?? []).map((says) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        </Panel>
      }
    >
      <div className="stack one-list">
        {problem === null ? null : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}
        <Table
          label={words.label}
          compact
          autoFocus
          letters
          columns={columns}
          rows={rows}
          keyOf={(row) => row.claim_id}
          onOpen={open}
          start={start}
          totals={[
            { columns: 4, content: <span className="num">{words.total(shown.length, value?.claims ?? 0)}</span> },
            { columns: 1, kind: "money", content: <MoneyText cents={sum((row) => row.charge_cents)} /> },
            { columns: 1, kind: "money", content: <MoneyText cents={sum((row) => row.open_cents)} total /> },
          ]}
          empty={value === undefined ? null : <Empty says={words.none} />}
        />
      </div>
    </Screen>
  );
}
