/** A form as browsers send it with a file in it (RFC 7578), of a body that is bounded already: the bytes of each part by its name. */
import { buffer } from "node:stream/consumers";
import { Busboy } from "@fastify/busboy";

/** The form has three; a header of a part is its name and its type. */
const LIMITS = { parts: 8, files: 8, headerPairs: 16, headerSize: 2_048 };

/** Null for what is none. Of a name that stands twice the last one counts. */
export async function readForm(
  contentType: string,
  body: Buffer,
): Promise<ReadonlyMap<string, Buffer> | null> {
  if (!/^multipart\/form-data\s*;/i.test(contentType)) return null;
  const parts: Promise<readonly [string, Buffer]>[] = [];
  try {
    const headers = { "content-type": contentType };
    const reader = new Busboy({ headers, limits: LIMITS, isPartAFile: () => true });
    reader.on("file", (name, stream) => {
      parts.push(buffer(stream).then((bytes) => [name, bytes] as const));
    });
    await new Promise<void>((resolve, reject) => {
      reader.on("finish", () => resolve());
      reader.on("error", (error: unknown) => reject(error instanceof Error ? error : new Error()));
      reader.end(body);
    });
    return new Map(await Promise.all(parts));
  } catch {
    return null;
  }
}
