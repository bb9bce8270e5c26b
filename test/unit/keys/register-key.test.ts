/** No key signs before the ledger tells of it, whatever is cut off on the way; none signs once it is over. */
import { beforeEach, describe, expect, it } from "vitest";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import { revokeKey } from "../../../services/keys/end-key.ts";
import { enterKeyEntries, keyGate, registerKey } from "../../../services/keys/register-key.ts";
import { leafText, parseLeaf } from "../../../services/ledger/leaf.ts";
import { NOON, keyNamed } from "../../contract/key-store.contract.ts";
import { MemoryKeyStore } from "../../fakes/key-store.ts";

let now: UtcInstant;
let entered: string[];
let fault: Error | null;
let keys: MemoryKeyStore;
const deps = () => ({
  keys,
  clock: () => now,
  entries: {
    about: async (digest: string) =>
      entered
        .map((leaf, index) => ({ origin: "haikou/2026", index, leaf }))
        .filter(({ leaf }) => /sha256 ([0-9a-f]{64})/.exec(leaf)?.[1] === digest),
  },
  ledger: {
    enter: async (leaf: string) => {
      if (fault !== null) throw fault;
      if (!entered.includes(leaf)) entered.push(leaf);
    },
  },
});
beforeEach(() => {
  [now, entered, fault, keys] = [NOON, [], null, new MemoryKeyStore()];
});

describe("a key that is to sign", () => {
  it("is told in the ledger before it may, once, with what it is", async () => {
    const key = keyNamed("a");
    const gate = keyGate(deps());
    await gate.require(key);
    await keyGate(deps()).require(key);
    expect(entered.map(parseLeaf)).toEqual([
      {
        ...{ type: "key-add", role: "manifest-signer", suite: "p256", at: NOON },
        ...{ spkiSha256: key.spkiSha256, certificateSha256: key.certificate?.sha256 },
      },
    ]);
    now = plusMs(NOON, 60_000);
    await gate.require(keyNamed("b"));
    expect(entered.slice(1).map((leaf) => parseLeaf(leaf)?.type)).toEqual([
      ...["key-add", "key-rotate"],
    ]);
    expect(parseLeaf(entered[2] ?? "")).toMatchObject({ fromSpkiSha256: key.spkiSha256, at: now });
  });

  it("may no more once the ledger tells of its end, whatever a register that went back says", async () => {
    const key = keyNamed("a");
    const gate = keyGate(deps());
    await gate.require(key);
    const told = { type: "key-revoke", reason: "keyCompromise", since: NOON, at: NOON } as const;
    const { spkiSha256 } = key;
    // Of another role it is another key.
    entered.push(leafText({ ...told, role: "second-signer", spkiSha256 }));
    await keyGate(deps()).require(key);
    entered.push(leafText({ ...told, role: "manifest-signer", spkiSha256 }));
    now = plusMs(NOON, 2_000);
    for (const each of [gate, keyGate(deps())])
      await expect(each.require(key)).rejects.toMatchObject({ code: "keys/revoked" });
  });

  it("may not while the ledger fails; afterwards the same text is entered, with the first time", async () => {
    const gate = keyGate(deps());
    fault = new Error("ledger");
    for (let again = 0; again < 2; again += 1) {
      await expect(gate.require(keyNamed("a"))).rejects.toThrow("ledger");
      now = plusMs(now, 5_000);
    }
    fault = null;
    await gate.require(keyNamed("a"));
    expect(entered.map((leaf) => parseLeaf(leaf)?.type)).toEqual(["key-add"]);
    expect(entered[0]).toContain(NOON);
  });

  it("is entered once where the answer of the ledger, or the note of it, was lost", async () => {
    await registerKey(deps(), keyNamed("a"));
    const lost = { ...deps(), keys: Object.create(keys) as MemoryKeyStore };
    lost.keys.entered = () => Promise.reject(new Error("power"));
    lost.keys.due = (at, limit) => keys.due(at, limit);
    await expect(enterKeyEntries(lost)).rejects.toThrow("power");
    expect(await enterKeyEntries(deps())).toBe(1);
    expect(await enterKeyEntries(deps())).toBe(0);
    expect(entered).toHaveLength(1);
  });

  it("may not once another took its place or it was revoked, and is not taken up again by being asked for", async () => {
    const gate = keyGate(deps());
    await gate.require(keyNamed("a"));
    await registerKey(deps(), keyNamed("b"));
    now = plusMs(now, 2_000);
    for (let again = 0; again < 2; again += 1) {
      const asked = gate.require(keyNamed("a"));
      await expect(asked).rejects.toMatchObject({ code: "sealing/other-certificate" });
    }
    const said = { reason: "keyCompromise", since: null } as const;
    const doer = { actor: "process:test", reason: null } as const;
    await revokeKey(deps(), keyNamed("b").spkiSha256, said, doer);
    await expect(gate.require(keyNamed("b"))).rejects.toMatchObject({ code: "keys/revoked" });
    const used = (await keys.keys()).map(({ usedUntil }) => usedUntil === null);
    expect(used).toEqual([false, true]);
  });

  it("may not once its certificate is over, even where it was just looked up", async () => {
    const key = keyNamed("a");
    const gate = keyGate(deps());
    now = key.certificate?.notAfter ?? NOON;
    await gate.require(key);
    now = plusMs(now, 1);
    await expect(gate.require(key)).rejects.toMatchObject({ code: "keys/certificate-expired" });
  });
});
