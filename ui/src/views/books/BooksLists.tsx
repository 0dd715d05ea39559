//! The parts of the books in the side list.

import { useRoute, writeRoute } from "#ui/app/route";
import { Pick, SidePart } from "#ui/app/SideList";
import { booksWords as words } from "#ui/strings/books";
import { actsRoute, booksPart, depositsRoute, proofRoute, waitingRoute } from "#ui/views/books/routes";
import { useWaiting } from "#ui/views/books/useWaiting";

export function BooksLists() {
  const part = booksPart(useRoute());
  const waiting = useWaiting().rows.length;
  return (
    <SidePart title={words.list}>
      <Pick href={writeRoute(proofRoute)} title={words.parts.proof} chosen={part === "proof"} />
      <Pick href={writeRoute(actsRoute({}))} title={words.parts.acts} chosen={part === "acts"} />
      <Pick href={writeRoute(actsRoute({ noticed: true }))} title={words.parts.noticed} chosen={part === "noticed"} />
      <Pick href={writeRoute(waitingRoute)} title={words.parts.waiting} chosen={part === "waiting"} {...(waiting === 0 ? {} : { count: waiting })} />
      <Pick href={writeRoute(depositsRoute())} title={words.parts.deposits} chosen={part === "deposits"} />
    </SidePart>
  );
}
