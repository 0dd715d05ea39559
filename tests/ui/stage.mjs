// What every test of the whole interface stands on: a bridge to the real core in a folder of its own,
// a browser under the product's policy, axe-core, pictures in both themes, and the keyboard.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(join(root, "ui/package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const sizes = [
  { width: 1100, height: 700 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

/** The filter of a list of claims that narrows nothing. */
export const everyClaim = { states: [], payers: [], rendering: [], patient: "", import: "", from: "", to: "", text: "" };

export const golden = join(root, "tests/golden/005010X222A1");

function needed(name) {
  const value = process.env[name];
  assert.ok(value, `${name} must name a program: run this by cargo xtask test ui`);
  return value;
}

/**
 * A folder with the demo practice as the core makes it, made once for all files of a day: `demo.test.mjs` makes its own in the window.
 */
function demoFolder() {
  const bridge = needed("CLAIMBENCH_BRIDGE");
  const all = process.env.CLAIMBENCH_UI_OUT === undefined ? join(tmpdir(), "claimbench-ui-demo") : `${process.env.CLAIMBENCH_UI_OUT}-demo`;
  const folder = join(all, `${Math.trunc(statSync(bridge).mtimeMs)}-${new Date().toISOString().slice(0, 10)}`);
  if (!existsSync(folder)) {
    rmSync(all, { recursive: true, force: true });
    const made = `${folder}.part`;
    mkdirSync(made, { recursive: true });
    execFileSync(join(dirname(bridge), "claimbench-cli"), ["--data", join(made, "data"), "--device-secret-file", join(made, "bridge.secret"), "demo"], { stdio: ["ignore", "ignore", "inherit"] });
    renameSync(made, folder);
  }
  return folder;
}

/**
 * Starts the core behind its bridge and a browser on it. `close` ends both and removes the folder.
 * `env` is for the core; `prepare` is called with the folder before it starts.
 */
export async function raise({ env = {}, prepare = () => {} } = {}) {
  const home = mkdtempSync(join(tmpdir(), "claimbench-ui-"));
  prepare(home);
  const bridge = spawn(needed("CLAIMBENCH_BRIDGE"), [join(home, "data"), process.env.CLAIMBENCH_UI_DIST ?? join(root, "ui/dist")], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  const url = await new Promise((resolve, reject) => {
    bridge.stdout.once("data", (line) => resolve(String(line).trim()));
    bridge.once("exit", (code) => reject(new Error(`the bridge ended with ${code}`)));
  });
  const browser = await chromium.launch({
    executablePath: needed("CHROMIUM"),
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const context = await browser.newContext({ viewport: sizes[1], locale: "en-US", reducedMotion: "reduce" });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("dialog", (dialog) => {
    faults.push(`a dialog of the page: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.addInitScript(() => document.addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)));
  page.on("console", (message) => {
    if (message.text().startsWith("policy:")) {
      faults.push(message.text());
    }
  });
  await page.goto(url);
  return new Stage({ home, bridge, browser, page, url, faults });
}

class Stage {
  constructor(parts) {
    Object.assign(this, parts);
  }

  /** Presses keys, one after the other. */
  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  /** Types a text into whatever has the focus. */
  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** Waits until this can be seen. */
  async see(thing) {
    const locator = typeof thing === "string" || thing instanceof RegExp ? this.page.getByText(thing) : thing;
    await this.or(() => locator.first().waitFor({ timeout: 30_000 }));
  }

  /** Waits until the page says so. */
  async until(says, ask) {
    await this.or(() => this.page.waitForFunction(says, ask));
  }

  /** What waits in vain leaves a picture of what there was instead: `target/ui/failed-….png`. */
  async or(waits) {
    try {
      await waits();
    } catch (thrown) {
      const out = process.env.CLAIMBENCH_UI_OUT;
      if (out !== undefined) {
        mkdirSync(out, { recursive: true });
        const path = join(out, `failed-${new Date().toISOString().replaceAll(":", "")}.png`);
        await this.page.screenshot({ path }).catch(() => undefined);
        thrown.message += `\n${path}`;
      }
      throw thrown;
    }
  }

  button(name) {
    return this.page.getByRole("button", { name });
  }

  heading(name) {
    return this.page.getByRole("heading", { name, exact: true });
  }

  /** The name or label of what has the focus. */
  focus() {
    return this.page.evaluate(() => {
      const here = document.activeElement;
      return here?.getAttribute("name") ?? here?.getAttribute("aria-label") ?? here?.textContent ?? null;
    });
  }

  /** Asks the core as the page does. */
  call(name, ask) {
    return this.page.evaluate(
      async ([name, ask]) => {
        const token = window.sessionStorage.getItem("bridge");
        const answer = await fetch(`/call/${name}`, { method: "POST", headers: { "x-token": token, "content-type": "application/json" }, body: JSON.stringify(ask) });
        return answer.json();
      },
      [name, ask],
    );
  }

  /** Opens the demo practice. */
  async openDemo() {
    await this.see(this.button("Open the demo practice"));
    cpSync(demoFolder(), this.home, { recursive: true });
    await this.press("d");
    // Its books are followed claim by claim; an unoptimized core takes its time.
    await this.page.getByLabel(/^Password of/).first().waitFor({ timeout: 120_000 });
    await this.press("Alt+d", "Enter");
    await this.see(this.heading("Today"));
  }

  /** Says to the bridge what a person would do outside the page: `/next-pick`, `/next-save`, `/drop`, `/lock`, `/later`; answers with what it says. */
  async outside(what, paths = []) {
    const token = await this.page.evaluate(() => window.sessionStorage.getItem("bridge"));
    const answer = await this.page.request.post(new URL(what, this.url).href, { headers: { "x-token": token }, data: paths });
    assert.ok(answer.ok(), `${what} was answered with ${answer.status()}`);
    return answer.json();
  }

  /** Nothing in either theme breaks a rule of WCAG 2.2 AA; the pictures are left for people to look at. */
  async look(name) {
    const out = process.env.CLAIMBENCH_UI_OUT;
    if (out !== undefined) {
      mkdirSync(out, { recursive: true });
    }
    // A person's own theme stands in the way of the system's; the picture is of both.
    const own = await this.page.evaluate(() => document.documentElement.dataset.theme);
    for (const theme of ["light", "dark"]) {
      await this.page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
      // A theme changes colours alone: the dark one is looked at in the middle size, for its colours.
      for (const size of theme === "light" ? sizes : sizes.slice(1, 2)) {
        await this.page.setViewportSize(size);
        await this.page.evaluate(() => document.fonts.ready);
        if (out !== undefined) {
          await this.page.screenshot({ path: join(out, `${name}-${size.width}-${theme}.png`) });
        }
        const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(wide <= 0, `${name} at ${size.width} is ${wide} px too wide`);
      }
      // The policy forbids scripts from elsewhere, so axe comes in through the debugger's own door.
      if (!(await this.page.evaluate(() => "axe" in window))) {
        await this.page.evaluate(axe);
      }
      const found = await this.page.evaluate(async (runOnly) => {
        const { violations } = await window.axe.run(document, { runOnly, resultTypes: ["violations"] });
        return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`));
      }, theme === "light" ? { type: "tag", values: tags } : { type: "rule", values: ["color-contrast"] });
      assert.deepEqual(found, [], `${name} in ${theme}`);
    }
    await this.page.setViewportSize(sizes[1]);
    await this.page.evaluate((name) => {
      if (name === undefined) {
        delete document.documentElement.dataset.theme;
      } else {
        document.documentElement.dataset.theme = name;
      }
    }, own);
  }

  /** Sets a practice up as a person does, kit and all, and leaves its first screen open. */
  async setUp({ name = "Oak Hill Family Medicine", user = "Ruth Hale", password }) {
    await this.see(this.button("Set up a practice"));
    await this.press("s");
    await this.see(this.page.getByLabel("Practice name"));
    await this.type(name);
    await this.press("Enter");
    await this.type("1900001011");
    await this.press("Enter");
    await this.type("12-3456789");
    await this.press("Enter", "Enter", "Enter");
    await this.type(user);
    await this.press("Enter");
    await this.type(password);
    await this.press("Enter");
    await this.type(password);
    await this.press("Enter");
    await this.see(this.page.getByRole("list", { name: "The words of the kit" }));
  }

  /** The words of the kit, as they stand on the screen. */
  words() {
    return this.page.locator(".kit .code").allTextContents();
  }

  /** Sets up a practice and types its kit back; answers with the kit's words. */
  async openNew(asked) {
    await this.setUp(asked);
    const kit = (await this.words()).join(" ");
    await this.press("Control+Enter");
    await this.see(this.page.getByLabel("The 24 words"));
    await this.type(kit);
    await this.press("Control+Enter");
    await this.see(this.heading("Import"));
    return kit;
  }

  async close() {
    await this.browser.close();
    this.bridge.kill();
    rmSync(this.home, { recursive: true, force: true });
    assert.deepEqual(this.faults, []);
  }
}
