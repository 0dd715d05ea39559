// Who sits here: a password that was given is changed before anything opens, and before many records
// leave the own one is typed again.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { raise } from "./stage.mjs";

const OWN = "violet anchor ladder tea";
const GIVEN = "seven green lanterns at dusk";
const THEIRS = "nine grey herons by the weir";

let stage;
before(async () => {
  stage = await raise();
  await stage.openNew({ password: OWN });
});
after(() => stage?.close());

const at = (name) => stage.page.waitForFunction((name) => document.activeElement?.getAttribute("name") === name, name);

/** Signs in as somebody of the lock screen. */
async function signIn(name, password) {
  await stage.press("Control+l");
  await stage.see(stage.page.getByLabel(/^Password of/));
  await at("password");
  for (let n = 0; n < 5 && (await stage.page.getByLabel(`Password of ${name}`).count()) === 0; n += 1) {
    await stage.press("ArrowDown");
  }
  await stage.see(stage.page.getByLabel(`Password of ${name}`));
  await stage.type(password);
  await stage.press("Enter");
}

test("a password that was given is changed by its person before anything opens", async () => {
  await stage.call("add_user", { name: "Ana Reyes", role: "biller", password: GIVEN });
  await signIn("Ana Reyes", GIVEN);
  await stage.see("Choose your own password");
  await at("old");
  await stage.look("given-password");
  await stage.type(GIVEN);
  await stage.press("Tab", "Tab");
  await at("password");
  await stage.type(THEIRS);
  await stage.press("Tab", "Tab");
  await stage.type("something else");
  await stage.press("Control+Enter");
  await stage.see("The two passwords differ");
  await at("repeat");
  await stage.press("Control+a");
  await stage.type(THEIRS);
  await stage.press("Control+Enter");
  await stage.see(stage.heading("Import"));
  // Left alone, the form is a lock, not a way in.
  await stage.call("lock", {});
  await stage.page.reload();
  await stage.see(stage.page.getByLabel(/^Password of/));
  await signIn("Ana Reyes", THEIRS);
  await stage.see(stage.heading("Import"));
});

test("before the log leaves, the password is typed again when it was typed long ago", async () => {
  await signIn("Ruth Hale", OWN);
  await stage.see(stage.heading("Import"));
  for (let n = 0; n < 3; n += 1) {
    await stage.outside("/later", ["240"]);
    await stage.call("active", {});
  }
  const file = join(stage.home, "log.jsonl");
  await stage.outside("/next-save", [file]);
  await stage.press("Control+7");
  await stage.see(stage.heading("Audit log"));
  await stage.press("e");
  await stage.see(stage.heading("Anyone can read this file"));
  await stage.press("Control+Enter");
  await stage.see(stage.heading("Your password"));
  await at("own_password");
  await stage.look("prove");
  await stage.type(GIVEN);
  await stage.press("Enter");
  await stage.see(stage.page.getByRole("dialog").getByText(/password/i).nth(2));
  assert.ok(!existsSync(file));
  await stage.press("Escape");
  await stage.page.waitForFunction(() => document.querySelector("dialog[open]") === null);
  assert.ok(!existsSync(file));
  await stage.outside("/next-save", [file]);
  await stage.press("e");
  await stage.see(stage.heading("Your password"));
  await at("own_password");
  await stage.type(OWN);
  await stage.press("Enter");
  await stage.see(/exported into log.jsonl/);
  assert.ok(existsSync(file));
  // It stands for a while: the next one asks for nothing.
  const paper = join(stage.home, "log.pdf");
  await stage.outside("/next-save", [paper]);
  await stage.press("Control+p");
  await stage.see(/in log.pdf/);
});

test("at 1100 px no filter of the log loses what it says", async () => {
  const { users } = await stage.call("users", {});
  const day = "2026-11-24";
  await stage.page.setViewportSize({ width: 1100, height: 700 });
  await stage.page.evaluate((hash) => (location.hash = hash), `#/audit?${new URLSearchParams({ who: users[0].id, kinds: "look,change", from: day, to: day })}`);
  await stage.see("Clear filters");
  await stage.page.waitForFunction(() => document.querySelectorAll(".chips-run .chip b").length >= 3);
  const cut = await stage.page.evaluate(() =>
    [...document.querySelectorAll(".strip .chip, .strip .chip b")]
      .filter((chip) => (chip.clientWidth !== 0 && chip.scrollWidth > chip.clientWidth) || chip.getBoundingClientRect().right > innerWidth)
      .map((chip) => chip.textContent),
  );
  assert.deepEqual(cut, []);
  await stage.look("audit-filters");
});
