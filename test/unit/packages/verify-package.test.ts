/** The verifier on a sound package, and on every way of making it unsound that leaves each file readable. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type ItemId, newId } from "../../../services/kernel/ids.ts";
import { TAG_MANIFEST, payloadManifest, tagManifest } from "../../../services/packages/bag.ts";
import type { PackageReport } from "../../../services/packages/verify-package.ts";
import { verifyPackage } from "../../../services/packages/verify-package.ts";
import { MemoryPackage } from "../../fakes/package-reader.ts";
import { tellOfKey } from "../../fixtures/signing-key-cases.ts";
import { type World, filesOf, makeWorld } from "../../fixtures/small-package.ts";

const NO_PINS = { rootCertificatePem: null, ledgerKeys: null };
let world: World;
let files: Map<string, Buffer>;
let [one, two]: ItemId[] = [];

beforeAll(async () => {
  world = await makeWorld();
  await tellOfKey(world);
  const { sealedItem, prepare, deps } = world;
  one = await sealedItem(Buffer.from("first clip"), { copy: Buffer.from("copy of first") });
  two = await sealedItem(Buffer.alloc(9 << 20, 7), { filename: "../../etc/passwd" });
  const { id, failure } = await prepare(one, two);
  expect(failure).toBeNull();
  files = await filesOf(deps, await deps.packages.contents(id));
});
afterAll(() => world.close());

const verify = (changed: ReadonlyMap<string, Buffer>, pins: Parameters<typeof verifyPackage>[2]) =>
  verifyPackage(world.deps, new MemoryPackage(changed), pins);

/** Codes of what failed, as "check reason file". */
const failures = ({ findings }: PackageReport) =>
  findings
    .filter(({ verdict }) => verdict === "FAILED")
    .map(({ check, reason, file }) => `${check} ${reason.replace("packages/", "")} ${file ?? ""}`);

/** The package after `change`, its bag lists written anew as a forger would. */
function forged(change: (files: Map<string, Buffer>) => void): Map<string, Buffer> {
  const changed = new Map(files);
  change(changed);
  for (const [path, list] of [
    ["manifest-sha256.txt", payloadManifest],
    [TAG_MANIFEST, tagManifest],
  ] as const) {
    const all = [...changed].map(([name, bytes]) => ({
      path: name,
      sizeBytes: bytes.byteLength,
      sha256: sha256(bytes),
    }));
    changed.set(path, Buffer.from(list(all)));
  }
  return changed;
}

describe("a sound package", () => {
  it("passes every check under pinned keys", async () => {
    const report = await verify(files, world.pins);
    expect(failures(report)).toEqual([]);
    expect(report.verdict).toBe("PASSED");
    expect(report.itemIds).toEqual([one, two]);
    expect(new Set(report.findings.map(({ check }) => check)).size).toBe(13);
  });

  it("is INDETERMINATE when the keys come from the package itself, and says so", async () => {
    const { verdict, findings } = await verify(files, NO_PINS);
    expect(verdict).toBe("INDETERMINATE");
    const open = findings.filter((finding) => finding.verdict === "INDETERMINATE");
    expect(open.map(({ reason }) => reason)).toEqual([
      "packages/origin-not-known",
      "packages/origin-not-known",
      "packages/device-neighbours-elsewhere",
      "packages/device-neighbours-elsewhere",
      "packages/root-not-pinned",
      "packages/ledger-key-not-pinned",
    ]);
  });

  it("holds names made from ids and a tamed form of the original's name", () => {
    expect([...files.keys()].filter((path) => path.startsWith("data/")).sort()).toEqual(
      [
        `data/original/${one}/现场_01.mp4`,
        `data/original/${two}/passwd`,
        `data/viewing/${one}/viewing.mp4`,
      ].sort(),
    );
  });

  it("verifies under the key of another year of the same agency", async () => {
    const ledgerKeys = world.deps.verifierKey("haikou/2020");
    expect((await verify(files, { ...world.pins, ledgerKeys })).verdict).toBe("PASSED");
    const stranger = world.deps.verifierKey("sanya/2026");
    expect((await verify(files, { ...world.pins, ledgerKeys: stranger })).verdict).toBe("FAILED");
  });

  it("tells in its custody chain that it was made, once, and of nothing after", () => {
    const lines = files.get(`metadata/${one}/custody.jsonl`)!.toString().trimEnd().split("\n");
    const kinds = lines.map(
      (line) => (JSON.parse((JSON.parse(line) as { body: string }).body) as { kind: string }).kind,
    );
    expect(kinds).toEqual(["verified", "sealed", "copies-sealed", "packaged"]);
  });
});

describe("an unsound package", () => {
  it.each([
    ["a file is removed", () => `metadata/${one}/item.json`, "file-missing"],
    ["an original is removed", () => `data/original/${one}/现场_01.mp4`, "file-missing"],
    ["a proof is removed", () => `proofs/${two}/manifest.tlog-proof`, "file-missing"],
    ["the verifier's key is removed", () => "proofs/ledger.vkey", "file-missing"],
    ["the package's signature is removed", () => "metadata/package.json.p7s", "file-missing"],
    ["the package's list is removed", () => "metadata/package.json", "malformed-statement"],
    ["the tag manifest is removed", () => TAG_MANIFEST, "bag-differs"],
  ])("fails when %s, its lines in the bag too", async (_, path, code) => {
    const changed = forged((all) => all.delete(path()));
    if (path() === TAG_MANIFEST) changed.delete(TAG_MANIFEST);
    const report = await verify(changed, world.pins);
    expect(report.verdict).toBe("FAILED");
    expect(failures(report).join("\n")).toContain(code);
  });

  it.each(["data/original/evil.mp4", "data/viewing/evil.mp4", "metadata/evil.json", "evil.txt"])(
    "fails when %s is added, with its line in the bag",
    async (path) => {
      const report = await verify(
        forged((all) => all.set(path, Buffer.from("x"))),
        world.pins,
      );
      expect(failures(report)).toContain(`contents file-added ${path}`);
    },
  );

  it("fails when a second original or copy stands beside the first", async () => {
    const report = await verify(
      forged((all) => {
        all.set(`data/original/${one}/second.mp4`, Buffer.from("x"));
        all.set(`data/viewing/${one}/viewing.mkv`, Buffer.from("x"));
        all.set(`data/viewing/${two}/other.mp4`, Buffer.from("x"));
      }),
      world.pins,
    );
    const text = failures(report).join("\n");
    expect(text).toMatch(/media file-added data\/original\/\S+\/second\.mp4/);
    expect(text).toMatch(/media file-added data\/viewing\/\S+\/viewing\.mkv/);
    expect(text).toMatch(/manifest-signature file-missing metadata\/\S+\/other\.manifest\.json/);
  });

  it("fails when a file is renamed", async () => {
    const path = `data/original/${one}/现场_01.mp4`;
    const report = await verify(
      forged((all) => {
        all.set(`data/original/${one}/other.mp4`, all.get(path)!);
        all.delete(path);
      }),
      world.pins,
    );
    expect(failures(report)).toEqual(
      expect.arrayContaining([
        `contents file-missing ${path}`,
        `contents file-added data/original/${one}/other.mp4`,
      ]),
    );
  });

  it("says which bytes of a damaged, cut or lengthened original are still what was sealed", async () => {
    const path = `data/original/${two}/passwd`;
    const whole = files.get(path)!;
    const [block, end] = [8 << 20, whole.byteLength - 1];
    const factsOf = async (bytes: Buffer) => {
      const report = await verify(new Map(files).set(path, bytes), world.pins);
      const found = report.findings.find(({ check, file }) => check === "blocks" && file === path);
      expect(found?.verdict).toBe("FAILED");
      return found?.facts;
    };
    const flipped = (at: number): Buffer => {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 1;
      return bytes;
    };
    expect(await factsOf(flipped(block + 5))).toEqual({
      ...{ blocks: 2, damaged: 1, firstDamagedByte: block },
      ...{ damagedBytes: `${block}-${end}`, soundBytes: `0-${block - 1}` },
    });
    expect(await factsOf(flipped(0))).toMatchObject({
      ...{ damagedBytes: `0-${block - 1}`, soundBytes: `${block}-${end}` },
    });
    // Cut in the midst of a block, and between two: what is gone counts as damaged.
    for (const sizeBytes of [end, block]) {
      expect(await factsOf(whole.subarray(0, sizeBytes))).toMatchObject({
        ...{ damagedBytes: `${block}-${end}`, soundBytes: `0-${block - 1}` },
      });
    }
    const none = await factsOf(whole.subarray(0, 9));
    expect(none).toMatchObject({ damaged: 2, damagedBytes: `0-${end}` });
    expect(none).not.toHaveProperty("soundBytes");
    const longer = await factsOf(Buffer.concat([whole, Buffer.alloc(3)]));
    expect(longer).toMatchObject({
      ...{ damagedBytes: `${block}-${end + 3}`, soundBytes: `0-${block - 1}` },
    });
  });

  it("hashes blocks only where the whole or the signed list does not fit", async () => {
    const reasons = async (changed: Map<string, Buffer>): Promise<string[]> =>
      (await verify(changed, world.pins)).findings
        .filter(({ check }) => check === "blocks")
        .map(({ reason }) => reason);
    expect(await reasons(files)).toEqual([
      "packages/block-list-signed",
      "packages/block-list-signed",
    ]);
    const list = `metadata/${two}/blocks.txt`;
    for (const text of [null, "", "0\n"]) {
      const changed = forged((all) => {
        if (text === null) all.delete(list);
        else all.set(list, Buffer.from(text));
      });
      expect(await reasons(changed)).toEqual([
        "packages/block-list-signed",
        "packages/blocks-equal",
      ]);
    }
  });

  it("fails when the proofs of two items are exchanged", async () => {
    const exchange = (all: Map<string, Buffer>, name: (id: ItemId) => string): void => {
      const [a, b] = [all.get(name(one!))!, all.get(name(two!))!];
      all.set(name(one!), b).set(name(two!), a);
    };
    for (const [name, check] of [
      [(id: ItemId) => `proofs/${id}/manifest.tlog-proof`, "ledger proof-invalid"],
      [(id: ItemId) => `proofs/${id}/receipt.p7s`, "receipt receipt-invalid"],
      [(id: ItemId) => `metadata/${id}/custody.jsonl`, "custody custody-broken"],
      [(id: ItemId) => `metadata/${id}/manifest.json`, "manifest-signature bad-manifest"],
    ] as const) {
      const report = await verify(
        forged((all) => exchange(all, name)),
        world.pins,
      );
      expect(failures(report).join("\n")).toContain(check);
    }
  });

  it("fails under another root, and under another ledger key", async () => {
    const other = await makeWorld();
    const { rootCertificatePem, ledgerKeys } = other.pins;
    const rooted = await verify(files, { ...world.pins, rootCertificatePem });
    expect(failures(rooted).join("\n")).toContain("package-signature signature-invalid");
    const keyed = await verify(files, { ...world.pins, ledgerKeys });
    expect(failures(keyed).join("\n")).toContain("ledger proof-invalid");
    await other.close();
  });

  it("of a forger with keys of his own passes nothing under the pinned ones", async () => {
    const forger = await makeWorld();
    const { id } = await forger.prepare(await forger.sealedItem(Buffer.from("made up")));
    const forgery = await filesOf(forger.deps, await forger.deps.packages.contents(id));
    expect((await verify(forgery, NO_PINS)).verdict).toBe("INDETERMINATE");
    const report = await verify(forgery, world.pins);
    const signed = report.findings.filter(({ check }) =>
      ["package-signature", "manifest-signature", "ledger", "receipt"].includes(check),
    );
    expect(signed.map(({ verdict }) => verdict)).toEqual(signed.map(() => "FAILED"));
    await forger.close();
  });

  it("fails when it is empty", async () => {
    expect((await verify(new Map(), world.pins)).verdict).toBe("FAILED");
  });
});

describe("preparing a package", () => {
  it("refuses items that are not sealed, and does not name them as packaged", async () => {
    const { deps, prepare } = world;
    const { id } = await prepare(newId<ItemId>());
    expect(await deps.packages.get(id)).toMatchObject({
      state: "failed",
      failure: "evidence/no-such-item",
    });
  });
});
