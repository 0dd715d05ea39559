// What an import notices and keeps: another address is said and taken over by a key, a replaced claim
// says by which, a new patient may be one who is here, and an import is taken back from its list.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { golden, raise } from "./stage.mjs";

const password = "a green kettle on the stove";
const first = readFileSync(join(golden, "pass", "patient_is_the_insured.edi"), "utf8");

let stage;
before(async () => {
  stage = await raise();
  await stage.openNew({ password });
});
after(() => stage?.close());

const claimOf = (number) => stage.call("claims", { filter: { states: [], payers: [], rendering: [], patient: "", import: "", from: "", to: "", text: number }, sort: "number", descending: false, from: 0, count: 5 });

/** Brings in a file of this text. */
async function bring(name, text) {
  const path = join(stage.home, name);
  writeFileSync(path, text);
  await stage.outside("/drop", [path]);
  await stage.see(stage.heading(/^People and organizations/));
}

async function imported() {
  await stage.press("Control+Enter");
  await stage.see(/claims? came in/);
}

test("another address is said before anything is stored, and kept with the import", async () => {
  await bring("one.837", first);
  await imported();
  await stage.press("Escape");
  const moved = first.replace(/CLM\*([^*]*)\*/g, "CLM*N-$1*").replace("N3*4 BIRCH LN*APT 2~", "N3*900 NEW ROAD~");
  assert.notEqual(moved, first);
  await bring("two.837", moved);
  await stage.see("Another address of the patient");
  await stage.look("import-otherwise");
  await imported();
  await stage.press("Escape");
  await stage.see("Imported before");
  await stage.look("imports");
  // The focus is on what just came in, and walks from there.
  assert.equal(await stage.focus(), "two.837");
  await stage.press("j");
  assert.equal(await stage.focus(), "one.837");
  await stage.press("ArrowUp", "Enter");
  await stage.see("Another address of the patient");
  await stage.look("import-kept");
});

test("one key takes the file's address into the chart", async () => {
  await stage.page.getByRole("button", { name: "Open the claim" }).first().focus();
  await stage.press("Enter");
  await stage.see("The file says otherwise");
  await stage.look("claim-otherwise");
  await stage.press("Alt+t");
  await stage.page.getByText("The file says otherwise").waitFor({ state: "detached" });
  const { rows } = await claimOf("N-");
  const { person } = await stage.call("patient", { id: rows[0].patient_id });
  assert.equal(person.address.line1, "900 NEW ROAD");
});

test("a claim leads to its import, which is taken back from there", async () => {
  await stage.page.getByRole("link", { name: "Its import" }).focus();
  await stage.press("Enter");
  await stage.see(stage.button("Take it back"));
  await stage.press("Alt+b");
  await stage.see("Imported before");
  await stage.page.getByRole("link", { name: "two.837" }).waitFor({ state: "detached" });
  await stage.until(() => document.activeElement?.textContent === "one.837");
  const { rows } = await claimOf("N-");
  assert.equal(rows.length, 0);
});

test("the list of imports is found by its other names, and by a key", async () => {
  await stage.press("Control+1");
  await stage.see(stage.heading("Today"));
  await stage.press("Control+k");
  await stage.type("take back an import");
  await stage.see(stage.page.getByRole("option").filter({ hasText: "Imported before" }));
  await stage.press("Enter");
  await stage.until(() => document.activeElement?.textContent === "one.837");
  await stage.press("Enter");
  await stage.see(stage.heading("Import").and(stage.page.locator("h1")));
  await stage.see(stage.button("Take it back"));
  await stage.press("Escape");
  await stage.until(() => document.activeElement?.textContent === "one.837");
  await stage.press("Control+1", "Control+2");
  await stage.see(stage.button("Pick files"));
  await stage.press("l");
  await stage.until(() => document.activeElement?.textContent === "one.837");
});

test("a replaced claim says by which, and is not to be printed", async () => {
  const number = /CLM\*([^*]*)\*/.exec(first)[1];
  const right = first.replaceAll(":B:1*", ":B:7*").replace(/CLM\*([^*]*)\*/, "CLM*R-177*");
  await bring("right.837", right);
  await imported();
  await stage.press("Control+3");
  await stage.see("Replaced by R-177");
  await stage.look("claims-replaced");
  const { rows } = await claimOf(number);
  assert.equal(rows[0].state, "replaced");
  await stage.page.evaluate((id) => (window.location.hash = `#/claims/${id}`), rows[0].id);
  await stage.see(stage.page.getByRole("link", { name: "R-177" }));
  await stage.see(/money stands with claim R-177/);
  await stage.look("claim-replaced");
  await stage.press("l");
  await stage.see(stage.heading("Claim R-177"));
});

test("a claim on two sheets says what each totals", async () => {
  const lines = Array.from({ length: 8 }, (_, n) => `LX*${n + 1}~\nSV1*HC:9921${n % 5}*50*UN*1***1~\nDTP*472*D8*20260811~\n`).join("");
  const long = first
    .replace(/CLM\*([^*]*)\*125\.5\*/, "CLM*LONG-8*400*")
    .replace(/LX\*1~[^]*?(?=SE\*)/, lines)
    .replace(/SE\*\d+/, "SE*55");
  await bring("long.837", long);
  await imported();
  const { rows } = await claimOf("LONG-8");
  await stage.page.evaluate((id) => (window.location.hash = `#/claims/${id}`), rows[0].id);
  await stage.see("Claim LONG-8");
  await stage.see("sheet 2");
  await stage.look("claim-two-sheets");
});

test("a new patient who may be here is said, with a key to that chart", async () => {
  await stage.page.evaluate(() => (window.location.hash = "#/edit/patient"));
  await stage.see(stage.page.getByLabel("Last name").first());
  await stage.page.getByLabel("Last name").first().fill("Marlowe");
  await stage.page.getByLabel("First name").first().fill("Inez");
  await stage.page.getByLabel("Birth date").first().fill("02/14/1961");
  await stage.press("Tab");
  await stage.see("May be the same as MARLOWE, INES R");
  await stage.look("patient-alike");
  await stage.press("Alt+1");
  await stage.see(stage.heading(/MARLOWE/));
  // She has her chart: nothing half typed is left of a second one.
  await stage.page.evaluate(() => (window.location.hash = "#/edit/patient"));
  await stage.see(stage.page.getByLabel("Last name").first());
  await stage.see("Nothing to fix");
  assert.equal(await stage.page.getByLabel("Last name").first().inputValue(), "");
});
