//! What can be done with claims: hold, release, note, print. The list and the claim share them.

import { call } from "#ui/api/call";
import type { Count } from "#ui/api/generated";
import type { Action } from "#ui/app/action";
import { refusal, type Role } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { actWords } from "#ui/strings/claims";
import { setToPrint } from "#ui/views/print/toPrint";

/** Who is signed in, while it is known. */
export type Who = Role | null | undefined;

export type Held = { readonly ids: readonly string[]; readonly reason: string };
export type Noted = { readonly ids: readonly string[]; readonly text: string };

export const holdClaims = {
  id: "hold_claims",
  title: actWords.hold,
  blocked: (ask) => (ask === null || ask.ids.length === 0 ? actWords.nothing : null),
  run: ({ ids, reason }) => call("hold_claims", { ids: [...ids], reason }),
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
    blocked: (ids) =>
      refusal(who, "hold_claims") ?? (ids === null || ids.length === 0 ? actWords.nothing : anyHeld ? null : actWords.notHeld),
    run: (ids) => call("hold_claims", { ids: [...ids], reason: "" }),
    done: ({ claims }) => actWords.released(claims),
  } satisfies Action<readonly string[], Count>;
}

export const addNote = {
  id: "add_note",
  title: actWords.note,
  blocked: (ask) => (ask === null || ask.ids.length === 0 ? actWords.nothing : null),
  run: ({ ids, text }) => call("add_note", { ids: [...ids], text }),
  done: ({ claims }) => actWords.noted(claims),
} satisfies Action<Noted, Count>;

export function printClaims(who: Who) {
  return {
    id: "print_claims",
    title: actWords.print,
    key: "Mod+P",
    menu: "claim",
    blocked: (ids) => refusal(who, "preview_forms") ?? (ids === null || ids.length === 0 ? actWords.nothing : null),
    run: (ids) => {
      setToPrint(ids);
      go(to("print"));
    },
  } satisfies Action<readonly string[]>;
}

/** Opens the line in which the reason or the note is typed. */
export function wordsFor(who: Who, which: "hold" | "note", open: () => void) {
  return {
    id: which === "hold" ? "hold" : "note",
    title: which === "hold" ? actWords.hold : actWords.note,
    key: which === "hold" ? "H" : "N",
    strip: which === "hold" ? actWords.hold : actWords.note,
    menu: "claim",
    blocked: (ids) => refusal(who, which === "hold" ? "hold_claims" : "add_note") ?? (ids === null || ids.length === 0 ? actWords.nothing : null),
    run: () => open(),
  } satisfies Action<readonly string[]>;
}
