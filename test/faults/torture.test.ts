/**
 * A short torture of the real processes (test/torture), by a seed that is printed; `./holdfast torture --seed N --minutes M` runs
 * this file for as long as one likes.
 */
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { clipBytes } from "../fixtures/make-media.ts";
import { torture } from "../torture/torture.ts";

const minutes = Number(process.env["HOLDFAST_TORTURE_MINUTES"] ?? 0);
const isLong = minutes > 0;
const seed = Number(process.env["HOLDFAST_SEED"] ?? 1);
const store = process.env["HOLDFAST_TORTURE_STORE"] === "s3" ? "s3" : "folder";
const result = process.env["HOLDFAST_TORTURE_RESULT"];
/** The last round may have just begun. */
const LIMIT_MS = minutes * 60_000 + 900_000;

test(
  "whatever dies, and whenever: every promise holds after each round",
  async () => {
    const outcome = await torture({
      ...{ seed, store, untilMs: Date.now() + minutes * 60_000 },
      roundMs: isLong ? 30_000 : 10_000,
      roundsPerHouse: isLong ? 8 : 1,
      zombies: isLong,
      folder: join(tmpdir(), `holdfast-torture-${seed}-${Date.now()}`),
      film: await clipBytes("h264-aac-faststart"),
    });
    if (result !== undefined) await writeFile(result, JSON.stringify(outcome));
    expect(outcome.violations).toEqual([]);
    expect(outcome.crashes).toBeGreaterThan(0);
  },
  LIMIT_MS,
);
