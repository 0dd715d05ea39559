//! All patients by name, and one box that finds them by any fragment of what is known.

import "#ui/views/claims/claims.css";
import "#ui/views/patients/patients.css";
import "#ui/views/lists/lists.css";
import { useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { PatientRow, PatientRows } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import type { Column } from "#ui/kit/column";
import { Empty } from "#ui/kit/Empty";
import { CodeText, CountText, DayText, Personal } from "#ui/kit/MoneyText";
import { ProgressBar } from "#ui/kit/ProgressBar";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { SearchField } from "#ui/kit/SearchField";
import { Table } from "#ui/kit/Table";
import { useRows } from "#ui/kit/useRows";
import { apiWords, kitWords } from "#ui/strings/en";
import { listWords } from "#ui/strings/lists";
import { formWords } from "#ui/strings/forms";
import { patientsWords } from "#ui/strings/patients";
import { focusTable } from "#ui/views/claims/focusTable";
import { phoneText } from "#ui/views/patients/demographics";
import { ColumnsDialog } from "#ui/views/lists/ColumnsDialog";
import { useColumns } from "#ui/views/lists/useColumns";
import { useExport } from "#ui/views/lists/useExport";
import { setPatientSearch, usePatientSearch } from "#ui/views/patients/listText";

const words = patientsWords.columns;

const firstColumns: readonly Column<PatientRow>[] = [
  { id: "name", title: words.name, width: { grow: 2, least: 200 }, cell: (row) => <Personal>{row.name === "" ? kitWords.missing : row.name}</Personal> },
  { id: "born", title: words.born, width: 112, kind: "date", cell: (row) => <DayText day={row.born_on} long personal /> },
  { id: "account", title: words.account, width: { grow: 1, least: 100 }, kind: "code", quiet: true, cell: (row) => <CodeText code={row.account} personal /> },
  { id: "claims", title: words.claims, width: 88, kind: "number", cell: (row) => <CountText n={row.claims} /> },
  { id: "last", title: words.last, width: 120, kind: "date", quiet: true, cell: (row) => <DayText day={row.last_service_on} /> },
];

const allColumns: readonly Column<PatientRow>[] = [
  ...firstColumns,
  { id: "phone", title: words.phone, width: 124, kind: "number", quiet: true, cell: (row) => <Personal>{row.phone === "" ? kitWords.missing : phoneText(row.phone)}</Personal> },
  { id: "city", title: words.city, width: { grow: 1, least: 120 }, quiet: true, cell: (row) => <Personal>{row.city === "" ? kitWords.missing : row.city}</Personal> },
];

const kinds = ["patient", "claim"];

export function PatientsScreen() {
  const { toasts } = useWorkspace();
  const { text, row } = usePatientSearch();
  const [start] = useState(row);
  const answer = useAnswer("patients", { text, from: 0, count: 100 }, kinds);
  const session = useAnswer("session", {}).value;
  const { latest, version } = useLatest(answer.value);
  const rows = useRows<PatientRow>({
    count: latest?.total ?? 0,
    page: async (from, count) => (from === 0 && answer.value !== undefined ? answer.value.rows : (await call("patients", { text, from, count })).rows),
    list: text,
    version,
    failed: (thrown) => toasts.show(toProblem(thrown, patientsWords.unread).says, "wrong"),
  });
  const box = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const find = simple({ id: "filter", title: patientsWords.filter, key: "/", strip: patientsWords.filter, run: () => search.current?.select() });
  const clear = simple({ id: "clear_search", title: patientsWords.clear, run: () => setPatientSearch({ text: "", row: 0 }) });
  const bringIn = live({ id: "bring_in", title: patientsWords.bringIn, blocked: () => refusal(session, "import_claims"), run: () => go(to("import")) }, undefined);
  const columns = useColumns("patients", allColumns, firstColumns);
  const [choosing, setChoosing] = useState(false);
  const choose = simple({ id: "columns", title: listWords.columns, key: "C", run: () => setChoosing(true) });
  const file = useExport(session, "E");
  const exported = file.action(rows.count === 0 ? null : { of: { list: "patients", text }, columns: columns.map((column) => column.id) });
  const add = live(
    { id: "new_patient", title: formWords.newPatient, key: "F8", strip: formWords.newPatientShort, blocked: () => refusal(session, "save_person"), run: () => go(to("edit", "patient")) },
    undefined,
  );
  useActions({
    name: patientsWords.title,
    actions: [find, add, choose, exported],
    hints: [
      { keys: ["ArrowUp", "ArrowDown"], says: patientsWords.keys.move },
      { keys: ["Enter"], says: patientsWords.keys.open },
    ],
  });
  const open = (found: PatientRow | undefined, at: number) => {
    if (found !== undefined) {
      setPatientSearch({ text, row: at });
      go(to("patients", found.id));
    }
  };
  const openFirst = () => {
    // What was typed decides, also when the answer is still on its way.
    call("patients", { text, from: 0, count: 1 }).then(
      (found) => open(found.rows[0], 0),
      (thrown: unknown) => toasts.show(toProblem(thrown, apiWords.noAnswer).says, "wrong"),
    );
  };
  const total = session?.patients ?? 0;
  const sub = latest === undefined ? undefined : text.trim() === "" ? patientsWords.byName(latest.total) : patientsWords.found(latest.total, total);
  return (
    <Screen title={patientsWords.title} sub={sub} actions={[choose, exported]} next={add}>
      <div className="patient-list" ref={box}>
        <div className="stack">
          {answer.problem === null ? null : <ProblemBanner what={toProblem(answer.problem, apiWords.noAnswer).says} />}
          <div className="strip">
            <SearchField
              ref={search}
              label={patientsWords.search}
              value={text}
              onChange={(typed) => setPatientSearch({ text: typed, row: 0 })}
              onDown={() => focusTable(box.current)}
              onEnter={openFirst}
              personal
            />
            {file.work === null ? null : <ProgressBar {...file.work} onCancel={file.cancel} />}
          </div>
        </div>
        <Table
          label={patientsWords.label}
          compact
          autoFocus
          columns={columns}
          rows={rows}
          keyOf={(patient) => patient.id}
          onOpen={open}
          start={start}
          empty={
            latest === undefined ? null : text.trim() !== "" ? (
              <Empty says={patientsWords.nobody}>
                <ActionButton action={clear} />
              </Empty>
            ) : (
              <Empty says={patientsWords.none}>
                <ActionButton action={bringIn} kind="primary" />
              </Empty>
            )
          }
        />
      </div>
      {choosing ? <ColumnsDialog list="patients" title={patientsWords.label.toLowerCase()} all={allColumns} shown={columns} onClose={() => setChoosing(false)} /> : null}
    </Screen>
  );
}

/** The last answer, and how many there have been. */
function useLatest(value: PatientRows | undefined): { readonly latest: PatientRows | undefined; readonly version: number } {
  const [kept, setKept] = useState({ latest: value, version: 0 });
  if (value === undefined || value === kept.latest) {
    return kept;
  }
  const next = { latest: value, version: kept.version + 1 };
  setKept(next);
  return next;
}
