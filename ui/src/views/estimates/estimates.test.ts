import { expect, test } from "vitest";
import type { EstimateView } from "#ui/api/generated";
import { fromField, inField, newEstimate, oneMore, stateOf, withRoom } from "#ui/views/estimates/estimates";

test("a form has room for services, and keeps those that are there", () => {
  const texts = newEstimate("pat_1");
  expect(texts.lines.length).toBe(4);
  expect(oneMore(texts).lines.length).toBe(5);
  const five = { ...texts, lines: Array.from({ length: 5 }, (_, n) => ({ code: String(n), modifiers: "", units: "", charge: "" })) };
  expect(withRoom(five).lines).toEqual(five.lines);
});

test("lines are typed in one field", () => {
  expect(fromField("M17.12 left knee;  R05.1 ;")).toBe("M17.12 left knee\nR05.1");
  expect(inField("M17.12 left knee\nR05.1")).toBe("M17.12 left knee; R05.1");
});

test("an estimate is due until the patient has it", () => {
  const row: Pick<EstimateView, "replaced" | "given_on" | "due_on"> = { replaced: false, given_on: "", due_on: "2026-12-03" };
  expect(stateOf(row, "2026-12-03").state).toBe("due");
  expect(stateOf(row, "2026-12-04").state).toBe("late");
  expect(stateOf({ ...row, given_on: "2026-12-01" }, "2026-12-04").state).toBe("given");
  expect(stateOf({ ...row, due_on: "" }, "2026-12-04").state).toBe("waits");
  expect(stateOf({ ...row, replaced: true }, "2026-12-04").state).toBe("replaced");
});
