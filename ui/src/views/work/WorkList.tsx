//! The queues in the side list, with how many and how much, as long as the work is shown.

import { useAnswer } from "#ui/api/useAnswer";
import { to, writeRoute } from "#ui/app/route";
import { Pick, SidePart } from "#ui/app/SideList";
import { MoneyText } from "#ui/kit/MoneyText";
import { agingWords, underpaidWords, workWords as words } from "#ui/strings/work";
import { moneyKinds } from "#ui/views/work/kinds";
import { queueRoute, queueTitle } from "#ui/views/work/queues";

export function WorkList({ chosen }: { readonly chosen: string | null }) {
  const value = useAnswer("queues", {}, moneyKinds).value;
  return (
    <>
      <SidePart title={words.side} end={words.sideEnd}>
        {(value?.rows ?? []).map((queue) => (
          <Pick key={queue.name} href={writeRoute(queueRoute(queue.name))} title={queueTitle(queue)} chosen={queue.name === chosen} count={queue.count}>
            <MoneyText className="amount wide" cents={queue.cents} />
          </Pick>
        ))}
        {value === undefined ? null : (
          <Pick href={writeRoute(to("work"))} title={words.all} chosen={chosen === null}>
            <MoneyText className="amount wide" cents={value.total_cents} />
          </Pick>
        )}
      </SidePart>
      <SidePart title={words.reports}>
        <Pick href={writeRoute(to("work", "aging"))} title={agingWords.title} chosen={chosen === "aging" || chosen === "aged"} />
        <Pick href={writeRoute(to("work", "underpaid"))} title={underpaidWords.title} chosen={chosen === "underpaid"} {...(value === undefined ? {} : { count: value.underpaid })}>
          {value === undefined ? null : <MoneyText className="amount wide" cents={value.underpaid_cents} />}
        </Pick>
      </SidePart>
    </>
  );
}
