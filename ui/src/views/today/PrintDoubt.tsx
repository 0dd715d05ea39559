//! What of the paper wants somebody: jobs of which nobody knows whether they came out, said plainly;
//! and how many wait or are not answered.

import { useAnswer } from "#ui/api/useAnswer";
import { simple } from "#ui/app/action";
import { ActionButton } from "#ui/app/ActionButton";
import { go, to, writeRoute } from "#ui/app/route";
import { useActions } from "#ui/app/useActions";
import { CountText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { jobWords as words } from "#ui/strings/jobs";
import { jobKinds } from "#ui/views/print/jobs";

/** Only for who may print: the core refuses the others. */
export function PrintDoubt() {
  const asked = useAnswer("print_jobs", {}, jobKinds).value?.asked ?? [];
  const doubts = asked.filter((job) => job.state === "in_doubt");
  const first = doubts[0];
  const say = simple({ id: "say_what_printed", title: words.todayDoubtRun, key: "D", strip: words.todayDoubtRun, run: () => go(to("print", null, first === undefined ? {} : { job: first.id })) });
  useActions({ name: words.question, actions: first === undefined ? [] : [say] });
  return first === undefined ? null : (
    <ProblemBanner what={words.todayDoubt(doubts.length)} next={words.todayDoubtSays}>
      <ActionButton action={say} small />
    </ProblemBanner>
  );
}

/** In the inspector. */
export function PrintPanel() {
  const jobs = useAnswer("print_jobs", {}, jobKinds).value;
  const lines = [
    { title: words.waiting, jobs: jobs?.waiting ?? [] },
    { title: words.asked, jobs: jobs?.asked ?? [] },
    { title: words.ready, jobs: jobs?.ready ?? [] },
  ].filter((line) => line.jobs.length !== 0);
  return lines.length === 0 ? null : (
    <Panel title={words.todayPanel}>
      <ul className="pairs">
        {lines.map((line) => (
          <li key={line.title}>
            <a className="link" href={writeRoute(to("print", null, { job: line.jobs[0]?.id ?? "" }))}>
              {line.title}
            </a>
            <CountText n={line.jobs.length} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
