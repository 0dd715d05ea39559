//! The claim in focus: whose it is, and whose its dollars are before and after.

import type { SheetClaimView } from "#ui/api/generated";
import type { Live } from "#ui/app/action";
import { ActionWord } from "#ui/app/ActionButton";
import { Personal } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { besideWords as words, sheetWords } from "#ui/strings/remits";
import { BeforeAfter } from "#ui/views/remits/BeforeAfter";

export function ClaimPanel({ claim, openClaim }: { readonly claim: SheetClaimView | undefined; readonly openClaim: Live }) {
  return (
    <Panel title={words.claim} className="claim-panel" {...(claim === undefined ? {} : { end: <ActionWord action={openClaim}>{sheetWords.openClaimShort}</ActionWord> })}>
      {claim === undefined ? (
        <p className="dim">{words.nothing}</p>
      ) : (
        <>
          <p className="claim-name cut">
            <Personal>{claim.patient}</Personal>
          </p>
          <BeforeAfter claim={claim} />
        </>
      )}
    </Panel>
  );
}
