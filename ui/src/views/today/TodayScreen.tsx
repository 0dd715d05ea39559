//! The day: every open dollar by who owns it, each queue a key away, what stands beside the A/R, and
//! what came in last.

import "#ui/views/work/work.css";
import type { SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { weekdayText } from "#ui/kit/day";
import { Empty } from "#ui/kit/Empty";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Skeleton } from "#ui/kit/Skeleton";
import { apiWords } from "#ui/strings/en";
import { todayWords as words } from "#ui/strings/today";
import { agingWords } from "#ui/strings/work";
import { waitingAction, WaitingLine } from "#ui/views/books/WaitingLine";
import { PrintDoubt, PrintPanel } from "#ui/views/today/PrintDoubt";
import { TodayInspector } from "#ui/views/today/TodayInspector";
import { dayLines, useDay } from "#ui/views/today/useDay";
import { queueSum } from "#ui/views/work/queues";
import { QueueTable } from "#ui/views/work/QueueTable";
import { TiesPanel } from "#ui/views/work/TiesPanel";

export function TodayScreen({ session }: { readonly session: SessionView }) {
  const { queues, proof, claims, groups, beside, toPrint, problem } = useDay();
  const mayPrint = refusal(session, "print_jobs") === null;
  const print = live(
    { id: "open_unprinted", title: words.print(toPrint), key: "Mod+Enter", strip: words.paper.imported.title, blocked: () => refusal(session, "print_forms"), run: () => go(to("claims", null, { state: "imported" })) },
    undefined,
  );
  // What is ours to do comes before paper.
  const ours = groups.find((group) => group.id === "us")?.lines.find((line) => 0 < (line.count ?? 0));
  const work = ours === undefined ? null : simple({ id: "work_first", title: words.work(ours.count ?? 0, ours.title), key: "Mod+Enter", strip: words.workShort, run: () => go(ours.route) });
  const next = work ?? (toPrint === 0 ? null : print);
  const bringIn = live(
    { id: "go_to_import", title: words.importFiles, key: "I", strip: words.importFiles, blocked: () => refusal(session, "read_files"), run: () => go(to("import")) },
    undefined,
  );
  const aging = simple({ id: "open_aging", title: agingWords.title, key: "A", strip: agingWords.title, run: () => go(to("work", "aging")) });
  const sum = queues === undefined ? null : queueSum(queues);
  const none = claims !== undefined && claims.count === 0 && sum !== null && sum.count === 0;
  const waiting = waitingAction();
  useActions({
    name: words.layer,
    actions: [
      waiting,
      bringIn,
      ...(none ? [] : [aging]),
      ...(next === null ? [] : [next]),
      ...(none ? [] : dayLines.map((line) => simple({ id: `queue_${line.id}`, title: line.title, key: line.key, run: () => go(line.route) }))),
    ],
    hints: none
      ? []
      : [
          { keys: ["1", "–", "8"], says: words.openQueue },
          { keys: ["J", "K"], says: words.move },
          { keys: ["Enter"], says: words.open },
        ],
  });
  return (
    <Screen
      title={words.title}
      sub={weekdayText(session.today)}
      actions={none ? [] : [bringIn, aging]}
      {...(next === null ? {} : { next })}
      inspector={
        <>
          {queues === undefined || proof === undefined || none ? null : <TiesPanel queues={queues} proof={proof} />}
          {mayPrint ? <PrintPanel /> : null}
          <TodayInspector session={session} />
        </>
      }
    >
      <div className="stack today">
        <WaitingLine action={waiting} />
        {mayPrint ? <PrintDoubt /> : null}
        {problem === null ? null : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}
        {claims === undefined || sum === null ? (
          <div className="note">
            <Skeleton lines={10} height={26} />
          </div>
        ) : none ? (
          <Empty says={words.none}>
            <ActionButton action={bringIn} kind="primary" />
          </Empty>
        ) : (
          <QueueTable label={words.table} groups={groups} sum={sum} beside={beside} />
        )}
      </div>
    </Screen>
  );
}
