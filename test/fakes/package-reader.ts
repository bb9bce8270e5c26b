/** PackageReader over files in memory. */
import { Readable } from "node:stream";
import type { PackageReader, PackedFile } from "../../services/packages/package-reader.ts";

export class MemoryPackage implements PackageReader {
  readonly files: Map<string, Buffer>;

  constructor(files: ReadonlyMap<string, Buffer>) {
    this.files = new Map(files);
  }

  async list(): Promise<readonly PackedFile[]> {
    return [...this.files].map(([path, bytes]) => ({ path, sizeBytes: bytes.byteLength }));
  }

  async read(path: string): Promise<Readable> {
    return Readable.from([this.files.get(path)!]);
  }

  /** Each chunk is overwritten when the next is asked for, as the port allows. */
  async scan(path: string): Promise<AsyncIterable<Uint8Array>> {
    const bytes = this.files.get(path)!;
    return (async function* () {
      const lent = Buffer.alloc(Math.min(Math.max(bytes.byteLength, 1), 64 << 10));
      for (let at = 0; at < bytes.byteLength; at += lent.byteLength) {
        const chunk = bytes.subarray(at, at + lent.byteLength);
        lent.set(chunk);
        yield lent.subarray(0, chunk.byteLength);
        lent.fill(0xdd);
      }
    })();
  }

  async close(): Promise<void> {
    await Promise.resolve();
  }
}
