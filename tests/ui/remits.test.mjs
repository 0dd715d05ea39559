// Paper remittances with the keyboard alone: a sheet of five claims is keyed in no more keys than it may
// take, posted, taken back, posted again; the same check twice is refused; a payment is taken back beside
// its correction; a sheet that does not tie is parked and comes back.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { everyClaim, raise } from "./stage.mjs";

let stage;
before(async () => {
  stage = await raise();
  await stage.openDemo();
  // Every key that a person presses, the held ones too; what the page plays to itself is not trusted.
  await stage.page.evaluate(() => {
    window.pressed = 0;
    window.addEventListener("keydown", (event) => (window.pressed += event.isTrusted ? 1 : 0), true);
  });
});
after(() => stage?.close());

const call = (name, ask) => stage.call(name, ask);
const named = (name) => stage.page.locator(`[name="${name}"]`);
const at = (name) => stage.until((name) => document.activeElement?.getAttribute("name") === name, name);
/** As a biller types it: `92.18`, `128.6`, `90`. */
const text = (cents) => String(cents / 100);

const payer = "Blue Quillon Health Plan";

async function payerId() {
  const { rows } = await call("register", {});
  return rows.find((row) => row.kind === "payer" && row.name === payer).id;
}

/** A claim as a sheet of this payer would have it. */
async function answered(payer_id, claim_id) {
  const claim = { part: 0, claim_id, status: "", control_number: "", patient_part: "", interest: "", remarks: "", forwarded_to: "", adjustments: "", paid: "", lines: [] };
  return (await call("check_sheet", { id: "", version: 0, payer_id, method: "check", number: "", paid_on: "", amount: "", claims: [claim], provider: [] })).claims[0];
}

/** Claims of two lines that four letters of the name find at once, and those letters. */
async function paper(count) {
  const id = await payerId();
  const found = [];
  const letters = new Set();
  for (let from = 0; from < 3_000; from += 500) {
    const { rows } = await call("claims", { filter: everyClaim, sort: "service", descending: true, from, count: 500, more: false });
    for (const row of rows.filter((row) => row.payer === payer)) {
      const typed = row.patient.slice(0, 4).toLowerCase();
      if (letters.has(typed) || !/^[a-z]{4}$/.test(typed)) {
        continue;
      }
      letters.add(typed);
      const top = (await call("sheet_claims", { payer_id: id, text: typed })).rows[0];
      const { lines } = top === undefined || !top.waits ? { lines: [] } : await answered(id, top.claim_id);
      if (lines.length === 2 && lines.every((line) => line.earlier_cents === 0)) {
        found.push({ id: top.claim_id, number: top.number, typed, charges: lines.map((line) => line.charge_cents) });
      }
      if (found.length === count) {
        return found;
      }
    }
  }
  throw new Error(`the demo has ${found.length} such claims`);
}

/** The row of the list with this number. */
async function listed(number) {
  return (await call("remittances", { text: number, from: 0 })).rows[0];
}

async function openList() {
  await stage.press("Control+8");
  await stage.see(stage.page.getByRole("grid", { name: "Remittances" }));
}

/** Opens the remittance of this number from the list. */
async function openListed(number) {
  await stage.press("/");
  await stage.type(number);
  await stage.page.waitForFunction((number) => document.querySelector("[role=grid] [data-row='0'] .code")?.textContent === number && document.querySelector("[role=grid] [data-row='1']") === null, number);
  await stage.press("Enter");
}

async function openNew() {
  await openList();
  await stage.press("F8");
  await at("payer_id");
}

/** Types the check at the head of a new sheet. */
async function head(number, cents) {
  await stage.type("quil");
  await stage.press("Enter");
  await stage.type(number);
  await stage.press("Enter");
  await stage.type("1120");
  await stage.press("Enter");
  await stage.type(text(cents));
  await stage.press("Enter");
}

let five;
test("five claims of two lines take at most 175 keys, as fast as one can type", async () => {
  five = (await paper(5)).map((claim, n) => ({
    ...claim,
    // The second line of the third claim leaves a part to the patient, which is computed.
    lines: claim.charges.map((charge, line) => ({ allowed: Math.round(charge * 0.062) * 10, paid: Math.round(charge * 0.062) * 10 - (n === 2 && line === 1 ? 500 : 0) })),
  }));
  const sum = five.flatMap((claim) => claim.lines).reduce((total, line) => total + line.paid, 0);
  await openList();
  await stage.see(stage.page.locator("[role=grid]"));
  await stage.press("F8");
  await at("payer_id");
  await stage.look("sheet-new");
  await stage.page.evaluate(() => (window.pressed = 0));
  // No pause anywhere: whatever is typed before an answer comes is kept for where it belongs.
  await head("51007", sum);
  for (const claim of five) {
    await stage.type(claim.typed);
    await stage.press("Enter");
    for (const { allowed, paid } of claim.lines) {
      await stage.type(text(allowed));
      await stage.press("Enter");
      await stage.type(text(paid));
      await stage.press("Enter");
    }
  }
  await at("find");
  await stage.see(stage.button(/Post check/));
  assert.equal(await stage.page.locator(".remit-claim").count(), 5);
  await stage.look("sheet-five");
  await stage.press("Control+Enter");
  await stage.see(stage.page.getByRole("grid", { name: "Remittances" }));
  await stage.see("Posted check 51007");
  await stage.until(() => document.activeElement?.matches(".toolbar .btn.primary") === true, null);
  const keys = await stage.page.evaluate(() => window.pressed);
  assert.ok(keys <= 175, `${keys} keys`);
  const row = await listed("51007");
  assert.deepEqual([row.state, row.claims, row.amount_cents, row.remainder_cents], ["posted", 5, sum, 0]);
  const { claims } = await call("sheet", { id: row.id });
  assert.deepEqual(
    claims.map((claim) => [claim.number, claim.lines.map((line) => [line.allowed_cents, line.paid_cents])]),
    five.map((claim) => [claim.number, claim.lines.map((line) => [line.allowed, line.paid])]),
  );
  assert.deepEqual(
    claims[2].lines[1].adjustments.map((one) => [one.code.slice(0, 2), one.cents, one.computed]),
    [
      ["CO", five[2].charges[1] - five[2].lines[1].allowed, true],
      ["PR", 500, true],
    ],
  );
  assert.deepEqual((await call("drafts", {})).drafts, []);
});

test("undo parks the check again, and redo posts it", async () => {
  await stage.press("Control+z");
  await stage.see("Taken back: post check 51007");
  assert.equal((await listed("51007")).state, "parked");
  await stage.press("Control+Shift+z");
  await stage.see("Done again: post check 51007");
  assert.equal((await listed("51007")).state, "posted");
});

test("the same check a second time is refused with the first one's name", async () => {
  const { posted } = await call("remittances", { text: "", from: 0 });
  await openNew();
  const { amount_cents, id } = await listed("51007");
  await head("51007", amount_cents);
  await at("find");
  await stage.see(stage.page.locator(".remit-says .status.bad"));
  await stage.look("sheet-twin");
  assert.match(await stage.page.locator(".remit-says .status.bad").textContent(), /51007/);
  assert.equal(await stage.page.locator(".remit-says a").getAttribute("href"), `#/remits/${id}`);
  for (const { number, lines } of five) {
    await stage.type(number);
    await stage.press("Enter");
    for (const { allowed, paid } of lines) {
      await stage.type(text(allowed));
      await stage.press("Enter");
      await stage.type(text(paid));
      await stage.press("Enter");
    }
  }
  await at("find");
  await stage.press("Control+Enter");
  await stage.see(stage.page.locator(".toast").filter({ hasText: "51007" }));
  assert.equal((await call("remittances", { text: "", from: 0 })).posted, posted);
  await stage.press("Control+k");
  await stage.type("Forget the draft");
  await stage.press("Enter");
  await stage.see(stage.page.getByRole("grid", { name: "Remittances" }));
});

test("one claim is taken back and posted again, then the whole check, which is corrected and posted", async () => {
  await openListed("51007");
  await stage.see(stage.page.getByRole("grid", { name: "What was posted" }));
  await stage.see(stage.page.locator("[data-row='3']"));
  await stage.press("ArrowDown", "ArrowDown", "ArrowDown");
  await stage.look("remittance-posted");
  await stage.press("u");
  await stage.see(`Took back claim ${five[1].number}`);
  assert.equal((await listed("51007")).left_out, 1);
  await stage.look("remittance-claim-out");
  await stage.press("r");
  await stage.see(`Posted claim ${five[1].number} again`);
  assert.equal((await listed("51007")).left_out, 0);
  await stage.press("b");
  await stage.see(stage.page.getByRole("heading", { name: "Certificate" }));
  await stage.look("certificate");
  await stage.press("Escape", "Shift+U");
  await stage.see("Took back check 51007");
  await at("find");
  assert.equal((await listed("51007")).state, "parked");
  // Up into the last line, and along it: the paid amount is put right, and the check with it.
  await stage.press("ArrowUp", "ArrowRight");
  await at("claim.4.line.1.paid");
  const less = five[4].lines[1].paid - 100;
  await stage.type(text(less));
  await stage.press("Enter");
  await stage.see(stage.button(/1 to fix/));
  await stage.press("Control+Enter");
  await at("amount");
  await stage.look("sheet-does-not-tie");
  await stage.type(text((await listed("51007")).amount_cents - 100));
  await stage.press("Control+Enter");
  await stage.see(stage.page.getByRole("grid", { name: "Remittances" }));
  const row = await listed("51007");
  assert.deepEqual([row.state, row.remainder_cents], ["posted", 0]);
});

test("what is expected is taken with Enter", async () => {
  const [again] = five;
  await openNew();
  await head("51010", 100_00);
  await stage.type(again.number);
  await stage.press("Enter");
  await at("claim.0.line.0.allowed");
  const taken = async (cell, next) => {
    await stage.page.waitForFunction((name) => document.querySelector(`[name='${name}']`)?.getAttribute("placeholder") !== null, cell);
    const expected = await named(cell).getAttribute("placeholder");
    await stage.press("Enter");
    await at(next);
    assert.equal(await named(cell).inputValue(), expected);
  };
  await taken("claim.0.line.0.allowed", "claim.0.line.0.paid");
  await taken("claim.0.line.0.paid", "claim.0.line.1.allowed");
  await stage.look("sheet-expected");
  // Left with Escape the draft stays, a reload and a lock give it back, and Today leads to it.
  await stage.type("12.34");
  await stage.press("Control+l");
  await stage.see(stage.page.getByLabel(/^Password of/));
  await stage.press("Alt+d", "Enter");
  await stage.until(() => document.querySelector("[name='claim.0.line.1.allowed']")?.value.startsWith("12.34"));
  await stage.press("Control+1");
  await stage.see(stage.page.getByRole("link", { name: "New sheet" }));
  await openList();
  await stage.see(/New sheet, half typed/);
  await stage.press("F8");
  await stage.until(() => document.querySelector("[name='claim.0.line.1.allowed']")?.value.startsWith("12.34"));
});

test("a claim that its payer answered before is pointed at, with the first check and its day", async () => {
  const [again] = five;
  await stage.see(stage.page.locator(".inspector").getByText("Answered before"));
  await stage.see(new RegExp(`Claim ${again.number} was answered on check 51007 of \\d\\d/\\d\\d/\\d\\d already`));
  await stage.look("sheet-answered");
});

test("a sheet that does not tie is parked, comes back as it was, and leads to what is missing", async () => {
  await stage.press("F6");
  await at("find");
  await stage.press("Control+s");
  await stage.see(stage.page.getByRole("grid", { name: "Remittances" }));
  await stage.see("Parked the sheet of check 51010");
  const row = await listed("51010");
  assert.equal(row.state, "parked");
  // Parked ones stand first.
  await stage.see(stage.page.locator("[data-row='0']").filter({ hasText: "Parked" }));
  await stage.look("remittances");
  await openListed("51010");
  await stage.see(stage.button(/to fix/));
  await stage.press("F4");
  await at("claim.0.line.1.allowed");
  await stage.press("Enter");
  await at("claim.0.line.1.paid");
  await stage.type("0");
  await stage.press("Tab");
  await at("claim.0.line.1.adjustments");
  await stage.type("pr-1 12.34");
  await stage.press("Enter");
  await at("find");
  // More of the claim, by its key: interest, and what the payer calls it.
  await stage.press("ArrowUp", "Alt+d");
  await at("claim.0.status");
  await stage.press("Enter");
  await stage.type("NM-88");
  await stage.press("Enter", "Enter");
  await stage.type("1.20");
  await stage.press("Enter");
  await stage.look("sheet-claim-more");
  // What belongs to no claim.
  await stage.press("Alt+p");
  await at("provider.0.code");
  await stage.type("wo");
  await stage.see(stage.page.getByRole("option").filter({ hasText: "WO" }));
  await stage.press("Enter");
  await at("provider.0.reference");
  await stage.press("Enter");
  await stage.type("-5");
  await stage.press("Enter");
  await stage.look("sheet-provider");
  await stage.press("Control+s");
  await stage.see(stage.page.getByRole("grid", { name: "Remittances" }));
  const { texts } = await call("sheet", { id: row.id });
  assert.deepEqual([texts.claims[0].control_number, texts.claims[0].interest, texts.provider.map((one) => [one.code, one.amount])], ["NM-88", "1.20", [["WO", "-5.00"]]]);
  await stage.press("/");
  await stage.type("51010");
  await stage.see(stage.page.locator("[data-row='0']").filter({ hasText: "51010" }));
  await stage.press("ArrowDown", "Delete");
  await stage.see("Removed the parked sheet 51010");
  assert.equal(await listed("51010"), undefined);
});

test("a payment is taken back beside its correction, a reason is found in words, a line is the payer's own", async () => {
  const [claim] = five;
  const [one, two] = claim.lines;
  await openNew();
  await head("51011", 1_000);
  await stage.type(claim.number);
  await stage.press("Enter");
  await at("claim.0.line.0.allowed");
  await stage.press("Alt+d");
  await at("claim.0.status");
  await stage.type("22");
  await stage.press("Alt+d");
  await at("claim.0.line.0.allowed");
  // As the paper has it, without a sign: a takeback is meant.
  for (const { allowed, paid } of claim.lines) {
    await stage.type(text(allowed));
    await stage.press("Enter");
    await stage.type(text(paid));
    await stage.press("Enter");
  }
  await at("find");
  await stage.type(claim.number);
  await stage.press("Enter");
  await at("claim.1.line.0.allowed");
  await stage.type(text(one.allowed + 1_000));
  await stage.press("Enter");
  await stage.type(text(one.paid + 1_000));
  await stage.press("Enter");
  await stage.type(text(two.allowed));
  await stage.press("Enter");
  await stage.type(text(two.paid));
  await stage.press("Enter");
  await at("find");
  await stage.see(stage.button(/Post check/));
  await stage.look("sheet-takeback");
  // A line of the payer's own comes and goes; so does a whole claim.
  await stage.press("ArrowUp", "Alt+l");
  await at("claim.1.line.2.code");
  await stage.type("36416");
  await stage.press("Enter");
  await stage.type("10");
  await stage.press("Enter", "Enter");
  await stage.type("0");
  await stage.press("Enter");
  await at("claim.1.line.2.adjustments");
  await stage.press("Alt+r");
  await stage.see(stage.page.getByRole("heading", { name: "Reasons of an adjustment" }));
  await stage.type("97");
  await stage.see(stage.page.getByRole("option").filter({ hasText: "97" }));
  await stage.look("sheet-reasons");
  await stage.press("Enter");
  await at("claim.1.line.2.adjustments");
  await stage.type("10");
  assert.equal(await named("claim.1.line.2.adjustments").inputValue(), "CO-97 10");
  await stage.look("sheet-own-line");
  await stage.press("Alt+x");
  await stage.see("Took the line off the sheet");
  assert.equal(await stage.page.locator(".remit-claim").nth(1).locator(".remit-line").count(), 2);
  await stage.press("F6", "ArrowUp", "Alt+x");
  await stage.see(`Took claim ${claim.number} off the sheet`);
  assert.equal(await stage.page.locator(".remit-claim").count(), 1);
  await stage.press("Alt+z");
  await stage.see(stage.page.locator(".remit-claim").nth(1));
  await stage.see(stage.button(/Post check/));
  await stage.press("Control+Shift+Enter");
  // Posted, and on to the next paper.
  await stage.see("Posted check 51011");
  await stage.page.waitForFunction(() => document.querySelector("[name=number]")?.value === "" && document.activeElement?.getAttribute("name") === "payer_id");
  const row = await listed("51011");
  assert.deepEqual([row.state, row.amount_cents, row.remainder_cents], ["posted", 1_000, 0]);
  const { claims } = await call("sheet", { id: row.id });
  assert.deepEqual(
    claims.map((of) => [of.status, of.paid_cents]),
    [
      ["takeback", -(one.paid + two.paid)],
      ["primary", one.paid + two.paid + 1_000],
    ],
  );
  await stage.press("Escape");
  await stage.see(stage.page.getByRole("grid", { name: "Remittances" }));
});

test("a sheet that comes back shows its claims, each with its answer in its head, and no figure over another", async () => {
  await openList();
  await openListed("E04102292");
  await stage.see(stage.button(/Post check/));
  const { texts } = await call("sheet", { id: (await listed("E04102292")).id });
  for (const [n, { control_number }] of texts.claims.entries()) {
    await stage.see(stage.page.locator(".remit-claim").nth(n).locator(".remit-claim-head").filter({ hasText: control_number }));
  }
  assert.equal(await stage.page.locator(".claim-more").count(), 0);
  for (const width of [1280, 1100, 1920]) {
    await stage.page.setViewportSize({ width, height: 800 });
    const over = await stage.page.evaluate(() =>
      [...document.querySelectorAll(".reasons")].flatMap((row) => {
        const parts = [...row.querySelectorAll(".reason .code, .reason .money")].map((one) => one.getBoundingClientRect());
        const end = row.getBoundingClientRect().right + 1;
        return parts.filter((box, n) => end < box.right || box.right > (parts[n + 1]?.left ?? end) + 1).map(() => row.textContent);
      }),
    );
    assert.deepEqual(over, [], `at ${width}`);
  }
  await stage.page.setViewportSize({ width: 1280, height: 800 });
  await stage.look("sheet-parked");
  await stage.press("ArrowUp", "Alt+d");
  await at(`claim.${texts.claims.length - 1}.status`);
  await stage.press("Escape");
  await stage.see(stage.page.getByRole("grid", { name: "Remittances" }));
});
