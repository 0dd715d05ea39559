//! The saved lists of claims in the side list, each with its count and its charges.

import type { ClaimTotals } from "#ui/api/generated";
import { writeRoute } from "#ui/app/route";
import { Pick, SidePart } from "#ui/app/SideList";
import { MoneyText } from "#ui/kit/MoneyText";
import { claimsWords, stateWord } from "#ui/strings/claims";
import { type ClaimList, everyClaim, listRoute, writtenList } from "#ui/views/claims/filters";
import { InSide } from "#ui/views/claims/InSide";

export type SavedViewsProps = { readonly all: ClaimTotals | undefined; readonly list: ClaimList };

const views = ["", "imported", "held", "printed"];

export function SavedViews({ all, list }: SavedViewsProps) {
  const shown = JSON.stringify({ ...writtenList({ ...list, sort: { column: "service", descending: true } }), text: list.filter.text });
  return (
    <InSide>
      <SidePart title={claimsWords.views} end={claimsWords.viewsEnd}>
        {views.map((state) => {
          const mine = { filter: { ...everyClaim, states: state === "" ? [] : [state] }, sort: list.sort };
          const sums = state === "" ? all : all?.states.find((total) => total.state === state);
          return (
            <Pick
              key={state}
              href={writeRoute(listRoute(mine))}
              title={state === "" ? claimsWords.all : stateWord(state)}
              chosen={shown === JSON.stringify({ ...(state === "" ? {} : { state }), text: "" })}
              count={sums?.count ?? 0}
            >
              <MoneyText className="amount wide" cents={sums?.charge_cents ?? 0} />
            </Pick>
          );
        })}
      </SidePart>
    </InSide>
  );
}
