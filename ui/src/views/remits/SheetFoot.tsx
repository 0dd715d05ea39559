//! Where the check goes: what it is over, what its claims and provider-level adjustments come to, and
//! what is left. It stands at the foot and never moves.

import type { SheetView } from "#ui/api/generated";
import { MoneyText } from "#ui/kit/MoneyText";
import { dollarsText } from "#ui/kit/money";
import { Status } from "#ui/kit/Status";
import { sheetWords as words } from "#ui/strings/remits";

export function SheetFoot({ view, judged }: { readonly view: SheetView; readonly judged: SheetView }) {
  return (
    <section className="strip foot remit-foot" aria-label={words.footLabel}>
      <dl>
        <div>
          <dt>{words.foot.check}</dt>
          <dd>
            <MoneyText cents={view.amount_cents} />
          </dd>
        </div>
        <div>
          <dt>{words.foot.claims}</dt>
          <dd>
            <MoneyText cents={-view.claims_cents} />
          </dd>
        </div>
        <div>
          <dt>{words.foot.provider}</dt>
          <dd>
            <MoneyText cents={view.provider_cents} />
          </dd>
        </div>
        <div className="left">
          <dt>
            <Status tone={view.remainder_cents === 0 ? "ok" : "warn"}>{words.foot.left}</Status>
          </dt>
          <dd>
            <MoneyText cents={view.remainder_cents} total />
          </dd>
        </div>
      </dl>
      {/* Said when a cell is left, not with every letter. */}
      <span className="sr" role="status">
        {judged.remainder_cents === 0 ? words.ties : words.leftSays(dollarsText(judged.remainder_cents))}
      </span>
    </section>
  );
}
