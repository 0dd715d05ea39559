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

test("what was denied does not wait for a payer", () => {
  const us = { owner: "us", title: "To work", cents: 84_425 };
  expect(othersOf([payer("A", 100), payer("B", 50, "2"), { owner: "patient", title: "Patient", cents: 7 }, us])).toEqual([
    { key: "payers", cents: 150 },
    { key: "us", cents: 84_425 },
  ]);
  expect(othersOf([])).toEqual([{ key: "payers", cents: 0 }]);
});
