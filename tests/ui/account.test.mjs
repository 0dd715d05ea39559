// The account and the books: every dollar has an owner; money is taken, applied, let off, given back and
// taken back with the keyboard, and the books agree after each.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { raise } from "./stage.mjs";

let stage;
/** A patient with two claims that one payer has to answer, and nobody after it; and a claim of somebody else. */
let patient;
let claims;
let denied;
const call = (name, ask) => stage.call(name, ask);
/** True when the claim's one payer has to answer all of it, and nobody comes after it. */
async function waits(id) {
  const [claim, standing] = await Promise.all([call("claim", { id }), call("claim_standing", { id })]);
  const open = standing.owners?.length === 1 && standing.owners[0].owner === "1" && standing.open_cents === standing.charge_cents;
  return open && 1 < claim.lines.length && claim.others.length === 0 && claim.paid_cents === null && standing.also.length === 0;
}

/** The patients of the queues of what payers have to answer, each with the claims that wait. */
async function findPatient() {
  const of = new Map();
  for (const name of ["send", "wait", "ask"]) {
    for (let from = 0, count = 1; from < count; from += 200) {
      const page = await call("queue", { name, from });
      count = page.count;
      for (const row of page.rows.filter((one) => one.open.owner === "1" && one.claim_id !== "" && /^[\x20-\x7e]+$/.test(one.patient))) {
        const key = `${row.patient_id} ${row.payer}`;
        const there = of.get(key) ?? { row: { id: row.patient_id, name: row.patient }, mine: new Map() };
        there.mine.set(row.claim_id, { id: row.claim_id, number: row.number, payer: row.payer });
        of.set(key, there);
      }
    }
  }
  let found = null;
  let other = null;
  for (const { row, mine } of of.values()) {
    if (found !== null && other !== null) {
      return { ...found, other };
    }
    const [first] = mine.values();
    if (other === null && mine.size === 1 && (await waits(first.id))) {
      other = first;
    }
    if (found !== null) {
      continue;
    }
    const owes = await call("patient_owes", { id: row.id });
    const claims = [];
    for (const one of 2 <= mine.size && owes.unapplied_cents === 0 && owes.rows.every((due) => 0 < due.cents) ? mine.values() : []) {
      if (await waits(one.id)) {
        claims.push(one);
      }
    }
    if (2 <= claims.length) {
      found = { row, mine: claims };
    }
  }
  throw new Error("no patient of the demo practice fits");
}

/** Posts a check that answers claims: of each line 60 % allowed and 10.00 of it the patient's, or all of it denied. */
async function answer(number, of, denies = false) {
  const register = await call("register", {});
  const payer = register.rows.find((one) => one.kind === "payer" && one.name === of[0].payer);
  const empty = (await call("new_sheet", {})).texts;
  const asked = of.map(({ id }) => ({ part: 0, claim_id: id, status: "", control_number: "", patient_part: "", interest: "", remarks: "", forwarded_to: "", adjustments: "", paid: "", lines: [] }));
  const sheet = await call("check_sheet", { ...empty, payer_id: payer.id, method: "check", number, paid_on: "t", amount: "0", claims: asked });
  assert.ok(sheet.texts, JSON.stringify([sheet, payer, of]));
  let sum = 0;
  const texts = sheet.texts;
  texts.claims.forEach((claim, n) => {
    claim.lines.forEach((line, at) => {
      const charge = sheet.claims[n].lines[at].charge_cents;
      if (denies) {
        Object.assign(line, { paid: "0", adjustments: `CO-97 ${(charge / 100).toFixed(2)}` });
        return;
      }
      const allowed = Math.round(charge * 0.6);
      const own = Math.min(1_000, allowed);
      sum += allowed - own;
      Object.assign(line, { allowed: (allowed / 100).toFixed(2), paid: ((allowed - own) / 100).toFixed(2), adjustments: `PR-1 ${(own / 100).toFixed(2)}` });
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

/** Leads the focus to an entry of the ledger, as soon as it stands in its row. */
async function standOn(at, title) {
  await stage.see(row(at).filter({ hasText: title }));
  await stage.press("Home", ...Array.from({ length: at }, () => "ArrowDown"));
  await stage.page.waitForFunction((n) => document.activeElement?.getAttribute("data-row") === String(n), at);
}

before(async () => {
  stage = await raise();
  await stage.openDemo();
  const found = await findPatient();
  patient = found.row;
  claims = found.mine;
  denied = found.other;
  await answer("5501", [claims[0]]);
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
  const paid = ledger.payer_paid_cents + ledger.patient_paid_cents + ledger.before_cents - ledger.unapplied_cents;
  assert.equal(ledger.charged_cents - paid - ledger.off_cents, ledger.balance_cents);
  for (const sum of [ledger.charged_cents, paid, ledger.off_cents]) {
    assert.ok(foot.includes(money(sum)), `${foot} holds ${money(sum)}`);
  }
  // What is denied does not wait for a payer, and what goes back to one is no denial.
  const open = await owesNow();
  const beside = stage.page.locator(".inspector .part").first();
  await stage.see(beside.getByText("Payers have yet to answer").locator("+ dd").filter({ hasText: money(open.payers_cents) }));
  assert.equal(await beside.getByText("ours to work").count(), open.work_cents === 0 ? 0 : 1);
  assert.equal(await beside.getByText("given back to payers").count(), open.credit_cents === 0 ? 0 : 1);
  await stage.look("account");
});

test("an entry says what moved, leads to its remittance, and Esc closes it", async () => {
  const { rows } = await call("ledger", { of: "patient", id: patient.id, from: 0, count: 200 });
  const at = rows.findIndex((one) => one.source === "remittance");
  await standOn(at, rows[at].title);
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

test("a payment takes what is owed unless somebody types, and one key takes it back", async () => {
  const before = await owesNow();
  assert.ok(0 < before.owes_cents);
  await stage.press("Home", "p");
  // Typed before the form is there, and meant for it.
  await stage.type("7");
  await stage.see(form());
  await stage.page.waitForFunction(() => document.querySelector(".act-form [name=amount]")?.value === "7");
  await stage.press("Enter");
  await stage.type("cas");
  await stage.look("account-payment");
  await stage.press("Control+Enter");
  await stage.see("Posted 7.00");
  const after = await owesNow();
  assert.equal(after.owes_cents, before.owes_cents - 700);
  await stage.see(stage.page.locator(".ledger [data-row]").filter({ hasText: /Cash, patient.*7\.00/ }));
  await stage.page.waitForFunction(() => document.activeElement?.closest(".ledger") !== null);
  await stage.press("Control+z");
  await stage.see(/^Taken back: patient payment/);
  assert.equal((await owesNow()).owes_cents, before.owes_cents);
});

test("what was taken back stands beside what it takes back, and one leads to the other", async () => {
  const { rows } = await call("ledger", { of: "patient", id: patient.id, from: 0, count: 200 });
  const back = rows.findIndex((one) => one.reverses !== "" && one.source === "act");
  const taken = rows.findIndex((one) => one.id === rows[back].reverses);
  assert.ok(0 <= back && back < taken, "the newest stands first");
  assert.equal(rows[back].cents, -rows[taken].cents);
  await standOn(back, "Taken back");
  await stage.press("Enter");
  await stage.see(stage.page.getByRole("region", { name: "Entry" }).getByText(/^Taken back/));
  await stage.see(row(taken).locator(".pair-mark"));
  await stage.press("g");
  await stage.page.waitForFunction((at) => document.activeElement?.closest(".ledger [data-row]")?.getAttribute("data-row") === String(at), taken);
  await stage.see(row(back).locator(".pair-mark"));
  await stage.look("account-pair");
  await stage.press("Escape");
});

test("money beyond what is owed waits, and is applied by hand", async () => {
  const { owes_cents } = await owesNow();
  await stage.press("p");
  await stage.type(money(owes_cents + 1_500));
  await stage.see("15.00 stays unapplied");
  await stage.press("Control+Enter");
  await stage.see(/Posted .*, 15\.00 not applied/);
  assert.equal((await owesNow()).unapplied_cents, 1_500);
  await answer("5502", [claims[1]]);
  await stage.page.reload();
  await stage.see(row(0));
  const owed = (await owesNow()).owes_cents;
  assert.ok(700 < owed);
  await stage.press("a");
  await stage.see(form());
  await stage.type("5");
  await stage.look("account-apply");
  await stage.press("Control+Enter");
  await stage.see("Applied 5.00");
  assert.deepEqual(await owesNow().then((now) => [now.unapplied_cents, now.owes_cents]), [1_000, owed - 500]);
});

test("a discount needs its reason, which is asked for at its field", async () => {
  const before = await owesNow();
  assert.ok(0 < before.owes_cents, "something is owed");
  await stage.press("d");
  await stage.see(form());
  await stage.type("1.25");
  await stage.press("Control+Enter");
  await stage.see(form().getByText("Choose a reason."));
  assert.equal(await stage.focus(), "reason");
  await stage.look("account-discount");
  await stage.type("h");
  await stage.press("Control+Enter");
  await stage.see("Took 1.25 off");
  assert.equal((await owesNow()).owes_cents, before.owes_cents - 125);
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

test("money is given back out of what was never applied, and only with a reason", async () => {
  await stage.press("r");
  await stage.see(form());
  // What the account still owes is paid first, so nothing is proposed: who gives it back all the same types it.
  await field("amount").fill("10.00");
  await stage.press("Control+Enter");
  await stage.see(form().getByText("Say in words why it is given back."));
  await field("text").fill("Moved away");
  await stage.press("Control+Enter");
  await stage.see("Refunded 10.00");
  assert.equal((await owesNow()).unapplied_cents, 0);
});

test("an act is taken back with a reason, and who did both is noticed", async () => {
  const ledger = () => call("ledger", { of: "patient", id: patient.id, from: 0, count: 200 });
  const payment = (one) => one.title.endsWith(", patient") && one.reversed_by === "" && one.reverses === "";
  // What was applied or given back since is not taken away from under it.
  const used = (await ledger()).rows.find(payment);
  const refused = await call("take_back_act", { id: used.source_id, reason: "Not hers" });
  assert.match(refused.says, /applied or given back since/);
  const act = { kind: "payment", patient_id: patient.id, payer_id: "", on: "", amount: "3", method: "cash", number: "", reason: "", text: "", rows: [] };
  const paid = (await call("save_act", act)).value;
  await stage.page.reload();
  await stage.see(stage.heading("Account"));
  const { rows } = await ledger();
  const at = rows.findIndex((one) => one.source_id === paid.id);
  await standOn(at, "Cash, patient");
  await stage.press("t");
  await stage.see(form());
  await stage.press("Control+Enter");
  await stage.see(form().getByText("Say in words why it is taken back."));
  await stage.type("Not hers");
  await stage.look("account-take-back");
  await stage.press("Control+Enter");
  await stage.see(/^Took back /);
  await stage.press("Control+k");
  await stage.type("money taken back");
  await stage.see(stage.page.getByRole("option").filter({ hasText: "Done by hand" }));
  await stage.press("Enter");
  await stage.see(stage.heading("Done by hand"));
  const list = stage.page.getByRole("grid", { name: "What was done to money by hand" });
  await stage.see(list.locator("[data-row='0']").filter({ hasText: "look" }));
  await stage.look("books-acts");
  // The kind has a key of its own; J and K walk.
  await stage.press("v");
  await stage.see(stage.page.getByLabel("Kind").and(stage.page.locator("select")));
  assert.equal(await stage.page.getByLabel("Kind").inputValue(), "payment");
  await stage.press("Shift+F");
  await stage.see(list.locator("[data-row='1']"));
  await stage.press("j");
  assert.equal(await stage.page.evaluate(() => document.activeElement?.closest("[data-row]")?.dataset.row), "1");
  await stage.press("k");
  await stage.press("n");
  await stage.see(stage.heading("Somebody should look"));
  await stage.press("Home", "Enter");
  await stage.see(stage.heading("Account"));
});

test("a claim says whose dollar each open dollar is, and a denial is written off or decided from there", async () => {
  await answer("5504", [denied], true);
  await where(`/claims/${denied.id}`);
  await stage.page.reload();
  await stage.see(stage.heading(`Claim ${denied.number}`));
  const standing = await call("claim_standing", { id: denied.id });
  const whose = stage.page.getByRole("region", { name: "Whose dollars" });
  await stage.see(whose);
  const shown = (await whose.locator(".whose .money").allTextContents()).map((text) => Math.round(Number(text.replace(/,/g, "").replace("−", "-")) * 100));
  assert.equal(shown.reduce((sum, one) => sum + one, 0), standing.open_cents);
  await stage.see(whose.getByText(standing.because));
  await stage.see(stage.page.locator(".toolbar .status.bad").filter({ hasText: "Denied" }));
  // A denial moves nothing, so it stands in no ledger; the remittance is a key away all the same.
  await stage.see(stage.page.getByRole("region", { name: "Answers of payers" }).getByText(/^Check 5504/));
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
  const standing = await call("claim_standing", { id: denied.id });
  const ours = standing.open.filter((open) => open.owner === "us" && 0 < open.cents).reduce((sum, open) => sum + open.cents, 0);
  assert.ok(0 < ours, JSON.stringify(standing.open));
  await stage.press("w");
  await stage.see(form());
  await stage.press("Enter");
  await stage.type("b");
  await stage.look("claim-write-off");
  await stage.press("Control+Enter");
  await stage.see(`Wrote off ${money(ours)}`);
  const now = await call("claim_standing", { id: denied.id });
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
