/** What every IncomingStore must hold to when uploads are made of others, and what its contract's groups share. */
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import type { IncomingStore } from "../../services/objects/incoming-store.ts";
import type { ObjectRef, ObjectStore } from "../../services/objects/object-store.ts";
import { CommittedUpload } from "../fixtures/committed-upload.ts";
import { listed, refused } from "../fixtures/store-outcomes.ts";

export interface IncomingStores {
  readonly incoming: IncomingStore;
  readonly objects: ObjectStore;
}

export interface IncomingKit {
  readonly rig: () => IncomingStores;
  readonly scaled: (bytes: number) => number;
  readonly session: (upload: CommittedUpload, bytes: Buffer) => Promise<void>;
  readonly expectObject: (ref: ObjectRef, bytes: Buffer) => Promise<void>;
  readonly assemble: (upload: CommittedUpload) => Promise<ObjectRef>;
}

const MIB = 1 << 20;

export function incomingJoinContract({
  rig,
  scaled,
  session,
  expectObject,
  assemble,
}: IncomingKit): void {
  /** A finished upload in sessions of these sizes. */
  async function partialOf(
    ...sizes: number[]
  ): Promise<{ upload: CommittedUpload; bytes: Buffer }> {
    const bytes = randomBytes(sizes.reduce((sum, size) => sum + size, 0));
    const upload = new CommittedUpload(bytes.byteLength);
    let at = 0;
    for (const size of sizes) await session(upload, bytes.subarray(at, (at += size)));
    return { upload, bytes };
  }
  const joined = (...partials: readonly { upload: CommittedUpload }[]): CommittedUpload =>
    CommittedUpload.of(
      rig().incoming,
      partials.map(({ upload }) => upload),
    );
  const contentOf = (...partials: readonly { bytes: Buffer }[]): Buffer =>
    Buffer.concat(partials.map(({ bytes }) => bytes));

  it("makes one object of several uploads, in their order, and again in another order", async () => {
    const long = await partialOf(scaled(9 * MIB), scaled(8 * MIB) + 1);
    const short = await partialOf(scaled(3_000_001));
    const tiny = await partialOf(1);
    const none = await partialOf(0);
    const even = await partialOf(scaled(8 * MIB));
    for (const order of [
      [long, short, tiny, none, even],
      [tiny, even, short, long],
      [short, tiny, short, long, long],
    ]) {
      const final = joined(...order);
      await expectObject(await assemble(final), contentOf(...order));
    }
  });

  it.each([[[0]], [[0, 0]], [[1]], [[1, 2, 3]], [[5 * MIB - 1, 5 * MIB - 1]], [[8 * MIB, 1]]])(
    "makes one object of uploads of %j bytes",
    async (sizes) => {
      const partials = [];
      for (const size of sizes) partials.push(await partialOf(scaled(size)));
      await expectObject(await assemble(joined(...partials)), contentOf(...partials));
    },
  );

  it("answers the same version when a joined upload is assembled twice, at once, and after its parts are gone", async () => {
    const partials = [await partialOf(scaled(10 * MIB)), await partialOf(scaled(2 * MIB), 7)];
    const final = joined(...partials);
    const twice = await Promise.all([assemble(final), assemble(final)]);
    expect(twice[1]).toEqual(twice[0]);
    for (const { upload } of partials) await rig().incoming.discard(upload.snapshot());
    await rig().incoming.discard(final.snapshot());
    expect(await assemble(final)).toEqual(twice[0]);
    await expectObject(twice[0], contentOf(...partials));
    const left = await listed(rig().incoming);
    for (const { id } of [final, ...partials.map(({ upload }) => upload)]) {
      expect(left).not.toContain(id);
    }
  });

  it("leaves the bytes of the parts alone when what was made of them is locked or discarded", async () => {
    const one = await partialOf(scaled(9 * MIB));
    const first = joined(one);
    const ref = await assemble(first);
    const until = new Date(Date.now() + 3_600_000).toISOString() as never;
    await rig().objects.lock(ref, { mode: "governance", until });
    await rig().incoming.discard(first.snapshot());
    const second = joined(one, one);
    await expectObject(await assemble(second), contentOf(one, one));
    await rig().incoming.discard(one.upload.snapshot());
    await expectObject(ref, one.bytes);
  });

  it("never passes off a joined upload of which a part is gone", async () => {
    const [one, two] = [await partialOf(scaled(9 * MIB)), await partialOf(1_000)];
    for (const lost of [two, one]) {
      const final = joined(one, two);
      await rig().incoming.discard(lost.upload.snapshot());
      await refused(assemble(final), "ingest/bytes-missing");
      expect(await rig().objects.find(final.snapshot().key)).toBeNull();
    }
  });
}
