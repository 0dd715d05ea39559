//! Opens the built gallery in Debian's Chromium, under the product's content security policy.

import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { build, preview, type PreviewServer } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

export type Gallery = {
  /** Opens a page of the gallery: `#/claims?list=all`. */
  readonly open: (where: string, look?: Look) => Promise<Page>;
  readonly close: () => Promise<void>;
};

export type Look = {
  readonly theme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
  readonly platform?: "mac" | "windows";
};

export async function openGallery(): Promise<Gallery> {
  await build({ root, mode: "gallery", logLevel: "error" });
  const server: PreviewServer = await preview({ root, mode: "gallery", logLevel: "error", preview: { port: 0, host: "127.0.0.1" } });
  const address = server.httpServer.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const browser: Browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  return {
    open: async (where, { theme = "light", width = 1280, height = 800, platform = "mac" } = {}) => {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale: "en-US", reducedMotion: "reduce" });
      const page = await context.newPage();
      await page.addInitScript(() => {
        const faults: string[] = [];
        Object.assign(window, { faults });
        document.addEventListener("securitypolicyviolation", (event) => faults.push(`${event.violatedDirective} ${event.blockedURI}`));
        window.addEventListener("error", (event) => faults.push(event.message));
      });
      await page.goto(`http://127.0.0.1:${port}/gallery.html?theme=${theme}&platform=${platform}${where}`);
      await page.evaluate(() => document.fonts.ready);
      await page.locator("main h1").waitFor();
      return page;
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** What the content security policy refused and what broke, since the page was opened. */
export function faultsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults: unknown = Reflect.get(window, "faults");
    return Array.isArray(faults) ? faults.map(String) : ["the page has no list of faults"];
  });
}
