// A visit is marked sensitive with one key, an address of the patient's own is typed, and a visit gets an
// account of its own; all by keyboard over the demo practice.

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
const open = (route) => stage.page.evaluate((to) => {
  location.hash = to;
}, route);

/** A patient with a bill that somebody else answers for, and a claim on it. */
async function dependent() {
  const run = await call("statement_run", {});
  for (const row of run.rows.filter((one) => one.goes)) {
    const account = await call("statement_account", { id: row.account });
    const of = account.patients.find((patient) => !patient.answers);
    if (of !== undefined) {
      const filter = { ...everyClaim, patient: of.id };
      const { rows } = await call("claims", { filter, sort: "service", descending: true, from: 0, count: 10, more: false });
      for (const { id } of rows) {
        const standing = await call("claim_standing", { id });
        if (standing.owners.some((owner) => owner.owner === "patient" && 0 < owner.cents)) {
          return { account, patient: of, claim: await call("claim", { id }) };
        }
      }
    }
  }
  throw new Error("nobody answers for somebody else");
}

let found;

test("S marks a visit sensitive: its bill stays until the patient has an address of their own", async () => {
  found = await dependent();
  await open(`/claims/${found.claim.id}`);
  await stage.see(stage.heading(`Claim ${found.claim.number}`));
  await stage.press("s");
  await stage.see("Nobody but the patient gets the bill of this visit");
  await stage.see(stage.page.locator("header, .bar, main").getByText("Sensitive", { exact: true }).first());
  await stage.look("claim-sensitive");
  const run = await call("statement_run", {});
  const own = run.rows.find((row) => row.code === "confidential");
  assert.equal(own?.goes, false);
  await stage.press("Control+e");
  await stage.see(stage.heading("Statements"));
  await stage.see("Confidential, and no address of their own");
});

test("the patient's form takes the address that they asked for, and the chart shows it", async () => {
  await open(`/edit/patient?id=${found.patient.id}`);
  await stage.see(stage.page.locator("select[name=confidential]"));
  await stage.page.locator("select[name=confidential]").focus();
  await stage.type("At an");
  await stage.press("Tab");
  await stage.type("PO Box 77");
  await stage.press("Tab", "Tab");
  await stage.type("7405550133");
  await stage.press("Tab");
  await stage.type("Marrow Bay");
  await stage.press("Tab");
  await stage.type("OH");
  await stage.press("Tab");
  await stage.type("43998");
  await stage.look("patient-confidential");
  await stage.press("Control+Enter");
  await stage.see("Reach the patient here only");
  await stage.see("Nothing to the home address");
  await stage.look("patient-chart-confidential");
  const run = await call("statement_run", {});
  const row = run.rows.find((one) => one.account === found.patient.id || one.name === found.patient.name);
  assert.notEqual(row?.code, "confidential");
  const account = await call("statement_account", { id: row.account });
  assert.equal(account.person.address.line1, "PO Box 77");
});

test("the claim's form bills a visit to an account that is picked", async () => {
  await open(`/edit/claim?id=${found.claim.id}`);
  const field = stage.page.locator("input[name=bill_to]");
  await stage.see(field);
  await field.focus();
  await stage.type(found.account.name.replace(",", ""));
  await stage.see(stage.page.locator("[role=option]").first());
  await stage.press("Enter");
  await stage.page.locator("select[name=sensitive]").focus();
  await stage.type("As");
  await stage.look("claim-bill-to");
  await stage.press("Control+Enter");
  await stage.see(stage.heading(`Claim ${found.claim.number}`));
  const claim = await call("claim", { id: found.claim.id });
  assert.deepEqual([claim.sensitive, claim.bill_to === ""], [false, false]);
  await stage.look("claim-billed-to");
});
