//! The lists that a person keeps under a name, as the palette offers them and the claims show them.

import { call } from "#ui/api/call";
import type { OwnLists, SavedList } from "#ui/api/generated";
import { stable } from "#ui/api/cache";
import { type Action, type Live, simple } from "#ui/app/action";
import { go } from "#ui/app/route";
import { listWords as words } from "#ui/strings/lists";
import { type ClaimList, listRoute, setListText } from "#ui/views/claims/filters";

/** The list that was kept. What was typed to search is part of it, but never of the address. */
export function listOfSaved({ filter, sort, descending }: SavedList): ClaimList {
  return { filter, sort: { column: sort, descending } };
}

/** The kept list that is the one shown, if one is. */
export function savedAs(own: OwnLists | undefined, list: ClaimList): SavedList | null {
  return own?.saved.find((saved) => stable(listOfSaved(saved)) === stable(list)) ?? null;
}

/** Opening each kept list, for the palette. */
export function savedListActions(own: OwnLists | undefined): readonly Live[] {
  return (own?.saved ?? []).map((saved) =>
    simple({
      id: `list_${saved.name}`,
      title: words.open(saved.name),
      run: () => {
        setListText(saved.filter.text);
        go(listRoute(listOfSaved(saved)));
      },
    }),
  );
}

/** Keeps a list no longer; undo brings it back. */
export const removeList = {
  id: "remove_list",
  title: words.removeShort,
  blocked: () => null,
  run: (saved) => call("remove_list", { name: saved.name }),
  done: (_, saved) => words.removed(saved.name),
} satisfies Action<SavedList, OwnLists>;
