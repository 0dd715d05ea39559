// The practice's paper and its estimates over the demo practice: a logo is picked, own envelopes are
// measured, a mail house gets its files, and a good-faith estimate is typed, printed and replaced; all by
// keyboard.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { raise } from "./stage.mjs";

let stage;
before(async () => {
  stage = await raise();
  await stage.openDemo();
});
after(() => stage?.close());

const call = (name, ask) => stage.call(name, ask);
const open = (route) => stage.page.evaluate((to) => {
  location.hash = to;
}, route);
const logo = fileURLToPath(new URL("../../crates/forms/tests/data/logo.jpg", import.meta.url));

test("a logo is picked, and the envelopes are measured", async () => {
  await open("#/settings/paper");
  const part = stage.page.locator("[data-part=paper]");
  await stage.see(part.getByText("No logo"));
  await stage.outside("/next-pick", [logo]);
  await stage.press("Alt+l");
  await stage.see("The logo is on the papers, 160 × 120 points");
  await stage.see(part.getByAltText("The practice’s logo"));
  await part.locator("select[name=envelope]").focus();
  await stage.type("Our");
  const left = part.locator("input[name='addressee.left']");
  await stage.see(left);
  await left.fill("7");
  await stage.press("Control+Enter");
  await stage.see(part.getByText("The window does not lie on its envelope"));
  await stage.look("settings-envelopes-wrong");
  await left.fill("0.875");
  await part.locator("input[name='addressee.up']").fill("0.625");
  await stage.press("Control+Enter");
  await stage.see("Saved the envelopes");
  assert.equal((await call("statement_rules", {})).windows.addressee.left, "0.875");
  await stage.look("settings-envelopes");
  await stage.outside("/next-save", [join(stage.home, "overlay.pdf")]);
  await stage.press("Alt+o");
  await stage.see("The overlay page went to overlay.pdf");
});

test("M makes the files for a mail house", async () => {
  const folder = join(stage.home, "house");
  mkdirSync(folder);
  await stage.press("Control+e");
  await stage.see(stage.heading("Statements"));
  await stage.page.locator(".gt-body").focus();
  await stage.outside("/next-pick", [folder]);
  await stage.press("m");
  await stage.see("Anyone can read this file");
  await stage.press("Control+Enter");
  await stage.see(/for the mail house: statements-.*\.pdf and its list/);
  assert.deepEqual(readdirSync(folder).map((name) => name.replace(/^.*\./, "")).sort(), ["csv", "pdf"]);
});

let patient;

test("an estimate is typed, priced from fees and from the last year, and printed", async () => {
  const found = await call("patients", { text: "", from: 3, count: 1 });
  patient = found.rows[0];
  await open(`#/patients/${patient.id}`);
  await stage.see("Coverages");
  await stage.press("i");
  await stage.see("No estimate yet.");
  await stage.press("F8");
  await stage.see(stage.page.locator("input[name=scheduled_on]"));
  await stage.type("t+21");
  await stage.press("Tab", "Tab");
  await stage.type("20");
  await stage.press("Tab", "Tab", "Tab");
  await stage.type("99214");
  await stage.press("Tab", "Tab", "Tab", "Tab");
  await stage.type("36415");
  await stage.press("Tab", "Tab", "Tab");
  await stage.type("24");
  await stage.press("Tab");
  await stage.see("Office visit");
  await stage.page.locator("input[name=diagnoses]").fill("E11.9 diabetes; I10 blood pressure");
  await stage.page.locator("input[name=separate]").fill("Eye examination");
  await stage.press("Tab");
  await stage.see(/Give it to the patient by/);
  await stage.look("estimate-form");
  await stage.press("Control+Enter");
  await stage.see("Saved the estimate");
  await stage.see(stage.page.locator("img.shown-paper"));
  await stage.look("estimates");
  const file = join(stage.home, "estimate.pdf");
  await stage.outside("/next-save", [file]);
  await stage.press("Control+p");
  await stage.see("The estimate went to estimate.pdf");
  const [row] = (await call("estimates", { id: patient.id })).rows;
  assert.notEqual(row.given_on, "");
  assert.deepEqual(row.texts.diagnoses, "E11.9 diabetes\nI10 blood pressure");
  await stage.see(/^given /);
});

test("one that the patient has is replaced by a new one", async () => {
  await stage.press("e");
  await stage.see(stage.heading("Estimates"));
  const discount = stage.page.locator("input[name=discount]");
  await stage.see(discount);
  await discount.fill("25");
  await stage.press("Control+Enter");
  await stage.see("Saved the estimate");
  await stage.see("replaced");
  const { rows } = await call("estimates", { id: patient.id });
  assert.deepEqual([rows.length, rows[0].replaces], [2, rows[1].number]);
  await stage.look("estimates-replaced");
});
