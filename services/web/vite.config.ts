/** Builds the page into dist/, which services/api serves; nothing in it comes from another origin. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compressed } from "./compressed.ts";
import { oneLanguage } from "./one-language.ts";
import { pageBudget } from "./page-budget.ts";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [oneLanguage(), react(), pageBudget(), compressed()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // A data: URL would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
});
