/** What every TokenList, and the tokens of every AccessStore, must do: an administrator sees those of all accounts, and nobody else any. */
import { beforeEach, describe, expect, it } from "vitest";
import type { AccessStore, Person, TokenEnding } from "../../services/access/access-store.ts";
import { tokenName } from "../../services/access/create-token.ts";
import { STAFF } from "../../services/access/permission.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import { type UserId, newId } from "../../services/kernel/ids.ts";
import type { TokenList } from "../../services/review/token-list.ts";
import { ANY_ACTION, anyAction } from "../fixtures/actions.ts";
import { NOON } from "../fixtures/evidence.ts";
import { SEER } from "./search-store.contract.ts";

export interface TokenListUnderTest {
  readonly access: AccessStore;
  readonly list: TokenList;
}

const ADMIN = { ...SEER, role: "admin" as const };
const LATER = plusMs(NOON, 60_000);

export function tokenListContract(name: string, make: () => Promise<TokenListUnderTest>): void {
  describe(`TokenList: ${name}`, () => {
    let access: AccessStore;
    let list: TokenList;
    let [admin, li] = [personOf("admin", "admin"), personOf("li", "reviewer")];
    beforeEach(async () => {
      ({ access, list } = await make());
      [admin, li] = [personOf("admin", "admin"), personOf("li", "reviewer")];
      for (const person of [admin, li]) {
        const account = { ...person, passwordHash: "x", createdAt: NOON, disabledAt: null };
        await access.addUser(account, ANY_ACTION);
      }
      for (const [at, owner] of [admin, li, li].entries()) {
        const of = { userId: owner.id, label: `t${at}`, createdAt: NOON, confirmedAt: null };
        await access.addToken({ ...of, tokenSha256: digest(at) }, ANY_ACTION);
      }
    });
    const labels = async (asked: object) =>
      (await list.page(ADMIN, { ...{ before: null, limit: 9, isLive: false }, ...asked })).map(
        ({ label }) => label,
      );

    it("has those of all accounts, the newest first, page by page", async () => {
      expect(await labels({})).toEqual(["t2", "t1", "t0"]);
      const [first] = await list.page(ADMIN, { before: null, limit: 1, isLive: false });
      expect(first).toMatchObject({ label: "t2", owner: li, createdAt: NOON });
      expect(first).toMatchObject({ revokedAt: null, revokedBy: null, used: null });
      expect(await labels({ before: first!.position, limit: 1 })).toEqual(["t1"]);
      expect(await labels({ before: first!.position })).toEqual(["t1", "t0"]);
    });

    it("tells of each when and from where it was used, and who ended it why; live are those that nobody ended", async () => {
      const used = { at: LATER, from: "192.0.2.7" };
      await access.tokenUsed(digest(1), used);
      const ending = { at: LATER, by: admin.id, reason: "lost laptop" };
      await access.revokeToken(tokenName(digest(1)), null, ending, anyAction);
      const [, ended] = await list.page(ADMIN, { before: null, limit: 9, isLive: false });
      expect(ended).toMatchObject({
        ...{ id: tokenName(digest(1)), used, revokedAt: LATER, revokedBy: admin },
        revokeReason: "lost laptop",
      });
      expect(await labels({ isLive: true })).toEqual(["t2", "t0"]);
      expect(JSON.stringify(ended)).not.toContain(digest(1));
    });

    it("knows whose a token is, until it is revoked, once, by its owner or by who may end anybody's", async () => {
      const [own, other] = [digest(1), digest(2)];
      const end = (token: Sha256, owner: UserId | null, ending = endedBy(li)) =>
        access.revokeToken(tokenName(token), owner, ending, anyAction);
      expect((await access.tokenHolder(own))?.person.id).toBe(li.id);
      const none = { code: "access/no-such-token" };
      await expect(end(own, admin.id)).rejects.toMatchObject(none);
      await expect(end(sha256("nobody's"), null)).rejects.toMatchObject(none);
      expect((await access.tokenHolder(own))?.person.id).toBe(li.id);
      await end(own, li.id);
      await end(other, null, { ...endedBy(admin), reason: "lost" });
      await end(other, li.id);
      expect(await Promise.all([own, other].map((token) => access.tokenHolder(token)))).toEqual([
        null,
        null,
      ]);
      const told = (await access.tokens(li.id)).map(({ revokedAt, revokedBy, revokeReason }) => [
        ...[revokedAt, revokedBy, revokeReason],
      ]);
      expect(new Set(told)).toEqual(
        new Set([
          [LATER, li.id, null],
          [LATER, admin.id, "lost"],
        ]),
      );
      expect(await access.tokens(admin.id)).toMatchObject([{ revokedAt: null }]);
    });

    it("notes when and from where a token was used, never back", async () => {
      const token = digest(1);
      expect((await access.tokenHolder(token))?.used).toBeNull();
      const last = { at: LATER, from: "192.0.2.7" };
      for (const use of [last, { at: NOON, from: "192.0.2.8" }]) await access.tokenUsed(token, use);
      expect((await access.tokenHolder(token))?.used).toEqual(last);
      const uses = (await access.tokens(li.id)).map(({ used }) => used);
      expect(new Set(uses)).toEqual(new Set([last, null]));
      await access.tokenUsed(sha256("nobody's"), last);
    });

    it("has none for anybody else", async () => {
      for (const role of STAFF.filter((each) => each !== "admin")) {
        const asked = { before: null, limit: 9, isLive: false };
        expect([role, await list.page({ ...SEER, role, userId: li.id }, asked)]).toEqual([
          role,
          [],
        ]);
      }
    });
  });
}

const endedBy = ({ id }: Person): TokenEnding => ({ at: LATER, by: id, reason: null });
const digest = (at: number) => sha256(`token ${at}`);
const personOf = (name: string, role: Person["role"]): Person => ({
  ...{ id: newId<UserId>(), name, displayName: `${name} 同志`, role },
});
