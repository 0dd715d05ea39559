//! The lists that forms pick from: payers, providers and facilities, found by any part and edited.

import "#ui/views/claims/claims.css";
import "#ui/views/patients/patients.css";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import type { RegisterRow } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import type { Column } from "#ui/kit/column";
import { Empty } from "#ui/kit/Empty";
import { Kbd } from "#ui/kit/Kbd";
import { CodeText } from "#ui/kit/MoneyText";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Table } from "#ui/kit/Table";
import { TextField } from "#ui/kit/TextField";
import { useFixedRows } from "#ui/kit/useRows";
import { apiWords, kitWords } from "#ui/strings/en";
import { registerWords as words } from "#ui/strings/forms";
import { focusTable } from "#ui/views/claims/focusTable";

const columns: readonly Column<RegisterRow>[] = [
  { id: "name", title: words.columns.name, width: { grow: 2, least: 220 }, cell: (row) => (row.name === "" ? kitWords.missing : row.name) },
  { id: "kind", title: words.columns.kind, width: { grow: 1, least: 150 }, cell: (row) => words.kind(row.kind) },
  { id: "number", title: words.columns.number, width: 140, kind: "code", cell: (row) => <CodeText code={row.number} /> },
  { id: "place", title: words.columns.place, width: { grow: 1, least: 140 }, quiet: true, cell: (row) => (row.place === "" ? kitWords.missing : row.place) },
];

export function RegisterScreen() {
  const { value, problem } = useAnswer("register", {}, ["payer", "provider"]);
  const who = useAnswer("session", {}).value;
  const [text, setText] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const shown = useMemo(() => {
    const sought = text.trim().toLowerCase().split(/\s+/);
    return (value?.rows ?? []).filter((row) => sought.every((word) => `${words.kind(row.kind)} ${row.name} ${row.number} ${row.place}`.toLowerCase().includes(word)));
  }, [value, text]);
  const rows = useFixedRows(shown);
  const add = (id: string, title: string, key: string, kind: "payer" | "provider", of: string) =>
    live({ id, title, key, strip: title, blocked: () => refusal(who, `save_${kind}`), run: () => go(to("edit", kind, of === "" ? {} : { of })) }, undefined);
  const payer = add("new_payer", words.newPayer, "P", "payer", "");
  const provider = add("new_provider", words.newProvider, "N", "provider", "rendering");
  const facility = add("new_facility", words.newFacility, "F", "provider", "facility");
  const find = simple({ id: "filter", title: words.search, key: "/", strip: words.search, run: () => search.current?.select() });
  const clear = simple({ id: "clear_search", title: words.clear, run: () => setText("") });
  useActions({
    name: words.title,
    actions: [find, provider, payer, facility],
    hints: [
      { keys: ["ArrowUp", "ArrowDown"], says: words.move },
      { keys: ["Enter"], says: words.open },
    ],
  });
  const open = (row: RegisterRow | undefined) => {
    if (row !== undefined) {
      go(to("edit", row.kind === "payer" ? "payer" : "provider", { id: row.id }));
    }
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      focusTable(box.current);
    } else if (event.key === "Enter") {
      event.preventDefault();
      open(shown[0]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      setText("");
      focusTable(box.current);
    }
  };
  return (
    <Screen title={words.title} {...(value === undefined ? {} : { sub: words.sub(shown.length) })} actions={[facility, payer]} next={provider}>
      <div className="patient-list" ref={box}>
        <div className="stack">
          {problem === null ? null : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}
          <div className="strip">
            <TextField ref={search} className="inline search" label={words.search} value={text} onChange={setText} onKeyDown={key} flat right={<Kbd of="/" />} />
          </div>
        </div>
        <Table
          label={words.label}
          compact
          autoFocus
          columns={columns}
          rows={rows}
          keyOf={(row) => row.id}
          onOpen={open}
          empty={
            value === undefined ? null : text.trim() === "" ? (
              <Empty says={words.none}>
                <ActionButton action={payer} />
              </Empty>
            ) : (
              <Empty says={words.nobody}>
                <ActionButton action={clear} />
              </Empty>
            )
          }
        />
      </div>
    </Screen>
  );
}
