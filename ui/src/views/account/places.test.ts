import { expect, test } from "vitest";
import { credits, isFee, needsWord, openPlaces, oursOf, owed, payable, payableFrom, payerCredits, payersOf, roomOf } from "#ui/views/account/places";

const row = (number: string, cents: number) => ({ claim_id: `clm_${number}`, opening: "", number, service_on: "2026-07-14", since_on: "2026-08-03", cents, because: "Deductible" });
const owes = {
  owes_cents: 9_000,
  payers_cents: 100,
  work_cents: 0,
  hold_cents: 0,
  credit_cents: 0,
  account: "",
  unapplied_cents: 0,
  account_credit_cents: 0,
  account_owes_cents: 0,
  rows: [row("1", 8_000), { ...row("", 1_000), claim_id: "", opening: "act_7" }, row("2", 0), row("3", -500)],
};
const open = (owner: string, line: number, cents: number) => ({ line, owner, title: owner, cents, step: "work", says: "Call the payer", due_on: "", limit: "", since_on: "2026-08-03", reason: "", words: "" });
const standing = {
  claim_id: "clm_1",
  also: [],
  charge_cents: 33_400,
  payer_paid_cents: 0,
  patient_paid_cents: 0,
  before_cents: 0,
  off_cents: 0,
  open_cents: 24_000,
  patient_owes_cents: 8_000,
  because: "",
  owners: [{ owner: "patient", title: "Patient", cents: 8_000 }, { owner: "2", title: "Cedarline HMO", cents: 1_200 }],
  open: [open("patient", 1, 8_000), open("2", 1, 1_200), open("us", 2, 14_800), open("us", 3, -700)],
  answers: [],
  lines: [1, 2, 3].map((n) => ({ line_id: `lin_${n}`, n, code: "99213", charge_cents: 0, paid_cents: 0, off_cents: 0, open_cents: 0 })),
};

test("what is owed can be paid, and what waits may be paid ahead", () => {
  expect(payable(owes).map((place) => [place.key, place.room])).toEqual([["clm_1", 8_000], ["act_7", 1_000], ["clm_2", 0]]);
  expect(owed(owes).map((place) => place.key)).toEqual(["clm_1", "act_7"]);
  expect(payable(owes)[1]?.row).toEqual({ claim_id: "", line_id: "", opening: "act_7", owner: "patient" });
});

test("what is owed to the patient can be given back", () => {
  expect(credits(owes).map((place) => [place.key, place.room, place.open])).toEqual([["clm_3", 500, -500]]);
});

test("a payment that is begun at a claim goes there first, up to all that is open", () => {
  const from = { id: "clm_1", number: "1", service_on: "", standing };
  expect(payableFrom(owes, from).map((place) => [place.key, place.room])).toEqual([["clm_1", 24_000], ["act_7", 1_000], ["clm_2", 0]]);
  const other = { id: "clm_9", number: "9", service_on: "2026-07-01", standing: { ...standing, claim_id: "clm_9", open_cents: 2_500 } };
  expect(payableFrom(owes, other)[0]).toMatchObject({ key: "clm_9", number: "9", room: 2_500, open: 0 });
});

test("of a claim ours is written off first, with its line; neither credits nor what is the patient's", () => {
  const places = openPlaces(standing);
  expect(places.map((place) => place.key)).toEqual(["us-2-2", "2-1-1"]);
  expect(places[0]?.row).toEqual({ claim_id: "clm_1", line_id: "lin_2", opening: "", owner: "us" });
  expect(oursOf(places)).toBe(14_800);
  expect(roomOf(places)).toBe(16_000);
  expect(payerCredits(standing).map((place) => [place.key, place.room])).toEqual([["us-3-3", 700]]);
});

test("the payers of a visit are those with open dollars and those that the claim names", () => {
  expect(payersOf(standing, [{ order: 1, payer: "Blue Heron PPO" }, { order: 2, payer: "Cedarline" }])).toEqual([
    { owner: "1", title: "Blue Heron PPO" },
    { owner: "2", title: "Cedarline HMO" },
  ]);
});

test("a fee of ours is told from what was open before these books", () => {
  expect(isFee({ opening: "act_1", because: "Our fee: returned check." })).toBe(true);
  expect(isFee({ opening: "act_1", because: "Open when the books began." })).toBe(false);
  expect(isFee({ opening: "", because: "Our fee: returned check." })).toBe(false);
});

test("a refund over what the role gives back alone needs a word; no limit, or none read, needs none", () => {
  const limits = [
    { role: "biller", refund: "5.00" },
    { role: "owner", refund: "" },
  ];
  expect([500, 501].map((cents) => needsWord(limits, "biller", cents))).toEqual([false, true]);
  expect(needsWord([{ role: "biller", refund: "0.00" }], "biller", 1)).toBe(true);
  expect(needsWord(limits, "owner", 99_999)).toBe(false);
  expect(needsWord(undefined, "biller", 99_999)).toBe(false);
});
