//! The print jobs in the side list: what waits, what is not answered, what is to be mailed, what was.

import type { ReactNode } from "react";
import type { PrintJobs, PrintRunView } from "#ui/api/generated";
import { to, writeRoute } from "#ui/app/route";
import { Pick, SidePart } from "#ui/app/SideList";
import { MoneyText } from "#ui/kit/MoneyText";
import { jobWords as words } from "#ui/strings/jobs";
import { InSide } from "#ui/views/claims/InSide";
import { dueSheets, jobTitle, timeOf } from "#ui/views/print/jobs";

export type JobsListProps = {
  readonly jobs: PrintJobs | undefined;
  readonly looked: string;
  /** What comes first: the forms that are put up to be printed. */
  readonly children: ReactNode;
};

export function JobsList({ jobs, looked, children }: JobsListProps) {
  /** `clock` shows when it went to the printer in place of what it comes to. */
  const part = (title: string, rows: readonly PrintRunView[], clock: boolean) =>
    rows.length === 0 ? null : (
      <SidePart title={title}>
        {rows.map((job) => (
          <Pick key={job.id} href={writeRoute(to("print", null, { job: job.id }))} title={jobTitle(job)} chosen={job.id === looked}>
            <span className="hint num">{dueSheets(job) === 0 ? words.onIt(jobTitle(job), job.what, job.claims) : words.sheets(dueSheets(job))}</span>
            {clock ? <span className="amount num">{timeOf(job.moved)}</span> : <MoneyText className="amount" cents={job.charge_cents} />}
          </Pick>
        ))}
      </SidePart>
    );
  return (
    <InSide>
      {children}
      {part(words.waiting, jobs?.waiting ?? [], false)}
      {part(words.asked, jobs?.asked ?? [], true)}
      {part(words.ready, jobs?.ready ?? [], false)}
      {part(words.mailed, jobs?.mailed ?? [], false)}
    </InSide>
  );
}
