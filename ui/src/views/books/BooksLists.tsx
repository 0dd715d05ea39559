//! The parts of the books in the side list.

import { useRoute, writeRoute } from "#ui/app/route";
import { Pick, SidePart } from "#ui/app/SideList";
import { booksWords as words } from "#ui/strings/books";
import { actsRoute, booksPart, proofRoute } from "#ui/views/books/routes";

export function BooksLists() {
  const part = booksPart(useRoute());
  return (
    <SidePart title={words.list}>
      <Pick href={writeRoute(proofRoute)} title={words.parts.proof} chosen={part === "proof"} />
      <Pick href={writeRoute(actsRoute({}))} title={words.parts.acts} chosen={part === "acts"} />
      <Pick href={writeRoute(actsRoute({ noticed: true }))} title={words.parts.noticed} chosen={part === "noticed"} />
    </SidePart>
  );
}
