//! The claims of a sheet in the side list, each with what it is paid.

import type { SheetClaimView, SheetView } from "#ui/api/generated";
import { useRoute, writeRoute } from "#ui/app/route";
import { Pick, SidePart } from "#ui/app/SideList";
import { MoneyText } from "#ui/kit/MoneyText";
import { besideWords as words } from "#ui/strings/remits";
import { InSide } from "#ui/views/claims/InSide";

export type SheetSideProps = {
  readonly view: SheetView;
  readonly chosen: SheetClaimView | undefined;
  /** Leads to a claim, by its place from 0. */
  readonly onGo: (at: number) => void;
};

export function SheetSide({ view, chosen, onGo }: SheetSideProps) {
  const here = writeRoute(useRoute());
  return view.claims.length === 0 ? null : (
    <InSide>
      <SidePart title={words.claims} end={words.claimsEnd}>
        {view.claims.map((claim, at) => (
          <Pick key={claim.part} href={here} title={claim.patient} personal chosen={claim === chosen} onTake={() => onGo(at)}>
            <MoneyText className="amount" cents={claim.paid_cents} />
          </Pick>
        ))}
      </SidePart>
    </InSide>
  );
}
