//! What can be done with claims: hold, release, note, print. The list and the claim share them.

import { call } from "#ui/api/call";
import type { ClaimView, Count, WholeList } from "#ui/api/generated";
import type { Action } from "#ui/app/action";
import { refusal, type Role } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { actWords } from "#ui/strings/claims";
import { inBulk } from "#ui/views/claims/bulk";
import { setToPrint } from "#ui/views/print/toPrint";

/** Who is signed in, while it is known. */
export type Who = Role | null | undefined;

/** What an action is for: some claims by their ids, or a whole list but for some. */
export type Chosen = { readonly ids: readonly string[]; readonly list: WholeList | null };

/** Claims by their ids. */
export function these(ids: readonly string[]): Chosen {
  return { ids, list: null };
}

/** How many are chosen. */
export function countOf(chosen: Chosen | null): number {
  return chosen === null ? 0 : (chosen.list?.count ?? chosen.ids.length);
}

type Asked = { ids: string[]; list?: WholeList; job?: string };

/** Asks the core for a change; of a whole list it is told how far it is. */
function change<Value>({ ids, list }: Chosen, ask: (asked: Asked) => Promise<Value>): Promise<Value> {
  return list === null ? ask({ ids: [...ids] }) : inBulk((job) => ask({ ids: [], list, job }));
}

/** Claims in one print run at the most, and in one page of a list; both are the core's. */
const most = { run: 5_000, page: 500 };

/** The ids of what is chosen, read page by page from a whole list. */
async function idsOf({ ids, list }: Chosen): Promise<readonly string[]> {
  if (list === null) {
    return ids;
  }
  const { filter, sort, descending, except, count } = list;
  const out = new Set(except);
  const found: string[] = [];
  for (let from = 0; from < count + out.size; from += most.page) {
    const { rows } = await call("claims", { filter, sort, descending, from, count: most.page, more: false });
    found.push(...rows.map((row) => row.id).filter((id) => !out.has(id)));
  }
  return found;
}

export type Held = { readonly chosen: Chosen; readonly reason: string };
export type Noted = { readonly chosen: Chosen; readonly text: string; readonly lookOn: string };

export const holdClaims = {
  id: "hold_claims",
  title: actWords.hold,
  blocked: (ask) => (ask === null || countOf(ask.chosen) === 0 ? actWords.nothing : null),
  run: ({ chosen, reason }) => change(chosen, (asked) => call("hold_claims", { ...asked, reason })),
  done: ({ claims }) => actWords.held(claims),
} satisfies Action<Held, Count>;

/** Releasing acts on those that are held; the core leaves the others alone. */
export function releaseClaims(who: Who, anyHeld: boolean) {
  return {
    id: "release_claims",
    title: actWords.release,
    key: "U",
    strip: actWords.release,
    menu: "claim",
    blocked: (chosen) => refusal(who, "hold_claims") ?? (countOf(chosen) === 0 ? actWords.nothing : anyHeld ? null : actWords.notHeld),
    run: (chosen) => change(chosen, (asked) => call("hold_claims", { ...asked, reason: "" })),
    done: ({ claims }) => actWords.released(claims),
  } satisfies Action<Chosen, Count>;
}

/** Says that nobody but the patient may see the bill of the visit, or that anybody may. */
export function markSensitive(who: Who, is: boolean) {
  return {
    id: "mark_sensitive",
    title: is ? actWords.openBillTitle : actWords.sensitiveTitle,
    key: "S",
    strip: is ? actWords.openBill : actWords.sensitive,
    menu: "claim",
    blocked: () => refusal(who, "mark_sensitive"),
    run: (id) => call("mark_sensitive", { id, sensitive: !is }),
    done: ({ sensitive }) => (sensitive ? actWords.marked : actWords.unmarked),
  } satisfies Action<string, ClaimView>;
}

export const addNote = {
  id: "add_note",
  title: actWords.note,
  blocked: (ask) => (ask === null || countOf(ask.chosen) === 0 ? actWords.nothing : null),
  run: ({ chosen, text, lookOn }) => change(chosen, (asked) => call("add_note", { ...asked, text, look_on: lookOn })),
  done: ({ claims }) => actWords.noted(claims),
} satisfies Action<Noted, Count>;

export function printClaims(who: Who) {
  return {
    id: "print_claims",
    title: actWords.print,
    key: "Mod+P",
    menu: "claim",
    blocked: (chosen) =>
      refusal(who, "preview_forms") ?? (countOf(chosen) === 0 ? actWords.nothing : most.run < countOf(chosen) ? actWords.tooMany(most.run) : null),
    run: async (chosen) => {
      setToPrint(await idsOf(chosen));
      go(to("print"));
    },
  } satisfies Action<Chosen>;
}

/** Opens the line in which the reason or the note is typed. */
export function wordsFor(who: Who, which: "hold" | "note", open: () => void) {
  return {
    id: which === "hold" ? "hold" : "note",
    title: which === "hold" ? actWords.hold : actWords.note,
    key: which === "hold" ? "H" : "N",
    strip: which === "hold" ? actWords.hold : actWords.note,
    menu: "claim",
    blocked: (chosen) => refusal(who, which === "hold" ? "hold_claims" : "add_note") ?? (countOf(chosen) === 0 ? actWords.nothing : null),
    run: () => open(),
  } satisfies Action<Chosen>;
}
