/** A live session is watched over HTTP: ffmpeg reads from its playlists the same packets that were pushed, while it runs, over takes and holes, and once it is a recording. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { sha256 } from "../../services/kernel/digest.ts";
import { tellViewings } from "../../services/review/tell-viewings.ts";
import { ended } from "../fixtures/live-kept.ts";
import { type WatchClient, startWatchClient, trackOf } from "../fixtures/watch-client.ts";
import { packetsOf, segmentsOf } from "../fixtures/watch-server.ts";

let folder: string;
let media: Awaited<ReturnType<typeof segmentsOf>>;
let client: WatchClient;
let { server, me, text, push, bytesIn } = {} as WatchClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-watch-"));
  media = await segmentsOf(8);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  client = await startWatchClient(media);
  ({ server, me, text, push, bytesIn } = client);
}, 60_000);
afterEach(() => client.close());

/** What is pushed in one take, as packets. */
async function expected(places: readonly number[]): Promise<readonly string[]> {
  const path = join(folder, `${places.join("-")}.mp4`);
  const segments = places.map((place) => media.segments[place] ?? Buffer.alloc(0));
  await writeFile(path, Buffer.concat([media.init, ...segments]));
  return packetsOf(path);
}

const byStream = (...takes: readonly (readonly string[])[]): readonly string[] =>
  takes.flat().toSorted((one, other) => Number(one[0]) - Number(other[0]));

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
  const bytes = media.segments.slice(0, 3).reduce((sum, { byteLength }) => sum + byteLength, 0);
  // What went out is noted once the last of an answer went, which is behind its arrival here.
  const noted = () => server.viewings.unkept().flatMap(({ ranges }) => ranges);
  await expect
    .poll(() => noted().reduce((sum, { firstByte, lastByte }) => sum + lastByte - firstByte + 1, 0))
    .toBe(bytes);
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
      ...{ representation: "live", purpose: "看现场", purposeKind: "evidence", bytes },
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
