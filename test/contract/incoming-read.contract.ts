/** What every IncomingStore must hold to when an upload is read while it still comes, and while it becomes an object. */
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import type { ByteRange } from "../../services/objects/object-store.ts";
import { CommittedUpload } from "../fixtures/committed-upload.ts";
import { bytesOf, refused } from "../fixtures/store-outcomes.ts";
import type { IncomingKit } from "./incoming-join.contract.ts";

export function incomingReadContract({ rig, scaled, session, assemble }: IncomingKit): void {
  const read = async (upload: CommittedUpload, range: ByteRange): Promise<Buffer> =>
    bytesOf(await rig().incoming.read(upload.snapshot(), upload.parts, range));

  it("gives out committed bytes over writers and parts, while more come, and once they are the object", async () => {
    const upload = new CommittedUpload(null);
    const sizes = [70, scaled(9 << 20), 5, scaled(8 << 20) + 1, 64];
    const bytes = randomBytes(sizes.reduce((sum, size) => sum + size, 0));
    const ends: number[] = [];
    for (const size of sizes) {
      const from = ends.at(-1) ?? 0;
      await session(upload, bytes.subarray(from, from + size));
      ends.push(from + size);
      // The newest, what goes over its beginning, and all.
      for (const firstByte of [from, Math.max(0, from - 3), 0]) {
        const lastByte = upload.offsetBytes - 1;
        const got = await read(upload, { firstByte, lastByte });
        expect(got.equals(bytes.subarray(firstByte, lastByte + 1))).toBe(true);
      }
    }
    const inside = { firstByte: 69, lastByte: 70 + scaled(9 << 20) };
    const expected = bytes.subarray(inside.firstByte, inside.lastByte + 1);
    expect((await read(upload, inside)).equals(expected)).toBe(true);
    await assemble(upload);
    expect((await read(upload, inside)).equals(expected)).toBe(true);
    expect((await read(upload, { firstByte: 0, lastByte: 0 })).equals(bytes.subarray(0, 1))).toBe(
      true,
    );
  });

  it("gives out nothing that was not committed", async () => {
    const upload = new CommittedUpload(null);
    await session(upload, Buffer.from("committed"));
    const writer = await rig().incoming.open(upload.next());
    await writer.write([Buffer.from(" and lost")]);
    await writer.close();
    expect((await read(upload, { firstByte: 0, lastByte: 8 })).toString()).toBe("committed");
    for (const range of [
      { firstByte: 0, lastByte: 9 },
      { firstByte: 9, lastByte: 9 },
      { firstByte: 5, lastByte: 4 },
    ]) {
      await expect(read(upload, range)).rejects.toThrow(/invariant/);
    }
  });

  it("says that bytes are gone which were discarded", async () => {
    const upload = new CommittedUpload(null);
    await session(upload, randomBytes(100));
    await rig().incoming.discard(upload.snapshot());
    await refused(read(upload, { firstByte: 0, lastByte: 99 }), "ingest/bytes-missing");
  });
}
