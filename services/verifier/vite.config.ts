/** Builds the verifier into one file that plain Node runs, of 20 or newer, without npm: dist/holdfast-verify.mjs. */
import { defineConfig } from "vite";
import { derOnly } from "./der-only.ts";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [derOnly],
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: "main.ts",
    outDir: "dist",
    emptyOutDir: true,
    target: "node20",
    // Who does not trust it can read it.
    minify: false,
    rolldownOptions: { output: { entryFileNames: "holdfast-verify.mjs", codeSplitting: false } },
  },
});
