//! The lists of claims in the side list: those of every state with their count and their charges, and
//! those that the person keeps under a name.

import type { ClaimTotals, OwnLists } from "#ui/api/generated";
import { writeRoute } from "#ui/app/route";
import { Pick, SidePart } from "#ui/app/SideList";
import { MoneyText } from "#ui/kit/MoneyText";
import { claimStates, claimsWords, stateWord } from "#ui/strings/claims";
import { type ClaimList, everyClaim, listRoute, setListText, writtenList } from "#ui/views/claims/filters";
import { InSide } from "#ui/views/claims/InSide";
import { listOfSaved, savedAs } from "#ui/views/lists/savedLists";

export type SavedViewsProps = { readonly all: ClaimTotals | undefined; readonly own: OwnLists | undefined; readonly list: ClaimList };

const views = ["", ...claimStates];

export function SavedViews({ all, own, list }: SavedViewsProps) {
  const shown = JSON.stringify({ ...writtenList({ ...list, sort: { column: "service", descending: true } }), text: list.filter.text });
  const mine = savedAs(own, list);
  return (
    <InSide>
      <SidePart title={claimsWords.views} end={claimsWords.viewsEnd}>
        {views.map((state) => {
          const view = { filter: { ...everyClaim, states: state === "" ? [] : [state] }, sort: list.sort };
          const sums = state === "" ? all : all?.states.find((total) => total.state === state);
          return (
            <Pick
              key={state}
              href={writeRoute(listRoute(view))}
              title={state === "" ? claimsWords.all : stateWord(state)}
              chosen={mine === null && shown === JSON.stringify({ ...(state === "" ? {} : { state }), text: "" })}
              count={sums?.count ?? 0}
              onTake={() => setListText("")}
            >
              <MoneyText className="amount wide" cents={sums?.charge_cents ?? 0} />
            </Pick>
          );
        })}
      </SidePart>
      {own === undefined || own.saved.length === 0 ? null : (
        <SidePart title={claimsWords.own}>
          {own.saved.map((saved) => (
            <Pick
              key={saved.name}
              href={writeRoute(listRoute(listOfSaved(saved)))}
              title={saved.name}
              chosen={mine?.name === saved.name}
              onTake={() => setListText(saved.filter.text)}
            />
          ))}
        </SidePart>
      )}
    </InSide>
  );
}
