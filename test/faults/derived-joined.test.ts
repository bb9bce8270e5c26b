/** A recording that was asked for, whose maker is killed between any two lines: made again it is one item, whole, and nothing else is left. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PostgresUploadStore } from "../../infra/postgres/upload-store.ts";
import { makeDerived } from "../../services/derived/make-derived.ts";
import type { Made, Maker, Makers, Making } from "../../services/derived/maker.ts";
import type { DerivedKind } from "../../services/evidence/derivation.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type DerivedHouse, clip, never, startDerivedHouse } from "../fixtures/derived-house.ts";

class Killed extends Error {}

/** Its methods work until `left` of them began; what begins then is done, or is not, and nobody hears of it. */
function failing<T extends object>(port: T, left: { calls: number; isDone: boolean }): T {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return async (...given: unknown[]) => {
        left.calls -= 1;
        if (left.calls < 0) throw new Killed();
        const answer: unknown = await Reflect.apply(method, target, given);
        if (left.calls === 0 && left.isDone) throw new Killed();
        return answer;
      };
    },
  });
}

/** Makes once; where it ends, and not how it is made, is what is tried here. */
function remembering(makers: Makers): Makers {
  const remembered = <K extends DerivedKind>(maker: Maker<K>): Maker<K> => {
    let made: Promise<{ readonly bytes: Buffer; readonly once: Made }> | null = null;
    const first = async (making: Making<K>) => {
      const once = await maker.make(making);
      return { once, bytes: await readFile(once.path) };
    };
    return {
      ...maker,
      async make(making) {
        made ??= first(making);
        const { once, bytes } = await made;
        const path = join(making.job.folder, "out/again");
        await writeFile(path, bytes);
        return { ...once, path };
      },
    };
  };
  const { joined, excerpt } = makers;
  return { ...makers, joined: remembered(joined), excerpt: remembered(excerpt) };
}

let house: DerivedHouse;
beforeAll(async () => {
  house = await startDerivedHouse(await Promise.all([clip(1), clip(1, { hz: 660 })]));
}, 120_000);
afterAll(() => house.close());

it.each([
  ["joined", false],
  ["joined", true],
  ["excerpt", true],
] as const)(
  "what is %s comes out as one item wherever it was cut off, done or not (%s)",
  async (kind, isDone) => {
    const { stores, server, take } = house;
    const making = { ...house.making, makers: remembering(house.making.makers) };
    let cut = 0;
    for (let calls = 1; ; calls += 1) {
      const id = await (kind === "joined" ? house.ask() : house.askExcerpt());
      const left = { calls, isDone };
      const request = await take();
      if (request === null) throw new Error("nothing waits");
      const uploads = failing(new PostgresUploadStore(server.connection.pool), left);
      const first = await makeDerived(
        {
          ...making,
          ...{ derived: failing(stores.derived, left), cases: failing(stores.cases, left) },
          ingest: { ...making.ingest, uploads },
        },
        request,
        never,
      ).catch((error: unknown) => error);
      if (first instanceof Killed) {
        cut += 1;
        // Cut off behind its last line it had ended.
        const { state } = (await stores.derived.get(id)) ?? {};
        if (state === "waiting")
          expect(await house.make({ makers: making.makers })).toBe("received");
      } else {
        expect(first).toBe("received");
      }
      const kept = await stores.derived.get(id);
      expect(kept).toMatchObject({ state: "received" });
      expect(sha256(await server.bytesOf(id))).toBe(kept?.made?.sha256);
      const { rows } = await server.connection.pool.query(
        `SELECT (SELECT count(*)::int FROM items WHERE id = $1) AS items,
              (SELECT count(*)::int FROM uploads WHERE state = 'open') AS open,
              (SELECT count(*)::int FROM custody_events WHERE item_id = $1) AS events`,
        [id],
      );
      expect(rows).toEqual([{ items: 1, open: 0, events: 1 }]);
      if (!(first instanceof Killed)) break;
    }
    expect(cut).toBeGreaterThan(6);
  },
  600_000,
);
