/** One attempt at a step: when it runs, what a failure leads to, and that nothing escapes. */
import { getEventListeners } from "node:events";
import { beforeEach, describe, expect, it } from "vitest";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import { type ItemId, newId } from "../../../services/kernel/ids.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import type { Job } from "../../../services/evidence/job.ts";
import { type AttemptDeps, attempt } from "../../../infra/bullmq/attempt.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { NOON, receivedItem } from "../../fixtures/evidence.ts";
import { silentLogger } from "../../fakes/logger.ts";

const never = new AbortController().signal;

describe("attempt", () => {
  let items: MemoryEvidenceStore;
  let now: UtcInstant;
  let deps: AttemptDeps;
  let itemId: ItemId;
  beforeEach(() => {
    items = new MemoryEvidenceStore();
    now = NOON;
    deps = { items, clock: () => now, logger: silentLogger };
    const item = receivedItem({ stage: "sealed" });
    itemId = item.id;
    items.add(item);
  });

  const job = (run: Job["run"], extra: Partial<Job> = {}): Job => ({
    name: "probe",
    concurrency: 1,
    timeoutMs: 5_000,
    attempts: 3,
    run,
    ...extra,
  });
  const failing =
    (error: unknown): Job["run"] =>
    async () => {
      throw error;
    };
  const stands = async () => (await items.stepRuns(itemId))[0];

  it("notes that the step runs before it runs, so that a crash counts", async () => {
    let during;
    await attempt(
      deps,
      job(async () => void (during = await stands())),
      itemId,
      never,
    );
    expect(during).toMatchObject({ step: "probe", attempts: 1, notBefore: null });
  });

  it("does not run a step that is not due, or an item that is not there", async () => {
    let ran = 0;
    const count = async () => void (ran += 1);
    await attempt(deps, { ...job(count), name: "seal" }, itemId, never);
    await attempt(deps, job(count), newId<ItemId>(), never);
    expect(ran).toBe(0);
    expect(await stands()).toBeUndefined();
  });

  it("spaces its tries, each pause twice the last, at most five minutes", async () => {
    const pauses: number[] = [];
    for (let count = 0; count < 12; count += 1) {
      await attempt(deps, job(failing(new Error("bug")), { attempts: null }), itemId, never);
      const next = (await stands())!.notBefore!;
      pauses.push((Date.parse(next) - Date.parse(now)) / 1_000);
      now = next;
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  });

  it("does nothing before the pause is over, however often it is woken", async () => {
    let ran = 0;
    const bad = job(async () => {
      ran += 1;
      throw new Error("bug");
    });
    for (let count = 0; count < 5; count += 1) await attempt(deps, bad, itemId, never);
    expect(ran).toBe(1);
    now = plusMs(now, 1_000);
    await attempt(deps, bad, itemId, never);
    expect(ran).toBe(2);
  });

  it("gives up at once on what can never succeed, with its code", async () => {
    for (const kind of ["invalid", "tampered"] as const) {
      const given: string[] = [];
      const refused = new Refusal(kind, "media/unreadable", "no");
      const giveUp = async (_: ItemId, code: string) => void given.push(code);
      await attempt(deps, job(failing(refused), { giveUp }), itemId, never);
      expect(given).toEqual(["media/unreadable"]);
      await items.saveStepRun(itemId, {
        step: "probe",
        attempts: 0,
        notBefore: null,
        lastError: null,
        progress: null,
      });
    }
  });

  it("never gives up where there is no giving up, and keeps the code for people to see", async () => {
    const refused = new Refusal("tampered", "sealing/lock-not-kept", "no");
    await attempt(deps, job(failing(refused), { attempts: null }), itemId, never);
    expect(await stands()).toMatchObject({ attempts: 1, lastError: "sealing/lock-not-kept" });
  });

  it("gives up after the last try, not before", async () => {
    const given: string[] = [];
    const giveUp = async (_: ItemId, code: string) => void given.push(code);
    const bad = job(failing(new Refusal("unavailable", "media/tool-failed", "no")), { giveUp });
    for (let tries = 1; tries <= 3; tries += 1) {
      expect(given).toEqual([]);
      await attempt(deps, bad, itemId, never);
      now = plusMs(now, 600_000);
    }
    expect(given).toEqual(["media/tool-failed"]);
  });

  it("gives up on an item whose every attempt killed the process", async () => {
    const given: string[] = [];
    const run = { step: "probe", notBefore: null, lastError: null, progress: null } as const;
    await items.saveStepRun(itemId, { ...run, attempts: 3 });
    let ran = false;
    const deadly = job(async () => void (ran = true), {
      giveUp: async (_, code) => void given.push(code),
    });
    await attempt(deps, deadly, itemId, never);
    expect(given).toEqual(["internal"]);
    expect(ran).toBe(false);
  });

  it("does not count an outage of the database, the store or a key against the item", async () => {
    for (const code of [
      "postgres/unavailable",
      "objects/store-unavailable",
      "sealing/signer-unavailable",
      "keys/token-gone",
      "keys/no-answer",
    ] as const) {
      for (let tries = 0; tries < 5; tries += 1) {
        await attempt(deps, job(failing(new Refusal("unavailable", code, "no"))), itemId, never);
        expect(await stands()).toMatchObject({ attempts: 0, lastError: code });
        now = plusMs(now, 5_000);
      }
    }
  });

  it("does not count a run that was told to stop because the process ends", async () => {
    const ending = new AbortController();
    await attempt(
      deps,
      job(async () => {
        ending.abort();
        throw new Error("stopped in the middle");
      }),
      itemId,
      ending.signal,
    );
    expect(await stands()).toMatchObject({ attempts: 0, notBefore: null, lastError: null });
  });

  it("tells a run that takes too long to stop, and says that it did", async () => {
    const slow = job(
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            reject(new Error("stopped"));
          });
        }),
      { timeoutMs: 20 },
    );
    await attempt(deps, slow, itemId, never);
    expect(await stands()).toMatchObject({ attempts: 1, lastError: "evidence/step-timed-out" });
  });

  it("leaves no listener behind on the signal of a run that ended", async () => {
    const signals: AbortSignal[] = [];
    const run: Job["run"] = async (_, signal) => {
      signals.push(signal);
      if (signals.length === 2) throw new Error("bug");
    };
    await attempt(deps, job(run), itemId, never);
    await attempt(deps, job(run), itemId, never);
    expect(signals.map((signal) => getEventListeners(signal, "abort").length)).toEqual([0, 0]);
  });

  it("lets nothing escape when even the note cannot be written", async () => {
    const broken = new Proxy(items, {
      get: (target, name) =>
        name === "get"
          ? target.get.bind(target)
          : () => Promise.reject(new Refusal("unavailable", "postgres/unavailable", "no")),
    });
    await expect(
      attempt(
        { ...deps, items: broken },
        job(async () => undefined),
        itemId,
        never,
      ),
    ).resolves.toBeUndefined();
  });
});
