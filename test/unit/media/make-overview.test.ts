/** The step "overview": only after the copy, once, and a fault of one half keeps the other. */
import { beforeEach, expect, test } from "vitest";
import { areCopiesUnderWay, isCopySealed, stepsDue } from "../../../services/evidence/pipeline.ts";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { giveUpOverview, makeOverview } from "../../../services/media/make-overview.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { MemoryJobFolders, MemoryMediaTools } from "../../fakes/media-tools.ts";
import { MemoryObjectStore } from "../../fakes/object-store.ts";
import { receivedItem, tickingClock, verifiedOriginal } from "../../fixtures/evidence.ts";
import { MemoryJobQueue } from "../../fixtures/ingest-server.ts";
import { mediaInfo } from "../../fixtures/media-info.ts";

const FILM = Buffer.from("\0\0\0\x20ftypisom and then a film", "latin1");
const PLACED = Buffer.concat([FILM, Buffer.from(" place=+20.0444+110.1999/")]);
const never = new AbortController().signal;

function world() {
  const folders = new MemoryJobFolders();
  const tools = new MemoryMediaTools(folders);
  for (const film of [FILM, PLACED]) tools.know(film, mediaInfo({ durationMs: 20_000 }));
  const items = new MemoryEvidenceStore();
  const stores = { items, derivatives: items, objects: new MemoryObjectStore() };
  const actor = "process:media" as const;
  return { ...stores, folders, tools, queue: new MemoryJobQueue(), clock: tickingClock(), actor };
}
let here: ReturnType<typeof world>;
let itemId: ItemId;
beforeEach(async () => {
  here = world();
  itemId = await received(FILM);
});
async function received(film: Buffer): Promise<ItemId> {
  const stages = { stage: "sealed", viewingStage: "ready", overviewStage: "waiting" } as const;
  const bare = receivedItem({ ...stages, sizeBytes: film.byteLength });
  const { versionId } = await here.objects.put(originalKey(bare.id), film);
  const original = verifiedOriginal(bare.id, film, versionId);
  here.items.add({ ...bare, original, mediaInfo: mediaInfo({ durationMs: 20_000 }) });
  return bare.id;
}
const kinds = async () => (await here.items.derivatives(itemId)).map(({ kind }) => kind);
const events = async () => (await here.items.custody(itemId)).map(({ kind }) => kind);
const stage = async () => (await here.items.get(itemId)).overviewStage;
const unreadable = () => new Refusal("invalid", "media/unreadable", "nothing came out");

test("keeps both with their numbers, and then they wait for their seal", async () => {
  await makeOverview(here, itemId, never);
  const [storyboard, peaks] = await here.items.derivatives(itemId);
  expect(storyboard).toMatchObject({
    ...{ kind: "storyboard", mediaType: "image/jpeg" },
    numbers: { atMs: [0, 1_000], endMs: 20_000 },
  });
  expect(peaks).toMatchObject({ kind: "peaks", numbers: { lengthMs: 10_000, loudest: 0 } });
  const item = await here.items.get(itemId);
  expect(stepsDue(item)).toContain("seal-overview");
  expect(isCopySealed(item, "viewing")).toBe(true);
  expect(isCopySealed(item, "storyboard")).toBe(false);
  expect(areCopiesUnderWay(item)).toBe(true);
  const [event] = await here.items.custody(itemId);
  expect(event).toMatchObject({
    kind: "overview-made",
    data: {
      originalSha256: item.original?.sha256,
      copies: [{ kind: "storyboard", sha256: storyboard?.sha256 }, { kind: "peaks" }],
    },
  });
  expect([...here.folders.files]).toEqual([]);
});

test("is due once the copy is ready, and of nothing else", async () => {
  const item = await here.items.get(itemId);
  expect(stepsDue(item)).toContain("overview");
  for (const viewingStage of ["waiting", "probed", "to-encode", "made", "none"] as const) {
    expect(stepsDue({ ...item, viewingStage })).not.toContain("overview");
    expect(areCopiesUnderWay({ ...item, viewingStage })).toBe(viewingStage !== "none");
  }
  for (const overviewStage of ["unasked", "none", "ready"] as const) {
    expect(stepsDue({ ...item, overviewStage })).toEqual(["check-media"]);
    expect(areCopiesUnderWay({ ...item, overviewStage })).toBe(false);
  }
  expect(stepsDue({ ...item, stage: "disposing" })).toEqual([]);
});

test("one half that cannot be made keeps the other", async () => {
  here.tools.beforeOverview = (kind) => {
    if (kind === "storyboard") throw unreadable();
  };
  await makeOverview(here, itemId, never);
  expect([await kinds(), await stage()]).toEqual([["peaks"], "made"]);
});

test("where neither can be made it ends, and says why", async () => {
  here.tools.beforeOverview = () => {
    throw unreadable();
  };
  await makeOverview(here, itemId, never);
  expect([await kinds(), await stage()]).toEqual([[], "none"]);
  expect(await here.items.custody(itemId)).toMatchObject([
    { kind: "no-overview", data: { reason: "media/unreadable" } },
  ]);
});

test("a fault of the machine leaves it due, and after the last try it ends", async () => {
  here.tools.beforeOverview = () => {
    throw new Refusal("unavailable", "media/timed-out", "too long");
  };
  await expect(makeOverview(here, itemId, never)).rejects.toMatchObject({
    code: "media/timed-out",
  });
  expect([await stage(), await events()]).toEqual(["waiting", []]);
  await giveUpOverview(here, itemId, "media/timed-out");
  await giveUpOverview(here, itemId, "media/timed-out");
  expect([await stage(), await events()]).toEqual(["none", ["no-overview"]]);
});

test("a run that died before the item was saved is gone on with: nothing is made twice", async () => {
  const save = here.items.save.bind(here.items);
  here.items.save = async () => {
    throw new Error("the process ended");
  };
  await expect(makeOverview(here, itemId, never)).rejects.toThrow("ended");
  here.items.save = save;
  const before = await here.items.derivatives(itemId);
  here.tools.beforeOverview = () => {
    throw new Error("made twice");
  };
  await makeOverview(here, itemId, never);
  await makeOverview(here, itemId, never);
  expect(await here.items.derivatives(itemId)).toEqual(before);
  expect([await stage(), await events()]).toEqual(["made", ["overview-made"]]);
});

test("an original that is not what was verified is not looked at", async () => {
  const { original } = await here.items.get(itemId);
  const item = await here.items.get(itemId);
  const other = { ...original!, sha256: "0".repeat(64) as never };
  here.items.add({ ...item, original: other });
  await expect(makeOverview(here, itemId, never)).rejects.toMatchObject({
    code: "media/original-differs",
  });
  expect(await kinds()).toEqual([]);
});

test("positions inside it are kept beside them, and only they are made that are missing", async () => {
  itemId = await received(PLACED);
  here.tools.beforeOverview = (kind) => {
    if (kind === "positions") throw new Refusal("unavailable", "media/timed-out", "too long");
  };
  await expect(makeOverview(here, itemId, never)).rejects.toMatchObject({
    code: "media/timed-out",
  });
  here.tools.beforeOverview = (kind) => {
    if (kind !== "positions") throw new Error("made twice");
  };
  await makeOverview(here, itemId, never);
  expect(await kinds()).toEqual(["storyboard", "peaks", "positions"]);
  const [event] = await here.items.custody(itemId);
  expect(event?.data).toMatchObject({
    copies: [
      { kind: "storyboard" },
      { kind: "peaks" },
      { kind: "positions", mediaType: "text/plain", numbers: { positions: 1, leftOut: 0 } },
    ],
  });
});
