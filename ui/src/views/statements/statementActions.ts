//! The lists of accounts in the palette, from anywhere.

import { type Live, simple } from "#ui/app/action";
import { go, to } from "#ui/app/route";
import { accountWorkWords as words, agencyWords, letterWords, smallWords } from "#ui/strings/plans";

export const statementActions: readonly Live[] = [
  { ...simple({ id: "go_missed", title: words.go(words.missed.title), run: () => go(to("statements", "missed")) }), also: words.missed.also },
  { ...simple({ id: "go_promises", title: words.go(words.promises.title), run: () => go(to("statements", "promises")) }), also: words.promises.also },
  { ...simple({ id: "go_small", title: words.go(smallWords.title), run: () => go(to("statements", "small")) }), also: smallWords.also },
  { ...simple({ id: "go_letters", title: words.go(letterWords.title), run: () => go(to("statements", "letters")) }), also: letterWords.also },
  { ...simple({ id: "go_agency", title: agencyWords.go, run: () => go(to("statements", "agency")) }), also: agencyWords.also },
];
