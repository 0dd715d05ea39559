//! The lists of the statements in the side list: the run, and the accounts that want somebody.

import { useAnswer } from "#ui/api/useAnswer";
import { to, writeRoute } from "#ui/app/route";
import { Pick, SidePart } from "#ui/app/SideList";
import { accountWorkWords as words, agencyWords, letterWords, smallWords } from "#ui/strings/plans";
import { accountWorkKinds } from "#ui/views/plans/kinds";

export function StatementsList({ chosen }: { readonly chosen: string | null }) {
  const work = useAnswer("account_work", {}, accountWorkKinds).value;
  return (
    <SidePart title={words.side}>
      <Pick href={writeRoute(to("statements"))} title={words.run} chosen={chosen === null} />
      <Pick href={writeRoute(to("statements", "missed"))} title={words.missed.title} chosen={chosen === "missed"} {...(work === undefined ? {} : { count: work.missed.length })} />
      <Pick href={writeRoute(to("statements", "promises"))} title={words.promises.title} chosen={chosen === "promises"} {...(work === undefined ? {} : { count: work.broken.length })} />
      <Pick href={writeRoute(to("statements", "small"))} title={smallWords.title} chosen={chosen === "small"} />
      <Pick href={writeRoute(to("statements", "letters"))} title={letterWords.title} chosen={chosen === "letters"} />
      <Pick href={writeRoute(to("statements", "agency"))} title={agencyWords.title} chosen={chosen === "agency"} />
    </SidePart>
  );
}
