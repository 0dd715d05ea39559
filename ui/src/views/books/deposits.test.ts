import { expect, test } from "vitest";
import type { DepositItemView, HandRow } from "#ui/api/generated";
import { cannotCorrect, cannotMake, firstChosen, kept, sourcesOf, sumOf } from "#ui/views/books/deposits";

const row = (source: string, way: string, cents: number): HandRow => ({ source, on: "2026-11-30", way, title: source, who: "", account: "", cents });
const hand = [row("a", "bank", 4_000), row("b", "card", 2_500), row("c", "bank", 1_000)];
const item = (source: string, cents: number, now_cents: number): DepositItemView => ({ source, title: source, who: "", account: "", cents, now_cents, says: "" });

test("all that goes to the bank is chosen at first; without any, the cards", () => {
  expect([...firstChosen(hand)]).toEqual(["a", "c"]);
  expect([...firstChosen(hand.slice(1, 2))]).toEqual(["b"]);
  expect([...firstChosen([])]).toEqual([]);
});

test("what is chosen comes to its sum, and goes one way or is no deposit", () => {
  const bank = sumOf(hand, sourcesOf(hand, "bank"));
  expect([bank.cents, bank.way, cannotMake(bank)]).toEqual([5_000, "bank", null]);
  const both = sumOf(hand, new Set(["a", "b"]));
  expect([both.cents, both.way]).toEqual([6_500, null]);
  expect(cannotMake(both)).toMatch(/Make a deposit of each/);
  expect(cannotMake(sumOf(hand, new Set(["gone"])))).toMatch(/first$/);
});

test("a corrected deposit keeps what stands, as much of it as stands", () => {
  const items = [item("a", 4_000, 4_000), item("b", 2_500, 0), item("c", 1_000, 600)];
  expect(kept(items, new Set()).map((one) => one.source)).toEqual(["a", "c"]);
  expect(kept(items, new Set(["a"])).map((one) => one.source)).toEqual(["c"]);
  expect(cannotCorrect(items, new Set())).toBeNull();
  expect(cannotCorrect(items, new Set(["a", "c"]))).toMatch(/Take it apart/);
});

test("a deposit that stands as its slip says has nothing to correct, until something is left out", () => {
  const items = [item("a", 4_000, 4_000), item("c", 1_000, 1_000)];
  expect(cannotCorrect(items, new Set())).toMatch(/Nothing to correct/);
  expect(cannotCorrect(items, new Set(["c"]))).toBeNull();
});
