/** Values of a written record as a person gives them: times like "1:02:03", and the digest of a chosen file. */

/** Milliseconds of "12", "0:12", "1:02:03" or "0:12.5"; null: no such time. */
export function msOf(text: string | null | undefined): number | null {
  const parts = (text ?? "").trim().split(":");
  if (parts.length > 3 || !parts.every((part, place) => isPart(part, place, parts.length)))
    return null;
  const seconds = parts.reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round(seconds * 1000);
}

const isPart = (part: string, place: number, count: number): boolean => {
  const isLast = place === count - 1;
  if (!(isLast ? /^\d{1,5}([.]\d{1,3})?$/ : /^\d{1,2}$/).test(part)) return false;
  return place === 0 || Number(part) < 60;
};

/** Lower-case hex; null where the browser gives a page no hashing (no TLS), or the file cannot be read. */
export async function digestOf(file: Blob): Promise<string | null> {
  try {
    // `subtle` is absent outside of secure contexts, whatever its type says.
    const digest = await globalThis.crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    return null;
  }
}
