//! What stands out in the last thirty days, and what the practice calls usual.

import "#ui/views/claims/claims.css";
import "#ui/views/audit/audit.css";
import { useState } from "react";
import type { NoticedRow, SessionView } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { go } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import type { Column } from "#ui/kit/column";
import { plusDays } from "#ui/kit/day";
import { Empty } from "#ui/kit/Empty";
import { Personal } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { auditWords, noticedWords as words } from "#ui/strings/audit";
import { auditRoute } from "#ui/views/audit/filters";
import { Reading, readingJob } from "#ui/views/audit/Reading";
import { UsualForm } from "#ui/views/audit/UsualForm";
import { DaysChip } from "#ui/views/claims/DaysChip";

const columns: readonly Column<NoticedRow>[] = [
  { id: "when", title: words.columns.when, width: 132, kind: "date", cell: (row) => <span className="num">{row.when}</span> },
  { id: "who", title: words.columns.who, width: { grow: 1, least: 120 }, cell: (row) => row.who },
  { id: "why", title: words.columns.why, width: { grow: 2, least: 200 }, cell: (row) => words.why(row.why) },
  { id: "whom", title: words.columns.whom, width: { grow: 1, least: 120 }, cell: (row) => <Personal>{row.whom}</Personal> },
  { id: "count", title: words.columns.count, width: 104, kind: "number", cell: (row) => <span className="num">{words.count(row.why, row.count)}</span> },
];

const nothing: readonly NoticedRow[] = [];

export function NoticedScreen({ session }: { readonly session: SessionView }) {
  const [days, setDays] = useState({ from: plusDays(session.today, -30), to: session.today });
  const { value, problem, updating } = useAnswer("audit_noticed", { ...days, job: readingJob }, ["setting", "user", "audit_event"]);
  const usual = useAnswer("usual", {}, ["setting"]).value;
  const rows = useFixedRows(value?.rows ?? nothing);
  useActions({
    name: words.title,
    actions: [],
    hints: [
      { keys: ["ArrowUp", "ArrowDown"], says: auditWords.keys.move },
      { keys: ["Enter"], says: words.open },
    ],
  });
  const openDay = (row: NoticedRow) => go(auditRoute({ who: row.who_id, patient: row.patient, from: row.patient === "" ? row.day : "", to: row.patient === "" ? row.day : "" }));
  return (
    <Screen
      title={words.title}
      sub={value === undefined ? undefined : words.sub(value.rows.length)}
      inspector={<Panel title={words.usual}>{usual === undefined ? null : <UsualForm usual={usual} />}</Panel>}
    >
      <div className="audit-list">
        <div className="stack">
          <Reading updating={updating} problem={problem} />
          <div className="strip">
            <DaysChip title={auditWords.days} from={days.from} to={days.to} today={session.today} turn={0} onChange={(from, to) => setDays({ from, to })} />
            <span className="dim">{words.says}</span>
          </div>
        </div>
        <Table
          label={words.label}
          compact
          autoFocus
          columns={columns}
          rows={rows}
          keyOf={(row) => `${row.why} ${row.n} ${row.patient}`}
          onOpen={openDay}
          empty={value === undefined ? null : <Empty says={words.nothing} />}
        />
      </div>
    </Screen>
  );
}
