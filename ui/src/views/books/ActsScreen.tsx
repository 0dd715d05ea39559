//! What people did to money by hand: payments, discounts, refunds, write-offs, decisions. What somebody
//! else should look at comes first: money taken back or given back by who took it.

import "#ui/views/account/account.css";
import "#ui/views/claims/claims.css";
import "#ui/views/audit/audit.css";
import "#ui/views/books/books.css";
import { useMemo, useRef, useState } from "react";
import type { ActView, SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { call } from "#ui/api/call";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, useRoute } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { after } from "#ui/kit/after";
import { Empty } from "#ui/kit/Empty";
import { Panel } from "#ui/kit/Panel";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Select } from "#ui/kit/Select";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { actsWords as words } from "#ui/strings/books";
import { actKinds } from "#ui/views/account/kinds";
import { opener } from "#ui/views/account/openers";
import { accountRoute, doingOf, withDoing } from "#ui/views/account/routes";
import { TakeBackForm } from "#ui/views/account/TakeBackForm";
import { actColumns } from "#ui/views/books/actColumns";
import { ActFacts } from "#ui/views/books/ActFacts";
import { noticedFirst } from "#ui/views/books/acts";
import { waitingAction, WaitingLine } from "#ui/views/books/WaitingLine";
import { type ActFilter, actFilterOf, actsRoute } from "#ui/views/books/routes";
import { DaysChip } from "#ui/views/claims/DaysChip";
import { focusTable } from "#ui/views/claims/focusTable";

const none: readonly ActView[] = [];

export function ActsScreen({ session }: { readonly session: SessionView }) {
  const route = useRoute();
  const filter = actFilterOf(route);
  const days = { patient_id: "", from: filter.from, to: filter.to, kind: filter.kind };
  const noticed = useAnswer("acts", { ...days, noticed: true }, actKinds);
  const all = useAnswer("acts", { ...days, noticed: false }, actKinds);
  const [here, setHere] = useState<ActView | undefined>(undefined);
  const [daysTurn, setDaysTurn] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const read = noticed.value !== undefined && all.value !== undefined;
  const shown = useMemo(
    () => (filter.noticed ? (noticed.value?.rows ?? none) : noticedFirst(noticed.value?.rows ?? none, all.value?.rows ?? none)),
    [filter.noticed, noticed.value, all.value],
  );
  const more = (filter.noticed ? noticed.value?.more : all.value?.more) === true;
  const rows = useFixedRows(shown);
  const doing = doingOf(route);
  const taken = doing?.kind === "take_back" ? shown.find((act) => act.id === doing.act) : undefined;
  const close = () => {
    go(withDoing(route, null), "replace");
    focusTable(box.current);
  };
  const narrow = (next: Partial<ActFilter>) => go(actsRoute({ ...filter, ...next }), "replace");
  const account = (act: ActView | undefined) =>
    live(
      {
        id: "open_account",
        title: words.account,
        key: "F7",
        strip: words.keys.open,
        blocked: () => (act === undefined || act.patient_id === "" ? words.noPatient : null),
        run: () => go(accountRoute(act?.patient_id ?? "")),
      },
      undefined,
    );
  const open = account(here);
  const takeBack = opener("take_back", { route, who: session, owes: undefined, claim: "", act: here });
  const only = simple({ id: "only_noticed", title: filter.noticed ? words.all : words.only, strip: words.onlyShort, key: "N", run: () => narrow({ noticed: !filter.noticed }) });
  const look = live(
    {
      id: "look_at_act",
      title: words.look,
      key: "L",
      strip: words.lookShort,
      blocked: (act: ActView | null) => refusal(session, "look_at_act") ?? (act === null || act.notice === "" ? words.noLook : null),
      run: (act) => call("look_at_act", { id: act.id }),
      done: (_, act) => words.lookedAt(act.title),
    },
    here ?? null,
  );
  const kinds = words.kinds.map(({ value }) => value);
  const byKind = simple({ id: "filter_kind", title: words.filterKind, key: "V", strip: words.kind, run: () => narrow({ kind: after(kinds, filter.kind) }) });
  const byDays = simple({ id: "filter_days", title: words.filterDays, key: "D", run: () => setDaysTurn(daysTurn + 1) });
  const clear = simple({ id: "clear_filters", title: words.clear, key: "Shift+F", run: () => go(actsRoute({}), "replace") });
  const waiting = waitingAction();
  useActions({
    name: words.title,
    actions: [takeBack, open, look, only, byKind, byDays, clear, waiting],
    hints: [
      { keys: ["J", "K"], says: words.keys.move },
      { keys: ["Enter"], says: words.keys.open },
    ],
  });
  const problem = noticed.problem ?? all.problem;
  const narrowed = filter.from !== "" || filter.to !== "" || filter.noticed || filter.kind !== "";
  return (
    <Screen
      title={filter.noticed ? words.noticedTitle : words.title}
      sub={read ? words.sub(shown.length, filter.noticed ? 0 : (noticed.value?.rows.length ?? 0), more) : undefined}
      actions={[only, look, open, takeBack]}
      inspector={here === undefined ? <Panel title={words.facts}>{<p className="dim">{words.choose}</p>}</Panel> : <ActFacts act={here} />}
      inspectorLabel={words.facts}
    >
      <div className="audit-list books-acts" ref={box}>
        <div className="stack">
          {problem === null ? null : <ProblemBanner what={toProblem(problem, words.unread).says} />}
          <WaitingLine action={waiting} />
          <div className="strip" role="group" aria-label={words.bar}>
            <DaysChip title={words.days} from={filter.from} to={filter.to} today={session.today} turn={daysTurn} onChange={(from, to) => narrow({ from, to })} />
            <Select className="inline" name="kind" label={words.kind} value={filter.kind} options={words.kinds} onChange={(kind) => narrow({ kind })} flat />
            {more ? <span className="dim t12">{words.older}</span> : null}
            {narrowed ? (
              <span className="end">
                <ActionButton action={clear} kind="bare" small />
              </span>
            ) : null}
          </div>
        </div>
        <Table
          label={words.label}
          compact
          autoFocus={doing === null}
          letters
          columns={actColumns}
          rows={rows}
          keyOf={(act) => act.id}
          onHere={setHere}
          onOpen={(act) => {
            if (act.patient_id !== "") {
              go(accountRoute(act.patient_id));
            }
          }}
          empty={read ? <Empty says={filter.noticed ? words.nothingNoticed : words.nothing} /> : null}
        />
        {taken === undefined ? null : <TakeBackForm key={taken.id} act={taken} onDone={close} onLeave={close} />}
      </div>
    </Screen>
  );
}
