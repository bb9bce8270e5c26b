/** Tests of copies that are kept for the step that follows: the same bytes only, few, not for long, and nothing of them stays. */
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type ItemId, newId } from "../../../services/kernel/ids.ts";
import { KeptCopies } from "../../../services/media/kept-copies.ts";
import { makeViewingCopy } from "../../../services/media/make-viewing-copy.ts";
import { probeOriginal } from "../../../services/media/probe-original.ts";
import { MemoryJobFolders } from "../../fakes/media-tools.ts";
import { H264_VIDEO, mediaInfo } from "../../fixtures/media-info.ts";
import { FILM as FILM_BYTES, mediaWorld, verifiedItem } from "../../fixtures/media-world.ts";

const FILM = sha256("film");
const failures: unknown[] = [];
let folders: MemoryJobFolders;
let kept: KeptCopies;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  folders = new MemoryJobFolders();
  failures.length = 0;
  kept = new KeptCopies(folders, {
    ...{ most: 2, forMs: 1_000 },
    onFailure: (error) => void failures.push(error),
  });
});
afterEach(() => void vi.useRealTimers());

async function filled() {
  const job = await folders.open();
  await folders.fill(job, Readable.from([Buffer.from("film")]));
  folders.files.set(`${job.folder}/out/left`, Buffer.from("by what ran before"));
  return job;
}

async function keepNew(): Promise<ItemId> {
  const itemId = newId<ItemId>();
  await kept.keep(itemId, FILM, await filled());
  return itemId;
}

test("is given once, with the input alone in it", async () => {
  const itemId = await keepNew();
  const job = await kept.take(itemId, FILM);
  expect([...folders.files.keys()]).toEqual([`${job?.folder}/in/src`]);
  expect(await kept.take(itemId, FILM)).toBeNull();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(folders.files.size).toBe(1);
  await job?.[Symbol.asyncDispose]();
  expect(folders.files.size).toBe(0);
});

test("is none for another item, and for other bytes it goes", async () => {
  const itemId = await keepNew();
  expect(await kept.take(newId<ItemId>(), FILM)).toBeNull();
  expect(folders.files.size).toBe(2);
  expect(await kept.take(itemId, sha256("another"))).toBeNull();
  expect(folders.files.size).toBe(0);
});

test("goes when nobody comes, when others come, and at the end", async () => {
  const first = await keepNew();
  await vi.advanceTimersByTimeAsync(500);
  const second = await keepNew();
  const third = await keepNew();
  expect(await kept.take(first, FILM)).toBeNull();
  expect(folders.files.size).toBe(4);
  await vi.advanceTimersByTimeAsync(999);
  expect(folders.files.size).toBe(4);
  await vi.advanceTimersByTimeAsync(1);
  expect(folders.files.size).toBe(0);
  expect(await kept.take(second, FILM)).toBeNull();
  expect(await kept.take(third, FILM)).toBeNull();
  await keepNew();
  await kept[Symbol.asyncDispose]();
  await keepNew();
  expect(folders.files.size).toBe(0);
});

test("of the same item takes the place of the one before", async () => {
  const itemId = await keepNew();
  await kept.keep(itemId, FILM, await filled());
  expect(folders.files.size).toBe(2);
});

test("a folder that cannot be removed is told of and ends nothing", async () => {
  const job = {
    ...(await filled()),
    [Symbol.asyncDispose]: () => Promise.reject(new Error("busy")),
  };
  await kept.keep(newId<ItemId>(), FILM, job);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(failures).toEqual([new Error("busy")]);
});

test("a probe leaves its copy to a step that follows at once, and to none that waits for its turn", async () => {
  const never = new AbortController().signal;
  const here = mediaWorld();
  const own = new KeptCopies(here.folders, {
    ...{ most: 2, forMs: 60_000 },
    onFailure: (error) => expect.unreachable(String(error)),
  });
  const deps = { ...here.deps, kept: own };
  const read = vi.spyOn(here.objects, "read");
  const itemId = await verifiedItem(here, FILM_BYTES);
  await probeOriginal(deps, itemId, never);
  expect(here.folders.files.size).toBe(1);
  vi.useRealTimers();
  await makeViewingCopy(deps, "viewing-copy", itemId, never);
  expect(read).toHaveBeenCalledTimes(1);
  expect(await here.items.get(itemId)).toMatchObject({ viewingStage: "made" });
  expect(here.folders.files.size).toBe(0);
  const hevc = mediaInfo({ video: { ...H264_VIDEO, codec: "hevc" } });
  const long = await verifiedItem(here, Buffer.concat([FILM_BYTES, Buffer.from("!")]), hevc);
  await probeOriginal(deps, long, never);
  expect(here.folders.files.size).toBe(0);
});
