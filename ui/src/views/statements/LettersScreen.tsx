//! Accounts that are past their last statement: which letter comes next, one before it prints, and those
//! whose letters are all behind them, for the agency.

import "#ui/views/account/account.css";
import "#ui/views/plans/plans.css";
import "#ui/views/statements/statements.css";
import { useMemo, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { AccountView, LetterRow, SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import type { Column, Total } from "#ui/kit/column";
import { Empty } from "#ui/kit/Empty";
import { CodeText, DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { centsText, dollarsText } from "#ui/kit/money";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Status, type Tone } from "#ui/kit/Status";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { accountWorkWords, leaveWords, letterWords as words } from "#ui/strings/plans";
import { accountBillWords } from "#ui/strings/statements";
import { focusTable } from "#ui/views/claims/focusTable";
import { NotesPanel } from "#ui/views/plans/NotesPanel";
import { PlanPanel } from "#ui/views/plans/PlanPanel";
import { useAccountForms } from "#ui/views/plans/useAccountForms";
import { saveToken } from "#ui/views/print/reprint";
import { usePrinter } from "#ui/views/print/usePrinter";
import { letterKinds } from "#ui/views/statements/kinds";
import { LetterPaper } from "#ui/views/statements/StatementPaper";
import { whoOwes } from "#ui/views/statements/whoOwes";
import { useLeft } from "#ui/views/statements/useLeft";

const { columns: heads } = words;
const none: readonly LetterRow[] = [];
const tones: Readonly<Record<string, Tone>> = { goes: "go", waits: "wait", prints: "wait", agency: "warn" };

const columnsOf = (left: ReadonlySet<string>): readonly Column<LetterRow>[] => [
  { id: "number", title: heads.number, width: 88, kind: "code", cell: (row) => <CodeText code={row.number} personal /> },
  { id: "name", title: heads.name, width: { grow: 1, least: 140 }, cell: (row) => <Personal>{row.name}</Personal> },
  { id: "why", title: heads.why, width: { grow: 1, least: 180 }, cell: (row) => <Status tone={left.has(row.account) ? "wait" : (tones[row.state] ?? "plain")}>{left.has(row.account) ? leaveWords.left : row.why}</Status> },
  { id: "last", title: heads.last, width: 96, kind: "date", quiet: true, cell: (row) => (row.last_on === "" ? null : <DayText day={row.last_on} />) },
  { id: "due", title: heads.due, width: 96, kind: "money", cell: (row) => <MoneyText cents={row.due_cents} /> },
];

let turn = 0;

export function LettersScreen({ session }: { readonly session: SessionView }) {
  const { value, problem } = useAnswer("letters", {}, letterKinds);
  const agency = useAnswer("collection_rules", {}, ["statement_rules"]).value?.agency ?? "";
  const list = value?.rows ?? none;
  const rows = useFixedRows(list);
  const [here, setHere] = useState<LetterRow | undefined>(undefined);
  const box = useRef<HTMLDivElement>(null);
  const { left, leave } = useLeft(here !== undefined && (here.state === "goes" || here.state === "agency") ? here.account : null);
  const columns = useMemo(() => columnsOf(left), [left]);
  const forms = useAccountForms({ who: session, account: here?.account ?? "", today: session.today, onClose: () => focusTable(box.current) });
  const { printer } = usePrinter();
  const going = list.filter((row) => row.state === "goes" && !left.has(row.account));
  const over = list.filter((row) => row.state === "agency" && !left.has(row.account));
  const printTo = (where: string, key: string, title: string) =>
    live(
      {
        id: where === "" ? "save_letters" : "print_letters",
        title,
        key,
        menu: "file",
        offersUndo: false,
        blocked: () => refusal(session, "print_letters") ?? (going.length === 0 ? words.nothing : null),
        run: async () => {
          const token = where === "" ? await saveToken(words.file) : "";
          turn += 1;
          return call("print_letters", { job: `letters-${turn}`, rows: going.map(({ account, stage, due_cents }) => ({ account, stage, due_cents })), token, printer: where });
        },
        done: ({ claims, pages, to, asked }) => (asked ? words.sent(claims, pages, to) : words.printed(claims, pages, to)),
      },
      undefined,
    );
  const next = printTo(printer, "Mod+P", printer === "" ? words.saveShort(going.length) : words.printShort(going.length));
  const save = printTo("", "Mod+S", words.save);
  const placing = (id: string, title: string, key: string, which: readonly LetterRow[], nobody: string) =>
    live(
      {
        id,
        title,
        key,
        blocked: () => refusal(session, "place_accounts") ?? (which.length === 0 ? nobody : agency === "" ? words.unnamed : null),
        run: () => call("place_accounts", { agency: "", rows: which.map(({ account, due_cents }) => ({ account, cents: due_cents })) }),
        done: () => words.placed(which.length, centsText(which.reduce((sum, row) => sum + row.due_cents, 0))),
      },
      undefined,
    );
  const place = placing("place_account", words.place, "A", here === undefined ? [] : [here], words.noRow);
  const placeOver = placing("place_over", words.placeOver(over.length), "Shift+A", over, words.nobody);
  const account = live(
    { id: "open_account", title: accountWorkWords.open, key: "F7", strip: accountWorkWords.openShort, blocked: (of) => (of === null ? words.noRow : null), run: async (of: AccountView) => go(to("patients", await whoOwes(of), { part: "account" })) },
    useAnswer("statement_account", { id: here?.account ?? "" }, letterKinds).value ?? null,
  );
  const edit = simple({ id: "edit_letters", title: words.edit, key: "R", strip: words.editShort, run: () => go(to("settings", "collections")) });
  const back = simple({ id: "back", title: accountWorkWords.back, key: "Escape", run: () => go(to("statements")) });
  useActions({
    name: words.title,
    actions: [next, ...(printer === "" ? [] : [save]), leave, place, placeOver, account, forms.note, forms.make, forms.cancel, edit, back],
    hints: [
      { keys: ["J", "K"], says: accountWorkWords.move },
    ],
  });
  const sum = going.reduce((cents, row) => cents + row.due_cents, 0);
  return (
    <Screen
      title={words.title}
      sub={value === undefined ? undefined : words.sub(going.length, dollarsText(sum))}
      actions={[back]}
      second={over.length === 0 ? place : placeOver}
      next={next}
      formOpen={forms.form !== null}
      inspector={
        <>
          {here === undefined ? <p className="note dim">{accountBillWords.choose}</p> : null}
          {here?.state === "goes" ? <LetterPaper account={here.account} /> : null}
          <PlanPanel plans={forms.plans} make={forms.make} cancel={forms.cancel} />
          <NotesPanel notes={forms.notes} add={forms.note} />
        </>
      }
      inspectorLabel={accountBillWords.facts}
    >
      <div className="account one-table" ref={box}>
        <div className="stack">{problem === null ? null : <ProblemBanner what={toProblem(problem, accountWorkWords.unread).says} />}</div>
        <Table
          label={words.title}
          compact
          autoFocus={forms.form === null}
          letters
          columns={columns}
          rows={rows}
          keyOf={(row) => row.account}
          onHere={setHere}
          empty={value === undefined ? null : <Empty says={words.none} />}
          {...(list.length === 0
            ? {}
            : {
                totals: [
                  { columns: 4, content: <span className="num">{words.total(going.length, list.length)}</span> },
                  { columns: 1, kind: "money", content: <MoneyText cents={sum} total className="semi" /> },
                ] satisfies readonly Total[],
              })}
        />
        {forms.form}
      </div>
    </Screen>
  );
}
