/** A viewing copy by parts: given out like the copy itself, to the same people, for the same purposes, and what was watched is told of the copy. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { tellViewings } from "../../../services/review/tell-viewings.ts";
import { MemoryViewingStore } from "../../fakes/viewing-store.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { keepFilm, smallFilm } from "../../fixtures/small-film.ts";

const FILM = smallFilm(20, 5);
const PURPOSE = "?purposeKind=evidence&purpose=a%20look%26more";

let house: House;
beforeEach(async () => {
  house = await openHouse();
  await keepFilm(house, FILM.bytes);
});
afterEach(() => house.close());

const path = (rest: string): string => `/api/v1/items/${house.item.id}/derivatives/viewing${rest}`;
const chain = async (kind: string) =>
  (await house.evidence.custody(house.item.id)).filter((event) => event.kind === kind);

interface Entry {
  readonly address: string;
  readonly first: number;
  readonly last: number;
}
async function entries(): Promise<readonly Entry[]> {
  const answer = await house.fetch(path(`/playlist.m3u8${PURPOSE}`), "reviewer");
  expect(answer.headers.get("content-type")).toBe("application/vnd.apple.mpegurl");
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  const text = await answer.text();
  return [...text.matchAll(/#EXT-X-BYTERANGE:(\d+)@(\d+)\n(\S+)/g)].map(
    ([, length, at, address = ""]) => ({
      address,
      first: Number(at),
      last: Number(at) + Number(length) - 1,
    }),
  );
}
const part = ({ address, first, last }: Entry) =>
  house.fetch(path(`/${address}`), "reviewer", { headers: { range: `bytes=${first}-${last}` } });

test("each part is bytes of the stored copy behind a head, and carries the purpose that was stated", async () => {
  const parts = await entries();
  expect(parts).toHaveLength(4);
  expect(await chain("accessed")).toEqual([]);
  for (const [place, entry] of parts.entries()) {
    const answer = await part(entry);
    expect(answer.status).toBe(206);
    expect(answer.headers.get("content-type")).toBe("video/mp4");
    expect(answer.headers.get("repr-digest")).toBeNull();
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.byteLength).toBe(entry.last - entry.first + 1);
    expect(bytes.toString("latin1", 4, 8)).toBe("moof");
    const from = FILM.pictures[5 * place] ?? 0;
    expect(bytes.subarray(-25).equals(FILM.bytes.subarray(from, from + 25))).toBe(true);
  }
  expect(await chain("accessed")).toMatchObject([
    { data: { representation: "viewing", purpose: "a look&more", use: "view" } },
  ]);
});

test("what was watched is told in bytes of the copy; heads are no part of it", async () => {
  const parts = await entries();
  for (const place of [1, 2]) await (await part(parts[place]!)).arrayBuffer();
  await tellViewings({ ...house, store: new MemoryViewingStore(house.evidence) }, true);
  const [from, to] = [FILM.pictures[5] ?? 0, (FILM.pictures[15] ?? 0) - 1];
  expect(await chain("viewed")).toMatchObject([
    { data: { ranges: [`${from}-${to}`], bytes: 50, ofBytes: FILM.bytes.byteLength } },
  ]);
});

test("the whole of it is one file, that begins with its index", async () => {
  const answer = await house.fetch(path(`/stream.mp4${PURPOSE}`), "reviewer");
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-length")).toBe(String(bytes.byteLength));
  const types: string[] = [];
  for (let at = 0; at < bytes.byteLength; at += bytes.readUInt32BE(at))
    types.push(bytes.toString("latin1", at + 4, at + 8));
  const four = Array.from({ length: 4 }, () => ["moof", "mdat"]).flat();
  expect(types).toEqual(["ftyp", "moov", "sidx", ...four]);
});

test("both ask what for, and are for nobody who may not watch; that is on record", async () => {
  for (const rest of ["/playlist.m3u8", "/stream.mp4"]) {
    expect((await house.fetch(path(rest), "reviewer")).status).toBe(400);
    expect((await house.fetch(path(`${rest}${PURPOSE}`), "auditor")).status).toBe(403);
    expect((await house.fetch(path(`${rest}${PURPOSE}`), null)).status).toBe(401);
  }
  expect(await chain("access-refused")).not.toEqual([]);
  expect(await chain("accessed")).toEqual([]);
});

test("no byte leaves that is not on record", async () => {
  const [first] = await entries();
  house.evidence.record = () => Promise.reject(new Error("the database went away"));
  expect((await part(first!)).status).toBe(503);
});

test("a copy that cannot be cut has no parts, and is played whole", async () => {
  for (const [bytes, type] of [
    [Buffer.from("no film"), "video/mp4"],
    [FILM.bytes.subarray(0, 200), "video/mp4"],
    [FILM.bytes, "audio/mp4"],
  ] as const) {
    await keepFilm(house, bytes, type);
    for (const rest of ["/playlist.m3u8", "/stream.mp4"])
      expect((await house.fetch(path(rest + PURPOSE), "reviewer")).status).toBe(404);
  }
});

test("a store that was out for a moment is asked again", async () => {
  house.objects.faults.at("read", 1, "fail");
  expect((await house.fetch(path(`/playlist.m3u8${PURPOSE}`), "reviewer")).status).toBe(503);
  expect(await entries()).toHaveLength(4);
});

test("a range beyond its end is refused with its size", async () => {
  const headers = { range: "bytes=9999999-" };
  const answer = await house.fetch(path(`/stream.mp4${PURPOSE}`), "reviewer", { headers });
  expect(answer.status).toBe(416);
});
