//! The runs that were printed, each of which can be printed again byte for byte.

import type { PrintRunView } from "#ui/api/generated";
import { ActionWord } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { to, writeRoute } from "#ui/app/route";
import { dayText } from "#ui/kit/day";
import { Panel } from "#ui/kit/Panel";
import { CountText } from "#ui/kit/MoneyText";
import { listWords } from "#ui/strings/lists";
import { jobWords } from "#ui/strings/jobs";
import { printWords } from "#ui/strings/printing";

export type RunsPanelProps = {
  readonly runs: readonly PrintRunView[];
  readonly again: (run: PrintRunView) => Live;
  /** Saves all of them as a file. */
  readonly exported: Live;
};

/** `Print again`, and its key beside the run that it is for. */
function AgainWord({ action }: { readonly action: Live }) {
  return <ActionWord action={action}>{printWords.again}</ActionWord>;
}

export function RunsPanel({ runs, again, exported }: RunsPanelProps) {
  return (
    <Panel title={printWords.runs} end={
        runs.length === 0 ? undefined : (
          <>
            <ActionWord action={exported}>{listWords.export}</ActionWord> <CountText n={runs.length} />
          </>
        )
      }>
      {runs.length === 0 ? (
        <p className="dim">{printWords.noRuns}</p>
      ) : (
        <ul className="print-runs">
          {runs.map((run) => (
            <li key={run.id}>
              <a className="num" href={writeRoute(to("print", null, { job: run.id }))}>{run.when}</a>
              <AgainWord action={again(run)} />
              <span className="run-more">
                {jobWords.things(run.what, run.claims)}, {jobWords.sheets(run.pages)}, {printWords.runMore(run.what !== "cms1500" ? "plain" : run.draft ? "draft" : "red", run.to === "file" ? printWords.toAFile : run.to, run.by)}
                {run.mailed_on !== "" ? `, ${jobWords.mailedOn(dayText(run.mailed_on))}` : run.state === "right" ? "" : `, ${jobWords.state(run.state)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
