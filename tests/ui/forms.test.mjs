// Every form, with the keyboard alone: a payer, a provider, a patient with a guarantor, a coverage and
// a claim are typed, corrected and saved; what is half typed outlives a kill and a lock.

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

const named = (name) => stage.page.locator(`[name="${name}"]`);

/** Waits until this field has the focus. */
const at = (name) => stage.page.waitForFunction((name) => document.activeElement?.getAttribute("name") === name, name);

/** Types fields one after the other, Enter between them; `null` leaves one as it is. */
async function fields(...texts) {
  for (const text of texts) {
    if (text !== null) {
      await stage.type(text);
    }
    await stage.press("Enter");
  }
}

/** Waits until the core keeps a draft that holds these words. */
async function kept(form, words) {
  const end = Date.now() + 10_000;
  while (!((await call("draft", { form })).text ?? "").includes(words)) {
    assert.ok(Date.now() < end, `the draft with ${words} was not kept`);
    await stage.page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** Goes to a field by Tab, as a person without a mouse does. */
async function tabTo(name) {
  for (let n = 0; n < 200 && (await stage.focus()) !== name; n += 1) {
    await stage.press("Tab");
  }
  assert.equal(await stage.focus(), name);
}

test("a payer is added from the lists", async () => {
  await stage.press("Control+6");
  await stage.see(stage.page.getByRole("grid", { name: "Payers and providers" }));
  await stage.see(stage.page.locator("[data-row='0']"));
  await stage.look("lists");
  await stage.press("p");
  await at("name");
  await fields("Blue Heron Health", "BH100", "Com", null, "PO Box 9", null, "Columbus", "Ohio");
  await stage.see("A state has two letters");
  await stage.see(stage.button(/1 to fix/));
  await stage.look("payer-wrong");
  await stage.press("F4");
  await at("state");
  await fields("oh");
  await stage.type("43201");
  await stage.press("Control+Enter");
  await stage.see("Add payer");
  const { rows } = await call("register", {});
  assert.ok(rows.some((row) => row.name === "Blue Heron Health" && row.number === "BH100" && row.place === "Columbus, OH"));
});

test("a provider's NPI is checked when its field is left", async () => {
  await stage.see(stage.page.getByRole("grid", { name: "Payers and providers" }));
  await stage.press("n");
  await at("role");
  await fields(null, null, "Okafor", "Naomi", null, null, "1234567890");
  await stage.see("last digit does not fit");
  await stage.press("Shift+Enter");
  await at("npi");
  await fields("1234567893", "207Q00000X");
  await stage.look("provider");
  await stage.press("Control+Enter");
  await stage.see("Add provider");
});

let patient;
test("a patient with a guarantor is entered; a killed window gives it back", async () => {
  await stage.press("Control+4");
  await stage.see(stage.page.getByRole("grid", { name: "Patients" }));
  await stage.press("F8");
  await at("last");
  await fields("Heronsdale", "Jordan", "A", null, "031479", "M", "6145550199", "12 Elm St", null, "Columbus", "oh");
  await stage.type("43201");
  // The page is gone in the middle, without a word to anybody.
  await kept("form patient new", "43201");
  await stage.page.reload();
  await stage.page.waitForFunction(() => document.querySelector("[name=zip]")?.value === "43201");
  assert.equal(await named("last").inputValue(), "Heronsdale");
  await tabTo("guarantor");
  await stage.type("Some");
  await stage.press("Enter");
  // Nobody of the practice: typed.
  await at("pick.guarantor");
  await fields(null, "Heronsdale", "Alma");
  // Locked with the key at once after the last letter.
  await stage.type("Quill");
  await stage.press("Control+l");
  await stage.see(stage.page.getByLabel(/^Password of/));
  assert.equal(await stage.page.getByText("Heronsdale").count(), 0);
  await stage.press("Alt+d", "Enter");
  await stage.page.waitForFunction(() => document.querySelector("[name='guarantor.middle']")?.value === "Quill");
  await stage.look("patient-new");
  await stage.press("Control+1");
  await stage.see(stage.heading("Today"));
  await stage.see("New patient");
  await stage.look("half-typed");
  await stage.page.getByRole("link", { name: "New patient" }).focus();
  await stage.press("Enter");
  await stage.page.waitForFunction(() => document.querySelector("[name=born_on]")?.value.startsWith("03/14/1979"));
  await stage.press("Control+Enter");
  await stage.see(stage.page.locator(".who h2").filter({ hasText: "Heronsdale, Jordan A" }));
  const { rows } = await call("patients", { text: "Heronsdale", from: 0, count: 1 });
  patient = rows[0].id;
  const chart = await call("patient", { id: patient });
  assert.deepEqual([chart.person.born_on, chart.person.phone, chart.guarantor.first, chart.guarantor.middle], ["1979-03-14", "6145550199", "Alma", "Quill"]);
  assert.deepEqual((await call("drafts", {})).drafts, []);
});

test("coverages are added, put in order, and taken back", async () => {
  await stage.press("c");
  await at("payer");
  await stage.type("blue hero");
  await stage.see(stage.page.getByRole("option").filter({ hasText: "BH100" }));
  await stage.press("Enter", "Enter");
  await at("order");
  await fields(null, null, "xhb 204", "GRP-4", "Gold", "0101");
  await stage.look("coverage");
  await stage.press("Control+Enter");
  await stage.see("XHB204");
  await stage.press("c");
  await at("payer");
  await stage.type("blue hero");
  await stage.see(stage.page.getByRole("option").filter({ hasText: "BH100" }));
  await stage.press("Enter", "Enter");
  await at("order");
  await fields(null, null);
  await stage.type("SECOND9");
  await stage.press("Control+Enter");
  await stage.see("SECOND9");
  await stage.page.locator(".coverages tbody tr").first().focus();
  await stage.press("Alt+ArrowDown");
  await stage.see("Change the order of coverages");
  const order = async () => (await call("patient", { id: patient })).coverages.map((one) => one.member_id);
  assert.deepEqual(await order(), ["SECOND9", "XHB204"]);
  await stage.press("Control+z");
  await stage.see("Taken back: change the order of coverages");
  assert.deepEqual(await order(), ["XHB204", "SECOND9"]);
  await stage.look("chart-with-coverages");
});

test("a claim is entered in the order of the paper, and says what to fix", async () => {
  await stage.press("F8");
  await stage.see(stage.heading("New claim"));
  await at("line.1.from");
  const [field, form] = await Promise.all([named("line.1.from"), stage.page.locator(".claim-entry")].map((thing) => thing.boundingBox()));
  assert.ok(form.y <= field.y && field.y + field.height <= form.y + form.height, "the field with the caret is in sight");
  assert.equal(await named("member_id").inputValue(), "XHB204");
  assert.equal(await named("patient.last").inputValue(), "Heronsdale");
  await fields("t", null, null, null, "99213", "25", "a", "148", "1");
  await stage.see(stage.button(/to fix/));
  await stage.look("claim-new");
  await tabTo("note");
  await stage.type("half a n");
  await kept(`form claim new ${patient}`, "half a n");
  await stage.press("Control+l");
  await stage.see(stage.page.getByLabel(/^Password of/));
  await stage.press("Alt+d", "Enter");
  await at("note");
  await stage.type("ote");
  assert.equal(await named("note").inputValue(), "half a note");
  await stage.see(stage.button(/to fix/));
  await stage.press("F4");
  await at("dx.A");
  await fields("m1711");
  await tabTo("pick.rendering");
  await stage.type("okafor");
  await stage.see(stage.page.getByRole("option").filter({ hasText: "1234567893" }));
  await stage.press("Enter");
  await stage.page.waitForFunction(() => document.querySelector("[name='rendering.npi']")?.value === "1234567893");
  await stage.press("Tab");
  await stage.see(stage.button(/Save and print/));
  await stage.press("Control+p");
  await stage.see(stage.page.locator(".sheet img, img"));
  const { rows } = await call("claims", {
    filter: { ...everyClaim, patient },
    sort: "number",
    descending: false,
    from: 0,
    count: 5,
  });
  assert.equal(rows.length, 1);
  assert.equal(rows[0].charge_cents, 14_800);
  await stage.look("claim-print");
});

test("a claim is corrected at the box that is marked, and shows what the chart says otherwise", async () => {
  await stage.press("Control+3");
  await stage.see(stage.page.getByRole("grid", { name: "Claims" }));
  await stage.press("/");
  await stage.type("Heronsdale");
  await stage.press("ArrowDown");
  await stage.see(stage.page.locator("[data-row='0']").filter({ hasText: "Heronsdale" }));
  await stage.press("Enter");
  await stage.see(stage.heading(/^Claim \w+/));
  await stage.page.locator("[data-item='33']").focus();
  await stage.press("e");
  await at("billing.last");
  await tabTo("billing.line2");
  await stage.type("Suite 9");
  await stage.press("Control+Enter");
  await stage.see("Corrected");
  const chart = await call("patient", { id: patient });
  const place = { kind: "coverage", id: chart.coverages[0].id, of: patient };
  const form = await call("open_form", { ...place, item: "" });
  await call("save_coverage", { ...place, version: form.version, texts: { ...form.texts, member_id: "XHB999" } });
  // Another desk did that: this one reads it on coming back.
  await stage.page.reload();
  await stage.see("The chart says otherwise");
  await stage.look("claim-differs");
  await stage.press("Alt+u");
  await stage.see(/Update claim/);
  await stage.see(stage.page.locator("[data-item='1a']").filter({ hasText: "XHB999" }));
  await stage.press("Control+z");
  await stage.see(/^Taken back: update claim/);
  await stage.see(stage.page.locator("[data-item='1a']").filter({ hasText: "XHB204" }));
});

test("the palette opens the forms, and a claim begins with its patient", async () => {
  await stage.press("Control+k");
  await stage.type("New claim");
  await stage.see(stage.page.getByRole("option").filter({ hasText: "New claim" }));
  await stage.press("Enter");
  await stage.see("Whose claim is it");
  await stage.type("heronsdale");
  await stage.see(stage.page.getByRole("option").filter({ hasText: "Heronsdale" }));
  await stage.look("claim-whose");
  await stage.press("Enter");
  await at("line.1.from");
  await stage.press("Escape");
  await stage.see(stage.page.locator(".who h2").filter({ hasText: "Heronsdale" }));
});

test("who answers for a bill is picked from those who do already, and lives where the patient lives", async () => {
  await stage.press("Control+4");
  await stage.see(stage.page.getByRole("grid", { name: "Patients" }));
  await stage.press("F8");
  await at("last");
  await fields("Weir", "Odile", null, null, "022012", "F", "6145550123", "4 Fern Ct", null, "Columbus", "oh", "43201");
  await at("guarantor");
  await stage.type("Some");
  await stage.press("Enter");
  await at("pick.guarantor");
  await stage.type("heron al");
  await stage.see(stage.page.getByRole("option").filter({ hasText: "Heronsdale, Alma" }));
  await stage.look("guarantor-pick");
  await stage.press("Enter");
  await stage.page.waitForFunction(() => document.querySelector("[name='guarantor.first']")?.value === "Alma");
  assert.equal(await named("guarantor.last").inputValue(), "Heronsdale");
  // One key brings the patient's home; the name that stands there stays.
  await stage.press("Alt+s");
  await stage.page.waitForFunction(() => document.querySelector("[name='guarantor.line1']")?.value === "4 Fern Ct");
  assert.deepEqual([await named("guarantor.zip").inputValue(), await named("guarantor.last").inputValue()], ["43201", "Heronsdale"]);
  await stage.look("guarantor-same-home");
  await stage.press("Control+Enter");
  await stage.see(stage.page.locator(".who h2").filter({ hasText: "Weir, Odile" }));
  const { rows } = await call("patients", { text: "Weir Odile", from: 0, count: 1 });
  const { guarantor } = await call("patient", { id: rows[0].id });
  assert.deepEqual([guarantor.first, guarantor.last, guarantor.address.line1, guarantor.phone], ["Alma", "Heronsdale", "4 Fern Ct", "6145550123"]);
  // The insured of a coverage by the same key.
  await stage.press("c");
  await at("payer");
  await stage.type("blue hero");
  await stage.see(stage.page.getByRole("option").filter({ hasText: "BH100" }));
  await stage.press("Enter", "Enter");
  await tabTo("relationship");
  await stage.type("Chi");
  await stage.press("Alt+s");
  await stage.page.waitForFunction(() => document.querySelector("[name='insured.city']")?.value === "Columbus");
  assert.deepEqual([await named("insured.last").inputValue(), await named("insured.line1").inputValue()], ["Weir", "4 Fern Ct"]);
  await stage.press("Escape");
  await stage.see(stage.page.locator(".who h2").filter({ hasText: "Weir, Odile" }));
});

test("the shaded part of a line opens by its key, above the line as on the paper", async () => {
  await stage.press("Control+4");
  await stage.see(stage.page.getByRole("grid", { name: "Patients" }));
  await stage.press("/");
  await stage.type("Heronsdale");
  await stage.press("ArrowDown");
  await stage.see(stage.page.locator("[data-row='0']").filter({ hasText: "Heronsdale" }));
  await stage.press("Enter");
  await stage.see(stage.page.locator(".who h2").filter({ hasText: "Heronsdale" }));
  await stage.press("F8");
  await at("line.1.from");
  await fields("t", null, null, null, "j1100", null, "a", "20", "1");
  await tabTo("line.2.from");
  await stage.press("Shift+Tab", "Alt+d");
  await at("line.1.ndc");
  await fields("99999029328");
  await stage.look("claim-shaded");
  // In the order of the paper: from the shaded half on into the line.
  await tabTo("line.1.description");
  await stage.press("Enter");
  await at("line.1.from");
  // A line that says nothing there closes again.
  await tabTo("line.2.from");
  await stage.press("Alt+d");
  await at("line.2.ndc");
  await stage.press("Alt+d");
  await at("line.2.from");
  assert.equal(await named("line.2.ndc").count(), 0);
  await stage.press("Escape");
  await stage.see(stage.page.locator(".who h2").filter({ hasText: "Heronsdale" }));
});
