//! The queues: every open dollar in one of them, each a key away, and the proof that they add up.

import "#ui/views/work/work.css";
import type { SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { simple } from "#ui/app/action";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { Empty } from "#ui/kit/Empty";
import { Panel } from "#ui/kit/Panel";
import { MoneyText } from "#ui/kit/MoneyText";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Skeleton } from "#ui/kit/Skeleton";
import { apiWords } from "#ui/strings/en";
import { agingWords, workWords as words } from "#ui/strings/work";
import { moneyKinds } from "#ui/views/work/kinds";
import { keyLines, queueGroups, queueSum, underpaidGroup } from "#ui/views/work/queues";
import { QueueTable } from "#ui/views/work/QueueTable";
import { TiesPanel } from "#ui/views/work/TiesPanel";

export function QueuesScreen({ session }: { readonly session: SessionView }) {
  const { value, problem } = useAnswer("queues", {}, moneyKinds);
  const proof = useAnswer("proof_state", {}, moneyKinds).value;
  const aging = simple({ id: "open_aging", title: agingWords.title, key: "A", strip: agingWords.title, run: () => go(to("work", "aging")) });
  const groups = value === undefined ? [] : queueGroups(value);
  const beside = value === undefined ? [] : [underpaidGroup(value.underpaid, value.underpaid_cents)];
  useActions({
    name: words.layer,
    actions: [
      aging,
      ...keyLines.map((line) => simple({ id: `queue_${line.id}`, title: line.title, key: line.key, run: () => go(line.route) })),
    ],
    hints: [
      { keys: ["1", "–", "8"], says: words.keysOpen },
      { keys: ["J", "K"], says: words.move },
      { keys: ["Enter"], says: words.open },
    ],
  });
  const sum = value === undefined ? null : queueSum(value);
  return (
    <Screen
      title={words.title}
      {...(sum === null ? {} : { sub: words.sub(sum.count) })}
      actions={[aging]}
      inspector={
        value === undefined || proof === undefined ? (
          <Panel title={words.ties.title}>
            <Skeleton lines={5} height={22} />
          </Panel>
        ) : (
          <>
            <TiesPanel queues={value} proof={proof} />
            <Panel title={words.byOwner}>
              <ul className="pairs">
                {proof.owners.map((one) => (
                  <li key={one.owner + one.title}>
                    <span className="cut">{one.title}</span>
                    <MoneyText cents={one.cents} />
                  </li>
                ))}
              </ul>
            </Panel>
          </>
        )
      }
    >
      <div className="stack">
        {problem === null ? null : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}
        {value === undefined || sum === null ? (
          <div className="note">
            <Skeleton lines={8} height={26} />
          </div>
        ) : session.claims === 0 && sum.count === 0 ? (
          <Empty says={words.none} />
        ) : (
          <QueueTable label={words.table} groups={groups} sum={sum} beside={beside} />
        )}
      </div>
    </Screen>
  );
}
