import { expect, test } from "vitest";
import { proofToShow } from "#ui/views/books/proof";

const quick = { agrees: true, says: "", sums: [], breaks: [], owners: [], ar_cents: 14_845_680, adrift: 0, postings: 61_204, entries: 0, whole: false };
const whole = { ...quick, entries: 190_000, agrees: false, breaks: ["Claim 49192"], whole: true };

test("what the proof of everything said holds until the books change", () => {
  expect(proofToShow(quick, whole)).toBe(whole);
  expect(proofToShow({ ...quick, postings: 61_205 }, whole)).toMatchObject({ whole: false, postings: 61_205 });
  expect(proofToShow(quick, null)).toBe(quick);
  expect(proofToShow(undefined, whole)).toBeUndefined();
});
