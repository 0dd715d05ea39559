// Settings and people: what is chosen is kept, what a role may not is explained, and a half-typed
// form survives a lock.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { raise } from "./stage.mjs";

const password = "violet anchor ladder tea";
const own = "nine grey herons by the weir";
const second = "marble kite seven onions";

let stage;
before(async () => {
  stage = await raise();
  await stage.openNew({ password });
});
after(() => stage?.close());

const theme = () => stage.page.evaluate(() => document.documentElement.dataset.theme ?? "system");

test("a setting is kept as soon as it is chosen, and undone with one key", async () => {
  await stage.press("Control+,");
  await stage.see(stage.page.getByLabel("Theme"));
  await stage.look("settings");
  await stage.page.getByLabel("Theme").focus();
  await stage.type("dark");
  await stage.see("Settings changed");
  await stage.page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
  await stage.page.getByRole("region", { name: "Settings", exact: true }).focus();
  await stage.press("Control+z");
  await stage.see("Taken back: change settings");
  await stage.page.waitForFunction(() => document.documentElement.dataset.theme === undefined);
  await stage.press("Control+Shift+z");
  await stage.page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
});

test("what the core refuses stands at its field, and what it took is there after a reload", async () => {
  await stage.page.getByLabel("Lock after").focus();
  await stage.press("Control+a");
  await stage.type("99");
  await stage.press("Enter");
  await stage.see("The window locks after 1 to 15 minutes.");
  await stage.press("Control+a");
  await stage.type("5");
  await stage.press("Enter");
  await stage.page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === null);
  await stage.page.reload();
  await stage.see(stage.page.getByLabel("Theme"));
  assert.equal(await stage.page.getByLabel("Lock after").inputValue(), "5");
  assert.equal(await theme(), "dark");
});

test("a half-typed person comes back after a lock, without the password", async () => {
  await stage.page.getByRole("region", { name: "Settings", exact: true }).focus();
  await stage.press("n");
  await stage.see(stage.page.getByLabel("First password"));
  assert.equal(await stage.focus(), "name");
  await stage.type("Theo Bra");
  await stage.press("Tab");
  await stage.type("Poster");
  await stage.press("Tab");
  await stage.type("half a passw");
  await stage.press("Control+l");
  await stage.see(stage.page.getByLabel("Password of Ruth Hale"));
  await stage.type(password);
  await stage.press("Enter");
  await stage.see(stage.page.getByLabel("First password"));
  assert.equal(await stage.focus(), "name");
  await stage.page.waitForFunction(() => document.querySelector("[name=name]")?.value === "Theo Bra");
  assert.equal(await stage.page.getByLabel("Role").inputValue(), "poster");
  assert.equal(await stage.page.getByLabel("First password").inputValue(), "");
  await stage.look("add-person");
  await stage.press("End");
  await stage.type("ndt");
  await stage.press("Enter", "Enter");
  assert.equal(await stage.focus(), "password");
  await stage.type(second);
  await stage.press("Control+Enter");
  await stage.see("Added Theo Brandt");
});

test("the audit log is checked and a backup is made", async () => {
  await stage.page.getByRole("region", { name: "Settings", exact: true }).focus();
  await stage.press("c");
  await stage.see(/^Whole: \d+ events hold/);
  const file = join(stage.home, "practice.cbarch");
  await stage.outside("/next-save", [file]);
  await stage.press("f");
  await stage.see("Backed up to practice.cbarch, opened and checked");
  assert.ok(existsSync(file));
  await stage.look("settings-done");
});

test("another person signs in from the lock screen, and learns what their role may not", async () => {
  await stage.press("Control+l");
  await stage.see(stage.page.getByLabel("Password of Ruth Hale"));
  await stage.see("Theo Brandt");
  await stage.press("ArrowDown");
  await stage.see(stage.page.getByLabel("Password of Theo Brandt"));
  await stage.look("lock-two");
  await stage.type(second);
  await stage.press("Enter");
  // It was given to them: they choose their own first.
  await stage.see("Choose your own password");
  for (const text of [second, own, own]) {
    await stage.type(text);
    await stage.press("Enter");
  }
  await stage.see("Poster cannot change the practice’s settings. Ask the owner or a practice admin.");
  await stage.see("Poster cannot add and change people. Ask the owner or a practice admin.");
  await stage.press("b");
  await stage.see(stage.page.locator(".toast", { hasText: "Poster cannot back up the practice." }));
  await stage.look("settings-poster");
  await stage.press("Control+2");
  await stage.see("Poster cannot bring in claim files.");
  await stage.look("import-refused");
});
