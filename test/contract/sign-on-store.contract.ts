/** What every SignOnStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AccessStore, Account, OpenedBy } from "../../services/access/access-store.ts";
import type { SignOn, SignOnStore } from "../../services/access/sign-on-store.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { ANY_ACTION, anyAction } from "../fixtures/actions.ts";
import { NOON } from "../fixtures/evidence.ts";

export interface SignOnStoreUnderTest {
  readonly store: SignOnStore;
  readonly access: AccessStore;
  /** Actions that were kept so far. */
  readonly told: () => Promise<number>;
  close(): Promise<void>;
}

const BEFORE = plusMs(NOON, -600_000);
const GIVEN = { signOnName: "wang.li", passwordHash: "scrypt$2" };
const WANG = { issuer: "https://id.example", subject: "17" };

const signOn = (state: string, begunAt = NOON): SignOn => ({
  stateSha256: sha256(state),
  browserSha256: sha256("browser"),
  ...{ nonce: "n", verifier: "v", back: "/items?search=海口", begunAt, confirms: null },
});

const account = (name: string, role: Account["role"] = "reviewer"): Account => ({
  ...{ id: newId<UserId>(), name, displayName: name, role },
  ...{ passwordHash: "scrypt$1", createdAt: NOON, disabledAt: null },
});

export function signOnStoreContract(name: string, make: () => Promise<SignOnStoreUnderTest>): void {
  describe(`SignOnStore: ${name}`, () => {
    let subject: SignOnStoreUnderTest;
    let store: SignOnStore;
    const person = account("wang");
    const admin = account("root", "admin");
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
      for (const each of [person, admin]) await subject.access.addUser(each, ANY_ACTION);
    });
    afterEach(() => subject.close());

    it("gives a sign-on once, also to two who ask at the same time", async () => {
      const confirming = { ...signOn("one"), confirms: sha256("a session") };
      await store.begin(confirming, BEFORE);
      const both = await Promise.all([1, 2].map(() => store.take(sha256("one"))));
      expect(both.filter((each) => each !== null)).toEqual([confirming]);
      expect(await store.take(sha256("one"))).toBeNull();
      expect(await store.take(sha256("never begun"))).toBeNull();
    });

    it("forgets what was begun long ago, when another one begins", async () => {
      await store.begin(signOn("old", BEFORE), plusMs(BEFORE, -1));
      await store.begin(signOn("new"), plusMs(BEFORE, 1));
      expect(await store.take(sha256("old"))).toBeNull();
      expect(await store.take(sha256("new"))).not.toBeNull();
    });

    it("opens an account only under the name it was given, and not once it is disabled", async () => {
      expect(await store.account("wang.li")).toBeNull();
      await store.setDoor(person.id, GIVEN, anyAction);
      expect(await store.account("wang.li")).toMatchObject({
        ...{ person: { id: person.id, role: "reviewer" }, identity: null },
      });
      expect(await store.account("wang")).toBeNull();
      expect(await store.door(person.id)).toEqual({ signOnName: "wang.li" });
      expect(await store.door(admin.id)).toEqual({ signOnName: null });
      await expect(store.door(newId<UserId>())).rejects.toMatchObject({
        code: "access/no-such-user",
      });
      expect(await store.account("WANG.LI")).toBeNull();
      await subject.access.disableUser(person.id, NOON, anyAction);
      expect(await store.account("wang.li")).toBeNull();
    });

    it("binds an account to one identity, whoever comes at once, and tells it once", async () => {
      await store.setDoor(person.id, GIVEN, anyAction);
      const before = await subject.told();
      const bound = await Promise.all(
        ["17", "18"].map((each) =>
          store.bind(person.id, "wang.li", { ...WANG, subject: each }, ANY_ACTION),
        ),
      );
      expect(bound.filter(Boolean)).toHaveLength(1);
      const found = await store.account("wang.li");
      expect(found?.identity).toEqual({ ...WANG, subject: bound[0] === true ? "17" : "18" });
      expect((await subject.told()) - before).toBe(1);
      // One with a password is bound to nobody.
      expect(await store.bind(admin.id, "root", WANG, ANY_ACTION)).toBe(false);
    });

    it("binds nobody to an account that was given another name, or disabled, since it was looked up", async () => {
      await store.setDoor(person.id, GIVEN, anyAction);
      await store.setDoor(person.id, { ...GIVEN, signOnName: "zhao" }, anyAction);
      expect(await store.bind(person.id, "wang.li", WANG, ANY_ACTION)).toBe(false);
      expect((await store.account("zhao"))?.identity).toBeNull();
      await subject.access.disableUser(person.id, NOON, anyAction);
      expect(await store.bind(person.id, "zhao", WANG, ANY_ACTION)).toBe(false);
    });

    it("changes the password with the door, ends sessions, and forgets who was bound", async () => {
      const session = { tokenSha256: sha256("s"), userId: person.id, createdAt: NOON };
      const times = { lastSeenAt: NOON, expiresAt: plusMs(NOON, 1_000), confirmedAt: NOON };
      const begin = (openedBy: OpenedBy) =>
        subject.access.addSession({ ...session, ...times, from: null }, ANY_ACTION, openedBy);
      const before = { passwordHash: person.passwordHash };
      expect(await begin(before)).toBe(true);
      await store.setDoor(person.id, GIVEN, (before) => {
        expect(before).toEqual({ signOnName: null });
        return ANY_ACTION;
      });
      expect(await subject.access.session(sha256("s"))).toBeNull();
      expect((await subject.access.accountByName("wang"))?.passwordHash).toBe("scrypt$2");
      await store.bind(person.id, "wang.li", WANG, ANY_ACTION);
      const bySignOn = { signOnName: "wang.li", subject: WANG.subject };
      expect(await begin(before)).toBe(false);
      expect(await begin({ ...bySignOn, subject: "18" })).toBe(false);
      expect(await begin(bySignOn)).toBe(true);
      await store.setDoor(person.id, { signOnName: null, passwordHash: "scrypt$3" }, (before) => {
        expect(before).toEqual({ signOnName: "wang.li" });
        return ANY_ACTION;
      });
      expect(await begin(bySignOn)).toBe(false);
      expect(await store.account("wang.li")).toBeNull();
      await store.setDoor(person.id, GIVEN, anyAction);
      expect((await store.account("wang.li"))?.identity).toBeNull();
    });

    it("refuses a name that another account has, nobody, and the last administrator with a password", async () => {
      await store.setDoor(person.id, GIVEN, anyAction);
      const before = await subject.told();
      const other = account("zhao", "admin");
      await subject.access.addUser(other, ANY_ACTION);
      await expect(store.setDoor(other.id, GIVEN, anyAction)).rejects.toMatchObject({
        code: "access/sign-on-name-taken",
      });
      await expect(store.setDoor(newId<UserId>(), GIVEN, anyAction)).rejects.toMatchObject({
        code: "access/no-such-user",
      });
      const doors = [admin, other].map(({ id, name: own }) =>
        store.setDoor(id, { ...GIVEN, signOnName: own }, anyAction),
      );
      const results = await Promise.allSettled(doors);
      expect(results.filter(({ status }) => status === "rejected")).toMatchObject([
        { reason: { code: "access/last-local-admin" } },
      ]);
      // The new account, and the one door that was given away.
      expect((await subject.told()) - before).toBe(2);
    });
  });
}
