//! The work: the queues of open dollars, a queue, underpaid lines, the aging and what is behind one of
//! its figures.

import type { SessionView } from "#ui/api/generated";
import { to, useRoute } from "#ui/app/route";
import { queueListWords, queueWords } from "#ui/strings/work";
import { rowOf } from "#ui/views/claims/filters";
import { AgedScreen } from "#ui/views/work/AgedScreen";
import { AgingScreen } from "#ui/views/work/AgingScreen";
import { AmountList } from "#ui/views/work/AmountList";
import { openListOf } from "#ui/views/work/openLists";
import { QueuesScreen } from "#ui/views/work/QueuesScreen";
import { UnderpaidScreen } from "#ui/views/work/UnderpaidScreen";

export function WorkScreen({ session }: { readonly session: SessionView }) {
  const route = useRoute();
  const name = route.id;
  const start = rowOf(route) ?? 0;
  switch (name) {
    case null:
      return <QueuesScreen session={session} />;
    case "underpaid":
      return <UnderpaidScreen session={session} start={start} />;
    case "aging":
      return <AgingScreen />;
    case "aged":
      return <AgedScreen session={session} start={start} />;
    default: {
      const words = queueWords(name);
      return words === undefined ? (
        <p className="note">{queueListWords.gone}</p>
      ) : (
        <AmountList key={name} session={session} list={openListOf({ ...route.with, queue: name }) ?? { kind: "queue", name }} title={words.title} home={to("work")} back={queueListWords.back} none={words.none} start={start} />
      );
    }
  }
}
