// Patients: found with the keyboard, read, corrected; what is half typed outlives a reload and a lock.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { raise } from "./stage.mjs";

let stage;
let patient;
before(async () => {
  stage = await raise();
  await stage.openDemo();
  const { rows } = await call("patients", { text: "", from: 40, count: 20 });
  patient = rows.find((row) => row.claims > 1 && /^[\x20-\x7e]+$/.test(row.name));
  assert.ok(patient);
});
after(() => stage?.close());

const call = (name, ask) => stage.call(name, ask);

/** Waits until the core keeps a draft that holds these words. */
async function kept(words) {
  const end = Date.now() + 10_000;
  while (!((await call("draft", { form: `patient ${patient.id}` })).text ?? "").includes(words)) {
    assert.ok(Date.now() < end, `the draft with ${words} was not kept`);
    await stage.page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

const field = (label) => stage.page.getByLabel(label, { exact: true });
/** Waits until a claim of the chart has the focus, so that arrows and Enter go on from it. */
const onClaim = () => stage.page.waitForFunction(() => document.activeElement?.closest(".its-claims [data-row]") !== null);
const chart = () => stage.page.locator(".who h2");

test("a patient is found by a part of the name and opened without the mouse", async () => {
  await stage.press("Control+4");
  await stage.see(stage.page.getByRole("grid", { name: "Patients" }));
  await stage.see(stage.page.locator("[data-row='0']"));
  await stage.look("patients");
  await stage.press("/");
  await stage.type(patient.account);
  await stage.press("Enter");
  await stage.see(chart().filter({ hasText: patient.name }));
  const claims = stage.page.getByRole("grid", { name: "Claims of the patient" });
  await stage.see(claims);
  assert.match(await claims.locator(".gt-foot").textContent(), new RegExp(`^${patient.claims} claims?`));
  await stage.see(stage.page.getByRole("region", { name: "Coverages" }));
  await stage.look("patient");
});

test("the list comes back as it was left", async () => {
  await stage.press("Escape");
  await stage.see(stage.page.getByRole("grid", { name: "Patients" }));
  assert.equal(await field(/Find a patient/).inputValue(), patient.account);
  await stage.press("/");
  await stage.press("Escape");
  await stage.see("600 patients by name");
});

test("the palette finds a patient by name", async () => {
  const [last] = patient.name.split(",");
  await stage.press("Control+k");
  await stage.type(`${last} ${patient.born_on.slice(0, 4)}`);
  await stage.press("Control+a");
  await stage.type(last);
  const hit = stage.page.getByRole("option").filter({ hasText: patient.account });
  await stage.see(hit);
  await hit.first().click();
  await stage.see(chart().filter({ hasText: patient.name }));
});

test("what is wrong stands beside its field, and nothing is saved", async () => {
  await stage.press("e");
  await stage.see(field("Last name"));
  assert.equal(await stage.focus(), "last");
  await field("Phone").fill("12345");
  await stage.press("Control+Enter");
  await stage.see("A telephone number has ten digits, the area code first.");
  assert.equal(await stage.focus(), "phone");
  await stage.look("patient-wrong");
  await field("Phone").fill("(740) 555-0123");
});

test("a draft outlives a reload and a lock", async () => {
  await field("City").fill("Weir Falls");
  await kept("Weir Falls");
  await stage.page.reload();
  await stage.see(field("City"));
  await stage.page.waitForFunction(() => document.querySelector("[name=city]")?.value === "Weir Falls");
  await field("Street").fill("88 Mill St");
  await stage.press("Control+l");
  await stage.see(stage.page.getByLabel(/^Password of/));
  assert.equal(await stage.page.getByText("88 Mill St").count(), 0);
  await stage.press("Alt+d", "Enter");
  await stage.see(field("Street"));
  await stage.page.waitForFunction(() => document.querySelector("[name=line1]")?.value === "88 Mill St");
  assert.equal(await field("City").inputValue(), "Weir Falls");
  await stage.look("patient-edit");
});

test("Esc leaves and keeps the draft, E goes on with it", async () => {
  await stage.press("Escape");
  await stage.see("draft kept");
  await onClaim();
  await stage.press("e");
  await stage.see(field("City"));
  assert.equal(await field("City").inputValue(), "Weir Falls");
});

test("it is saved with one key, and one key takes it back", async () => {
  const before = await call("patient", { id: patient.id });
  await stage.press("Control+Enter");
  await stage.see("Saved demographics");
  const after = await call("patient", { id: patient.id });
  assert.equal(after.person.address.city, "Weir Falls");
  assert.equal(after.person.phone, "7405550123");
  assert.equal((await call("draft", { form: `patient ${patient.id}` })).text ?? "", "");
  await stage.see(stage.page.locator(".read-value").getByText("Weir Falls"));
  await onClaim();
  await stage.press("Control+z");
  await stage.see(/^Taken back: change/);
  const back = await call("patient", { id: patient.id });
  assert.deepEqual(back.person, before.person);
  await stage.see(stage.page.locator(".read-value").getByText(before.person.address.city, { exact: true }));
  await onClaim();
});

test("a claim of the patient opens, and leads back", async () => {
  await stage.page.getByRole("grid", { name: "Claims of the patient" }).locator("[data-row='0']").focus();
  await stage.press("Enter");
  await stage.see(stage.page.getByRole("heading", { name: /^Claim \w+/ }));
  await stage.press("Escape");
  await stage.see(chart().filter({ hasText: patient.name }));
});

test("the privacy blur covers the names", async () => {
  await stage.press("Control+Shift+P");
  assert.equal(await chart().evaluate((heading) => getComputedStyle(heading).filter), "blur(5px)");
  await stage.press("Control+Shift+P");
});
