//! A claim: the form as it will print, read and not typed; its money, findings and timeline beside
//! it; below, the segments it came from.

import "#ui/views/account/account.css";
import "#ui/views/claims/claims.css";
import { useState } from "react";
import type { ClaimView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { simple } from "#ui/app/action";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Skeleton } from "#ui/kit/Skeleton";
import { claimWords } from "#ui/strings/claims";
import { apiWords } from "#ui/strings/en";
import { OpenClaim } from "#ui/views/claims/OpenClaim";

/** What a claim is made of. */
const kinds = ["claim", "claim_event", "patient", "print_run", "provider", "payer", "coverage"];

export function ClaimScreen({ id }: { readonly id: string }) {
  const { value, problem } = useAnswer("claim", { id }, kinds);
  // While the next claim of a list is read the one before it stays: nothing flickers.
  const [last, setLast] = useState<ClaimView | undefined>(value);
  if (value !== undefined && value !== last) {
    setLast(value);
  }
  const shown = value ?? (problem === null ? last : undefined);
  if (shown !== undefined) {
    return <OpenClaim key={shown.id} claim={shown} />;
  }
  const back = simple({ id: "back", title: claimWords.back, key: "Escape", run: () => go(to("claims")) });
  return (
    <Screen title={claimWords.opening}>
      {problem === null ? (
        <div className="part">
          <Skeleton lines={8} height={44} />
        </div>
      ) : (
        <div className="stack">
          <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says}>
            <ActionButton action={back} />
          </ProblemBanner>
        </div>
      )}
    </Screen>
  );
}
