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
import { useOpenList, useOpenWalk, useWalk } from "#ui/views/claims/useWalk";
import type { OpenList } from "#ui/views/work/openLists";

/** What a claim is made of. */
const kinds = ["claim", "claim_event", "patient", "print_run", "provider", "payer", "coverage", "remittance", "act"];

export function ClaimScreen({ id }: { readonly id: string }) {
  const { value, problem } = useAnswer("claim", { id }, kinds);
  // While the next claim of a list is read the one before it stays: nothing flickers.
  const [last, setLast] = useState<ClaimView | undefined>(value);
  if (value !== undefined && value !== last) {
    setLast(value);
  }
  const shown = value ?? (problem === null ? last : undefined);
  const opened = useOpenList();
  if (shown !== undefined) {
    return opened === null ? <OfClaims key={shown.id} claim={shown} /> : <OfAmounts key={shown.id} claim={shown} list={opened} />;
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

/** Opened from a list of claims. */
function OfClaims({ claim }: { readonly claim: ClaimView }) {
  return <OpenClaim claim={claim} walk={useWalk(claim.id)} />;
}

/** Opened from a list of open amounts. */
function OfAmounts({ claim, list }: { readonly claim: ClaimView; readonly list: OpenList }) {
  return <OpenClaim claim={claim} walk={useOpenWalk(claim.id, list)} />;
}
