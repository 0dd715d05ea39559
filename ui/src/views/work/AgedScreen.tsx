//! The claims behind a figure of the aging. Escape leads back to the figure.

import type { SessionView } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { useRoute } from "#ui/app/route";
import { dollarsText } from "#ui/kit/money";
import { agingWords as words, queueListWords } from "#ui/strings/work";
import { agingOf, agingRoute, rowTitle } from "#ui/views/work/aging";
import { AmountList } from "#ui/views/work/AmountList";
import { moneyKinds } from "#ui/views/work/kinds";
import { type OpenList, openListOf } from "#ui/views/work/openLists";

export function AgedScreen({ session, start }: { readonly session: SessionView; readonly start: number }) {
  const { with: said } = useRoute();
  const how = agingOf(said);
  const view = useAnswer("aging", how, moneyKinds).value;
  const list: OpenList = openListOf({ ...said, ...how }) ?? { kind: "aged", ...how, id: "", bucket: null, cell: "" };
  if (list.kind !== "aged") {
    return <p className="note">{queueListWords.gone}</p>;
  }
  const row = view?.rows.find((one) => one.id === list.id);
  const bucket = list.bucket === null ? "" : (view?.buckets[list.bucket] ?? "");
  const personal = how.by === "patient" || how.by === "guarantor";
  const cents = row === undefined ? (list.bucket === null ? view?.total_cents : view?.sums[list.bucket]) : list.bucket === null ? row.total_cents : row.cents[list.bucket];
  return (
    <AmountList
      session={session}
      list={list}
      title={words.title}
      home={agingRoute(how, list.cell)}
      back={words.back}
      none={queueListWords.noneBehind}
      start={start}
      sub={
        view === undefined ? undefined : (
          <>
            <span className={personal && list.id !== "" ? "private" : undefined}>{words.figure(list.id === "" ? words.everyRow : row === undefined ? list.id : rowTitle(row), bucket)}</span>
            {cents === undefined ? null : words.figureSum(dollarsText(cents))}
          </>
        )
      }
    />
  );
}
