/**
 * Builds verify.html: one file without any address in it, that opens from a disk. node:crypto and Buffer are
 * replaced for the browser; of node-forge only the reader of DER comes along.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Plugin, type Rolldown, defineConfig } from "vite";
import { derOnly } from "../der-only.ts";

const HOME = join(import.meta.dirname, "../../..");
/** With a package's other files it has to fit on any stick. */
const MAX_BYTES = 600_000;

/** Whatever else of Node an import brings along is not used here: the last check shows that nothing is left of it. */
const withoutNode: Plugin = {
  name: "without-node",
  enforce: "pre",
  resolveId: (id) =>
    id.startsWith("node:") && id !== "node:crypto"
      ? { id, external: true, moduleSideEffects: false }
      : null,
};

/** Where a browser has no random numbers it would ask Node for them: nothing is made here that needs any. */
const withoutRandom: Plugin = {
  name: "without-random",
  transform: (code, id) =>
    id.includes("/node_modules/sm-crypto-v2/")
      ? code.replaceAll(/await import\([^)]*"crypto"\s*\)/g, "({})")
      : null,
};

const hashOf = (text: string): string =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The one script and the one sheet go into the page; its policy names both by digest, and allows nothing else. */
const oneFile: Plugin = {
  name: "one-file",
  enforce: "post",
  generateBundle(_options, bundle) {
    const files = Object.values(bundle);
    const script = files.find((file) => file.type === "chunk");
    const sheet = files.find((file) => file.type === "asset" && file.fileName.endsWith(".css"));
    const page = files.find((file) => file.type === "asset" && file.fileName.endsWith(".html"));
    if (script?.type !== "chunk" || sheet?.type !== "asset" || page?.type !== "asset") {
      throw new Error("a page, a script and a sheet are expected");
    }
    if (script.imports.length + script.dynamicImports.length > 0) {
      throw new Error(`still needed: ${script.imports.join(", ")}`);
    }
    const html = assembled(page, script.code, String(sheet.source));
    if (Buffer.byteLength(html) > MAX_BYTES) throw new Error("verify.html has grown too large");
    for (const name of Object.keys(bundle)) Reflect.deleteProperty(bundle, name);
    this.emitFile({ type: "asset", fileName: "verify.html", source: html });
  },
};

function assembled(page: Rolldown.OutputAsset, code: string, css: string): string {
  const script = `\n${code.replaceAll("</script", String.raw`<\/script`)}\n`;
  const style = `\n${css}\n`;
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return String(page.source)
    .replaceAll(
      /\s*<(?:link|script)\b[^>]*(?:stylesheet|module|modulepreload)[^>]*>(?:<\/script>)?/g,
      "",
    )
    .replace(
      '<meta name="referrer"',
      () =>
        `<meta http-equiv="Content-Security-Policy" content="${policy}" />\n    <meta name="referrer"`,
    )
    .replace("</head>", () => `  <style>${style}</style>\n  </head>`)
    .replace("</body>", () => `  <script type="module">${script}</script>\n  </body>`);
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [withoutNode, withoutRandom, derOnly, oneFile],
  resolve: {
    alias: { "node:crypto": join(HOME, "infra/keys/browser-crypto.ts") },
  },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2024",
    rolldownOptions: {
      // What only makers of evidence use of node:crypto (random numbers, private keys) is not there.
      shimMissingExports: true,
      treeshake: { moduleSideEffects: (id) => !id.startsWith("node:") },
      transform: { inject: { Buffer: ["buffer/", "Buffer"] } },
    },
  },
});
