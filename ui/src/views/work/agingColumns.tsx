//! The columns of the aging: the row, its shares, a figure for each bucket, the sum, what of it is old.

import type { AgingRow, AgingView } from "#ui/api/generated";
import { writeRoute } from "#ui/app/route";
import type { Column, Total } from "#ui/kit/column";
import { classes } from "#ui/kit/css";
import { MoneyText } from "#ui/kit/MoneyText";
import { kitWords } from "#ui/strings/en";
import { agingWords as words, bucketTitle } from "#ui/strings/work";
import { type Aging, type By, over90, rowTitle } from "#ui/views/work/aging";
import { AgingBar } from "#ui/views/work/AgingBar";
import { openListRoute } from "#ui/views/work/openLists";

const prefix = "bucket-";

/** The bucket of a column, `null` for one that is of the whole row. */
export function bucketOfColumn(columns: readonly Column<AgingRow>[], at: number): number | null {
  const id = columns[at]?.id ?? "";
  return id.startsWith(prefix) ? Number(id.slice(prefix.length)) : null;
}

export function agingColumns(by: By, buckets: readonly string[], widest: number): readonly Column<AgingRow>[] {
  return [
    { id: "row", title: words.row[by], width: { grow: 1.6, least: 176 }, cell: (row) => <span className={classes((by === "patient" || by === "guarantor") && "private")}>{rowTitle(row)}</span> },
    { id: "mix", title: words.mix, width: { grow: 1, least: 112 }, cell: (row) => <AgingBar cents={row.cents} widest={widest} /> },
    ...buckets.map(
      (bucket, n): Column<AgingRow> => ({ id: `${prefix}${n}`, title: bucketTitle(bucket), width: 96, kind: "money", cell: (row) => <MoneyText cents={row.cents[n] ?? 0} /> }),
    ),
    { id: "total", title: words.total, width: 112, kind: "money", cell: (row) => <MoneyText cents={row.total_cents} className="med" /> },
    { id: "old", title: words.over90, width: 80, kind: "number", cell: (row) => <Share bp={over90(row.cents)} /> },
  ];
}

/** A tenth and more of old money stands out by its weight. */
function Share({ bp }: { readonly bp: number | null }) {
  return bp === null ? <span className="hint">{kitWords.missing}</span> : <span className={classes("num", bp === 0 ? "zero" : 1_500 < bp && "semi")}>{words.percent(bp)}</span>;
}

/** The last line: each sum a link to all claims behind it. */
export function agingTotals(view: AgingView | undefined, { basis, by }: Aging): readonly Total[] {
  const sums = view?.sums ?? [];
  const link = (bucket: number | null, cents: number, total: boolean) => (
    <a className="sum-link" href={writeRoute(openListRoute({ kind: "aged", basis, by, id: "", bucket, cell: "" }))}>
      <span className="sr">{words.figure(words.everyRow, bucket === null ? "" : (view?.buckets[bucket] ?? ""))}</span>
      <MoneyText cents={cents} total={total} />
    </a>
  );
  return [
    { columns: 2, content: <span className="num">{words.all(view?.rows.length ?? 0)}</span> },
    ...sums.map((cents, n): Total => ({ columns: 1, kind: "money", content: link(n, cents, false) })),
    { columns: 1, kind: "money", content: link(null, view?.total_cents ?? 0, true) },
    { columns: 1, kind: "number", content: <Share bp={over90(sums)} /> },
  ];
}
