/** What every AccessStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type {
  AccessStore,
  Account,
  ApiToken,
  Session,
} from "../../services/access/access-store.ts";
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
  };
}

const tokenOf = ({ id: userId }: Account, tokenSha256: Sha256): ApiToken => ({
  ...{ tokenSha256, userId, label: "x", createdAt: NOON, revokedAt: null, confirmedAt: null },
});

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
      await store.addSession(session, ANY_ACTION);
      const { id, name: personName, displayName, role } = li;
      expect(await store.session(session.tokenSha256)).toEqual({
        session,
        person: { id, name: personName, displayName, role },
      });
      await store.endSession(session.tokenSha256, anyAction);
      await store.endSession(session.tokenSha256, anyAction);
      expect(await store.session(session.tokenSha256)).toBeNull();
    });

    it("moves lastSeenAt forward and never back", async () => {
      const li = account("li");
      await store.addUser(li, ANY_ACTION);
      const session = sessionOf(li, "one");
      await store.addSession(session, ANY_ACTION);
      await store.seen(session.tokenSha256, LATER);
      await store.seen(session.tokenSha256, NOON);
      expect((await store.session(session.tokenSha256))?.session.lastSeenAt).toBe(LATER);
    });

    it("notes when somebody showed who they are, with a session or a token that is open, never back", async () => {
      const li = account("li");
      await store.addUser(li, ANY_ACTION);
      const session = sessionOf(li, "one");
      await store.addSession(session, ANY_ACTION);
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
      await store.revokeToken(li.id, sha256("token"), LATER, anyAction);
      await store.endSession(session.tokenSha256, anyAction);
      for (const key of [sha256("token"), session.tokenSha256, sha256("nobody's")]) {
        expect(await store.confirm(key, LATER, ANY_ACTION)).toBe(false);
      }
    });

    it("knows whose a token is, until it is revoked by its owner", async () => {
      const [li, wang] = [account("li"), account("wang")];
      await store.addUser(li, ANY_ACTION);
      await store.addUser(wang, ANY_ACTION);
      const tokenSha256 = sha256("token");
      const token = tokenOf(li, tokenSha256);
      await store.addToken(token, ANY_ACTION);
      expect((await store.tokenHolder(tokenSha256))?.person.id).toBe(li.id);
      await expect(store.revokeToken(wang.id, tokenSha256, LATER, anyAction)).rejects.toMatchObject(
        {
          code: "access/no-such-token",
        },
      );
      expect((await store.tokenHolder(tokenSha256))?.person.id).toBe(li.id);
      await store.revokeToken(li.id, tokenSha256, LATER, anyAction);
      expect(await store.tokenHolder(tokenSha256)).toBeNull();
      expect(await store.tokens(li.id)).toEqual([{ ...token, revokedAt: LATER }]);
      expect(await store.tokens(wang.id)).toEqual([]);
    });

    it("ends every session and token of a person who is disabled, and of nobody else", async () => {
      const people = [account("a", "admin"), account("li"), account("wang")] as const;
      for (const person of people) await store.addUser(person, ANY_ACTION);
      const tokens: Sha256[] = [];
      for (const person of people) {
        await store.addSession(sessionOf(person, person.name), ANY_ACTION);
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
