/** Packages as ZIP: the same bytes each time, of the length foretold, and nothing hostile is read. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { zipWriter } from "../../infra/zip/archive-writer.ts";
import { openPackage } from "../../infra/zip/open-package.ts";
import type { PackageContents } from "../../services/packages/contents.ts";
import { verifyPackage } from "../../services/packages/verify-package.ts";
import { writePackage } from "../../services/packages/write-package.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import { GOOD, HOSTILE_ZIPS } from "../fixtures/hostile-zips.ts";
import { rawZip } from "../fixtures/raw-zip.ts";
import { type World, makeWorld } from "../fixtures/small-package.ts";

const run = promisify(execFile);
const VERIFIER = new URL("../../services/verifier/main.ts", import.meta.url).pathname;
let world: World;
let folder: string;
let contents: PackageContents;
let zip: Buffer;

const write = () => writePackage(world.deps, contents);
const bytesOf = async (stream: Readable) => Buffer.concat((await stream.toArray()) as Buffer[]);

beforeAll(async () => {
  world = await makeWorld();
  folder = await mkdtemp(join(tmpdir(), "holdfast-package-"));
  const itemId = await world.sealedItem(Buffer.from("clip"), { copy: Buffer.from("copy") });
  const { id } = await world.prepare(itemId);
  contents = await world.deps.packages.contents(id);
  zip = await bytesOf(write().stream);
  await writeFile(join(folder, "package.zip"), zip);
  await writeFile(join(folder, "root.pem"), world.pins.rootCertificatePem);
  await writeFile(join(folder, "ledger.vkey"), world.pins.ledgerKeys);
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

describe("writing a package", () => {
  it("gives the same bytes each time, in any time zone, of the length foretold", async () => {
    const zone = process.env["TZ"];
    try {
      for (const TZ of ["Asia/Shanghai", "America/St_Johns", "UTC"]) {
        process.env["TZ"] = TZ;
        const { stream, sizeBytes, filename } = write();
        const bytes = await bytesOf(stream);
        expect(bytes.equals(zip)).toBe(true);
        expect(bytes.byteLength).toBe(sizeBytes);
        expect(filename).toMatch(/^holdfast-[0-9a-f-]{36}\.zip$/);
      }
    } finally {
      if (zone === undefined) delete process.env["TZ"];
      else process.env["TZ"] = zone;
    }
    const { sizeBytes } = (await world.deps.packages.page(null, 1))[0]!;
    expect(sizeBytes).toBe(zip.byteLength);
  });

  it("makes what unzip unpacks and finds whole", async () => {
    const { stdout } = await run("unzip", ["-tq", join(folder, "package.zip")]);
    expect(stdout).toContain("No errors detected");
  });

  it("breaks off when a stored file is not what was sealed", async () => {
    const itemId = await world.sealedItem(Buffer.from("good bytes"));
    const { id } = await world.prepare(itemId);
    const spoilt = await world.deps.packages.contents(id);
    for (const change of [
      (bytes: Buffer) => bytes.with(0, 1) as Buffer,
      (bytes: Buffer) => bytes.subarray(1),
      (bytes: Buffer) => Buffer.concat([bytes, bytes]),
    ]) {
      world.deps.objects.tamper(originalKey(itemId), change);
      await expect(bytesOf(writePackage(world.deps, spoilt).stream)).rejects.toThrow(
        /not what was sealed|unexpected number of bytes/,
      );
    }
  });

  it("stops reading when the recipient is gone", async () => {
    let closed = false;
    const endless = new Readable({
      read: () => undefined,
      destroy: (_, done) => {
        closed = true;
        done(null);
      },
    });
    endless.push(Buffer.alloc(1 << 16));
    const stream = zipWriter.write([
      { path: "a/b", sizeBytes: 1 << 30, open: async () => endless },
      { path: "a/c", sizeBytes: 1, open: () => Promise.reject(new Error("never asked for")) },
    ]);
    stream.once("data", () => stream.destroy());
    await new Promise((resolve) => stream.once("close", resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toBe(true);
  });

  it("writes more than 4 GiB, of the length foretold", async () => {
    const sizeBytes = 2 ** 32 + 5;
    const block = Buffer.alloc(1 << 20);
    const open = async () =>
      Readable.from(
        (function* () {
          for (let at = 0; at < sizeBytes; at += block.byteLength) {
            yield block.subarray(0, Math.min(block.byteLength, sizeBytes - at));
          }
        })(),
      );
    const small = {
      path: "a/c",
      sizeBytes: 3,
      open: async () => Readable.from([Buffer.from("abc")]),
    };
    const entries = [{ path: "a/b", sizeBytes, open }, small];
    let written = 0;
    for await (const chunk of zipWriter.write(entries) as AsyncIterable<Buffer>) {
      written += chunk.byteLength;
    }
    expect(written).toBe(zipWriter.sizeBytes(entries));
    expect(written).toBeGreaterThan(sizeBytes);
  }, 300_000);
});

describe("the verifier process", () => {
  const verify = async (...given: string[]) => {
    try {
      return { code: 0, ...(await run(process.execPath, [VERIFIER, ...given])) };
    } catch (error) {
      return error as { code: number; stdout: string; stderr: string };
    }
  };
  const pinned = () => [
    "--root",
    join(folder, "root.pem"),
    "--ledger-key",
    join(folder, "ledger.vkey"),
  ];

  it("takes a ZIP and a folder, and ends with 0 only under pinned keys", async () => {
    await run("unzip", ["-q", join(folder, "package.zip"), "-d", join(folder, "unpacked")]);
    for (const path of [join(folder, "package.zip"), join(folder, "unpacked", contents.folder)]) {
      expect(await verify(path, ...pinned(), "--lang", "en")).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(
          /PASSED +ledger: it is in the ledger[^]* PASSED\n$/,
        ) as string,
      });
      expect((await verify(path)).code).toBe(4);
    }
    const chinese = await verify(join(folder, "package.zip"), "--lang", "zh_CN.UTF-8");
    expect(chinese.stdout).toContain("请通过其他渠道核对");
  });

  it("names what failed, as JSON too, and ends with 1", async () => {
    const changed = Buffer.from(zip);
    const at = zip.indexOf('"mayDeleteOnDevice":true');
    changed[at + 5]! ^= 1;
    await writeFile(join(folder, "changed.zip"), changed);
    const { code, stdout } = await verify(join(folder, "changed.zip"), ...pinned(), "--json");
    expect(code).toBe(1);
    const report = JSON.parse(stdout) as {
      verdict: string;
      findings: { verdict: string; check: string }[];
    };
    expect(report.verdict).toBe("FAILED");
    const failed = report.findings.filter(({ verdict }) => verdict === "FAILED");
    expect(failed.map(({ check }) => check)).toEqual(["contents", "bag", "receipt"]);
  });

  it("ends with 1 for what is no package and with 2 for wrong usage", async () => {
    await writeFile(join(folder, "no.zip"), "no zip at all");
    expect((await verify(join(folder, "no.zip"))).code).toBe(1);
    for (const given of [[], ["a", "b"], ["--nonsense"], [join(folder, "absent.zip")]]) {
      expect((await verify(...given)).code).toBe(2);
    }
    expect((await verify(join(folder, "package.zip"), "--root", "absent.pem")).code).toBe(2);
  });

  it("judges signatures by the time of signing, years after the certificate is over", async () => {
    const later = await run("faketime", [
      "2031-01-01 00:00:00",
      process.execPath,
      VERIFIER,
      join(folder, "package.zip"),
      ...pinned(),
      "--lang",
      "en",
    ]);
    expect(later.stdout).toMatch(/PASSED\n$/);
    expect(later.stdout).toContain("signedAt=2026-11-24T");
  });
});

describe("hostile archives", () => {
  it.each(HOSTILE_ZIPS)("are refused: %s (%#)", async (fault, entries) => {
    const path = join(folder, "hostile.zip");
    await writeFile(path, rawZip(entries));
    const listing = openPackage(path).then((reader) => reader.list());
    await expect(listing).rejects.toMatchObject({
      kind: "invalid",
      code: "packages/unsafe-archive",
      facts: { fault },
    });
  });

  it("are refused when cut off, and when they claim more entries than any package has", async () => {
    const path = join(folder, "hostile.zip");
    for (const bytes of [
      zip.subarray(0, -30),
      zip.subarray(1_000),
      Buffer.alloc(0),
      rawZip([GOOD], 7),
    ]) {
      await writeFile(path, bytes);
      await expect(openPackage(path).then((reader) => reader.list())).rejects.toMatchObject({
        code: "packages/unsafe-archive",
      });
    }
  });

  it("fail file by file where an entry's own header differs or its bytes are not as many as it says", async () => {
    const path = join(folder, "hostile.zip");
    await writeFile(
      path,
      rawZip([
        GOOD,
        { name: "bag/a", headerName: "bag/b" },
        { name: "bag/c", bytes: Buffer.alloc(5_000), deflate: true, sizeBytes: 4_000 },
      ]),
    );
    const reader = await openPackage(path);
    const { findings } = await verifyPackage(world.deps, reader, world.pins);
    const unreadable = findings.filter(({ reason }) => reason === "packages/file-unreadable");
    expect(unreadable.map(({ file }) => file)).toEqual(["a", "c"]);
    await reader.close();
  });

  it("are refused as folders with links, pipes or sockets in them", async () => {
    const bag = join(folder, "linked");
    await mkdir(bag);
    await writeFile(join(bag, "bagit.txt"), "x");
    await symlink("/etc/passwd", join(bag, "link"));
    const reader = await openPackage(bag);
    await expect(reader.list()).rejects.toMatchObject({ facts: { fault: "not-a-file" } });
    await expect(reader.read("link")).rejects.toThrow(/ELOOP/);
    await expect(reader.read("../root.pem")).rejects.toMatchObject({
      code: "packages/unsafe-archive",
    });
  });
});
