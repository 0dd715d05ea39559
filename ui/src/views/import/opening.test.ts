import { expect, test } from "vitest";
import type { OpeningChecked } from "#ui/api/generated";
import type { Texts } from "#ui/app/useDraft";
import { faultsOf, filledRows, isUntouched, leftOf, openingTexts, rowCount, rowOfField, withoutRow } from "#ui/views/import/opening";

const texts = {
  on: "t",
  ties_to: "100",
  "row.1.claim": "40001",
  "row.1.amount": "60",
  "row.2.owner": "patient",
  "row.3.patient": "Doe, Jane",
  "row.3.patient_id": "pat_1",
  "row.3.owner": "patient",
  "row.3.amount": "40",
};

const checked = (faults: OpeningChecked["faults"]): OpeningChecked => ({ says: ["", ""], faults, sum_cents: 6000, ties_to_cents: 10000, closes: false });
const fault = (claim: number | null, field: string, says: string) => ({ claim, line: null, provider: null, field, says });

test("a row counts once something was typed in it; whose it is does not", () => {
  expect(rowCount(texts)).toBe(3);
  expect(filledRows(texts)).toEqual([1, 3]);
  expect(isUntouched(texts)).toBe(false);
  expect(isUntouched({ on: "", ties_to: "", "row.1.owner": "2" })).toBe(true);
});

test("what was picked is sent by its id, what was typed as it is", () => {
  expect(openingTexts(texts)).toEqual({
    on: "t",
    ties_to: "100",
    rows: [
      { claim: "40001", patient: "", payer_id: "", owner: "1", amount: "60", service_on: "" },
      { claim: "", patient: "pat_1", payer_id: "", owner: "patient", amount: "40", service_on: "" },
    ],
  });
});

test("the rows beneath a row that was removed move up", () => {
  const after: Texts = { ...texts, ...withoutRow(texts, 1) };
  expect(filledRows(after)).toEqual([2]);
  expect(after["row.2.patient_id"]).toBe("pat_1");
  expect(after["row.3.amount"]).toBe("");
  expect(rowCount({ ...after, ...withoutRow(after, 2) })).toBe(0);
});

test("a fault stands at its row of the page, though empty rows are not sent", () => {
  const found = faultsOf(checked([fault(1, "service_on", "This is not a date.")]), { ...texts, "row.3.service": "13/13" }, null);
  expect([...found]).toEqual([["row.3.service", "This is not a date."]]);
});

test("what is still empty in the row being typed is not wrong yet", () => {
  const found = checked([fault(null, "ties_to", "Type the amount."), fault(0, "amount", "Type the amount."), fault(1, "claim", "No such claim.")]);
  const typed = { ...texts, ties_to: "", "row.1.amount": "", "row.3.claim": "9" };
  expect([...faultsOf(found, typed, 1).keys()]).toEqual(["row.3.claim"]);
  expect([...faultsOf(found, typed, 3).keys()]).toEqual(["row.1.amount", "row.3.claim"]);
  expect([...faultsOf(found, typed, null).keys()]).toEqual(["ties_to", "row.1.amount", "row.3.claim"]);
});

test("a payer that was typed and not taken from the list is wrong", () => {
  const found = faultsOf(checked([]), { ...texts, "row.1.payer": "Blue", "row.1.payer_id": "" }, 3);
  expect([...found.keys()]).toEqual(["row.1.payer"]);
});

test("a field tells its row, and what is left is the old total less the rows", () => {
  expect(rowOfField("row.12.amount")).toBe(12);
  expect(rowOfField("ties_to")).toBeNull();
  expect(leftOf(checked([]))).toBe(4000);
  expect(leftOf(null)).toBeNull();
});
