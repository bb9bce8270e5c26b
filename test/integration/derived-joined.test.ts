/** Takes of a session become one recording: what it holds, what is said of it, and when there is none; on real PostgreSQL and real ffmpeg. */
import { afterEach, beforeAll, expect, it } from "vitest";
import { buildClipManifest, parseManifest } from "../../services/sealing/manifest.ts";
import { type DerivedHouse, clip, startDerivedHouse } from "../fixtures/derived-house.ts";
import { packetsOf } from "../fixtures/watch-server.ts";
import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

let clips: Buffer[];
let house: DerivedHouse;

beforeAll(async () => {
  clips = await Promise.all([clip(2), clip(1, { hz: 660 }), clip(3)]);
}, 60_000);
afterEach(() => house.close());

/** Packets of each stream, in the order of the files. */
async function packetsIn(files: readonly Buffer[]): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-packets-"));
  try {
    const all: string[] = [];
    for (const [place, bytes] of files.entries()) {
      await writeFile(join(folder, String(place)), bytes);
      all.push(...(await packetsOf(join(folder, String(place)))));
    }
    return all.toSorted((one, other) => Number(one[0]) - Number(other[0]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

it("holds every packet of all takes in order, and its manifest says of which and how", async () => {
  house = await startDerivedHouse(clips);
  const { stores, server, takes } = house;
  const id = await house.ask();
  const told: number[] = [];
  expect(await house.make({ onProgress: (part) => void told.push(part) })).toBe("received");
  expect(told).toEqual(told.toSorted((one, other) => one - other));
  // What ffmpeg itself tells, between the takes that are fetched and what is kept of them.
  expect(told.filter((part) => part > 0.5 && part < 0.75)).not.toEqual([]);
  const kept = await stores.derived.get(id);
  expect(kept).toMatchObject({ state: "received", failure: null, made: { kind: "joined" } });
  expect(kept?.made?.from.map(({ itemId }) => itemId)).toEqual(takes.map((take) => take.id));
  expect(kept?.made?.from.map(({ beginsAtMs }) => Math.round((beginsAtMs ?? -1) / 1_000))).toEqual([
    0, 2, 3,
  ]);
  expect(await packetsIn([await server.bytesOf(id)])).toEqual(await packetsIn(clips));
  await house.seal(id);
  const item = await stores.evidence.get(id);
  expect(item).toMatchObject({
    stage: "sealed",
    announced: { other: { session: "S-1", derived: "joined" } },
  });
  const derivation = await stores.seals.derivation(id);
  const manifest = parseManifest(
    buildClipManifest(item, { sequence: 1, previousManifestSha256: null }, "main", { derivation }),
  );
  expect(manifest).toMatchObject({
    derived: {
      from: takes.map((take, place) => ({ item: take.id, sha256: kept?.inputs[place]?.sha256 })),
      madeBy: { method: "remux", packets: { video: { form: "whole" }, audio: { form: "whole" } } },
    },
  });
  expect(await stores.seals.derivation(takes[0]?.id ?? id)).toBeNull();
  // It covers no hole of the session.
  const counted = await stores.recordingSessions.recordings(server.session.id);
  expect(counted.map(({ itemId }) => itemId)).toEqual(takes.map((take) => take.id));
}, 120_000);

it.each(["libx264", "libx265"])(
  "is made of transport streams of %s, too, whose packets keep their content",
  async (encoder) => {
    const stream = { container: "mpegts", encoder };
    house = await startDerivedHouse(await Promise.all([clip(1, stream), clip(1, stream)]));
    const id = await house.ask();
    expect(await house.make()).toBe("received");
    expect((await house.stores.derived.get(id))?.made?.madeBy.packets).toMatchObject({
      video: { form: "content" },
      audio: { form: "content" },
    });
  },
  120_000,
);

it("has an excerpt made of it, too, which says what is in it and is told of as begun so much later", async () => {
  house = await startDerivedHouse(clips.slice(0, 1));
  const { stores, takes, server } = house;
  const source = takes[0]!;
  await server.connection.pool.query("UPDATE items SET recorded_at = $1 WHERE id = $2", [
    "2026-01-01T00:00:00.000Z",
    source.id,
  ]);
  // The take itself still says the number that its session had.
  await server.connection.pool.query("UPDATE recording_sessions SET number = 'S-2'");
  const id = await house.askExcerpt({ fromMs: 1_200, toMs: 1_800 });
  await expect(house.askExcerpt({ fromMs: 1_200, toMs: 1_800 })).rejects.toMatchObject({
    code: "derived/under-way",
  });
  expect(await house.make()).toBe("received");
  const { session } = server;
  expect(await stores.recordingSessions.sessionsOf([id])).toEqual(new Map([[id, session.id]]));
  await house.seal(id);
  const item = await stores.evidence.get(id);
  const derivation = await stores.seals.derivation(id);
  const beginsUs = derivation?.kind === "excerpt" ? derivation.taken.beginsUs : -1;
  // The key frame after one second; the sound's first time stamp, a little before the picture's, counts as 0.
  expect(Math.round(beginsUs / 100_000)).toBe(10);
  const recordedAt = new Date(Date.UTC(2026, 0) + Math.round(beginsUs / 1_000)).toISOString();
  expect(item).toMatchObject({
    ...{ stage: "sealed", announced: { recordedAt, other: { derived: "excerpt" } } },
  });
  const manifest = parseManifest(
    buildClipManifest(item, { sequence: 1, previousManifestSha256: null }, "main", { derivation }),
  );
  expect(manifest).toMatchObject({
    derived: {
      ...{ kind: "excerpt", from: [{ item: source.id }] },
      taken: { how: "packets", fromMs: "1200", toMs: "1800", beginsUs: String(beginsUs) },
      madeBy: { method: "remux", packets: { video: { form: "whole" }, audio: { form: "whole" } } },
    },
  });
  const counted = await stores.recordingSessions.recordings(server.session.id);
  expect(counted.map(({ itemId }) => itemId)).toEqual([source.id]);
  // What can never be made fails with its reason, and nothing of it is left.
  const none = await house.askExcerpt({ fromMs: 0, toMs: 500 });
  await server.connection.pool.query(
    "UPDATE items SET stage = 'quarantined', quarantine_reason = 'x' WHERE id = $1",
    [source.id],
  );
  expect(await house.make()).toBe("failed");
  expect(await stores.derived.get(none)).toMatchObject({ failure: "derived/input-gone" });
  expect(await stores.uploads.get(none)).toBeNull();
  await expect(house.askExcerpt()).rejects.toMatchObject({ code: "derived/input-gone" });
}, 120_000);

it("is not made of takes that are coded in another way, and says from which on", async () => {
  const other = await clip(1, { size: "320x240" });
  house = await startDerivedHouse([...clips.slice(0, 1), other]);
  const id = await house.ask();
  expect(await house.make()).toBe("failed");
  expect(await house.stores.derived.get(id)).toMatchObject({
    state: "failed",
    failure: "derived/takes-differ",
    failedTake: 2,
  });
  expect(await house.stores.uploads.get(id)).toBeNull();
  // What can be joined is.
  await house.ask({ lastTake: 1 });
  expect(await house.make()).toBe("received");
}, 120_000);

it("is asked for once at a time, of takes that are sealed, and made of the very bytes that were named", async () => {
  house = await startDerivedHouse(clips.slice(0, 2));
  const { server, stores, takes } = house;
  const { pool } = server.connection;
  const last = takes.at(-1)?.id;
  await pool.query("UPDATE items SET stage = 'verified' WHERE id = $1", [last]);
  await expect(house.ask()).rejects.toMatchObject({ code: "derived/not-sealed-yet" });
  await pool.query("UPDATE items SET stage = 'sealed' WHERE id = $1", [last]);
  const id = await house.ask();
  await expect(house.ask()).rejects.toMatchObject({ code: "derived/under-way" });
  await expect(house.ask({ lastTake: 0 })).rejects.toMatchObject({ code: "derived/no-takes" });
  await expect(house.ask({ firstTake: 3 })).rejects.toMatchObject({ code: "derived/no-takes" });
  await pool.query(
    "UPDATE items SET stage = 'quarantined', quarantine_reason = 'x' WHERE id = $1",
    [last],
  );
  expect(await house.make()).toBe("failed");
  expect(await stores.derived.get(id)).toMatchObject({ failure: "derived/input-gone" });
  const { rows } = await pool.query(
    "SELECT kind FROM actions WHERE kind LIKE 'derived-%' ORDER BY index",
  );
  expect(rows).toEqual([{ kind: "derived-asked" }, { kind: "derived-failed" }]);
}, 120_000);
