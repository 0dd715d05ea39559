//! Accounts that want somebody: a payment of a plan was missed, or a promise was broken. Enter opens the
//! account, N notes what was said.

import "#ui/views/account/account.css";
import "#ui/views/plans/plans.css";
import { useRef, useState } from "react";
import type { AccountTask, SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { live, simple } from "#ui/app/action";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import type { Column } from "#ui/kit/column";
import { Empty } from "#ui/kit/Empty";
import { CodeText, CountText, DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { dollarsText } from "#ui/kit/money";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { accountWorkWords as words } from "#ui/strings/plans";
import { accountBillWords } from "#ui/strings/statements";
import { accountRoute } from "#ui/views/account/routes";
import { focusTable } from "#ui/views/claims/focusTable";
import { phoneText } from "#ui/views/patients/demographics";
import { accountWorkKinds } from "#ui/views/plans/kinds";
import { NotesPanel } from "#ui/views/plans/NotesPanel";
import { PlanPanel } from "#ui/views/plans/PlanPanel";
import { useAccountForms } from "#ui/views/plans/useAccountForms";

const { columns: heads } = words;

const shared = (since: string): readonly Column<AccountTask>[] => [
  { id: "number", title: heads.number, width: 80, kind: "code", cell: (row) => <CodeText code={row.number} personal /> },
  { id: "name", title: heads.name, width: { grow: 1.2, least: 130 }, cell: (row) => <Personal>{row.name}</Personal> },
  { id: "phone", title: heads.phone, width: 112, kind: "code", quiet: true, cell: (row) => <span className="num private">{row.phone === "" ? null : phoneText(row.phone)}</span> },
  { id: "since", title: since, width: 92, kind: "date", cell: (row) => <DayText day={row.since_on} /> },
];

const missing: Column<AccountTask> = { id: "missing", title: heads.missing, width: 88, kind: "money", cell: (row) => <MoneyText cents={row.cents} /> };

const columns: Readonly<Record<"missed" | "promises", readonly Column<AccountTask>[]>> = {
  missed: [
    ...shared(words.missed.since),
    { id: "count", title: heads.count, width: 68, kind: "number", cell: (row) => <CountText n={row.count} /> },
    missing,
    { id: "left", title: heads.left, width: 88, kind: "money", cell: (row) => <MoneyText cents={row.left_cents} /> },
  ],
  promises: [
    ...shared(words.promises.since),
    { id: "text", title: heads.text, width: { grow: 1, least: 72 }, quiet: true, cell: (row) => <Personal>{row.text}</Personal> },
    missing,
    { id: "left", title: heads.owes, width: 88, kind: "money", cell: (row) => <MoneyText cents={row.left_cents} /> },
  ],
};

const none: readonly AccountTask[] = [];

export function TasksScreen({ session, list }: { readonly session: SessionView; readonly list: "missed" | "promises" }) {
  const { value, problem } = useAnswer("account_work", {}, accountWorkKinds);
  const tasks = value === undefined ? none : list === "missed" ? value.missed : value.broken;
  const rows = useFixedRows(tasks);
  const [here, setHere] = useState<AccountTask | undefined>(undefined);
  const box = useRef<HTMLDivElement>(null);
  const forms = useAccountForms({ who: session, account: here?.account ?? "", today: session.today, onClose: () => focusTable(box.current) });
  const says = words[list];
  const open = (row: AccountTask) => go(accountRoute(row.patient_id));
  const account = live({ id: "open_account", title: words.open, key: "F7", strip: words.openShort, blocked: (row) => (row === null ? says.none : null), run: open }, here ?? null);
  const back = simple({ id: "back", title: words.back, key: "Escape", run: () => go(to("statements")) });
  useActions({
    name: says.title,
    actions: [account, forms.note, forms.make, forms.cancel, back],
    hints: [
      { keys: ["J", "K"], says: words.move },
      { keys: ["Enter"], says: words.open },
    ],
  });
  const sum = tasks.reduce((cents, row) => cents + row.cents, 0);
  return (
    <Screen
      title={says.title}
      sub={value === undefined ? undefined : words.sub(tasks.length, dollarsText(sum))}
      actions={[back]}
      second={forms.note}
      next={account}
      formOpen={forms.form !== null}
      inspector={
        <>
          {here === undefined ? <p className="note dim">{accountBillWords.choose}</p> : null}
          <PlanPanel plans={forms.plans} make={forms.make} cancel={forms.cancel} />
          <NotesPanel notes={forms.notes} add={forms.note} />
        </>
      }
      inspectorLabel={words.openShort}
    >
      <div className="account one-table" ref={box}>
        <div className="stack">{problem === null ? null : <ProblemBanner what={toProblem(problem, words.unread).says} />}</div>
        <Table label={says.title} compact autoFocus={forms.form === null} letters columns={columns[list]} rows={rows} keyOf={(row) => row.account} onHere={setHere} onOpen={open} empty={value === undefined ? null : <Empty says={says.none} />} />
        {forms.form}
      </div>
    </Screen>
  );
}
