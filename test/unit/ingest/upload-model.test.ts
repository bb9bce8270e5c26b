/**
 * The upload as a state machine against its model: a byte string and an offset. Whatever requests, cuts,
 * restarts, take-overs and faults happen, in whatever order, the acknowledged offset never goes back, no
 * request is acknowledged that did not count, and the original is what was sent.
 */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type DeviceId, type UploadId, newId } from "../../../services/kernel/ids.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import { type Appended, appendBytes } from "../../../services/ingest/append-bytes.ts";
import { known } from "../../../services/ingest/body-checksum.ts";
import type { IngestDeps } from "../../../services/ingest/ingest-deps.ts";
import { openUpload } from "../../../services/ingest/open-upload.ts";
import { findSettled } from "../../../services/ingest/find-settled.ts";
import { verifyOriginal } from "../../../services/ingest/verify-original.ts";
import { wallClock, ingestProcess, memoryStores } from "../../fixtures/ingest-server.ts";

const RUN_BYTES = 64;
const deviceId = newId<DeviceId>();

/** One thing that happens. `node` is which of two processes it happens to. */
type Action =
  | {
      readonly kind: "append" | "cut" | "race";
      readonly node: number;
      readonly size: number;
      readonly checksum: "none" | "right" | "wrong";
    }
  | { readonly kind: "wrong-offset"; readonly node: number; readonly by: number }
  | { readonly kind: "restart"; readonly node: number }
  | {
      readonly kind: "fault";
      readonly where: "stage" | "write" | "commit" | "acquire";
      readonly nth: number;
      readonly persists: boolean;
    };

const node = fc.integer({ min: 0, max: 1 });
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom("append" as const, "cut" as const, "race" as const),
      node,
      size: fc.integer({ min: 0, max: 300 }),
      checksum: fc.constantFrom(
        "none" as const,
        "none" as const,
        "right" as const,
        "wrong" as const,
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("wrong-offset" as const),
      node,
      by: fc.constantFrom(-100, -1, 1, 100),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("restart" as const), node }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("fault" as const),
      where: fc.constantFrom(
        "stage" as const,
        "write" as const,
        "commit" as const,
        "acquire" as const,
      ),
      nth: fc.integer({ min: 1, max: 3 }),
      persists: fc.boolean(),
    }),
  },
);

/** A body in pieces that do not fit the runs; a cut one breaks instead of ending. */
function body(bytes: Buffer, isCut: boolean): Readable {
  let at = 0;
  return new Readable({
    read() {
      if (at < bytes.byteLength) {
        this.push(bytes.subarray(at, (at += 37)));
      } else if (isCut) {
        this.destroy(new Error("ECONNRESET"));
      } else {
        this.push(null);
      }
    },
  });
}

class Rig {
  readonly stores: ReturnType<typeof memoryStores>;
  readonly nodes: IngestDeps[];
  readonly bytes: Buffer;
  readonly isDeferred: boolean;
  id: UploadId = newId<UploadId>();
  /** What the client knows to be safe. */
  acknowledged = 0;

  constructor(bytes: Buffer, isDeferred: boolean, stageBytes: number | null) {
    this.stores = memoryStores(RUN_BYTES, stageBytes);
    this.nodes = [ingestProcess(this.stores), ingestProcess(this.stores)];
    this.bytes = bytes;
    this.isDeferred = isDeferred;
  }

  async open(): Promise<void> {
    const lengthBytes = this.isDeferred ? null : this.bytes.byteLength;
    const sender = { deviceId, certificateSha256: null };
    const announcement = { ...sender, lengthBytes, rawMetadata: "", bodyBytes: 0 };
    this.id = (await openUpload(this.#node(0), announcement)).id;
  }

  async act(step: Action): Promise<void> {
    switch (step.kind) {
      case "restart":
        // Nothing of the process survives but what the stores hold.
        this.nodes[step.node] = ingestProcess(this.stores);
        return;
      case "fault": {
        const { uploads, incoming } = this.stores;
        const isStore = step.where === "stage" || step.where === "write";
        const faults = isStore ? incoming.faults : uploads.faults;
        faults.at(step.where, step.nth, step.persists ? "fail-but-persist" : "fail");
        return;
      }
      case "wrong-offset": {
        const offset = (await this.#truth()) + step.by;
        if (offset >= 0) await this.#append(step.node, offset, Buffer.alloc(5, 0xee), {});
        return;
      }
      case "race": {
        const offset = await this.#resume(step.node);
        const piece = this.bytes.subarray(offset, offset + step.size);
        const other = Buffer.from(piece.map((byte) => byte ^ 0xff));
        // Another process sends other bytes to the same offset under a checksum it fails, so that they never count.
        await Promise.all([
          this.#append(step.node, offset, piece, {}),
          this.#append(1 - step.node, offset, other, { checksum: sha256OfNothing }),
        ]);
        return;
      }
      case "append":
      case "cut":
        await this.#appendOrCut(step);
    }
  }

  async #appendOrCut(step: Extract<Action, { kind: "append" | "cut" | "race" }>): Promise<void> {
    const offset = await this.#resume(step.node);
    const piece = this.bytes.subarray(offset, offset + step.size);
    const digest = createHash("sha256").update(piece).digest();
    if (step.checksum === "wrong") digest[0]! ^= 1;
    const checksum = step.checksum === "none" ? {} : { checksum: digest };
    const appended = await this.#append(step.node, offset, piece, checksum, step.kind === "cut");
    if (step.checksum === "wrong" && piece.byteLength > 0) {
      expect(appended?.isCut ?? true).toBe(true);
      expect(await this.#truth()).toBe(offset);
    }
  }

  /** Sends what is missing until all is there, as a client does. */
  async finish(): Promise<void> {
    for (let tries = 0; tries < 20; tries += 1) {
      const upload = await this.stores.uploads.get(this.id);
      if (upload?.state === "received") return;
      const offset = await this.#resume(0);
      const length = { lengthBytes: this.isDeferred ? this.bytes.byteLength : null };
      await this.#append(0, offset, this.bytes.subarray(offset), {}, false, length.lengthBytes);
    }
    throw new Error("never finished");
  }

  #node(index: number): IngestDeps {
    const deps = this.nodes[index];
    if (deps === undefined) throw new Error("two nodes");
    return deps;
  }

  async #truth(): Promise<number> {
    return (await this.stores.uploads.get(this.id))?.offsetBytes ?? NaN;
  }

  async #resume(index: number): Promise<number> {
    const { offsetBytes } = await findSettled(this.#node(index), this.id, deviceId);
    expect(offsetBytes).toBeGreaterThanOrEqual(this.acknowledged);
    this.acknowledged = offsetBytes;
    return offsetBytes;
  }

  /** Null if it was refused. */
  async #append(
    index: number,
    offsetBytes: number,
    piece: Buffer,
    { checksum }: { readonly checksum?: Buffer },
    isCut = false,
    lengthBytes: number | null = null,
  ): Promise<Appended | null> {
    try {
      const appended = await appendBytes(this.#node(index), {
        uploadId: this.id,
        deviceId,
        offsetBytes,
        lengthBytes,
        bodyBytes: isCut ? null : piece.byteLength,
        checksum: checksum === undefined ? null : known({ algorithm: "sha256", digest: checksum }),
        takeBody: () => body(piece, isCut),
      });
      if (!appended.isCut) expect(appended.offsetBytes).toBe(offsetBytes + piece.byteLength);
      expect(await this.#truth()).toBeGreaterThanOrEqual(appended.offsetBytes);
      this.acknowledged = Math.max(this.acknowledged, appended.offsetBytes);
      return appended;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return null;
    }
  }
}

const sha256OfNothing = createHash("sha256").digest();

it("ends as exactly the bytes that were sent, whatever happened on the way", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 700 }),
      fc.boolean(),
      fc.constantFrom(null, 24),
      fc.array(action, { maxLength: 25 }),
      async (sent, isDeferred, stageBytes, actions) => {
        const rig = new Rig(Buffer.from(sent), isDeferred, stageBytes);
        await rig.open();
        for (const step of actions) {
          if ((await rig.stores.uploads.get(rig.id))?.state === "received") break;
          await rig.act(step);
        }
        await rig.finish();
        const { stores, bytes, id } = rig;
        await verifyOriginal(
          {
            ...stores,
            queue: { wake: () => Promise.resolve() },
            clock: wallClock,
            actor: "process:custody",
          },
          id,
          new AbortController().signal,
        );
        const item = await stores.items.get(id);
        expect(item.quarantineReason).toBeNull();
        expect(item.original?.sha256).toBe(sha256(bytes));
        expect(stores.objects.bytes(originalKey(id))?.equals(bytes)).toBe(true);
        const runs = await stores.uploads.runs(id);
        expect(
          runs.reduce((at, run) => (expect(run.offsetBytes).toBe(at), at + run.sizeBytes), 0),
        ).toBe(bytes.byteLength);
      },
    ),
    { numRuns: 400, endOnFailure: false },
  );
});
