// Ways back in, and the people of a practice: the kit at the lock screen, one's own password, what an
// owner changes about others, and a backup restored on a computer that has nothing else.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { raise } from "./stage.mjs";

const password = "violet anchor ladder tea";
const second = "marble kite seven onions";
const third = "copper willow nine drums";

let stage;
let kit;
before(async () => {
  stage = await raise();
  kit = await stage.openNew({ password });
});
after(() => stage?.close());

const settings = (on = stage) => on.page.getByRole("region", { name: "Settings", exact: true }).focus();

/** Opens the row's menu with the keyboard and takes an entry of it by its first letter. */
async function change(name, letter) {
  await stage.page.getByRole("button", { name: `Change ${name}` }).focus();
  await stage.press("Enter");
  await stage.see(stage.page.getByRole("menu", { name: "Change" }));
  await stage.press(letter, "Enter");
}

test("one's own password is changed with the old one", async () => {
  await stage.press("Control+,");
  await stage.see(stage.button("Change my password"));
  await settings();
  await stage.press("w");
  await stage.see(stage.page.getByLabel("Password until now"));
  assert.equal(await stage.focus(), "old");
  await stage.type("not this one at all");
  await stage.press("Tab", "Tab");
  await stage.type(second);
  await stage.press("Tab", "Tab");
  await stage.type("another one");
  await stage.press("Control+Enter");
  await stage.see("The two passwords differ");
  await stage.press("Control+a");
  await stage.type(second);
  await stage.press("Control+Enter");
  await stage.see("That is not the password of this user.");
  assert.equal(await stage.focus(), "old");
  await stage.look("my-password");
  await stage.press("Control+a");
  await stage.type(password);
  await stage.press("Control+Enter");
  await stage.see("Your password is changed");
});

test("an owner adds somebody, changes the role, sets a password, and takes the sign-in", async () => {
  await settings();
  await stage.press("n");
  await stage.see(stage.page.getByLabel("First password"));
  await stage.type("Theo Brandt");
  await stage.press("Tab", "Tab");
  await stage.type(third);
  await stage.press("Control+Enter");
  await stage.see("Added Theo Brandt");
  await stage.see(stage.page.getByRole("row", { name: /Theo Brandt Biller Can sign in Never/ }));
  await change("Theo Brandt", "c");
  await stage.see(stage.page.getByLabel("Role of Theo Brandt"));
  await stage.type("Poster");
  await stage.see("May see patients and claims, hold claims and add notes, post payments.");
  await stage.look("change-role");
  await stage.press("Control+Enter");
  await stage.see(stage.page.getByRole("row", { name: /Theo Brandt Poster/ }));
  await change("Theo Brandt", "s");
  await stage.see(stage.page.getByLabel("New password for Theo Brandt"));
  assert.equal(await stage.focus(), "password");
  await stage.type("marble kite nine drums");
  await stage.press("Control+Enter");
  await stage.see("Set a password for Theo Brandt");
  await change("Theo Brandt", "t");
  await stage.see(stage.page.getByRole("heading", { name: "Theo Brandt leaves" }));
  await stage.look("take-sign-in");
  await stage.type(second);
  await stage.press("Control+Enter");
  await stage.see(stage.page.getByRole("row", { name: /Theo Brandt Poster Left/ }));
  await stage.look("people");
});

test("the kit opens at the lock screen and sets a new password", async () => {
  await settings();
  const file = join(stage.home, "practice.cbarch");
  await stage.outside("/next-save", [file]);
  await stage.press("f");
  await stage.see("Backed up to practice.cbarch");
  await stage.press("Control+l");
  await stage.see(stage.page.getByLabel("Password of Ruth Hale"));
  assert.equal(await stage.page.getByText("Theo Brandt").count(), 0);
  await stage.look("lock-forgot");
  await stage.press("Alt+f");
  await stage.see(stage.page.getByLabel("The 24 words"));
  assert.equal(await stage.focus(), "words");
  await stage.type(kit.split(" ").reverse().join(" "));
  await stage.press("Control+Enter");
  await stage.page.waitForFunction(() => document.querySelector("[name=words]")?.getAttribute("aria-invalid") === "true");
  await stage.look("forgot");
  await stage.press("Control+a");
  await stage.type(kit);
  await stage.press("Control+Enter");
  await stage.see(stage.heading("The kit opens Oak Hill Family Medicine"));
  assert.equal(await stage.focus(), "user_id");
  await stage.press("Tab");
  await stage.type(third);
  await stage.press("Enter");
  await stage.type(third);
  await stage.look("kit-opens");
  await stage.press("Control+Enter");
  await stage.see(stage.heading("Settings"));
  await stage.press("Control+l");
  await stage.see(stage.page.getByLabel("Password of Ruth Hale"));
  await stage.type(third);
  await stage.press("Enter");
  await stage.see(stage.heading("Settings"));
});

test("on a computer with nothing else, a backup and the printed words open the practice", async () => {
  const other = await raise();
  try {
    await other.see(other.button("Restore a backup"));
    await other.look("start-restore");
    await other.press("r");
    await other.see(other.button("Pick the backup"));
    await other.outside("/next-pick", [join(stage.home, "practice.cbarch")]);
    await other.press("Control+o");
    await other.see("Nothing on this computer");
    assert.equal(await other.focus(), "words");
    await other.look("restore");
    await other.type(kit);
    await other.press("Control+Enter");
    await other.see(other.heading("The kit opens Oak Hill Family Medicine"));
    await other.press("Tab");
    await other.type(second);
    await other.press("Enter");
    await other.type(second);
    await other.look("restore-opens");
    await other.press("Control+Enter");
    await other.see(other.heading("Import"));
    await other.press("Control+l");
    await other.see(other.page.getByLabel("Password of Ruth Hale"));
    await other.type(second);
    await other.press("Enter");
    await other.see(other.heading("Import"));
  } finally {
    await other.close();
  }
});

/** Goes on with the own password to the words of a new kit. */
async function made() {
  await stage.type(third);
  await stage.press("Control+Enter");
  await stage.see(stage.page.getByRole("list", { name: "The words of the kit" }));
}

async function renewed() {
  await stage.press("k");
  await stage.see(stage.heading("A new recovery kit"));
  await made();
}

test("a new kit is made with the password, and the old one stands until it is typed back", async () => {
  await stage.press("Control+1");
  await stage.see(stage.heading("Today"));
  await stage.press("Control+k");
  await stage.type("new recovery kit");
  await stage.see(stage.page.getByText("Setting: Recovery kit"));
  await stage.press("Enter");
  await stage.see(stage.button("Make a new recovery kit"));
  await settings();
  await stage.press("k");
  await stage.see(stage.heading("A new recovery kit"));
  await stage.see(/A backup opens with the kit of its day/);
  assert.equal(await stage.focus(), "password");
  await stage.look("new-kit");
  await stage.type("not this one at all");
  await stage.press("Control+Enter");
  await stage.see("That is not the password of this user.");
  assert.equal(await stage.focus(), "password");
  await stage.press("Control+a");
  await made();
  await stage.see(/The old kit opens the practice until/);
  await stage.look("new-kit-words");
  const words = (await stage.words()).join(" ");
  assert.notEqual(words, kit);
  // A reload in between: work goes on, what waits is said, and the old kit can be kept.
  await stage.page.reload();
  await stage.see(/A new recovery kit was made and not typed back/);
  await stage.see(/Its words are gone/);
  await stage.look("new-kit-waits");
  await settings();
  await stage.press("o");
  await stage.see("The old kit stays");
  await stage.page.getByText(/A new recovery kit was made and not typed back/).waitFor({ state: "detached" });
  // Made once more and put off; made and typed back.
  await renewed();
  await stage.press("Escape");
  await stage.see(/A new recovery kit was made and not typed back/);
  await settings();
  await renewed();
  const again = (await stage.words()).join(" ");
  await stage.press("Control+Enter");
  await stage.see(stage.page.getByLabel("The 24 words"));
  await stage.type(kit);
  await stage.press("Control+Enter");
  await stage.see("These are the words of another recovery kit.");
  await stage.press("Control+a");
  await stage.type(again);
  await stage.press("Control+Enter");
  await stage.see(stage.heading("Settings"));
  await stage.see("The new kit stands. The old one opens only backups made before");
  await stage.press("Control+l");
  await stage.see(stage.page.getByLabel("Password of Ruth Hale"));
  await stage.press("Alt+f");
  await stage.see(stage.page.getByLabel("The 24 words"));
  await stage.type(kit);
  await stage.press("Control+Enter");
  await stage.page.waitForFunction(() => document.querySelector("[name=words]")?.getAttribute("aria-invalid") === "true");
  await stage.press("Control+a");
  await stage.type(again);
  await stage.press("Control+Enter");
  await stage.see(stage.heading("The kit opens Oak Hill Family Medicine"));
});
