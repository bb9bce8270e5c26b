/** What every IncomingStore must hold to: the fake, the folder, and S3. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256, type Sha256 } from "../../services/kernel/digest.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import type { ObjectRef } from "../../services/objects/object-store.ts";
import { CommittedUpload, writeAndCommit } from "../fixtures/committed-upload.ts";
import { bytesOf, listed, refused } from "../fixtures/store-outcomes.ts";
import {
  type IncomingKit,
  type IncomingStores,
  incomingJoinContract,
} from "./incoming-join.contract.ts";
import { incomingReadContract } from "./incoming-read.contract.ts";

export interface IncomingStoreRig extends IncomingStores {
  close(): Promise<void>;
}

/**
 * `isStaging`: its writers have `stage`. `scale`: by how much its runs, and so all sizes here, are smaller
 * than 8 MiB; where bytes are only copied in memory large ones prove nothing more.
 */
export function incomingStoreContract(
  name: string,
  { isStaging, scale = 1 }: { readonly isStaging: boolean; readonly scale?: number },
  make: () => Promise<IncomingStoreRig>,
): void {
  describe(`${name} keeps the promises of an IncomingStore`, () => {
    let rig: IncomingStoreRig;
    beforeAll(async () => {
      rig = await make();
    });
    afterAll(() => rig.close());

    const session = async (upload: CommittedUpload, bytes: Buffer): Promise<void> => {
      const writer = await rig.incoming.open(upload.next());
      await writeAndCommit(writer, upload, bytes, rig.incoming.runBytes);
      await writer.close();
    };
    const expectObject = async (ref: ObjectRef, bytes: Buffer): Promise<void> => {
      expect((await rig.objects.head(ref)).sizeBytes).toBe(bytes.byteLength);
      expect(digestOf(await bytesOf(await rig.objects.read(ref)))).toBe(digestOf(bytes));
    };
    const assemble = (upload: CommittedUpload): Promise<ObjectRef> =>
      rig.incoming.assemble(upload.snapshot(), upload.parts);
    /** Everything one test needs, so that the groups below stay apart. */
    const scaled = (bytes: number): number => Math.ceil(bytes * scale);
    const kit: IncomingKit = { rig: () => rig, scaled, session, expectObject, assemble };

    shapeTests(kit);
    writerTests(kit);
    it(isStaging ? "stages" : "takes a run only whole", async () => {
      expect(rig.incoming.stageBytes !== null).toBe(isStaging);
      const writer = await rig.incoming.open(new CommittedUpload(1).next());
      expect(writer.stage !== undefined).toBe(isStaging);
      await writer.close();
    });
    if (isStaging) stageTests(kit);
    assembleTests(kit);
    incomingJoinContract(kit);
    incomingReadContract(kit);
  });
}

const digestOf = (bytes: Buffer): Sha256 => sha256(bytes);

function shapeTests({ rig, scaled, session, expectObject, assemble }: IncomingKit): void {
  it.each([0, 1, 5 << 20, 8 << 20, (16 << 20) + 1, 20 << 20])(
    "makes an object of an upload of %d bytes in one session",
    async (size) => {
      const bytes = randomBytes(scaled(size));
      const upload = new CommittedUpload(bytes.byteLength);
      await session(upload, bytes);
      await expectObject(await assemble(upload), bytes);
    },
  );

  it("takes an upload whose length was not known when it began", async () => {
    const upload = new CommittedUpload(null);
    const bytes = randomBytes(scaled(9 << 20) + 7);
    await session(upload, bytes.subarray(0, scaled(9 << 20)));
    await session(upload, bytes.subarray(scaled(9 << 20)));
    await expectObject(await assemble(upload), bytes);
  });

  it("takes runs of 64 bytes, and runs that straddle everything", async () => {
    const bytes = randomBytes(64 * 40 + scaled(11 << 20) + 13);
    const upload = new CommittedUpload(bytes.byteLength);
    const writer = await rig().incoming.open(upload.next());
    await writeAndCommit(writer, upload, bytes.subarray(0, 64 * 40), 64);
    await writeAndCommit(writer, upload, bytes.subarray(64 * 40), scaled(3_000_001));
    await writer.close();
    await expectObject(await assemble(upload), bytes);
  });

  it("takes a run in many small buffers and empty ones", async () => {
    const bytes = randomBytes(64 * 3000);
    const upload = new CommittedUpload(bytes.byteLength);
    const writer = await rig().incoming.open(upload.next());
    const parts = Array.from({ length: 3000 }, (_, at) => bytes.subarray(at * 64, at * 64 + 64));
    upload.commit(await writer.write([Buffer.alloc(0), ...parts, Buffer.alloc(0)]), 64 * 3000);
    await writer.close();
    await expectObject(await assemble(upload), bytes);
  });

  it("goes on in a new session for each of 12 appends of odd sizes", async () => {
    const bytes = randomBytes(12 * scaled(1_900_003));
    const upload = new CommittedUpload(bytes.byteLength);
    for (let at = 0; at < bytes.byteLength; at += scaled(1_900_003)) {
      await session(upload, bytes.subarray(at, at + scaled(1_900_003)));
    }
    await expectObject(await assemble(upload), bytes);
  });

  it("goes on in a later session of the same writer", async () => {
    const bytes = randomBytes(300_000);
    const upload = new CommittedUpload(bytes.byteLength);
    upload.fence = 1;
    for (const [from, to] of [
      [0, 100_000],
      [100_000, 100_001],
      [100_001, 300_000],
    ] as const) {
      const writer = await rig().incoming.open(upload.snapshot());
      await writeAndCommit(writer, upload, bytes.subarray(from, to), rig().incoming.runBytes);
      await writer.close();
    }
    await expectObject(await assemble(upload), bytes);
  });
}

function writerTests({ rig, scaled, session, expectObject, assemble }: IncomingKit): void {
  it("forgets bytes that were written but never committed", async () => {
    const bytes = randomBytes(scaled(12 << 20));
    const upload = new CommittedUpload(bytes.byteLength);
    await session(upload, bytes.subarray(0, scaled(1 << 20)));
    const crashed = await rig().incoming.open(upload.next());
    await crashed.write([randomBytes(scaled(4 << 20))]);
    await crashed.close();
    await session(upload, bytes.subarray(scaled(1 << 20)));
    await expectObject(await assemble(upload), bytes);
  });

  it("forgets what the same writer wrote but did not commit, also when less is written then", async () => {
    const bytes = randomBytes(50_000);
    const upload = new CommittedUpload(bytes.byteLength);
    upload.fence = 1;
    const crashed = await rig().incoming.open(upload.snapshot());
    upload.commit(await crashed.write([bytes.subarray(0, 20_000)]), 20_000);
    await crashed.write([randomBytes(200_000)]);
    await crashed.close();
    const writer = await rig().incoming.open(upload.snapshot());
    upload.commit(await writer.write([bytes.subarray(20_000)]), 30_000);
    await writer.close();
    await expectObject(await assemble(upload), bytes);
  });

  it("is not hurt by a writer that lost its turn and writes other bytes late", async () => {
    const bytes = randomBytes(scaled(24 << 20));
    const upload = new CommittedUpload(bytes.byteLength);
    const zombie = await rig().incoming.open(upload.next());
    await writeAndCommit(
      zombie,
      upload,
      bytes.subarray(0, scaled(9 << 20)),
      rig().incoming.runBytes,
    );
    const second = await rig().incoming.open(upload.next());
    const stillborn = await rig().incoming.open(upload.next());
    const third = await rig().incoming.open(upload.next());
    await stillborn.write([randomBytes(scaled(4 << 20))]);
    await writeAndCommit(
      third,
      upload,
      bytes.subarray(scaled(9 << 20), scaled(17 << 20)),
      rig().incoming.runBytes,
    );
    await zombie.write([randomBytes(scaled(4 << 20))]);
    await second.write([randomBytes(scaled(4 << 20))]);
    await writeAndCommit(third, upload, bytes.subarray(scaled(17 << 20)), rig().incoming.runBytes);
    await zombie.write([randomBytes(scaled(4 << 20))]).catch(() => undefined);
    await stillborn.write([randomBytes(scaled(4 << 20))]).catch(() => undefined);
    await Promise.all([zombie, second, stillborn, third].map((writer) => writer.close()));
    await expectObject(await assemble(upload), bytes);
  });

  it("refuses a writer whose fence is older than the committed state", async () => {
    const upload = new CommittedUpload(2_000);
    await session(upload, randomBytes(1_000));
    await session(upload, randomBytes(500));
    await refused(rig().incoming.open(upload.snapshot(1)), "ingest/fenced");
  });

  it("keeps the order of two writes that are under way at once", async () => {
    const bytes = randomBytes(scaled(2_000_000));
    const upload = new CommittedUpload(bytes.byteLength);
    const writer = await rig().incoming.open(upload.next());
    const first = writer.write([bytes.subarray(0, scaled(1_500_000))]);
    const second = writer.write([bytes.subarray(scaled(1_500_000))]);
    upload.commit(await first, scaled(1_500_000));
    upload.commit(await second, bytes.byteLength - scaled(1_500_000));
    await writer.close();
    await expectObject(await assemble(upload), bytes);
  });
}

function stageTests({ rig, scaled, expectObject, assemble }: IncomingKit): void {
  it("counts staged bytes with the next write, also while the write before is under way", async () => {
    const bytes = randomBytes(scaled(5_000_000));
    const upload = new CommittedUpload(bytes.byteLength);
    const writer = await rig().incoming.open(upload.next());
    await writer.stage!([bytes.subarray(0, scaled(1_000_000))]);
    await writer.stage!([
      bytes.subarray(scaled(1_000_000), scaled(1_500_000)),
      bytes.subarray(scaled(1_500_000), scaled(2_000_000)),
    ]);
    const first = writer.write([]);
    await writer.stage!([bytes.subarray(scaled(2_000_000), scaled(4_000_000))]);
    upload.commit(await first, scaled(2_000_000));
    const last = await writer.write([bytes.subarray(scaled(4_000_000))]);
    upload.commit(last, bytes.byteLength - scaled(2_000_000));
    // What nothing counts any more, in the file behind what does.
    await writer.stage!([randomBytes(100_000)]);
    await writer.close();
    await expectObject(await assemble(upload), bytes);
  });
}

function assembleTests({ rig, scaled, session, expectObject, assemble }: IncomingKit): void {
  it("answers the same version when it assembles twice, at once, and after the bytes are discarded", async () => {
    for (const cuts of [[0], [0, scaled(3_000_000), scaled(9 << 20)]]) {
      const bytes = randomBytes(scaled(10 << 20));
      const upload = new CommittedUpload(bytes.byteLength);
      for (const [at, cut] of cuts.entries()) {
        await session(upload, bytes.subarray(cut, cuts[at + 1]));
      }
      const twice = await Promise.all([assemble(upload), assemble(upload)]);
      expect(twice[1]).toEqual(twice[0]);
      expect(await assemble(upload)).toEqual(twice[0]);
      await rig().incoming.discard(upload.snapshot());
      expect(await assemble(upload)).toEqual(twice[0]);
      await expectObject(twice[0], bytes);
      expect(await rig().objects.find(originalKey(upload.id))).toEqual(twice[0]);
    }
  });

  it("does not take another object for the upload's", async () => {
    const upload = new CommittedUpload(1_000);
    await session(upload, randomBytes(1_000));
    await rig().objects.put(originalKey(upload.id), Buffer.from("somebody else's"));
    await refused(assemble(upload), "objects/key-taken");
  });

  it("makes an object that can be locked and then not be deleted, with its incoming bytes gone", async () => {
    const bytes = randomBytes(scaled(9 << 20));
    const upload = new CommittedUpload(bytes.byteLength);
    await session(upload, bytes);
    const ref = await assemble(upload);
    const until = new Date(Date.now() + 3_600_000).toISOString() as never;
    await rig().objects.lock(ref, { mode: "governance", until });
    await rig().incoming.discard(upload.snapshot());
    await refused(rig().objects.remove(ref), "objects/locked");
    await expectObject(ref, bytes);
  });

  it("lists uploads that hold bytes and forgets them on discard, twice", async () => {
    const upload = new CommittedUpload(3_000);
    await session(upload, randomBytes(1_000));
    expect(await listed(rig().incoming)).toContain(upload.id);
    await rig().incoming.discard(upload.snapshot());
    await rig().incoming.discard(upload.snapshot());
    expect(await listed(rig().incoming)).not.toContain(upload.id);
    await rig().incoming.discard(new CommittedUpload(5).snapshot());
  });

  it("never passes off an upload whose bytes are gone", async () => {
    const upload = new CommittedUpload(3_000);
    await session(upload, randomBytes(1_000));
    await session(upload, randomBytes(2_000));
    await rig().incoming.discard(upload.snapshot());
    await refused(assemble(upload), "ingest/bytes-missing");
    expect(await rig().objects.find(originalKey(upload.id))).toBeNull();
  });
}
