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

  async close(): Promise<void> {
    await Promise.resolve();
  }
}
