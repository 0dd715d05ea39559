import { describe, expect, test } from "vitest";
import type { SheetCheckView, SheetClaimView, SheetLineView, SheetTexts, SheetView } from "#ui/api/generated";
import { afterEnter, cellBeside, cellOf, placeOf } from "#ui/views/remits/cells";
import { bothSides, byRule, foundOn, relationOf, wrongCells } from "#ui/views/remits/findings";
import { LatestLast } from "#ui/views/remits/latestLast";
import { addClaim, addOwnLine, blankLine, dropClaim, filledIn, isBlank, newClaim, providerRows, putBack, readSheet, textAt, withCell, withCode } from "#ui/views/remits/sheetTexts";

const empty: SheetTexts = { id: "", version: 0, payer_id: "", method: "check", number: "", paid_on: "", amount: "", claims: [], provider: [] };

/** Two claims of two lines each, nothing typed. */
const two: SheetTexts = {
  ...empty,
  claims: [1, 2].map((part) => ({ ...newClaim(`clm_${part}`), part, lines: [blankLine(`a${part}`), blankLine(`b${part}`)] })),
};

function typed(texts: SheetTexts, cells: Readonly<Record<string, string>>): SheetTexts {
  return Object.entries(cells).reduce((sheet, [name, text]) => withCell(sheet, name, text), texts);
}

describe("cells", () => {
  test("a name and a place are the same thing", () => {
    expect(placeOf("claim.0.line.12.paid")).toEqual({ kind: "line", claim: 0, line: 12, field: "paid" });
    expect(placeOf("claim.3.status")).toEqual({ kind: "claim", claim: 3, field: "status" });
    expect(placeOf("provider.1.amount")).toEqual({ kind: "provider", row: 1, field: "amount" });
    expect(placeOf("paid_on")).toEqual({ kind: "head", field: "paid_on" });
  });

  test("a text goes to its cell and to no other", () => {
    const after = typed(two, { "claim.1.line.0.paid": "73.74", "claim.0.status": "22", amount: "90" });
    expect(textAt(after, "claim.1.line.0.paid")).toBe("73.74");
    expect(textAt(after, "claim.0.line.0.paid")).toBe("");
    expect([after.claims[0]?.status, after.amount]).toEqual(["22", "90"]);
    expect(withCell(after, "amount", "90")).toBe(after);
    expect(withCell(after, "claim.9.line.0.paid", "1")).toBe(after);
    expect(withCell(after, "nothing", "1")).toBe(after);
  });

  test("the empty provider row becomes one by its first letter, and goes when it says nothing", () => {
    const after = withCell(empty, "provider.0.code", "WO");
    expect(after.provider).toEqual([{ code: "WO", reference: "", amount: "" }]);
    expect(providerRows(after).length).toBe(2);
    expect(withCell(after, "provider.0.code", "").provider).toEqual([]);
    expect(withCell(empty, "provider.0.code", "")).toBe(empty);
  });

  test("Enter goes to the next amount and past what is computed", () => {
    const go = (name: string, cells: Readonly<Record<string, string>> = {}) => afterEnter(name, typed(two, cells));
    expect(go("claim.0.line.0.allowed")).toBe("claim.0.line.0.paid");
    // Paid as allowed: nothing is left to say.
    expect(go("claim.0.line.0.paid", { "claim.0.line.0.allowed": "92.18", "claim.0.line.0.paid": "92.18" })).toBe("claim.0.line.1.allowed");
    // Less: the patient's part is computed. Nothing allowed, or nobody said what: somebody has to say why.
    expect(go("claim.0.line.0.paid", { "claim.0.line.0.allowed": "92.18", "claim.0.line.0.paid": "73.74" })).toBe("claim.0.line.1.allowed");
    expect(go("claim.0.line.0.paid", { "claim.0.line.0.allowed": "92.18", "claim.0.line.0.paid": "0" })).toBe("claim.0.line.1.allowed");
    expect(go("claim.0.line.0.paid", { "claim.0.line.0.allowed": "0", "claim.0.line.0.paid": "0" })).toBe("claim.0.line.0.adjustments");
    expect(go("claim.0.line.0.paid", { "claim.0.line.0.paid": "73.74" })).toBe("claim.0.line.0.adjustments");
    expect(go("claim.0.line.0.paid", { "claim.0.line.0.allowed": "-90", "claim.0.line.0.paid": "-92" })).toBe("claim.0.line.0.adjustments");
    expect(go("claim.0.line.0.paid", { "claim.0.line.0.paid": "0", "claim.0.line.0.adjustments": "CO-97" })).toBe("claim.0.line.1.allowed");
    expect(go("claim.0.line.0.adjustments")).toBe("claim.0.line.1.allowed");
    // After the last line of the last claim comes the next claim.
    expect(go("claim.0.line.1.adjustments")).toBe("claim.1.line.0.allowed");
    expect(go("claim.1.line.1.remarks")).toBe("find");
    expect(go("find")).toBe("provider.0.code");
    expect(go("provider.0.code")).toBe("post");
    expect(go("amount")).toBe("claim.0.line.0.allowed");
    expect(afterEnter("amount", empty)).toBe("find");
    expect(go("payer_id")).toBe(null);
  });

  test("a line of the payer's own is asked for its code and its charge", () => {
    const own = addOwnLine(two, 0);
    expect(afterEnter("claim.0.line.1.remarks", own)).toBe("claim.0.line.2.code");
    expect(afterEnter("claim.0.line.2.code", own)).toBe("claim.0.line.2.charge");
    expect(afterEnter("claim.0.line.2.charge", own)).toBe("claim.0.line.2.allowed");
  });

  test("arrows walk the column, past the fields of a claim", () => {
    const names = ["method", "amount", "claim.0.line.0.allowed", "claim.0.line.0.paid", "claim.1.status", "claim.1.line.0.allowed", "claim.1.line.0.paid", "find", "provider.0.code"];
    expect(cellBeside(names, "claim.0.line.0.paid", "down")).toBe("claim.1.line.0.paid");
    expect(cellBeside(names, "claim.1.line.0.paid", "up")).toBe("claim.0.line.0.paid");
    expect(cellBeside(names, "claim.1.line.0.paid", "down")).toBe("find");
    expect(cellBeside(names, "find", "up")).toBe("claim.1.line.0.allowed");
    expect(cellBeside(names, "claim.1.status", "down")).toBe("claim.1.line.0.allowed");
    expect(cellBeside(names, "amount", "down")).toBe("claim.0.line.0.allowed");
    expect(cellBeside(names, "claim.0.line.0.paid", "right")).toBe("claim.1.status");
    expect(cellBeside(names, "method", "left")).toBe(null);
    expect(cellBeside(names, "provider.0.code", "down")).toBe(null);
  });

  test("a fault leads to the cell that mends it", () => {
    const fault = { claim: null, line: null, provider: null, field: "number" };
    expect(cellOf(fault)).toBe("number");
    expect(cellOf({ ...fault, field: "claims" })).toBe("find");
    expect(cellOf({ ...fault, provider: 1, field: "code" })).toBe("provider.1.code");
    expect(cellOf({ ...fault, claim: 2, field: "status" })).toBe("claim.2.status");
    expect(cellOf({ ...fault, claim: 2, line: 0, field: "paid" })).toBe("claim.2.line.0.paid");
  });
});

describe("texts", () => {
  test("a claim that was taken off comes back where it stood", () => {
    const before = two.claims[0];
    expect(before).toBeDefined();
    expect(before === undefined ? null : putBack(dropClaim(two, 0), 0, before)).toEqual(two);
    expect(isBlank(empty)).toBe(true);
    expect(isBlank(two)).toBe(false);
  });

  test("an answer fills in ids and lines, and takes no letter away", () => {
    const sent = addClaim(two, newClaim("clm_3"));
    const answer = { ...sent, claims: sent.claims.map((claim, n) => (n === 2 ? { ...claim, part: 3, lines: [blankLine("a3")] } : claim)) };
    // Meanwhile an amount was typed, and one more claim was put on the sheet, the same one again.
    const now = addClaim(typed(sent, { "claim.0.line.0.paid": "12" }), newClaim("clm_3"));
    const filled = filledIn(now, sent, answer);
    expect(filled.claims.map(({ part, lines }) => [part, lines.length])).toEqual([
      [1, 2],
      [2, 2],
      [3, 1],
      [0, 0],
    ]);
    expect(textAt(filled, "claim.0.line.0.paid")).toBe("12");
    expect(filledIn(two, two, two)).toBe(two);
    // It was taken off before the answer came.
    expect(filledIn(two, sent, answer)).toBe(two);
  });

  test("a claim without lines on the paper is answered as a whole", () => {
    const whole = withCell(two, "claim.1.paid", "50");
    expect([whole.claims[1]?.paid, whole.claims[1]?.lines.length]).toEqual(["50", 0]);
    expect(afterEnter("amount", dropClaim(whole, 0))).toBe("claim.0.paid");
    expect(afterEnter("claim.0.line.1.adjustments", whole)).toBe("claim.1.paid");
    expect(afterEnter("claim.1.remarks", whole)).toBe("find");
    // A charge that came back with a parked sheet was not typed, and follows the status.
    const back = typed(two, { "claim.1.line.0.charge": "148.00" });
    expect(withCell(back, "claim.1.paid", "50").claims[1]?.lines.length).toBe(0);
    expect(textAt(withCell(back, "claim.1.status", "22"), "claim.1.line.0.charge")).toBe("");
    // Where lines are typed they stay.
    const typedIn = typed(two, { "claim.1.line.0.paid": "5" });
    expect(withCell(typedIn, "claim.1.paid", "50").claims[1]?.lines.length).toBe(2);
  });

  test("a draft reads back as it was kept, and rubbish as none", () => {
    const sheet = typed(addOwnLine(two, 1), { "provider.0.code": "L6", "claim.0.interest": "1.20", number: "51007" });
    expect(readSheet(JSON.stringify(sheet))).toEqual(sheet);
    expect(readSheet("")).toBe(null);
    expect(readSheet("[1]")).toBe(null);
    expect(readSheet('{"claims":[{"lines":"x"},7]}')).toEqual({ ...empty, method: "", claims: [{ ...newClaim(""), lines: [] }] });
  });

  test("a picked reason stands behind those that are there", () => {
    expect(withCode("", "PR-1 ", false)).toBe("PR-1 ");
    expect(withCode("PR-1 5,", "CO-97 ", false)).toBe("PR-1 5, CO-97 ");
    expect(withCode("N130", "MA18", true)).toBe("N130 MA18");
  });
});

function line(paid: number | null, remainder: number): SheetLineView {
  return {
    line_id: "a",
    n: 1,
    service_on: "2026-07-03",
    code: "99213",
    modifiers: [],
    units: "1",
    charge_cents: 14_800,
    expected_cents: null,
    expected_paid_cents: null,
    expected_from: "",
    earlier_cents: 0,
    allowed_cents: null,
    paid_cents: paid,
    adjustments: [],
    remarks: [],
    remainder_cents: remainder,
  };
}

function claim(part: number, lines: readonly SheetLineView[]): SheetClaimView {
  return {
    part,
    claim_id: `clm_${part}`,
    number: `5${part}`,
    patient_id: "",
    patient: "Heronsdale, Jordan",
    born_on: "",
    account: "",
    service_on: "2026-07-03",
    order: 1,
    status: "primary",
    charge_cents: 14_800,
    paid_cents: 0,
    off_cents: 0,
    patient_cents: 0,
    work_cents: 0,
    balanced: false,
    left_out: false,
    before: [],
    after: [],
    lines: [...lines],
  };
}

function check(rule: number, part: number, of: number | null, holds = false, must = true): SheetCheckView {
  return { rule, part, line: of, left_cents: 1, right_cents: holds ? 1 : 2, holds, must, says: "It differs." };
}

function sheet(claims: readonly SheetClaimView[], checks: readonly SheetCheckView[], faults: SheetView["faults"] = []): SheetView {
  return {
    texts: empty,
    state: "open",
    posted: "",
    payer: "",
    amount_cents: 0,
    claims_cents: 0,
    provider_cents: 0,
    remainder_cents: 0,
    unanswered: 0,
    closes: false,
    claims: [...claims],
    provider: [],
    checks: [...checks],
    faults,
    parked: "",
    parked_id: "",
    twin: "",
    twin_id: "",
  };
}

describe("findings", () => {
  test("a line that is not answered is one finding, not every sum that follows from it", () => {
    const fault = { claim: 0, line: 1, provider: null, field: "paid", says: "Type what this line is paid, 0 for nothing." };
    const view = sheet([claim(1, [line(100, 0), line(null, 14_800)])], [check(1, 0, null), check(2, 1, null), check(3, 1, 1), check(4, 1, null)], [fault]);
    expect(foundOn(view).map(({ kind, title, cell }) => [kind, title, cell])).toEqual([["fix", "1 line to answer", "claim.0.line.1.allowed"]]);
  });

  test("a line that does not add up is told once, with its place", () => {
    const view = sheet([claim(1, [line(100, 0)]), claim(2, [line(100, 0), line(90, 5)])], [check(1, 0, null), check(2, 2, null), check(3, 2, 1)]);
    expect(foundOn(view).map(({ title, box, cell }) => [title, box, cell])).toEqual([["The line does not add up", "Claim 52, line 2", "claim.1.line.1.adjustments"]]);
  });

  test("the check that does not tie is told when nothing else is in the way, and looks come after", () => {
    const view = sheet([claim(1, [line(100, 0)])], [check(1, 0, null), check(11, 1, 0, false, false), check(5, 1, null, true)]);
    expect(foundOn(view).map(({ kind, cell }) => [kind, cell])).toEqual([
      ["fix", "amount"],
      ["check", "claim.0.line.0.paid"],
    ]);
  });

  test("the same check posted before is in the way, whatever else is", () => {
    const view = { ...sheet([claim(1, [line(100, 0)])], []), twin: "Check 51007 is posted already." };
    expect(foundOn(view).map(({ kind, title, says, cell }) => [kind, title, says, cell])).toEqual([["fix", "Posted already", "Check 51007 is posted already.", "number"]]);
  });

  test("what cannot be read is told at its cell", () => {
    const fault = { claim: 0, line: 0, provider: null, field: "paid", says: "An amount looks like 1,250.00. Key it again." };
    const view = { ...sheet([claim(1, [line(null, 0)])], [check(3, 1, 0)], [fault]), texts: withCell(two, "claim.0.line.0.paid", "ten") };
    expect(foundOn(view).map(({ title, says, cell }) => [title, says, cell])).toEqual([["An amount looks like 1,250.00", "Key it again.", "claim.0.line.0.paid"]]);
    expect([...wrongCells(view).keys()]).toEqual(["claim.0.line.0.paid"]);
  });

  test("rules are counted in the order of the paper", () => {
    expect(byRule([check(3, 1, 0, true), check(1, 0, null, true), check(3, 1, 1), check(11, 1, 1, false, false)])).toEqual([
      { rule: 1, holds: 1, all: 1, must: false },
      { rule: 3, holds: 1, all: 2, must: true },
      { rule: 11, holds: 0, all: 1, must: false },
    ]);
  });

  test("sides are equal, differ, or keep within a bound", () => {
    expect(relationOf({ rule: 1, left_cents: 5, right_cents: 5 })).toBe("=");
    expect(relationOf({ rule: 3, left_cents: 5, right_cents: 6 })).toBe("≠");
    expect(relationOf({ rule: 11, left_cents: 5, right_cents: 6 })).toBe("<");
    expect(relationOf({ rule: 7, left_cents: 5, right_cents: 0 })).toBe(">");
  });

  test("before and after stand side by side, whoever comes in or goes", () => {
    const of = (owner: string, cents: number) => ({ owner, title: owner, cents });
    expect(bothSides({ before: [of("1", 14_800)], after: [of("patient", 2_500), of("1", 0)] }).map(({ owner, before, after }) => [owner, before, after])).toEqual([
      ["1", 14_800, 0],
      ["patient", 0, 2_500],
    ]);
  });
});

test("questions are asked one at a time, the latest last, and a refused one holds nothing up", async () => {
  const asked: number[] = [];
  const answered: number[] = [];
  const failed: unknown[] = [];
  const waiting: (() => void)[] = [];
  const one = new LatestLast<number, number>(
    (ask) => {
      asked.push(ask);
      return new Promise((resolve, reject) => waiting.push(() => (ask === 3 ? reject(new RangeError("no")) : resolve(ask * 10))));
    },
    (answer) => answered.push(answer),
    (thrown) => failed.push(thrown),
  );
  one.ask(1);
  one.ask(2);
  one.ask(3);
  expect([asked, one.busy]).toEqual([[1], true]);
  waiting.shift()?.();
  await Promise.resolve();
  await Promise.resolve();
  one.ask(4);
  const settled = one.settled();
  waiting.shift()?.();
  await new Promise((resolve) => setTimeout(resolve));
  waiting.shift()?.();
  await settled;
  expect([asked, answered, failed.length, one.busy]).toEqual([[1, 3, 4], [10, 40], 1, false]);
});
