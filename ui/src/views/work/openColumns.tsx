//! The columns in which open amounts are listed: what is due first, whose, why, and the limit.

import type { QueueRow } from "#ui/api/generated";
import type { Column, Total } from "#ui/kit/column";
import { dayText } from "#ui/kit/day";
import { classes } from "#ui/kit/css";
import { CodeText, DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { kitWords } from "#ui/strings/en";
import { leftText, ownerWord, queueListWords } from "#ui/strings/work";
import { daysLeft, limitTone } from "#ui/views/work/limits";
import type { OpenList } from "#ui/views/work/openLists";

const words = queueListWords.columns;

const claim: Column<QueueRow> = {
  id: "claim",
  title: words.claim,
  width: 96,
  kind: "code",
  cell: (row) => (row.number === "" ? <span className="dim">{queueListWords.opening}</span> : <CodeText code={row.number} personal />),
};
const patient: Column<QueueRow> = {
  id: "patient",
  title: words.patient,
  width: { grow: 1.4, least: 130 },
  cell: (row) => (row.patient === "" ? <span className="hint">{kitWords.missing}</span> : <Personal>{row.patient}</Personal>),
};
const account: Column<QueueRow> = { id: "account", title: words.account, width: 92, kind: "code", quiet: true, cell: (row) => <CodeText code={row.account} personal /> };
const payer: Column<QueueRow> = { id: "payer", title: words.payer, width: { grow: 1.2, least: 120 }, quiet: true, cell: (row) => (row.payer === "" ? kitWords.missing : row.payer) };
const owed: Column<QueueRow> = { id: "owed", title: words.owed, width: { grow: 1.4, least: 150 }, cell: (row) => <span className={classes(row.open.owner === "patient" && "private")}>{owedTo(row)}</span> };
const owner: Column<QueueRow> = { id: "owner", title: words.owner, width: { grow: 1.2, least: 120 }, quiet: true, cell: (row) => (row.open.title === "" ? ownerWord(row.open.owner) : row.open.title) };
const service: Column<QueueRow> = { id: "service", title: words.service, width: 84, kind: "date", sortable: true, cell: (row) => <DayText day={row.service_on} /> };
const since: Column<QueueRow> = {
  id: "since",
  title: words.since,
  width: 140,
  kind: "date",
  quiet: true,
  sortable: true,
  cell: (row) => (
    <span className="limit num">
      <DayText day={row.open.since_on} /> <span className="left">{queueListWords.age(row.days)}</span>
    </span>
  ),
};
const charge: Column<QueueRow> = { id: "charge", title: words.charge, width: 96, kind: "money", quiet: true, cell: (row) => (row.charge_cents === 0 ? <MoneyText cents={null} /> : <MoneyText cents={row.charge_cents} />) };
const open: Column<QueueRow> = { id: "open", title: words.open, width: 104, kind: "money", sortable: true, cell: (row) => <MoneyText cents={row.open.cents} /> };
const why: Column<QueueRow> = { id: "why", title: words.why, width: { grow: 2.6, least: 190 }, cell: (row) => <Why row={row} /> };

/** To whom a credit is owed: the payer that paid too much, else the patient. */
function owedTo(row: QueueRow): string {
  const { owner: whose, title } = row.open;
  return whose === "patient" ? (row.patient === "" ? ownerWord(whose) : row.patient) : row.payer !== "" ? row.payer : title === "" ? ownerWord(whose) : title;
}

function Why({ row: { open: amount } }: { readonly row: QueueRow }) {
  if (amount.reason === "") {
    return <span className="dim">{amount.words === "" ? amount.says : amount.words}</span>;
  }
  return (
    <span title={amount.words}>
      <CodeText code={amount.reason} /> {amount.words}
    </span>
  );
}

/** A limit as its day and the days that are left; late or near it takes color. */
export function Limit({ due, today, says }: { readonly due: string; readonly today: string; readonly says: string }) {
  const days = daysLeft(due, today);
  return (
    <span className="limit num" title={says === "" ? undefined : says}>
      <DayText day={due} /> <span className={classes("left", days !== null && limitTone(days))}>{days === null ? null : leftText(days)}</span>
    </span>
  );
}

/** The limit needs to know what today is. */
export function openColumns(list: OpenList, today: string): readonly Column<QueueRow>[] {
  const limit: Column<QueueRow> = { id: "limit", title: words.limit, width: 172, kind: "date", sortable: true, cell: (row) => <Limit due={row.open.due_on} today={today} says={row.open.limit} /> };
  if (list.kind === "aged") {
    return [claim, patient, owner, service, open, why, limit];
  }
  switch (list.name) {
    case "credits":
      return [claim, owed, patient, service, open, since, limit];
    case "patient":
      return [account, patient, claim, service, charge, open, since, limit];
    case "ask":
    case "wait":
    case "hold":
      return [claim, patient, payer, service, charge, open, since, limit];
    default:
      return [claim, patient, payer, service, open, why, limit];
  }
}

/** The last line: how many and their sum, beneath its column. */
export function openTotals(columns: readonly Column<QueueRow>[], totals: { readonly count: number; readonly cents: number } | undefined): readonly Total[] {
  const at = columns.findIndex((column) => column.id === "open");
  return [
    { columns: at, content: <span className="num">{queueListWords.total(totals?.count ?? 0)}</span> },
    { columns: 1, kind: "money", content: <MoneyText cents={totals?.cents ?? 0} total /> },
    { columns: columns.length - at - 1, content: null },
  ];
}

/** What was last noted on the claim, and by whom; empty for nothing. */
export function noteText({ note, noted }: QueueRow): string {
  return note === "" ? "" : queueListWords.noted(note, noted);
}

/** By when, and what to do with it; why stands in the row. */
export function nextText({ open: amount }: QueueRow): string {
  return queueListWords.step(amount.says, amount.limit);
}

/** Since when it stands there. */
export function sinceText({ open: amount, days }: QueueRow): string {
  return queueListWords.standsSince(dayText(amount.since_on), days);
}
