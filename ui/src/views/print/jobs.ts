//! The print jobs: what they are called, which sheets they are about, and which of them is looked at.

import type { PrintJobs, PrintRunView } from "#ui/api/generated";
import { jobWords } from "#ui/strings/jobs";

/** The kinds whose changes move a job. */
export const jobKinds: readonly string[] = ["print_run", "print_event"];

/** What a job is known by: its title, else what is on it. */
export function jobTitle(job: PrintRunView): string {
  return job.title === "" ? jobWords.things(job.what, job.claims) : job.title;
}

/** What has to lie in the printer for a job. */
export function stockOf(job: PrintRunView): "red" | "draft" | "label" | "plain" {
  return job.what === "cms1500" ? (job.draft ? "draft" : "red") : job.what === "label" ? "label" : "plain";
}

/** How many sheets are due: those that wait, or that are asked about. */
export function dueSheets(job: PrintRunView): number {
  return job.first === 0 ? 0 : job.last - job.first + 1;
}

/** The time of a moment as lists show it beside today's: `15:38` of `11/24/26 15:38`. */
export function timeOf(moment: string): string {
  return moment.split(" ")[1] ?? "";
}

/** `2-3`, `2–3` or `2` as the first and the last sheet; `null` for anything else. */
export function sheetsOf(text: string): { readonly from: number; readonly to: number } | null {
  const found = /^\s*(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?\s*$/.exec(text);
  const from = Number(found?.[1] ?? "0");
  const to = Number(found?.[2] ?? from);
  return from === 0 || to < from ? null : { from, to };
}

/** The job to ask about: the one that is looked at, else the one that has waited longest. */
export function askedJob(jobs: PrintJobs | undefined, looked: string): PrintRunView | null {
  const asked = (jobs?.asked ?? []).filter((job) => job.state !== "sending");
  return asked.find((job) => job.id === looked) ?? asked[0] ?? null;
}

/** How many jobs want somebody. */
export function jobsToDo(jobs: PrintJobs | undefined): number | null {
  return jobs === undefined ? null : jobs.waiting.length + jobs.asked.length;
}

/** The jobs of a kind of paper that nobody has answered yet, or that wait to be printed: none of their papers counts. */
export function openJobs(jobs: PrintJobs | undefined, what: string): readonly PrintRunView[] {
  return jobs === undefined ? [] : [...jobs.asked, ...jobs.waiting].filter((job) => job.what === what);
}
