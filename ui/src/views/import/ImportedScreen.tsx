//! An import as it was read: its files, what was found in them, the claims that it brought, and the way back.

import "#ui/views/import/import.css";
import { call } from "#ui/api/call";
import type { ImportView, SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { stepWork } from "#ui/app/undo";
import { useActions } from "#ui/app/useActions";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Skeleton } from "#ui/kit/Skeleton";
import { apiWords } from "#ui/strings/en";
import { importWords as words } from "#ui/strings/imports";
import { AllFindings } from "#ui/views/import/AllFindings";
import { FilesTable } from "#ui/views/import/FilesTable";
import { pastRoute, usePastImports } from "#ui/views/import/past";

export function ImportedScreen({ id, session }: { readonly id: string; readonly session: SessionView }) {
  const { value, problem } = useAnswer("import", { id }, ["claim", "import"]);
  const row = usePastImports().imports.findIndex((one) => one.id === id);
  const back = simple({ id: "back", title: words.back, key: "Escape", run: () => go(pastRoute({ id, at: row })) });
  const claims = value?.claims ?? 0;
  const show = live(
    {
      id: "show_imported",
      title: words.show(claims),
      key: "Mod+Enter",
      strip: words.show(claims),
      blocked: () => refusal(session, "claims") ?? (claims === 0 ? words.noneLeft : null),
      run: () => go(to("claims", null, { import: id })),
    },
    undefined,
  );
  const takeBack = live(
    {
      id: "take_back_import",
      title: words.takeBack,
      key: "Alt+B",
      strip: words.takeBack,
      blocked: (of: ImportView | null) => refusal(session, "take_back_import") ?? (of === null || of.undo === "" ? words.cannotTakeBack : null),
      run: async () => {
        const done = await stepWork.run((job) => call("take_back_import", { id, job }));
        go(pastRoute({ id: "", at: row }), "replace");
        return done;
      },
      done: (done) => words.takeBackDone(done.title),
    },
    value ?? null,
  );
  useActions({ name: words.layer, actions: [show, takeBack, back] });
  return (
    <Screen
      title={words.title}
      {...(value === undefined ? {} : { sub: words.pastSub(value.when, value.by, value.claims) })}
      actions={[takeBack, back]}
      next={show}
      inspector={value === undefined ? null : <AllFindings files={value.files} />}
      inspectorLabel={words.findings}
    >
      <div className="imported">
        {problem !== null ? (
          <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says}>
            <ActionButton action={back} />
          </ProblemBanner>
        ) : value === undefined ? (
          <Skeleton lines={4} height={32} />
        ) : (
          <FilesTable files={value.files} />
        )}
      </div>
    </Screen>
  );
}
