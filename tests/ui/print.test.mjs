// The print center: from the list to a PDF, the same bytes again, and what keeps a claim from printing.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { raise } from "./stage.mjs";

let stage;
before(async () => {
  stage = await raise();
  await stage.openDemo();
});
after(() => stage?.close());

const sheet = () => stage.page.getByRole("img", { name: /^Sheet \d+ of \d+: the CMS-1500 of/ });
const strip = () => stage.page.getByRole("toolbar", { name: "Selected claims" });
const pdf = (path) => readFileSync(path);
/** What the picture shows has come. */
const painted = (n) => stage.page.waitForFunction((n) => document.querySelector(".paper-desk img")?.alt.startsWith(`Sheet ${n} `) && document.querySelector(".paper-desk img").naturalWidth > 0, n);

test("without claims it says how to get here", async () => {
  await stage.press("Control+5");
  await stage.see(/^Nothing waits to be printed/);
  await stage.look("print-empty");
  await stage.press("Enter");
  await stage.see(stage.page.getByRole("grid", { name: "Claims" }));
});

/** How many of the picture's dots are red. */
const red = () =>
  stage.page.locator(".paper-desk img").evaluate((image) => {
    const paper = new OffscreenCanvas(image.naturalWidth, image.naturalHeight).getContext("2d");
    paper.drawImage(image, 0, 0);
    const { data } = paper.getImageData(0, 0, image.naturalWidth, image.naturalHeight);
    return data.filter((value, at) => at % 4 === 0 && data[at + 2] < value - 60).length;
  });

test("selected claims are shown as the sheets that will print", async () => {
  await stage.see(stage.page.locator("[data-row='0'] > [data-column='0']").filter({ hasText: /\d/ }));
  await stage.page.locator("[data-row='0']").focus();
  await stage.press("Home", "Space", "Shift+ArrowDown", "Shift+ArrowDown");
  await stage.see(strip().filter({ hasText: "3 selected" }));
  // The second one is held, so it must not print.
  await stage.press("Control+p");
  await stage.see(sheet());
  await painted(1);
  await stage.look("print-red");
  assert.ok((await red()) > 5_000, "the red form lies beneath what will be printed on it");
  await stage.press("ArrowRight");
  await painted(2);
  await stage.press("ArrowLeft");
  await painted(1);
  const before = await stage.page.locator(".paper-desk img").evaluate((image) => image.getBoundingClientRect().width);
  await stage.press("1");
  await stage.page.waitForFunction(() => document.querySelector(".paper-desk img")?.getBoundingClientRect().width === 816);
  assert.notEqual(before, 816);
  await stage.press("0");
  await stage.press("d");
  await stage.see(stage.button(/^Data only, for red forms/));
  await painted(1);
  await stage.look("print-draft");
  assert.equal(await red(), 0);
  await stage.press("d");
  await stage.see(stage.button(/^Draft on plain paper/));
});

test("the forms are saved as a PDF, and the run is kept", async () => {
  const first = join(stage.home, "CMS-1500.pdf");
  await stage.outside("/next-save", [first]);
  await painted(1);
  await stage.page.waitForFunction(() => document.querySelector(".toolbar .primary")?.getAttribute("aria-disabled") === null);
  await stage.press("Control+p");
  // Said once, before the first file.
  await stage.see(stage.heading("Anyone can read this file"));
  await stage.press("Control+Enter");
  await stage.see(/^Printed 3 claims on \d+ sheets to CMS-1500\.pdf$/);
  assert.ok(existsSync(first));
  assert.equal(pdf(first).subarray(0, 5).toString(), "%PDF-");
  await stage.see(/^Nothing waits to be printed/);
  const run = stage.page.locator(".print-runs li");
  await stage.see(run.filter({ hasText: "3 claims" }));
  await stage.look("print-done");

  const second = join(stage.home, "again.pdf");
  await stage.outside("/next-save", [second]);
  await stage.press("r");
  await stage.see(/^Printed again 3 claims on \d+ sheets to again\.pdf$/);
  assert.ok(pdf(second).equals(pdf(first)), "the same bytes again");
});

test("closing the dialog prints nothing and says nothing", async () => {
  const runs = await stage.page.locator(".print-runs li").count();
  await stage.press("r");
  await stage.press("c");
  assert.equal(await stage.page.locator(".toast.wrong").count(), 0);
  assert.equal(await stage.page.locator(".print-runs li").count(), runs);
});

test("the alignment sheet is saved", async () => {
  const path = join(stage.home, "CMS-1500-alignment.pdf");
  await stage.outside("/next-save", [path]);
  await stage.press("c");
  await stage.see(/^Saved CMS-1500-alignment\.pdf\./);
  assert.equal(pdf(path).subarray(0, 5).toString(), "%PDF-");
});

test("the claim remembers, and prints the same form again", async () => {
  await stage.press("Control+3");
  await stage.see(stage.page.locator("[data-row='0'] > [data-column='5']").filter({ hasText: "Printed" }));
  await stage.page.locator("[data-row='0']").focus();
  await stage.press("Home", "Enter");
  await stage.see(stage.page.locator(".timeline").getByText("Printed on red stock"));
  await stage.look("claim-printed");
  const path = join(stage.home, "third.pdf");
  await stage.outside("/next-save", [path]);
  await stage.press("r");
  await stage.see(/to third\.pdf$/);
  assert.ok(pdf(path).equals(pdf(join(stage.home, "CMS-1500.pdf"))));
});

test("a held claim does not print, and a key opens it", async () => {
  await stage.press("h");
  await stage.type("Ask for the new card");
  await stage.press("Enter");
  await stage.see("Held 1 claim");
  await stage.press("Control+p");
  await stage.see("None of these claims can be printed yet. What to fix stands at the right.");
  await stage.see(stage.page.locator(".findings").getByText(/on hold/));
  await stage.look("print-blocked");
  await stage.press("Alt+1");
  await stage.see(stage.page.getByRole("heading", { name: /^Claim \w+/ }));
});
