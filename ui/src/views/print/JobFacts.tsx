//! A print job that is looked at: what is on it, where it stands, who made it, when it was mailed.

import type { PrintRunView } from "#ui/api/generated";
import { ActionWord } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { dayText } from "#ui/kit/day";
import { Panel } from "#ui/kit/Panel";
import { jobWords as words } from "#ui/strings/jobs";
import { jobTitle } from "#ui/views/print/jobs";

export type JobFactsProps = { readonly job: PrintRunView; readonly actions: readonly Live[] };

export function JobFacts({ job, actions }: JobFactsProps) {
  return (
    <Panel title={words.facts}>
      <p className="job-title">{jobTitle(job)}</p>
      <dl className="facts paper-facts">
        <dt>{words.what}</dt>
        <dd className="num">
          {words.things(job.what, job.claims)}, {words.sheets(job.pages)}
        </dd>
        <dt>{words.stateLabel}</dt>
        <dd>
          {words.state(job.state)}
          {job.first === 0 || (job.first === 1 && job.last === job.pages) ? null : <span className="num">, {words.dueSheets(job.first, job.last, job.pages)}</span>}
        </dd>
        <dt>{words.toLabel}</dt>
        <dd>{job.to === "" ? words.nowhere : job.to === "file" ? words.toAFile : job.to}</dd>
        <dt>{words.madeBy}</dt>
        <dd className="num">{job.when}</dd>
        <dt>{words.by}</dt>
        <dd>{job.by}</dd>
        {job.mailed_on === "" ? null : (
          <>
            <dt>{words.mailedLabel}</dt>
            <dd className="num">{dayText(job.mailed_on)}</dd>
          </>
        )}
        {job.why === "" ? null : (
          <>
            <dt>{words.whyLabel}</dt>
            <dd className="private">{job.why}</dd>
          </>
        )}
      </dl>
      {actions.length === 0 ? null : (
        <div className="job-acts">
          {actions.map((action) => (
            <ActionWord key={action.id} action={action} />
          ))}
        </div>
      )}
    </Panel>
  );
}
