//! The money of the claim that is open: its standing, its entries, and what can be done to it from there.

import type { ClaimView, LedgerRow, StandingView } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { live, type Live } from "#ui/app/action";
import { go, useRoute } from "#ui/app/route";
import { standingWords } from "#ui/strings/account";
import { remittanceRoute } from "#ui/views/account/entryActions";
import { moneyKinds } from "#ui/views/account/kinds";
import { opener } from "#ui/views/account/openers";
import { type Doing, doingOf, withDoing } from "#ui/views/account/routes";
import type { Who } from "#ui/views/claims/acts";

export type ClaimMoney = {
  readonly standing: StandingView | undefined;
  readonly problem: unknown;
  /** The newest first. */
  readonly entries: readonly LedgerRow[] | undefined;
  readonly actions: readonly Live[];
  /** Opens the newest remittance that answers the claim. */
  readonly remittance: Live;
  readonly doing: Doing | null;
  readonly close: () => void;
};

/** More entries than a claim has. */
const most = 200;

export function useClaimMoney(claim: ClaimView, who: Who): ClaimMoney {
  const route = useRoute();
  const read = useAnswer("claim_standing", { id: claim.id }, moneyKinds);
  const entries = useAnswer("ledger", { of: "claim", id: claim.id, from: 0, count: most }, moneyKinds).value?.rows;
  const owes = useAnswer("patient_owes", { id: claim.patient_id }, moneyKinds).value;
  const standing = read.value;
  const around = { route, who, owes, claim: claim.id, standing };
  const credit = standing?.open.some((open) => open.cents < 0 && open.owner !== "patient") === true;
  const newest = standing?.answers[0];
  return {
    standing,
    problem: read.problem,
    entries,
    actions: [opener("payment", around), opener("write_off", around), opener("decision", around), ...(credit ? [opener("payer_refund", around)] : [])],
    remittance: live(
      {
        id: "open_remittance",
        title: standingWords.remittance,
        key: "O",
        blocked: () => (newest === undefined ? standingWords.noRemittance : null),
        run: () => {
          if (newest !== undefined) {
            go(remittanceRoute(newest.remittance_id, newest.part));
          }
        },
      },
      undefined,
    ),
    doing: doingOf(route),
    close: () => go(withDoing(route, null), "replace"),
  };
}
