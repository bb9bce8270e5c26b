/** Vite plugin: ends a build whose screens would load more code of our own, or words, than they may. */
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

export interface BuiltChunk {
  /** As it is served. */
  readonly gzipBytes: number;
  /** Of its code, from 0 to 1: how much is the page's own and not a library's. */
  readonly ownPart: number;
  /** Chunks that are loaded with it. */
  readonly imports: readonly string[];
}

/** Bytes, as they are sent: beside libraries, which a browser keeps for longer. */
export const MOST_OWN_BYTES = 200_000;

/** What whoever opens one of `opened` loads of our own, in bytes, each chunk once. */
export function ownBytes(
  chunks: Readonly<Record<string, BuiltChunk>>,
  opened: readonly string[],
): number {
  const seen = new Set<string>();
  const look = (name: string): number => {
    const chunk = chunks[name];
    if (chunk === undefined || seen.has(name)) return 0;
    seen.add(name);
    return chunk.imports.reduce(
      (sum, other) => sum + look(other),
      Math.round(chunk.gzipBytes * chunk.ownPart),
    );
  };
  return opened.reduce((sum, name) => sum + look(name), 0);
}

export const pageBudget = (): Plugin => ({
  name: "page-budget",
  generateBundle(_options, bundle) {
    const built = Object.values(bundle).filter((output) => output.type === "chunk");
    const chunks = Object.fromEntries(built.map((chunk) => [chunk.fileName, measured(chunk)]));
    const named = (pattern: RegExp): string[] =>
      built
        .filter(({ facadeModuleId }) => pattern.test(facadeModuleId ?? ""))
        .map(({ fileName }) => fileName);
    const [screens, languages] = [named(/-page\.tsx$/), named(/\/texts\/in-\w+\.ts$/)];
    const entries = built.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
    const start = named(/\/src\/start\.tsx$/);
    if (screens.length === 0 || languages.length !== 2 || start.length !== 1)
      this.error(
        "the start, screens and two languages of the page were not found in what was built",
      );
    for (const screen of screens)
      for (const language of languages) {
        const bytes = ownBytes(chunks, [...entries, ...start, screen, language]);
        if (bytes > MOST_OWN_BYTES)
          this.error(`${screen} loads ${bytes} bytes that are ours, of ${MOST_OWN_BYTES} it may`);
      }
  },
});

interface Measured {
  readonly code: string;
  readonly imports: readonly string[];
  readonly modules: Readonly<Record<string, { readonly renderedLength: number }>>;
}

function measured({ code, imports, modules }: Measured): BuiltChunk {
  const length = (isCounted: (id: string) => boolean): number =>
    Object.entries(modules).reduce(
      (sum, [id, { renderedLength }]) => sum + (isCounted(id) ? renderedLength : 0),
      0,
    );
  const all = length(() => true);
  const own = length((id) => !id.includes("/node_modules/") && !id.startsWith("\0"));
  const ownPart = all === 0 ? 0 : own / all;
  return { gzipBytes: gzipSync(code).byteLength, ownPart, imports };
}
