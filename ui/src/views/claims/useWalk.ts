//! The list that a claim was opened from: what comes next, what came before, where one is. It is a list
//! of claims, or one of open amounts.

import { useAnswer } from "#ui/api/useAnswer";
import { type Route, to, useRoute } from "#ui/app/route";
import { claimsWords, stateWord } from "#ui/strings/claims";
import { agingWords, queueWords } from "#ui/strings/work";
import { claimRoute, everyClaim, listOf, listRoute, pageAsk, rowOf, useListText } from "#ui/views/claims/filters";
import { placesOf, type Step } from "#ui/views/claims/places";
import { claimKinds } from "#ui/views/claims/useClaimList";
import { moneyKinds } from "#ui/views/work/kinds";
import { openAsk, openClaimRoute, type OpenList, openListOf, openListRoute, writtenOpenList } from "#ui/views/work/openLists";

export type Walk = {
  /** What is walked. */
  readonly title: string;
  /** The claim's row by now; `null` when it was not opened from a list. */
  readonly at: number | null;
  readonly count: number;
  readonly around: readonly Step[];
  readonly next: Step | null;
  readonly before: Step | null;
  /** Where a claim of the list is shown. */
  readonly to: (step: Step) => Route;
  /** Where the list itself is. */
  readonly home: Route;
  /** What names the list in the address of the claim's form, which leads back into it. */
  readonly said: Readonly<Record<string, string>>;
};

/** How many claims are shown on either side. */
const spare = 15;

/** The walk through a list of claims. */
export function useWalk(id: string): Walk {
  const route = useRoute();
  const list = listOf(route, useListText());
  const said = rowOf(route);
  const from = Math.max(0, (said ?? 0) - spare);
  const asked = said === null ? { filter: everyClaim, sort: "service", descending: false, from: 0, count: 0, more: false } : pageAsk(list, from, 2 * spare + 1);
  const rows = useAnswer("claims", asked, claimKinds).value?.rows ?? [];
  const count = useAnswer("claim_totals", list.filter, claimKinds).value?.count ?? 0;
  const around = said === null ? [] : rows.map((row, n) => ({ id: row.id, at: from + n, patient: row.patient, cents: row.charge_cents }));
  const places = placesOf(around, id, said);
  const [state, other] = list.filter.states;
  const { patient } = list.filter;
  return {
    title: state === undefined || other !== undefined ? claimsWords.title : stateWord(state),
    count,
    around,
    ...places,
    to: (step) => claimRoute(step.id, list, step.at),
    home: places.at === null ? to("claims") : patient === "" ? listRoute(list, places.at) : to("patients", patient),
    said: {},
  };
}

/** The list of open amounts that the address names, or `null`. */
export function useOpenList(): OpenList | null {
  return openListOf(useRoute().with);
}

/** The walk through a list of open amounts. */
export function useOpenWalk(id: string, list: OpenList): Walk {
  const said = rowOf(useRoute()) ?? 0;
  const from = Math.max(0, said - spare);
  const { name, ask } = openAsk(list, from);
  const page = useAnswer(name, ask, moneyKinds).value;
  const around = (page?.rows ?? [])
    .slice(0, 2 * spare + 1)
    .map((row, n) => ({ id: row.claim_id, at: from + n, patient: row.patient, cents: row.open.cents }))
    .filter((step) => step.id !== "");
  const places = placesOf(around, id, said);
  return {
    title: list.kind === "queue" ? (queueWords(list.name)?.title ?? list.name) : agingWords.title,
    count: page?.count ?? 0,
    around,
    ...places,
    to: (step) => openClaimRoute(step.id, list, step.at),
    home: openListRoute(list, places.at ?? 0),
    said: { ...writtenOpenList(list), at: String(places.at ?? 0) },
  };
}
