/** The proof of the lock passes on an honest store and names each way in which a store can lie. */
import { describe, expect, it } from "vitest";
import { plusMs, utcInstant } from "../../../services/kernel/clock.ts";
import { lockProbeKey } from "../../../services/objects/object-key.ts";
import { proveLock } from "../../../services/objects/prove-lock.ts";
import { MemoryIncomingStore } from "../../fakes/incoming-store.ts";
import { MemoryObjectStore } from "../../fakes/object-store.ts";

function house() {
  let now = utcInstant(new Date("2026-11-24T00:00:00Z"));
  const clock = () => now;
  const objects = new MemoryObjectStore(clock);
  const incoming = new MemoryIncomingStore(objects, { runBytes: 1000 });
  return {
    deps: { objects, incoming, clock },
    later: (ms: number) => {
      now = plusMs(now, ms);
    },
  };
}

describe("the proof of the lock", () => {
  it("holds on an honest store, again and again, without piling up objects", async () => {
    const { deps, later } = house();
    for (let round = 0; round < 4; round += 1) {
      const findings = await proveLock(deps, "compliance");
      expect(findings).toEqual([
        { probe: "whole", held: true, problem: null },
        { probe: "assembled", held: true, problem: null },
      ]);
      later(round * 7 * 60_000);
    }
    expect(deps.objects.keys()).toHaveLength(2);
    const left = [];
    for await (const id of deps.incoming.list()) left.push(id);
    expect(left).toEqual([]);
  });

  it("makes new probes once the lock of the old ones is over", async () => {
    const { deps, later } = house();
    await proveLock(deps, "governance");
    const old = await deps.objects.find(lockProbeKey("whole-governance"));
    later(3_600_000);
    await proveLock(deps, "governance");
    expect(await deps.objects.find(lockProbeKey("whole-governance"))).not.toEqual(old);
  });

  it("finds a store that forgets locks", async () => {
    const { deps } = house();
    deps.objects.forgetsLocks = true;
    for (const finding of await proveLock(deps, "compliance")) {
      expect(finding.held).toBe(false);
      expect(finding.problem).toMatch(/does not show/);
    }
  });

  it("finds a store that shows a lock and deletes all the same", async () => {
    const { deps } = house();
    deps.objects.remove = async () => undefined;
    for (const finding of await proveLock(deps, "compliance")) {
      expect(finding).toMatchObject({ held: false, problem: "the store deleted a locked object" });
    }
  });

  it("finds a store that refuses and deletes all the same", async () => {
    const { deps } = house();
    const remove = deps.objects.remove.bind(deps.objects);
    deps.objects.remove = async (ref) => {
      const original = deps.objects.head.bind(deps.objects);
      await remove(ref).catch((error: unknown) => {
        deps.objects.head = () => original({ ...ref, versionId: "gone" });
        throw error;
      });
    };
    const [finding] = await proveLock(deps, "compliance");
    expect(finding?.held).toBe(false);
    expect(finding?.problem).toMatch(/no-such-object/);
  });

  it("finds a store that locks whole objects but not assembled ones", async () => {
    const { deps } = house();
    const lock = deps.objects.lock.bind(deps.objects);
    deps.objects.lock = async (ref, wanted) => {
      if (!ref.key.includes("assembled")) await lock(ref, wanted);
    };
    const held = (await proveLock(deps, "compliance")).map((finding) => finding.held);
    expect(held).toEqual([true, false]);
  });

  it("answers with findings when the store does not answer", async () => {
    const { deps } = house();
    deps.objects.faults.at("find", 1, "fail");
    deps.objects.faults.at("find", 2, "fail");
    for (const finding of await proveLock(deps, "compliance")) {
      expect(finding).toMatchObject({ held: false });
      expect(finding.problem).toMatch(/store-unavailable/);
    }
  });
});
