/** Files that belong together, on the item's page and in a package: the side files go with their recording, seen by everybody. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ItemBody, PackageBody } from "../../../services/review/api-schema.ts";
import type { Announced, EvidenceItem } from "../../../services/evidence/evidence-item.ts";
import { withSideFiles } from "../../../services/packages/with-side-files.ts";
import { verifyPackage } from "../../../services/packages/verify-package.ts";
import { type ItemId, newId } from "../../../services/kernel/ids.ts";
import { MemoryPackage } from "../../fakes/package-reader.ts";
import { MemoryRelatedItems } from "../../fakes/related-items.ts";
import { receivedItem } from "../../fixtures/evidence.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { filesOf, makeWorld } from "../../fixtures/small-package.ts";

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
    const report = await verifyPackage(world.deps.signatures, pack, world.pins);
    expect([report.verdict, report.itemIds]).toEqual(["PASSED", [film, track]]);
    const kinds = (await world.deps.items.custody(track)).map(({ kind }) => kind);
    expect(kinds).toContain("packaged");
    await world.close();
  });
});
