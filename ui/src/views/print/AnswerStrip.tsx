//! "Did it print right?": nothing counts as printed or mailed before somebody answers. All right, some
//! sheets again, or nothing came out; and how the job fares at its printer.

import type { PrintRunView } from "#ui/api/generated";
import { ActionButton } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { jobWords as words } from "#ui/strings/jobs";
import { dueSheets, jobTitle, timeOf } from "#ui/views/print/jobs";
import { useNews } from "#ui/views/print/useNews";

export type AnswerStripProps = {
  readonly job: PrintRunView;
  readonly right: Live;
  readonly again: Live;
  readonly nothing: Live;
};

export function AnswerStrip({ job, right, again, nothing }: AnswerStripProps) {
  const news = useNews(job);
  const doubt = job.state === "in_doubt";
  return (
    <section className="answer" aria-label={doubt ? words.doubt : words.question}>
      <div className="asks">
        <h2>{doubt ? words.doubt : words.question}</h2>
        <p className="num">{words.about(jobTitle(job), words.dueSheets(job.first, job.last, job.pages), timeOf(job.moved))}</p>
        {doubt ? <p className="bad">{words.doubtSays}</p> : news === null || news.says === "" ? null : <p className={news.needs_you ? "bad" : "dim"}>{news.says}</p>}
      </div>
      <div className="acts">
        <ActionButton action={right} kind="primary">
          {words.allRight(dueSheets(job))}
        </ActionButton>
        <ActionButton action={again}>{words.again}</ActionButton>
        <ActionButton action={nothing} />
      </div>
    </section>
  );
}
