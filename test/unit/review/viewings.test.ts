/** What a person was given of a file: told once, as what left and nothing more, whatever a player asks for. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ByteRange } from "../../../services/objects/object-store.ts";
import {
  keepViewings,
  tellLeftViewings,
  tellViewings,
} from "../../../services/review/tell-viewings.ts";
import { Viewings, withRange } from "../../../services/review/viewings.ts";
import { MemoryViewingStore } from "../../fakes/viewing-store.ts";
import { type House, ORIGINAL, VIEWING, openHouse } from "../../fixtures/review-house.ts";

let house: House;
let store: MemoryViewingStore;
beforeEach(async () => {
  house = await openHouse();
  store = new MemoryViewingStore(house.evidence);
});
afterEach(() => house.close());

const deps = () => ({ ...house, store });
const tell = (all = false) => tellViewings(deps(), all);
const viewed = async () =>
  (await house.evidence.custody(house.item.id)).filter(({ kind }) => kind === "viewed");
async function watch(range: string, purpose = "watching"): Promise<void> {
  const path = `/api/v1/items/${house.item.id}/derivatives/viewing?purpose=${purpose}`;
  const answer = await house.fetch(path, "officer", { headers: { range } });
  await answer.arrayBuffer();
}

describe("ranges that were given out", () => {
  it("are the bytes that were, merged, in order and apart from each other", () => {
    const range = fc
      .tuple(fc.nat(60), fc.nat(9))
      .map(([firstByte, length]): ByteRange => ({ firstByte, lastByte: firstByte + length }));
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), (given) => {
        const merged = given.reduce<readonly ByteRange[]>(withRange, []);
        const bytesOf = (ranges: readonly ByteRange[]) =>
          new Set(
            ranges.flatMap(({ firstByte, lastByte }) =>
              Array.from({ length: lastByte - firstByte + 1 }, (_, at) => firstByte + at),
            ),
          );
        expect([...bytesOf(merged)].sort()).toEqual([...bytesOf(given)].sort());
        for (const [at, { firstByte }] of merged.entries()) {
          if (at > 0) expect(firstByte).toBeGreaterThan(merged[at - 1]!.lastByte + 1);
        }
      }),
    );
  });
});

describe("a viewing", () => {
  it("is told once it rests, as one event of all its parts", async () => {
    for (const range of ["bytes=0-3", "bytes=2-5", "bytes=10-"]) await watch(range);
    await tell();
    expect(await viewed()).toEqual([]);
    house.moveClock(60_000);
    await tell();
    await tell();
    expect(await viewed()).toMatchObject([
      {
        actor: expect.stringMatching(/^user:/) as string,
        data: {
          ...{ representation: "viewing", purpose: "watching", role: "officer" },
          ...{ ranges: ["0-5", "10-16"], bytes: 13, ofBytes: VIEWING.byteLength },
        },
      },
    ]);
  });

  it("that goes on, or that jumps about, is told while it does; the rest at the end", async () => {
    await watch("bytes=0-0");
    for (let minute = 0; minute < 12; minute += 1) {
      house.moveClock(59_000);
      await watch("bytes=1-1");
      await tell();
    }
    expect(await viewed()).toHaveLength(1);
    await watch("bytes=5-5", "another");
    await tell(true);
    expect((await viewed()).map(({ data }) => data["purpose"])).toEqual([
      "watching",
      "watching",
      "another",
    ]);
  });

  it("counts what left and not what was asked for, and a download as such", async () => {
    const path = `/api/v1/items/${house.item.id}/original?purpose=court`;
    await (await house.fetch(path, "reviewer")).arrayBuffer();
    await house.fetch(path, "reviewer", { method: "HEAD" });
    await tell(true);
    const of = { bytes: ORIGINAL.byteLength, ofBytes: ORIGINAL.byteLength, ranges: ["0-19"] };
    expect(await viewed()).toMatchObject([{ data: of }]);
    const accesses = (await house.evidence.custody(house.item.id)).filter(
      ({ kind }) => kind === "accessed",
    );
    expect(accesses.map(({ data }) => data["use"])).toEqual(["download", "download"]);
  });

  it("that cannot be told is told later; what came since is another", async () => {
    await watch("bytes=0-3");
    const record = house.evidence.record.bind(house.evidence);
    house.evidence.record = () => Promise.reject(new Error("down"));
    house.moveClock(60_000);
    await expect(tell()).rejects.toThrow("down");
    house.evidence.record = record;
    await watch("bytes=4-7");
    await tell();
    await tell(true);
    expect((await viewed()).map(({ data }) => data["ranges"])).toEqual([["0-3"], ["4-7"]]);
  });

  it("that was told, though nobody heard of it, is not told again", async () => {
    await watch("bytes=0-3");
    const tellOnce = store.tell.bind(store);
    store.tell = async (...told) => {
      await tellOnce(...told);
      throw new Error("the line broke");
    };
    house.moveClock(60_000);
    await expect(tell()).rejects.toThrow("the line broke");
    store.tell = tellOnce;
    await tell();
    expect(await viewed()).toHaveLength(1);
  });

  it("is kept while it goes on, and told by another process if its own is gone", async () => {
    await watch("bytes=0-3");
    await keepViewings(deps());
    await watch("bytes=4-7");
    expect(house.viewings.unkept()).toHaveLength(1);
    await keepViewings(deps());
    expect(house.viewings.unkept()).toEqual([]);
    await watch("bytes=8-9");
    const keep = store.keep.bind(store);
    store.keep = () => Promise.reject(new Error("down"));
    await expect(keepViewings(deps())).rejects.toThrow("down");
    store.keep = keep;
    expect(house.viewings.unkept()).toHaveLength(1);
    const other = { store, clock: house.clock };
    house.moveClock(119_000);
    await tellLeftViewings(other);
    expect(await viewed()).toEqual([]);
    house.moveClock(2_000);
    await Promise.all([tellLeftViewings(other), tellLeftViewings(other)]);
    expect((await viewed()).map(({ data }) => data["ranges"])).toEqual([["0-7"]]);
    // It was not gone: it stood still, and knows of more.
    await tellViewings({ ...other, viewings: house.viewings }, true);
    expect((await viewed()).map(({ data }) => data["ranges"])).toEqual([["0-7"], ["0-9"]]);
    await tellViewings({ ...other, viewings: new Viewings() }, true);
    house.moveClock(25 * 3_600_000);
    await tellLeftViewings(other);
    expect(store.rows.size).toBe(0);
  });
});

describe("refusals on an item", () => {
  it("of one who asks again and again are one event in ten minutes", async () => {
    const path = `/api/v1/items/${house.item.id}/original?purpose=curious`;
    for (let time = 0; time < 5; time += 1) {
      expect((await house.fetch(path, "auditor")).status).toBe(403);
    }
    house.moveClock(600_000);
    await house.fetch(path, "auditor");
    const refused = (await house.evidence.custody(house.item.id)).filter(
      ({ kind }) => kind === "access-refused",
    );
    expect(refused.map(({ data }) => data["times"])).toEqual([1, 5]);
  });
});
