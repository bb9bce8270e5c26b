/** Bytes of a file on this machine, read where they are wanted. */
import { open } from "node:fs/promises";
import type { Bytes } from "../../services/source/bytes.ts";

/** Closed when disposed of. The file may grow meanwhile: what it had when it was opened counts, or `willHave`. */
export async function fileBytes(path: string, willHave?: number): Promise<Bytes & AsyncDisposable> {
  const file = await open(path, "r");
  const sizeBytes = willHave ?? (await file.stat()).size;
  return {
    sizeBytes,
    read: async (at, length, into) => {
      const wanted = Math.max(0, Math.min(length, sizeBytes - at));
      const { buffer, bytesRead } = await file.read(into ?? Buffer.alloc(wanted), 0, wanted, at);
      return buffer.subarray(0, bytesRead);
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}
