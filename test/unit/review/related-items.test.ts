/** Files that belong together, on the item's page and in a package: the side files go with their recording, seen by everybody. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ItemBody, PackageBody } from "../../../services/review/api-schema.ts";
import type { Announced, EvidenceItem } from "../../../services/evidence/evidence-item.ts";
import { withSideFiles } from "../../../services/packages/with-side-files.ts";
import { preparePackage } from "../../../services/packages/prepare-package.ts";
import { verifyPackage } from "../../../services/packages/verify-package.ts";
import { type ItemId, type PackageId, newId } from "../../../services/kernel/ids.ts";
import { MemoryPackage } from "../../fakes/package-reader.ts";
import { MemoryRelatedItems } from "../../fakes/related-items.ts";
import { receivedItem } from "../../fixtures/evidence.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { filesOf, makeWorld } from "../../fixtures/small-package.ts";
import { ANY_ACTION } from "../../fixtures/actions.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

function add(said: Partial<Announced>, changes: Partial<EvidenceItem> = {}): ItemId {
  const bare = receivedItem({ deviceId: house.device.id, ...changes });
  house.reviews.add({ ...bare, announced: { ...bare.announced, ...said } });
  return bare.id;
}
const page = async (id: ItemId): Promise<ItemBody> =>
  (await (await house.fetch(`/api/v1/items/${id}`)).json()) as ItemBody;
const ask = async (...itemIds: ItemId[]): Promise<PackageBody> => {
  const body = JSON.stringify({ itemIds, purpose: "for the court" });
  const answer = await house.fetch("/api/v1/packages", "reviewer", { method: "POST", body });
  expect(answer.status).toBe(202);
  return (await answer.json()) as PackageBody;
};

describe("an item's page", () => {
  it("shows the side files of a recording, and the way back", async () => {
    const track = add({ filename: "现场.gpx", belongsTo: house.item.id });
    expect(await page(house.item.id)).toMatchObject({
      belongsTo: null,
      sideFiles: [{ id: track, filename: "现场.gpx", stage: "received" }],
      recordings: [],
    });
    expect(await page(track)).toMatchObject({
      belongsTo: house.item.id,
      recordings: [{ id: house.item.id, stage: "sealed" }],
      sideFiles: [],
    });
  });

  it("says what a side file belongs to though it has not come, and finds it once it has", async () => {
    const early = add({ belongsTo: "patrol 9" });
    expect(await page(early)).toMatchObject({ belongsTo: "patrol 9", recordings: [] });
    const late = add({ recording: "patrol 9" });
    expect(await page(early)).toMatchObject({ recordings: [{ id: late }] });
    expect(await page(late)).toMatchObject({ recording: "patrol 9", sideFiles: [{ id: early }] });
  });
});

describe("a package of a recording", () => {
  it("takes its side files, each once, and no quarantined one and no recording of a side file", async () => {
    const recording = add({ recording: "r" });
    const one = add({ belongsTo: "r" });
    const two = add({ belongsTo: recording });
    add({ belongsTo: "r" }, { stage: "quarantined" });
    expect((await ask(recording)).itemIds).toEqual([recording, one, two]);
    expect((await ask(two, recording, one)).itemIds).toEqual([two, recording, one]);
    expect((await ask(one)).itemIds).toEqual([one]);
  });

  it("refuses more side files than anybody looks through", async () => {
    const many = Array.from({ length: 1_001 }, () => {
      return { id: newId<ItemId>(), filename: "", stage: "sealed" as const };
    });
    const related = { sideFiles: async () => many, recordings: async () => [] };
    await expect(withSideFiles(related, [newId<ItemId>()])).rejects.toMatchObject({
      code: "packages/too-large",
    });
  });

  it("refuses more items than that, of however many recordings", async () => {
    const related = (each: number) => ({
      sideFiles: async () =>
        Array.from({ length: each }, () => {
          return { id: newId<ItemId>(), filename: "", stage: "sealed" as const };
        }),
      recordings: async () => [],
    });
    const ten = Array.from({ length: 10 }, () => newId<ItemId>());
    expect(await withSideFiles(related(99), ten)).toHaveLength(1_000);
    await expect(withSideFiles(related(100), ten)).rejects.toMatchObject({
      code: "packages/too-large",
    });
  });

  it("that is too large is refused before custody says that anything left", async () => {
    const world = await makeWorld();
    const id = await world.sealedItem(Buffer.from("film"));
    const note = (bytes: number) =>
      world.deps.items.record(id, {
        ...{ at: world.deps.clock(), actor: world.deps.actor },
        happening: { kind: "linked", data: { number: "x".repeat(bytes) } },
      });
    const packaged = async () =>
      (await world.deps.items.custody(id)).filter(({ kind }) => kind === "packaged").length;
    const small = await world.prepare(id);
    expect([small.state, await packaged()]).toEqual(["ready", 1]);
    const { files } = await world.deps.packages.contents(small.id);
    const smallBytes = files
      .filter(({ source }) => source.kind === "bytes")
      .reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    // Room for all but the event that says that it leaves.
    await note((48 << 20) - smallBytes - 600);
    expect(await world.prepare(id)).toMatchObject({ failure: "packages/too-large" });
    expect(await packaged()).toBe(1);
    await world.close();
  });

  it("that grew after custody said that it leaves still leaves, after a cut in between", async () => {
    const world = await makeWorld();
    const id = await world.sealedItem(Buffer.from("film"));
    const { packages, items, clock, actor } = world.deps;
    const request = await packages.request(
      {
        ...{ id: newId<PackageId>(), itemIds: [id], purpose: "court", requestedAt: clock() },
        purposeKind: "evidence",
        requestedBy: "user:0b8f7a9e-7c1e-4f5e-9a0b-0123456789ab",
      },
      ANY_ACTION,
    );
    const cut = {
      ...world.deps,
      signer: { ...world.deps.signer, sign: () => Promise.reject(new Error("cut")) },
    };
    await expect(preparePackage(cut, request)).rejects.toThrow("cut");
    const happening = { kind: "linked", data: { number: "x".repeat(48 << 20) } } as const;
    await items.record(id, { at: clock(), actor, happening });
    expect(await preparePackage(world.deps, request)).toMatchObject({ state: "ready" });
    const events = await items.custody(id);
    expect(events.filter(({ kind }) => kind === "packaged")).toHaveLength(1);
    await world.close();
  });

  it("verifies with its side files in it, each with proofs of its own", async () => {
    const world = await makeWorld();
    const film = await world.sealedItem(Buffer.from("film"), { copy: Buffer.from("copy") });
    const { deviceId } = await world.deps.items.get(film);
    const options = { filename: "film.gpx", belongsTo: film, deviceId };
    const track = await world.sealedItem(Buffer.from("<gpx/>"), options);
    const items = await withSideFiles(new MemoryRelatedItems(world.deps.items), [film]);
    expect(items).toEqual([film, track]);
    const { id, failure } = await world.prepare(...items);
    expect(failure).toBeNull();
    const files = await filesOf(world.deps, await world.deps.packages.contents(id));
    expect(files.get(`data/original/${track}/film.gpx`)?.toString()).toBe("<gpx/>");
    expect(files.get(`metadata/${track}/item.json`)?.toString()).toContain(
      `"belongsTo": "${film}"`,
    );
    const pack = new MemoryPackage(files);
    const report = await verifyPackage(world.deps, pack, world.pins);
    expect([report.verdict, report.itemIds]).toEqual(["PASSED", [film, track]]);
    const kinds = (await world.deps.items.custody(track)).map(({ kind }) => kind);
    expect(kinds).toContain("packaged");
    await world.close();
  });
});
