// The demo practice: made on the spot, opened with the password that its lock screen shows, next to
// another practice.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { raise } from "./stage.mjs";

let stage;
before(async () => {
  stage = await raise();
});
after(() => stage?.close());

test("the demo practice is a key away, and its password another", async () => {
  await stage.see(stage.button("Open the demo practice"));
  await stage.press("d");
  // Its books are followed claim by claim; an unoptimized core takes its time.
  await stage.page.getByLabel(/^Password of/).first().waitFor({ timeout: 120_000 });
  await stage.look("lock-demo");
  await stage.press("Alt+d", "Enter");
  await stage.see(stage.heading("Today"));
  await stage.see("Demo, all made up");
  await stage.see(stage.page.getByRole("table"));
  const total = await stage.page.locator(".queues tr.sum .count").first().textContent();
  assert.ok(Number(total.replaceAll(",", "")) > 100);
  await stage.look("today-demo");
});

test("wrong passwords make one wait, and the clock runs down", async () => {
  await stage.press("Control+l");
  await stage.see(stage.page.getByLabel(/^Password of/));
  for (let n = 0; n < 8 && (await stage.page.getByText(/^Wait \d+ seconds?, then try again\.$/).count()) === 0; n += 1) {
    await stage.type(`wrong ${n}`);
    await stage.press("Enter");
    await stage.page.waitForFunction(() => {
      const says = document.querySelector(".refusal")?.textContent ?? "";
      return says.startsWith("Wait") || (says !== "" && document.querySelector("[name=password]")?.value === "");
    });
  }
  await stage.see(/^Wait \d+ seconds?, then try again\.$/);
  await stage.look("lock-wait");
});

test("a second practice stands beside it, each a key away", async () => {
  await stage.press("Control+o");
  await stage.see("Another practice on this computer");
  await stage.look("another");
  await stage.setUp({ name: "Alder Point Pediatrics", password: "violet anchor ladder tea" });
  await stage.press("Control+l");
  await stage.see(stage.heading("Alder Point Pediatrics"));
  await stage.see("Other practices here");
  await stage.look("lock-others");
  await stage.press("Control+2");
  await stage.see("Everything in it is made up.");
});
