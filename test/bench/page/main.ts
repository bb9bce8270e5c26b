/**
 * Benchmark of the page in Debian's Chromium, on the whole system.
 * `node test/bench/page/main.ts [--only list|seek] [--items 1000000] [--minutes 60] [--rounds 10] [--json]`.
 *
 * - list: how long after its address is opened the list of items shows its first rows, with so many items in the database;
 *   by a browser that has nothing of the page yet, and by one that has been there before;
 * - seek: how long after a jump anywhere in a recording of so many minutes its picture is drawn.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { type System, startSystem } from "../../e2e/start-system.ts";
import { openBrowser } from "../../e2e/page/browser.ts";
import { load } from "../live/figures.ts";
import { H264, recorded, repeated } from "../media/recorded.ts";
import { listShown } from "./list-shown.ts";
import { pictureDrawn } from "./picture-drawn.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    items: { type: "string", default: "1000000" },
    minutes: { type: "string", default: "60" },
    rounds: { type: "string", default: "10" },
    json: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);

const MEASURES: Readonly<Record<string, (system: System, browser: Browser) => Promise<object>>> = {
  list: (system, browser) => listShown(system, browser, { items: Number(values.items), rounds }),
  seek: async (system, browser) => {
    const folder = await mkdtemp(join(tmpdir(), "holdfast-bench-page-"));
    try {
      const piece = await recorded(join(folder, "piece.mp4"), 20, H264);
      const film = await repeated(piece, 3 * Number(values.minutes), join(folder, "film.mp4"));
      return await pictureDrawn(system, browser, { film, rounds });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

for (const [name, measure] of Object.entries(MEASURES)) {
  if (!name.includes(values.only)) continue;
  const loadBefore = load();
  const system = await startSystem({ demo: false });
  const browser = await openBrowser();
  try {
    const found = { measure: name, loadBefore, ...(await measure(system, browser)) };
    const told = { ...found, loadAfter: load() };
    process.stdout.write(`${JSON.stringify(told, null, values.json ? 0 : 2)}\n`);
  } finally {
    await browser.close();
    await system.stop();
  }
}
