/** Tests of the step "probe" as to signatures: looked for first, told whatever becomes of the recording. */
import { beforeEach, expect, test } from "vitest";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { giveUpProbe, probeOriginal } from "../../../services/media/probe-original.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import { ValidatorFault } from "../../../services/source/validator.ts";
import { parseSourceStatement } from "../../../services/source/verdict.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { MemoryJobFolders, MemoryMediaTools } from "../../fakes/media-tools.ts";
import { MemoryObjectStore } from "../../fakes/object-store.ts";
import { MemorySourceStore } from "../../fakes/source-store.ts";
import { receivedItem, tickingClock, verifiedOriginal } from "../../fixtures/evidence.ts";

const never = new AbortController().signal;

function world() {
  const items = new MemoryEvidenceStore();
  const folders = new MemoryJobFolders();
  return {
    items,
    folders,
    sources: new MemorySourceStore(items),
    sourceRoots: [],
    validators: [],
    objects: new MemoryObjectStore(),
    tools: new MemoryMediaTools(folders),
    queue: { wake: async () => undefined },
    clock: tickingClock(),
    actor: "process:media" as const,
  };
}
let here: ReturnType<typeof world>;
beforeEach(() => {
  here = world();
});

/** A verified item with these bytes, which no tool takes for media. */
async function verified(bytes: Buffer): Promise<ItemId> {
  const item = receivedItem({ stage: "verified", sizeBytes: bytes.byteLength });
  const { versionId } = await here.objects.put(originalKey(item.id), bytes);
  here.items.add({ ...item, original: verifiedOriginal(item.id, bytes, versionId) });
  return item.id;
}

test("looks for signatures first, once, and whatever becomes of the recording", async () => {
  const mark = Buffer.from("005bc93f2d715e95ada4796f90877a6f", "hex");
  const itemId = await verified(Buffer.concat([Buffer.from([1, 2, 3]), mark]));
  await probeOriginal(here, itemId, never);
  const kinds = (await here.items.custody(itemId)).map(({ kind }) => kind);
  expect(kinds).toEqual(["source-checked", "no-viewing-copy"]);
  const kept = await here.sources.verdict(itemId);
  await giveUpProbe(here, itemId, "media/timed-out");
  expect(await here.sources.verdict(itemId)).toEqual(kept);
  expect(kept).toMatchObject({ verdict: "not-verifiable", signed: true });
});

test("given up, says that nothing was looked at and not that nothing was found", async () => {
  const itemId = await verified(Buffer.from("film"));
  await giveUpProbe(here, itemId, "media/original-differs");
  const kept = await here.sources.verdict(itemId);
  expect(kept).toMatchObject({ verdict: "not-verifiable", signed: null });
  expect(parseSourceStatement(kept?.statement ?? "")).toMatchObject({
    reasons: ["not-looked-at"],
    facts: { code: "media/original-differs" },
  });
  expect((await here.items.get(itemId)).viewingStage).toBe("none");
});

test("is tried again where a validator does not start, and the last time goes on without its verdict", async () => {
  const itemId = await verified(Buffer.from("film"));
  const judge = () => Promise.reject(new ValidatorFault("no-start"));
  const world = { ...here, validators: [{ kind: "gb35114" as const, asksAll: true, judge }] };
  const run = { step: "probe" as const, notBefore: null, lastError: null, progress: null };
  for (const attempts of [1, 2]) {
    await here.items.saveStepRun(itemId, { ...run, attempts });
    const code = "source/validator-not-started";
    await expect(probeOriginal(world, itemId, never)).rejects.toMatchObject({ code });
    expect(await here.sources.verdict(itemId)).toBeNull();
  }
  await here.items.saveStepRun(itemId, { ...run, attempts: 3 });
  await probeOriginal(world, itemId, never);
  const kept = await here.sources.verdict(itemId);
  expect(kept).toMatchObject({ verdict: "not-verifiable", signed: null });
  expect((await here.items.get(itemId)).viewingStage).toBe("none"); // by its bytes, not for the validator
});
