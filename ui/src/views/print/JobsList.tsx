//! The print jobs in the side list: what waits, what is not answered, what is to be mailed, what was.

import type { PrintJobs, PrintRunView } from "#ui/api/generated";
import { to, writeRoute } from "#ui/app/route";
import { Pick, SidePart } from "#ui/app/SideList";
import { MoneyText } from "#ui/kit/MoneyText";
import { jobWords as words } from "#ui/strings/jobs";
import { InSide } from "#ui/views/claims/InSide";
import { dueSheets, jobTitle, timeOf } from "#ui/views/print/jobs";

export type JobsListProps = { readonly jobs: PrintJobs; readonly looked: string };

export function JobsList({ jobs, looked }: JobsListProps) {
  const part = (title: string, rows: readonly PrintRunView[], late: boolean) =>
    rows.length === 0 ? null : (
      <SidePart title={title}>
        {rows.map((job) => (
          <Pick key={job.id} href={writeRoute(to("print", null, { job: job.id }))} title={jobTitle(job)} chosen={job.id === looked}>
            <span className="hint num">{late ? words.sheets(dueSheets(job)) : words.things(job.what, job.claims)}</span>
            {late && job.moved !== "" ? <span className="amount num">{timeOf(job.moved)}</span> : <MoneyText className="amount" cents={job.charge_cents} />}
          </Pick>
        ))}
      </SidePart>
    );
  return (
    <InSide>
      {part(words.waiting, jobs.waiting, true)}
      {part(words.asked, jobs.asked, true)}
      {part(words.ready, jobs.ready, false)}
      {part(words.mailed, jobs.mailed, false)}
    </InSide>
  );
}
