//! What a claim says beyond the form: its numbers, and the other insurance.

import type { ClaimView } from "#ui/api/generated";
import { centsText } from "#ui/kit/money";
import { CodeText, Personal } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { claimWords } from "#ui/strings/claims";

export function ClaimFacts({ claim }: { readonly claim: ClaimView }) {
  if (claim.references.length === 0 && claim.others.length === 0) {
    return null;
  }
  return (
    <div className="claim-facts">
      {claim.references.length === 0 ? null : (
        <Panel title={claimWords.references}>
          <ul>
            {claim.references.map((reference, n) => (
              <li key={n}>
                <span className="dim">{reference.title}</span>
                <CodeText code={reference.value} personal />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {claim.others.length === 0 ? null : (
        <Panel title={claimWords.others}>
          <ul>
            {claim.others.map((other, n) => (
              <li key={n}>
                <span className="dim">
                  {claimWords.otherOrder(other.order, other.payer)}{" "}
                  {other.paid_cents === null ? null : <span className="num">{claimWords.otherPaid(centsText(other.paid_cents))}</span>}
                </span>
                <span>
                  <Personal>{other.insured}</Personal> <CodeText code={other.member_id} personal />
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}
