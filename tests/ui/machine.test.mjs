// The computer under the practice: an unfit data folder and the better place, the notice that the disk
// is not encrypted, what is copied and how it goes again.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { raise } from "./stage.mjs";

const password = "violet anchor ladder tea";

let stage;
let home;
before(async () => {
  home = mkdtempSync(join(tmpdir(), "claimbench-home-"));
  stage = await raise({
    env: { CLAIMBENCH_DISK: "off", HOME: home, XDG_DATA_HOME: "" },
    prepare: (folder) => mkdirSync(join(folder, ".stfolder")),
  });
});
after(async () => {
  await stage?.close();
  rmSync(home, { recursive: true, force: true });
});

const notice = () => stage.page.getByRole("note").filter({ hasText: "not encrypted" });
/** Waits until the clipboard holds this; copying goes through the core, and pressing a key does not wait. */
async function holds(wanted) {
  let held;
  for (const began = Date.now(); Date.now() - began < 10_000; ) {
    held = await stage.outside("/clipboard");
    if (held === wanted) {
      return;
    }
  }
  assert.equal(held, wanted);
}

test("a data folder in a synced folder is refused with the reason, and one key goes to a better place", async () => {
  await stage.see(stage.heading("Not a place for a practice"));
  await stage.see("The data folder lies in a folder of Syncthing");
  assert.equal(await stage.button("Set up a practice").count(), 0);
  await stage.look("place");
  assert.match(await stage.focus(), /^Work in ~\/\.local\/share\/claimbench/);
  await stage.press("Enter");
  await stage.see(stage.button("Set up a practice"));
});

test("the words of the kit leave the clipboard after half a minute and at the lock", async () => {
  await stage.setUp({ password });
  const words = await stage.words();
  await stage.page.locator(".kit").first().evaluate((list) => window.getSelection().selectAllChildren(list));
  await stage.press("Control+C");
  const chosen = await stage.page.evaluate(() => window.getSelection().toString());
  await holds(chosen);
  assert.ok(words.every((word) => chosen.includes(word)), chosen);
  await stage.outside("/later");
  await holds(null);

  await stage.press("Control+Enter");
  await stage.see(stage.page.getByLabel("The 24 words"));
  await stage.type(words.join(" "));
  await stage.press("Control+A", "Control+X");
  assert.equal(await stage.page.getByLabel("The 24 words").inputValue(), "");
  await holds(words.join(" "));
  await stage.press("Control+Z");
  assert.equal(await stage.page.getByLabel("The 24 words").inputValue(), words.join(" "));
  await stage.press("Control+L");
  await stage.see(stage.page.getByLabel("Password of Ruth Hale"));
  await holds(null);
});

test("a hidden password is not copied, and the kit that was never typed back still waits", async () => {
  await stage.type(password);
  await stage.press("Control+A", "Control+C");
  await stage.press("Control+A");
  await stage.type(password);
  await stage.press("Enter");
  await stage.see("The kit was never typed back");
  await holds(null);
});

test("a disk that is not encrypted is said once on this computer, with the way to turn it on", async () => {
  await stage.press("Control+Enter");
  await stage.see(stage.page.getByRole("list", { name: "The words of the kit" }));
  const words = await stage.words();
  await stage.press("Control+Enter");
  await stage.see(stage.page.getByLabel("The 24 words"));
  await stage.type(words.join(" "));
  await stage.press("Control+Enter");
  await stage.see(notice());
  await stage.look("bare-disk");
  await notice().getByRole("button", { name: "How to turn it on" }).press("Enter");
  const part = stage.page.getByRole("region", { name: "This computer" });
  await stage.see(part.getByText("LUKS"));
  await stage.look("computer");
  await notice().getByRole("button", { name: "Close" }).press("Enter");
  await notice().waitFor({ state: "detached" });
  await stage.page.reload();
  await stage.see(part.getByText("LUKS"));
  assert.equal(await notice().count(), 0);
});
