// Where claims stand, over the demo practice: in the side list, the list, its filter and the claim, on
// Today and on the way to paper; and a check that is posted or taken back moves them at once.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { everyClaim, raise } from "./stage.mjs";

let stage;
before(async () => {
  stage = await raise();
  await stage.openDemo();
});
after(() => stage?.close());

const call = (name, ask) => stage.call(name, ask);
const words = new Map(
  Object.entries({ held: "On hold", denied: "Denied", work: "To work", send: "To send", imported: "To print", payer: "With payer", printed: "Printed", patient: "Patient owes", credit: "Owed back", paid: "Paid", closed: "Closed" }),
);
const us = (n) => n.toLocaleString("en-US");
const go = (hash) => stage.page.evaluate((to) => (window.location.hash = to), hash);
const foot = (n) => stage.see(stage.page.locator(".gt-foot .gt-row").first().filter({ hasText: new RegExp(`^${us(n)} claims? of `) }));
const cell = (row, column) => stage.page.locator(`[data-row="${row}"] > [data-column="${column}"]`);
const side = (title) => stage.page.locator(".side-lists .pick", { hasText: title });
const totals = async () => new Map((await call("claim_totals", everyClaim)).states.map((one) => [one.state, one]));

test("every state has its list with its count, the most urgent first", async () => {
  await stage.press("Control+3");
  await stage.see(cell(0, 0).filter({ hasText: /\d/ }));
  const all = await totals();
  assert.ok(["denied", "imported", "patient", "paid"].every((state) => 0 < all.get(state).count), "the demo has claims that were answered, and some that were not");
  const titles = await stage.page.locator(".side-lists .pick").allTextContents();
  assert.deepEqual(
    titles.slice(0, 12).map((text) => text.replace(/[\d,.]+$/u, "").trim()),
    ["All claims", ...words.values()],
  );
  for (const [state, title] of words) {
    await stage.see(side(title).filter({ hasText: us(all.get(state)?.count ?? 0) }));
  }
  await side("Denied").click();
  await foot(all.get("denied").count);
  await stage.see(cell(0, 5).filter({ hasText: "Denied" }));
  await stage.look("states-denied");
});

test("several states are chosen as a filter, and a header brings the most urgent to the top", async () => {
  await stage.page.locator("[data-row='0']").focus();
  await stage.press("Shift+F");
  const all = await totals();
  await stage.page.getByRole("button", { name: /^State/ }).first().click();
  for (const state of ["denied", "imported", "send"]) {
    await stage.page.getByRole("checkbox", { name: words.get(state) }).check();
  }
  await stage.look("states-filter");
  await stage.press("Escape");
  await foot(["denied", "imported", "send"].reduce((sum, state) => sum + all.get(state).count, 0));
  await stage.page.getByRole("columnheader", { name: "State" }).getByRole("button").click();
  await stage.see("most urgent first");
  await stage.see(cell(0, 5).filter({ hasText: "Denied" }));
  await stage.page.getByRole("columnheader", { name: "State" }).getByRole("button").click();
  await stage.see("most urgent last");
  await stage.see(cell(0, 5).filter({ hasText: "To print" }));
  await stage.look("states-sorted");
});

test("a claim that waits for another payer than its own names it", async () => {
  const { rows } = await call("claims", { filter: { ...everyClaim, states: ["send"] }, sort: "service", descending: true, from: 0, count: 1, more: false });
  const [row] = rows;
  assert.notEqual(row.waits_for, row.payer);
  await go("#/claims?state=send");
  await stage.see(cell(0, 5).filter({ hasText: `To send to ${row.waits_for}` }));
  await cell(0, 0).click();
  await stage.press("Enter");
  await stage.see(stage.heading(`Claim ${row.number}`));
  await stage.see(stage.page.locator(".claim-state").filter({ hasText: `To send to ${row.waits_for}` }));
  await stage.press("Escape");
});

test("a whole list goes to paper without what was answered", async () => {
  await go("#/claims");
  await stage.see(stage.heading("Claims"));
  await stage.see(cell(0, 0).filter({ hasText: /\d/ }));
  await stage.page.locator("[data-row='0']").focus();
  await stage.press("Control+a");
  const all = await totals();
  const open = ["held", "imported", "printed"].reduce((sum, state) => sum + (all.get(state)?.count ?? 0), 0);
  await stage.see(stage.page.getByRole("button", { name: new RegExp(`^Print ${us(open)}`) }));
  await stage.press("Escape");
});

test("Today counts as to print what is to be printed", async () => {
  const all = await totals();
  await stage.press("Control+1");
  await stage.see(stage.heading("Today"));
  const line = (title) => stage.page.locator("tr", { hasText: title });
  await stage.see(line("To print").filter({ hasText: us(all.get("imported").count) }));
  await stage.see(line("Printed").filter({ hasText: us(all.get("printed")?.count ?? 0) }));
  await stage.look("states-today");
});

test("what is posted or taken back moves a claim in the list that is open", async () => {
  const { rows } = await call("claims", { filter: { ...everyClaim, states: ["imported"] }, sort: "service", descending: false, from: 0, count: 1, more: false });
  const [claim] = rows;
  await go("#/claims?state=imported&sort=service");
  await stage.see(cell(0, 0).filter({ hasText: claim.number }));
  const before = (await totals()).get("imported").count;
  await foot(before);
  const { lines, charge_cents: cents } = await call("claim_standing", { id: claim.id });
  // All of it is the patient's, as somebody decides.
  assert.ok(0 < cents && 0 < lines.length);
  const row = { claim_id: claim.id, line_id: "", opening: "", owner: "patient", amount: "" };
  const done = await call("save_act", { kind: "decision", patient_id: "", payer_id: "", on: "", amount: "", method: "", number: "", reason: "", text: "no coverage that day", rows: [row] });
  assert.ok(done.value !== undefined, JSON.stringify(done));
  await stage.page.reload();
  await foot(before - 1);
  // Undo and redo by key: the window hears of what they touched.
  await stage.page.locator("[data-row='0']").focus();
  await stage.press("Control+z");
  await stage.see(/^Taken back: /);
  await stage.see(side("To print").filter({ hasText: us(before) }));
  await stage.see(cell(0, 0).filter({ hasText: claim.number }));
  await stage.press("Control+Shift+z");
  await stage.see(/^Done again: /);
  await foot(before - 1);
  await stage.see(side("To print").filter({ hasText: us(before - 1) }));
  await stage.see(side("Patient owes").filter({ hasText: us((await totals()).get("patient").count) }));
});
