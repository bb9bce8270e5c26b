/** Custody records printed into packages: the same events as the exact record beside them, whole or not at all. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createRecordPrinter } from "../../infra/pdf/record-printer.ts";
import { zoneTime } from "../../services/kernel/zone-time.ts";
import { custodyPath, custodyPdfPath } from "../../services/packages/package-layout.ts";
import { verifyPackage } from "../../services/packages/verify-package.ts";
import { custodyPrinter } from "../../services/review/packaged-custody.ts";
import { MemoryPackage } from "../fakes/package-reader.ts";
import { type World, makeWorld, packageOf } from "../fixtures/small-package.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  world.deps.custodyPrinter = custodyPrinter({
    ...{ agency: world.deps.agency, zoneTime: zoneTime("Asia/Shanghai") },
    records: { leaves: async () => new Map() },
    ledger: world.deps.heads,
    reviews: {
      actorNames: async () => new Map([["0b8f7a9e-7c1e-4f5e-9a0b-0123456789ab", "王䶮"]]),
    },
    printer: createRecordPrinter(),
  });
});
afterEach(() => world.close());

async function textOf(bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-custody-"));
  await writeFile(join(folder, "custody.pdf"), bytes);
  const { stdout } = await promisify(execFile)("pdftotext", [
    ...["-layout", join(folder, "custody.pdf"), "-"],
  ]);
  await rm(folder, { recursive: true });
  return stdout.replaceAll(/\s+/g, "");
}

const accessed = (item: Parameters<World["prepare"]>[0], purpose: string) =>
  world.deps.items.record(item, {
    ...{ at: world.deps.clock(), actor: "user:0b8f7a9e-7c1e-4f5e-9a0b-0123456789ab" },
    happening: { kind: "accessed", data: { representation: "viewing", purpose, role: "officer" } },
  });

it("hold each event of custody.jsonl up to the package itself, in both languages, and no printer's name", async () => {
  const item = await world.sealedItem(Buffer.from("clip"), { filename: "现场 01.mp4" });
  await accessed(item, "庭前核对");
  const files = await packageOf(world, item);
  const text = await textOf(files.get(custodyPdfPath(item))!);
  let from = 0;
  for (const line of files.get(custodyPath(item))!.toString().trim().split("\n")) {
    const { sha256, body } = JSON.parse(line) as { sha256: string; body: string };
    const at = text.indexOf(sha256, from);
    expect([body, at > from]).toEqual([body, true]);
    from = at;
  }
  for (const words of [
    "证据保管记录Custodyrecord",
    "装入证据包Putintoapackage",
    "庭前核对",
    "王䶮",
  ]) {
    expect(text).toContain(words);
  }
  expect(text).toContain("逐条核算，前后相符");
  expect(text).toContain("custody.jsonlinit,whichcounts");
  expect(text).not.toContain("printedby");
  const report = await verifyPackage(world.deps, new MemoryPackage(files), world.pins);
  expect(report.verdict).toBe("PASSED");
});

it("are left out where a character has no glyph, and of an item with too many events; the package is made all the same", async () => {
  const [rare, long, good] = [
    await world.sealedItem(Buffer.from("rare")),
    await world.sealedItem(Buffer.from("long")),
    await world.sealedItem(Buffer.from("good")),
  ];
  await accessed(rare, "rare \u{1F984}");
  for (let at = 0; at < 2_000; at += 1) await accessed(long, "again");
  const files = await packageOf(world, rare, long, good);
  expect([...files.keys()].filter((path) => path.endsWith("custody.pdf"))).toEqual([
    custodyPdfPath(good),
  ]);
  for (const item of [rare, long, good]) expect(files.has(custodyPath(item))).toBe(true);
  const report = await verifyPackage(world.deps, new MemoryPackage(files), world.pins);
  expect(report.verdict).toBe("PASSED");
});
