/** A recording that lost its index becomes one of its own with a new index: on real PostgreSQL and files, made by a real media process. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { askDerived } from "../../services/derived/ask-joined.ts";
import { planRebuilt } from "../../services/derived/rebuilt/ask-rebuilt.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type ItemId, newId } from "../../services/kernel/ids.ts";
import type { MediaInfo } from "../../services/media/media-info.ts";
import { rebuild } from "../../services/media/rebuild/rebuild.ts";
import { RebuiltStatement } from "../../services/media/rebuild/statement.ts";
import { derivedOf } from "../../services/sealing/derived-manifest.ts";
import { type DerivedHouse, clip, never, startDerivedHouse } from "../fixtures/derived-house.ts";
import { ffmpeg } from "../fixtures/make-media.ts";
import { mediaInfo } from "../fixtures/media-info.ts";
import { receiveWhole } from "../fixtures/receive-whole.ts";

const run = promisify(execFile);
let folder: string;
let house: DerivedHouse;
let broken: Buffer;
let like: Buffer;
let ids: { readonly broken: ItemId; readonly like: ItemId };

const coded = ["-c:v", "libx264", "-preset", "superfast", "-g", "25", "-c:a", "aac"];

async function recorded(name: string, seconds: number, hz: number): Promise<Buffer> {
  const path = join(folder, name);
  await ffmpeg(
    [
      ...["-f", "lavfi", "-i", `testsrc2=size=320x240:rate=25:duration=${seconds}`],
      ...["-f", "lavfi", "-i", `sine=frequency=${hz}:duration=${seconds}`, ...coded, "-f", "mov"],
    ],
    path,
  );
  return readFile(path);
}

async function sealed(bytes: Buffer, info: MediaInfo | null): Promise<ItemId> {
  const { deps, deviceId, connection } = house.server;
  const id = await receiveWhole(deps.ingest, deviceId, bytes);
  await house.seal(id);
  const told = info === null ? null : JSON.stringify(info);
  await connection.pool.query("UPDATE items SET media_info = $2 WHERE id = $1", [id, told]);
  return id;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-rebuilt-"));
  house = await startDerivedHouse([await clip(1)]);
  const whole = await recorded("whole", 3, 440);
  broken = whole.subarray(0, whole.lastIndexOf("moov") - 4);
  like = await recorded("like", 2, 300);
  ids = { broken: await sealed(broken, null), like: await sealed(like, mediaInfo()) };
}, 120_000);
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

async function ask(itemId = ids.broken, likeId = ids.like): Promise<ItemId> {
  const asked = { by: house.server.by, purposeKind: "evidence", purpose: "庭审" } as const;
  const request = await planRebuilt(house.asking, { itemId, likeId }, asked);
  await askDerived(house.asking, request);
  return request.id;
}

const inMemory = (bytes: Buffer) => ({
  sizeBytes: bytes.byteLength,
  read: async (at: number, length: number) => bytes.subarray(at, at + length),
});

it("holds the media byte for byte behind a new index, the same as the command makes, and says what was found and assumed", async () => {
  const id = await ask();
  // The power goes while it is written: nothing of it stays, and it is begun again.
  const { folders } = house.making;
  const cut: typeof folders = {
    open: () => folders.open(),
    clear: (job) => folders.clear(job),
    fill: (...given) => folders.fill(...given),
    head: (...given) => folders.head(...given),
    read: (path) => folders.read(path),
    bytes: (...given) => folders.bytes(...given),
    async keep(...given) {
      await folders.keep(...given);
      throw new Error("the power went");
    },
  };
  await expect(house.make({ folders: cut })).rejects.toThrow("the power went");
  expect(await house.stores.derived.get(id)).toMatchObject({ state: "waiting", made: null });
  expect(await house.make()).toBe("received");
  const kept = await house.stores.derived.get(id);
  const output = await house.server.bytesOf(id);
  await house.seal(id);
  if (kept?.made?.kind !== "rebuilt") throw new Error("it is of this kind");
  const { taken, from, madeBy } = kept.made;
  expect(from.map(({ itemId, sha256: digest }) => [itemId, digest])).toEqual([
    [ids.broken, sha256(broken)],
    [ids.like, sha256(like)],
  ]);
  const { firstByte, endByte, outputByte } = taken.copied;
  expect(output.subarray(outputByte)).toEqual(broken.subarray(firstByte, endByte));
  expect(taken.picture).toMatchObject({ coding: "h264", samples: 75 });
  expect(taken.assumed).toContain("settings-of-like");
  const again = await rebuild(
    { broken: inMemory(broken), like: inMemory(like) },
    () => undefined,
    never,
  );
  const bytes: Buffer[] = [];
  for await (const part of again.bytes()) bytes.push(part);
  expect(sha256(Buffer.concat(bytes))).toBe(kept.made.sha256);
  const statement = await again.statement();
  expect(RebuiltStatement.parse(statement)).toMatchObject(taken);
  const path = join(folder, "rebuilt.mp4");
  await writeFile(path, output);
  const counted = ["-count_packets", "-show_entries", "stream=nb_read_packets", "-of", "csv=p=0"];
  const { stdout } = await run("ffprobe", ["-v", "error", ...counted, path]);
  expect(stdout.split("\n")[0]).toBe("75");
  const signed = derivedOf({ kind: "rebuilt", taken, from, madeBy });
  expect(signed).toMatchObject({ kind: "rebuilt", madeBy: { tool: "holdfast" } });
}, 120_000);

it("is refused for what plays, by what does not, and for what is not there", async () => {
  await expect(ask(ids.like, ids.like)).rejects.toMatchObject({ code: "media/has-index" });
  await expect(ask(ids.broken, ids.broken)).rejects.toMatchObject({
    code: "media/like-not-understood",
  });
  await expect(ask(ids.broken, newId<ItemId>())).rejects.toMatchObject({
    code: "evidence/no-such-item",
  });
});

it("ends at its first try, with the reason kept, where nothing like the other is in it, or it has an index after all", async () => {
  const other = await sealed(Buffer.concat([broken.subarray(0, 64), Buffer.alloc(4_096)]), null);
  const whole = await sealed(Buffer.concat([like, Buffer.alloc(8)]), null);
  for (const [itemId, failure] of [
    [other, "media/nothing-found"],
    [whole, "media/has-index"],
  ] as const) {
    const id = await ask(itemId);
    expect(await house.make()).toBe("failed");
    expect(await house.stores.derived.get(id)).toMatchObject({ failure, tries: 1 });
  }
});
