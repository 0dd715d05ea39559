// The work of the day over the real core: what came by import is asked about, a denial is written off or
// decided, a patient's balance is discounted, claims are walked through, the aging opens what is behind
// a figure, opening balances are typed until they tie, and the rules of money are set; all by keyboard.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { golden, raise } from "./stage.mjs";

const password = "violet anchor ladder tea";
const files = ["patient_is_the_insured", "several_patients_and_claims_under_one_insured", "several_interchanges", "drug_with_ndc", "anesthesia_in_minutes"];

let stage;
before(async () => {
  stage = await raise();
  await stage.openNew({ password });
  await stage.outside("/next-pick", files.map((name) => join(golden, "pass", `${name}.edi`)));
  await stage.press("f");
  await stage.see(stage.button(/^Import \d+ claims/));
  await stage.press("Control+Enter");
  await stage.see(stage.button(/^Show the \d+ claims/));
});
after(() => stage?.close());

const call = (name, ask) => stage.call(name, ask);
const grid = (name) => stage.page.getByRole("grid", { name });
const row = (n) => stage.page.locator(`.gt-body [data-row="${n}"]`);
const go = (hash) => stage.page.evaluate((to) => (window.location.hash = to), hash);
const hash = () => stage.page.evaluate(() => window.location.hash);
const at = (n) => stage.until((n) => document.activeElement?.getAttribute("data-row") === String(n), n);
const named = (name) => stage.until((name) => document.activeElement?.getAttribute("name") === name, name);
const money = (cents) => `${cents < 0 ? "\u2212" : ""}$${(Math.abs(cents) / 100).toLocaleString("en-US", { minimumFractionDigits: 2 })}`;
const plain = (cents) => (cents / 100).toFixed(2);
const figure = (cents) => (cents / 100).toLocaleString("en-US", { minimumFractionDigits: 2 });

/** Opens a queue as its address has it and waits for its first row. */
async function openQueue(name, title) {
  await go(`#/work/${name}`);
  await stage.see(stage.heading(title));
  await stage.see(row(0).filter({ hasText: /\w/ }));
  await row(0).focus();
}

let checks = 1000;

/** Posts a check of a claim's payer; `answer` says of each line what was allowed, paid and adjusted. */
async function post(claim, answer) {
  const { rows } = await call("register", {});
  const payer = rows.find((one) => one.kind === "payer" && one.name === claim.payer);
  assert.ok(payer, `${claim.payer} is among the payers`);
  const empty = await call("new_sheet", {});
  const part = { part: 0, claim_id: claim.claim_id, status: "", control_number: "", patient_part: "", interest: "", remarks: "", forwarded_to: "", adjustments: "", paid: "", lines: [] };
  checks += 1;
  const filled = await call("check_sheet", { ...empty.texts, payer_id: payer.id, method: "check", number: String(checks), paid_on: "t", amount: "0", claims: [part] });
  const [view] = filled.claims;
  const lines = filled.texts.claims[0].lines.map((line, n) => ({ ...line, ...answer(view.lines[n].charge_cents, n) }));
  const paid = lines.reduce((sum, line) => sum + Math.round(Number(line.paid) * 100), 0);
  const posted = await call("post_sheet", { ...filled.texts, amount: plain(paid), claims: [{ ...filled.texts.claims[0], lines }] });
  assert.ok(posted.value !== undefined, JSON.stringify(posted));
  return posted.value;
}

const denied = (charge) => ({ allowed: "0", paid: "0", adjustments: `CO-16 ${plain(charge)}` });

test("what came by import stands in a queue, and the queues tie to the A/R", async () => {
  await stage.press("Control+9");
  await stage.see(stage.heading("Work"));
  const queues = await call("queues", {});
  const proof = await call("proof_state", {});
  assert.equal(queues.total_cents, proof.ar_cents);
  await stage.see(stage.page.locator("tr.sum").filter({ hasText: money(queues.total_cents) }));
  await stage.see(stage.page.getByText("It ties"));
  const sums = await stage.page.locator("tr.group .money").allTextContents();
  const cents = sums.map((text) => Math.round(Number(text.replaceAll(",", "").replace("\u2212", "-")) * 100));
  assert.equal(cents.reduce((all, one) => all + one, 0), queues.total_cents, "the groups add up");
  await stage.look("work");
  await stage.press("4");
  await stage.see(stage.heading("To ask about"));
  await stage.see(row(0).filter({ hasText: /\w/ }));
  const { count } = await call("queue", { name: "ask", from: 0 });
  await stage.see(new RegExp(`^${count} visits`));
  await stage.look("work-ask");
});

test("J and K walk the rows, Enter opens the claim in its queue, and Escape comes back to the row", async () => {
  await row(0).focus();
  await stage.press("j", "j", "k");
  await at(1);
  const { rows } = await call("queue", { name: "ask", from: 0 });
  await stage.press("Enter");
  await stage.see(stage.heading(`Claim ${rows[1].number}`));
  assert.match(await hash(), /queue=ask&at=1/);
  await stage.see(stage.page.getByRole("region", { name: "To ask about" }));
  const next = rows.find((other, n) => 1 < n && other.claim_id !== rows[1].claim_id);
  await stage.press("j");
  await stage.see(stage.heading(`Claim ${next.number}`));
  await stage.press("k");
  await stage.see(stage.heading(`Claim ${rows[1].number}`));
  await stage.press("Escape");
  await stage.see(stage.heading("To ask about"));
  // On a row of the claim: one of several lines is walked to once.
  await stage.until((number) => document.activeElement?.getAttribute("role") === "row" && document.activeElement.textContent?.includes(number) === true, rows[1].number);
  // Its form leads back to the claim in its queue.
  await stage.press("e");
  await stage.page.waitForURL(/edit\/claim.*queue=ask/);
  await stage.until(() => document.activeElement?.closest("form") !== null);
  await stage.press("Escape");
  await stage.see(stage.heading(`Claim ${rows[1].number}`));
  await stage.press("Escape");
  await stage.see(stage.heading("To ask about"));
});

/** All rows of a queue: a page has 200. */
async function whole(name) {
  const rows = [];
  for (;;) {
    const page = await call("queue", { name, from: rows.length });
    rows.push(...page.rows);
    if (page.rows.length === 0 || page.count <= rows.length) {
      return rows;
    }
  }
}

let asked;
test("a denial says why, is written off with a reason, and comes back with one key", async () => {
  asked = (await call("queue", { name: "ask", from: 0 })).rows;
  const claims = [...new Map(asked.map((one) => [one.claim_id, one])).values()];
  await post(claims[0], denied);
  await post(claims[1], denied);
  await post(claims[2], (charge) => ({ allowed: plain(Math.round(charge * 0.8)), paid: plain(Math.round(charge * 0.8) - 500), adjustments: "PR-1 5" }));
  await stage.page.reload();
  await stage.see(stage.page.getByRole("main"));
  await openQueue("denied", "Denied");
  const before = await call("queue", { name: "denied", from: 0 });
  await stage.see(row(0).filter({ hasText: "CO-16" }));
  await stage.see(row(0).filter({ hasText: before.rows[0].open.words }));
  await stage.see(/Correct and send again, appeal, or write off/);
  await stage.look("work-denied");
  await stage.press("w");
  await stage.until(() => document.activeElement?.tagName === "SELECT");
  await stage.press("Enter");
  await stage.see("Choose a reason");
  await stage.type("bun");
  await stage.look("work-write-off");
  await stage.press("Enter");
  await stage.see(`Wrote off ${figure(before.rows[0].open.cents)}`);
  const after = await call("queue", { name: "denied", from: 0 });
  assert.equal(after.cents, before.cents - before.rows[0].open.cents);
  await at(0);
  await stage.press("Control+z");
  await stage.see(/^Taken back: write-off of/);
  assert.equal((await call("queue", { name: "denied", from: 0 })).cents, before.cents);
});

test("several are written off at once, and a decision says whose they are", async () => {
  const before = await call("queue", { name: "denied", from: 0 });
  await stage.until((n) => document.querySelectorAll(".gt-body .gt-row").length === n, before.rows.length);
  await stage.see(row(0).filter({ hasText: before.rows[0].number }));
  await row(0).focus();
  await stage.press("Space", "j", "Space");
  await stage.see("2 selected");
  await stage.press("w");
  const sum = before.rows[0].open.cents + before.rows[1].open.cents;
  await stage.see(new RegExp(`2 claims, ${figure(sum)}`));
  await stage.press("Escape");
  await at(1);
  await stage.press("Escape", "k");
  await at(0);
  await stage.press("d");
  await stage.until(() => document.activeElement?.tagName === "SELECT");
  await stage.type("pat");
  await stage.press("Enter", "Enter");
  await stage.see("Say in a few words why");
  await stage.type("The plan ended before the visit");
  await stage.press("Enter");
  await stage.see("Now with: Patient");
  const patient = await whole("patient");
  assert.ok(patient.some((one) => one.claim_id === before.rows[0].claim_id));
});

test("what a patient owes is discounted, and a role's limit says why it refuses", async () => {
  await openQueue("patient", "Patients owe");
  await stage.look("work-patient");
  const before = await call("queue", { name: "patient", from: 0 });
  const small = before.rows.findIndex((one) => 0 < one.open.cents && one.open.cents < 100_000);
  assert.ok(0 <= small, "somebody owes something");
  await row(small).focus();
  await at(small);
  await stage.press("w");
  await stage.see(stage.button("Discount"));
  await stage.until(() => document.activeElement?.tagName === "SELECT");
  await stage.type("hard");
  await stage.press("Enter");
  await stage.see(`Discount of ${plain(before.rows[small].open.cents)}`);
  const policy = await call("policy", {});
  const limits = policy.limits.map((limit) => (limit.role === "biller" ? { ...limit, amount: "1" } : limit));
  await call("save_policy", { ...policy, limits });
  const { folder } = await call("session", {});
  const added = await call("add_user", { name: "Ana Reyes", role: "biller", password: "seven green lanterns at dusk" });
  const ana = added.value.users.find((user) => user.name === "Ana Reyes");
  await call("lock", {});
  await call("unlock", { folder, user_id: ana.id, password: "seven green lanterns at dusk" });
  await call("change_password", { old: "seven green lanterns at dusk", password: "nine grey herons by the weir" });
  await stage.page.reload();
  await stage.see(/^Ana Reyes, biller/);
  await openQueue("denied", "Denied");
  await stage.press("w");
  await stage.see("Up to 1.00 for your role");
  await stage.type("other");
  await stage.press("Tab", "Tab");
  await stage.type("Too old");
  await stage.press("Enter");
  await stage.see(stage.page.locator(".toast.wrong", { hasText: /Biller may write off 1.00 at once, and this is/ }));
  await stage.see(stage.button("Write off"));
  await stage.press("Escape");
  await call("lock", {});
  const { users } = await call("start", {}).then((start) => start.practices?.[0] ?? { users: [] });
  const ruth = users?.find((user) => user.name === "Ruth Hale");
  await call("unlock", { folder, user_id: ruth.id, password });
  await stage.page.reload();
  await stage.see(/^Ruth Hale, owner/);
});

test("a claim is held and released from the queue", async () => {
  await openQueue("ask", "To ask about");
  const [first] = (await call("queue", { name: "ask", from: 0 })).rows;
  await stage.press("h");
  await stage.see(stage.page.getByLabel("Why hold"));
  await stage.type("Wait for the card");
  await stage.press("Enter");
  await stage.see("Held 1 claim");
  await openQueue("hold", "On hold");
  assert.equal((await call("queue", { name: "hold", from: 0 })).rows[0].claim_id, first.claim_id);
  await stage.press("w");
  await stage.see("It is on hold. Release it first");
  await stage.press("u");
  await stage.see("Released 1 claim");
  await stage.see("Nothing is on hold.");
  await stage.look("work-empty");
});

test("a note says when to look again, and a column sorts the queue", async () => {
  await openQueue("ask", "To ask about");
  const rows = async (more = {}) => (await call("queue", { name: "ask", from: 0, ...more })).rows;
  const [first] = await rows();
  await row(0).focus();
  await stage.press("n");
  await stage.type("They look into it");
  await stage.press("Tab");
  await stage.type("t+400");
  await stage.look("work-note");
  await stage.press("Enter");
  await stage.see("Note added");
  const noted = (await rows()).at(-1);
  assert.deepEqual([noted.claim_id, noted.note], [first.claim_id, "They look into it"], "it is the last that is due now");
  assert.ok(first.open.due_on < noted.open.due_on);
  await row((await rows()).length - 1).focus();
  await stage.see(stage.page.locator(".last-note", { hasText: "Note: They look into it (Ruth Hale, " }));
  await stage.look("work-noted");
  // By the amount, the largest first; the list stands so in its address.
  const header = stage.page.getByRole("columnheader", { name: "Open" }).getByRole("button");
  await header.click();
  await header.click();
  const largest = await rows({ sort: "amount", descending: true });
  await stage.see(row(0).filter({ hasText: largest[0].number }));
  assert.match(await hash(), /sort=open&desc=1/);
  await row(0).focus();
  await stage.press("Enter");
  await stage.see(stage.heading(`Claim ${largest[0].number}`));
  await stage.press("Escape");
  await stage.see(row(0).filter({ hasText: largest[0].number }));
  assert.match(await hash(), /sort=open&desc=1/);
});

test("the aging ties to the ledger, and a figure opens the claims behind it", async () => {
  await stage.press("Control+k");
  await stage.type("receivable");
  await stage.see(stage.page.getByRole("option", { name: /^Aging/ }));
  await stage.press("Enter");
  await stage.see(stage.heading("Aging"));
  const aging = await call("aging", { basis: "service", by: "payer" });
  await stage.see("Ties to the ledger");
  assert.equal(aging.total_cents, aging.ledger_cents);
  await stage.see(stage.page.locator(".ties").filter({ hasText: money(aging.ledger_cents) }));
  await stage.look("work-aging");
  const column = 2 + aging.rows[0].cents.findIndex((cents) => cents !== 0);
  await stage.page.locator(`.gt-body [data-row="0"] > [data-column="${column}"]`).focus();
  await stage.see(stage.page.locator(".legend .read").filter({ hasText: aging.rows[0].title }));
  await stage.press("Enter");
  await stage.see(row(0).filter({ hasText: /\w/ }));
  const behind = await call("aging_claims", { basis: "service", by: "payer", id: aging.rows[0].id, bucket: column - 2, from: 0 });
  assert.equal(behind.cents, aging.rows[0].cents[column - 2]);
  await stage.see(stage.page.locator(".gt-foot").filter({ hasText: money(behind.cents) }));
  await stage.look("work-aged");
  await stage.press("Enter");
  await stage.see(stage.heading(`Claim ${behind.rows[0].number}`));
  await stage.press("Escape");
  await stage.see(row(0).filter({ hasText: /\w/ }));
  await stage.press("Escape");
  await stage.until((n) => document.activeElement?.getAttribute("data-column") === String(n), column);
  for (const by of ["provider", "patient", "guarantor", "owner", "payer"]) {
    await stage.press("b");
    await stage.see(new RegExp(`a row for each ${by}`));
    const other = await call("aging", { basis: "service", by });
    await stage.see(stage.page.locator(".gt-foot").filter({ hasText: money(other.total_cents) }));
  }
  for (const basis of ["billing date", "last activity", "since it is theirs", "service date"]) {
    await stage.press("d");
    await stage.see(new RegExp(`^by ${basis}`));
  }
});

test("an underpaid line tells what is missing, and opens its claim", async () => {
  const paid = (await call("queue", { name: "patient", from: 0 })).rows.concat(asked);
  const { rows: payers } = await call("register", {});
  const claims = [...new Map(asked.map((one) => [one.claim_id, one])).values()];
  const standing = await call("claim_standing", { id: claims[2].claim_id });
  const payer = payers.find((one) => one.kind === "payer" && one.name === claims[2].payer);
  const [line] = standing.lines;
  assert.ok(0 < paid.length);
  await call("save_fee", { id: "", payer_id: payer.id, payer: "", code: line.code, modifiers: "", pos: "", from: "", amount: plain(line.charge_cents) });
  await go("#/today");
  await stage.page.reload();
  await stage.see(stage.heading("Today"));
  await stage.press("u");
  await stage.see(stage.heading("Underpaid"));
  const under = await call("underpaid", {});
  assert.ok(0 < under.count, "the fee is more than what was allowed");
  await stage.see(stage.page.getByText(`${money(under.cents)} at stake`));
  await stage.see(row(0).filter({ hasText: line.code }));
  await row(0).focus();
  await stage.look("work-underpaid");
  await stage.press("Enter");
  await stage.see(stage.heading(`Claim ${under.rows[0].number}`));
  await go("#/work/underpaid");
  await stage.see(stage.heading("Underpaid"));
  await stage.see(row(0).filter({ hasText: line.code }));
  await row(0).focus();
  await stage.press("p");
  await stage.type("Called, ref 5521");
  await stage.press("Enter");
  await stage.see(/is off the list/);
  assert.equal((await call("underpaid", {})).count, under.count - 1);
});

test("the day shows every open dollar by who owns it, each queue a key away", async () => {
  await stage.press("Control+1");
  await stage.see(stage.heading("Today"));
  const queues = await call("queues", {});
  await stage.see(stage.page.locator("tr.sum").filter({ hasText: money(queues.total_cents) }));
  await stage.look("today-queues");
  await stage.press("End");
  await stage.press("Home", "j");
  await stage.until(() => document.activeElement?.getAttribute("data-line") === "look");
  await stage.press("n");
  await stage.see(stage.heading("What is not known"));
  await stage.see(row(0).filter({ hasText: /\w/ }));
  await stage.look("moved-in");
  const moved = await call("moved_in", {});
  await row(0).focus();
  await stage.press("Enter");
  await stage.see(stage.heading(`Claim ${moved.rows[0].number}`));
});

test("opening balances are typed by key, survive a lock, and post when they tie", async () => {
  const before = await call("queues", {});
  const moved = await call("moved_in", {});
  const claim = moved.rows[0];
  await stage.press("Control+k");
  await stage.type("balance forward");
  await stage.see(stage.page.getByRole("option", { name: /Opening balances/ }));
  await stage.press("Enter");
  await stage.see(stage.heading("Opening balances"));
  await named("on");
  await stage.type("t");
  await stage.press("Tab");
  await stage.type("30");
  await stage.press("Tab");
  await named("row.1.claim");
  await stage.type(claim.number);
  await stage.see(stage.page.getByRole("option", { name: new RegExp(claim.number) }));
  await stage.press("Tab", "Tab", "Tab", "Tab");
  await named("row.1.amount");
  await stage.type("10");
  await stage.press("Enter");
  await stage.see(stage.page.locator(".left-over").filter({ hasText: "$20.00" }));
  await stage.see(stage.page.locator(".means").filter({ hasText: claim.patient }));
  await stage.press("Enter");
  await named("row.2.claim");
  await stage.press("Tab");
  const { rows: patients } = await call("patients", { text: "", from: 0, count: 1 });
  await stage.type(patients[0].account);
  await stage.see(stage.page.getByRole("option", { name: new RegExp(patients[0].account) }));
  await stage.press("Tab", "Tab");
  await stage.type("pat");
  await stage.press("Tab");
  await stage.type("nonsense");
  await stage.press("Tab");
  await stage.see(stage.button(/^1 thing to fix/));
  await stage.look("opening-wrong");
  await stage.press("F4");
  await named("row.2.amount");
  await stage.press("Control+a");
  await stage.type("19");
  await stage.press("Tab");
  await stage.see(stage.page.locator(".left-over").filter({ hasText: "$1.00" }));
  await stage.press("Control+Enter");
  await stage.see(/1\.00 is left to explain/);
  await stage.press("Control+l");
  await stage.see(stage.page.getByLabel(/^Password of/));
  await stage.type(password);
  await stage.press("Enter");
  await stage.see(stage.heading("Opening balances"));
  await stage.until(() => document.querySelector("[name='row.2.amount']")?.value === "19.00");
  await stage.page.locator("[name='row.2.amount']").focus();
  await stage.press("Control+a");
  await stage.type("20");
  await stage.press("Tab");
  await stage.see("It ties");
  await stage.look("opening-ties");
  await stage.press("Control+Enter");
  await stage.see("Posted 2 opening balances");
  const after = await call("queues", {});
  assert.equal(after.total_cents, before.total_cents - claim.open_cents + 3000);
  // It has no claim, and is aged, opened and let off all the same.
  const { rows: providers } = await call("aging", { basis: "service", by: "provider" });
  const unnamed = providers.find((one) => one.id === "none");
  assert.equal((await call("aging_claims", { basis: "service", by: "provider", id: "none", bucket: null, from: 0 })).cents, unnamed.total_cents);
  await go("#/work/patient");
  await stage.see(stage.page.locator(".gt-body").getByText("opening").first());
  const { rows: owed } = await call("queue", { name: "patient", from: 0 });
  const old = owed.findIndex((one) => one.opening !== "");
  await stage.see(row(old).filter({ hasText: "opening" }));
  await row(old).focus();
  await at(old);
  await stage.press("n");
  await stage.see("It came with the opening balances and has no claim");
  await stage.press("w");
  await stage.see(stage.page.locator("[name=amount]"));
  await stage.type("hard");
  await stage.press("Enter");
  await stage.see("Discount of 20.00");
});

test("fees, adjustments and limits are found in the palette and set by key", async () => {
  await stage.press("Control+k");
  await stage.type("fee schedule");
  await stage.see(stage.page.getByRole("option", { name: "Setting: Fees" }));
  await stage.press("Enter");
  await stage.see(stage.button(/^Add a fee/));
  await stage.page.getByRole("region", { name: "Settings", exact: true }).focus();
  await stage.press("a");
  await named("payer_id");
  await stage.press("Tab");
  await stage.type("99213");
  await stage.press("Enter", "Enter", "Enter", "Enter");
  await named("amount");
  await stage.type("many");
  await stage.press("Control+Enter");
  await stage.see(stage.page.locator(".money-form .wrong", { hasText: "This is not an amount" }));
  await named("amount");
  await stage.press("Control+a");
  await stage.type("125");
  await stage.press("Control+Enter");
  await stage.see("Saved the fee of 99213");
  await named("code");
  await stage.press("Escape");
  await stage.see(grid("Fees").getByText("99213"));
  await stage.look("settings-fees");
  await stage.until(() => document.activeElement?.closest("[role=grid]") !== null);
  await stage.press("Delete");
  await stage.see("Removed the fee of");
  await stage.press("Control+z");
  await stage.see(/^Taken back: remove the fee/);

  await go("#/settings/policy");
  await stage.see(stage.button(/^Add a rule/));
  await stage.press("r");
  await named("group");
  await stage.press("Tab");
  await stage.type("97");
  await stage.see(stage.page.getByRole("option", { name: /^97/ }));
  await stage.press("Tab", "Tab");
  await named("effect");
  await stage.type("goes");
  await stage.press("Control+Enter");
  await stage.see(/it can never become the patient's/);
  await stage.look("settings-policy-refused");
  await named("effect");
  await stage.type("is wr");
  await stage.press("Control+Enter");
  await stage.see("Rules changed");
  await stage.see(grid(/What adjustments do/).locator("[data-row='0']").filter({ hasText: "Ours" }));
  await stage.press("Delete");
  await stage.see("Removed the rule for CO-97");

  await stage.page.locator("[name=limit_biller]").focus();
  await stage.press("Control+a");
  await stage.type("12x");
  await stage.press("Enter");
  await stage.see(/this is not an amount/);
  await stage.press("Control+a");
  await stage.type("75");
  await stage.press("Enter");
  await stage.see("Limits changed");
  assert.equal((await call("policy", {})).limits.find((limit) => limit.role === "biller").amount, "75.00");
});
