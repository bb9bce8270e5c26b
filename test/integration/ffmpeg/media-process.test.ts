/** The media process as it is run: from a verified original to stored copies, and out again without a trace. */
import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { BullJobQueue } from "../../../infra/bullmq/job-queue.ts";
import { createFilesystemStores } from "../../../infra/filesystem/stores.ts";
import { PostgresEvidenceStore } from "../../../infra/postgres/evidence-store.ts";
import { createLogger } from "../../../infra/process/logger.ts";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { sha256, sha256OfStream } from "../../../services/kernel/digest.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import { receivedItem, verifiedOriginal } from "../../fixtures/evidence.ts";
import { type ClipName, clipBytes } from "../../fixtures/make-media.ts";
import {
  DESCRIBED,
  MAGIC,
  OPENS,
  installProgram,
  makersOwn,
} from "../../fixtures/maker-program.ts";
import { type FreshDatabase, freshDatabase, freshRedis } from "../../fixtures/private-servers.ts";
import { addDevice, addItem } from "../../fixtures/rows.ts";

let database: FreshDatabase;
/** Options, a command of a shell, and a way out of a folder; nobody who makes copies asks a recording for its name. */
const HOSTILE_NAME = "-i /etc/passwd $(touch ../現) `id`;'%{pts}\"/../../现场.mp4";

let redis: Awaited<ReturnType<typeof freshRedis>>;
let folder: string;
beforeAll(async () => {
  database = await freshDatabase();
  redis = await freshRedis();
  folder = await mkdtemp(join(tmpdir(), "holdfast-media-process-"));
});
afterAll(async () => {
  await database.drop();
  await redis.close();
  await rm(folder, { recursive: true, force: true });
});

test("makes copies of what can be decoded, gives a reason for what cannot, and ends when told to", async () => {
  const settings = {
    HOLDFAST_FILESYSTEM_DIR: join(folder, "objects"),
    HOLDFAST_FILESYSTEM_IMMUTABLE: "off" as const,
  };
  const { objects } = createFilesystemStores(settings);
  const items = new PostgresEvidenceStore(database.connection.db);
  const add = async (name: ClipName, as = (bytes: Buffer): Buffer => bytes): Promise<ItemId> => {
    const bytes = as(await clipBytes(name));
    const sizeBytes = bytes.byteLength;
    const named = receivedItem({ stage: "verified", overviewStage: "waiting", sizeBytes });
    const item = { ...named, announced: { ...named.announced, filename: HOSTILE_NAME } };
    const { versionId } = await objects.put(originalKey(item.id), bytes);
    await addDevice(database.connection.db, { id: item.deviceId });
    const original = verifiedOriginal(item.id, bytes, versionId);
    await addItem(database.connection.db, { ...item, original });
    await items.save(
      { ...item, original },
      { ...item, original },
      { at: item.receivedAt, actor: "process:custody", happening: { kind: "verified", data: {} } },
    );
    return item.id;
  };
  const film = await add("h264-aac");
  const old = await add("avi-mpeg4-mp3");
  const garbage = await add("garbage");
  const own = await add("h264-aac", makersOwn);
  const programs = join(folder, "programs");
  const description = { ...DESCRIBED, files: [{ bytes: Buffer.from(MAGIC).toString("hex") }] };
  await installProgram(programs, "acme", OPENS, description);
  await installProgram(programs, "broken", OPENS, { ...DESCRIBED, kind: "player" });
  const env = {
    ...{
      PATH: process.env.PATH,
      HOLDFAST_DATABASE_URL: database.url,
      HOLDFAST_REDIS_URL: redis.url,
    },
    ...{ ...settings, HOLDFAST_SCRATCH_DIR: join(folder, "scratch") },
    HOLDFAST_MEDIA_PROGRAMS: programs,
  };
  const main = new URL("../../../workers/media/main.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => (log += String(text)));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const logger = createLogger("test", { HOLDFAST_LOG_LEVEL: "error" });
  const queue = await BullJobQueue.open({ HOLDFAST_REDIS_URL: redis.url }, logger);
  try {
    await vi.waitFor(() => expect(log).toContain('"ready"'), 60_000);
    await queue.wake("probe", film);
    await queue.wake("probe", old);
    await queue.wake("probe", garbage);
    await queue.wake("probe", own);
    await vi.waitFor(
      async () => {
        expect([log, (await items.get(film)).viewingStage]).toEqual([log, "made"]);
        expect([log, (await items.get(old)).viewingStage]).toEqual([log, "made"]);
        expect((await items.get(garbage)).viewingStage).toBe("none");
        expect([log, (await items.get(own)).viewingStage]).toEqual([log, "made"]);
      },
      { timeout: 100_000, interval: 250 },
    );
    // As custody leaves it: what nobody waits for comes then.
    const made = await items.get(film);
    const happening = { kind: "copies-sealed", data: {} } as const;
    const ready = { ...made, viewingStage: "ready" } as const;
    await items.save(made, ready, { at: made.receivedAt, actor: "process:custody", happening });
    await queue.wake("check-media", film);
    await queue.wake("overview", film);
    await vi.waitFor(
      async () => {
        const { studyStage, overviewStage } = await items.get(film);
        expect([log, studyStage, overviewStage]).toEqual([log, "checked", "made"]);
      },
      { timeout: 60_000, interval: 250 },
    );
  } finally {
    await queue.close();
    child.kill("SIGTERM");
  }
  expect(await ended).toBe(0);
  expect((await items.get(garbage)).noViewingReason).toBe("media/unreadable");
  const copies = await items.derivatives(film);
  expect(copies.map(({ kind }) => kind).sort()).toEqual([
    ...["peaks", "poster", "storyboard", "viewing"],
  ]);
  const methods = (await items.derivatives(old)).map(({ madeBy }) => madeBy.method);
  expect(methods.sort()).toEqual(["encode", "still"]);
  const written = sha256(await clipBytes("h264-aac"));
  const opened = await items.derivatives(own);
  expect(opened.map(({ madeBy }) => madeBy.program)).toMatchObject([
    ...[{ name: "acme-cctv", output: { sha256: written } }, { name: "acme-cctv" }],
  ]);
  expect(opened.find(({ kind }) => kind === "viewing")?.madeBy.packets).toEqual(
    copies.find(({ kind }) => kind === "viewing")?.madeBy.packets,
  );
  expect(log).toContain('"count":1,"why":"bad-description"');
  expect(log).not.toMatch(/acme/);
  // What must be encoded went the way of its own.
  expect(log).toMatch(new RegExp(`"step":"encode-copy","itemId":"${old}".*"step done"`));
  expect(log).toMatch(new RegExp(`"step":"viewing-copy","itemId":"${film}".*"step done"`));
  for (const copy of copies) {
    expect(copy.madeBy.arguments.join(" ")).not.toMatch(/passwd|touch|现场/);
    expect(await sha256OfStream(await objects.read(copy.object))).toEqual({
      sha256: copy.sha256,
      sizeBytes: copy.sizeBytes,
    });
  }
  // Of the last two either may be first.
  expect((await items.custody(film)).map(({ kind }) => kind).sort()).toEqual([
    ...["copies-made", "copies-sealed", "media-checked", "overview-made", "probed"],
    ...["source-checked", "verified"],
  ]);
  expect((await items.get(film)).mediaCheck).toMatchObject({ verdict: "sound", errors: 0 });
  expect(sha256(await clipBytes("h264-aac"))).toBe((await items.get(film)).original?.sha256);
  expect(await readdir(env.HOLDFAST_SCRATCH_DIR)).toEqual([]);
  expect(log).not.toMatch(/现场|passwd|touch/);
  expect(log).not.toContain(folder);
}, 240_000);
