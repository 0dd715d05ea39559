//! The fee schedules: what the practice charges and what each payer allows, found by code or payer,
//! added, changed and removed by key.

import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { FeeRow, SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import type { Column } from "#ui/kit/column";
import { moneyHint } from "#ui/kit/money";
import { CodeText, DayText, MoneyText } from "#ui/kit/MoneyText";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Table } from "#ui/kit/Table";
import { TextField } from "#ui/kit/TextField";
import { useFixedRows } from "#ui/kit/useRows";
import { apiWords } from "#ui/strings/en";
import { feeWords as words } from "#ui/strings/rules";
import { focusTable } from "#ui/views/claims/focusTable";
import { FeeForm, newFee } from "#ui/views/settings/FeeForm";
import { Part } from "#ui/views/settings/Part";

const columns: readonly Column<FeeRow>[] = [
  { id: "payer", title: words.columns.payer, width: { grow: 1, least: 140 }, cell: (row) => (row.payer === "" ? <span className="dim">{words.own}</span> : row.payer) },
  { id: "code", title: words.columns.code, width: 76, kind: "code", cell: (row) => <CodeText code={row.code} /> },
  { id: "modifiers", title: words.columns.modifiers, width: 76, kind: "code", quiet: true, cell: (row) => (row.modifiers === "" ? null : <CodeText code={row.modifiers} />) },
  { id: "pos", title: words.columns.pos, width: 52, kind: "code", quiet: true, cell: (row) => (row.pos === "" ? null : <CodeText code={row.pos} />) },
  { id: "from", title: words.columns.from, width: 84, kind: "date", quiet: true, cell: (row) => (row.from === "" ? null : <DayText day={row.from} />) },
  { id: "amount", title: words.columns.amount, width: 108, kind: "money", cell: (row) => <MoneyText cents={moneyHint(row.amount)} /> },
];

const noRows: readonly FeeRow[] = [];

export function FeesPart({ session }: { readonly session: SessionView }) {
  const { registry } = useWorkspace();
  const { value, problem } = useAnswer("fees", {}, ["fee", "payer"]);
  const [text, setText] = useState("");
  const [editing, setEditing] = useState<FeeRow | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const here = useRef<FeeRow | undefined>(undefined);
  const refused = refusal(session, "save_fee");
  const all = value?.rows ?? noRows;
  const shown = useMemo(() => {
    const sought = text.trim().toLowerCase().split(/\s+/);
    return all.filter((row) => sought.every((word) => `${row.code} ${row.modifiers} ${row.payer === "" ? words.own : row.payer}`.toLowerCase().includes(word)));
  }, [all, text]);
  const rows = useFixedRows(shown);
  const add = live({ id: "add_fee", title: words.add, key: "A", strip: words.add, menu: "file", blocked: () => refused, run: () => setEditing(newFee) }, undefined);
  useActions({ name: words.table, actions: editing === null ? [add] : [], level: "part" });
  const close = () => {
    setEditing(null);
    requestAnimationFrame(() => focusTable(box.current));
  };
  const remove = (row: FeeRow) =>
    registry.start(live({ id: "remove_fee", title: words.add, blocked: () => refused, run: (id: string) => call("remove_fee", { id }), done: () => words.removed(row.code) }, row.id));
  const key = (event: KeyboardEvent) => {
    if ((event.key === "Delete" || event.key === "Backspace") && !(event.target instanceof HTMLInputElement) && here.current !== undefined) {
      event.preventDefault();
      remove(here.current);
    }
  };
  return (
    <Part part="fees" says={words.says} refused={refused}>
      {problem === null ? null : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}
      <div className="acts">
        <TextField
          className="inline search"
          name="find_fee"
          label={words.find}
          placeholder={words.findHint}
          value={text}
          onChange={setText}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown" || event.key === "Enter") {
              event.preventDefault();
              focusTable(box.current);
            }
          }}
          flat
        />
        <span className="hint t12 num">{words.ofAll(shown.length, all.length)}</span>
        <span className="end">
          <ActionButton action={add} />
        </span>
      </div>
      <div className="rules-box" ref={box} onKeyDown={key}>
        <Table
          label={words.table}
          compact
          letters
          columns={columns}
          rows={rows}
          keyOf={(row) => row.id}
          onOpen={(row) => (refused === null ? setEditing(row) : registry.start(add))}
          onHere={(row) => {
            here.current = row;
          }}
          empty={value === undefined ? null : <p className="none dim">{text.trim() === "" ? words.none : words.noneFound}</p>}
        />
      </div>
      {editing === null ? <p className="hint t12">{words.keys}</p> : <FeeForm key={editing.id} fee={editing} today={session.today} onClose={close} />}
    </Part>
  );
}
