// The first way through the product, with the keyboard alone: set up, recovery kit, import, lock,
// unlock, undo.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { golden, raise } from "./stage.mjs";

const password = "violet anchor ladder tea";
const evil = "<IMG SRC=X ONERROR=ALERT(1)>";

let stage;
before(async () => {
  stage = await raise();
});
after(() => stage?.close());

test("the first start offers three ways, and says what joining needs", async () => {
  await stage.see(stage.button("Join a practice"));
  assert.match(await stage.focus(), /^Set up a practice/);
  await stage.look("start");
  await stage.press("j");
  await stage.see("Joining needs the practice server");
  await stage.look("join");
  await stage.press("Escape");
  await stage.see(stage.button("Set up a practice"));
});

test("a practice is set up, its faults named at their fields", async () => {
  await stage.press("s");
  await stage.see(stage.page.getByLabel("Practice name"));
  assert.equal(await stage.focus(), "name");
  await stage.type("Oak Hill Family Medicine");
  await stage.press("Enter");
  await stage.type("1900001012");
  await stage.press("Enter");
  await stage.type("12-3456789");
  await stage.press("Enter", "Enter", "Enter");
  assert.equal(await stage.focus(), "user");
  await stage.type("Ruth Hale");
  await stage.press("Enter");
  await stage.type(password);
  await stage.press("Enter");
  await stage.type("something else");
  await stage.press("Enter");
  await stage.see("The two passwords differ");
  assert.equal(await stage.focus(), "repeat");
  await stage.type(password);
  await stage.press("Control+Enter");
  await stage.see(/The NPI's last digit/);
  assert.equal(await stage.focus(), "npi");
  await stage.look("set-up");
  await stage.type("1900001011");
  await stage.press("Control+Enter");
  await stage.see(stage.page.getByRole("list", { name: "The words of the kit" }));
});

test("the recovery kit is saved, and nothing opens before it was typed back", async () => {
  const words = await stage.words();
  assert.equal(words.length, 24);
  await stage.look("kit");
  const kit = join(stage.home, "kit.pdf");
  await stage.outside("/next-save", [kit]);
  await stage.press("Control+s");
  await stage.see("Saved as kit.pdf");
  assert.equal(readFileSync(kit).subarray(0, 5).toString(), "%PDF-");
  await stage.press("Control+Enter");
  await stage.see(stage.page.getByLabel("The 24 words"));
  assert.equal(await stage.focus(), "words");
  await stage.type(words.with(4, "zzzz").join(" "));
  await stage.press("Control+Enter");
  await stage.see(/Word 5/);
  await stage.look("kit-check");

  // A lock takes the words out of memory; a new kit is made then, and the old one is void.
  await stage.press("Control+l");
  await stage.see(stage.page.getByLabel("Password of Ruth Hale"));
  await stage.type(password);
  await stage.press("Enter");
  await stage.see(stage.heading("The kit was never typed back"));
  await stage.look("kit-gone");
  await stage.press("Control+Enter");
  await stage.see(stage.page.getByRole("list", { name: "The words of the kit" }));
  const anew = await stage.words();
  assert.notDeepEqual(anew, words);
  await stage.press("Control+Enter");
  await stage.see(stage.page.getByLabel("The 24 words"));
  await stage.type(anew.map((word, n) => `${n + 1}. ${word.slice(0, 4)}`).join("\n"));
  await stage.press("Control+Enter");
  await stage.see(stage.heading("Import"));
  await stage.look("import");
});

test("claim files are previewed and imported with one key; a name with markup is just a name", async () => {
  const sample = readFileSync(join(golden, "pass/patient_is_the_insured.edi"), "utf8");
  const file = join(stage.home, "old program.edi");
  writeFileSync(file, sample.replace("NM1*IL*1*MARLOWE*INES*R***MI", `NM1*IL*1*${evil}*INES*R***MI`));
  await stage.outside("/next-pick", [file, join(golden, "pass/several_interchanges.edi"), join(golden, "fail/wrong_counts.edi")]);
  await stage.press("f");
  await stage.see(stage.heading(/^People and organizations/));
  await stage.see(stage.page.getByRole("gridcell", { name: `${evil}, INES R` }));
  await stage.see(stage.page.getByRole("rowheader", { name: "wrong_counts.edi" }));
  await stage.see(/wrong_counts\.edi, segment \d+, byte \d/);
  await stage.see("What payers paid since");
  await stage.look("import-preview");
  await stage.press("Control+Enter");
  await stage.see(/claims? came in/);
  assert.equal(await stage.page.locator("img").count(), 0);
  await stage.look("import-done");
});

test("the same files again bring nothing new", async () => {
  await stage.outside("/drop", [join(stage.home, "old program.edi")]);
  await stage.see("Nothing in these files is new");
  await stage.press("Control+Enter");
  await stage.see(stage.page.locator(".toast", { hasText: "Nothing in these files is new" }));
  await stage.press("Escape");
  await stage.see("Imported before");
});

test("a lock by the system hides everything, and the password leads back to the same place", async () => {
  await stage.press("Control+1");
  await stage.see(stage.heading("Today"));
  await stage.look("today");
  await stage.outside("/lock");
  await stage.see(/Locked at \d+:\d\d when the computer went to sleep\. You come back to the same place\./);
  assert.equal(await stage.page.getByText(/MARLOWE|OKAFOR/).count(), 0);
  assert.equal(await stage.focus(), "password");
  await stage.look("lock");
  await stage.type("not the password");
  await stage.press("Enter");
  await stage.see("That is not the password of this user.");
  await stage.look("lock-wrong");
  await stage.press("Alt+v");
  await stage.type(password);
  assert.equal(await stage.page.getByLabel("Password of Ruth Hale").inputValue(), password);
  await stage.press("Enter");
  await stage.see(stage.heading("Today"));
});

test("one undo takes the import back, redo brings it again", async () => {
  const count = () => stage.page.locator("nav a", { hasText: "Claims" }).locator(".count").textContent();
  const imported = await count();
  assert.notEqual(imported, "0");
  await stage.press("Control+z");
  await stage.see(/^Taken back: import/);
  await stage.see("No claims here yet");
  await stage.look("today-empty");
  assert.equal(await count(), "0");
  await stage.press("Control+Shift+z");
  await stage.see(/^Done again: import/);
  await stage.see(stage.page.getByRole("table"));
  assert.equal(await count(), imported);
});

/** A claim file of many claims of one patient, of the golden sample's shape. */
function many(n) {
  const segments = readFileSync(join(golden, "pass/patient_is_the_insured.edi"), "utf8").split("\n").filter((line) => line !== "");
  const from = segments.findIndex((line) => line.startsWith("CLM*"));
  const to = segments.findIndex((line) => line.startsWith("SE*"));
  const claim = segments.slice(from, to);
  const claims = Array.from({ length: n }, (_, at) => [claim[0].replace("OH-1001", `BIG-${at}`), ...claim.slice(1)]).flat();
  const count = to - segments.findIndex((line) => line.startsWith("ST*")) + 1 - claim.length + claims.length;
  return [...segments.slice(0, from), ...claims, segments[to].replace(/\*\d+\*/, `*${count}*`), ...segments.slice(to + 1)].join("\n");
}

test("long work shows how far it is, goes on while one looks elsewhere, and can be stopped", async () => {
  const file = join(stage.home, "big.edi");
  writeFileSync(file, many(6_000));
  await stage.press("Control+2");
  await stage.see(stage.heading("Import"));
  await stage.outside("/next-pick", [file]);
  await stage.press("f");
  await stage.see(stage.page.getByRole("progressbar"));
  await stage.press("Control+1");
  await stage.see(stage.heading("Today"));
  await stage.press("Control+2");
  await stage.see(stage.button("Import 6,000 claims"));
  await stage.press("Control+Enter");
  await stage.see(stage.page.getByRole("progressbar"));
  await stage.press("Escape");
  await stage.see("Stopped. Nothing was kept.");
  await stage.look("import-stopped");
  await stage.press("Control+3");
  await stage.see(stage.heading("Claims"));
  assert.equal(await stage.page.getByText(/BIG-/).count(), 0);
});

test("a file that is no claim file says what it is and what to do", async () => {
  const file = join(stage.home, "letter.txt");
  writeFileSync(file, "Dear colleagues,\n");
  await stage.press("Control+2");
  await stage.outside("/next-pick", [file]);
  await stage.press("f");
  await stage.see("There is no claim in these files to import.");
  await stage.see("This is a text, not an X12 file.");
  await stage.look("import-none");
});
