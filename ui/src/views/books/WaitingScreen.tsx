//! Refunds that wait for a second person: approved with one key, or turned down with a reason. Who asked
//! for one, and who may not, is told why.

import "#ui/views/account/account.css";
import "#ui/views/claims/claims.css";
import "#ui/views/audit/audit.css";
import "#ui/views/books/books.css";
import { useMemo, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { ActView, SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, useRoute } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import type { Column, Total } from "#ui/kit/column";
import { Empty } from "#ui/kit/Empty";
import { DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { centsText } from "#ui/kit/money";
import { Panel } from "#ui/kit/Panel";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Status } from "#ui/kit/Status";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { moneyWords } from "#ui/strings/account";
import { actsWords } from "#ui/strings/books";
import { waitingWords as words } from "#ui/strings/payments";
import { opener } from "#ui/views/account/openers";
import { accountRoute, doingOf, withDoing } from "#ui/views/account/routes";
import { ActFacts } from "#ui/views/books/ActFacts";
import { TurnDownForm } from "#ui/views/books/TurnDownForm";
import { ownCount, useWaiting, type Waiting } from "#ui/views/books/useWaiting";
import { focusTable } from "#ui/views/claims/focusTable";

const columns: readonly Column<Waiting>[] = [
  { id: "on", title: words.columns.on, width: 84, kind: "date", cell: ({ act }) => <DayText day={act.on} /> },
  { id: "patient", title: words.columns.patient, width: { grow: 1.2, least: 128 }, cell: ({ act }) => (act.patient === "" ? act.payer : <Personal>{act.patient}</Personal>) },
  { id: "why", title: words.columns.why, width: { grow: 1.6, least: 128 }, quiet: true, cell: ({ act }) => <span title={act.text}>{act.text === "" ? act.title : act.text}</span> },
  { id: "by", title: words.columns.by, width: { grow: 1, least: 96 }, quiet: true, cell: ({ act }) => act.by },
  { id: "state", title: words.columns.state, width: 108, cell: ({ refused }) => <Status tone={refused === "" ? "go" : "wait"}>{refused === "" ? words.yes : words.no}</Status> },
  { id: "amount", title: words.columns.amount, width: 96, kind: "money", cell: ({ act }) => <MoneyText cents={act.cents} /> },
];

export function WaitingScreen({ session }: { readonly session: SessionView }) {
  const route = useRoute();
  const { rows: waiting, read, problem } = useWaiting();
  const [at, setAt] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const rows = useFixedRows(waiting);
  const here = useMemo(() => waiting.find(({ act }) => act.id === at), [waiting, at]);
  const doing = doingOf(route);
  const refusing = doing?.kind === "turn_down" ? waiting.find(({ act }) => act.id === doing.act) : undefined;
  const close = () => {
    go(withDoing(route, null), "replace");
    focusTable(box.current);
  };
  const may = () => refusal(session, "answer_act") ?? (here === undefined ? moneyWords.blocked.noRefund : here.refused === "" ? null : here.refused);
  const approve = live(
    {
      id: "approve_refund",
      title: words.approve,
      key: "Y",
      strip: words.approve,
      blocked: may,
      run: () => call("answer_act", { id: here?.act.id ?? "", given: true, reason: "" }),
      done: (act: ActView) => words.approved(centsText(act.cents)),
    },
    undefined,
  );
  const no = opener("turn_down", { route, who: session, owes: undefined, claim: "", act: here?.act });
  const turnDown = { ...no, strip: words.turnDown, blocked: may() };
  const open = live(
    {
      id: "open_account",
      title: actsWords.account,
      key: "F7",
      strip: actsWords.keys.open,
      blocked: () => (here === undefined || here.act.patient_id === "" ? actsWords.noPatient : null),
      run: () => go(accountRoute(here?.act.patient_id ?? "")),
    },
    undefined,
  );
  useActions({
    name: words.title,
    actions: [approve, turnDown, open],
    hints: [
      { keys: ["ArrowUp", "ArrowDown"], says: words.keys.move },
      { keys: ["Enter"], says: words.keys.open },
    ],
  });
  const own = ownCount(waiting);
  return (
    <Screen
      title={words.title}
      sub={0 < waiting.length ? [words.sub(waiting.length), ...(own === 0 ? [] : [words.yours(own)])].join(", ") : undefined}
      actions={waiting.length === 0 ? [] : [open, turnDown]}
      {...(waiting.length === 0 ? {} : { next: approve })}
      formOpen={refusing !== undefined}
      inspector={
        here === undefined ? waiting.length === 0 ? null : (
          <Panel title={actsWords.facts}>
            <p className="dim">{words.choose}</p>
          </Panel>
        ) : (
          <>
            {here.refused === "" ? null : (
              <Panel title={words.refused}>
                <p className="notice-line">{here.refused}</p>
              </Panel>
            )}
            <ActFacts act={here.act} />
          </>
        )
      }
      inspectorLabel={actsWords.facts}
    >
      <div className="audit-list books-acts" ref={box}>
        <div className="stack">{problem === null ? null : <ProblemBanner what={toProblem(problem, words.unread).says} />}</div>
        <Table
          label={words.label}
          autoFocus={doing === null}
          columns={columns}
          rows={rows}
          keyOf={({ act }) => act.id}
          onHere={(row) => setAt(row?.act.id ?? "")}
          onOpen={({ act }) => {
            if (act.patient_id !== "") {
              go(accountRoute(act.patient_id));
            }
          }}
          empty={read ? <Empty says={words.none} /> : null}
          {...(waiting.length === 0 ? {} : { totals: [{ columns: 5, content: words.total }, { columns: 1, kind: "money", content: <MoneyText cents={waiting.reduce((sum, { act }) => sum + act.cents, 0)} total className="semi" /> }] satisfies readonly Total[] })}
        />
        {refusing === undefined ? null : <TurnDownForm key={refusing.act.id} act={refusing.act} onDone={close} onLeave={close} />}
      </div>
    </Screen>
  );
}
