//! The settings: a person's own, the practice's, its people, the audit log, backups. What a role may
//! not change says why.

import { useEffect, useRef } from "react";
import type { SessionView, StartView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { simple } from "#ui/app/action";
import { useRoute } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Skeleton } from "#ui/kit/Skeleton";
import { apiWords } from "#ui/strings/en";
import { settingsWords as words } from "#ui/strings/settings";
import { AboutPart } from "#ui/views/settings/AboutPart";
import { AuditPart } from "#ui/views/settings/AuditPart";
import { BackupPart } from "#ui/views/settings/BackupPart";
import { CollectionPart } from "#ui/views/settings/CollectionPart";
import { ComputerPart } from "#ui/views/settings/ComputerPart";
import { FeesPart } from "#ui/views/settings/FeesPart";
import { FormsPart } from "#ui/views/settings/FormsPart";
import { KitPart, type OnKit } from "#ui/views/settings/KitPart";
import { LimitsPart } from "#ui/views/settings/LimitsPart";
import { LookPart } from "#ui/views/settings/LookPart";
import { PaperPart } from "#ui/views/settings/PaperPart";
import { PasswordPart } from "#ui/views/settings/PasswordPart";
import { PeoplePart } from "#ui/views/settings/PeoplePart";
import { PolicyPart } from "#ui/views/settings/PolicyPart";
import { PracticePart } from "#ui/views/settings/PracticePart";
import { StatementsPart } from "#ui/views/settings/StatementsPart";

export type SettingsScreenProps = { readonly session: SessionView; readonly start: StartView; readonly onKit: OnKit };

export function SettingsScreen({ session, start, onKit }: SettingsScreenProps) {
  const { value: settings, problem } = useAnswer("settings", {}, ["setting", "practice"]);
  const route = useRoute();
  const part = route.id;
  const field = route.with["field"] ?? "";
  const page = useRef<HTMLDivElement>(null);
  const there = settings !== undefined;
  useEffect(() => {
    if (part === null || !there) {
      return;
    }
    const show = () => {
      const section = page.current?.querySelector(`[data-part="${CSS.escape(part)}"]`);
      const named = field === "" ? null : section?.querySelector<HTMLElement>(`[name="${CSS.escape(field)}"]`);
      const first = named ?? section?.querySelector<HTMLElement>("select, input, button");
      section?.scrollIntoView({ block: "start" });
      first?.focus({ preventScroll: true });
      first?.scrollIntoView({ block: "nearest" });
    };
    show();
    // The same setting asked for again leads there again.
    window.addEventListener("hashchange", show);
    return () => window.removeEventListener("hashchange", show);
  }, [part, field, there]);
  const { registry } = useWorkspace();
  const find = simple({ id: "find_setting", title: words.find, key: "/", strip: words.find, run: () => void registry.run("find") });
  useActions({ name: words.title, actions: [find] });
  return (
    <Screen title={words.title} sub={session.practice} actions={[find]}>
      <div ref={page} className="scroll settings" tabIndex={0} role="region" aria-label={words.title}>
        {problem === null ? null : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}
        {settings === undefined ? (
          <Skeleton lines={8} height={32} />
        ) : (
          <>
            <LookPart settings={settings} />
            <PracticePart settings={settings} session={session} zones={start.time_zones} />
            <FormsPart settings={settings} session={session} />
          </>
        )}
        <FeesPart session={session} />
        <PolicyPart session={session} />
        <LimitsPart session={session} />
        <StatementsPart session={session} />
        <CollectionPart session={session} />
        <PaperPart session={session} />
        <PasswordPart least={start.password_length} />
        <PeoplePart session={session} least={start.password_length} />
        <KitPart session={session} onKit={onKit} />
        <AuditPart session={session} />
        <BackupPart session={session} />
        <ComputerPart />
        <AboutPart version={start.version} session={session} />
      </div>
    </Screen>
  );
}
