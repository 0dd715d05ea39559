//! The proof of the audit log: walked from its beginning, and every page of the database read.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { AuditVerdict, SessionView } from "#ui/api/generated";
import { ActionButton } from "#ui/app/ActionButton";
import { live } from "#ui/app/action";
import { type Progress, runJob } from "#ui/app/job";
import { refusal } from "#ui/app/may";
import { useActions } from "#ui/app/useActions";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { ProgressBar } from "#ui/kit/ProgressBar";
import { Status } from "#ui/kit/Status";
import { settingsWords as words } from "#ui/strings/settings";
import { Part } from "#ui/views/settings/Part";

export function AuditPart({ session }: { readonly session: SessionView }) {
  const [verdict, setVerdict] = useState<AuditVerdict | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [cancel, setCancel] = useState<() => void>(() => () => {});
  const refused = refusal(session, "verify_audit");
  const run = async () => {
    setVerdict(null);
    setProgress({ says: words.checking, done: 0, total: 0 });
    try {
      setVerdict(await runJob((job) => call("verify_audit", { job }), setProgress, (stop) => setCancel(() => stop)));
    } finally {
      setProgress(null);
    }
  };
  const check = live({ id: "verify_audit", title: words.check, key: "C", blocked: () => refused ?? (progress === null ? null : words.busy), run }, undefined);
  useActions({ name: words.parts.audit, actions: [check] });
  return (
    <Part part="audit" says={words.audit} refused={refused}>
      <div className="acts">
        <ActionButton action={check} />
      </div>
      <div className="result" role="status">
        {progress === null ? null : <ProgressBar {...progress} onCancel={cancel} />}
        {verdict === null ? null : <Verdict verdict={verdict} />}
      </div>
    </Part>
  );
}

function Verdict({ verdict }: { readonly verdict: AuditVerdict }) {
  return (
    <>
      {verdict.broken === "" ? null : <ProblemBanner what={words.broken} next={verdict.broken} />}
      {verdict.damage.length === 0 ? null : <ProblemBanner what={words.damaged} next={words.damagedNext(verdict.damage)} />}
      {verdict.broken === "" && verdict.damage.length === 0 ? <Status tone="ok">{words.whole(verdict.events)}</Status> : null}
      <dl className="facts">
        <dt>{words.head}</dt>
        <dd className="code long">{verdict.head}</dd>
      </dl>
    </>
  );
}
