import { expect, test } from "vitest";
import { isShift, looseOf, moneyWidth, movedOf, movedTo, pairOf, reasonsOf, splitOf } from "#ui/views/account/ledger";

const entry = (debit: string, credit: string, cents: number) => ({ to: debit, from: credit, debit, credit, line: 0, cents });

test("a visit is a charge", () => {
  expect(splitOf([entry("ar:1", "charges", 14_800), entry("ar:1", "charges", 18_600)])).toEqual({ charge: 33_400, payment: 0, adjusted: 0 });
});

test("a fee is a charge too, and its reversal takes it off there", () => {
  expect(splitOf([entry("ar:patient", "fee:returned_check", 2_500)])).toEqual({ charge: 2_500, payment: 0, adjusted: 0 });
  expect(splitOf([entry("fee:returned_check", "ar:patient", 2_500)])).toEqual({ charge: -2_500, payment: 0, adjusted: 0 });
});

test("an answer pays, and takes off", () => {
  const rows = [entry("clearing", "ar:1", 5_475), entry("adj:CO-45", "ar:1", 11_756), entry("adj:CO-45", "ar:1", 100)];
  expect(splitOf(rows)).toEqual({ charge: 0, payment: 5_475, adjusted: 11_856 });
  expect(reasonsOf(rows)).toEqual(["CO-45"]);
});

test("its reversal stands in the same columns with a minus", () => {
  expect(splitOf([entry("ar:1", "clearing", 5_475), entry("ar:1", "adj:CO-45", 11_756)])).toEqual({ charge: 0, payment: -5_475, adjusted: -11_756 });
});

test("what moves from a payer to the patient changes no column", () => {
  expect(splitOf([entry("ar:patient", "ar:1", 2_500)])).toEqual({ charge: 0, payment: 0, adjusted: 0 });
});

test("a payment of the whole claim that finds its lines is told from what changes hands", () => {
  expect(isShift([entry("ar:patient", "ar:patient", 500)])).toBe(true);
  expect(isShift([entry("ar:patient", "ar:patient", 500), entry("ar:patient", "ar:1", 100)])).toBe(false);
  expect(movedOf([entry("ar:patient", "ar:patient", 500), entry("ar:patient", "ar:1", 100)])).toBe(100);
  expect(isShift([])).toBe(false);
});

test("what changes hands says how much goes to whom, when it is one alone", () => {
  const to = (name: string, debit: string) => ({ ...entry(debit, "ar:1", 500), to: `Owed by ${name}` });
  expect(movedTo([to("the patient", "ar:patient"), to("the patient", "ar:patient")])).toBe("the patient");
  expect(movedTo([to("the patient", "ar:patient"), to("Cedarline HMO", "ar:2")])).toBeNull();
  expect(movedTo([entry("ar:2", "ar:1", 1)])).toBeNull();
});

test("a payment of which a part is on no claim", () => {
  const rows = [entry("cash", "ar:patient", 4_000), entry("cash", "unapplied", 1_000)];
  expect(splitOf(rows)).toEqual({ charge: 0, payment: 4_000, adjusted: 0 });
  expect(looseOf(rows)).toBe(1_000);
  expect(looseOf([entry("unapplied", "ar:patient", 600)])).toBe(-600);
});

test("discounts, write-offs and what was taken off twice are adjustments; opening balances are charges; what was paid before is paid", () => {
  expect(splitOf([entry("discount:hardship", "ar:patient", 1_000), entry("off:small_balance", "ar:1", 200), entry("ar:1", "twice", 50)])).toEqual({ charge: 0, payment: 0, adjusted: 1_150 });
  expect(splitOf([entry("ar:patient", "opening", 9_900), entry("before", "ar:1", 400)])).toEqual({ charge: 9_900, payment: 400, adjusted: 0 });
});

test("whatever a posting holds, its columns add up to what it adds", () => {
  const accounts = ["ar:1", "ar:patient", "charges", "adj:CO-45", "off:other", "discount:courtesy", "cash", "clearing", "provider:WO", "unapplied", "before", "opening", "twice"];
  for (const debit of accounts) {
    for (const credit of accounts) {
      const { charge, payment, adjusted } = splitOf([entry(debit, credit, 700)]);
      const adds = (debit.startsWith("ar:") ? 700 : 0) - (credit.startsWith("ar:") ? 700 : 0);
      expect(charge - payment - adjusted, `${debit} from ${credit}`).toBe(adds);
    }
  }
});

test("a reversal and what it reverses lead to each other", () => {
  const row = { id: "b", on: "", title: "", source: "act", source_id: "", part: 0, claim_id: "", number: "", service_on: "", cents: 0, balance_cents: 0, reverses: "", reversed_by: "", by: "", when: "", entries: [] };
  expect(pairOf({ ...row, reverses: "a" })).toBe("a");
  expect(pairOf({ ...row, reversed_by: "c" })).toBe("c");
  expect(pairOf(row)).toBe("");
  expect(pairOf(undefined)).toBe("");
});

test("a column is as wide as its largest figure", () => {
  expect(moneyWidth(12_345)).toBe(76);
  expect(moneyWidth(1_234_567)).toBeGreaterThan(80);
  expect(moneyWidth(123_456_789)).toBeGreaterThan(100);
  expect(moneyWidth(-123_456_789, true, 24)).toBeGreaterThan(moneyWidth(123_456_789));
});
