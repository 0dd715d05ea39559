//! What is to be said of an act besides its title: who has to look, what became of it, where the money is.

import type { ActView } from "#ui/api/generated";
import { actSentences } from "#ui/views/account/actState";

export function ActSentences({ act }: { readonly act: ActView }) {
  return actSentences(act).map(({ tone, says }) => (
    <p key={says} className={tone === "plain" ? "dim t12" : "notice-line t12"}>
      {says}
    </p>
  ));
}
