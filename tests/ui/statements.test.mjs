// A run of statements over the demo practice's books: every account with a patient's balance is listed
// with a reason, an account is not billed with a reason and billed again, and the rules are set; all by
// keyboard.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { raise } from "./stage.mjs";

let stage;
before(async () => {
  stage = await raise();
  await stage.openDemo();
});
after(() => stage?.close());

const call = (name, ask) => stage.call(name, ask);
const money = (cents) => `${cents < 0 ? "\u2212" : ""}$${(Math.abs(cents) / 100).toLocaleString("en-US", { minimumFractionDigits: 2 })}`;
const line = (text) => stage.page.locator(".gt-body .gt-row").filter({ hasText: text });

test("everybody with a balance is on the list with a reason, and the list ties to the ledger", async () => {
  await stage.press("Control+e");
  await stage.see(stage.heading("Statements"));
  const run = await call("statement_run", {});
  assert.equal(run.total_cents, run.ledger_cents);
  await stage.see(stage.page.locator(".gt-foot").filter({ hasText: money(run.total_cents) }));
  await stage.see(stage.page.getByText("equals the ledger"));
  for (const group of run.groups) {
    await stage.see(line(group.title));
  }
  await stage.look("statements");
  // A group opens, and an account says who answers for it and what was sent.
  await stage.press("ArrowDown", "Enter");
  const first = run.rows.find((row) => row.goes);
  await stage.see(line(first.name));
  await stage.press("ArrowDown");
  await stage.see(stage.page.getByRole("heading", { name: `Account ${first.number}` }));
  await stage.see("None was made yet.");
  await stage.look("statements-account");
});

test("an account is not billed with a reason, and billed again with one key", async () => {
  const run = await call("statement_run", {});
  const first = run.rows.find((row) => row.goes);
  await stage.press("b");
  await stage.see(stage.page.locator(".act-form select[name=language]"));
  await stage.type("Spa");
  await stage.press("Tab");
  await stage.type("Dis");
  await stage.see(stage.page.locator("[name=hold_text]"));
  await stage.look("statements-billing");
  await stage.press("Control+Enter");
  await stage.see(`Saved account ${first.number}`);
  const held = (await call("statement_run", {})).rows.find((row) => row.number === first.number);
  assert.deepEqual([held.goes, held.code, held.language], [false, "dispute", "es"]);
  await stage.press("Control+z");
  await stage.see("Taken back: bill nothing: disputed");
  assert.equal((await call("statement_run", {})).rows.find((row) => row.number === first.number).goes, true);
});

test("the rules of the run are set in the settings, and the run follows", async () => {
  await stage.press("r");
  await stage.see(stage.page.locator("[name=cycle_days]"));
  await stage.page.locator("[name=minimum]").focus();
  await stage.press("Control+a");
  await stage.type("1000000");
  await stage.press("Enter");
  await stage.see("Saved the statement settings");
  await stage.look("settings-statements");
  assert.equal((await call("statement_run", {})).goes, 0);
  await call("undo", {});
  await stage.page.locator("[name=reminder_days]").focus();
  await stage.press("Control+a");
  await stage.type("99");
  await stage.press("Enter");
  await stage.see("This comes after 99 days.");
});
