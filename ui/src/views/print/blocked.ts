//! The claims that do not print and why, and what to check on those that do; each with a key that
//! opens it.

import type { FormsPreview } from "#ui/api/generated";
import { simple } from "#ui/app/action";
import { go, to } from "#ui/app/route";
import type { Finding } from "#ui/kit/Findings";
import { claimWords } from "#ui/strings/claims";
import { keyOfNth, sentences } from "#ui/views/claims/findings";
import { printWords } from "#ui/strings/printing";

export type FoundOnClaim = { readonly claim: string; readonly finding: Finding };

/** More would not be read; they come up as the first ones are fixed. */
const most = 60;

/** Claims with a finding, those that do not print first. */
function found(forms: FormsPreview | null) {
  const claims = forms === null ? [] : [...forms.blocked, ...forms.claims];
  return claims.filter((claim) => claim.findings.length !== 0);
}

/** How many claims have findings that are not listed. */
export function moreFound(forms: FormsPreview | null): number {
  return Math.max(0, found(forms).length - most);
}

export function blockedFindings(forms: FormsPreview | null): readonly FoundOnClaim[] {
  return found(forms)
    .slice(0, most)
    .map((claim, n) => {
      const { findings } = claim;
      const boxes = [...new Set(findings.map((one) => claimWords.boxOf(one.item)).filter((box) => box !== ""))];
      return {
        claim: claim.id,
        finding: {
          id: claim.id,
          kind: findings.some((one) => one.severity === "fix") ? "fix" : "check",
          title: claimWords.title(claim.number),
          ...(boxes.length === 0 ? {} : { box: boxes.slice(0, 3).join(", ") }),
          says: findings.map((one) => `${sentences(one.text).title.replace(/\.$/, "")}.`).join(" "),
          repair: simple({
            id: `open_${claim.id}`,
            title: printWords.open(claim.number),
            ...keyOfNth(n),
            run: () => go(to("claims", claim.id)),
          }),
        },
      };
    });
}

export function claimOf(found: readonly FoundOnClaim[], finding: Finding): FoundOnClaim | undefined {
  return found.find((one) => one.finding.id === finding.id);
}
