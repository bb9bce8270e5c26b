/** The way of a side file: told to whoever may read the original, for a purpose, on record as the original; from its bytes as they were verified. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import { Item } from "../../../services/review/api-schema.ts";
import { TrackBody } from "../../../services/review/track-schema.ts";
import { HAIKOU, SMALL_JPEG, exif, withExif } from "../../fixtures/photographs.ts";
import { gpx, keepPositions, keepSideFile } from "../../fixtures/positions.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

const WAY = gpx([
  ["20.0444", "110.1999", "12.5", "2026-03-01T08:00:00Z"],
  ["20.0445", "110.2000", "13", "2026-03-01T08:00:10Z"],
]);
const PURPOSE = "?purposeKind=evidence&purpose=where";

let house: House;
let id: ItemId;
beforeEach(async () => {
  house = await openHouse();
  id = await side(WAY);
});
afterEach(() => house.close());

const side = (text: string) => keepSideFile(house, text);
const track = (of: ItemId, as: Parameters<House["fetch"]>[1] = "reviewer", query = PURPOSE) =>
  house.fetch(`/api/v1/items/${of}/track.geojson${query}`, as);
const chain = async (kind: string) =>
  (await house.evidence.custody(id)).filter((event) => event.kind === kind);

test("is told with its times, on record as reading the original", async () => {
  const answer = await track(id);
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  expect(TrackBody.parse(await answer.json())).toMatchObject({
    properties: { source: "side-file", format: "gpx", positions: 2, leftOut: 0, gaps: [] },
  });
  expect(await chain("accessed")).toMatchObject([
    { data: { representation: "original", purpose: "where", use: "download" } },
  ]);
});

test("is for nobody who may not read originals, and for nobody without a purpose", async () => {
  expect((await track(id, "officer")).status).toBe(403);
  expect((await track(id, "reviewer", "")).status).toBe(400);
  expect((await track(id, null)).status).toBe(401);
  expect(await chain("accessed")).toEqual([]);
  expect(await chain("access-refused")).toHaveLength(1);
});

test("of a file that tells none, or is larger than any, is not there", async () => {
  for (const text of ["a log of no place", `<gpx>${" ".repeat(49 << 20)}`])
    expect((await track(await side(text))).status).toBe(404);
});

test("of a photograph is its place, by the same walls, on the same record", async () => {
  const photograph = withExif(SMALL_JPEG, exif(HAIKOU));
  id = await keepSideFile(house, photograph);
  expect((await track(id, "officer")).status).toBe(403);
  expect(await chain("accessed")).toEqual([]);
  expect(TrackBody.parse(await (await track(id)).json())).toMatchObject({
    geometry: {
      type: "MultiPoint",
      coordinates: [[110 + 11 / 60 + 59.25 / 3_600, 20 + 2 / 60 + 40.5 / 3_600, 12.5]],
    },
    properties: {
      ...{ source: "photograph", format: "exif", positions: 1, leftOut: 0, gaps: [] },
      coordTimes: [["2026-03-01T08:00:10.500Z"]],
    },
  });
  expect(await chain("accessed")).toMatchObject([
    { data: { representation: "original", purpose: "where", use: "download" } },
  ]);
  expect((await track(await keepSideFile(house, SMALL_JPEG))).status).toBe(404);
});

test("is none of bytes that are not those that were verified", async () => {
  house.objects.tamper(originalKey(id), (bytes) =>
    Buffer.from(bytes.toString("latin1").replace("20.0444", "20.0555"), "latin1"),
  );
  const answer = await track(id);
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ code: "review/stored-bytes-differ" });
});

test("inside a recording is told once it is sealed, by whoever may read the original, and never as a copy", async () => {
  const text = "+20.0444+110.1999/\n";
  await keepPositions(house, text, "made");
  const { id: of } = house.item;
  expect((await track(of)).status).toBe(404);
  await keepPositions(house, text, "ready");
  expect(TrackBody.parse(await (await track(of)).json())).toMatchObject({
    geometry: { type: "MultiPoint", coordinates: [[110.1999, 20.0444]] },
    properties: { source: "recording", format: "iso6709", positions: 1 },
  });
  expect((await track(of, "officer")).status).toBe(403);
  const copy = await house.fetch(`/api/v1/items/${of}/derivatives/positions${PURPOSE}`, "reviewer");
  expect(copy.status).toBe(404);
  const page = Item.parse(await (await house.fetch(`/api/v1/items/${of}`, "reviewer")).json());
  expect(page.overview.positions).toEqual({ positions: 1, leftOut: 0 });
});
