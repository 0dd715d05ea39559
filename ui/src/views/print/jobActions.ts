//! What can be done to print jobs: print them later, send them, answer, take out, mail, unsend.

import { call } from "#ui/api/call";
import type { Changed, FormsPreview, Printed, PrintRunView } from "#ui/api/generated";
import type { Action } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { jobWords as words } from "#ui/strings/jobs";
import { printWords } from "#ui/strings/printing";
import type { Who } from "#ui/views/claims/acts";
import { jobTitle, sheetsOf } from "#ui/views/print/jobs";
import { saveToken } from "#ui/views/print/reprint";
import { setToPrint } from "#ui/views/print/toPrint";

/** Puts what is previewed into the queue. */
export function queueRun(who: Who, working: boolean) {
  return {
    id: "queue_forms",
    title: words.queue,
    key: "Q",
    blocked: (forms) => refusal(who, "queue_forms") ?? (working ? printWords.wait : forms === null || forms.pages === 0 ? printWords.nothingPrints : null),
    run: async (forms) => {
      const changed = await call("queue_forms", { preview: forms.id });
      setToPrint(forms.blocked.map((claim) => claim.id));
      go(to("print"), "replace");
      return changed;
    },
    done: ({ claims }) => words.queued(claims),
  } satisfies Action<FormsPreview, Printed>;
}

/** Sends a job that waits to a printer. */
export function sendJob(who: Who, printer: string) {
  return {
    id: "send_print",
    title: printer === "" ? words.printer : printWords.printOn(printer),
    key: "Mod+P",
    blocked: (job) => refusal(who, "send_print") ?? (printer === "" ? words.printer : job === null ? printWords.nothingPrints : null),
    run: (job) => call("send_print", { id: job.id, printer }),
    done: ({ pages, to: where }) => words.sentJob(pages, where),
  } satisfies Action<PrintRunView, Printed>;
}

/** Saves a job that waits as a file, where it counts at once. */
export function saveJob(who: Who, next: boolean) {
  return {
    id: "save_print",
    title: printWords.save,
    key: next ? "Mod+P" : "Mod+S",
    blocked: () => refusal(who, "reprint"),
    run: async (job) => call("reprint", { id: job.id, token: await saveToken(printWords.file), printer: "", from: 0, to: 0 }),
    done: ({ claims, pages, to: where }) => printWords.printed(claims, pages, where),
  } satisfies Action<PrintRunView, Printed>;
}

export function stopJob(who: Who) {
  return {
    id: "stop_print",
    title: words.stop,
    key: "T",
    blocked: () => refusal(who, "stop_print"),
    run: (job) => call("stop_print", { id: job.id }),
    done: (job) => words.stopped(jobTitle(job)),
  } satisfies Action<PrintRunView, PrintRunView>;
}

/** Everything that was sent is right. */
export function rightJob(who: Who) {
  return {
    id: "answer_right",
    title: words.rightTitle,
    key: "Enter",
    strip: words.rightStrip,
    blocked: (job) => refusal(who, "answer_print") ?? (job === null ? words.noQuestion : null),
    run: (job) => call("answer_print", { id: job.id, fence: job.fence, answer: "right", from: 0, to: 0 }),
    done: (job) => words.counted(jobTitle(job), job.what, job.claims),
  } satisfies Action<PrintRunView, PrintRunView>;
}

/** Nothing came out: it waits again. */
export function nothingJob(who: Who) {
  return {
    id: "answer_nothing",
    title: words.nothing,
    key: "N",
    strip: words.nothingStrip,
    blocked: (job) => refusal(who, "answer_print") ?? (job === null ? words.noQuestion : null),
    run: (job) => call("answer_print", { id: job.id, fence: job.fence, answer: "nothing", from: 0, to: 0 }),
    done: (job) => words.countedSome(jobTitle(job)),
  } satisfies Action<PrintRunView, PrintRunView>;
}

/** Says which sheets came out wrong and prints them again on the printer to which they went. */
export async function printAgain(job: PrintRunView, text: string): Promise<Changed<unknown>> {
  const { from, to: last } = sheetsOf(text) ?? { from: 0, to: 0 };
  const answered = await call("answer_print", { id: job.id, fence: job.fence, answer: "again", from, to: last });
  const sent = await call("send_print", { id: job.id, printer: job.to });
  return { ...sent, touched: [...new Set([...answered.touched, ...sent.touched])] };
}
