/** Who gets what of a live session that is watched, and how much of it: hostile requests, rights that end, a take on its way to its place, a whole day. */
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { incomingOf } from "../../services/ingest/upload.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type LabelId, newId } from "../../services/kernel/ids.ts";
import { tidyChannel } from "../../services/live/end-take.ts";
import { channelNow } from "../../services/live/move-channel.ts";
import { assembledKey } from "../../services/objects/object-key.ts";
import type { Label } from "../../services/secrecy/label.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { TODAY } from "../fixtures/evidence.ts";
import { type WatchClient, startWatchClient, trackOf } from "../fixtures/watch-client.ts";
import { segmentsOf } from "../fixtures/watch-server.ts";

let media: Awaited<ReturnType<typeof segmentsOf>>;
let client: WatchClient;
let { server, me, get, text, push, bytesIn } = {} as WatchClient;

beforeAll(async () => {
  media = await segmentsOf(2);
}, 60_000);
beforeEach(async () => {
  client = await startWatchClient(media);
  ({ server, me, get, text, push, bytesIn } = client);
}, 60_000);
afterEach(() => client.close());

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

it("finds a take that is being made one object to be encrypted, and gives out nothing of one in quarantine", async () => {
  await push([0, 1]);
  const path = trackOf(await server.watch(me.headers));
  const [take] = await server.stores.live.takesOf(server.live.channel.id);
  if (take === undefined) throw new Error("no take");
  await server.live.tell("stop");
  const { deps, channel } = server.live;
  const later = { ...deps, clock: () => plusMs(deps.clock(), 60_000) };
  await tidyChannel(later, await channelNow(later, channel.id));
  const upload = await server.stores.uploads.get(take.id);
  if (upload === null) throw new Error("no upload");
  const { incoming } = server.live.files;
  await incoming.assemble({ ...incomingOf(upload), key: assembledKey(take.id) });
  const digests = (await bytesIn(path)).map((bytes) => sha256(bytes));
  expect(digests).toEqual([0, 1].map((place) => sha256(media.segments[place] ?? "")));
  await server.live.connection.pool.query(
    "UPDATE items SET stage = 'quarantined', quarantine_reason = 'ingest/stored-bytes-differ' WHERE id = $1",
    [take.id],
  );
  const address = path.replace(/tracks.*/, "takes/1.mp4");
  const shut = await get(address, { Range: "bytes=0-9" });
  expect([shut.status, ((await shut.json()) as { code: string }).code]).toEqual([
    409,
    "review/not-yet-verified",
  ]);
  expect(await text(path)).toContain("#EXT-X-ENDLIST");
}, 60_000);

/** As many more segments of two seconds behind what was pushed, as rows alone. */
async function rowsOf(count: number): Promise<void> {
  const { pool } = server.live.connection;
  const { id } = server.live.channel;
  const { rows } = await pool.query<{ links: number; take: string; bytes: number }>(
    `SELECT c.links, t.id AS take, (SELECT max(g.offset_bytes + g.size_bytes) FROM live_segments g WHERE g.take_id = t.id) AS bytes
       FROM live_channels c JOIN live_takes t ON t.channel_id = c.id WHERE c.id = $1`,
    [id],
  );
  const { links = 0, take = "", bytes = 0 } = rows[0] ?? {};
  const digest = sha256("row");
  await pool.query(
    `INSERT INTO live_links (channel_id, index, kind, at, content_sha256, facts, value)
     SELECT $1, $2 + n, 'segment', now() + n * interval '2 seconds', $3, '{}', $3 FROM generate_series(0, $4 - 1) n`,
    [id, links, digest, count],
  );
  await pool.query(
    `INSERT INTO live_segments (channel_id, link_index, take_id, place, offset_bytes, size_bytes, sha256, track, lane, timeline,
       path, sequence, media_from_ms, media_to_ms, source, is_complete, is_stream)
     SELECT $1, $2 + n, $3, 10 + n, $4 + n * 1000, 1000, $5, '', 'main', 'day', '', n, n * 2000, n * 2000 + 2000, '', true, false
       FROM generate_series(0, $6 - 1) n`,
    [id, links, take, bytes, digest, count],
  );
  await pool.query("UPDATE live_channels SET links = links + $2 WHERE id = $1", [id, count]);
}

it("of a day of two-second segments sends all of it once, and then what is new", async () => {
  await push([0]);
  await rowsOf(43_200);
  const path = trackOf(await server.watch(me.headers));
  const whole = await text(path);
  expect(whole.match(/#EXTINF/g)).toHaveLength(43_201);
  await push([1]);
  const times: number[] = [];
  for (let reload = 0; reload < 5; reload += 1) {
    const began = performance.now();
    const news = await text(`${path}?_HLS_skip=YES`);
    times.push(performance.now() - began);
    expect(news.length).toBeLessThan(1_500);
    expect(news).toContain("#EXT-X-SKIP:SKIPPED-SEGMENTS=43195\n");
  }
  process.stdout.write(`reloads of a day in ms: ${times.map(Math.round).join(", ")}\n`);
}, 120_000);

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
