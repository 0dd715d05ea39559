//! The columns of the money in hand, of the deposits, and of what is in one.

import type { DepositItemView, DepositRow, HandRow } from "#ui/api/generated";
import type { Column } from "#ui/kit/column";
import { centsText } from "#ui/kit/money";
import { CodeText, CountText, DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { Status } from "#ui/kit/Status";
import { depositWords, oneDepositWords } from "#ui/strings/deposits";
import { moneyWidth } from "#ui/views/account/ledger";
import type { Chosen } from "#ui/views/books/deposits";

const hand = depositWords.columns;
const list = depositWords.listColumns;
const items = oneDepositWords.columns;

/** The width of a column whose total is this. */
function widthOf(cents: number): number {
  return Math.max(104, moneyWidth(cents, true, 24));
}

/** Whose it is: a patient's name is private, a payer's is not. */
export function Whose({ who, account }: { readonly who: string; readonly account: string }) {
  return account === "" ? who : <Personal>{who}</Personal>;
}

/** Wide enough for all that is in hand. */
export const handColumns = (cents: number): readonly Column<HandRow>[] => [
  { id: "on", title: hand.on, width: 84, kind: "date", cell: (row) => <DayText day={row.on} /> },
  { id: "what", title: hand.what, width: { grow: 1.2, least: 136 }, cell: (row) => <span className="num" title={row.title}>{row.title}</span> },
  { id: "who", title: hand.who, width: { grow: 1.2, least: 128 }, cell: (row) => <Whose who={row.who} account={row.account} /> },
  { id: "account", title: hand.account, width: 84, kind: "code", quiet: true, cell: (row) => (row.account === "" ? null : <CodeText code={row.account} personal />) },
  { id: "way", title: hand.way, width: 72, quiet: true, cell: (row) => depositWords.wayShort(row.way) },
  { id: "amount", title: hand.amount, width: widthOf(cents), kind: "money", cell: (row) => <MoneyText cents={row.cents} /> },
];

/** Wide enough for the sum of all slips. */
export const depositColumns = (cents: number): readonly Column<DepositRow>[] => [
  { id: "on", title: list.on, width: 84, kind: "date", cell: (row) => <DayText day={row.made_on} /> },
  { id: "number", title: list.number, width: 96, kind: "code", cell: (row) => <CodeText code={row.number} /> },
  { id: "what", title: list.what, width: 72, quiet: true, cell: (row) => depositWords.wayShort(row.way) },
  { id: "by", title: list.by, width: { grow: 1, least: 112 }, quiet: true, cell: (row) => row.by },
  { id: "count", title: list.count, width: 76, kind: "number", cell: (row) => <CountText n={row.count} /> },
  {
    id: "state",
    title: list.state,
    width: 124,
    cell: (row) => (row.cents === row.now_cents ? <Status tone="ok">{depositWords.stands}</Status> : <Status tone="warn" className="num">{depositWords.now(centsText(row.now_cents))}</Status>),
  },
  { id: "cents", title: list.cents, width: widthOf(cents), kind: "money", cell: (row) => <MoneyText cents={row.cents} /> },
];

/** Wide enough for `cents`; `left` are the payments that somebody leaves out. */
export function itemColumns(cents: number, left: Chosen): readonly Column<DepositItemView>[] {
  return [
    { id: "what", title: items.what, width: { grow: 1, least: 112 }, cell: (item) => <span className="num">{item.title}</span> },
    { id: "who", title: items.who, width: { grow: 1.3, least: 120 }, cell: (item) => <Whose who={item.who} account={item.account} /> },
    { id: "account", title: items.account, width: 84, kind: "code", quiet: true, cell: (item) => (item.account === "" ? null : <CodeText code={item.account} personal />) },
    { id: "state", title: items.state, width: 116, cell: (item) => <ItemState item={item} left={left.has(item.source)} /> },
    { id: "slip", title: items.slip, width: widthOf(cents), kind: "money", cell: (item) => <MoneyText cents={item.cents} /> },
    { id: "now", title: items.now, width: widthOf(cents), kind: "money", cell: (item) => <MoneyText cents={item.now_cents} /> },
  ];
}

function ItemState({ item, left }: { readonly item: DepositItemView; readonly left: boolean }) {
  if (left) {
    return <Status tone="wait">{oneDepositWords.left}</Status>;
  }
  if (item.cents === item.now_cents) {
    return <Status tone="ok">{oneDepositWords.stands}</Status>;
  }
  return (
    <span title={item.says}>
      <Status tone="warn">{item.now_cents === 0 ? oneDepositWords.gone : oneDepositWords.less}</Status>
    </span>
  );
}
