/** How far a running step is: what is saved of it, how often, and that nothing rests on it. */
import { expect, test } from "vitest";
import type { StepRun } from "../../../services/evidence/evidence-store.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { makeViewingCopy } from "../../../services/media/make-viewing-copy.ts";
import { StepProgress } from "../../../services/media/step-progress.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { MemoryJobFolders, MemoryMediaTools } from "../../fakes/media-tools.ts";
import { MemoryObjectStore } from "../../fakes/object-store.ts";
import { MemorySourceStore } from "../../fakes/source-store.ts";
import { NOON, receivedItem, verifiedOriginal } from "../../fixtures/evidence.ts";
import { MemoryJobQueue } from "../../fixtures/ingest-server.ts";
import { mediaInfo } from "../../fixtures/media-info.ts";

const FILM = Buffer.from("\0\0\0\x20ftypisom and then a film", "latin1");
const RUN: StepRun = {
  ...{ step: "viewing-copy", attempts: 2, notBefore: null },
  ...{ lastError: "media/timed-out", progress: null },
};

/** A store that remembers what it was told, and an item whose copy is due. */
async function world() {
  const items = new MemoryEvidenceStore();
  const objects = new MemoryObjectStore();
  const bare = receivedItem({ stage: "sealed", viewingStage: "probed", mediaInfo: mediaInfo() });
  const { versionId } = await objects.put(originalKey(bare.id), FILM);
  const original = verifiedOriginal(bare.id, FILM, versionId);
  items.add({ ...bare, sizeBytes: FILM.byteLength, original });
  await items.saveStepRun(bare.id, RUN);
  const saved: StepRun[] = [];
  const save = items.saveStepRun.bind(items);
  items.saveStepRun = async (id: ItemId, run: StepRun) => {
    saved.push(run);
    await save(id, run);
  };
  return { items, objects, itemId: bare.id, saved };
}

function copying({ items, objects }: Awaited<ReturnType<typeof world>>) {
  const folders = new MemoryJobFolders();
  const tools = new MemoryMediaTools(folders);
  tools.know(FILM, mediaInfo());
  let now = NOON;
  // It moves 0.6 s a look: every second report comes too soon.
  const clock = () => (now = plusMs(now, 600));
  const stores = { items, objects, derivatives: items, sources: new MemorySourceStore(items) };
  const studies = { isStudied: true, isOverviewed: true };
  const rest = { sourceRoots: [], validators: [], queue: new MemoryJobQueue(), ...studies };
  return { ...stores, ...rest, folders, tools, clock, actor: "process:media" as const };
}
const never = new AbortController().signal;

test("rises, is saved at most once a second, and keeps the count of tries", async () => {
  const here = await world();
  const deps = copying(here);
  deps.tools.parts = [0.1, 0.2, 0.15, 0.3, 0.4, 0.5, 0.6];
  await makeViewingCopy(deps, "viewing-copy", here.itemId, never);
  const parts = here.saved.map(({ progress }) => progress ?? -1);
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.length).toBeLessThan(deps.tools.parts.length);
  expect(parts).toEqual([...parts].sort((a, b) => a - b));
  for (const run of here.saved) {
    expect(run).toMatchObject({ attempts: 2, lastError: "media/timed-out" });
  }
  expect(await here.items.stepRuns(here.itemId)).toEqual([]);
});

test("a record that cannot take it stops nothing", async () => {
  const here = await world();
  here.items.saveStepRun = () => Promise.reject(new Error("no database"));
  await makeViewingCopy(copying(here), "viewing-copy", here.itemId, never);
  expect(await here.items.get(here.itemId)).toMatchObject({ viewingStage: "made" });
});

test("says how long is left once the rate is known, and not before", async () => {
  const here = await world();
  let now = NOON;
  const progress = await StepProgress.start({ ...here, clock: () => now }, here.itemId, RUN.step);
  for (const part of [0.1, 0.2, 0.3, 0.4]) {
    progress.report(part);
    await progress[Symbol.asyncDispose]();
    now = plusMs(now, 2_000);
  }
  expect(here.saved.map(({ secondsLeft }) => secondsLeft)).toEqual([undefined, undefined, 14, 12]);
});
