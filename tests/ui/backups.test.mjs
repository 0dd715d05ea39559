// Backups in the settings and in the status bar: places are chosen, a backup and a restore are tried, a
// place that is gone is said; and a file that went back is said on every screen until it is put away.

import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { raise } from "./stage.mjs";

const password = "violet anchor ladder tea";

let stage;
let usb;
let nas;
before(async () => {
  stage = await raise();
  await stage.openNew({ password });
  [usb, nas] = ["usb", "nas"].map((name) => join(stage.home, name, "claimbench"));
  mkdirSync(usb, { recursive: true });
  mkdirSync(nas, { recursive: true });
});
after(() => stage?.close());

const status = (words) => stage.page.locator(".statusbar", { hasText: words });
const part = () => stage.page.getByRole("region", { name: "Backup", exact: true });
const made = (folder) => readdirSync(folder).filter((name) => name.endsWith(".cbarch")).length;

async function choose(button, folder) {
  await stage.outside("/next-pick", [folder]);
  await stage.button(button).focus();
  await stage.press("Enter");
}

async function signIn() {
  await stage.see(stage.page.getByLabel("Password of Ruth Hale"));
  await stage.type(password);
  await stage.press("Enter");
}

test("the status bar says that there is no backup, and leads to where one is made", async () => {
  await stage.see(status("No backup yet"));
  await stage.page.locator(".statusbar a", { hasText: "No backup yet" }).focus();
  await stage.press("Enter");
  await stage.see(stage.button("Choose the first place"));
  await stage.press("b");
  await stage.see(stage.page.locator(".toast", { hasText: "Choose a place for backups first" }));
  await part().scrollIntoViewIfNeeded();
  await stage.look("backup-none");
});

test("two places are chosen, a backup is made in both, and a restore is tried", async () => {
  await choose("Choose the first place", usb);
  await stage.see(part().getByTitle(usb, { exact: true }));
  await choose("Choose the second place", usb);
  await stage.see(stage.page.locator(".toast", { hasText: "The other place is that folder already" }));
  await choose("Choose the second place", nas);
  await stage.see(part().getByTitle(nas, { exact: true }));
  await stage.see(status("Backup late: none made yet"));
  await stage.page.getByLabel("First place: a backup every").focus();
  await stage.type("8");
  await stage.see("Backups are scheduled");
  await stage.page.getByRole("region", { name: "Settings", exact: true }).focus();
  await stage.press("b");
  await stage.see("Backed up, opened and checked");
  await stage.see(status(/Backed up \d\d:\d\d/));
  assert.deepEqual([made(usb), made(nas)], [1, 1]);
  await stage.press("t");
  await stage.see("The backups came back whole");
  await stage.see(part().getByText(/Came back whole: .* Took /));
  assert.equal(await part().locator(".backup-runs tbody tr").count(), 3);
  await part().scrollIntoViewIfNeeded();
  await stage.look("backup-done");
});

test("a place that is gone is said in words, not hidden", async () => {
  renameSync(join(stage.home, "nas"), join(stage.home, "unplugged"));
  await stage.press("b");
  await stage.see(stage.page.locator(".toast", { hasText: "is not there. No backup was made. Connect the drive" }));
  await stage.see(part().getByText("Not made"));
  await stage.page.reload();
  await stage.see(part().getByText(/is not there\. No backup was made/));
  await part().getByRole("heading", { name: "Second place" }).scrollIntoViewIfNeeded();
  await stage.look("backup-gone");
  renameSync(join(stage.home, "unplugged"), join(stage.home, "nas"));
});

test("an older file that was put back is said on every screen until it is put away", async () => {
  const practices = join(stage.home, "data", "practices");
  const [folder] = readdirSync(practices).filter((name) => name.startsWith("prc_"));
  const database = join(practices, folder, "practice.db");
  await stage.press("Control+l");
  await stage.see(stage.page.getByLabel("Password of Ruth Hale"));
  copyFileSync(database, join(stage.home, "old.db"));
  await signIn();
  await stage.see(stage.button("Back up now"));
  await stage.page.getByRole("region", { name: "Settings", exact: true }).focus();
  await stage.press("b");
  await stage.see("Backed up, opened and checked");
  await stage.press("Control+l");
  await stage.see(stage.page.getByLabel("Password of Ruth Hale"));
  copyFileSync(join(stage.home, "old.db"), database);
  rmSync(`${database}-wal`, { force: true });
  rmSync(`${database}-shm`, { force: true });
  await signIn();
  await stage.see(stage.page.getByRole("alert").getByText(/events of the log after that are missing.*The last good backup is of/));
  await stage.press("Control+1");
  await stage.see(stage.heading("Today"));
  await stage.see(stage.page.getByRole("alert").getByText("Something is missing"));
  await stage.look("went-back");
  await stage.button("Understood, put it away").focus();
  await stage.press("Enter");
  await stage.see("Put away. It stays on the audit log.");
  await stage.page.getByText("Something is missing").waitFor({ state: "detached" });
});
