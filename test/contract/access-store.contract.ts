/** What every AccessStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type {
  AccessStore,
  Account,
  NewToken,
  OpenedBy,
  Session,
  TokenEnding,
  WhichSessions,
} from "../../services/access/access-store.ts";
import { tokenName } from "../../services/access/create-token.ts";
import type { Role } from "../../services/access/permission.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import { type DeviceId, type UserId, newId } from "../../services/kernel/ids.ts";
import { NOON } from "../fixtures/evidence.ts";
import { ANY_ACTION, anyAction } from "../fixtures/actions.ts";

export interface AccessStoreUnderTest {
  readonly store: AccessStore;
  close(): Promise<void>;
}

const LATER = plusMs(NOON, 60_000);

function account(name: string, role: Role = "reviewer"): Account {
  return {
    id: newId<UserId>(),
    name,
    displayName: `${name} 同志`,
    role,
    passwordHash: "scrypt$1",
    createdAt: NOON,
    disabledAt: null,
    endsAt: null,
  };
}

function sessionOf({ id }: Account, secret: string): Session {
  return {
    tokenSha256: sha256(secret),
    userId: id,
    createdAt: NOON,
    lastSeenAt: NOON,
    expiresAt: plusMs(NOON, 3_600_000),
    confirmedAt: NOON,
    from: { address: "192.0.2.7", userAgent: "Mozilla/5.0" },
  };
}

const BY_PASSWORD = { passwordHash: "scrypt$1" };

const tokenOf = ({ id: userId }: Account, tokenSha256: Sha256): NewToken => ({
  ...{ tokenSha256, userId, label: "x", createdAt: NOON, confirmedAt: null },
});

const endedBy = ({ id }: Account): TokenEnding => ({ at: LATER, by: id, reason: null });

export function accessStoreContract(name: string, make: () => Promise<AccessStoreUnderTest>): void {
  describe(`AccessStore: ${name}`, () => {
    let subject: AccessStoreUnderTest;
    let store: AccessStore;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
    });
    afterEach(() => subject.close());

    it("keeps one account a name, whoever asks at once", async () => {
      const both = await Promise.allSettled([
        store.addUser(account("li"), ANY_ACTION),
        store.addUser(account("li"), ANY_ACTION),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(both.find(({ status }) => status === "rejected")).toMatchObject({
        reason: { code: "access/name-taken" },
      });
    });

    it("finds an account by its exact name only", async () => {
      const li = account("Li");
      await store.addUser(li, ANY_ACTION);
      expect(await store.accountByName("Li")).toEqual(li);
      expect(await store.accountByName("li")).toBeNull();
      expect(await store.accountByName("L%")).toBeNull();
    });

    it("answers a session with its person, until it is ended", async () => {
      const li = account("li");
      await store.addUser(li, ANY_ACTION);
      const session = sessionOf(li, "one");
      expect(await store.addSession(session, ANY_ACTION, BY_PASSWORD)).toBe(true);
      const { id, name: personName, displayName, role } = li;
      expect(await store.session(session.tokenSha256)).toEqual({
        session,
        person: { id, name: personName, displayName, role },
      });
      await store.endSession(session.tokenSha256, anyAction);
      await store.endSession(session.tokenSha256, anyAction);
      expect(await store.session(session.tokenSha256)).toBeNull();
    });

    it("begins no session by what opens the account no more, and tells of none", async () => {
      const [li, root] = [account("li"), account("root", "admin")];
      for (const each of [li, root]) await store.addUser(each, ANY_ACTION);
      const begin = (openedBy: OpenedBy) =>
        store.addSession(sessionOf(li, "one"), ANY_ACTION, openedBy);
      expect(await begin({ passwordHash: "scrypt$0" })).toBe(false);
      expect(await begin({ signOnName: "li", subject: "17" })).toBe(false);
      await store.disableUser(li.id, LATER, anyAction);
      expect(await begin(BY_PASSWORD)).toBe(false);
      expect(await store.session(sha256("one"))).toBeNull();
    });

    it("lists a person's sessions, used last first, and those of some digests; forgets those past their age", async () => {
      const [li, wang] = [account("li"), account("wang")];
      for (const each of [li, wang]) await store.addUser(each, ANY_ACTION);
      const old = { ...sessionOf(li, "old"), from: null };
      const [one, two] = [sessionOf(li, "one"), { ...sessionOf(li, "two"), lastSeenAt: LATER }];
      for (const each of [old, one, two, sessionOf(wang, "other")]) {
        await store.addSession(each, ANY_ACTION, BY_PASSWORD);
      }
      await store.seen(old.tokenSha256, plusMs(LATER, 1));
      const used = { ...old, lastSeenAt: plusMs(LATER, 1) };
      expect(await store.sessions(li.id)).toEqual([used, two, one]);
      const among = await store.sessionsAmong([sha256("other"), sha256("two"), sha256("nobody's")]);
      expect(among.map(({ tokenSha256 }) => tokenSha256).sort()).toEqual(
        [sha256("other"), sha256("two")].sort(),
      );
      expect(await store.sessionsAmong([])).toEqual([]);
      await expect(store.sessions(newId<UserId>())).rejects.toMatchObject({
        code: "access/no-such-user",
      });
      const next = { ...sessionOf(wang, "next"), createdAt: plusMs(NOON, 3_600_001) };
      await store.addSession(
        { ...next, expiresAt: plusMs(NOON, 7_200_000) },
        ANY_ACTION,
        BY_PASSWORD,
      );
      expect(await store.sessions(li.id)).toEqual([]);
    });

    it("ends one, all but one, or all sessions of a person, once, and nobody else's", async () => {
      const [li, wang] = [account("li"), account("wang")];
      for (const each of [li, wang]) await store.addUser(each, ANY_ACTION);
      for (const secret of ["a", "b", "c", "d"]) {
        await store.addSession(sessionOf(li, secret), ANY_ACTION, BY_PASSWORD);
      }
      await store.addSession(sessionOf(wang, "w"), ANY_ACTION, BY_PASSWORD);
      const end = async (which: WhichSessions) =>
        (await store.endSessions(li.id, which, () => null)).map(({ tokenSha256 }) => tokenSha256);
      const both = await Promise.all([1, 2].map(() => end({ only: sha256("a") })));
      expect(both.flat()).toEqual([sha256("a")]);
      expect(await end({ only: sha256("w") })).toEqual([]);
      expect((await end({ allBut: sha256("b") })).sort()).toEqual(
        [sha256("c"), sha256("d")].sort(),
      );
      expect(await store.session(sha256("b"))).not.toBeNull();
      expect(await end({ allBut: null })).toEqual([sha256("b")]);
      expect(await store.sessions(li.id)).toEqual([]);
      expect(await store.sessions(wang.id)).toHaveLength(1);
    });

    it("moves lastSeenAt forward and never back", async () => {
      const li = account("li");
      await store.addUser(li, ANY_ACTION);
      const session = sessionOf(li, "one");
      await store.addSession(session, ANY_ACTION, BY_PASSWORD);
      await store.seen(session.tokenSha256, LATER);
      await store.seen(session.tokenSha256, NOON);
      expect((await store.session(session.tokenSha256))?.session.lastSeenAt).toBe(LATER);
    });

    it("notes when somebody showed who they are, with a session or a token that is open, never back", async () => {
      const li = account("li");
      await store.addUser(li, ANY_ACTION);
      const session = sessionOf(li, "one");
      await store.addSession(session, ANY_ACTION, BY_PASSWORD);
      await store.addToken(tokenOf(li, sha256("token")), ANY_ACTION);
      expect((await store.tokenHolder(sha256("token")))?.confirmedAt).toBeNull();
      for (const [key, at] of [
        [session.tokenSha256, LATER],
        [session.tokenSha256, NOON],
        [sha256("token"), LATER],
        [sha256("token"), NOON],
      ] as const) {
        expect(await store.confirm(key, at, ANY_ACTION)).toBe(true);
      }
      expect((await store.session(session.tokenSha256))?.session.confirmedAt).toBe(LATER);
      expect((await store.tokenHolder(sha256("token")))?.confirmedAt).toBe(LATER);
      await store.revokeToken(tokenName(sha256("token")), li.id, endedBy(li), anyAction);
      await store.endSession(session.tokenSha256, anyAction);
      for (const key of [sha256("token"), session.tokenSha256, sha256("nobody's")]) {
        expect(await store.confirm(key, LATER, ANY_ACTION)).toBe(false);
      }
    });

    it("ends every session and token of a person who is disabled, and of nobody else", async () => {
      const people = [account("a", "admin"), account("li"), account("wang")] as const;
      for (const person of people) await store.addUser(person, ANY_ACTION);
      const tokens: Sha256[] = [];
      for (const person of people) {
        await store.addSession(sessionOf(person, person.name), ANY_ACTION, BY_PASSWORD);
        const tokenSha256 = sha256(`token ${person.name}`);
        tokens.push(tokenSha256);
        await store.addToken(tokenOf(person, tokenSha256), ANY_ACTION);
      }
      const [, li, wang] = people;
      expect((await store.disableUser(li.id, LATER, anyAction)).disabledAt).toBe(LATER);
      expect((await store.disableUser(li.id, plusMs(LATER, 1), anyAction)).disabledAt).toBe(LATER);
      expect(await store.session(sha256("li"))).toBeNull();
      expect(await store.tokenHolder(tokens[1]!)).toBeNull();
      expect((await store.session(sha256("wang")))?.person.id).toBe(wang.id);
      expect((await store.tokenHolder(tokens[2]!))?.person.id).toBe(wang.id);
      expect((await store.accountByName("li"))?.disabledAt).toBe(LATER);
    });

    it("never disables the last administrator, also when two are disabled at once", async () => {
      const [one, two] = [account("one", "admin"), account("two", "admin")];
      await store.addUser(one, ANY_ACTION);
      await store.addUser(two, ANY_ACTION);
      const both = await Promise.allSettled([
        store.disableUser(one.id, LATER, anyAction),
        store.disableUser(two.id, LATER, anyAction),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(both.find(({ status }) => status === "rejected")).toMatchObject({
        reason: { code: "access/last-admin" },
      });
      await expect(store.disableUser(newId<UserId>(), LATER, anyAction)).rejects.toMatchObject({
        code: "access/no-such-user",
      });
    });

    it("counts login failures of a name without losing one, and forgets old ones", async () => {
      const li = { name: "li", source: "192.0.2.1" };
      const elsewhere = { ...li, source: "192.0.2.2" };
      await Promise.all(Array.from({ length: 10 }, () => store.addLoginFailure(li, NOON, NOON)));
      expect(await store.loginFailures(li)).toEqual({ failures: 10, lastAt: NOON });
      expect(await store.loginFailures({ ...li, name: "wang" })).toBeNull();
      expect(await store.loginFailures(elsewhere)).toBeNull();
      await store.addLoginFailure(elsewhere, NOON, NOON);
      expect(await store.loginFailures(elsewhere)).toEqual({ failures: 1, lastAt: NOON });
      await store.addLoginFailure(li, LATER, NOON);
      expect(await store.loginFailures(li)).toEqual({ failures: 11, lastAt: LATER });
      await store.clearLoginFailures(li);
      expect(await store.loginFailures(li)).toBeNull();
      expect(await store.loginFailures(elsewhere)).toEqual({ failures: 1, lastAt: NOON });
      await store.addLoginFailure(elsewhere, LATER, LATER);
      expect(await store.loginFailures(elsewhere)).toEqual({ failures: 1, lastAt: LATER });
    });

    it("keeps one device a name, and retires one that is there", async () => {
      const device = {
        id: newId<DeviceId>(),
        name: "DC-1",
        kind: "body_camera" as const,
        createdAt: NOON,
      };
      await store.addDevice(device, sha256("d"), ANY_ACTION);
      await expect(
        store.addDevice({ ...device, id: newId<DeviceId>() }, sha256("e"), ANY_ACTION),
      ).rejects.toMatchObject({ code: "access/name-taken" });
      const by = account("admin", "admin");
      await store.addUser(by, ANY_ACTION);
      await store.retireDevice(device.id, by.id, LATER, anyAction);
      await store.retireDevice(device.id, by.id, LATER, anyAction);
      await expect(
        store.retireDevice(newId<DeviceId>(), by.id, LATER, anyAction),
      ).rejects.toMatchObject({
        code: "access/no-such-device",
      });
    });
  });
}
