/** The step "check-media": only after the copy, once, and what it found kept beside what is sealed. */
import { beforeEach, expect, test } from "vitest";
import { stepsDue } from "../../../services/evidence/pipeline.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { checkMedia, giveUpCheck } from "../../../services/media/check-media.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { MemoryJobFolders, MemoryMediaTools } from "../../fakes/media-tools.ts";
import { MemoryObjectStore } from "../../fakes/object-store.ts";
import { receivedItem, tickingClock, verifiedOriginal } from "../../fixtures/evidence.ts";
import { MemoryJobQueue } from "../../fixtures/ingest-server.ts";
import { mediaInfo } from "../../fixtures/media-info.ts";

const FILM = Buffer.from("\0\0\0\x20ftypisom and then a film", "latin1");
const never = new AbortController().signal;

function world() {
  const folders = new MemoryJobFolders();
  const tools = new MemoryMediaTools(folders);
  tools.know(FILM, mediaInfo({ durationMs: 20_000 }));
  const stores = { items: new MemoryEvidenceStore(), objects: new MemoryObjectStore() };
  const actor = "process:media" as const;
  return { ...stores, folders, tools, queue: new MemoryJobQueue(), clock: tickingClock(), actor };
}
let here: ReturnType<typeof world>;
let itemId: ItemId;
beforeEach(async () => {
  here = world();
  const bare = receivedItem({ stage: "sealed", viewingStage: "ready", sizeBytes: FILM.byteLength });
  const { versionId } = await here.objects.put(originalKey(bare.id), FILM);
  const original = verifiedOriginal(bare.id, FILM, versionId);
  here.items.add({ ...bare, original, mediaInfo: mediaInfo({ durationMs: 20_000 }) });
  itemId = bare.id;
});
const found = async () => (await here.items.get(itemId)).mediaCheck;
const kinds = async () => (await here.items.custody(itemId)).map(({ kind }) => kind);

test("keeps what was found with the item and its record, and nothing of what is sealed changes", async () => {
  const before = await here.items.get(itemId);
  await checkMedia(here, itemId, never);
  const check = { verdict: "sound", pictures: 50, sounds: 50, cutAtMs: null, endMs: 20_000 };
  expect(await found()).toMatchObject(check);
  const { studyStage, mediaCheck: _, version, ...after } = await here.items.get(itemId);
  expect(studyStage).toBe("checked");
  expect({ ...after, studyStage: "waiting", version: version - 1 }).toEqual(before);
  const [event] = await here.items.custody(itemId);
  expect(event).toMatchObject({
    kind: "media-checked",
    data: { originalSha256: before.original?.sha256, check },
  });
  expect([...here.folders.files]).toEqual([]);
});

test("tells damage", async () => {
  here.tools.decoded = { errors: 2, faults: [{ fromMs: 8_000, toMs: 10_000 }], endMs: 13_000 };
  await checkMedia(here, itemId, never);
  expect(await found()).toMatchObject({ verdict: "damaged", errors: 4, cutAtMs: 13_000 });
});

test("is not due before the copy is ready, nor where this house looks no closer, nor of what was destroyed", async () => {
  const item = await here.items.get(itemId);
  expect(stepsDue(item)).toEqual(["check-media"]);
  for (const viewingStage of ["waiting", "probed", "to-encode", "made", "none"] as const) {
    expect(stepsDue({ ...item, viewingStage })).not.toContain("check-media");
  }
  expect(stepsDue({ ...item, studyStage: "none" })).toEqual([]);
  expect(stepsDue({ ...item, stage: "disposing" })).toEqual([]);
});

test("runs once: again it decodes nothing and says nothing", async () => {
  await checkMedia(here, itemId, never);
  here.tools.beforeDecode = () => {
    throw new Error("decoded twice");
  };
  await checkMedia(here, itemId, never);
  expect(await kinds()).toEqual(["media-checked"]);
});

test("a file that no decoder takes to its end is said not to be known, at once", async () => {
  here.tools.beforeDecode = () => {
    throw new Refusal("invalid", "media/unreadable", "nothing came out");
  };
  await checkMedia(here, itemId, never);
  expect(await found()).toEqual({ verdict: "not-checked", reason: "media/unreadable" });
});

test("a fault of the machine leaves it due, and after the last try says why nothing is known", async () => {
  here.tools.beforeDecode = () => {
    throw new Refusal("unavailable", "media/timed-out", "too long");
  };
  await expect(checkMedia(here, itemId, never)).rejects.toMatchObject({ code: "media/timed-out" });
  expect([await found(), await kinds()]).toEqual([undefined, []]);
  await giveUpCheck(here, itemId, "media/timed-out");
  await giveUpCheck(here, itemId, "media/timed-out");
  expect(await found()).toEqual({ verdict: "not-checked", reason: "media/timed-out" });
  expect(await kinds()).toEqual(["media-checked"]);
});
