/**
 * The whole pipeline under a hostile scheduler: wake-ups dropped, doubled and reordered, calls that fail
 * before or after their work, processes that die in the middle. Only the sweep is left, and it is enough.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attempt } from "../../infra/bullmq/attempt.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { type ItemId, newId } from "../../services/kernel/ids.ts";
import { firstBreak } from "../../services/evidence/custody-event.ts";
import type { Job } from "../../services/evidence/job.ts";
import { type Step, stepsDue } from "../../services/evidence/pipeline.ts";
import { runStep } from "../../services/evidence/run-step.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import { type SealCopiesDeps, sealCopies } from "../../services/sealing/seal-copies.ts";
import { sealOriginal } from "../../services/sealing/seal-original.ts";
import { sweep } from "../../workers/custody/sweep.ts";
import { FailingCalls } from "../fakes/failing-calls.ts";
import { silentLogger } from "../fakes/logger.ts";
import type { FaultKind } from "../fakes/store-faults.ts";
import { NOON, receivedItem, verifiedOriginal } from "../fixtures/evidence.ts";
import { SealingHouse } from "../fixtures/sealing-house.ts";
import { Draw } from "../fixtures/seeded.ts";
import { type Authority, makeAuthority } from "../unit/keys/authority.ts";

let authority: Authority;
beforeAll(async () => {
  authority = await makeAuthority();
});
afterAll(() => authority.remove());

const bytesOf = (itemId: ItemId): Buffer => Buffer.from(`original of ${itemId}`);

/** The steps of one process; verifying and media work stand in for ingest's and media's own. */
function jobsOf(house: SealingHouse, deps: SealCopiesDeps): Job[] {
  const stand = (step: Step, work: Parameters<typeof runStep>[3]) => (itemId: ItemId) =>
    runStep(deps, step, itemId, work);
  const job = (name: Step, run: Job["run"]): Job => ({
    name,
    run,
    concurrency: 1,
    timeoutMs: 60_000,
    attempts: null,
  });
  return [
    job(
      "verify-original",
      stand("verify-original", async ({ id }) => {
        const { versionId } = await deps.objects.put(originalKey(id), bytesOf(id));
        const original = verifiedOriginal(id, bytesOf(id), versionId);
        return { happening: { kind: "verified", data: {} }, changes: { original } };
      }),
    ),
    job("seal", (itemId) => sealOriginal(deps, itemId)),
    job(
      "probe",
      stand("probe", async () => ({ happening: { kind: "probed", data: {} } })),
    ),
    job(
      "viewing-copy",
      stand("viewing-copy", async ({ id }) => {
        await house.derived(id, "viewing", Buffer.from(`copy of ${id}`));
        return { happening: { kind: "copies-made", data: {} } };
      }),
    ),
    job("seal-copies", (itemId) => sealCopies(deps, itemId)),
    job(
      "overview",
      stand("overview", async ({ id }) => {
        await house.derived(id, "storyboard", Buffer.from(`pictures of ${id}`));
        return { happening: { kind: "overview-made", data: {} } };
      }),
    ),
    job("seal-overview", (itemId) => sealCopies(deps, itemId, "seal-overview")),
    job(
      "check-media",
      stand("check-media", async () => ({ happening: { kind: "media-checked", data: {} } })),
    ),
  ];
}

class HostileQueue {
  #woken: { step: Step; itemId: ItemId }[] = [];
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  async wake(step: Step, itemId: ItemId): Promise<void> {
    const luck = this.#random();
    for (let copies = luck < 0.3 ? 0 : luck < 0.6 ? 2 : 1; copies > 0; copies -= 1) {
      this.#woken.splice(Math.floor(this.#random() * (this.#woken.length + 1)), 0, {
        step,
        itemId,
      });
    }
  }

  take(): { step: Step; itemId: ItemId }[] {
    // Sometimes every key is deleted.
    const taken = this.#random() < 0.1 ? [] : this.#woken;
    this.#woken = [];
    return taken;
  }
}

const FAULTY_ROUNDS = 12;
const QUIET_ROUNDS = 60;

async function run(seed: number, itemCount: number): Promise<void> {
  const random = new Draw(seed).next;
  const house = await SealingHouse.open(authority);
  const queue = new HostileQueue(random);
  let now: UtcInstant = NOON;
  const ids: ItemId[] = [];
  for (let count = 0; count < itemCount; count += 1) {
    const id = newId<ItemId>();
    const size = { sizeBytes: bytesOf(id).byteLength };
    const item = receivedItem({ id, overviewStage: "waiting", ...size });
    house.items.add(item);
    house.seals.addDevice(item.deviceId);
    ids.push(id);
  }
  const unfinished = async () =>
    (await Promise.all(ids.map((id) => house.items.get(id)))).some(
      (item) => stepsDue(item).length > 0,
    );
  for (let round = 0; round < FAULTY_ROUNDS + QUIET_ROUNDS && (await unfinished()); round += 1) {
    // Each round is a life of the process: faults at random calls, then it is gone.
    const planned = new Map<number, FaultKind>();
    for (let call = 0; round < FAULTY_ROUNDS && call < 400; call += 1) {
      if (random() < 0.02) planned.set(call, random() < 0.5 ? "fail" : "fail-but-persist");
    }
    const deps = { ...house.process(new FailingCalls(planned)), queue, clock: () => now };
    await sweep(deps).catch(() => undefined);
    const jobs = new Map(jobsOf(house, deps).map((job) => [job.name, job]));
    const life = new AbortController();
    const runs = queue.take().map(async ({ step, itemId }) => {
      await attempt({ ...deps, logger: silentLogger }, jobs.get(step)!, itemId, life.signal);
    });
    if (random() < 0.2) life.abort();
    await Promise.all(runs);
    now = plusMs(now, 10_000 + Math.floor(random() * 300_000));
  }
  for (const id of ids) {
    await house.expectSealed(id);
    expect((await house.items.get(id)).viewingStage).toBe("ready");
    expect((await house.items.get(id)).overviewStage).toBe("ready");
    expect(await house.seals.seals(id)).toHaveLength(3);
    expect(await house.leavesOf(id)).toHaveLength(3);
    expect(await house.items.stepRuns(id)).toEqual([]);
    const chain = await house.items.custody(id);
    expect(firstBreak(chain)).toBeNull();
    expect(chain.map(({ kind }) => kind).sort()).toEqual([
      ...["copies-made", "copies-sealed", "media-checked", "overview-made", "overview-sealed"],
      ...["probed", "sealed", "verified"],
    ]);
  }
}

describe("the pipeline", () => {
  it("ends with every item sealed and its copies ready, each once, for any luck", async () => {
    await fc.assert(fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 5 }), run), {
      numRuns: 60,
    });
  }, 170_000);
});
