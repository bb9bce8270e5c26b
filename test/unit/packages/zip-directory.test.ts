/** The reader of ZIPs: long forms, names in every spelling, the same from a disk and from a browser's file, and no byte that makes it stumble. */
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { blobSource, fileSource } from "../../../infra/zip/byte-source.ts";
import { openPackageZip } from "../../../infra/zip/package-zip.ts";
import { sha256, sha256OfStream } from "../../../services/kernel/digest.ts";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import type { PackageReader } from "../../../services/packages/package-reader.ts";
import { rawZip } from "../../fixtures/raw-zip.ts";

const inBlob = (bytes: Uint8Array<ArrayBuffer>) => openPackageZip(blobSource(new Blob([bytes])));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-zip-"));
});
afterAll(() => rm(folder, { recursive: true }));

const scanned = async (reader: PackageReader, path: string): Promise<string> =>
  (await sha256OfStream(await reader.scan(path))).sha256;

async function packed(zip64: boolean, comment = ""): Promise<Buffer<ArrayBuffer>> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from("stored"), "bag/现场.txt", { compress: false });
  zip.addBuffer(Buffer.alloc(300_000, "deflated"), "bag/folder/b", {
    compress: true,
    forceZip64Format: zip64,
  });
  zip.addEmptyDirectory("bag/empty");
  zip.end({ forceZip64Format: zip64, comment });
  return buffer(zip.outputStream);
}

describe("a ZIP", () => {
  it.each([
    [false, ""],
    [true, ""],
    [false, "packed again by a person"],
    [true, "PK but no end of a directory"],
  ])(
    "is read from a disk and from a blob alike (ZIP64 %s, comment '%s')",
    async (zip64, comment) => {
      const bytes = await packed(zip64, comment);
      await writeFile(join(folder, "a.zip"), bytes);
      const file = await open(join(folder, "a.zip"));
      for (const reader of [
        inBlob(bytes),
        openPackageZip(fileSource(file, bytes.byteLength), () => file.close()),
      ]) {
        expect(await reader.list()).toEqual([
          { path: "现场.txt", sizeBytes: 6 },
          { path: "folder/b", sizeBytes: 300_000 },
        ]);
        expect((await buffer(await reader.read("现场.txt"))).toString()).toBe("stored");
        expect(
          (await buffer(await reader.read("folder/b"))).equals(Buffer.alloc(300_000, "deflated")),
        ).toBe(true);
        expect(await scanned(reader, "现场.txt")).toBe(sha256("stored"));
        expect(await scanned(reader, "folder/b")).toBe(sha256(Buffer.alloc(300_000, "deflated")));
        await expect(reader.read("folder/c")).rejects.toMatchObject({ kind: "missing" });
        await reader.close();
      }
    },
  );

  it("lends a file's bytes in two buffers by turns, and gives them away where they are kept", async () => {
    const bytes = randomBytes(5_000_001);
    await writeFile(join(folder, "a"), bytes);
    const file = await open(join(folder, "a"));
    const source = fileSource(file, bytes.byteLength);
    const hasher = createHash("sha256");
    const buffers = new Set<ArrayBufferLike>();
    for await (const chunk of source.scan(7, bytes.byteLength)) {
      hasher.update(chunk);
      buffers.add(chunk.buffer);
    }
    expect(hasher.digest("hex")).toBe(sha256(bytes.subarray(7)));
    expect(buffers.size).toBe(2);
    expect((await buffer(source.slice(7, bytes.byteLength))).equals(bytes.subarray(7))).toBe(true);
    await file.close();
  });

  it("may give a name in Info-ZIP's field, as long as it belongs to the entry's name", async () => {
    const name = Buffer.from("bag/????");
    for (const [crc, expected] of [
      [crc32(name), "现场"],
      [crc32(name) ^ 1, "????"],
    ] as const) {
      const bytes = rawZip([{ name, unicodeName: { crc, name: "bag/现场" } }]);
      expect(await inBlob(bytes).list()).toEqual([{ path: expected, sizeBytes: 1 }]);
    }
  });

  it("is refused where a name is neither ASCII nor marked as UTF-8", async () => {
    const bytes = rawZip([{ name: Buffer.from("bag/现场"), flags: 0 }]);
    await expect(inBlob(bytes).list()).rejects.toMatchObject({
      facts: { fault: "path-characters" },
    });
  });

  it("stays closed when it is given up half-way through a compressed file", async () => {
    const bytes = await packed(false);
    for await (const chunk of await inBlob(bytes).read("folder/b")) {
      expect(chunk.byteLength).toBeGreaterThan(0);
      break;
    }
  });

  it("with any byte changed is read or refused, and nothing else happens", async () => {
    const bytes = rawZip([
      { name: "bag/a" },
      { name: "bag/b", bytes: Buffer.alloc(2_000, 65), deflate: true },
    ]);
    for (let at = 0; at < bytes.byteLength; at += 1) {
      for (const value of [bytes[at]! ^ 1, 0x00, 0xff]) {
        const reader = inBlob(bytes.with(at, value));
        try {
          for (const { path, sizeBytes } of await reader.list()) {
            expect(sizeBytes).toBeLessThan(2 ** 40);
            await buffer(await reader.read(path)).catch(() => null);
          }
        } catch (error) {
          expect(isRefusal(error)).toBe(true);
        }
      }
    }
  });

  it("cut off anywhere is refused", async () => {
    const bytes = await packed(true);
    for (let length = 0; length < bytes.byteLength; length += 7) {
      await expect(inBlob(bytes.subarray(0, length)).list()).rejects.toMatchObject({
        code: "packages/unsafe-archive",
      });
    }
  });
});
