// Lists as people work them: all of it selected and taken back at once, columns of one's own, lists
// under a name, files for a spreadsheet, settings found by their other names, refusals in words; and
// text that looks like a program is text on every screen.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { everyClaim, raise } from "./stage.mjs";

const hostile = JSON.parse(readFileSync(fileURLToPath(new URL("../corpus/hostile.json", import.meta.url)), "utf8"));

let stage;
before(async () => {
  stage = await raise();
  await stage.openDemo();
});
after(() => stage?.close());

const call = (name, ask) => stage.call(name, ask);

const page = (count, more = {}) => ({ filter: everyClaim, sort: "service", descending: true, from: 0, count, more: false, ...more });
const cell = (row, column) => stage.page.locator(`[data-row="${row}"] > [data-column="${column}"]`);
const strip = () => stage.page.getByRole("toolbar", { name: "Selected claims" });
const heads = () => stage.page.locator(".gt-head [role=columnheader]").allTextContents();
const us = (n) => n.toLocaleString("en-US");

/** Opens a place by its key and waits for its list. */
async function openList(key, name) {
  await stage.press(key);
  await stage.see(stage.page.getByRole("grid", { name }));
  await stage.see(cell(0, 0).filter({ hasText: /\w/ }));
  await stage.page.locator(".gt-body [data-row='0']").focus();
}

test("the whole list is selected at once, held but for one, and one key takes it back", async () => {
  const [payer] = (await call("claim_facets", {})).payers;
  const { count } = payer;
  await stage.page.evaluate((id) => (window.location.hash = `#/claims?payer=${id}`), payer.id);
  await stage.see(stage.page.locator(".gt-foot").filter({ hasText: `${us(count)} claims of` }));
  await stage.page.locator(".gt-body [data-row='0']").focus();
  await stage.press("Control+a");
  await stage.see(strip().filter({ hasText: `${us(count)} selected` }));
  await stage.press("Home", "ArrowDown", "Space");
  await stage.see(strip().filter({ hasText: `${us(count - 1)} selected` }));
  assert.equal(await stage.page.locator("[data-row='1']").getAttribute("aria-selected"), "false");
  await stage.press("h");
  await stage.see(stage.page.getByLabel("Why hold"));
  await stage.type("The new fee schedule");
  await stage.press("Enter");
  await stage.see(`Held ${us(count - 1)} claims`);
  assert.equal((await call("claim_totals", { ...everyClaim, states: ["held"] })).count, count - 1);
  await stage.press("Control+z");
  await stage.see(`Taken back: hold ${count - 1} claims`);
  assert.equal((await call("claim_totals", { ...everyClaim, states: ["held"] })).count, 0);
  await stage.press("Control+a", "Escape");
  await stage.see(strip().filter({ hasText: "0 selected" }));
});

test("a row that leaves the list leaves the focus in it", async () => {
  const { rows } = await call("claims", page(3));
  await call("hold_claims", { ids: rows.map((row) => row.id), reason: "Ask the plan" });
  await stage.page.evaluate(() => (window.location.hash = "#/claims?state=held"));
  await stage.page.reload();
  await stage.see(stage.page.locator(".gt-foot").filter({ hasText: "3 claims of" }));
  await stage.see(cell(2, 0).filter({ hasText: /\d/ }));
  await stage.page.locator("[data-row='2']").focus();
  await stage.press("u");
  await stage.see(stage.page.locator(".gt-foot").filter({ hasText: "2 claims of" }));
  await stage.page.waitForFunction(() => document.activeElement?.getAttribute("data-row") === "1");
  await stage.press("Control+z");
  await stage.press("Shift+F");
});

test("columns are chosen and ordered by keys, stay after a reload, and are undone", async () => {
  await openList("Control+3", "Claims");
  const before = await heads();
  await stage.press("c");
  await stage.see(stage.heading("Columns of claims"));
  await stage.press("Alt+ArrowDown");
  await stage.press("ArrowDown", "Space");
  for (let n = 0; n < 6; n += 1) {
    await stage.press("ArrowDown");
  }
  await stage.press("Space");
  await stage.look("lists-columns");
  await stage.press("Control+Enter");
  await stage.see("Columns changed");
  // The table follows its settings, which come after the word that they were changed.
  const shown = (first) =>
    stage.page.waitForFunction((first) => document.querySelector(".gt-head [role=columnheader]")?.textContent?.startsWith(first) === true, first);
  await shown("Patient");
  const after = await heads();
  assert.deepEqual(after.map((text) => text.replace(/[↑↓]/, "")), ["Patient", "Claim", "Service", "Charge", "State", "Member ID"].filter((name) => after.join().includes(name)));
  assert.notDeepEqual(after, before);
  await stage.page.reload();
  await stage.see(cell(0, 0).filter({ hasText: /\w/ }));
  assert.deepEqual(await heads(), after);
  await stage.page.locator(".gt-body [data-row='0']").focus();
  await stage.press("Control+z");
  await stage.see("Taken back: change columns");
  await shown("Claim");
  assert.deepEqual(await heads(), before);
});

test("a narrowed list is kept under a name, found in the palette, removed, and brought back", async () => {
  const { payers } = await call("claim_facets", {});
  await stage.page.evaluate((id) => (window.location.hash = `#/claims?payer=${id}&sort=charge&down=1`), payers[0].id);
  await stage.see(stage.page.locator(".gt-foot").filter({ hasText: `${us(payers[0].count)} claim` }));
  await stage.page.locator(".gt-body [data-row='0']").focus();
  await stage.press("s");
  await stage.see(stage.page.getByLabel("Name", { exact: true }));
  await stage.press("Enter");
  await stage.see("Give the list a name.");
  await stage.type("Largest of the first payer");
  await stage.press("Enter");
  await stage.see("Saved the list Largest of the first payer");
  await stage.see(stage.page.locator(".pick.selected").filter({ hasText: "Largest of the first payer" }));
  await stage.look("lists-saved");
  await stage.press("Control+4");
  await stage.see(stage.heading("Patients"));
  await stage.press("Control+k");
  await stage.type("largest of");
  await stage.see(stage.page.getByRole("option", { name: /Open the list Largest of the first payer/ }));
  await stage.press("Enter");
  await stage.page.waitForURL(/payer=.*sort=charge/);
  await stage.see(stage.page.locator(".gt-foot").filter({ hasText: `${us(payers[0].count)} claim` }));
  await stage.page.getByRole("button", { name: "Remove list" }).click();
  await stage.see("Removed the list Largest of the first payer");
  assert.equal((await call("own_lists", {})).saved.length, 0);
  await stage.press("Control+z");
  await stage.see("Taken back: remove a saved list");
  assert.equal((await call("own_lists", {})).saved[0].name, "Largest of the first payer");
});

test("long values of several filters stay within the window", async () => {
  const { payers, rendering, imports } = await call("claim_facets", {});
  const ids = (facets) => facets.map((facet) => facet.id).join(",");
  await stage.page.evaluate((hash) => (window.location.hash = hash), `#/claims?state=imported,held,printed&payer=${ids(payers)}&rendering=${ids(rendering)}&import=${imports[0].id}&from=2020-01-01&to=2030-12-31`);
  await stage.see(stage.page.getByRole("button", { name: "Clear service date" }));
  for (const width of [1100, 1280]) {
    await stage.page.setViewportSize({ width, height: 700 });
    const outside = await stage.page.evaluate(() => {
      const chips = [...document.querySelectorAll(".chips-run .chip")].map((chip) => chip.getBoundingClientRect());
      const { right } = document.querySelector(".chips-run").getBoundingClientRect();
      return chips.filter((chip) => right + 1 < chip.right || chip.width < 24).length;
    });
    assert.equal(outside, 0, `chips beyond the edge at ${width}`);
  }
  await stage.look("lists-filters");
  await stage.page.locator(".gt-body [data-row='0']").focus();
  await stage.press("Shift+F");
});

test("a list becomes a file with the columns shown, and so do patients", async () => {
  await openList("Control+3", "Claims");
  const { count, charge_cents: cents } = await call("claim_totals", everyClaim);
  const file = join(stage.home, "claims.csv");
  await stage.outside("/next-save", [file]);
  await stage.press("e");
  // Said once to each person: who has the file can read it.
  await stage.see(stage.page.getByRole("dialog"));
  await stage.press("Control+Enter");
  await stage.see(`Saved ${us(count)} lines as claims.csv`);
  const lines = readFileSync(file, "utf8").split("\r\n");
  assert.equal(lines[0], "\ufeffClaim,Patient,Payer,Service,Charge,State");
  assert.equal(lines.length, count + 2);
  const charges = lines.slice(1, -1).map((line) => Math.round(Number(line.split(",").at(-2)) * 100));
  assert.equal(charges.reduce((sum, n) => sum + n, 0), cents);
  await stage.press("Space", "ArrowDown", "Space");
  const two = join(stage.home, "two.csv");
  await stage.outside("/next-save", [two]);
  await stage.press("e");
  await stage.see("Saved 2 lines as two.csv");
  await stage.press("Escape");
  await openList("Control+4", "Patients");
  const people = join(stage.home, "patients.csv");
  await stage.outside("/next-save", [people]);
  await stage.press("e");
  await stage.see(/Saved [\d,]+ lines as patients\.csv/);
  assert.match(readFileSync(people, "utf8"), /^\ufeffPatient,Birth date,Account,Claims,Last service\r\n/);
});

test("a setting is found by another word for it, and has the focus", async () => {
  for (const [typed, title, field] of [
    ["night", "Setting: Theme", "theme"],
    ["timeout", "Setting: Lock after", "idle_minutes"],
    ["vertical align", "Setting: Move down, printed forms", "offset_y"],
  ]) {
    await stage.press("Control+k");
    await stage.type(typed);
    await stage.see(stage.page.getByRole("option", { name: new RegExp(title) }));
    await stage.press("Enter");
    await stage.page.waitForFunction((name) => document.activeElement?.getAttribute("name") === name, field);
  }
  await stage.page.getByRole("region", { name: "Settings", exact: true }).focus();
  await stage.press("/");
  await stage.see(stage.page.getByRole("combobox", { name: "Find or do anything" }));
  await stage.press("Escape");
});

test("every text of the corpus that a person can be called is only text, on every screen", async () => {
  const asked = [];
  stage.page.on("request", (request) => asked.push(request.url()));
  const { rows } = await call("patients", { text: "", from: 0, count: hostile.length });
  for (const [n, text] of hostile.entries()) {
    const row = rows[n % rows.length];
    const { version, person } = await call("patient", { id: row.id });
    // A text that no form can carry is refused with a reason; whatever is kept is kept as typed.
    const saved = await call("save_patient", { id: row.id, version, person: { ...person, last: text, first: text, address: { ...person.address, line1: text, city: text } } });
    assert.ok(saved.value !== undefined || typeof saved.says === "string");
  }
  const { rows: claims } = await call("claims", page(hostile.length));
  for (const [n, text] of hostile.slice(0, 30).entries()) {
    const held = await call("hold_claims", { ids: [claims[n].id], reason: text });
    await call("add_note", { ids: [claims[n].id], text });
    assert.ok(held.value !== undefined || typeof held.says === "string");
  }
  for (const [n, text] of hostile.slice(0, 20).entries()) {
    await call("save_list", { name: text, filter: { ...everyClaim, text }, sort: n % 2 === 0 ? "service" : "charge", descending: true });
  }
  // The page did not hear of these changes: it begins anew and reads them.
  await stage.page.reload();
  await stage.see(stage.page.getByRole("main"));
  const tampered = () =>
    stage.page.evaluate(() => ({
      foreign: document.querySelectorAll("iframe, object, embed, marquee, math, base, [onerror], [onload], a[href^='javascript'], a[href^='data'], img:not([src^='data:']):not([src^='blob:'])").length,
      stolen: [...document.querySelectorAll("dialog")].some((dialog) => dialog.textContent === "stolen"),
      title: document.title,
    }));
  const { rows: changed } = await call("patients", { text: "", from: 0, count: 200 });
  const places = ["#/today", "#/claims", "#/claims?state=held", "#/patients", "#/settings"];
  places.push(...changed.slice(0, 8).map((row) => `#/patients/${row.id}`), ...claims.slice(0, 8).map((row) => `#/claims/${row.id}`));
  const { title } = await tampered();
  for (const place of places) {
    await stage.page.evaluate((hash) => (window.location.hash = hash), place);
    await stage.see(stage.page.locator(".toolbar h1"));
    await stage.page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
    assert.deepEqual(await tampered(), { foreign: 0, stolen: false, title }, place);
  }
  await stage.page.evaluate(() => (window.location.hash = "#/patients"));
  await stage.see(stage.page.getByRole("grid", { name: "Patients" }));
  await stage.see(stage.page.locator(".gt-body").getByText("<img src=x onerror=alert(1)>", { exact: false }));
  for (const typed of ["<img", "script", "'; drop", "=1+1"]) {
    await stage.press("Control+k");
    await stage.type(typed);
    await stage.page.waitForFunction(() => document.querySelector(".palette [role=status]")?.textContent !== "" || document.querySelector(".palette .none") !== null);
    assert.equal((await tampered()).foreign, 0, typed);
    await stage.press("Escape");
  }
  await stage.look("lists-hostile");
  const own = new URL(stage.url).origin;
  assert.deepEqual(asked.filter((url) => !url.startsWith(own) && !url.startsWith("data:") && !url.startsWith("blob:")), [], "nothing was asked of anybody else");
  assert.equal(existsSync("/tmp/claimbench-was-here"), false);
  // `stage.close` fails on a script error, on a dialog of the page and on a breach of the policy.
});

test("who may not save a list is told why, by key and by button", async () => {
  const { folder } = await call("session", {});
  const added = await call("add_user", { name: "Flo Desk", role: "front_desk", password: "seven green lanterns at dusk" });
  const flo = added.value.users.find((user) => user.name === "Flo Desk");
  await call("lock", {});
  const session = await call("unlock", { folder, user_id: flo.id, password: "seven green lanterns at dusk" });
  assert.equal(session.role, "front_desk");
  await stage.page.reload();
  await stage.see(/^Flo Desk, front desk/);
  await openList("Control+3", "Claims");
  const button = stage.page.getByRole("button", { name: /^Save as CSV/ });
  assert.equal(await button.getAttribute("aria-disabled"), "true");
  await stage.press("e");
  await stage.see("Front desk cannot save lists as files. Ask the owner or a practice admin.");
  await stage.press("h");
  await stage.see("Front desk cannot hold claims and add notes. Ask the owner or a practice admin.");
  await stage.look("lists-refused");
});
