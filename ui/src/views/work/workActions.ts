//! The queues, the aging, underpaid lines and moving in, as the palette and the menu find them from
//! anywhere, also by the other words that people have for them.

import { type Live, simple } from "#ui/app/action";
import { go, type Route, to } from "#ui/app/route";
import { importWords } from "#ui/strings/imports";
import { movedInWords, openingWords } from "#ui/strings/opening";
import { agingWords, queueWords, underpaidWords, workWords } from "#ui/strings/work";
import { pastRoute } from "#ui/views/import/past";
import { queueNames, queueRoute } from "#ui/views/work/queues";

function opening(id: string, title: string, also: string, route: Route, inMenu = false): Live {
  return { ...simple({ id, title, run: () => go(route), ...(inMenu ? { menu: "go" } : {}) }), also };
}

export const workActions: readonly Live[] = [
  ...queueNames.flatMap((name) => {
    const words = queueWords(name);
    return words === undefined ? [] : [opening(`go_queue_${name}`, workWords.go(words.title), words.also, queueRoute(name))];
  }),
  opening("go_aging", agingWords.title, agingWords.also, to("work", "aging"), true),
  opening("go_underpaid", workWords.go(underpaidWords.title), underpaidWords.also, to("work", "underpaid"), true),
  opening("go_imports", importWords.before, importWords.beforeAlso, pastRoute({ id: "", at: 0 }), true),
  opening("go_opening", openingWords.title, openingWords.also, to("import", "opening"), true),
  opening("go_unknown", movedInWords.title, movedInWords.also, to("import", "unknown"), true),
];
