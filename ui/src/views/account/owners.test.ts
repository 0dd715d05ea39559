import { expect, test } from "vitest";
import { inPlaces, othersOf } from "#ui/views/account/owners";

const payer = (title: string, cents: number, owner = "1") => ({ owner, title, cents });

test("patient, hold and work have their places also at zero", () => {
  expect(inPlaces([payer("Blue Heron PPO", 23_425), { owner: "patient", title: "Patient", cents: 4_000 }])).toEqual([
    { key: "payer Blue Heron PPO", title: "Blue Heron PPO", cents: 23_425 },
    { key: "patient", title: null, cents: 4_000 },
    { key: "hold", title: null, cents: 0 },
    { key: "us", title: null, cents: 0 },
  ]);
});

test("a payer that is first here and second there is one payer", () => {
  expect(inPlaces([payer("Northfield PPO", 100), payer("Northfield PPO", 50, "2")])[0]).toMatchObject({ title: "Northfield PPO", cents: 150 });
});

test("many payers end in one sum, and all add up", () => {
  const owners = [payer("A", 1), payer("B", 200), payer("C", 30), payer("D", 4_000), { owner: "us", title: "To work", cents: 5 }];
  const shown = inPlaces(owners);
  expect(shown.map((one) => one.key)).toEqual(["payer D", "payer B", "others", "patient", "hold", "us"]);
  expect(shown.reduce((sum, one) => sum + one.cents, 0)).toBe(owners.reduce((sum, one) => sum + one.cents, 0));
});

test("what was denied does not wait for a payer, and what is owed back is no work of a denial", () => {
  const none = { payers_cents: 0, work_cents: 0, hold_cents: 0, credit_cents: 0 };
  expect(othersOf({ ...none, payers_cents: 150, work_cents: 84_425, credit_cents: -20 })).toEqual([
    { key: "payers", cents: 150 },
    { key: "us", cents: 84_425 },
    { key: "credit", cents: -20 },
  ]);
  expect(othersOf(none)).toEqual([{ key: "payers", cents: 0 }]);
});
