//! The day: the claims by what has to be done with them, each queue a key away, and what came in last.

import type { SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import type { Column } from "#ui/kit/column";
import { weekdayText } from "#ui/kit/day";
import { Empty } from "#ui/kit/Empty";
import { Kbd } from "#ui/kit/Kbd";
import { CountText, MoneyText } from "#ui/kit/MoneyText";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Skeleton } from "#ui/kit/Skeleton";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { apiWords } from "#ui/strings/en";
import { todayWords as words } from "#ui/strings/today";
import { TodayInspector } from "#ui/views/today/TodayInspector";
import { type Queue, useQueues } from "#ui/views/today/useQueues";

const columns: readonly Column<Queue>[] = [
  { id: "key", title: words.columns.key, width: 56, cell: (row) => <Kbd of={row.key} /> },
  {
    id: "queue",
    title: words.columns.queue,
    width: { least: 260, grow: 1 },
    cell: (row) => (
      <>
        {words.queues[row.state].title} <span className="why hint">{words.queues[row.state].says}</span>
      </>
    ),
  },
  { id: "count", title: words.columns.count, width: 96, kind: "number", cell: (row) => <CountText n={row.count} /> },
  { id: "charge", title: words.columns.charge, width: 140, kind: "money", cell: (row) => <MoneyText cents={row.cents} /> },
];

export function TodayScreen({ session }: { readonly session: SessionView }) {
  const { queues, totals, problem } = useQueues();
  const rows = useFixedRows(queues);
  const open = (state: string) => go(to("claims", null, { state }));
  const waiting = queues.find((queue) => queue.state === "imported")?.count ?? 0;
  const print = live(
    { id: "open_unprinted", title: words.print(waiting), key: "Mod+Enter", strip: words.queues.imported.title, blocked: () => refusal(session, "print_forms"), run: () => open("imported") },
    undefined,
  );
  const bringIn = live(
    { id: "go_to_import", title: words.importFiles, key: "I", strip: words.importFiles, blocked: () => refusal(session, "read_files"), run: () => go(to("import")) },
    undefined,
  );
  const none = totals !== undefined && totals.count === 0;
  useActions({
    name: words.layer,
    actions: [
      bringIn,
      ...(waiting === 0 ? [] : [print]),
      ...queues.map((queue) => simple({ id: `queue_${queue.state}`, title: words.queues[queue.state].title, key: queue.key, run: () => open(queue.state) })),
    ],
    hints: none
      ? []
      : [
          { keys: ["ArrowUp", "ArrowDown"], says: words.move },
          { keys: ["Enter"], says: words.open },
        ],
  });
  return (
    <Screen
      title={words.title}
      sub={weekdayText(session.today)}
      actions={none ? [] : [bringIn]}
      {...(waiting === 0 ? {} : { next: print })}
      inspector={<TodayInspector session={session} />}
    >
      <div className="stack today">
        {problem === null ? null : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}
        {totals === undefined ? (
          <div className="note">
            <Skeleton lines={4} height={32} />
          </div>
        ) : none ? (
          <Empty says={words.none}>
            <ActionButton action={bringIn} kind="primary" />
          </Empty>
        ) : (
          <Table
            label={words.table}
            autoFocus
            columns={columns}
            rows={rows}
            keyOf={(row) => row.state}
            onOpen={(row) => open(row.state)}
            totals={[
              { columns: 2, content: words.all },
              { columns: 1, kind: "number", content: <CountText n={totals.count} /> },
              { columns: 1, kind: "money", content: <MoneyText cents={totals.charge_cents} total /> },
            ]}
          />
        )}
      </div>
    </Screen>
  );
}
