/** Step verify-original of an item that is to be encrypted: what was received lies encrypted and nowhere else, whatever fails in between. */
import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { beforeEach, describe, expect, it } from "vitest";
import { FRAME_BYTES, HEADER_BYTES, SCHEME } from "../../../services/encryption/frames.ts";
import { itemKeys } from "../../../services/encryption/item-keys.ts";
import { plainObjects } from "../../../services/encryption/plain-objects.ts";
import { putEncrypted } from "../../../services/encryption/stored.ts";
import { clearIncoming } from "../../../services/ingest/expire-uploads.ts";
import type { IngestDeps } from "../../../services/ingest/ingest-deps.ts";
import { verifyOriginal } from "../../../services/ingest/verify-original.ts";
import { type Sha256, sha256 } from "../../../services/kernel/digest.ts";
import { type DeviceId, type ItemId, newId } from "../../../services/kernel/ids.ts";
import { assembledKey, encryptedKey, originalKey } from "../../../services/objects/object-key.ts";
import { MemoryWrapper } from "../../fakes/data-key-wrapper.ts";
import { FailingCalls } from "../../fakes/failing-calls.ts";
import { MemoryItemKeyStore } from "../../fakes/item-key-store.ts";
import type { FaultKind } from "../../fakes/store-faults.ts";
import { NOON, tickingClock } from "../../fixtures/evidence.ts";
import { MemoryJobQueue, ingestProcess, memoryStores } from "../../fixtures/ingest-server.ts";
import { receiveWhole } from "../../fixtures/receive-whole.ts";
import { bytesOf, listed } from "../../fixtures/store-outcomes.ts";

let stores: ReturnType<typeof memoryStores>;
let ingest: IngestDeps;
let keys: MemoryItemKeyStore;
let wrapper: MemoryWrapper;
const never = new AbortController().signal;
const deviceId = newId<DeviceId>();
const clock = tickingClock();

beforeEach(() => {
  stores = memoryStores(1 << 20);
  ingest = ingestProcess(stores, { queue: new MemoryJobQueue() });
  keys = new MemoryItemKeyStore();
  wrapper = new MemoryWrapper();
});

async function labelled(bytes: Buffer, declared: Sha256 | null = null): Promise<ItemId> {
  const id = await receiveWhole(ingest, deviceId, bytes, declared);
  keys.labels.set(id, "state");
  return id;
}

/** The step as a process does it whose calls fail as planned. */
function verify(id: ItemId, calls = new FailingCalls(new Map())): Promise<void> {
  const house = itemKeys({ keys: calls.wrap(keys), wrapper, policy: "labelled", clock });
  const [objects, incoming] = [calls.wrap(stores.objects), calls.wrap(stores.incoming)];
  const { uploads, items } = stores;
  const queue = new MemoryJobQueue();
  const step = { items: calls.wrap(items), queue, clock, actor: "process:custody" as const };
  return verifyOriginal({ ...step, uploads, objects, incoming, itemKeys: house }, id, never);
}

const plain = () =>
  plainObjects(stores.objects, itemKeys({ keys, wrapper, policy: "none", clock }));

async function expectEncrypted(id: ItemId, bytes: Buffer): Promise<void> {
  const { stage, original } = await stores.items.get(id);
  expect(stage).toBe("verified");
  expect(original?.sha256).toBe(sha256(bytes));
  expect(stores.objects.keys()).toEqual([encryptedKey(originalKey(id))]);
  const lying = stores.objects.bytes(encryptedKey(originalKey(id)))!;
  expect(original?.encrypted).toEqual({
    ...{ scheme: SCHEME, sizeBytes: lying.byteLength, sha256: sha256(lying) },
  });
  expect((await bytesOf(await plain().read(original!.object))).equals(bytes)).toBe(true);
  expect(await listed(stores.incoming)).toEqual([]);
  const events = await stores.items.custody(id);
  expect(events.map(({ kind }) => kind)).toEqual(["received", "verified"]);
}

describe("an original that is encrypted", () => {
  it.each([0, 1, FRAME_BYTES, 2 * FRAME_BYTES + 5])(
    "of %d bytes is the only thing that is left, with both digests on record",
    async (size) => {
      const bytes = randomBytes(size);
      const id = await labelled(bytes, sha256(bytes));
      await verify(id);
      await expectEncrypted(id, bytes);
      expect((await stores.items.custody(id)).at(-1)?.data["encrypted"]).toMatchObject({
        scheme: SCHEME,
      });
    },
  );

  it("is the same after any call failed, or was done and not heard of, and its key came first", async () => {
    const bytes = randomBytes(FRAME_BYTES + 77);
    const counted = new FailingCalls(new Map());
    await verify(await labelled(bytes), counted);
    const { calls } = counted;
    expect(calls.indexOf("keepOnce")).toBeLessThan(calls.indexOf("putStream"));
    for (const [at, name] of calls.entries()) {
      for (const kind of ["fail", "fail-but-persist"] as FaultKind[]) {
        stores = memoryStores(1 << 20);
        ingest = ingestProcess(stores, { queue: new MemoryJobQueue() });
        const id = await labelled(bytes);
        await verify(id, new FailingCalls(new Map([[at, kind]]))).catch(() => undefined);
        await verify(id);
        await clearIncoming({ ...ingest, ...stores });
        await expectEncrypted(id, bytes).catch((cause: unknown) => {
          throw new Error(`${kind} at ${at} (${name})`, { cause });
        });
      }
    }
  });

  it("is one object when several workers do the step at once", async () => {
    const bytes = randomBytes(FRAME_BYTES + 9);
    const id = await labelled(bytes);
    await Promise.all([1, 2, 3, 4].map(() => verify(id)));
    await expectEncrypted(id, bytes);
  });

  it("lies nowhere in clear that was to lie so, until it got a label in the middle of the step", async () => {
    const bytes = randomBytes(FRAME_BYTES + 3);
    const id = await receiveWhole(ingest, deviceId, bytes);
    stores.objects.faults.at("read", 1, "fail");
    await expect(verify(id)).rejects.toThrow("injected");
    expect(stores.objects.keys()).toEqual([originalKey(id)]);
    keys.labels.set(id, "state");
    // A folder has it there and nowhere else.
    stores.incoming.assemble = () => Promise.reject(new Error("it was moved"));
    await verify(id);
    await expectEncrypted(id, bytes);
  });

  it("lies nowhere in clear where what was received was put together twice", async () => {
    const bytes = randomBytes(700);
    const id = await labelled(bytes);
    const remove = stores.objects.remove.bind(stores.objects);
    let unheard = 1;
    stores.objects.remove = async (ref) => {
      await remove(ref);
      if (ref.key === assembledKey(id) && unheard-- > 0) stores.objects.putNow(ref.key, bytes);
    };
    await verify(id);
    await expectEncrypted(id, bytes);
  });

  it("waits, with everything that was received, while its key cannot be made or opened", async () => {
    const bytes = randomBytes(100);
    const id = await labelled(bytes);
    const kek = wrapper.keks.get("state-1")!;
    wrapper.keks.delete("state-1");
    await expect(verify(id)).rejects.toMatchObject({ code: "encryption/no-wrapping-key" });
    expect((await stores.items.get(id)).stage).toBe("received");
    expect(stores.objects.keys()).toEqual([]);
    wrapper.keks.set("state-1", kek);
    await verify(id);
    await expectEncrypted(id, bytes);
  });

  it("is in quarantine, and what was received stays, where the store gives back another one", async () => {
    const bytes = randomBytes(2 * FRAME_BYTES);
    const id = await labelled(bytes);
    const put = stores.objects.putStream.bind(stores.objects);
    stores.objects.putStream = async (key, ...rest) => {
      const ref = await put(key, ...rest);
      stores.objects.tamper(
        key,
        (lying) => ((lying[HEADER_BYTES + FRAME_BYTES + 99]! ^= 1), lying),
      );
      return ref;
    };
    await verify(id);
    expect(await stores.items.get(id)).toMatchObject({
      ...{ stage: "quarantined", quarantineReason: "ingest/stored-bytes-differ", original: null },
    });
    expect(stores.objects.bytes(assembledKey(id))?.equals(bytes)).toBe(true);
    expect(await clearIncoming({ ...ingest, ...stores })).toBe(0);
  });

  it("does not open to other bytes than were received, though they were encrypted soundly", async () => {
    const bytes = randomBytes(1_000);
    const id = await labelled(bytes);
    const key = encryptedKey(originalKey(id));
    const house = itemKeys({ keys, wrapper, policy: "labelled", clock });
    const open = () => Promise.resolve(Readable.from([randomBytes(1_000)]));
    await putEncrypted(stores.objects, key, (await house.toWrite(id))!, { sizeBytes: 1_000, open });
    await verify(id);
    expect((await stores.items.get(id)).quarantineReason).toBe("ingest/stored-bytes-differ");
    expect(await listed(stores.incoming)).toEqual([id]);
  });

  it("in quarantine for what its device declared lies encrypted, and nowhere in clear", async () => {
    const bytes = randomBytes(500);
    const id = await labelled(bytes, sha256("something else"));
    await verify(id);
    expect((await stores.items.get(id)).quarantineReason).toBe("ingest/declared-digest-differs");
    expect(stores.objects.keys()).toEqual([encryptedKey(originalKey(id))]);
    expect(await listed(stores.incoming)).toEqual([]);
  });

  it("is unreadable once its key was destroyed", async () => {
    const id = await labelled(randomBytes(500));
    await verify(id);
    await keys.forget(id, NOON);
    const { original } = await stores.items.get(id);
    await expect(plain().read(original!.object)).rejects.toMatchObject({
      code: "encryption/key-destroyed",
    });
  });
});

it("leaves what bears no label in clear, and asks for no key", async () => {
  const bytes = randomBytes(500);
  const id = await receiveWhole(ingest, deviceId, bytes);
  await verify(id);
  expect(stores.objects.keys()).toEqual([originalKey(id)]);
  expect((await stores.items.get(id)).original).not.toHaveProperty("encrypted");
  expect(await keys.get(id)).toBeNull();
});
