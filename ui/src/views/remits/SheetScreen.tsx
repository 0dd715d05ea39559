//! One remittance: a sheet that is being keyed, or a check that was posted.

import "#ui/views/edit/edit.css";
import "#ui/views/remits/remits.css";
import { useCallback, useEffect, useState } from "react";
import { call } from "#ui/api/call";
import type { SessionView, SheetView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { simple } from "#ui/app/action";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Skeleton } from "#ui/kit/Skeleton";
import { apiWords } from "#ui/strings/en";
import { postedWords, sheetWords as words } from "#ui/strings/remits";
import { OpenSheet } from "#ui/views/remits/OpenSheet";
import { PostedSheet } from "#ui/views/remits/PostedSheet";

/** The address of a sheet that is not kept yet. */
export const newId = "new";

export function SheetScreen({ id, session }: { readonly id: string; readonly session: SessionView }) {
  return id === newId ? <NewSheet session={session} /> : <KeptSheet key={id} id={id} session={session} />;
}

function NewSheet({ session }: { readonly session: SessionView }) {
  const [view, setView] = useState<SheetView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let gone = false;
    call("new_sheet", {}).then(
      (opened) => (gone ? undefined : setView(opened)),
      (thrown: unknown) => (gone ? undefined : setProblem(toProblem(thrown, apiWords.noAnswer).says)),
    );
    return () => {
      gone = true;
    };
  }, [turn]);
  const again = useCallback(() => {
    setView(null);
    setTurn((before) => before + 1);
  }, []);
  return view === null ? <Opening title={words.newTitle} problem={problem} /> : <OpenSheet key={turn} first={view} session={session} onNew={again} />;
}

function KeptSheet({ id, session }: { readonly id: string; readonly session: SessionView }) {
  const { value, problem } = useAnswer("sheet", { id }, ["remittance"]);
  if (value === undefined) {
    return <Opening title={words.title} problem={problem === null ? null : toProblem(problem, apiWords.noAnswer).says} />;
  }
  return value.state === "posted" ? (
    <PostedSheet view={value} session={session} />
  ) : (
    <OpenSheet first={value} session={session} onNew={() => go(to("remits", newId), "replace")} />
  );
}

function Opening({ title, problem }: { readonly title: string; readonly problem: string | null }) {
  const back = simple({ id: "back", title: postedWords.back, key: "Escape", strip: postedWords.backShort, run: () => go(to("remits")) });
  useActions({ name: title, actions: [back] });
  return (
    <Screen title={title}>
      {problem === null ? (
        <div className="part">
          <Skeleton lines={8} height={32} />
        </div>
      ) : (
        <div className="stack">
          <ProblemBanner what={problem}>
            <ActionButton action={back} />
          </ProblemBanner>
        </div>
      )}
    </Screen>
  );
}
