import { expect, test } from "vitest";
import type { RunRow, StatementRun } from "#ui/api/generated";
import { centsOf, isPending, runLines } from "#ui/views/statements/runRows";

const row = (account: string, goes: boolean, code: string): RunRow => ({
  account,
  number: "1",
  name: account,
  goes,
  desk: goes,
  code,
  why: "",
  due_cents: goes ? 100 : 0,
  over_cents: 0,
  balance_cents: code === "payer_pending" ? 0 : 100,
  pending_cents: code === "payer_pending" ? 700 : 0,
  visits: 1,
  service_on: "",
  since_on: "",
  last_on: "",
  language: "en",
});

const run: StatementRun = {
  on: "2026-11-30",
  due_on: "2026-12-21",
  groups: [
    { code: "new", title: "First notice", goes: true, count: 2, cents: 200, pending_cents: 0 },
    { code: "cycle", title: "Sent a short while ago", goes: false, count: 1, cents: 100, pending_cents: 0 },
  ],
  rows: [row("a", true, "new"), row("b", true, "new"), row("c", false, "cycle")],
  goes: 2,
  goes_cents: 200,
  total_cents: 300,
  ledger_cents: 300,
};

test("groups are listed closed, and show their accounts when open", () => {
  expect(runLines(run, new Set()).map((line) => line.key)).toEqual(["goes", "goes new", "stays", "stays cycle"]);
  expect(runLines(run, new Set(["goes new"])).map((line) => line.key)).toEqual(["goes", "goes new", "a", "b", "stays", "stays cycle"]);
});

test("what payers have to answer for is listed and is no sum of the patients'", () => {
  const waits = row("d", false, "payer_pending");
  const group = { code: "payer_pending", title: "A payer has still to answer", goes: false, count: 1, cents: 0, pending_cents: 700 };
  const lines = runLines({ ...run, groups: [...run.groups, group], rows: [...run.rows, waits] }, new Set(["stays payer_pending"]));
  expect(lines.find((line) => line.kind === "half" && !line.goes)).toMatchObject({ count: 2, cents: 100 });
  expect(centsOf(waits)).toBe(700);
  expect(lines.filter(isPending).map((line) => line.key)).toEqual(["stays payer_pending", "d"]);
});

test("what is not there has no heading", () => {
  const none = { ...run, groups: run.groups.filter((group) => group.goes) };
  expect(runLines(none, new Set()).map((line) => line.key)).toEqual(["goes", "goes new"]);
});
