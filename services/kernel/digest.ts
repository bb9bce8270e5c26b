/** SHA-256 (FIPS 180-4) of bytes and of streams, as 64 lower-case hex digits the compiler keeps apart. */
import { createHash, hash } from "node:crypto";

export type Sha256 = string & { readonly __brand: "Sha256" };

const HEX = /^[0-9a-f]{64}$/;

/** The digest of `parts` joined. */
export function sha256(...parts: readonly (Uint8Array | string)[]): Sha256 {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return hash("sha256", only, "hex") as Sha256;
  const hasher = createHash("sha256");
  for (const part of parts) hasher.update(part);
  return hasher.digest("hex") as Sha256;
}

/** The digest of everything `source` yields, and how many bytes that was. Memory stays flat. */
export async function sha256OfStream(
  source: AsyncIterable<Uint8Array>,
): Promise<{ sha256: Sha256; sizeBytes: number }> {
  const hasher = createHash("sha256");
  let sizeBytes = 0;
  for await (const chunk of source) {
    hasher.update(chunk);
    sizeBytes += chunk.byteLength;
  }
  return { sha256: hasher.digest("hex") as Sha256, sizeBytes };
}

/** `text` as a digest, or null if it is not 64 hex digits. Upper case is accepted and lowered. */
export function parseSha256(text: string): Sha256 | null {
  const lower = text.toLowerCase();
  return HEX.test(lower) ? (lower as Sha256) : null;
}
