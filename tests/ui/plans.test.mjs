// What is agreed on with accounts over the demo practice's books: a payment plan is made, shown and
// cancelled, a promise is noted, and the lists of accounts that want somebody are reached; all by keyboard.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { raise } from "./stage.mjs";

let stage;
let row;
before(async () => {
  stage = await raise();
  await stage.openDemo();
});
after(() => stage?.close());

const call = (name, ask) => stage.call(name, ask);
const line = (text) => stage.page.locator(".gt-body .gt-row").filter({ hasText: text });

test("a payment plan is made beside the run, and the account is asked for nothing while it is kept", async () => {
  await stage.press("Control+e");
  await stage.see(stage.heading("Statements"));
  const run = await call("statement_run", {});
  row = run.rows.find((one) => one.goes && 8000 < one.due_cents && one.due_cents === one.balance_cents);
  const group = run.groups.find((one) => one.goes && one.code === row.code);
  await line(group.title).click();
  await stage.press("Enter");
  await line(row.name).first().click();
  await stage.see(stage.page.getByRole("heading", { name: `Account ${row.number}` }));
  await stage.press("l");
  await stage.see(stage.page.locator(".act-form [name=amount]"));
  await stage.type("20");
  await stage.press("Tab", "Tab");
  await stage.type("t+14");
  await stage.press("Tab");
  await stage.see(/payments, the last of/);
  await stage.look("plan-form");
  await stage.press("Control+Enter");
  const many = 4 < Math.ceil(row.due_cents / 2000);
  assert.ok(many, "more than four payments need a tick");
  await stage.see(/Regulation Z disclosures/);
  await stage.page.locator(".act-form .tick").first().click();
  await stage.press("Control+Enter");
  await stage.see(`Account ${row.number} is on a payment plan`);
  const now = (await call("statement_run", {})).rows.find((one) => one.number === row.number);
  assert.deepEqual([now.goes, now.code], [false, "plan_current"]);
});

test("the patient's account shows the plan and takes a note with a promise", async () => {
  const now = (await call("statement_run", {})).rows.find((one) => one.number === row.number);
  const account = await call("statement_account", { id: now.account });
  await stage.page.goto(`${stage.page.url().split("#")[0]}#/patients/${account.patients[0].id}?part=account`);
  await stage.see(stage.page.getByRole("heading", { name: "Payment plan" }));
  await stage.see("20.00 a month");
  await stage.see(stage.page.locator(".gt-body .gt-row").first());
  await stage.press("n");
  await stage.see(stage.page.locator(".act-form [name=text]"));
  await stage.type("Will pay half on Friday");
  await stage.press("Tab");
  await stage.type("t+3");
  await stage.press("Tab");
  await stage.type("40");
  await stage.look("note-form");
  await stage.press("Control+Enter");
  await stage.see(`Noted on account ${row.number}`);
  await stage.see("Will pay half on Friday");
  await stage.look("account-plan");
});

test("the plan is cancelled with a reason, and taken back", async () => {
  await stage.press("Shift+L");
  await stage.see(stage.page.locator(".act-form [name=reason]"));
  await stage.press("Control+Enter");
  await stage.see("Say in words why the plan ends.");
  await stage.type("They pay at once");
  await stage.press("Control+Enter");
  await stage.see(`Account ${row.number} is on no payment plan`);
  await stage.press("Control+z");
  await stage.see("Taken back: cancel the payment plan");
  await stage.see("20.00 a month");
});

test("the lists of accounts that want somebody are reached from the palette", async () => {
  await stage.press("Control+k");
  await stage.type("broken prom");
  await stage.press("Enter");
  await stage.see(stage.heading("Broken promises"));
  const [broken] = (await call("account_work", {})).broken;
  await stage.see(line(broken.name));
  await stage.press("Control+k");
  await stage.type("missed");
  await stage.press("Enter");
  await stage.see(stage.heading("Missed payments"));
  await stage.look("missed");
});

test("small balances are let off but for one that is left out, and taken back with one key", async () => {
  await stage.press("Control+k");
  await stage.type("small bal");
  await stage.press("Enter");
  await stage.see(stage.heading("Small balances"));
  await call("save_statement_rules", { ...(await call("statement_rules", {})), small_balance: "20.00" });
  await stage.page.reload();
  await stage.see(stage.heading("Small balances"));
  const before = await call("small_balances", {});
  assert.ok(1 < before.rows.length, "the demo practice has small balances");
  await stage.see(line(before.rows[0].name));
  await stage.press("Space");
  await stage.see("left out");
  await stage.look("small-balances");
  await stage.press("Control+Enter");
  await stage.see(/^Let \d+ small balances? off/);
  assert.deepEqual((await call("small_balances", {})).rows, before.rows.slice(0, 1));
  await stage.press("Control+z");
  await stage.see(/^Taken back: let off/);
  assert.deepEqual(await call("small_balances", {}), before);
});

/** The seconds of so many days, for the clock of the bridge. */
const days = (n) => [String(n * 24 * 60 * 60)];

/** Forty days later, signed in again. */
async function later(n) {
  await stage.outside("/later", days(n));
  await stage.page.goto(`${stage.page.url().split("#")[0]}#/statements`);
  const locked = stage.page.getByLabel(/^Password of/).first();
  await locked.or(stage.heading("Statements")).first().waitFor();
  if (await locked.isVisible()) {
    await stage.press("Alt+d", "Enter");
  }
  await call("active", {});
  await stage.see(stage.heading("Statements"));
}

test("letters are looked at and saved, and what is over goes to the agency and comes back", async () => {
  const pick = async (name) => {
    await stage.outside("/next-save", [join(stage.home, name)]);
    return (await call("pick_save", { suggested: name })).file.token;
  };
  const first = (await call("statement_run", {})).rows.filter((one) => one.goes).slice(0, 3);
  for (let n = 0; n < 4; n += 1) {
    const going = (await call("statement_run", {})).rows.filter((one) => one.goes && first.some((there) => there.number === one.number));
    const rows = going.map(({ account, due_cents }) => ({ account, due_cents }));
    const printed = await call("print_statements", { job: `run-${n}`, rows, token: await pick(`run-${n}.pdf`), printer: "" });
    assert.equal(printed.value?.claims, rows.length, JSON.stringify(printed));
    await later(40);
  }
  await stage.press("Control+k");
  await stage.type("final notice");
  await stage.press("Enter");
  await stage.see(stage.heading("Letters"));
  const run = await call("letters", {});
  assert.ok(0 < run.goes, "somebody is past the last statement");
  await stage.see(line(run.rows[0].name));
  await stage.see(stage.page.getByRole("img", { name: "The letter" }));
  await stage.look("letters");
  // The agency has no name yet.
  await stage.press("a");
  await stage.see("Name your agency in Settings, Letters and agency");
  await stage.page.goto(`${stage.page.url().split("#")[0]}#/settings/collections`);
  await stage.see(stage.page.locator("[data-part=collections] [name=agency]"));
  await stage.page.locator("[data-part=collections] [name=agency]").focus();
  await stage.type("Harbor Recovery");
  await stage.press("Enter");
  await stage.see("Saved the letters and the agency");
  await stage.page.locator("[name='letters.0.text']").focus();
  await stage.look("settings-letters");
  await stage.page.locator("[name='columns.0.header']").scrollIntoViewIfNeeded();
  await stage.look("settings-agency");
  await stage.page.goto(`${stage.page.url().split("#")[0]}#/statements/letters`);
  await stage.see(line(run.rows[0].name));
  await stage.press("a");
  await stage.see(/^Placed 1 account/);
  const placed = (await call("placements", {})).rows[0];
  await stage.page.goto(`${stage.page.url().split("#")[0]}#/patients/${placed.patient_id}?part=account`);
  await stage.see(/^With Harbor Recovery since/);
  await stage.press("Control+k");
  await stage.type("accounts with an agency");
  await stage.press("Enter");
  await stage.see(stage.heading("With an agency"));
  await stage.see(line("Harbor Recovery"));
  await stage.look("agency");
  await stage.outside("/next-save", [join(stage.home, "agency.csv")]);
  await stage.press("Control+s");
  await stage.see(stage.heading("Anyone can read this file"));
  await stage.press("Control+Enter");
  await stage.see(/visits? as agency\.csv/);
  await stage.press("r");
  await stage.see(stage.page.locator(".act-form [name=reason]"));
  await stage.type("They pay us now");
  await stage.press("Control+Enter");
  await stage.see(/came back from the agency/);
  await stage.look("agency-recalled");
});
