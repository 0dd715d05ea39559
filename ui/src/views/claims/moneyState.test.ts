import { expect, test } from "vitest";
import type { OpenView, StandingView } from "#ui/api/generated";
import { moneyState } from "#ui/views/claims/moneyState";

const open = (owner: string, cents: number, more: Partial<OpenView> = {}): OpenView => ({ line: 1, owner, title: "Cedarline HMO", cents, step: "wait", says: "", due_on: "", since_on: "", reason: "", words: "", ...more });
const answered = (of: readonly OpenView[], paid = 0): StandingView => ({
  claim_id: "clm_1",
  also: [],
  charge_cents: 10_000,
  payer_paid_cents: paid,
  patient_paid_cents: 0,
  off_cents: 0,
  open_cents: 0,
  patient_owes_cents: 0,
  because: "",
  owners: [],
  open: [...of],
  lines: [],
  answers: [{ remittance_id: "rem_1", part: 1, title: "Check 7", on: "2026-07-14", paid_cents: paid }],
});
const says = (of: readonly OpenView[], paid = 0) => moneyState(answered(of, paid))?.says;

test("before a payer answers, the paper says where the claim stands", () => {
  expect(moneyState(undefined)).toBeNull();
  expect(moneyState({ ...answered([open("1", 100)]), answers: [] })).toBeNull();
});

test("what is denied comes before what waits, and what waits before what the patient owes", () => {
  const denied = open("us", 100, { reason: "CO-97" });
  expect(says([open("patient", 5), open("2", 5), denied])).toBe("Denied");
  expect(says([open("us", 100)])).toBe("To work");
  expect(says([open("patient", 5), open("2", 5)])).toBe("With Cedarline HMO");
  expect(says([open("2", 5, { step: "send" })])).toBe("To send to Cedarline HMO");
  expect(says([open("patient", 5)])).toBe("Patient owes");
});

test("with nothing owed it is paid, or closed, or something is owed back", () => {
  expect(says([], 4_000)).toBe("Paid");
  expect(says([])).toBe("Closed");
  expect(says([open("us", -100)], 4_000)).toBe("Owed back");
});
