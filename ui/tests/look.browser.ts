//! How the gallery looks and what axe-core says of it: every page, both themes, three sizes. The
//! pictures are left in ui/pictures, to be looked at beside the reference screens.

import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultsOf, type Gallery, openGallery } from "./gallery";

let gallery: Gallery;
let axe: string;
const pictures = fileURLToPath(new URL("../pictures/", import.meta.url));

beforeAll(async () => {
  gallery = await openGallery();
  axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await mkdir(pictures, { recursive: true });
});
afterAll(() => gallery.close());

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** What axe finds, a line each. */
async function violations(page: Page): Promise<readonly string[]> {
  // The policy forbids injected scripts, so axe comes in through the debugger's own door.
  await page.evaluate(axe);
  const found = await page.evaluate(async (run) => {
    const axe: unknown = Reflect.get(window, "axe");
    if (typeof axe !== "object" || axe === null || !("run" in axe) || typeof axe.run !== "function") {
      throw new Error("axe did not load");
    }
    const results: AxeResults = await axe.run(document, { runOnly: { type: "tag", values: run } });
    return results.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`));
  }, tags);
  return found;
}

type Scene = { readonly name: string; readonly where: string; readonly make?: (page: Page) => Promise<void> };

const scenes: readonly Scene[] = [
  { name: "claims", where: "#/claims", make: (page) => page.locator("[role=row][tabindex='0']").focus() },
  { name: "all", where: "#/claims?list=all", make: (page) => page.getByRole("gridcell", { name: "47000" }).waitFor() },
  { name: "entry", where: "#/entry" },
  { name: "parts", where: "#/parts", make: (page) => page.keyboard.press("p") },
  {
    name: "palette",
    where: "#/claims",
    make: async (page) => {
      await page.keyboard.press("Meta+k");
      await page.keyboard.type("den");
      await page.getByText(/hits? in/).waitFor();
    },
  },
  { name: "keys", where: "#/claims", make: (page) => page.keyboard.press("?") },
  { name: "dialog", where: "#/parts", make: (page) => page.keyboard.press("Meta+Shift+Enter") },
  { name: "filter", where: "#/claims", make: (page) => page.locator("button.chip", { hasText: "Status" }).click() },
  { name: "menu", where: "#/parts", make: (page) => page.getByRole("button", { name: "More" }).click() },
];

const sizes = [
  { width: 1100, height: 700 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

for (const scene of scenes) {
  for (const theme of ["light", "dark"] satisfies readonly ("light" | "dark")[]) {
    test(`${scene.name} in ${theme} breaks no rule and no policy`, async () => {
      const page = await gallery.open(scene.where, { theme });
      await scene.make?.(page);
      for (const size of sizes) {
        await page.setViewportSize(size);
        await page.screenshot({ path: `${pictures}${scene.name}-${size.width}-${theme}.png` });
        expect(await violations(page), `${scene.name} ${size.width} ${theme}`).toEqual([]);
      }
      expect(await faultsOf(page)).toEqual([]);
      await page.context().close();
    });
  }
}

test("at 200 % nothing needs sideways scrolling of the page", async () => {
  const page = await gallery.open("#/entry", { width: 640, height: 400 });
  await page.screenshot({ path: `${pictures}entry-640-light.png` });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});
