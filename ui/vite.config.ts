//! How the interface is built: one bundle without inline code, so that the window's content security
//! policy can stay at 'self'. `--mode gallery` adds the page that shows every part of the kit.

import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** What the page may load: only itself. tauri.conf.json says the same and adds the way to the core. */
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => ({
  plugins: [react()],
  resolve: { alias: { "#ui": here("src") } },
  build: {
    target: ["safari15", "es2022"],
    // light-dark() and oklch() stay as they are written: every web view that can run the app has
    // them (WebKitGTK 2.44, Safari 17.5, WebView2), and a rewrite would double each token.
    cssTarget: ["safari17.5", "chrome123"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    outDir: mode === "gallery" ? "dist-gallery" : "dist",
    rolldownOptions: { input: mode === "gallery" ? here("gallery.html") : here("index.html") },
  },
  server: { port: 1420, strictPort: true },
  preview: { headers: { "content-security-policy": policy } },
  test: { include: ["src/**/*.test.ts", "tests/**/*.test.ts"] },
}));
