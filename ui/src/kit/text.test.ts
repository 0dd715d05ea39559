import { describe, expect, test } from "vitest";
import { countText } from "#ui/kit/count";
import { dayHint, dayText, longDayText, plusDays, weekdayText } from "#ui/kit/day";
import { centsText, dollarsText, moneyHint } from "#ui/kit/money";
import { plural } from "#ui/strings/plural";

test("money always has two decimals, and a minus as wide as a figure", () => {
  expect(centsText(125_050)).toBe("1,250.50");
  expect(centsText(0)).toBe("0.00");
  expect(centsText(-5)).toBe("\u22120.05");
  expect(centsText(123_456_789_01)).toBe("123,456,789.01");
  expect(dollarsText(-11_756)).toBe("\u2212$117.56");
  expect(countText(-1_204_118)).toBe("\u22121,204,118");
});

describe("a typed amount is echoed", () => {
  test.each([
    ["1250", 125_000],
    ["1,250.5", 125_050],
    ["125.5", 12_550],
    [".5", 50],
    ["-12.00", -1200],
    ["(12)", -1200],
    ["$40", 4000],
    ["0", 0],
    ["-0", 0],
    ["1.005", null],
    ["ten", null],
    ["", null],
    [".", null],
    ["-", null],
    ["12345678901", null],
  ])("%s", (typed, cents) => {
    expect(moneyHint(typed)).toBe(cents);
  });
});

describe("a typed day is echoed, the past preferred", () => {
  const today = "2026-11-24";
  test.each([
    ["t", "2026-11-24"],
    ["t-1", "2026-11-23"],
    ["-3", "2026-11-21"],
    ["+7", "2026-12-01"],
    ["T - 30", "2026-10-25"],
    ["73", "2026-07-03"],
    ["703", "2026-07-03"],
    ["1120", "2026-11-20"],
    ["0703", "2026-07-03"],
    ["1201", "2025-12-01"],
    ["7/3", "2026-07-03"],
    ["7/3/26", "2026-07-03"],
    ["070326", "2026-07-03"],
    ["07032026", "2026-07-03"],
    ["03/14/79", "1979-03-14"],
    ["2026-07-03", "2026-07-03"],
    ["229", "2024-02-29"],
    ["0230", null],
    ["1331", null],
    ["soon", null],
    ["7", null],
    ["12345", null],
    ["", null],
  ])("%s", (typed, day) => {
    expect(dayHint(typed, typed === "229" ? "2024-11-24" : today)).toBe(day);
  });
});

test("days are written with fixed width, and step over months and leap days", () => {
  expect(dayText("2026-07-03")).toBe("07/03/26");
  expect(longDayText("1931-07-03")).toBe("07/03/1931");
  expect(weekdayText("2026-11-24")).toBe("Tue 11/24/26");
  expect(plusDays("2024-02-28", 1)).toBe("2024-02-29");
  expect(plusDays("2026-01-01", -1)).toBe("2025-12-31");
  expect(dayText("not a day")).toBe("not a day");
});

test("a count chooses its noun", () => {
  expect(plural(1, "claim", "claims")).toBe("1 claim");
  expect(plural(0, "claim", "claims")).toBe("0 claims");
  expect(plural(1204, "claim", "claims")).toBe("1,204 claims");
});
