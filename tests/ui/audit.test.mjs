// The audit log in the window, by keyboard alone: who looked at a patient, before and after, what was
// refused, what stands out; a file leaves only after it was said that anyone can read it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { raise } from "./stage.mjs";

let stage;
before(async () => {
  stage = await raise();
  await stage.openDemo();
});
after(() => stage?.close());

const grid = (name) => stage.page.getByRole("grid", { name });
const events = () => grid("Events, the newest first");

test("who looked at a patient is one key from the chart", async () => {
  await stage.press("Control+4");
  await stage.see(grid("Patients"));
  await stage.see(stage.page.locator("[data-row='0']"));
  await stage.press("Enter");
  await stage.see(stage.heading("Patient"));
  await stage.see(grid("Claims of the patient"));
  await stage.press("e");
  await stage.see(stage.page.getByLabel("Last name"));
  await stage.press("Control+a");
  await stage.type("Quentinsson");
  await stage.press("Control+Enter");
  await stage.see(stage.page.locator(".who h2").filter({ hasText: "Quentinsson" }));
  await stage.press("w");
  await stage.see(stage.heading("Audit log"));
  await stage.see(events().getByText("Looked at the chart"));
  await stage.see("Clear filters");
  await stage.look("audit-who-looked");
});

test("a change is opened and shows the field before and after", async () => {
  await stage.press("Shift+F");
  await stage.see(events().getByText("Changed the patient"));
  await stage.press("/");
  await stage.type("changed the");
  await stage.page.waitForFunction(() => document.querySelectorAll("[role=grid] .gt-body [data-row]").length === 1);
  await stage.press("Enter");
  const beside = stage.page.getByRole("complementary", { name: "The event" });
  await stage.see(beside.getByText("Last name"));
  assert.match(await beside.locator("ins").first().textContent(), /Quentinsson/);
  await stage.press("Enter");
  assert.equal(await stage.focus(), "The event");
  await stage.look("audit-change");
  await stage.press("Escape");
  assert.equal(await stage.page.evaluate(() => document.activeElement?.getAttribute("data-row")), "0");
});

test("a file leaves after it was said once that anyone can read it", async () => {
  const file = join(stage.home, "log.jsonl");
  await stage.outside("/next-save", [file]);
  await stage.press("e");
  await stage.see(stage.heading("Anyone can read this file"));
  await stage.look("audit-readable");
  await stage.press("Escape");
  await stage.page.waitForFunction(() => document.querySelector("dialog[open]") === null);
  await stage.press("e");
  await stage.see(stage.heading("Anyone can read this file"));
  await stage.press("Control+Enter");
  await stage.see(/events exported/);
  const lines = readFileSync(file, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.equal(lines[0].events, lines.length - 1);
  const paper = join(stage.home, "log.pdf");
  await stage.outside("/next-save", [paper]);
  await stage.press("Control+p");
  await stage.see(/in log.pdf/);
  assert.match(readFileSync(paper, "latin1"), /^%PDF/);
});

test("what stands out follows what the practice calls usual", async () => {
  await stage.page.getByRole("link", { name: "What stands out" }).focus();
  await stage.press("Enter");
  await stage.see(stage.heading("What stands out"));
  await stage.page.getByLabel("Office closes").focus();
  await stage.press("Control+a");
  await stage.type("6:00");
  await stage.press("Enter");
  await stage.see("The office closes after it opens.");
  await stage.page.getByLabel("Office opens").focus();
  await stage.press("Control+a");
  await stage.type("00:00");
  await stage.press("Tab", "Control+a");
  await stage.type("00:01");
  await stage.press("Enter");
  await stage.see(grid("What stands out, the newest first").getByText("While the office was closed"));
  await stage.look("audit-noticed");
});
