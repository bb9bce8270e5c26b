/** Keys that are lost: what doctor, /readyz and /metrics say, by why they are. */
import { Registry } from "prom-client";
import { expect, it, vi } from "vitest";
import {
  encryptionDependency,
  encryptionMetrics,
} from "../../../services/api/encryption-health.ts";
import { watchWrappingKeys } from "../../../services/api/wrapping-key-watch.ts";
import { encryption } from "../../../services/command/doctor-encryption.ts";
import type { LostKek } from "../../../services/encryption/known-keks.ts";
import { itemKeys } from "../../../services/encryption/item-keys.ts";
import { type ItemId, newId } from "../../../services/kernel/ids.ts";
import { MemoryWrapper } from "../../fakes/data-key-wrapper.ts";
import { MemoryItemKeyStore } from "../../fakes/item-key-store.ts";
import { NOON } from "../../fixtures/evidence.ts";

const out = { kek: "state-1", items: 2, code: "encryption/no-wrapping-key", why: null } as const;
const uses = [{ kek: "state-1", items: 2 }];

it.each([
  [[], "encryptionFine"],
  [[out], "encryptionLost"],
  [[{ ...out, items: 0 }], "encryptionNoKey"],
  [[{ ...out, code: "encryption/wrapped-key-differs" }], "encryptionOther"],
  [[{ ...out, why: "keys/token-gone" }], "encryptionTokenGone"],
  [[{ ...out, why: "keys/token-fault" }], "encryptionTokenGone"],
  [[{ ...out, why: "keys/pin-refused" }, out], "encryptionPin"],
  [[{ ...out, why: "keys/pin-locked" }], "encryptionPin"],
  [[{ ...out, why: "keys/pin-unreadable" }], "encryptionPin"],
  [[{ ...out, why: "keys/not-in-token" }], "encryptionNotInToken"],
  [[{ ...out, why: "keys/exportable" }], "encryptionExportable"],
] as const)("of %j doctor says %s", async (lost: readonly LostKek[], finding) => {
  const found = await encryption(() => Promise.resolve({ uses, lost }));
  expect(found).toMatchObject({ finding, state: lost.length === 0 ? "ok" : "failed" });
});

it("a lost key is an alarm within a minute, until it is there again; a look that fails changes nothing", async () => {
  vi.useFakeTimers();
  const [keys, wrapper] = [new MemoryItemKeyStore(), new MemoryWrapper()];
  const deps = { keys, wrapper, policy: "labelled", clock: () => NOON } as const;
  const itemId = newId<ItemId>();
  keys.labels.set(itemId, "state");
  await itemKeys(deps).toWrite(itemId);
  const warned: object[] = [];
  const ends: (() => Promise<unknown>)[] = [];
  const look = watchWrappingKeys(
    deps,
    { warn: (fields) => void warned.push(fields) },
    { add: (_name, close) => void ends.push(close) },
  );
  const registry = new Registry();
  const measure = encryptionMetrics({ lostKeks: look })(registry);
  const isUp = (): Promise<boolean> =>
    encryptionDependency({ lostKeks: look })
      .check()
      .then(
        () => true,
        () => false,
      );
  const kek = wrapper.keks.get("state-1")!;
  const used = keys.uses.bind(keys);
  try {
    for (const [change, isWell] of [
      [() => undefined, true],
      [() => wrapper.keks.delete("state-1"), false],
      [() => (keys.uses = () => Promise.reject(new Error("no database"))), false],
      [() => ((keys.uses = used), wrapper.keks.set("state-1", kek)), true],
      [() => wrapper.keks.delete("duty-1"), false],
    ] as const) {
      change();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await isUp()).toBe(isWell);
    }
    await measure();
    const text = await registry.metrics();
    expect(text).toContain("holdfast_wrapping_keys_lost 1");
    expect(text).toContain("holdfast_wrapping_keys_lost_items 0");
    expect(warned).toHaveLength(1);
    for (const end of ends) await end();
  } finally {
    vi.useRealTimers();
  }
});
