//! The list being walked, in the side list: the claims around the one that is open.

import { useEffect } from "react";
import { writeRoute } from "#ui/app/route";
import { Pick, SidePart } from "#ui/app/SideList";
import { MoneyText } from "#ui/kit/MoneyText";
import { claimWords, claimsWords, stateWord } from "#ui/strings/claims";
import { claimRoute } from "#ui/views/claims/filters";
import { InSide } from "#ui/views/claims/InSide";
import type { Walk } from "#ui/views/claims/useWalk";

export function WalkList({ id, walk }: { readonly id: string; readonly walk: Walk }) {
  const { list, at, around, count } = walk;
  const ready = around.length !== 0;
  useEffect(() => {
    document.querySelector(".side-lists .pick.selected")?.scrollIntoView({ block: "nearest" });
  }, [id, ready]);
  if (at === null || !ready) {
    return null;
  }
  const [state, other] = list.filter.states;
  const title = state === undefined || other !== undefined ? claimsWords.title : stateWord(state);
  return (
    <InSide>
      <SidePart title={title} end={claimWords.place(at + 1, count)}>
        {around.map((one) => (
          <Pick key={one.row.id} href={writeRoute(claimRoute(one.row.id, list, one.at))} title={one.row.patient} personal chosen={one.row.id === id}>
            <MoneyText className="amount" cents={one.row.charge_cents} />
          </Pick>
        ))}
      </SidePart>
    </InSide>
  );
}
