import { expect, test } from "vitest";
import type { ActView } from "#ui/api/generated";
import { actName, actSentences, actState, isMoved, isPastAct } from "#ui/views/account/actState";

const act = (more: Partial<ActView>): ActView => ({
  id: "act_1",
  kind: "payment",
  title: "Patient payment, check",
  on: "2026-11-24",
  by: "Ana",
  patient_id: "pat_1",
  patient: "Rivera, Elena",
  payer: "",
  cents: 4_000,
  unapplied_cents: 0,
  method: "check",
  number: "1187",
  reason: "",
  text: "",
  taken_back: "",
  notice: "",
  looked: "",
  waits: false,
  approval: "",
  of_id: "",
  returned: false,
  deposit: "",
  ...more,
});

test("what simply stands says nothing besides", () => {
  expect(actState(act({})).says).toBe("stands");
  expect(actSentences(act({}))).toEqual([]);
  expect(isPastAct(act({}))).toBe(false);
  expect(actName(act({}))).toBe("Patient payment, check, 40.00, 11/24/26");
});

test("a refund waits, is approved, or is turned down", () => {
  const waits = act({ kind: "refund", waits: true, approval: "Waits for the word of an owner or practice admin; nothing is posted yet." });
  expect(actState(waits)).toEqual({ tone: "go", says: "waits" });
  expect(actSentences(waits).map(({ says }) => says)).toEqual([waits.approval]);
  const no = act({ kind: "refund", approval: "Turned down 11/24/26 10:00 by Ruth: paid twice? no" });
  expect([actState(no).says, isPastAct(no)]).toEqual(["turned down", true]);
  const yes = act({ kind: "refund", approval: "Approved 11/24/26 10:00 by Ruth" });
  expect([actState(yes).says, isPastAct(yes)]).toEqual(["stands", false]);
});

test("moved, taken back and sent back by the bank are told apart", () => {
  const moved = act({ taken_back: "Taken back 11/24/26 10:00 by Ana: moved to account 10317: twins" });
  expect([isMoved(moved), actState(moved).says]).toEqual([true, "moved"]);
  expect(actState(act({ taken_back: "Taken back 11/24/26 10:00 by Ana: not hers" })).says).toBe("taken back");
  expect(actState(act({ returned: true })).says).toBe("returned");
  expect(actState(act({ returned: true, notice: "Taken back by who took it." })).says).toBe("look");
});

test("the deposit it is in is said last", () => {
  expect(actSentences(act({ returned: true, deposit: "2026-1124" })).map(({ says }) => says)).toEqual(["The bank sent it back.", "In deposit 2026-1124"]);
});
