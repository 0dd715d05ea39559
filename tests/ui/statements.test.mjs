// A run of statements over the demo practice's books: every account with a patient's balance is listed
// with a reason, an account is not billed with a reason and billed again, and the rules are set; all by
// keyboard.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
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

/** Opens the run with its first group, and stands on this account. */
async function standOn(name) {
  await stage.press("Control+e");
  await stage.see(stage.heading("Statements"));
  await stage.see(line("First notice"));
  await stage.press("ArrowDown", "Enter");
  await stage.see(line(name));
  await line(name).focus();
}

test("the bill of a family opens the patient for whom it is owed, and the others are a key away", async () => {
  const { rows } = await call("statement_run", {});
  let family;
  for (const row of rows.filter((one) => one.goes)) {
    const { patients } = await call("statement_account", { id: row.account });
    const owes = await Promise.all(patients.map(({ id }) => call("patient_owes", { id })));
    const at = owes.findIndex((one) => 0 < one.owes_cents);
    if (0 < at) {
      family = { row, patients, at };
      break;
    }
  }
  assert.ok(family, "the demo has a guarantor who owes nothing for their own visits");
  const { row, patients, at } = family;
  await standOn(row.name);
  await stage.see(stage.page.getByRole("heading", { name: `Account ${row.number}` }));
  await stage.press("F7");
  await stage.see(stage.heading("Account"));
  await stage.see(stage.page.locator(".who h2").filter({ hasText: patients[at].name }));
  const owed = stage.page.locator(".inspector dl").filter({ hasText: `Due on account ${row.number}` });
  await stage.see(owed.getByText((row.due_cents / 100).toFixed(2)).first());
  await stage.look("account-family");
  await stage.press("Shift+F7");
  await stage.see(stage.page.locator(".who h2").filter({ hasText: patients[(at + 1) % patients.length].name }));
});

test("one statement is looked at page by page, saved at the desk, and counts", async () => {
  const first = (await call("statement_run", {})).rows.find((row) => row.goes);
  await standOn(first.name);
  await stage.see(stage.page.getByRole("heading", { name: `Account ${first.number}` }));
  await stage.press("v");
  const dialog = stage.page.getByRole("dialog", { name: `Statement of account ${first.number}` });
  await stage.see(dialog.getByRole("img", { name: "Page 1 of the statement" }));
  const { pages } = await call("statement_page", { account: first.account, page: 0, dpi: 50 });
  await stage.see(dialog.getByText(first.why));
  await stage.see(dialog.getByText(`1 of ${pages}`));
  await stage.look("statement-large");
  assert.ok(1 < pages, "a statement has its rights on a second page");
  await stage.press("]");
  await stage.see(dialog.getByRole("img", { name: "Page 2 of the statement" }));
  await stage.press("Escape", "F7");
  await stage.see(stage.heading("Account"));
  await stage.see(stage.button(/^Statement/));
  await stage.until(() => document.querySelector("[aria-keyshortcuts='S']")?.getAttribute("aria-disabled") === null);
  await stage.press("s");
  await stage.see(dialog.getByRole("img", { name: "Page 1 of the statement" }));
  const file = join(stage.home, "statement.pdf");
  await stage.outside("/next-save", [file]);
  await stage.press("Control+p");
  await stage.see(stage.heading("Anyone can read this file"));
  await stage.press("Control+Enter");
  await stage.see(/^Saved 1 statement, /);
  assert.ok(existsSync(file));
  const now = (await call("statement_run", {})).rows.find((row) => row.account === first.account);
  assert.deepEqual([now.goes, now.code], [false, "cycle"]);
  // A run sends none now, and says why; who asks at the desk gets one all the same.
  await stage.press("s");
  await stage.see(dialog.getByText("Sent a short while ago"));
  await stage.see(dialog.getByRole("img", { name: "Page 1 of the statement" }));
  const again = join(stage.home, "again.pdf");
  await stage.outside("/next-save", [again]);
  await stage.press("Control+p");
  await stage.until(() => document.querySelector("dialog[open]") === null);
  assert.ok(existsSync(again));
});
