//! The audit log: who did what to whom and when; narrowed, opened, printed, exported.

import "#ui/views/claims/claims.css";
import "#ui/views/audit/audit.css";
import { useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { AuditFilter, AuditRow, SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, useRoute } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import type { Column } from "#ui/kit/column";
import { Empty } from "#ui/kit/Empty";
import { Personal } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { Table } from "#ui/kit/Table";
import { useRows } from "#ui/kit/useRows";
import { auditWords as words } from "#ui/strings/audit";
import { AuditFilters } from "#ui/views/audit/AuditFilters";
import { EventPanel } from "#ui/views/audit/EventPanel";
import { auditRoute, filterOf, narrows } from "#ui/views/audit/filters";
import { Reading, readingJob, writing } from "#ui/views/audit/Reading";
import { focusTable } from "#ui/views/claims/focusTable";
import { saveToken } from "#ui/views/print/reprint";
import { usePrinter } from "#ui/views/print/usePrinter";

const columns: readonly Column<AuditRow>[] = [
  { id: "when", title: words.columns.when, width: 132, kind: "date", cell: (row) => <span className="num">{row.when}</span> },
  { id: "who", title: words.columns.who, width: { grow: 1, least: 124 }, quiet: true, cell: (row) => row.who },
  { id: "what", title: words.columns.what, width: { grow: 2, least: 150 }, cell: (row) => row.what },
  { id: "whom", title: words.columns.whom, width: { grow: 2, least: 140 }, cell: (row) => <Personal>{row.whom}</Personal> },
  { id: "detail", title: words.columns.detail, width: { grow: 2, least: 120 }, quiet: true, cell: (row) => row.detail },
];

export function AuditScreen({ session }: { readonly session: SessionView }) {
  const route = useRoute();
  const { toasts } = useWorkspace();
  const [text, setText] = useState("");
  const [daysTurn, setDaysTurn] = useState(0);
  const [here, setHere] = useState<AuditRow | undefined>(undefined);
  const box = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const { printer } = usePrinter();
  const filter = filterOf(route, text);
  const refused = refusal(session, "audit_events");
  const answer = useAnswer("audit_events", { filter, from: 0, count: 100, job: readingJob });
  const first = answer.value;
  const rows = useRows<AuditRow>({
    count: first?.total ?? 0,
    page: async (from, count) => (from === 0 && first !== undefined ? first.rows : (await call("audit_events", { filter, from, count })).rows),
    list: JSON.stringify(filter),
    version: first?.total ?? 0,
    failed: (thrown) => toasts.show(toProblem(thrown, words.unread).says, "wrong"),
  });
  const narrow = (next: AuditFilter) => go(auditRoute(next), "replace");
  const clearAll = () => {
    setText("");
    narrow(filterOf({ place: "audit", id: null, with: {} }, ""));
  };
  const find = simple({ id: "filter", title: words.filter, key: "/", strip: words.filter, run: () => search.current?.select() });
  const days = simple({ id: "filter_days", title: words.days, key: "D", run: () => setDaysTurn(daysTurn + 1) });
  const clear = simple({ id: "clear_filters", title: words.clear, key: "Shift+F", run: clearAll });
  const printTo = (where: string, next: boolean) =>
    live(
      {
        id: next ? "print_audit" : "save_audit",
        title: next ? words.print(where) : words.save,
        key: next ? "Mod+P" : "Mod+S",
        menu: "file",
        blocked: () => refusal(session, "print_audit"),
        run: async () => {
          const token = where === "" ? await saveToken(words.files.print) : "";
          const saved = await writing.run((job) => call("print_audit", { filter, token, printer: where, job }));
          toasts.show(where === "" ? words.printed(saved.events, saved.name) : words.sent(saved.events, where), "done");
        },
      },
      undefined,
    );
  const print = printTo(printer, true);
  const save = printer === "" ? null : printTo("", false);
  const send = live(
    {
      id: "export_audit",
      title: words.export,
      key: "E",
      menu: "file",
      blocked: () => refusal(session, "export_audit"),
      run: async () => {
        const token = await saveToken(words.files.export);
        const saved = await writing.run((job) => call("export_audit", { token, job }));
        toasts.show(words.exported(saved.events, saved.name), "done");
      },
    },
    undefined,
  );
  // An event that was opened is left as a form is.
  const back = simple({ id: "to_events", title: words.keys.back, key: "Escape", run: () => focusTable(box.current) });
  useActions({
    name: words.title,
    actions: [find, days, clear, back, print, ...(save === null ? [] : [save]), send],
    hints: [
      { keys: ["ArrowUp", "ArrowDown"], says: words.keys.move },
      { keys: ["Enter"], says: words.keys.open },
    ],
  });
  const openIt = () => document.querySelector<HTMLElement>(".inspector")?.focus();
  return (
    <Screen
      title={words.title}
      sub={first === undefined ? undefined : words.sub(first.total)}
      actions={save === null ? [send] : [save, send]}
      next={print}
      inspector={here === undefined ? <Panel title={words.facts}>{<p className="dim">{words.choose}</p>}</Panel> : <EventPanel n={here.n} />}
      inspectorLabel={words.facts}
    >
      <div className="audit-list" ref={box}>
        <div className="stack">
          <Reading updating={answer.updating} problem={answer.problem} refused={refused} />
          <AuditFilters
            filter={filter}
            patient={first?.patient ?? ""}
            today={session.today}
            onChange={narrow}
            onText={setText}
            onClear={clearAll}
            onDown={() => focusTable(box.current)}
            searchRef={search}
            daysTurn={daysTurn}
          />
        </div>
        <Table
          label={words.label}
          compact
          autoFocus
          columns={columns}
          rows={rows}
          keyOf={(row) => String(row.n)}
          onOpen={openIt}
          onHere={setHere}
          empty={first === undefined ? null : narrows(filter) ? <Empty says={words.nothing}>{<ActionButton action={clear} />}</Empty> : <Empty says={words.none} />}
        />
      </div>
    </Screen>
  );
}
