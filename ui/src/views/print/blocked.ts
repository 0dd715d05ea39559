//! What keeps claims from printing, and what to check on those that print, each with a key that opens
//! its claim.

import type { FormsPreview } from "#ui/api/generated";
import { simple } from "#ui/app/action";
import { go, to } from "#ui/app/route";
import type { Finding } from "#ui/kit/Findings";
import { printWords } from "#ui/strings/printing";
import { findingOf } from "#ui/views/claims/findings";

export type FoundOnClaim = { readonly claim: string; readonly finding: Finding };

/** The first nine have a key of their own. */
const keys = 9;

/** More would not be read; they come up as the first ones are fixed. */
const most = 60;

export function blockedFindings(forms: FormsPreview | null): readonly FoundOnClaim[] {
  const claims = forms === null ? [] : [...forms.blocked, ...forms.claims];
  const opened = new Map<string, number>();
  const found: FoundOnClaim[] = [];
  for (const claim of claims) {
    for (const [n, one] of claim.findings.entries()) {
      const first = !opened.has(claim.id);
      const number = opened.get(claim.id) ?? opened.size + 1;
      opened.set(claim.id, number);
      const open = first
        ? simple({
            id: `open_${claim.id}`,
            title: printWords.open(claim.number),
            ...(number <= keys ? { key: `Alt+${number}` } : {}),
            run: () => go(to("claims", claim.id)),
          })
        : null;
      found.push({ claim: claim.id, finding: findingOf(one, `${claim.id} ${n}`, open) });
      if (found.length === most) {
        return found;
      }
    }
  }
  return found;
}

export function claimOf(found: readonly FoundOnClaim[], finding: Finding): FoundOnClaim | undefined {
  return found.find((one) => one.finding.id === finding.id);
}
