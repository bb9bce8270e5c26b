/** What a screen loads of our own code: each chunk once, libraries apart. */
import { expect, it } from "vitest";
import { type BuiltChunk, ownBytes } from "../../../services/web/page-budget.ts";

const chunk = (gzipBytes: number, ownPart: number, ...imports: string[]): BuiltChunk => ({
  ...{ gzipBytes, ownPart, imports },
});

const CHUNKS = {
  "index.js": chunk(1_000, 0.5, "library.js", "shared.js"),
  "items-page.js": chunk(400, 1, "shared.js", "index.js"),
  "shared.js": chunk(200, 0.25),
  "library.js": chunk(90_000, 0),
  "other-page.js": chunk(50_000, 1),
};

it("counts what is ours of each chunk that comes along, once", () => {
  expect(ownBytes(CHUNKS, ["index.js"])).toBe(500 + 50);
  expect(ownBytes(CHUNKS, ["index.js", "items-page.js"])).toBe(500 + 50 + 400);
  expect(ownBytes(CHUNKS, ["items-page.js", "gone.js"])).toBe(400 + 50 + 500);
});
