//! The list being walked, in the side list: the claims around the one that is open.

import { useEffect } from "react";
import { writeRoute } from "#ui/app/route";
import { Pick, SidePart } from "#ui/app/SideList";
import { MoneyText } from "#ui/kit/MoneyText";
import { claimWords } from "#ui/strings/claims";
import { InSide } from "#ui/views/claims/InSide";
import type { Walk } from "#ui/views/claims/useWalk";

export function WalkList({ id, walk }: { readonly id: string; readonly walk: Walk }) {
  const { title, at, around, count } = walk;
  const ready = around.length !== 0;
  useEffect(() => {
    document.querySelector(".side-lists .pick.selected")?.scrollIntoView({ block: "nearest" });
  }, [id, ready]);
  if (at === null || !ready) {
    return null;
  }
  return (
    <InSide>
      <SidePart title={title} end={claimWords.place(at + 1, count)}>
        {around.map((step) => (
          <Pick key={step.at} href={writeRoute(walk.to(step))} title={step.patient} personal chosen={step.id === id && (step.at === at || !around.some((one) => one.at === at))}>
            <MoneyText className="amount" cents={step.cents} />
          </Pick>
        ))}
      </SidePart>
    </InSide>
  );
}
