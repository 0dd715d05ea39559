//! The columns of the ledger: the day, what happened, on which claim, and the figures, each in its place.

import type { LedgerRow, LedgerView } from "#ui/api/generated";
import type { Column } from "#ui/kit/column";
import { classes } from "#ui/kit/css";
import { CodeText, DayText, MoneyText } from "#ui/kit/MoneyText";
import { centsText } from "#ui/kit/money";
import { accountWords as words } from "#ui/strings/account";
import { isShift, looseOf, moneyWidth, movedOf, movedTo, paidOf, pairOf, reasonsOf, type Split, splitOf } from "#ui/views/account/ledger";

const money = (id: keyof Split, title: string, width: number): Column<LedgerRow> => ({
  id,
  title,
  width,
  kind: "money",
  cell: (row) => {
    const cents = splitOf(row.entries)[id];
    return cents === 0 ? null : <MoneyText cents={cents} className={isPast(row) ? "dim" : ""} />;
  },
});

/** Wide enough for their sums. `paired` is the posting that belongs to the one with the focus. */
export function ledgerColumns(sums: LedgerView | undefined, paired: string): readonly Column<LedgerRow>[] {
  return [
    {
      id: "date",
      title: words.columns.date,
      width: 84,
      kind: "date",
      cell: (row) => (
        <>
          {row.id === paired ? <i className="pair-mark" aria-hidden="true" /> : null}
          <DayText day={row.on} />
        </>
      ),
    },
    { id: "entry", title: words.columns.entry, width: { grow: 3, least: 168 }, cell: (row) => <Entry row={row} /> },
    { id: "claim", title: words.columns.claim, width: { grow: 0.5, least: 76 }, kind: "code", quiet: true, cell: (row) => (row.number === "" ? null : <CodeText code={row.number} />) },
    money("charge", words.columns.charge, moneyWidth(sums?.charged_cents ?? 0)),
    money("payment", words.columns.payment, moneyWidth(paidOf(sums))),
    money("adjusted", words.columns.adjusted, moneyWidth(sums?.off_cents ?? 0)),
    {
      id: "balance",
      title: words.columns.balance,
      width: moneyWidth(Math.max(Math.abs(sums?.balance_cents ?? 0), sums?.charged_cents ?? 0), true, 24),
      kind: "money",
      cell: (row) => <MoneyText cents={row.balance_cents} />,
    },
  ];
}

/** True of what was taken back, and of what took it back: both are history. */
function isPast(row: LedgerRow): boolean {
  return pairOf(row) !== "";
}

/** What an entry is; what changes hands says how much, and to whom. */
export function entryTitle(row: LedgerRow): string {
  if (isShift(row.entries)) {
    return words.shift;
  }
  const name = row.source === "transfer" && row.reverses === "" ? movedTo(row.entries) : null;
  return name === null ? row.title : words.movedTo(centsText(movedOf(row.entries)), name);
}

function Entry({ row }: { readonly row: LedgerRow }) {
  const loose = looseOf(row.entries);
  const more = [
    reasonsOf(row.entries).join(" "),
    loose === 0 || (loose < 0 && row.cents !== 0) ? "" : loose < 0 ? words.outOfLoose(centsText(-loose)) : words.loose(centsText(loose)),
    row.reversed_by === "" ? "" : words.takenBack,
  ].filter((text) => text !== "");
  // What waits stands in no column, so its amount is never cut. Without a claim and a charge it has their room.
  const spread = row.number === "" && splitOf(row.entries).charge === 0;
  return (
    <span className={classes(loose !== 0 && "loose-entry", loose !== 0 && spread && "spread")}>
      <span className={classes("cut", (isPast(row) || isShift(row.entries)) && "dim")} title={entryTitle(row)}>
        {entryTitle(row)}
      </span>
      {more.length === 0 ? null : <span className="why hint">{more.join(", ")}</span>}
    </span>
  );
}
