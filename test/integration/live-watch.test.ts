/** A live session is watched over HTTP: ffmpeg reads from its playlists the same packets that were pushed, while it runs, over takes and holes, and once it is a recording. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { sha256 } from "../../services/kernel/digest.ts";
import { type LabelId, newId } from "../../services/kernel/ids.ts";
import type { Label } from "../../services/secrecy/label.ts";
import { tellViewings } from "../../services/review/tell-viewings.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { TODAY } from "../fixtures/evidence.ts";
import { ended } from "../fixtures/live-kept.ts";
import {
  type WatchServer,
  type Watched,
  packetsOf,
  segmentsOf,
  startWatchServer,
} from "../fixtures/watch-server.ts";

let server: WatchServer;
let folder: string;
let media: Awaited<ReturnType<typeof segmentsOf>>;
let me: Awaited<ReturnType<WatchServer["person"]>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-watch-"));
  media = await segmentsOf(8);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  server = await startWatchServer();
  me = await server.person("reviewer");
  await server.live.tell("start");
}, 60_000);
afterEach(async () => {
  await server.close();
  expect(server.live.faults).toEqual([]);
});

const get = (path: string, headers: Readonly<Record<string, string>> = {}, method = "GET") =>
  fetch(`${server.origin}${path}`, { method, headers: { ...me.headers, ...headers } });
const text = async (path: string): Promise<string> => {
  const response = await get(path);
  expect([response.status, response.headers.get("content-type")]).toEqual([
    200,
    "application/vnd.apple.mpegurl",
  ]);
  return response.text();
};
const trackOf = ({ channels }: Watched, number = 1): string => {
  const found = channels[0]?.tracks.find((track) => track.number === number);
  if (found === undefined) throw new Error("no such track");
  return found.playlist;
};

/** Pushes an initialisation and the segments of these places, numbered by them. */
async function push(places: readonly number[]): Promise<void> {
  await server.live.push("init.mp4", media.init);
  for (const place of places) {
    const answer = await server.live.push(
      `s${place}.m4s`,
      media.segments[place] ?? Buffer.alloc(0),
    );
    expect(answer.status).toBe(201);
  }
}

/** What is pushed in one take, as packets. */
async function expected(places: readonly number[]): Promise<readonly string[]> {
  const path = join(folder, `${places.join("-")}.mp4`);
  const segments = places.map((place) => media.segments[place] ?? Buffer.alloc(0));
  await writeFile(path, Buffer.concat([media.init, ...segments]));
  return packetsOf(path);
}

const byStream = (...takes: readonly (readonly string[])[]): readonly string[] =>
  takes.flat().toSorted((one, other) => Number(one[0]) - Number(other[0]));

/** Bytes of the segments that a playlist names, in order. */
async function bytesIn(path: string): Promise<readonly Buffer[]> {
  const list = (await text(path)).split("\n");
  const all: Buffer[] = [];
  for (const [place, line] of list.entries()) {
    if (line === "" || line.startsWith("#")) continue;
    const range = /^#EXT-X-BYTERANGE:(\d+)@(\d+)$/.exec(list[place - 1] ?? "");
    const [size, offset] = [Number(range?.[1]), Number(range?.[2])];
    const url = new URL(line, `${server.origin}${path}`).pathname;
    const part = await get(url, { Range: `bytes=${offset}-${offset + size - 1}` });
    expect(part.status).toBe(206);
    all.push(Buffer.from(await part.arrayBuffer()));
  }
  return all;
}

it("gives out each segment soon after it is here, byte for byte, and the list never says it is over", async () => {
  await push([0, 1]);
  const watched = await server.watch(me.headers);
  expect(watched.channels).toMatchObject([
    { name: "全景", aside: [], tracks: [{ number: 1, segments: 2, leftOut: { count: 0 } }] },
  ]);
  const path = trackOf(watched);
  const first = await text(path);
  expect(first).toContain("#EXT-X-PLAYLIST-TYPE:EVENT");
  expect(first).toMatch(/#EXT-X-MAP:URI="\.\.\/takes\/1\.mp4",BYTERANGE="\d+@0"/);
  expect(first).toMatch(/#EXT-X-PROGRAM-DATE-TIME:20\d\d-/);
  expect(first).not.toMatch(/ENDLIST|DISCONTINUITY/);
  await push([2]);
  const digests = (await bytesIn(path)).map((bytes) => sha256(bytes));
  expect(digests).toEqual([0, 1, 2].map((place) => sha256(media.segments[place] ?? "")));
  const { playlist } = watched.channels[0] ?? { playlist: "" };
  expect(await text(playlist)).toMatch(
    /#EXT-X-STREAM-INF:BANDWIDTH=\d+,CODECS="avc1\.[0-9a-f]{6},mp4a\.40\.2"\ntracks\/1\.m3u8\n/,
  );
}, 60_000);

it("is one recording over two takes and a hole, packet for packet, from its upload and from its original", async () => {
  await push([0, 1, 2, 4]);
  // The encoder begins anew.
  await push([5, 6]);
  const watched = await server.watch(me.headers);
  const path = trackOf(watched);
  await ended(server.live);
  const list = await text(path);
  expect(list.match(/#EXT-X-DISCONTINUITY\n/g)).toHaveLength(2);
  expect(list.match(/#EXT-X-PROGRAM-DATE-TIME:/g)).toHaveLength(3);
  expect(list.match(/#EXT-X-MAP:/g)).toHaveLength(2);
  expect(list.trimEnd().endsWith("#EXT-X-ENDLIST")).toBe(true);
  const all = byStream(await expected([0, 1, 2, 4]), await expected([5, 6]));
  expect(all.length).toBeGreaterThan(250);
  const address = `${server.origin}${path}`;
  expect(await packetsOf(address, me.headers)).toEqual(all);
  const takes = await server.stores.live.takesOf(server.live.channel.id);
  for (const { id } of takes) {
    await server.verify(id);
    expect((await server.stores.evidence.get(id)).stage).toBe("verified");
  }
  expect(await text(path)).toBe(list);
  expect(await packetsOf(address, me.headers)).toEqual(all);
}, 90_000);

it("tells who watched, for what, and which bytes: of the session at once, of each take once it is an item", async () => {
  await push([0, 1, 2]);
  const watched = await server.watch(me.headers);
  await bytesIn(trackOf(watched));
  const [take] = await server.stores.live.takesOf(server.live.channel.id);
  if (take === undefined) throw new Error("no take");
  const deps = { store: server.stores.viewings, viewings: server.viewings, clock: server.clock };
  await tellViewings(deps, true);
  await ended(server.live);
  const before = await server.stores.evidence.custody(take.id);
  expect(before.map(({ kind }) => kind)).not.toContain("viewed");
  // Kept while it was no item; told by whoever looks after what is left.
  for (const kept of await server.stores.viewings.left("2999-01-01T00:00:00.000Z" as never, 9)) {
    await server.stores.viewings.tell(kept, server.clock());
  }
  await server.verify(take.id);
  await bytesIn(trackOf(watched));
  const custody = await server.stores.evidence.custody(take.id);
  expect(custody.find(({ kind }) => kind === "viewed")).toMatchObject({
    actor: `user:${me.id}`,
    data: {
      ...{ representation: "live", purpose: "看现场", purposeKind: "evidence" },
      bytes: media.segments.slice(0, 3).reduce((sum, { byteLength }) => sum + byteLength, 0),
    },
  });
  expect(custody.filter(({ kind }) => kind === "accessed")).toHaveLength(1);
  const { rows } = await server.live.connection.pool.query<{ data: string }>(
    "SELECT body AS data FROM actions WHERE kind = 'live-watched'",
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.data).toContain("看现场");
}, 60_000);

it("leaves out what is not complete, and lists it with what stands aside", async () => {
  await push([0]);
  const half = (media.segments[1] ?? Buffer.alloc(0)).subarray(0, 5_000);
  expect((await server.live.push("s1.m4s", half)).status).toBe(201);
  await push([3]);
  await server.live.push("s2.m4s", media.segments[2] ?? Buffer.alloc(0));
  const watched = await server.watch(me.headers);
  expect(watched.channels[0]?.tracks[0]).toMatchObject({
    segments: 2,
    leftOut: { count: 1, newest: [{ cause: "not-complete" }] },
  });
  expect(watched.channels[0]?.aside).toMatchObject([{ cause: "late" }]);
  const digests = (await bytesIn(trackOf(watched))).map((bytes) => sha256(bytes));
  expect(digests).toEqual([0, 3].map((place) => sha256(media.segments[place] ?? "")));
}, 60_000);

it("answers hostile addresses and ranges with a refusal, and never with more than was recorded", async () => {
  await push([0, 1]);
  const watched = await server.watch(me.headers);
  const base = trackOf(watched).replace(/tracks.*/, "");
  const take = `${base}takes/1.mp4`;
  const whole = await get(take);
  expect([whole.status, (await whole.arrayBuffer()).byteLength]).toEqual([
    200,
    media.init.byteLength +
      (media.segments[0]?.byteLength ?? 0) +
      (media.segments[1]?.byteLength ?? 0),
  ]);
  const head = await get(take, { Range: "bytes=0-9" }, "HEAD");
  expect([head.status, head.headers.get("content-length")]).toEqual([206, "10"]);
  for (const range of ["bytes=9-1", "bytes=99999999-", "bytes=0-1,5-9", "bytes=-0", "bytes=a-b"]) {
    const answer = await get(take, { Range: range });
    expect([range, answer.status]).toEqual([range, 416]);
  }
  const beyond = await get(take, { Range: "bytes=5-99999999999999" });
  expect(beyond.headers.get("content-range")).toMatch(/^bytes 5-(\d+)\/\d+$/);
  await beyond.arrayBuffer();
  for (const name of [
    "takes/1.ts",
    "takes/01.mp4",
    "takes/2.mp4",
    "takes/1.mp4/",
    "takes/..%2f1.mp4",
  ]) {
    expect([name, (await get(`${base}${name}`)).status]).toEqual([name, 404]);
  }
  for (const name of ["tracks/2.m3u8", "tracks/1.mp4", "tracks/-1.m3u8"]) {
    expect([name, (await get(`${base}${name}`)).status]).toEqual([name, 404]);
  }
  expect((await get(`${base}tracks/1.m3u8?window=9`)).status).toBe(400);
  expect((await get(`${base}tracks/1.m3u8?window=10&window=11`)).status).toBe(400);
}, 60_000);

async function setApart(): Promise<void> {
  const actor = `user:${me.id}` as const;
  const at = server.clock();
  const label: Label = {
    ...{ id: newId<LabelId>(), kind: "set-apart", status: "declared", basis: "a document" },
    ...{ issuedOn: TODAY, until: null, condition: null, scope: null, reportBy: null },
    ...{ setAt: at, setBy: actor, ended: null, reviewed: null, version: 0 },
  };
  const happening = { kind: "label-changed", data: {} } as const;
  const thing = { type: "session", id: server.live.session.id } as const;
  const action = { ...ANY_ACTION, at };
  await server.stores.secrecy.put(thing, null, label, { at, actor, happening, action });
}

it("is for whoever opened it, as long as they may: what ends in the middle shuts the next range", async () => {
  await push([0, 1]);
  const watched = await server.watch(me.headers);
  const path = trackOf(watched);
  const take = path.replace(/tracks.*/, "takes/1.mp4");
  const part = { Range: "bytes=0-9" };
  expect((await get(take, part)).status).toBe(206);
  const other = await server.person("reviewer");
  for (const address of [path, take]) {
    const answer = await fetch(`${server.origin}${address}`, { headers: other.headers });
    expect([address, answer.status]).toEqual([address, 404]);
  }
  const auditor = await server.person("auditor");
  const denied = await server.post(auditor.headers, { purpose: "看现场" });
  expect(denied.status).toBe(403);
  expect((await server.post(me.headers, { purpose: "看" })).status).toBe(400);
  expect(
    (await server.post(me.headers, { purpose: "看现场", purposeKind: "supervision" })).status,
  ).toBe(400);
  // A day later they say again what for.
  server.setNow(Date.now() + 25 * 3_600_000);
  expect((await get(take, part)).status).toBe(403);
  server.setNow(Date.now());
  await setApart();
  expect((await get(take, part)).status).toBe(404);
  expect((await get(path)).status).toBe(404);
}, 60_000);
