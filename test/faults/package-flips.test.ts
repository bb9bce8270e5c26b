/** Every byte of every file of a small package, changed one at a time: the verifier refuses each. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ItemId } from "../../services/kernel/ids.ts";
import { verifyPackage } from "../../services/packages/verify-package.ts";
import { MemoryPackage } from "../fakes/package-reader.ts";
import { remembering } from "../fixtures/remembering-verifier.ts";
import { type World, filesOf, makeWorld } from "../fixtures/small-package.ts";

let world: World;
let files: Map<string, Buffer>;
let itemId: ItemId;

beforeAll(async () => {
  world = await makeWorld();
  itemId = await world.sealedItem(Buffer.from("a small clip"), { copy: Buffer.from("its copy") });
  const { id } = await world.prepare(itemId);
  files = await filesOf(world.deps, await world.deps.packages.contents(id));
});
afterAll(() => world.close());

/** Of each place in a file, the checks that fail where its byte is changed; null: the package does not fail. */
type Walk = readonly (ReadonlySet<string> | null)[];
const walks = new Map<string, Promise<Walk>>();

async function walk(path: string): Promise<Walk> {
  const bytes = files.get(path)!;
  const reader = new MemoryPackage(files);
  const judges = { ...world.deps, signatures: remembering(world.deps.signatures) };
  const failing: (ReadonlySet<string> | null)[] = [];
  for (let at = 0; at < bytes.byteLength; at += 1) {
    // Bit 0 changes a hex digit, a letter, a flag; bit 5 the case of a letter.
    const mask = at % 2 === 0 ? 0x01 : 0x20;
    reader.files.set(path, bytes.with(at, bytes[at]! ^ mask) as Buffer);
    const { verdict, findings } = await verifyPackage(judges, reader, world.pins);
    const failed = findings.filter((finding) => finding.verdict === "FAILED");
    failing.push(verdict === "FAILED" ? new Set(failed.map(({ check }) => check)) : null);
  }
  return failing;
}

/** Places in `path` at which a change is not refused for the reason `check` gives, whatever else is. A file is walked through once. */
async function missed(path: string, checks: readonly string[] | null): Promise<number[]> {
  const walked = walks.get(path) ?? walk(path);
  walks.set(path, walked);
  const isMissed = (failed: ReadonlySet<string> | null): boolean =>
    failed === null || (checks !== null && !checks.some((check) => failed.has(check)));
  return (await walked).flatMap((failed, at) => (isMissed(failed) ? [at] : []));
}

describe("a package with one byte changed", () => {
  it.each([
    // What is signed, hashed or chained is found changed by its own check, without the bag's lists.
    ["metadata/ITEM/manifest.json", ["manifest-signature"]],
    ["metadata/ITEM/viewing.manifest.json", ["manifest-signature"]],
    ["metadata/package.json", ["package-signature"]],
    ["proofs/ITEM/receipt.json", ["receipt"]],
    ["metadata/ITEM/custody.jsonl", ["custody"]],
    ["proofs/ITEM/manifest.tlog-proof", ["ledger"]],
    ["proofs/ITEM/viewing.manifest.tlog-proof", ["ledger"]],
    ["data/viewing/ITEM/viewing.mp4", ["media"]],
    ["bagit.txt", ["bag"]],
    ["manifest-sha256.txt", ["bag"]],
    ["tagmanifest-sha256.txt", ["bag"]],
    // Containers may have bytes that change nothing they say; the list of files is over these, too.
    ["metadata/ITEM/manifest.json.p7s", null],
    ["metadata/ITEM/viewing.manifest.json.p7s", null],
    ["metadata/package.json.p7s", ["bag", "package-signature"]],
    ["proofs/ITEM/receipt.p7s", null],
    ["metadata/ITEM/blocks.txt", ["contents"]],
    ["metadata/ITEM/item.json", ["contents"]],
    ["bag-info.txt", ["contents"]],
    ["proofs/root.pem", ["contents"]],
    ["proofs/ledger.vkey", ["contents"]],
    ["certificate/certificate.en.txt", ["contents"]],
  ] as const)("in %s is refused, wherever the byte is", async (path, checks) => {
    expect(await missed(path.replace("ITEM", itemId), checks)).toEqual([]);
  });

  it("in the original is refused by its digest and its blocks", async () => {
    const path = [...files.keys()].find((name) => name.startsWith("data/original/"))!;
    expect(await missed(path, ["media"])).toEqual([]);
    expect(await missed(path, ["blocks"])).toEqual([]);
  });

  it("in any signature container alone changes no verdict about what it signs, or spoils it", async () => {
    // The bag's lists aside: which bytes of a container are malleable. None may be, in our strict profile,
    // but an ECDSA signature or a certificate could be written differently; so nothing goes by its hash.
    const path = `metadata/${itemId}/manifest.json.p7s`;
    const malleable = await missed(path, ["manifest-signature"]);
    expect(malleable).toEqual([]);
  });
});
