//! The parts of moving in, in the side list.

import { useAnswer } from "#ui/api/useAnswer";
import { to, writeRoute } from "#ui/app/route";
import { Pick, SidePart } from "#ui/app/SideList";
import { movedInWords, openingWords } from "#ui/strings/opening";
import { moneyKinds } from "#ui/views/work/kinds";

export function ImportList({ chosen }: { readonly chosen: string | null }) {
  const unknown = useAnswer("moved_in", {}, moneyKinds).value;
  return (
    <SidePart title={openingWords.list}>
      <Pick href={writeRoute(to("import"))} title={openingWords.files} chosen={chosen !== "opening" && chosen !== "unknown"} />
      <Pick href={writeRoute(to("import", "opening"))} title={openingWords.title} chosen={chosen === "opening"} />
      <Pick href={writeRoute(to("import", "unknown"))} title={movedInWords.title} chosen={chosen === "unknown"} {...(unknown === undefined ? {} : { count: unknown.claims })} />
    </SidePart>
  );
}
