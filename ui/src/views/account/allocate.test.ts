import { expect, test } from "vitest";
import { allocate, amountFor, isTyped, type Typed } from "#ui/views/account/allocate";

const places = [
  { key: "a", room: 6_000 },
  { key: "b", room: 4_000 },
  { key: "c", room: 500 },
];
const nothing: Typed = () => "";
const at = (texts: Readonly<Record<string, string>>): Typed => (key) => texts[key] ?? "";
const parts = (typed: Typed, amount: number) => [...allocate(places, typed, amount).cents].sort();

test("the oldest is paid first, and what is left over stands on no claim", () => {
  expect(parts(nothing, 8_000)).toEqual([["a", 6_000], ["b", 2_000], ["c", 0]]);
  expect(allocate(places, nothing, 12_000)).toMatchObject({ placed: 10_500, left: 1_500 });
});

test("what was typed stands, and the others share the rest", () => {
  expect(parts(at({ b: "30" }), 10_000)).toEqual([["a", 6_000], ["b", 3_000], ["c", 500]]);
  expect(allocate(places, at({ b: "30" }), 10_000).left).toBe(500);
  expect(parts(at({ a: "0" }), 4_000)).toEqual([["a", 0], ["b", 4_000], ["c", 0]]);
});

test("more than there is shows as a minus, and nothing goes below zero", () => {
  expect(allocate(places, at({ a: "90" }), 5_000)).toMatchObject({ placed: 9_000, left: -4_000 });
  expect(parts(at({ a: "90" }), 5_000)).toEqual([["a", 9_000], ["b", 0], ["c", 0]]);
});

test("what cannot be read yet takes nothing", () => {
  const allocation = allocate(places, at({ a: "forty" }), 5_000);
  expect(allocation.cents.get("a")).toBeNull();
  expect(allocation.placed).toBe(4_500);
});

test("the core gets what was typed as it was typed, and nothing for a zero", () => {
  const typed = at({ a: "1,0.5", b: "0.00" });
  const allocation = allocate(places, typed, 1_200);
  expect(amountFor("a", typed, allocation)).toBe("1,0.5");
  expect(amountFor("b", typed, allocation)).toBe("");
  expect(amountFor("c", typed, allocation)).toBe("1.50");
  expect(amountFor("c", nothing, allocate(places, nothing, 100))).toBe("");
});

test("it is known whether somebody typed at a place", () => {
  expect(isTyped(places, nothing)).toBe(false);
  expect(isTyped(places, at({ c: "1" }))).toBe(true);
});
