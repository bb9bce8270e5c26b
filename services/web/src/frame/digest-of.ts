/** The digest of a chosen file. */

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
