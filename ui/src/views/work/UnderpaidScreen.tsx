//! Lines that a payer paid less for than was expected, the largest first, with what is at stake.

import "#ui/views/claims/claims.css";
import "#ui/views/work/work.css";
import { useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { SessionView, UnderpaidRow } from "#ui/api/generated";
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
import { dollarsText } from "#ui/kit/money";
import { CodeText, DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { apiWords } from "#ui/strings/en";
import { queueListWords, underpaidWords as words } from "#ui/strings/work";
import { focusTable } from "#ui/views/claims/focusTable";
import { WordsLine } from "#ui/views/claims/WordsLine";
import { moneyKinds } from "#ui/views/work/kinds";

const { columns: heads } = words;

const columns: readonly Column<UnderpaidRow>[] = [
  { id: "claim", title: heads.claim, width: 96, kind: "code", cell: (row) => <CodeText code={row.number} personal /> },
  { id: "patient", title: heads.patient, width: { grow: 1.2, least: 120 }, cell: (row) => <Personal>{row.patient}</Personal> },
  { id: "payer", title: heads.payer, width: { grow: 1, least: 110 }, quiet: true, cell: (row) => row.payer },
  { id: "service", title: heads.service, width: 84, kind: "date", cell: (row) => <DayText day={row.service_on} /> },
  { id: "code", title: heads.code, width: 88, kind: "code", cell: (row) => <CodeText code={row.code} /> },
  { id: "allowed", title: heads.allowed, width: 88, kind: "money", cell: (row) => <MoneyText cents={row.allowed_cents} /> },
  { id: "expected", title: heads.expected, width: 88, kind: "money", cell: (row) => <MoneyText cents={row.expected_cents} /> },
  { id: "short", title: heads.short, width: 88, kind: "money", cell: (row) => <MoneyText cents={row.short_cents} /> },
  { id: "from", title: heads.from, width: { grow: 1, least: 112 }, quiet: true, cell: (row) => row.expected_from },
  { id: "check", title: heads.check, width: 104, kind: "code", quiet: true, cell: (row) => <CodeText code={row.check} /> },
];

const noRows: readonly UnderpaidRow[] = [];

export function UnderpaidScreen({ session, start }: { readonly session: SessionView; readonly start: number }) {
  const { registry } = useWorkspace();
  const { value, problem } = useAnswer("underpaid", {}, [...moneyKinds, "claim_event"]);
  const lines = value?.rows ?? noRows;
  const rows = useFixedRows(lines);
  const [here, setHere] = useState<UnderpaidRow | undefined>(undefined);
  const open = (row: UnderpaidRow, at: number) => {
    go(to("work", "underpaid", { at: String(at) }), "replace");
    go(to("claims", row.claim_id));
  };
  const remittance = live(
    {
      id: "open_remittance",
      title: words.remittance,
      key: "R",
      strip: words.remittance,
      blocked: (id) => refusal(session, "sheet") ?? (id === null ? words.noRow : null),
      run: (id: string) => go(to("remits", id)),
    },
    here?.remittance_id ?? null,
  );
  const box = useRef<HTMLDivElement>(null);
  const [typing, setTyping] = useState<{ readonly how: "accept" | "appeal"; readonly row: UnderpaidRow } | null>(null);
  const type = (how: "accept" | "appeal", key: string) =>
    live(
      {
        id: `${how}_underpaid`,
        title: words[how].send,
        key,
        strip: words[how].send,
        blocked: (row: UnderpaidRow | null) => refusal(session, "settle_underpaid") ?? (row === null ? words.noRow : null),
        run: (row) => setTyping({ how, row }),
      },
      here ?? null,
    );
  const accept = type("accept", "A");
  const appeal = type("appeal", "P");
  const leave = () => {
    setTyping(null);
    focusTable(box.current);
  };
  const settle = (text: string) => {
    if (typing !== null) {
      const { how, row } = typing;
      const { claim_id, remittance_id, code } = row;
      const ask = { claim_id, remittance_id, code, how: how === "accept" ? "accepted" : "appealed", text };
      registry.start(
        live({ id: "settle_underpaid", title: words[how].send, blocked: () => refusal(session, "settle_underpaid"), run: () => call("settle_underpaid", ask), done: () => words.settled(code) }, undefined),
      );
      leave();
    }
  };
  const back = simple({ id: "back", title: queueListWords.back, key: "Escape", run: () => go(to("work")) });
  useActions({
    name: words.title,
    actions: [accept, appeal, remittance, back],
    hints: [
      { keys: ["J", "K"], says: queueListWords.walk },
      { keys: ["Enter"], says: words.open },
    ],
  });
  const shown = lines.reduce((sum, row) => sum + row.short_cents, 0);
  return (
    <Screen title={words.title} {...(value === undefined ? {} : { sub: words.sub(value.count, dollarsText(value.cents)) })} actions={[back]} second={remittance}>
      <div className="claim-list amounts" ref={box}>
        <div className="stack">{problem === null ? null : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}</div>
        <Table
          label={words.label}
          compact
          autoFocus
          letters
          columns={columns}
          rows={rows}
          keyOf={(row) => `${row.claim_id} ${row.remittance_id} ${lines.indexOf(row)}`}
          onOpen={open}
          onHere={setHere}
          start={start}
          totals={[
            { columns: 7, content: <span className="num">{words.total(lines.length, value?.count ?? 0)}</span> },
            { columns: 1, kind: "money", content: <MoneyText cents={shown} total /> },
            { columns: 2, content: null },
          ]}
          empty={value === undefined ? null : <Empty says={words.none} />}
        />
        <div className="strip foot" role="toolbar" aria-label={words.strip}>
          {typing === null ? (
            <>
              <ActionButton action={accept} />
              <ActionButton action={appeal} />
            </>
          ) : (
            <WordsLine which={typing.how} onSend={settle} onLeave={leave} />
          )}
        </div>
      </div>
    </Screen>
  );
}
