// What becomes of patients' payments: a copay, a fee, a payment on the wrong account, one that the bank
// sends back, receipts, refunds that wait for a second person, deposits with their slips; all by keyboard.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { raise } from "./stage.mjs";

const GIVEN = "seven green lanterns at dusk";

let stage;
/** Who paid with a check, and who paid with a card. */
let patient;
let other;
const call = (name, ask) => stage.call(name, ask);
const money = (cents) => `${cents < 0 ? "−" : ""}${Math.trunc(Math.abs(cents) / 100).toLocaleString("en-US")}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;
const where = (hash) =>
  stage.page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
const form = () => stage.page.locator(".act-form");
const field = (name) => stage.page.locator(`.act-form [name="${name}"]`);
const row = (n) => stage.page.locator(`.ledger [data-row='${n}']`);
const grid = (name) => stage.page.getByRole("grid", { name });
const at = (name) => stage.page.waitForFunction((name) => document.activeElement?.getAttribute("name") === name, name);
const gone = (selector) => stage.page.waitForFunction((one) => document.querySelector(one) === null, selector);
const acts = async (of) => (await call("acts", { patient_id: of, from: "", to: "", noticed: false })).rows;
const owes = (of) => call("patient_owes", { id: of });
const act = (kind, of, more) => ({ kind, patient_id: of, payer_id: "", on: "", amount: "", method: "", number: "", reason: "", text: "", rows: [], ...more });

async function openAccount(of) {
  await where(`/patients/${of}?part=account`);
  await stage.see(stage.heading("Account"));
  await stage.see(row(0));
  await stage.page.waitForFunction(() => document.activeElement?.closest(".ledger") !== null);
}

/** Leads the focus to the entry of an act, the newest if it has several. */
async function standOn(of, source) {
  const { rows } = await call("ledger", { of: "patient", id: of, from: 0, count: 200 });
  const n = rows.findIndex((one) => one.source_id === source);
  assert.ok(0 <= n, "the ledger shows the act");
  await stage.see(row(n).filter({ hasText: rows[n].title }));
  await stage.press("Home", ...Array.from({ length: n }, () => "ArrowDown"));
  await stage.page.waitForFunction((row) => document.activeElement?.getAttribute("data-row") === String(row), n);
}

/** Signs in as somebody of the lock screen. */
async function signIn(name, type) {
  await stage.press("Control+l");
  await stage.see(stage.page.getByLabel(/^Password of/));
  await at("password");
  for (let n = 0; n < 5 && (await stage.page.getByLabel(`Password of ${name}`).count()) === 0; n += 1) {
    await stage.press("ArrowDown");
  }
  await stage.see(stage.page.getByLabel(`Password of ${name}`));
  await type();
}

before(async () => {
  stage = await raise();
  await stage.openDemo();
  // Two patients of whom nothing is known but that they owe nothing, and what they pay today.
  const { rows } = await call("patients", { text: "", from: 0, count: 60 });
  const even = [];
  for (const row of rows) {
    const { owes_cents, payers_cents, unapplied_cents } = await owes(row.id);
    if (owes_cents === 0 && unapplied_cents === 0 && payers_cents !== 0) {
      even.push(row);
    }
  }
  const [first, second] = even;
  const paid = (await call("save_act", act("payment", first.id, { amount: "60", method: "check", number: "4010" }))).value;
  await call("save_act", act("payment", second.id, { amount: "20", method: "card", number: "ch40118" }));
  patient = { id: first.id, name: first.name, paid };
  other = { id: second.id, name: second.name, account: second.account };
});
after(() => stage?.close());

test("a copay asks for no places and goes to the visit of its day, else it waits", async () => {
  await openAccount(patient.id);
  const before = await owes(patient.id);
  await stage.press("p");
  await stage.see(form());
  await stage.type("25");
  await stage.press("Enter");
  await stage.type("cas");
  await stage.press("Tab", "Tab", "Tab");
  await at("reason");
  await stage.type("cop");
  await stage.see(form().getByText(/goes to the visit of its day/));
  assert.equal(await stage.page.locator(".act-places").count(), 0);
  await stage.look("payments-copay");
  await stage.press("Control+Enter");
  await stage.see(/^Posted 25\.00/);
  const [newest] = await acts(patient.id);
  assert.deepEqual([newest.cents, newest.reason, newest.method], [2_500, "Copay", "cash"]);
  // No visit of today is open: it is on no claim.
  assert.equal((await owes(patient.id)).unapplied_cents, before.unapplied_cents + 2_500);
});

test("a fee is charged with its reason, and one key takes it back", async () => {
  const before = await owes(patient.id);
  await stage.press("f");
  await stage.see(form());
  await at("reason");
  await stage.press("Control+Enter");
  await stage.see(form().getByText("Choose what it is for."));
  await at("reason");
  await stage.type("mis");
  await stage.press("Enter");
  await at("amount");
  await stage.type("35");
  await stage.look("payments-fee");
  await stage.press("Control+Enter");
  await stage.see("Charged a fee of 35.00");
  await gone(".act-form");
  assert.equal((await owes(patient.id)).owes_cents, before.owes_cents + 3_500);
  await stage.press("Control+z");
  await stage.see(/^Taken back: fee/i);
  assert.equal((await owes(patient.id)).owes_cents, before.owes_cents);
});

test("a receipt is looked at plain and itemized, and saved", async () => {
  await stage.page.reload();
  await stage.see(row(0));
  await standOn(patient.id, patient.paid.id);
  await stage.press("Enter");
  const panel = stage.page.getByRole("region", { name: "Entry" });
  await stage.see(panel.getByText("Show the receipt"));
  await stage.look("payments-entry");
  await stage.press("e");
  const dialog = stage.page.getByRole("dialog");
  await stage.see(dialog.getByRole("img", { name: "The receipt as it will print" }));
  await stage.look("payments-receipt");
  await stage.press("i");
  await stage.see(dialog.getByText(/^Itemized for an HSA/));
  await stage.see(dialog.getByRole("img"));
  await stage.look("payments-receipt-itemized");
  const file = join(stage.home, "receipt.pdf");
  await stage.outside("/next-save", [file]);
  await stage.press("Control+p");
  await stage.see(stage.heading("Anyone can read this file"));
  await stage.press("Control+Enter");
  await stage.see("Saved the receipt as receipt.pdf");
  assert.ok(existsSync(file));
  await gone("dialog[open]");
  await stage.press("Escape");
  await gone(".entry-panel");
});

test("a payment on the wrong account moves to the patient who is found by any fragment", async () => {
  const paid = (await call("save_act", act("payment", patient.id, { amount: "40", method: "check", number: "77120" }))).value;
  await stage.page.reload();
  await stage.see(row(0));
  await standOn(patient.id, paid.id);
  await stage.press("m");
  await stage.see(form());
  await at("patient");
  await stage.press("Control+Enter");
  await stage.see(form().getByText("Say in words why it is moved."));
  await field("patient").focus();
  await stage.type(other.account);
  await stage.see(stage.page.getByRole("option").filter({ hasText: other.name }));
  await stage.press("Enter");
  await stage.page.waitForFunction((name) => document.querySelector(".act-form [name=patient]")?.value.startsWith(name), other.name);
  await stage.press("Tab");
  await at("amount");
  assert.equal(await field("amount").getAttribute("placeholder"), "40.00");
  await stage.type("15");
  await stage.see(form().getByText("25.00 stays here"));
  await stage.press("Tab");
  await at("reason");
  await stage.type("Mother and daughter mixed up");
  await stage.look("payments-move");
  await stage.press("Control+Enter");
  await stage.see("Moved 15.00");
  const there = await acts(other.id);
  assert.ok(there.some((one) => one.cents === 1_500 && one.number === "77120"), "the part stands there");
  await stage.see(stage.page.getByText(/moved to account/).first());
  await stage.look("payments-moved");
  await stage.press("Control+z");
  await stage.see(/^Taken back: move 15\.00/);
});

test("a check that bounced is owed again, with a fee that is proposed the next time", async () => {
  const paid = (await call("save_act", act("payment", patient.id, { amount: "30", method: "check", number: "77121" }))).value;
  const before = await owes(patient.id);
  await stage.page.reload();
  await stage.see(row(0));
  await standOn(patient.id, paid.id);
  await stage.press("x");
  await stage.see(form());
  await at("on");
  await stage.press("Tab");
  await stage.type("Insufficient funds");
  await stage.press("Tab");
  await at("fee");
  await stage.type("25");
  await stage.see(form().getByText("30.00 is owed again, and a fee of 25.00"));
  await stage.look("payments-return");
  await stage.press("Control+Enter");
  await stage.see("Noted: the bank sent 30.00 back");
  await gone(".act-form");
  const now = await owes(patient.id);
  assert.equal(now.owes_cents - now.unapplied_cents, before.owes_cents - before.unapplied_cents + 5_500);
  await standOn(patient.id, paid.id);
  await stage.press("Enter");
  await stage.see(stage.page.getByRole("region", { name: "Entry" }).getByText("The bank sent it back."));
  await stage.look("payments-returned");
  // It cannot be moved, returned or receipted now, and says so.
  await stage.press("m");
  await stage.see(/The bank sent this payment back/);
  const again = (await call("save_act", act("payment", patient.id, { amount: "5", method: "check", number: "77122" }))).value;
  await stage.page.reload();
  await stage.see(row(0));
  await standOn(patient.id, again.id);
  await stage.press("x");
  await stage.see(form());
  assert.equal(await field("fee").getAttribute("placeholder"), "25.00");
  await stage.press("Escape");
  await gone(".act-form");
});

test("the limits say what each role gives back alone", async () => {
  await where("/settings/limits");
  await stage.see(stage.page.getByRole("table", { name: "Limits by role" }));
  await stage.page.locator("[name=refund_biller]").focus();
  await stage.press("Control+a");
  await stage.type("5");
  await stage.press("Enter");
  await stage.see("Limits changed");
  const limit = (await call("policy", {})).limits.find((one) => one.role === "biller");
  assert.deepEqual([limit.refund, limit.amount], ["5.00", "100.00"]);
  await stage.look("settings-limits");
});

test("a biller's larger refund waits, and who asked for it cannot answer it", async () => {
  await call("save_act", act("payment", other.id, { amount: "4000", method: "cash" }));
  await call("add_user", { name: "Theo Brandt", role: "biller", password: GIVEN });
  await signIn("Theo Brandt", async () => {
    await stage.type(GIVEN);
    await stage.press("Enter");
  });
  await stage.see(stage.page.locator(".side-foot", { hasText: "Theo Brandt" }));
  for (const [amount, why] of [["12", "Paid twice"], ["13", "Moved away"]]) {
    await openAccount(other.id);
    await stage.press("r");
    await stage.see(form());
    await stage.type(amount);
    await stage.see(form().getByText(/waits for a second person/));
    await field("text").fill(why);
    if (amount === "12") {
      await stage.look("payments-refund-waits");
    }
    await stage.press("Control+Enter");
    await stage.see(`The refund of ${amount}.00 waits for a second person`);
    await gone(".act-form");
  }
  await stage.see(stage.page.getByRole("region", { name: "What was done by hand" }).getByText(/Waits for the word/));
  await stage.look("payments-account-waits");
  await stage.press("Control+k");
  await stage.type("refunds that wait");
  await stage.see(stage.page.getByRole("option").filter({ hasText: "Refunds that wait" }));
  await stage.press("Enter");
  await stage.see(grid(/^Refunds that wait/).locator("[data-row='1']"));
  await stage.see(stage.page.getByText(/You asked for it yourself/));
  await stage.look("books-waiting-refused");
  await stage.press("y");
  await stage.see(stage.page.locator(".toast", { hasText: "You asked for it yourself" }));
});

test("the owner sees them on Today, approves one and turns one down", async () => {
  await signIn("Dana Whitcomb", () => stage.press("Alt+d", "Enter"));
  await stage.see(grid(/^Refunds that wait/).locator("[data-row='1']"));
  await where("/today");
  await stage.see(stage.page.getByText("2 refunds wait for a second person"));
  await stage.see(grid("Open dollars by who owns them").or(stage.page.getByRole("table", { name: "Open dollars by who owns them" })));
  await stage.look("today-waiting");
  await stage.press("y");
  await stage.see(stage.heading("Refunds that wait"));
  await stage.see(grid(/^Refunds that wait/).locator("[data-row='1']"));
  await stage.page.waitForFunction(() => document.activeElement?.getAttribute("data-row") === "0");
  await stage.look("books-waiting");
  await stage.press("y");
  await stage.see("Approved the refund of 12.00");
  await stage.see(grid(/^Refunds that wait/).locator("[data-row='0']").filter({ hasText: "13.00" }));
  await stage.page.waitForFunction(() => document.activeElement?.getAttribute("data-row") === "0");
  await stage.press("n");
  await stage.see(form());
  await stage.press("Control+Enter");
  await stage.see(form().getByText("Say in words why not."));
  await stage.type("It was never paid");
  await stage.look("books-turn-down");
  await stage.press("Control+Enter");
  await stage.see("Turned down the refund of 13.00");
  await stage.see("No refund waits for a second person.");
  await stage.look("books-waiting-none");
  const [no, yes] = (await acts(other.id)).filter((one) => one.kind === "refund");
  assert.match(`${no.approval} ${yes.approval}`, /Turned down.*Approved|Approved.*Turned down/);
  await where("/books/acts");
  await stage.see(grid("What was done to money by hand").getByText("turned down"));
  await stage.look("books-acts-states");
});

test("what is in hand becomes a deposit: all of one way, and Space leaves one out", async () => {
  await stage.press("Control+k");
  await stage.type("deposits");
  await stage.see(stage.page.getByRole("option").filter({ hasText: "Deposits" }));
  await stage.press("Enter");
  await stage.see(stage.heading("Deposits"));
  const hand = grid("Payments in hand");
  await stage.see(hand.locator("[data-row='0']"));
  const view = await call("deposits", {});
  const bank = view.hand.filter((one) => one.way === "bank");
  const sum = (rows) => rows.reduce((all, one) => all + one.cents, 0);
  await stage.see(hand.locator(".gt-foot").filter({ hasText: `$${money(sum(bank))}` }));
  assert.equal(await hand.locator("[aria-selected=true]").count(), bank.length);
  await stage.see(stage.page.getByText("equals the list"));
  await stage.look("books-deposits");
  await stage.press("c");
  await stage.see(hand.locator(".gt-foot").filter({ hasText: `$${money(sum(view.hand) - sum(bank))}` }));
  await stage.press("b");
  await stage.page.waitForFunction(() => document.activeElement?.closest("[role=grid]") !== null);
  const first = view.hand.findIndex((one) => one.way === "bank");
  await stage.press("Home", ...Array.from({ length: first }, () => "ArrowDown"), "Space");
  const left = view.hand[first];
  const chosen = bank.filter((one) => one !== left);
  await stage.see(hand.locator(".gt-foot").filter({ hasText: `$${money(sum(chosen))}` }));
  // A card beside checks is no deposit, and says why.
  const card = view.hand.findIndex((one) => one.way === "card");
  await stage.press("Home", ...Array.from({ length: card }, () => "ArrowDown"), "Space");
  await stage.press("Control+Enter");
  await stage.see(stage.page.locator(".toast", { hasText: "Make a deposit of each" }));
  await stage.press("Space", "Control+Enter");
  await stage.see(form());
  await at("on");
  assert.equal(await field("account_ending").inputValue(), view.account_ending);
  await field("account_ending").focus();
  await stage.press("Control+a");
  await stage.type("229");
  await stage.press("Control+Enter");
  await stage.see(form().getByText("Type the last four digits of the account, or nothing."));
  await at("account_ending");
  await stage.press("End");
  await stage.type("0");
  await stage.look("books-deposit-make");
  await stage.press("Control+Enter");
  await stage.see(`Deposited ${chosen.length} payments, ${money(sum(chosen))}`);
  await stage.see(stage.page.getByText("the slip equals the ledger").first());
  await stage.look("books-deposit");
});

test("the slip is saved, and a deposit of which a check was taken back says so and is corrected", async () => {
  const [made] = (await call("deposits", {})).rows;
  const file = join(stage.home, "slip.pdf");
  await stage.outside("/next-save", [file]);
  await stage.press("Control+p");
  await stage.see("Saved the deposit slip as slip.pdf");
  assert.ok(existsSync(file));
  const deposit = await call("deposit", { id: made.id });
  const check = deposit.items.find((one) => one.title.startsWith("Check"));
  const back = await call("take_back_act", { id: check.source, reason: "Typed twice" });
  assert.ok(back.value, JSON.stringify(back));
  await stage.page.reload();
  await stage.see(stage.heading(`Deposit ${made.number}`));
  const now = await call("deposit", { id: made.id });
  assert.notEqual(now.now_cents, now.cents, "what was taken back does not stand");
  await stage.see(stage.page.getByText(/of this deposit does not stand any more/));
  await stage.look("books-deposit-differs");
  await stage.press("Escape");
  await stage.see(stage.heading("Deposits"));
  await stage.see(grid("Deposits, the newest first").locator("[data-row='0']").filter({ hasText: `now ${money(now.now_cents)}` }));
  await stage.look("books-deposits-differs");
  await stage.press("l");
  await stage.page.waitForFunction(() => document.activeElement?.closest("[role=grid]")?.getAttribute("aria-label")?.startsWith("Deposits") === true);
  await stage.press("Enter");
  await stage.see(stage.heading(`Deposit ${made.number}`));
  await stage.press("c");
  await stage.see(form());
  await stage.look("books-deposit-correct");
  await stage.press("Control+Enter");
  await stage.see(`Corrected deposit ${made.number} to ${money(now.now_cents)}`);
  await gone(".act-form");
  await stage.see(stage.page.getByText("the slip equals the ledger").first());
});

test("a deposit is taken apart, its money is in hand again, and one key brings it back", async () => {
  const [made] = (await call("deposits", {})).rows;
  await stage.press("t");
  await stage.see(`Took deposit ${made.number} apart`);
  await stage.see(stage.heading("Deposits"));
  assert.notEqual((await call("deposits", {})).rows[0].id, made.id);
  await stage.press("Control+z");
  await stage.see(/^Taken back: take deposit/);
  assert.equal((await call("deposits", {})).rows[0].id, made.id);
});

test("the books agree after all of it", async () => {
  const proof = await call("proof", { job: "proof", whole: true });
  assert.equal(proof.agrees, true, JSON.stringify(proof.breaks));
});
