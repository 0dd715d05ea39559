// The account and the books: every dollar has an owner; money is taken, applied, let off, given back and
// taken back with the keyboard, and the books agree after each.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { raise } from "./stage.mjs";

let stage;
/** A patient with two claims that one payer has to answer, and nobody after it. */
let patient;
let claims;
const call = (name, ask) => stage.call(name, ask);
const filterOf = (id) => ({ states: [], payers: [], rendering: [], patient: id, import: "", from: "", to: "", text: "" });

async function claimsOf(id) {
  return (await call("claims", { filter: filterOf(id), sort: "service", descending: false, from: 0, count: 9, more: false })).rows;
}

async function findPatient() {
  for (let from = 0; from < 300; from += 50) {
    const { rows } = await call("patients", { text: "", from, count: 50 });
    for (const row of rows.filter((one) => one.claims === 3 && /^[\x20-\x7e]+$/.test(one.name))) {
      const mine = await claimsOf(row.id);
      const views = await Promise.all(mine.map((one) => call("claim", { id: one.id })));
      const owes = await call("patient_owes", { id: row.id });
      const plain = views.every((view) => view.others.length === 0 && view.hold === "" && view.paid_cents === null) && new Set(mine.map((one) => one.payer)).size === 1;
      if (plain && owes.rows.length === 0 && owes.unapplied_cents === 0) {
        return { row, mine };
      }
    }
  }
  throw new Error("no patient of the demo practice fits");
}

/** Posts a check that answers claims: of each line 60 % allowed and 10.00 the patient's, or all of it denied. */
async function answer(number, ids, denied = false) {
  const register = await call("register", {});
  const payer = register.rows.find((one) => one.kind === "payer" && one.name === claims[0].payer);
  const empty = (await call("new_sheet", {})).texts;
  const asked = ids.map((claim_id) => ({ part: 0, claim_id, status: "", control_number: "", patient_part: "", interest: "", remarks: "", forwarded_to: "", adjustments: "", paid: "", lines: [] }));
  const sheet = await call("check_sheet", { ...empty, payer_id: payer.id, method: "check", number, paid_on: "t", amount: "0", claims: asked });
  assert.ok(sheet.texts, JSON.stringify([sheet, payer, claims[0]]));
  let sum = 0;
  const texts = sheet.texts;
  texts.claims.forEach((claim, n) => {
    claim.lines.forEach((line, at) => {
      const charge = sheet.claims[n].lines[at].charge_cents;
      if (denied) {
        Object.assign(line, { paid: "0", adjustments: `CO-97 ${(charge / 100).toFixed(2)}` });
        return;
      }
      const allowed = Math.round(charge * 0.6);
      sum += allowed - 1_000;
      Object.assign(line, { allowed: (allowed / 100).toFixed(2), paid: ((allowed - 1_000) / 100).toFixed(2), adjustments: "PR-1 10" });
    });
  });
  texts.amount = (sum / 100).toFixed(2);
  const posted = await call("post_sheet", texts);
  assert.equal(posted.value?.state, "posted", JSON.stringify(posted).slice(0, 400));
  return posted.value.texts.id;
}

const where = (hash) =>
  stage.page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
const field = (name) => stage.page.locator(`.act-form [name="${name}"]`);
const form = () => stage.page.locator(".act-form");
const row = (n) => stage.page.locator(`.ledger [data-row='${n}']`);
const owesNow = () => call("patient_owes", { id: patient.id });
const money = (cents) => `${cents < 0 ? "−" : ""}${Math.trunc(Math.abs(cents) / 100).toLocaleString("en-US")}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;

/** Leads the focus to a row of the ledger. */
async function standOn(at) {
  await stage.press("Home", ...Array.from({ length: at }, () => "ArrowDown"));
  await stage.page.waitForFunction((n) => document.activeElement?.getAttribute("data-row") === String(n), at);
}

before(async () => {
  stage = await raise();
  await stage.openDemo();
  const found = await findPatient();
  patient = found.row;
  claims = found.mine;
  await answer("5501", [claims[0].id, claims[1].id]);
  await stage.page.reload();
  await stage.see(stage.heading("Today"));
});
after(() => stage?.close());

test("the account is one key from the chart, and its owners add up to its balance", async () => {
  await where(`/patients/${patient.id}`);
  await stage.see(stage.page.locator(".who h2").filter({ hasText: patient.name }));
  await stage.press("F7");
  await stage.see(stage.heading("Account"));
  await stage.see(row(0));
  const ledger = await call("ledger", { of: "patient", id: patient.id, from: 0, count: 200 });
  const shown = await stage.page.locator(".account-who dd").allTextContents();
  const cents = shown.map((text) => Math.round(Number(text.replace("−", "-").replace(/[$,]/g, "")) * 100));
  assert.equal(cents.slice(0, -1).reduce((sum, one) => sum + one, 0), cents.at(-1));
  assert.equal(cents.at(-1), ledger.balance_cents);
  const foot = await stage.page.locator(".ledger .gt-foot").textContent();
  const paid = ledger.payer_paid_cents + ledger.patient_paid_cents - ledger.unapplied_cents;
  assert.equal(ledger.charged_cents - paid - ledger.off_cents, ledger.balance_cents);
  for (const sum of [ledger.charged_cents, paid, ledger.off_cents]) {
    assert.ok(foot.includes(money(sum)), `${foot} holds ${money(sum)}`);
  }
  await stage.look("account");
});

test("an entry says what moved, leads to its remittance, and Esc closes it", async () => {
  const { rows } = await call("ledger", { of: "patient", id: patient.id, from: 0, count: 200 });
  const at = rows.findIndex((one) => one.source === "remittance");
  await standOn(at);
  await stage.press("Enter");
  const panel = stage.page.getByRole("region", { name: "Entry" });
  await stage.see(panel.getByText("What moved"));
  assert.match(await panel.textContent(), /The check/);
  await stage.look("account-entry");
  await stage.press("o");
  await stage.page.waitForURL(new RegExp(`#/remits/${rows[at].source_id}`));
  await stage.page.goBack();
  await stage.see(row(0));
  await stage.press("Enter");
  await stage.see(panel);
  await stage.press("Escape");
  await stage.page.waitForFunction(() => document.querySelector(".entry-panel") === null);
});

test("half a form outlives a reload and a lock", async () => {
  await stage.press("p");
  await stage.see(form());
  await stage.type("33");
  const draft = async () => (await call("draft", { form: `act payment ${patient.id}` })).text ?? "";
  const end = Date.now() + 10_000;
  while (!(await draft()).includes("33")) {
    assert.ok(Date.now() < end, "the draft was not kept");
  }
  await stage.page.reload();
  await stage.see(form());
  await stage.page.waitForFunction(() => document.querySelector(".act-form [name=amount]")?.value.startsWith("33"));
  await stage.see("This is what you typed before");
  await stage.press("Alt+n");
  await stage.page.waitForFunction(() => document.querySelector(".act-form [name=amount]")?.value === "");
  await stage.press("Escape");
  await stage.page.waitForFunction(() => document.querySelector(".act-form") === null);
});

test("a claim says whose dollar each open dollar is, and a denial is written off or decided from there", async () => {
  const denied = claims[1];
  await answer("5504", [denied.id], true);
  await where(`/claims/${denied.id}`);
  await stage.page.reload();
  await stage.see(stage.heading(`Claim ${denied.number}`));
  const standing = await call("claim_standing", { id: denied.id });
  const whose = stage.page.getByRole("region", { name: "Whose dollars" });
  await stage.see(whose);
  const shown = (await whose.locator(".whose .money").allTextContents()).map((text) => Math.round(Number(text.replace(/,/g, "").replace("−", "-")) * 100));
  assert.equal(shown.reduce((sum, one) => sum + one, 0), standing.open_cents);
  await stage.see(whose.getByText(standing.because));
  await stage.see(stage.page.getByRole("region", { name: "Entries of this claim" }).getByText(/Check 5501/));
  await stage.look("claim-standing");
  await stage.press("b");
  await stage.see(form());
  await stage.press("Control+Enter");
  await stage.see(form().getByText(/Say in words why/));
  await stage.type("Plan ended before the visit");
  await stage.look("claim-decide");
  await stage.press("Control+Enter");
  await stage.see("Decided whose balance it is");
  await stage.press("Control+z");
  await stage.see(/^Taken back: whose balance/);
});

test("what is ours is written off with a reason", async () => {
  const standing = await call("claim_standing", { id: claims[1].id });
  const ours = standing.open.filter((open) => open.owner === "us" && 0 < open.cents).reduce((sum, open) => sum + open.cents, 0);
  await stage.press("w");
  if (ours === 0) {
    await stage.see(/Nothing on this claim is ours/);
    return;
  }
  await stage.see(form());
  await stage.press("Enter");
  await stage.type("b");
  await stage.look("claim-write-off");
  await stage.press("Control+Enter");
  await stage.see(`Wrote off ${money(ours)}`);
  const now = await call("claim_standing", { id: claims[1].id });
  assert.equal(now.open_cents, standing.open_cents - ours);
});

test("the books agree after all of it, and everything is proved on demand", async () => {
  const status = stage.page.locator(".statusbar");
  await stage.see(status.getByText(/^Books agree/));
  await status.getByText(/^Books agree/).click();
  await stage.see(stage.heading("Proof of the books"));
  await stage.look("books-proof");
  await stage.press("Control+Enter");
  await stage.page.getByText("Every claim was folded anew and agrees").first().waitFor({ timeout: 240_000 });
  await stage.see("Every claim folded anew");
  await stage.look("books-proved");
});
