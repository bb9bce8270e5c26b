/** Data keys of items: who gets one, that one is made once, and what becomes of it when keys change or are lost. */
import { beforeEach, describe, expect, it } from "vitest";
import { randomBytes } from "node:crypto";
import { noWrapper, noWrappingKey } from "../../../services/encryption/data-key-wrapper.ts";
import { type EncryptionPolicy, itemKeys } from "../../../services/encryption/item-keys.ts";
import { lostKeks, makeFirstKeys } from "../../../services/encryption/known-keks.ts";
import { rewrapKeys } from "../../../services/encryption/rewrap-keys.ts";
import { type ItemId, newId } from "../../../services/kernel/ids.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { wrappingKeyRound } from "../../../workers/custody/wrapping-key-round.ts";
import { MemoryWrapper } from "../../fakes/data-key-wrapper.ts";
import { MemoryItemKeyStore } from "../../fakes/item-key-store.ts";
import { NOON } from "../../fixtures/evidence.ts";

let keys: MemoryItemKeyStore;
let wrapper: MemoryWrapper;
const clock = () => NOON;
const house = (policy: EncryptionPolicy) => itemKeys({ keys, wrapper, policy, clock });
const signal = new AbortController().signal;

beforeEach(() => {
  keys = new MemoryItemKeyStore();
  wrapper = new MemoryWrapper();
});

function item(label: "state" | "duty" | null = null): ItemId {
  const itemId = newId<ItemId>();
  if (label !== null) keys.labels.set(itemId, label);
  return itemId;
}

describe("the data key of an item", () => {
  it.each([
    ["none", null, null],
    ["none", "state", null],
    ["labelled", null, null],
    ["labelled", "state", "state-1"],
    ["labelled", "duty", "duty-1"],
    ["all", null, "open-1"],
    ["all", "duty", "duty-1"],
  ] as const)("is made by the policy %s for the label %s under %s", async (policy, label, kek) => {
    const itemId = item(label);
    const key = await house(policy).toWrite(itemId);
    expect(key === null ? null : (await keys.get(itemId))?.wrapped?.kek).toBe(kek);
  });

  it("is one, however many ask at once, and stays in use whatever policy and labels say later", async () => {
    const itemId = item("duty");
    const made = await Promise.all(
      Array.from({ length: 8 }, () => house("labelled").toWrite(itemId)),
    );
    keys.labels.delete(itemId);
    const later = [await house("none").toWrite(itemId), await house("all").toRead(itemId)];
    for (const key of [...made, ...later]) expect(key?.equals(made[0]!)).toBe(true);
    expect(await house("all").toWrite(item())).not.toBeNull();
  });

  it("is kept before it is used: what cannot be opened again encrypts nothing", async () => {
    const itemId = item("state");
    keys.keepOnce = () => Promise.reject(new Error("the power is gone"));
    await expect(house("labelled").toWrite(itemId)).rejects.toThrow("power");
    expect(await keys.get(itemId)).toBeNull();
  });

  it("opens nothing once it was destroyed, and none is made in its place", async () => {
    const itemId = item("state");
    await house("labelled").toWrite(itemId);
    await keys.forget(itemId, NOON);
    const gone = { kind: "missing", code: "encryption/key-destroyed" };
    await expect(house("labelled").toRead(itemId)).rejects.toMatchObject(gone);
    await expect(house("all").toWrite(itemId)).rejects.toMatchObject(gone);
    await expect(house("all").toRead(item())).rejects.toMatchObject(gone);
  });

  it("waits where no keys are configured, and takes nothing in clear instead", async () => {
    const itemId = item("state");
    const without = itemKeys({ keys, wrapper: noWrapper, policy: "labelled", clock });
    const out = { kind: "unavailable", code: "encryption/no-wrapping-key" };
    await expect(without.toWrite(itemId)).rejects.toMatchObject(out);
    await house("labelled").toWrite(itemId);
    await expect(without.toRead(itemId)).rejects.toMatchObject(out);
  });
});

describe("key-encryption keys", () => {
  it("hand over to newer ones: what they wrapped is wrapped anew, with the same data key, once", async () => {
    const ids = [item("state"), item("state"), item("duty")];
    const before = await Promise.all(ids.map((id) => house("labelled").toWrite(id)));
    await keys.forget(ids[1]!, NOON);
    wrapper.keks.set("state-2", randomBytes(32));
    const rounds = await Promise.all([
      rewrapKeys({ keys, wrapper }, signal),
      rewrapKeys({ keys, wrapper }, signal),
    ]);
    expect(rounds[0] + rounds[1]).toBe(1);
    wrapper.keks.delete("state-1");
    expect((await house("none").toRead(ids[0]!)).equals(before[0]!)).toBe(true);
    expect((await keys.uses()).map(({ kek, items }) => [kek, items])).toEqual([
      ["duty-1", 1],
      ["state-2", 1],
    ]);
    expect(await rewrapKeys({ keys, wrapper }, signal)).toBe(0);
  });

  it("hand over nothing that would not open: what opens now stays", async () => {
    const itemId = item("duty");
    const made = await house("labelled").toWrite(itemId);
    wrapper.keks.set("duty-2", randomBytes(32));
    const wrap = wrapper.wrap.bind(wrapper);
    const failing: typeof wrapper.wrap = async (...given) => {
      const after = await wrap(...given);
      after.bytes[20]! ^= 1;
      return after;
    };
    const others: typeof wrapper.wrap = (family, id) => wrap(family, id, randomBytes(32));
    for (const wrapsWrong of [failing, others]) {
      wrapper.wrap = wrapsWrong;
      await expect(rewrapKeys({ keys, wrapper }, signal)).rejects.toMatchObject({
        ...{ kind: "tampered", code: "encryption/wrapped-key-differs" },
      });
    }
    expect((await house("none").toRead(itemId)).equals(made!)).toBe(true);
  });

  it("hand over however many there are, until they are told to stop", async () => {
    for (let count = 0; count < 1_001; count += 1) await house("labelled").toWrite(item("duty"));
    wrapper.keks.set("duty-2", randomBytes(32));
    expect(await rewrapKeys({ keys, wrapper }, AbortSignal.abort())).toBe(0);
    expect(await rewrapKeys({ keys, wrapper }, signal)).toBe(1_001);
    expect((await keys.uses()).map(({ kek, items }) => [kek, items])).toEqual([["duty-2", 1_001]]);
  });

  it("that are lost, or others than they were, are told with how much hangs on them", async () => {
    for (const label of ["state", "state", "duty"] as const)
      await house("labelled").toWrite(item(label));
    const look = (policy: EncryptionPolicy) => lostKeks({ keys, wrapper, policy });
    expect(await look("all")).toEqual([]);
    wrapper.keks.delete("state-1");
    wrapper.keks.set("duty-1", randomBytes(32));
    const lost = [
      { kek: "duty-1", items: 1, code: "encryption/wrapped-key-differs", why: null },
      { kek: "state-1", items: 2, code: "encryption/no-wrapping-key", why: null },
    ];
    expect(await look("none")).toEqual(lost);
    wrapper.keks.delete("open-1");
    expect(await look("labelled")).toEqual(lost);
    const none = { kek: "open", items: 0, code: "encryption/no-wrapping-key", why: null };
    expect(await look("all")).toEqual([...lost, none]);
  });

  it("are made where a family has none and nothing was wrapped by one, and never in the place of one that is lost", async () => {
    const made = (policy: EncryptionPolicy) => makeFirstKeys({ keys, wrapper, policy });
    await house("labelled").toWrite(item("state"));
    wrapper.keks.clear();
    expect(await made("none")).toEqual([]);
    expect(await made("labelled")).toEqual(["duty", "open"]);
    expect([...wrapper.keks.keys()]).toEqual(["duty-1", "open-1"]);
    expect(await made("all")).toEqual([]);
  });

  it("are tried for in each round of custody until they are there, and looked at every ten minutes", async () => {
    wrapper.keks.clear();
    const make = wrapper.makeFirst.bind(wrapper);
    wrapper.makeFirst = () => Promise.reject(noWrappingKey("state"));
    const [told, looks]: [string[], number[]] = [[], []];
    const tell = (_fields: object, text: string) => void told.push(text);
    const uses = keys.uses.bind(keys);
    keys.uses = () => (looks.push(0), uses());
    let now = 1;
    const deps = { keys, wrapper, policy: "labelled" } as const;
    const round = wrappingKeyRound(deps, { info: tell, error: tell }, () => now);
    await round(signal);
    await round(signal);
    expect(told).toEqual(Array(2).fill("a key-encryption key does not open what it wraps"));
    wrapper.makeFirst = make;
    await round(signal);
    expect(told.slice(2)).toEqual(["first key-encryption keys"]);
    looks.splice(0);
    await round(signal);
    expect(looks).toEqual([]);
    now += 10 * 60_000;
    await round(signal);
    expect(looks).not.toEqual([]);
    expect(told).toHaveLength(3);
  });

  it("that are out of reach say why, and what to do", async () => {
    const cause = new Refusal("unavailable", "keys/pin-refused", "no", {
      ...{ fix: "Write the PIN.", facts: { rv: "0xa0" } },
    });
    expect(noWrappingKey("state-1", cause)).toMatchObject({
      ...{ code: "encryption/no-wrapping-key", fix: "Write the PIN." },
      facts: { kek: "state-1", why: "keys/pin-refused", rv: "0xa0" },
    });
    await house("labelled").toWrite(item("state"));
    wrapper.unwrap = () => Promise.reject(noWrappingKey("state-1", cause));
    expect(await lostKeks({ keys, wrapper, policy: "none" })).toMatchObject([
      { kek: "state-1", items: 1, why: "keys/pin-refused" },
    ]);
  });
});
