//! The print center: the sheets as they will print, what does not print and why, and where to.

import "#ui/views/claims/claims.css";
import "#ui/views/print/print.css";
import { useState } from "react";
import { call } from "#ui/api/call";
import type { PrintRunView } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to, useRoute } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useSetting } from "#ui/app/settings";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { classes } from "#ui/kit/css";
import { Empty } from "#ui/kit/Empty";
import { Findings } from "#ui/kit/Findings";
import { Personal } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { ProgressBar } from "#ui/kit/ProgressBar";
import { listWords } from "#ui/strings/lists";
import { jobWords } from "#ui/strings/jobs";
import { coverWords, labelWords } from "#ui/strings/mailing";
import { printWords } from "#ui/strings/printing";
import { blockedFindings, claimOf, type FoundOnClaim, moreFound } from "#ui/views/print/blocked";
import { CoversDialog } from "#ui/views/print/CoversDialog";
import { Desk } from "#ui/views/print/Desk";
import { PaperPanel } from "#ui/views/print/PaperPanel";
import { PrintList } from "#ui/views/print/PrintList";
import { AnswerStrip } from "#ui/views/print/AnswerStrip";
import { AskDialog, type Asking } from "#ui/views/print/AskDialog";
import { askedJob, jobKinds, jobTitle, sheetsOf, stockOf } from "#ui/views/print/jobs";
import { nothingJob, printAgain, queueRun, rightJob, saveJob, sendJob, stopJob } from "#ui/views/print/jobActions";
import { JobFacts } from "#ui/views/print/JobFacts";
import { JobsList } from "#ui/views/print/JobsList";
import { LabelsDialog } from "#ui/views/print/LabelsDialog";
import { printRun } from "#ui/views/print/printRun";
import { reprintRun, saveToken } from "#ui/views/print/reprint";
import { RunsPanel } from "#ui/views/print/RunsPanel";
import { setToPrint, useToPrint } from "#ui/views/print/toPrint";
import { usePage } from "#ui/views/print/usePage";
import { usePreview } from "#ui/views/print/usePreview";
import { usePrinter } from "#ui/views/print/usePrinter";
import { useExport } from "#ui/views/lists/useExport";
import { useZoom } from "#ui/views/print/useZoom";

export function PrintScreen() {
  const ids = useToPrint();
  const route = useRoute();
  const { toasts } = useWorkspace();
  const [style, setStyle] = useSetting("print.style", "red");
  const draft = style === "draft";
  const who = useAnswer("session", {}).value;
  const settings = useAnswer("settings", {}, ["settings", "setting"]).value;
  const runs = useAnswer("print_runs", {}, jobKinds).value?.runs ?? [];
  const jobs = useAnswer("print_jobs", {}, jobKinds).value;
  const looked = route.with["job"] ?? "";
  const job = runs.find((run) => run.id === looked) ?? null;
  const asked = askedJob(jobs, looked);
  const [asking, setAsking] = useState<Asking | null>(null);
  const choice = usePrinter();
  const { forms, work, problem, cancel } = usePreview(ids, draft, printWords.filling);
  const [nextFound, setNextFound] = useState(0);
  const pages = job?.pages ?? forms?.pages ?? 0;
  const sheet = Math.min(Math.max(0, Number(route.with["sheet"] ?? "1") - 1 || 0), Math.max(0, pages - 1));
  const { zoom, dpi, actions: zooms, percent } = useZoom();
  const page = usePage(job?.id ?? forms?.id ?? null, sheet, pages, dpi);
  const row = job !== null ? undefined : forms?.claims.find((one) => one.first_page <= sheet && sheet < one.first_page + one.pages);

  const show = (n: number) => go(to("print", null, { ...(job === null ? {} : { job: job.id }), sheet: String(n + 1) }), "replace");
  const step = (id: string, title: string, key: string, by: 1 | -1) =>
    live(
      {
        id,
        title,
        key,
        blocked: () => (pages === 0 ? printWords.nothingPrints : by === 1 && pages <= sheet + 1 ? printWords.last : by === -1 && sheet === 0 ? printWords.first : null),
        run: () => show(sheet + by),
      },
      undefined,
    );
  const next = step("next_sheet", printWords.next, "ArrowRight", 1);
  const earlier = step("sheet_before", printWords.before, "ArrowLeft", -1);

  const ask = forms === null || work !== null ? null : forms;
  const save = live(printRun(who, work !== null, "save", choice.printer === ""), ask, { title: printWords.save });
  const onPrinter = live(printRun(who, work !== null, choice.printer, true), ask, { title: printWords.printOn(choice.printer) });
  const later = live(queueRun(who, work !== null), ask);
  const right = live(rightJob(who), asked);
  const nothing = live(nothingJob(who), asked);
  const open = (kind: Asking["kind"], of: PrintRunView) => setAsking({ kind, job: of });
  const some = live(
    {
      id: "answer_again",
      title: jobWords.againTitle,
      key: "A",
      strip: jobWords.againStrip,
      blocked: (of: PrintRunView | null) => refusal(who, "answer_print") ?? (of === null ? jobWords.noQuestion : null),
      run: (of: PrintRunView) => open("again", of),
    },
    asked,
  );
  // A job of the queue that is looked at is printed, saved or taken out; one that was right is mailed or unsent.
  const waits = job?.state === "waiting" ? job : null;
  const done = job?.state === "right" ? job : null;
  const send = live(sendJob(who, choice.printer), waits);
  const saveIt = live(saveJob(who, choice.printer === ""), waits);
  const stop = live(stopJob(who), waits);
  const mail = live({ id: "mail_print", title: jobWords.mail, key: "M", strip: jobWords.mailStrip, blocked: () => refusal(who, "mail_print"), run: (of: PrintRunView) => open("mail", of) }, done);
  const unsend = live({ id: "unsend_print", title: jobWords.unsendTitle, key: "U", strip: jobWords.unsend, blocked: () => refusal(who, "unsend_print"), run: (of: PrintRunView) => open("unsend", of) }, done);
  const [around, setAround] = useState<"labels" | "covers" | null>(null);
  const mails = job?.mails === true ? job : null;
  const toLabels = live({ id: "open_labels", title: labelWords.openTitle, key: "L", strip: labelWords.open, blocked: () => refusal(who, "labels_page"), run: () => setAround("labels") }, mails);
  const toCovers = live({ id: "open_covers", title: coverWords.openTitle, key: "V", strip: coverWords.open, blocked: () => refusal(who, "cover_page"), run: () => setAround("covers") }, mails);
  const ofPost = mails === null ? [] : mails.what === "cms1500" ? [toLabels, toCovers] : [toLabels];
  const back = simple({ id: "back_to_forms", title: jobWords.back, key: "Escape", run: () => go(to("print"), "replace") });
  const turn = simple({ id: "print_style", title: draft ? printWords.red : printWords.draft, key: "D", strip: draft ? printWords.red : printWords.draft, run: () => setStyle(draft ? "red" : "draft") });
  const empty = simple({ id: "empty_print", title: printWords.clear, run: () => setToPrint([]) });
  const toSettings = simple({ id: "print_settings", title: printWords.changeOffset, key: "O", run: () => go(to("settings")) });
  const align = live(
    {
      id: "alignment",
      title: printWords.alignSave,
      key: "C",
      blocked: () => refusal(who, "save_alignment"),
      run: async () => {
        const saved = await call("save_alignment", { token: await saveToken(printWords.alignmentFile, "nobody's") });
        toasts.show(printWords.alignSaved(saved.name), "done");
      },
    },
    undefined,
  );
  const toClaims = simple({ id: "to_claims", title: printWords.toClaims, ...(asked === null ? { key: "Enter" } : {}), run: () => go(to("claims")) });
  const again = (id: string, newest: boolean) =>
    live(newest ? { ...reprintRun, key: "R" } : { ...reprintRun, id: `reprint_${id}` }, { id, printer: choice.printer }, { title: newest ? printWords.againNewest : printWords.againTitle });

  const found = blockedFindings(forms);
  const openFound = (one: FoundOnClaim | undefined) => {
    if (one !== undefined) {
      go(to("claims", one.claim));
    }
  };
  const toFix = live(
    {
      id: "next_blocked",
      title: printWords.nextBlocked,
      key: "F4",
      strip: printWords.nextBlocked,
      blocked: () => (found.length === 0 ? printWords.noneBlocked : null),
      run: () => {
        setNextFound((nextFound + 1) % found.length);
        openFound(found[nextFound % found.length]);
      },
    },
    undefined,
  );
  const exported = useExport(who).action(runs.length === 0 ? null : { of: { list: "print_runs" }, columns: [] }, { title: listWords.exportRuns });
  const printedRuns = runs.filter((run) => run.state === "right" || run.state === "unsent" || (run.state === "stopped" && run.to !== ""));
  const newestRun = printedRuns.find((run) => run.state === "right");
  const repairs = found.flatMap((one) => (one.finding.repair === undefined ? [] : [one.finding.repair]));
  const ofForms = choice.printer === "" ? [save, later] : [onPrinter, save, later];
  const ofJob = waits !== null ? [...(choice.printer === "" ? [saveIt] : [send, saveIt]), stop] : done?.mails === true ? [mail, unsend] : [];
  useActions({
    name: printWords.title,
    actions: [
      ...(asked === null ? [] : [right, some, nothing]),
      ...(job === null ? [...ofForms, turn] : [...ofJob, ...ofPost, back]),
      next,
      earlier,
      ...zooms,
      toFix,
      ...repairs,
      align,
      toSettings,
      exported,
      ...(newestRun === undefined ? [] : [again(newestRun.id, true)]),
      ...(ids.length === 0 ? [toClaims] : [empty]),
    ],
    hints: pages === 0 ? [] : [
      { keys: ["ArrowLeft", "ArrowRight"], says: printWords.keys.sheet },
      { keys: ["+", "-"], says: printWords.keys.zoom },
    ],
  });

  const inspector = (
    <>
      {job === null ? null : <JobFacts job={job} actions={[...ofJob.filter((one) => one !== send && one !== saveIt), ...ofPost]} />}
      <PaperPanel choice={choice} stock={job === null ? (draft ? "draft" : "red") : stockOf(job)} settings={settings} toSettings={toSettings} align={align} />
      {found.length === 0 ? null : (
        <Panel title={printWords.findings} hiddenTitle>
          <Findings findings={found.map((one) => one.finding)} onGo={(finding) => openFound(claimOf(found, finding))} nextKey="F4" />
          {moreFound(forms) === 0 ? null : <p className="hint">{printWords.moreFound(moreFound(forms))}</p>}
        </Panel>
      )}
      <RunsPanel runs={printedRuns} again={(run) => again(run.id, run.id === newestRun?.id)} exported={exported} />
    </>
  );
  const sub = job !== null ? jobWords.sub(jobTitle(job), sheet + 1, pages) : row === undefined ? undefined : (
    <>
      <Personal>{row.patient}</Personal>, {printWords.sub(sheet + 1, pages)}
    </>
  );
  return (
    <Screen
      title={printWords.title}
      sub={sub}
      actions={job !== null ? [back] : ids.length === 0 ? [] : [turn, later]}
      {...(job !== null
        ? waits === null
          ? {}
          : choice.printer === ""
            ? { next: saveIt }
            : { second: saveIt, next: send }
        : ids.length === 0
          ? {}
          : choice.printer === ""
            ? { next: save }
            : { second: save, next: onPrinter })}
      formOpen={asked !== null}
      inspector={inspector}
    >
      <div className={classes("press", asked !== null && "with-answer")}>
        {problem !== null && job === null ? (
          <div className="stack">
            <ProblemBanner what={printWords.broken} next={problem}>
              <ActionButton action={empty} />
            </ProblemBanner>
          </div>
        ) : ids.length === 0 && job === null ? (
          <Empty says={printWords.nothing}>
            <ActionButton action={toClaims} kind="primary" />
          </Empty>
        ) : job === null && forms !== null && pages === 0 ? (
          <Empty says={printWords.allBlocked}>
            <ActionButton action={toFix} />
          </Empty>
        ) : (
          <Desk
            picture={page.picture}
            alt={job !== null ? jobWords.pageAlt(sheet + 1, pages, jobTitle(job)) : row === undefined ? printWords.drawing : printWords.pageAlt(sheet + 1, pages, row.patient, row.number)}
            zoom={zoom}
            onStep={(by) => {
              if (0 <= sheet + by && sheet + by < pages) {
                show(sheet + by);
              }
            }}
          />
        )}
        {asked === null ? null : <AnswerStrip job={asked} right={right} again={some} nothing={nothing} />}
        <div className="strip foot">
          {work !== null ? (
            <ProgressBar says={work.says} done={work.done} total={work.total} onCancel={cancel} />
          ) : page.problem !== null ? (
            <span className="bad">{page.problem}</span>
          ) : pages === 0 ? null : (
            <>
              <ActionButton action={earlier} kind="bare" small />
              <ActionButton action={next} kind="bare" small />
            </>
          )}
          {pages === 0 || work !== null ? null : (
            <span className="end print-zooms">
              {zooms.slice(0, 1).map((action) => (
                <ActionButton key={action.id} action={action} kind="bare" small />
              ))}
              <span className="percent num">{percent}</span>
              {zooms.slice(1).map((action) => (
                <ActionButton key={action.id} action={action} kind="bare" small />
              ))}
            </span>
          )}
        </div>
      </div>
      <JobsList jobs={jobs} looked={looked}>
        {forms === null ? null : <PrintList forms={forms} sheet={job === null ? sheet : -1} />}
      </JobsList>
      {around === null || mails === null ? null : around === "labels" ? (
        <LabelsDialog of={{ job: mails.id, patients: [] }} who={who} onClose={() => setAround(null)} />
      ) : (
        <CoversDialog job={mails.id} who={who} onClose={() => setAround(null)} />
      )}
      {asking === null ? null : asking.kind === "again" ? (
        <AskDialog
          title={jobWords.againTitle}
          says={jobWords.againSays(asking.job.first, asking.job.last, asking.job.to)}
          field={jobWords.againField}
          first={`${asking.job.first}-${asking.job.last}`}
          runs={jobWords.againRun}
          wrong={(text) => (sheetsOf(text) === null ? jobWords.againLooks(asking.job.first, asking.job.last) : null)}
          run={(text) => printAgain(asking.job, text)}
          done={jobWords.againSent(asking.job.to)}
          onClose={() => setAsking(null)}
        />
      ) : asking.kind === "mail" ? (
        <AskDialog
          title={jobWords.mail}
          says={jobWords.mailSays(jobTitle(asking.job), jobWords.things(asking.job.what, asking.job.claims))}
          field={jobWords.mailField}
          first="t"
          runs={jobWords.mailRun}
          today={who?.today ?? ""}
          run={(on) => call("mail_print", { id: asking.job.id, on })}
          done={jobWords.mailDone(jobTitle(asking.job))}
          onClose={() => setAsking(null)}
        />
      ) : (
        <AskDialog
          title={jobWords.unsendTitle}
          says={jobWords.unsendSays(jobTitle(asking.job), jobWords.things(asking.job.what, asking.job.claims))}
          field={jobWords.unsendField}
          first=""
          runs={jobWords.unsend}
          run={(reason) => call("unsend_print", { id: asking.job.id, reason })}
          done={jobWords.unsendDone(jobTitle(asking.job), jobWords.things(asking.job.what, asking.job.claims))}
          onClose={() => setAsking(null)}
        />
      )}
    </Screen>
  );
}
