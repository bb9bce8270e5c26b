/** What every ActionStore must do, and every store that changes what an action tells. */
import { beforeEach, describe, expect, it } from "vitest";
import { firstBrokenAction } from "../../services/actions/action.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { CHANGES, type ChangingStores, type Ground, prepareGround } from "../fixtures/changes.ts";
import { NOON } from "../fixtures/evidence.ts";
import { COUNT_FOR_MS } from "../../services/kernel/counting.ts";

export function actionStoreContract(name: string, make: () => Promise<ChangingStores>): void {
  describe(`ActionStore: ${name}`, () => {
    let stores: ChangingStores;
    let ground: Ground;
    beforeEach(async () => {
      stores = await make();
      ground = await prepareGround(stores);
    });
    const all = () => stores.actions.from(0, 1_000);

    it("keeps one chain without gaps, whoever appends at once", async () => {
      const before = (await all()).length;
      const reasons = Array.from({ length: 12 }, (_, at) => `r${at}`);
      await Promise.all(reasons.map((reason) => stores.actions.append({ ...ANY_ACTION, reason })));
      const chain = await all();
      expect(chain).toHaveLength(before + 12);
      expect(firstBrokenAction(chain)).toBeNull();
      expect(
        chain
          .slice(before)
          .map(({ reason }) => reason)
          .sort(),
      ).toEqual(reasons.sort());
      expect({ ...chain.at(-1), reason: null }).toMatchObject(ANY_ACTION);
      expect((await stores.actions.from(before + 3, 2)).map(({ index }) => index)).toEqual([
        before + 3,
        before + 4,
      ]);
    });

    it("finds what was changed in a text, and says nothing twice alike", async () => {
      for (let time = 0; time < 2; time += 1) await stores.actions.append(ANY_ACTION);
      const chain = await all();
      const [one, two] = chain.slice(-2).map(({ body }) => JSON.parse(body) as { nonce: string });
      expect(one!.nonce).toMatch(/^[0-9a-f]{32}$/);
      expect(one!.nonce).not.toBe(two!.nonce);
      const forged = chain.map((link) => ({ ...link, body: link.body.replace("test", "tess") }));
      expect(firstBrokenAction(forged)).toBe(0);
      expect(firstBrokenAction(chain.filter(({ index }) => index !== 1))).toBe(1);
    });

    it("tells each change with one action, and a refused one with none", async () => {
      const action = { ...ANY_ACTION, reason: "because", before: { a: 1 }, after: { b: null } };
      for (const [what, { make, once }] of Object.entries(CHANGES)) {
        const before = (await all()).length;
        await make(stores, ground, action);
        expect([what, (await all()).slice(before)]).toMatchObject([what, [action]]);
        if (once === undefined) continue;
        await expect(make(stores, ground, action)).rejects.toMatchObject({ kind: "conflict" });
        expect(await all()).toHaveLength(before + 1);
      }
    });

    it("counts what comes too often, and tells all of it", async () => {
      const attempt = (ms: number, subject: `user:${string}` | null = `user:${ground.person.id}`) =>
        stores.actions.count({
          ...{ ...ANY_ACTION, kind: "login-failed", subject, at: plusMs(NOON, ms) },
        });
      const times = async () =>
        (await all()).filter(({ kind }) => kind === "login-failed").map(({ after }) => after);
      await Promise.all([0, 0, 0, 0].map(() => attempt(0)));
      await attempt(1, null);
      expect(await times()).toEqual([{ times: 1 }, { times: 1 }]);
      await attempt(COUNT_FOR_MS);
      expect((await times()).at(-1)).toEqual({ times: 4 });
      await attempt(COUNT_FOR_MS + 1);
      expect(await stores.actions.tellCounts(plusMs(NOON, COUNT_FOR_MS + 2))).toBe(0);
      const later = plusMs(NOON, 3 * COUNT_FOR_MS);
      expect(await stores.actions.tellCounts(later)).toBe(1);
      expect(await stores.actions.tellCounts(later)).toBe(0);
      expect((await times()).map((after) => after?.["times"])).toEqual([1, 1, 4, 1]);
      expect(firstBrokenAction(await all())).toBeNull();
    });
  });
}
