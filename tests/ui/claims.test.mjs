// The list of claims and the claim itself, over the demo practice: narrowed, sorted, many acted on at
// once with undo, walked through with J and K, and read beside the segments it came from.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { everyClaim, golden, raise } from "./stage.mjs";

let stage;
before(async () => {
  stage = await raise();
  await stage.openDemo();
});
after(() => stage?.close());

const call = (name, ask) => stage.call(name, ask);

const grid = () => stage.page.getByRole("grid", { name: "Claims" });
const rows = () => stage.page.locator(".gt-body .gt-row");
const foot = () => stage.page.locator(".gt-foot .gt-row").first();
const strip = () => stage.page.getByRole("toolbar", { name: "Selected claims" });
const cell = (row, column) => stage.page.locator(`[data-row="${row}"] > [data-column="${column}"]`);

async function openClaims() {
  await stage.press("Control+3");
  await stage.see(grid());
  await stage.see(cell(0, 0));
}

test("all claims are listed, their sum is that of the core, and the list has the focus", async () => {
  await openClaims();
  const totals = await call("claim_totals", everyClaim);
  const text = await foot().textContent();
  assert.match(text, new RegExp(`^${totals.count.toLocaleString("en-US")} claims`));
  assert.match(text, new RegExp(`\\$${(totals.charge_cents / 100).toLocaleString("en-US", { minimumFractionDigits: 2 })}`));
  assert.ok((await rows().count()) < 100, "only what is in sight is drawn");
  assert.equal(await stage.page.evaluate(() => document.activeElement?.getAttribute("data-row")), "0");
  await stage.look("claims");
});

test("the days are left where they were asked for", async () => {
  const inDays = () => stage.page.waitForFunction(() => document.activeElement?.closest(".claim-days") !== null);
  const onRow = () => stage.page.waitForFunction(() => document.activeElement?.getAttribute("data-row") === "0");
  await stage.press("d");
  await inDays();
  await stage.press("Escape");
  await onRow();
  await stage.press("d");
  await inDays();
  await stage.type("1/1/26");
  await stage.press("Enter");
  await onRow();
  await stage.see("since 01/01/26");
  await stage.press("Shift+F");
  await stage.page.waitForFunction(() => document.querySelector(".days-chip.chip-pair") === null);
});

test("the end of a long list is a key away and is read", async () => {
  await stage.press("End");
  const { count } = await call("claim_totals", everyClaim);
  await stage.page.waitForFunction((last) => (document.querySelector(`[data-row="${last}"] > [data-column="1"]`)?.textContent ?? "").includes(","), count - 1);
  await stage.press("Home");
});

test("a header sorts, and sorts the other way round", async () => {
  const charge = stage.page.getByRole("button", { name: /^Charge/ });
  await charge.click();
  await stage.page.waitForURL(/sort=charge/);
  await stage.see("smallest charge first");
  await charge.click();
  await stage.see("largest charge first");
  const { rows: largest } = await call("claims", { filter: everyClaim, sort: "charge", descending: true, from: 0, count: 1 });
  await stage.see(cell(0, 0).filter({ hasText: largest[0].number }));
});

test("several values narrow the list, and the address keeps them but no text", async () => {
  const facets = await call("claim_facets", {});
  const [one, two] = facets.payers;
  await stage.page.getByRole("button", { name: /^Payer/ }).first().click();
  await stage.page.getByRole("checkbox", { name: one.name }).check();
  await stage.page.getByRole("checkbox", { name: two.name }).check();
  await stage.press("Escape");
  await stage.see(foot().filter({ hasText: new RegExp(`^${(one.count + two.count).toLocaleString("en-US")} claims of `) }));
  await stage.press("d");
  await stage.see(stage.page.getByRole("dialog", { name: "Service date" }));
  await stage.type("t-90");
  await stage.press("Enter");
  await stage.page.waitForURL(/from=\d{4}-\d\d-\d\d/);
  await stage.press("/");
  await stage.type("b");
  await stage.page.waitForFunction(() => document.querySelector("[data-row='0'] .code")?.textContent !== "");
  assert.doesNotMatch(stage.page.url(), /text=/);
  await stage.look("claims-filtered");
  await stage.press("Escape", "Escape");
  await stage.press("Shift+F");
  await stage.see(foot().filter({ hasText: /^3,\d{3} claims/ }));
  await stage.page.getByRole("button", { name: "Service", exact: true }).click();
  await stage.page.getByRole("button", { name: "Service", exact: true }).click();
  await stage.see("newest service first");
});

test("many are held at once with a reason, and one key takes it back", async () => {
  await Promise.all([0, 1, 2].map((row) => stage.see(cell(row, 0).filter({ hasText: /\d/ }))));
  await stage.press("ArrowDown", "Home", "Space", "ArrowDown", "Space", "Shift+ArrowDown");
  await stage.see(strip().filter({ hasText: "3 selected" }));
  await stage.look("claims-selected");
  await stage.press("h");
  await stage.see(stage.page.getByLabel("Why hold"));
  await stage.press("Enter");
  await stage.see("Say in a few words why it is held");
  await stage.type("Ask for the new card");
  await stage.look("claims-hold");
  await stage.press("Enter");
  await stage.see("Held 3 claims");
  assert.equal((await call("claim_totals", { ...everyClaim, states: ["held"] })).count, 3);
  await stage.see(strip().filter({ hasText: "0 selected" }));
  await stage.see(cell(0, 5).filter({ hasText: "On hold" }));
  await stage.press("Control+z");
  await stage.see("Taken back: hold 3 claims");
  assert.equal((await call("claim_totals", { ...everyClaim, states: ["held"] })).count, 0);
  await stage.see(cell(0, 5).filter({ hasText: "To print" }));
});

test("a claim is opened, walked from with J and K, held, noted, and left where it was", async () => {
  await stage.page.locator("[data-row='0']").focus();
  await stage.press("Home", "ArrowDown", "ArrowDown");
  const numbers = await Promise.all([2, 3].map((row) => cell(row, 0).textContent()));
  await stage.press("Enter");
  await stage.see(stage.heading(`Claim ${numbers[0]}`));
  await stage.look("claim-demo");
  await stage.press("j");
  await stage.see(stage.heading(`Claim ${numbers[1]}`));
  await stage.press("k");
  await stage.see(stage.heading(`Claim ${numbers[0]}`));
  await stage.press("n");
  await stage.see(stage.page.getByLabel("Note", { exact: true }));
  await stage.type("Called the plan");
  await stage.press("Enter");
  await stage.see("Note added");
  await stage.see(stage.page.locator(".timeline").getByText("Called the plan"));
  await stage.press("h");
  await stage.type("Wrong member ID");
  await stage.press("Enter");
  await stage.see("Held 1 claim");
  await stage.see(stage.page.locator(".findings").getByText("The claim is on hold: Wrong member ID"));
  await stage.look("claim-held");
  await stage.press("u");
  await stage.see("Released 1 claim");
  await stage.press("Escape");
  await stage.see(grid());
  await stage.page.waitForFunction(() => document.activeElement?.getAttribute("data-row") === "2");
});

test("an imported claim lights up with its segments, both ways, and they can be copied", async () => {
  await stage.outside("/next-pick", [join(golden, "pass/secondary_after_the_primary_paid.edi")]);
  const picked = await call("pick_files", { folder: false });
  const preview = await call("read_files", { job: "t", tokens: picked.files.map((file) => file.token) });
  const done = await call("import_claims", { job: "t2", id: preview.id });
  assert.ok(done.value.claims_created > 0);
  const { rows: found } = await call("claims", { filter: { ...everyClaim, import: done.value.id }, sort: "charge", descending: true, from: 0, count: 1 });
  await stage.page.evaluate((id) => {
    window.location.hash = `#/claims/${id}`;
  }, found[0].id);
  await stage.see(stage.heading(`Claim ${found[0].number}`));
  const segments = stage.page.getByRole("listbox", { name: "Segments of the claim" });
  await stage.see(segments);
  const lit = () => segments.getByRole("option", { selected: true }).allTextContents();
  await stage.page.locator(".claim-lines [data-row='0']").click();
  assert.match((await lit())[0], /LX[^A-Z0-9]1/);
  assert.ok((await lit()).some((text) => text.includes("SV1")));
  await stage.page.locator("[data-item='2']").click();
  assert.ok((await lit()).every((text) => /NM1/.test(text)));
  await stage.look("claim-imported");
  await segments.getByRole("option").filter({ hasText: /HI[^A-Z0-9]/ }).first().click();
  await stage.see(stage.page.locator("[data-item='21'].selected"));
  // What a segment says names the patient as its text does.
  await stage.press("Control+Shift+P");
  const filters = await segments.getByRole("option", { selected: false }).first().locator(".private").evaluateAll((parts) => parts.map((part) => getComputedStyle(part).filter));
  assert.deepEqual(filters, ["blur(5px)", "blur(5px)"]);
  await stage.press("Control+Shift+P");
  await stage.press("Control+c");
  await stage.see("Copied 1 segment");
  assert.match(await stage.outside("/clipboard"), /^HI/);
  await stage.press("x");
  await stage.page.waitForFunction(() => document.querySelector(".x12") === null);
  await stage.press("x");
  await stage.see(segments);
});

test("F4 leads to the box of the next finding", async () => {
  const { rows: all } = await call("claims", { filter: everyClaim, sort: "number", descending: false, from: 0, count: 500 });
  let wanted = null;
  for (const row of all) {
    const claim = await call("claim", { id: row.id });
    if (wanted === null && claim.findings.some((finding) => /^\d/.test(finding.item))) {
      wanted = claim;
      break;
    }
  }
  if (wanted === null) {
    console.log("skipped: no claim of the demo practice has a finding");
    return;
  }
  await stage.page.evaluate((id) => {
    window.location.hash = `#/claims/${id}`;
  }, wanted.id);
  await stage.see(stage.heading(`Claim ${wanted.number}`));
  await stage.press("F4");
  await stage.page.waitForFunction(() => document.activeElement?.closest("[data-item], [data-row]") !== null);
});

test("the palette finds a claim by its number and opens it", async () => {
  const { rows: one } = await call("claims", { filter: everyClaim, sort: "number", descending: true, from: 5, count: 1 });
  await stage.press("Control+k");
  await stage.type(one[0].number);
  await stage.see(stage.page.getByRole("option").filter({ hasText: one[0].number }));
  await stage.press("Enter");
  await stage.see(stage.heading(`Claim ${one[0].number}`));
});
