//! The place of every form: reads the record, then opens its form. A new claim begins with its patient.

import "#ui/views/edit/edit.css";
import { useEffect, useState } from "react";
import { call } from "#ui/api/call";
import type { FormView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { ActionButton } from "#ui/app/ActionButton";
import { simple } from "#ui/app/action";
import { go, to, useRoute } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Skeleton } from "#ui/kit/Skeleton";
import { apiWords } from "#ui/strings/en";
import { formWords as words } from "#ui/strings/forms";
import { OpenForm } from "#ui/views/edit/OpenForm";
import { PickPatient } from "#ui/views/edit/PickPatient";
import { isFormKind } from "#ui/views/edit/useForm";

export function EditScreen({ kind }: { readonly kind: string }) {
  const { id = "", of = "", item = "" } = useRoute().with;
  if (kind === "claim" && id === "" && of === "") {
    return <PickPatient />;
  }
  return <Opening key={`${kind} ${id} ${of}`} kind={kind} id={id} of={of} item={item} />;
}

type OpeningProps = { readonly kind: string; readonly id: string; readonly of: string; readonly item: string };

function Opening({ kind, id, of, item }: OpeningProps) {
  const [view, setView] = useState<FormView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  // Read once: what is being typed must not change because the record did.
  useEffect(() => {
    let gone = false;
    call("open_form", { kind, id, of, item }).then(
      (opened) => (gone ? undefined : setView(opened)),
      (thrown: unknown) => (gone ? undefined : setProblem(toProblem(thrown, apiWords.noAnswer).says)),
    );
    return () => {
      gone = true;
    };
  }, [kind, id, of, item]);
  if (view !== null && isFormKind(kind)) {
    return <OpenForm view={view} kind={kind} />;
  }
  const back = simple({ id: "back", title: words.leaveShort, key: "Escape", run: () => go(to("")) });
  return (
    <Screen title={words.title(kind, id === "")}>
      {problem === null ? (
        <div className="part">
          <Skeleton lines={8} height={44} />
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
