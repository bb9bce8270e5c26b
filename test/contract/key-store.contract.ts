/** What every KeyStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewAction } from "../../services/actions/action.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import {
  REVOCABLE_ROLES,
  type HouseKey,
  addLeaf,
  isToReplace,
  revokeLeaf,
  rotateLeaf,
} from "../../services/keys/key.ts";
import { type KeyStore, LAST_LOOK_MS } from "../../services/keys/key-store.ts";
import type { KeyRole } from "../../services/ledger/key-words.ts";

export interface KeyStoreUnderTest {
  readonly store: KeyStore;
  /** How many actions were kept. */
  actions(): Promise<number>;
  close(): Promise<void>;
}

export const NOON = "2026-11-24T12:00:00.000Z" as UtcInstant;
export const LATER = "2026-11-24T13:00:00.000Z" as UtcInstant;

/** A key called by `name`, with a certificate unless it is the ledger's. */
export const keyNamed = (name: string, role: KeyRole = "manifest-signer"): HouseKey => ({
  ...{ role, suite: "p256", spkiSha256: sha256(`key ${name}`) },
  certificate:
    role === "ledger"
      ? null
      : {
          sha256: sha256(`der ${name}`),
          der: Buffer.from(`der ${name}`),
          notBefore: NOON,
          notAfter: "2027-11-24T12:00:00.000Z" as UtcInstant,
        },
});

const idOf = ({ role, spkiSha256 }: HouseKey) => ({ role, spkiSha256 });
const actionAbout = ({ spkiSha256 }: HouseKey): NewAction => ({
  ...{ kind: "key-revoked", at: NOON, actor: "process:custody", reason: null, before: null },
  ...{ subject: `key:${spkiSha256}`, after: null },
});

const useIt = (store: KeyStore, key: HouseKey, at: UtcInstant) =>
  store.use(key, at, (isKnown, previous) => [
    ...(isKnown ? [] : [{ kind: "add" as const, leaf: addLeaf(key, at) }]),
    ...(previous === null
      ? []
      : [{ kind: "rotate" as const, leaf: rotateLeaf(previous, key, at) }]),
  ]);

export function keyStoreContract(name: string, make: () => Promise<KeyStoreUnderTest>): void {
  describe(`KeyStore: ${name}`, () => {
    let subject: KeyStoreUnderTest;
    let store: KeyStore;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
    });
    afterEach(() => subject.close());

    it("registers a key once, whoever is first, and tells of it until that is entered", async () => {
      const key = keyNamed("a");
      const both = await Promise.all([useIt(store, key, NOON), useIt(store, key, LATER)]);
      const [one, other] = both;
      expect(one).toEqual(other);
      expect(one).toMatchObject({
        ...key,
        certificate: { ...key.certificate, der: expect.anything() as unknown },
        usedUntil: null,
        revocation: null,
        isEntered: false,
      });
      expect(Buffer.from(one.certificate?.der ?? []).toString()).toBe("der a");
      const [entry, ...more] = await store.due(LATER, 9);
      expect([entry?.leaf, more]).toEqual([addLeaf(key, one.addedAt), []]);
      expect(await store.told([key.spkiSha256])).toEqual([]);
      for (let twice = 0; twice < 2; twice += 1) await store.entered(entry?.id ?? 0);
      expect(await store.due(LATER, 9)).toEqual([]);
      expect(await store.told([key.spkiSha256, sha256("none")])).toEqual([entry]);
      expect(await store.told([])).toEqual([]);
      expect((await useIt(store, key, LATER)).isEntered).toBe(true);
    });

    it("puts a key in the place of the one before, for its role alone; an old one may come back", async () => {
      const [a, b, ledger] = [keyNamed("a"), keyNamed("b"), keyNamed("a", "ledger")];
      await useIt(store, ledger, NOON);
      await useIt(store, a, NOON);
      await useIt(store, b, LATER);
      const shown = async () =>
        (await store.keys()).map(({ role, usedUntil }) => [role, usedUntil]);
      expect(await shown()).toEqual([
        ["ledger", null],
        ["manifest-signer", LATER],
        ["manifest-signer", null],
      ]);
      await useIt(store, a, LATER);
      expect((await shown()).map(([, until]) => until)).toEqual([null, null, LATER]);
      expect((await store.due(LATER, 9)).map(({ kind }) => kind)).toEqual([
        ...["add", "add", "add", "rotate", "rotate"],
      ]);
      expect(await store.due(LATER, 2)).toHaveLength(2);
    });

    it("is asked for another key once, and forgets it once that is there", async () => {
      expect(await store.askRotation("manifest-signer", NOON, actionAbout)).toBeNull();
      await useIt(store, keyNamed("a"), NOON);
      for (const at of [NOON, LATER]) {
        const asked = await store.askRotation("manifest-signer", at, actionAbout);
        expect(asked).toMatchObject({ ...idOf(keyNamed("a")), rotationAskedAt: NOON });
      }
      expect(await subject.actions()).toBe(1);
      await useIt(store, keyNamed("b"), LATER);
      expect((await store.keys()).filter(isToReplace)).toEqual([]);
      await useIt(store, keyNamed("a"), LATER);
      expect((await store.keys()).filter(isToReplace)).toEqual([]);
    });

    it("ends a key once; the ledger hears of it when another is in use", async () => {
      const [a, ledger] = [keyNamed("a"), keyNamed("l", "ledger")];
      const revocation = { at: LATER, since: NOON, reason: "keyCompromise" as const };
      const told = {
        leafOf: (key: HouseKey) => revokeLeaf(key, revocation),
        actionOf: actionAbout,
      };
      const roles = REVOCABLE_ROLES;
      await useIt(store, a, NOON);
      await useIt(store, ledger, NOON);
      expect(await store.revoke(ledger.spkiSha256, roles, revocation, told)).toBeNull();
      for (const at of [LATER, NOON]) {
        const found = await store.revoke(a.spkiSha256, roles, { ...revocation, at }, told);
        expect(found).toMatchObject({ revocation, isRevocationEntered: false });
      }
      expect(await subject.actions()).toBe(1);
      for (const { id } of await store.due(LATER, 9)) await store.entered(id);
      expect((await store.keys()).filter(isToReplace)).toMatchObject([idOf(a)]);
      expect(await store.due(LATER, 9)).toEqual([]);
      await useIt(store, keyNamed("b"), LATER);
      const due = await store.due(LATER, 9);
      expect(due.map(({ kind }) => kind)).toEqual(["revoke", "add", "rotate"]);
      expect(due[0]?.leaf).toBe(revokeLeaf(a, revocation));
      await store.entered(due[0]?.id ?? 0);
      expect((await store.keys())[0]).toMatchObject({ revocation, isRevocationEntered: true });
      expect((await store.told([a.spkiSha256])).map(({ kind }) => kind)).toEqual(["add", "revoke"]);
    });

    it("keeps a key revoked under another certificate, and tells of that once it cannot be believed any more", async () => {
      const [a, other] = [keyNamed("a"), keyNamed("b")];
      const again: HouseKey = { ...a, certificate: other.certificate };
      const revocation = { at: LATER, since: NOON, reason: "superseded" as const };
      const told = { leafOf: () => revokeLeaf(a, revocation), actionOf: actionAbout };
      expect(await store.find(a)).toBeNull();
      await useIt(store, a, NOON);
      await store.revoke(a.spkiSha256, REVOCABLE_ROLES, revocation, told);
      expect(await useIt(store, again, LATER)).toMatchObject({ revocation, usedUntil: null });
      expect(await store.find(a)).toMatchObject({ revocation, usedUntil: LATER });
      expect((await store.keys()).filter(isToReplace)).toMatchObject([idOf(again)]);
      const revokesAt = async (now: UtcInstant) =>
        (await store.due(now, 9)).filter(({ kind }) => kind === "revoke");
      expect(await revokesAt(plusMs(LATER, LAST_LOOK_MS - 1))).toEqual([]);
      const [due] = await revokesAt(plusMs(LATER, LAST_LOOK_MS));
      await store.entered(due?.id ?? 0);
      for (const key of [a, again]) {
        expect(await store.find(key)).toMatchObject({ revocation, isRevocationEntered: true });
      }
      // Of the same key for something else nobody said that it ended.
      expect(await useIt(store, { ...a, role: "second-signer" }, LATER)).toMatchObject({
        ...{ revocation: null, isRevocationEntered: false },
      });
    });

    it("changes nothing where the leaves cannot be kept", async () => {
      await useIt(store, keyNamed("a"), NOON);
      const broken = store.use(keyNamed("b"), LATER, () => {
        throw new Error("no leaves");
      });
      await expect(broken).rejects.toThrow("no leaves");
      const [only, ...more] = await store.keys();
      expect([only?.spkiSha256, only?.usedUntil]).toEqual([keyNamed("a").spkiSha256, null]);
      expect(more).toEqual([]);
    });
  });
}
