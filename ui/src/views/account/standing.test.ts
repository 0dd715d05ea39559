import { expect, test } from "vitest";
import { moneyWords } from "#ui/strings/account";
import { grouped } from "#ui/views/account/standing";

const open = (line: number, cents: number, more: Readonly<Record<string, string>> = {}) => ({ line, owner: "us", title: "To work", cents, step: "work", limit: "", says: "Appeal", due_on: "2027-02-27", since_on: "", reason: "CO-97", words: "", ...more });

test("lines with the same next step stand together", () => {
  const groups = grouped([open(1, 50), open(2, 950), open(3, 1_000, { owner: "patient", title: "Patient" }), open(4, 1_000)]);
  expect(groups.map((group) => [group.open.title, group.lines, group.cents])).toEqual([
    ["To work", [1, 2, 4], 2_000],
    ["Patient", [3], 1_000],
  ]);
});

test("a credit is never netted with what is owed, and another reason stands alone", () => {
  expect(grouped([open(1, 500), open(2, -500), open(3, 100, { reason: "CO-16" })]).map((group) => group.cents)).toEqual([500, -500, 100]);
});

test("lines are named in runs", () => {
  expect(moneyWords.openLines("To work", [1, 2, 3, 4, 6])).toBe("To work, lines 1 to 4, 6");
  expect(moneyWords.openLines("To work", [1, 2])).toBe("To work, lines 1, 2");
  expect(moneyWords.openLines("Patient", [3])).toBe("Patient, line 3");
  expect(moneyWords.openLines("Patient", [])).toBe("Patient");
});
