// The road to the printer: what went there waits for an answer, prints again after a jam, is mailed,
// unsent, and said plainly when nobody knows whether it came out. The printer is a script.

import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { raise } from "./stage.mjs";

const tools = mkdtempSync(join(tmpdir(), "claimbench-printer-"));
const tool = (name, body) => {
  writeFileSync(join(tools, name), `#!/bin/sh\nhere='${tools}'\n${body}\n`);
  chmodSync(join(tools, name), 0o755);
};
/** The printer takes what it gets. */
const takes = () => tool("lp", `cat > "$here/pages.pdf"; echo "request id is $2-7 (0 file(s))"`);
/** What the printing system says of the printer, as CUPS writes it. */
const alerts = (text) => writeFileSync(join(tools, "alerts"), text);

let stage;
before(async () => {
  takes();
  alerts("none");
  tool(
    "lpstat",
    `case "$1 $2 $3" in
       "-e "*) echo Billing_desk;;
       "-d "*) echo "no system default destination";;
       "-l -p "*) printf 'printer Billing_desk now printing Billing_desk-7.  enabled since Mon Nov 30 01:47:17 2026\\n\\tAlerts: %s\\n' "$(cat "$here/alerts")";;
       "-l -W not-completed") printf 'Billing_desk-7          root              1024   Mon Nov 30 01:47:17 2026\\n\\tStatus: \\n\\tAlerts: job-printing\\n\\tqueued for Billing_desk\\n';;
     esac`,
  );
  stage = await raise({ env: { PATH: `${tools}:${process.env.PATH}` } });
  await stage.openDemo();
});
after(async () => {
  await stage?.close();
  rmSync(tools, { recursive: true, force: true });
});

const strip = (name = "Did it print right?") => stage.page.getByRole("region", { name });
const part = (name) => stage.page.locator(".side-lists").getByRole("region", { name });
const ready = () => stage.page.waitForFunction(() => [...document.querySelectorAll(".toolbar .end .btn")].at(-1)?.getAttribute("aria-disabled") === null);

/** Puts so many claims up to be printed, from this row of the list on. */
async function pick(from, count) {
  await stage.press("Control+3");
  // Rows on their way have no text yet, and nothing to print.
  await stage.see(stage.page.locator("[data-row='0'] > [data-column='0']").filter({ hasText: /\d/ }));
  await stage.page.locator("[data-row='0']").focus();
  await stage.press("Home", ...Array(from).fill("ArrowDown"), "Space", ...Array(count - 1).fill("Shift+ArrowDown"));
  await stage.see(stage.button(count === 1 ? /^Print/ : `Print ${count}`));
  await stage.press("Control+p");
  await stage.see(stage.page.getByRole("img", { name: /^Sheet 1 of/ }));
  await ready();
}

test("what the printer took waits for an answer and counts for nothing yet", async () => {
  alerts("media-empty-error");
  await pick(0, 3);
  await stage.see(stage.button(/^Print on Billing_desk/));
  await stage.press("Control+p");
  await stage.see(/^Sent 3 claims on \d+ sheets to Billing_desk$/);
  await stage.see(strip());
  await stage.see(strip().getByText("Billing_desk is out of paper. Put some in, and it goes on."));
  assert.equal(readFileSync(join(tools, "pages.pdf")).subarray(0, 5).toString(), "%PDF-");
  await stage.see(part("Printed, not answered"));
  await pick(4, 2);
  await stage.look("print-asked");
  const states = await stage.call("claim_totals", { states: ["printed"], payers: [], rendering: [], patient: "", import: "", from: "", to: "", text: "" });
  assert.equal(JSON.stringify(states).includes('"count":0'), true, "none of them counts as printed");
  alerts("none");
});

test("after a jam some sheets print again", async () => {
  await stage.press("a");
  const dialog = stage.page.getByRole("dialog", { name: "Print some sheets again" });
  await stage.see(dialog);
  await stage.look("print-again");
  await stage.press("Control+a");
  await stage.type("9-2");
  await stage.press("Enter");
  await stage.see(dialog.getByText(/^Sheets look like 1-\d+/));
  await stage.press("Control+a");
  await stage.type("2-3");
  await stage.press("Enter");
  await stage.see("Sent again to Billing_desk");
  await stage.see(strip().getByText(/sheets 2–3 of \d+/));
});

test("nothing came out: it waits in the queue and is printed from there", async () => {
  await stage.press("n");
  await stage.see(part("In the print queue"));
  await stage.page.waitForFunction(() => document.querySelector(".answer") === null);
  await part("In the print queue").getByRole("link").first().click();
  await stage.see(stage.heading("This print job"));
  await stage.page.waitForFunction(() => document.querySelector(".paper-desk img")?.naturalWidth > 0);
  await stage.look("print-job");
  await stage.press("Control+p");
  await stage.see(/^Sent 2 sheets to Billing_desk/);
  await stage.see(strip());
  await stage.press("Enter");
  await stage.see(/^Printed right: /);
  await stage.page.waitForFunction(() => document.querySelector(".answer") === null);
  await stage.press("Control+3");
  await stage.see(stage.page.locator("[data-row='0'] > [data-column='5']").filter({ hasText: "Printed" }));
});

test("a job is marked as mailed, and unsent with a reason", async () => {
  await stage.press("Control+5");
  await part("Printed today, to mail").getByRole("link").first().click();
  await stage.see(stage.heading("This print job"));
  await stage.press("m");
  await stage.see(stage.page.getByRole("dialog", { name: "Mark as mailed" }));
  await stage.press("Enter");
  await stage.see(/^Marked .+ as mailed$/);
  await stage.see(part("Mailed today"));
  await stage.look("print-mailed");
  await stage.press("u");
  await stage.see(stage.page.getByRole("dialog", { name: "Unsend what was printed" }));
  await stage.press("Enter");
  await stage.see("Say why it never left.");
  await stage.type("Left in the tray");
  await stage.press("Enter");
  await stage.see(/^Unsent .+: 3 claims$/);
  await stage.see(stage.page.locator(".facts").getByText("Left in the tray"));
  await stage.press("Escape");
  await stage.press("Control+3");
  await stage.see(stage.page.locator("[data-row='0'] > [data-column='5']").filter({ hasText: "To print" }));
});

test("print later, and take it out of the queue", async () => {
  await pick(6, 2);
  await stage.press("q");
  await stage.see("Put 2 claims into the print queue");
  await part("In the print queue").getByRole("link").first().click();
  await stage.see(stage.heading("This print job"));
  await stage.press("t");
  await stage.see(/^Took .+ out of the print queue$/);
});

test("what nobody knows is said plainly, on Today and beside the question", async () => {
  tool("lp", "cat > /dev/null; kill -9 $$");
  await pick(8, 2);
  await stage.press("Control+p");
  await stage.see(/broke off without an answer/);
  await stage.see(/^Nothing waits to be printed/);
  await stage.press("Control+1");
  await stage.see("It is not known whether a print job came out.");
  await stage.look("today-doubt");
  await stage.press("d");
  await stage.see(strip("Did it come out?"));
  await stage.look("print-doubt");
  await stage.press("n");
  await stage.see(part("In the print queue"));
  await stage.press("Control+1");
  await stage.see(stage.heading("Today"));
  assert.equal(await stage.page.getByText("It is not known whether a print job came out.").count(), 0);
  takes();
});

test("statements that went to the printer are asked about before more go out", async () => {
  const { goes } = await stage.call("statement_run", {});
  await stage.press("Control+e");
  await stage.see(stage.heading("Statements"));
  await stage.see(stage.button(`Print ${goes}`));
  await stage.press("Control+p");
  await stage.see(new RegExp(`^Sent ${goes} statements on \\d+ sheets to Billing_desk$`));
  await stage.see(stage.page.getByRole("status").filter({ hasText: `${goes} statements printed, and not sent yet` }));
  await stage.look("statements-asked");
  const asked = async () => (await stage.call("print_jobs", {})).asked.filter((job) => job.what === "statement").length;
  await stage.press("Control+p");
  await stage.see("Say first how the last ones printed");
  assert.equal(await asked(), 1, "they are not printed twice");
  // Neither is one of them alone.
  await stage.press("ArrowDown", "Enter", "ArrowDown");
  await stage.see(stage.page.getByRole("img", { name: "The first page of the statement" }));
  await stage.press("v");
  await stage.see(stage.page.getByRole("dialog").getByText(/^Printed already: /));
  await stage.press("Control+p", "Escape");
  assert.equal(await asked(), 1);
  await stage.press("d");
  await stage.see(strip());
  await stage.see(stage.page.getByText("Plain paper", { exact: true }));
  await stage.see(stage.page.getByRole("img", { name: /^Sheet 1 of/ }));
  await stage.look("print-statements");
  await stage.press("Enter");
  await stage.see(new RegExp(`^Printed right: ${goes} statements`));
  assert.equal((await stage.call("statement_run", {})).goes, 0);
});
