//! What of an account is, or was, with a collection agency.

import type { PlacementRow } from "#ui/api/generated";
import { dayText } from "#ui/kit/day";
import { MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { Status } from "#ui/kit/Status";
import { agencyWords as words } from "#ui/strings/plans";

export function AgencyPanel({ placements }: { readonly placements: readonly PlacementRow[] }) {
  return placements.length === 0 ? null : (
    <Panel title={words.panel}>
      <dl className="sums num">
        {placements.map((one) => (
          <div key={one.id} className="pair">
            <dt>{one.recalled === "" ? <Status tone="warn">{words.with(one.agency, dayText(one.placed_on))}</Status> : <span className="dim">{one.recalled}</span>}</dt>
            <dd className="money">
              <MoneyText cents={one.cents} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
