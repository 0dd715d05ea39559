import { expect, test } from "vitest";
import type { QueueRow, QueuesView } from "#ui/api/generated";
import { readRoute, writeRoute } from "#ui/app/route";
import { after } from "#ui/kit/after";
import { agingWords, bucketWords, leftText } from "#ui/strings/work";
import { placesOf } from "#ui/views/claims/places";
import { agingOf, agingRoute, bases, cellOf, cellText, figureOf, over90, parts } from "#ui/views/work/aging";
import { daysLeft, limitTone } from "#ui/views/work/limits";
import { amountText, limitOf, offBlocked, offKind, offLines } from "#ui/views/work/off";
import { openAsk, openClaimRoute, openEditRoute, type OpenList, openListOf, openListRoute } from "#ui/views/work/openLists";
import { queueGroups, queueKey, queueSum } from "#ui/views/work/queues";
import { tie } from "#ui/views/work/tie";

const count = (name: string, cents: number, n = 1, due = 0) => ({ name, title: name, count: n, cents, due });

const queues: QueuesView = {
  rows: [count("denied", 500, 2, 1), count("look", 70), count("send", 30), count("ask", 1000, 10, 4), count("wait", 400, 4), count("patient", 250), count("hold", 99), count("credits", -49)],
  total_cents: 2300,
  underpaid: 3,
  underpaid_cents: 1200,
};

test("the groups add up to all that is owed, credits too", () => {
  const groups = queueGroups(queues);
  expect(groups.map((group) => [group.id, group.cents])).toEqual([
    ["us", 600],
    ["payers", 1400],
    ["patients", 250],
    ["hold", 99],
    ["credits", -49],
  ]);
  expect(groups.reduce((sum, group) => sum + (group.cents ?? 0), 0)).toBe(queues.total_cents);
  expect(queueSum(queues)).toEqual({ count: 21, due: 5, cents: 2300 });
});

test("a queue that nobody foresaw is with us, under the core's own name and without a key", () => {
  const [us] = queueGroups({ ...queues, rows: [count("appealed", 10)], total_cents: 10 });
  expect(us?.id).toBe("us");
  expect(us?.lines[0]).toMatchObject({ title: "appealed", key: null, cents: 10 });
  expect(queueKey("denied")).toBe("1");
  expect(queueKey("credits")).toBe("8");
});

test("it ties only when every sum is the same and nothing is adrift", () => {
  const proof = { owners: [{ owner: "1", title: "", cents: 2000 }, { owner: "us", title: "", cents: 300 }], ar_cents: 2300, adrift: 0, agrees: true };
  expect(tie(queues, proof)).toEqual({ owners: 2300, difference: 0, agrees: true });
  expect(tie(queues, { ...proof, ar_cents: 2301 })).toMatchObject({ difference: 1, agrees: false });
  expect(tie(queues, { ...proof, adrift: 1 }).agrees).toBe(false);
  expect(tie(queues, { ...proof, agrees: false }).agrees).toBe(false);
});

test.each([
  ["2026-11-24", "2026-11-24", 0, "today", "bad"],
  ["2026-11-27", "2026-11-24", 3, "3 d", "bad"],
  ["2026-11-28", "2026-11-24", 4, "4 d", "warn"],
  ["2026-12-08", "2026-11-24", 14, "14 d", "warn"],
  ["2026-12-09", "2026-11-24", 15, "15 d", null],
  ["2026-11-20", "2026-11-24", -4, "4 d late", "bad"],
  ["2027-03-01", "2026-11-24", 97, "97 d", null],
])("a limit of %s on %s is %i days away", (due, today, days, text, tone) => {
  expect(daysLeft(due, today)).toBe(days);
  expect(leftText(days)).toBe(text);
  expect(limitTone(days)).toBe(tone);
});

test("without a limit there are no days", () => {
  expect(daysLeft("", "2026-11-24")).toBeNull();
  expect(daysLeft("soon", "2026-11-24")).toBeNull();
});

const lists: readonly OpenList[] = [
  { kind: "queue", name: "denied" },
  { kind: "aged", basis: "service", by: "payer", id: "pay_1", bucket: 0, cell: "3.2" },
  { kind: "aged", basis: "since", by: "patient", id: "", bucket: null, cell: "" },
];

test.each(lists)("a list of open amounts comes back out of the addresses of its claims and forms: %o", (list) => {
  for (const route of [openClaimRoute("clm_1", list, 7), openEditRoute("clm_1", list, 7)]) {
    const read = readRoute(writeRoute(route));
    expect(openListOf(read.with)).toEqual(list);
    expect(read.with["at"]).toBe("7");
  }
});

test("a list of claims is no list of open amounts", () => {
  expect(openListOf({ state: "held", at: "3" })).toBeNull();
  expect(openListRoute({ kind: "queue", name: "hold" })).toEqual({ place: "work", id: "hold", with: {} });
});

const step = (id: string, at: number) => ({ id, at, patient: "", cents: 0 });

test("a claim with two lines in the queue is walked to once", () => {
  const around = [step("a", 0), step("b", 1), step("b", 2), step("c", 3)];
  expect(placesOf(around, "b", 1)).toMatchObject({ at: 1, next: step("c", 3), before: step("a", 0) });
  expect(placesOf(around, "b", 2)).toMatchObject({ at: 2, before: step("a", 0) });
});

test("a claim that left its list makes room for the next one", () => {
  const around = [step("a", 0), step("c", 1), step("d", 2)];
  expect(placesOf(around, "b", 1)).toEqual({ at: 1, next: step("c", 1), before: step("a", 0) });
  expect(placesOf(around, "b", null)).toEqual({ at: null, next: null, before: null });
});

test("a claim keeps its place when rows before it left", () => {
  const around = [step("b", 0), step("c", 1)];
  expect(placesOf(around, "b", 1)).toMatchObject({ at: 0, next: step("c", 1), before: null });
});

test("how it is aged comes out of the address, and a key goes through all of it", () => {
  expect(agingOf({})).toEqual({ basis: "service", by: "payer" });
  expect(agingOf({ basis: "since", by: "owner" })).toEqual({ basis: "since", by: "owner" });
  expect(agingOf({ basis: "weight", by: "moon" })).toEqual({ basis: "service", by: "payer" });
  expect(agingOf(agingRoute({ basis: "billing", by: "patient" }, "1.2").with)).toEqual({ basis: "billing", by: "patient" });
  expect(bases.reduce((basis) => after(bases, basis), "service")).toBe("service");
});

test("the cell of a figure leads back to it", () => {
  expect(cellOf(cellText(12, 4))).toEqual({ row: 12, column: 4 });
  expect(cellOf("")).toBeNull();
  expect(cellOf("x.y")).toBeNull();
});

test("what is over 90 days is a share of what is owed, whatever credits there are", () => {
  expect(over90([8000, 0, 0, 1000, 1000])).toBe(2000);
  expect(over90([8000, -5000, 0, 1000, 1000])).toBe(2000);
  expect(over90([0, -100, 0, 0, 0])).toBeNull();
  expect(agingWords.percent(1230)).toBe("12.3 %");
});

test("the parts of a bar stand one after the other, and credits have none", () => {
  expect(parts([500, 0, -20, 500, 0], 2000)).toEqual([
    { bucket: 0, from: 0, width: 250 },
    { bucket: 3, from: 250, width: 250 },
  ]);
  expect(parts([1, 0, 0, 0, 0], 1_000_000)[0]?.width).toBe(4);
  expect(parts([5, 0, 0, 0, 0], 0)).toEqual([]);
});

test("a figure is a bucket of a row or its sum", () => {
  const row = { id: "p", title: "P", cents: [1, 2, 3, 4, 5], total_cents: 15, claims: 2 };
  const buckets = ["0-30", "31-60", "61-90", "91-120", "over 120"];
  expect(figureOf(row, buckets, 3)).toMatchObject({ bucket: "91-120", cents: 4 });
  expect(figureOf(row, buckets, null)).toMatchObject({ bucket: "", cents: 15 });
  expect(bucketWords("91-120")).toBe("91–120 days");
});

const amount = (owner: string, cents: number): QueueRow => ({
  claim_id: "clm_1",
  opening: "",
  number: "1",
  patient_id: "pat_1",
  patient: "",
  account: "",
  payer: "",
  service_on: "",
  charge_cents: 0,
  days: 0,
  open: { line: 1, owner, title: "", cents, step: "work", says: "", due_on: "", limit: "", since_on: "", reason: "", words: "" },
  lines: [{ n: 1, line_id: "lin_1", cents }],
  note: "",
  noted: "",
});

test("what is taken off a claim goes on its lines, as much as each has", () => {
  const two = (owner: string) => ({ ...amount(owner, 300), lines: [{ n: 1, line_id: "lin_1", cents: 100 }, { n: 3, line_id: "lin_3", cents: 200 }] });
  const of = (line_id: string, text: string) => ({ line_id, amount: text });
  expect(offLines(amount("us", 100), null)).toEqual([of("lin_1", "1.00")]);
  expect(offLines(two("us"), null)).toEqual([of("lin_1", "1.00"), of("lin_3", "2.00")]);
  expect(offLines(two("us"), "1.50")).toEqual([of("lin_1", "1.00"), of("lin_3", "0.50")]);
  expect(offLines(two("us"), "0.40")).toEqual([of("lin_1", "0.40")]);
  // Too much, and what is no amount: the core says so.
  expect(offLines(two("us"), "9.00")).toEqual([of("lin_1", "1.00"), of("lin_3", "8.00")]);
  expect(offLines(two("us"), "all")).toEqual([of("", "all")]);
  expect(offLines(two("patient"), null)).toEqual([of("", "3.00")]);
});

test("how a queue is sorted stands in its address", () => {
  const list: OpenList = { kind: "queue", name: "denied", sort: { column: "open", descending: true } };
  const read = readRoute(writeRoute(openListRoute(list, 4)));
  expect(openListOf({ ...read.with, queue: read.id ?? "" })).toEqual(list);
  expect(openAsk(list, 0).ask).toMatchObject({ name: "denied", sort: "amount", descending: true });
  expect(openAsk({ kind: "queue", name: "denied" }, 0).ask).toEqual({ name: "denied", from: 0 });
});

test("a patient's balance is discounted, another one written off, and never both at once", () => {
  expect(offKind(amount("patient", 100))).toBe("discount");
  expect(offKind(amount("us", 100))).toBe("write_off");
  expect(offBlocked([amount("us", 100), amount("1", 5)])).toBeNull();
  expect(offBlocked([amount("us", 100), amount("patient", 5)])).toMatch(/discount/);
  expect(offBlocked([amount("hold", 100)])).toMatch(/Release/);
  expect(offBlocked([amount("us", -100)])).toMatch(/owed back/);
});

test("an amount is sent with a plain minus, and a limit is told as it was set", () => {
  expect(amountText(123456)).toBe("1,234.56");
  expect(amountText(-50)).toBe("-0.50");
  expect(limitOf([{ role: "biller", amount: "100.00" }, { role: "owner", amount: "" }], "biller")).toBe("100.00");
  expect(limitOf([{ role: "owner", amount: "" }], "owner")).toBeNull();
  expect(limitOf(undefined, "biller")).toBeNull();
});
