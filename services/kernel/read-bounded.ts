/** Small messages that others send, taken whole: never more bytes than were agreed. */

/** All bytes of `message`, whose chunks are its own to keep (not those that `ObjectStore.scan` lends); null if there are more than `maxBytes`, of which no more are read. */
export async function readBounded(
  message: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of message) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Of the answer that `fetch` gave. */
export const answerBounded = ({ body }: Response, maxBytes: number): Promise<Buffer | null> =>
  readBounded((body ?? []) as AsyncIterable<Uint8Array>, maxBytes);
