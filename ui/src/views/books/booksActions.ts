//! The books in the palette, from anywhere: the proof, and money that was taken back.

import { live, type Live } from "#ui/app/action";
import { refusal, type Role } from "#ui/app/may";
import { go } from "#ui/app/route";
import { actsWords, proofWords } from "#ui/strings/books";
import { actsRoute, proofRoute } from "#ui/views/books/routes";

export function booksActions(session: Role): readonly Live[] {
  return [
    { ...live({ id: "open_proof", title: proofWords.open, menu: "go", blocked: () => refusal(session, "proof_state"), run: () => go(proofRoute) }, undefined), also: proofWords.also },
    { ...live({ id: "open_acts", title: actsWords.palette, menu: "go", blocked: () => refusal(session, "acts"), run: () => go(actsRoute({})) }, undefined), also: actsWords.paletteAlso },
  ];
}
