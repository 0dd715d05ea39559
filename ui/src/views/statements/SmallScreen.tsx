//! Accounts that owe so little that asking costs more: single ones are left out, and one key lets the
//! others off, with one undo.

import "#ui/views/account/account.css";
import { useMemo, useState } from "react";
import { call } from "#ui/api/call";
import type { SessionView, SmallBalance } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import type { Column, Total } from "#ui/kit/column";
import { Empty } from "#ui/kit/Empty";
import { CodeText, CountText, DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { centsText, dollarsText } from "#ui/kit/money";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Status } from "#ui/kit/Status";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { accountWorkWords, leaveWords, smallWords as words } from "#ui/strings/plans";
import { accountRoute } from "#ui/views/account/routes";
import { accountWorkKinds } from "#ui/views/plans/kinds";
import { useLeft } from "#ui/views/statements/useLeft";

const { columns: heads } = words;
const none: readonly SmallBalance[] = [];

const columnsOf = (left: ReadonlySet<string>): readonly Column<SmallBalance>[] => [
  { id: "number", title: heads.number, width: 88, kind: "code", cell: (row) => <CodeText code={row.number} personal /> },
  { id: "name", title: heads.name, width: { grow: 1.2, least: 140 }, cell: (row) => <Personal>{row.name}</Personal> },
  { id: "visits", title: heads.visits, width: 64, kind: "number", cell: (row) => <CountText n={row.visits} /> },
  { id: "since", title: heads.since, width: 96, kind: "date", cell: (row) => <DayText day={row.since_on} /> },
  { id: "last", title: heads.last, width: 96, kind: "date", quiet: true, cell: (row) => (row.last_on === "" ? null : <DayText day={row.last_on} />) },
  { id: "state", title: heads.state, width: 96, cell: (row) => (left.has(row.account) ? <Status tone="wait">{leaveWords.left}</Status> : null) },
  { id: "cents", title: heads.owes, width: 88, kind: "money", cell: (row) => <MoneyText cents={row.cents} /> },
];

export function SmallScreen({ session }: { readonly session: SessionView }) {
  const { value, problem } = useAnswer("small_balances", {}, accountWorkKinds);
  const list = value?.rows ?? none;
  const rows = useFixedRows(list);
  const [here, setHere] = useState<SmallBalance | undefined>(undefined);
  const { left, leave } = useLeft(here?.account ?? null);
  const columns = useMemo(() => columnsOf(left), [left]);
  const off = list.filter((row) => !left.has(row.account));
  const sum = off.reduce((cents, row) => cents + row.cents, 0);
  const open = (row: SmallBalance) => go(accountRoute(row.patient_id));
  const letOff = live(
    {
      id: "let_off_small",
      title: words.run(off.length),
      key: "Mod+Enter",
      strip: words.short,
      blocked: () => refusal(session, "let_off_small") ?? (off.length === 0 ? words.nothing : null),
      run: () => call("let_off_small", { rows: off.map(({ account, cents }) => ({ account, cents })) }),
      done: ({ accounts, cents }) => words.done(accounts, centsText(cents)),
    },
    undefined,
  );
  const account = live({ id: "open_account", title: accountWorkWords.open, key: "F7", strip: accountWorkWords.openShort, blocked: (row) => (row === null ? leaveWords.none : null), run: open }, here ?? null);
  const limit = simple({ id: "edit_small", title: words.edit, key: "R", strip: words.editShort, run: () => go(to("settings", "statements", { field: "small_balance" })) });
  const back = simple({ id: "back", title: accountWorkWords.back, key: "Escape", run: () => go(to("statements")) });
  useActions({
    name: words.title,
    actions: [letOff, leave, account, limit, back],
    hints: [
      { keys: ["J", "K"], says: accountWorkWords.move },
      { keys: ["Enter"], says: accountWorkWords.open },
    ],
  });
  return (
    <Screen title={words.title} sub={value === undefined ? undefined : words.sub(list.length, dollarsText(value.limit_cents))} actions={[back, limit]} second={account} next={letOff}>
      <div className="account one-table">
        <div className="stack">{problem === null ? null : <ProblemBanner what={toProblem(problem, accountWorkWords.unread).says} />}</div>
        <Table
          label={words.title}
          compact
          autoFocus
          letters
          columns={columns}
          rows={rows}
          keyOf={(row) => row.account}
          onHere={setHere}
          onOpen={open}
          empty={value === undefined ? null : <Empty says={words.none} />}
          {...(list.length === 0
            ? {}
            : {
                totals: [
                  { columns: 6, content: <span className="num">{words.total(off.length, list.length)}</span> },
                  { columns: 1, kind: "money", content: <MoneyText cents={sum} total className="semi" /> },
                ] satisfies readonly Total[],
              })}
        />
      </div>
    </Screen>
  );
}
