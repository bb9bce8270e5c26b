/** A store is ours by the id in it: made once over any crash, never taken from another store, never guessed. */
import { describe, expect, it } from "vitest";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { type ItemId, type StoreId, newId } from "../../../services/kernel/ids.ts";
import { type RefusalCode, isRefusal } from "../../../services/kernel/refusal.ts";
import { STORE_ID_KEY, originalKey } from "../../../services/objects/object-key.ts";
import {
  isOtherStore,
  keepStoreId,
  lookAtStore,
  recogniseStore,
  storeCheck,
  storeIdText,
} from "../../../services/objects/recognise-store.ts";
import type { KnownObject } from "../../../services/objects/store-identity.ts";
import { FailingCalls } from "../../fakes/failing-calls.ts";
import { MemoryObjectStore } from "../../fakes/object-store.ts";
import { MemoryStoreIdentity } from "../../fakes/store-identity.ts";

function house(known: KnownObject[] = []) {
  const [objects, identity] = [new MemoryObjectStore(), new MemoryStoreIdentity(known)];
  return { objects, identity };
}
const sealedIn = (objects: MemoryObjectStore): KnownObject => {
  const ref = objects.putNow(originalKey(newId<ItemId>()), Buffer.from("sealed"));
  return { ...ref, sizeBytes: 6, sha256: null };
};
const codeOf = async (work: Promise<unknown>): Promise<RefusalCode | null> => {
  try {
    await work;
    return null;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    expect(isOtherStore(error)).toBe(true);
    expect(error.fix).toMatch(/^Nothing was written/);
    return error.code;
  }
};

describe("the first start of a house", () => {
  it("makes an id, in database and store, and finds it at every later one", async () => {
    const deps = house();
    const id = await recogniseStore(deps);
    expect(deps.objects.bytes(STORE_ID_KEY)?.toString()).toBe(storeIdText(id));
    expect(await deps.identity.kept()).toEqual({ id, isStored: true });
    expect(await recogniseStore(deps)).toBe(id);
  });

  it("by several processes at once makes one", async () => {
    const deps = house();
    const ids = await Promise.all(Array.from({ length: 6 }, () => recogniseStore(deps)));
    expect(new Set(ids).size).toBe(1);
  });

  it("may be cut off at any call, done or not, and the next one brings it to its end", async () => {
    const whole = new FailingCalls(new Map());
    const first = house();
    await recogniseStore({
      objects: whole.wrap(first.objects),
      identity: whole.wrap(first.identity),
    });
    expect(whole.calls).toContain("put");
    for (const call of whole.calls.keys()) {
      for (const kind of ["fail", "fail-but-persist"] as const) {
        const deps = house();
        const calls = new FailingCalls(new Map([[call, kind]]));
        const cut = { objects: calls.wrap(deps.objects), identity: calls.wrap(deps.identity) };
        await expect(recogniseStore(cut), `${whole.calls[call]} ${kind}`).rejects.toThrow();
        const before = await deps.identity.kept();
        const id = await recogniseStore(deps);
        if (before !== null) expect(id).toBe(before.id);
        expect(deps.objects.bytes(STORE_ID_KEY)?.toString()).toBe(storeIdText(id));
        expect(await deps.identity.kept()).toEqual({ id, isStored: true });
      }
    }
  });
});

describe("another store", () => {
  it.each<[string, (objects: MemoryObjectStore) => void, RefusalCode]>([
    ["an empty one", (objects) => objects.vanish(STORE_ID_KEY), "objects/store-without-id"],
    [
      "that of another house",
      (o) => o.vanish(STORE_ID_KEY, Buffer.from(storeIdText(newId<StoreId>()))),
      "objects/other-store",
    ],
    [
      "one whose id rotted",
      (o) => o.tamper(STORE_ID_KEY, (b) => b.subarray(1)),
      "objects/store-id-damaged",
    ],
    [
      "one with much in the place of an id",
      (o) => o.vanish(STORE_ID_KEY, Buffer.alloc(1 << 20, "a")),
      "objects/store-id-damaged",
    ],
  ])("%s: it is refused, and nothing is written into it", async (_, harm, code) => {
    const deps = house();
    const check = storeCheck(deps);
    await check();
    harm(deps.objects);
    const before = deps.objects.keys().map((key) => [key, deps.objects.bytes(key)]);
    expect(await codeOf(recogniseStore(deps))).toBe(code);
    expect(await codeOf(check())).toBe(code); // while the process runs
    expect(deps.objects.keys().map((key) => [key, deps.objects.bytes(key)])).toEqual(before);
  });

  it("is none whose id alone rotted: what it holds says whose it is, and the refusal how to mend it", async () => {
    const known: KnownObject[] = [];
    const deps = house(known);
    const check = storeCheck(deps);
    await check();
    const id = (await deps.identity.kept())!.id;
    known.push(sealedIn(deps.objects));
    deps.objects.tamper(STORE_ID_KEY, (bytes) => bytes.subarray(1));
    await check();
    expect(await recogniseStore(deps)).toBe(id);
    deps.objects.vanish(known[0]!.key);
    await expect(check()).rejects.toMatchObject({
      code: "objects/store-id-damaged",
      fix: expect.stringContaining(storeIdText(id).trim()) as string,
    });
    const empty = { ...deps, identity: new MemoryStoreIdentity() };
    expect(await codeOf(recogniseStore(empty))).toBe("objects/store-id-damaged");
  });

  it("of a house that lost its database is not taken over by an empty one", async () => {
    const deps = house();
    await recogniseStore(deps);
    const other = { ...deps, identity: new MemoryStoreIdentity() };
    expect(await codeOf(recogniseStore(other))).toBe("objects/other-store");
    expect(await other.identity.kept()).toBeNull();
  });
});

describe("a house that is older than ids", () => {
  it("gets one if the store holds what the database knows, though not all of it", async () => {
    const known: KnownObject[] = [];
    const deps = house(known);
    known.push(sealedIn(deps.objects), sealedIn(deps.objects));
    deps.objects.vanish(known[0]!.key);
    const id = await recogniseStore(deps);
    expect(deps.objects.bytes(STORE_ID_KEY)?.toString()).toBe(storeIdText(id));
  });

  it.each<[string, (objects: MemoryObjectStore, known: KnownObject) => void]>([
    ["gone", (objects, { key }) => objects.vanish(key)],
    ["another version", (objects, { key }) => objects.vanish(key, Buffer.from("sealed"))],
    ["of another length", (objects, { key }) => objects.tamper(key, (b) => b.subarray(1))],
  ])("gets none if all of it is %s", async (_, harm) => {
    const known: KnownObject[] = [];
    const deps = house(known);
    known.push(sealedIn(deps.objects));
    harm(deps.objects, known[0]!);
    expect(await codeOf(recogniseStore(deps))).toBe("objects/store-unlike");
    expect(await deps.identity.kept()).toBeNull();
    expect(await deps.objects.find(STORE_ID_KEY)).toBeNull();
  });

  it("as an old copy of the database takes the id that the store has", async () => {
    const known: KnownObject[] = [];
    const deps = house(known);
    const id = await recogniseStore(deps);
    known.push(sealedIn(deps.objects));
    const restored = { ...deps, identity: new MemoryStoreIdentity(known) };
    expect(await recogniseStore(restored)).toBe(id);
    expect(await restored.identity.kept()).toEqual({ id, isStored: true });
  });
});

it("locks the id, and for longer each time", async () => {
  const { objects, identity } = house();
  const lock = (until: string) => ({ mode: "compliance" as const, until: until as UtcInstant });
  await keepStoreId(objects, lock("2027-01-01T00:00:00.000Z")); // none yet
  await recogniseStore({ objects, identity });
  for (const until of ["2028-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z"]) {
    await keepStoreId(objects, lock(until));
    const { lock: held } = await objects.head((await objects.find(STORE_ID_KEY))!);
    expect(held).toEqual(lock("2028-01-01T00:00:00.000Z"));
  }
});

it("only looks for who may not write", async () => {
  const deps = house();
  expect(await lookAtStore(deps)).toEqual({ kept: null, found: null });
  expect(deps.objects.keys()).toEqual([]);
});

it("takes an outage for none of this", async () => {
  const deps = house();
  const check = storeCheck(deps);
  deps.objects.faults.at("find", 1, "fail");
  const error = await check().catch((thrown: unknown) => thrown);
  expect(isOtherStore(error)).toBe(false);
  await check();
});
