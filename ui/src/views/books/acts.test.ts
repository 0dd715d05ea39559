import { expect, test } from "vitest";
import type { ActView } from "#ui/api/generated";
import { readRoute, writeRoute } from "#ui/app/route";
import { noticedFirst } from "#ui/views/books/acts";
import { actFilterOf, actsRoute, booksPart } from "#ui/views/books/routes";

const act = (id: string): ActView => ({ id, kind: "payment", title: "", on: "", by: "", patient_id: "", patient: "", payer: "", cents: 0, unapplied_cents: 0, method: "", number: "", reason: "", text: "", taken_back: "", notice: "", looked: "", waits: false, approval: "", of_id: "", returned: false, deposit: "" });

test("what somebody should look at comes first, and nothing comes twice", () => {
  expect(noticedFirst([act("c")], [act("a"), act("b"), act("c")]).map((one) => one.id)).toEqual(["c", "a", "b"]);
  expect(noticedFirst([], [act("a")]).map((one) => one.id)).toEqual(["a"]);
});

test("the days stand in the address", () => {
  const route = actsRoute({ from: "2026-11-01", noticed: true });
  expect(writeRoute(route)).toBe("#/books/acts?from=2026-11-01&noticed=1");
  expect(actFilterOf(readRoute(writeRoute(route)))).toEqual({ from: "2026-11-01", to: "", noticed: true, kind: "" });
  expect(booksPart(route)).toBe("noticed");
  expect(booksPart(readRoute("#/books"))).toBe("proof");
});
