/** A dock that loses its notes, its key, its disk or its service, for however long: everything comes once, and one statement a visit. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MemoryBatchStore } from "../../fakes/batch-store.ts";
import { DAY, HOUR, MINUTE, dockEachTest, newDock, world } from "../../fixtures/dock-each-test.ts";

dockEachTest();

describe("whatever the dock loses or waits for,", () => {
  it("a service that is away for three days is waited for, and then gets everything once", async () => {
    world.isAway = true;
    world.put("CLIP0001.MP4");
    await world.pass(DAY, 5 * MINUTE);
    world.put("CLIP0002.MP4");
    await world.pass(DAY, 5 * MINUTE);
    await world.start();
    await world.pass(DAY, 5 * MINUTE);
    expect(world.problem).toBe("server-away");
    expect(world.slot).toMatchObject({ mayRemove: false, total: 2, sent: 0 });
    expect(world.calls).toEqual([]);
    world.isAway = false;
    await world.pass(10 * MINUTE);
    expect(world.problem).toBeNull();
    expect(await world.outcomes()).toEqual([["CLIP0001.MP4 sealed", "CLIP0002.MP4 sealed"]]);
    expect(world.uploads.size).toBe(2);
    expect(world.calls.filter((call) => call === "close")).toHaveLength(1);
  });

  it("a clock that is set back by days, while everything waits, is no reason to wait for days", async () => {
    world.isAway = true;
    world.put("a.mp4");
    await world.pass(HOUR, 10_000);
    world.nowMs -= 3 * DAY;
    world.isAway = false;
    await world.pass(10 * MINUTE);
    expect(world.problem).toBeNull();
    expect(await world.outcomes()).toEqual([["a.mp4 sealed"]]);
  });

  it("a full disk of its own moves nothing on, and is got over", async () => {
    world.isDiskFull = true;
    world.put("a.mp4");
    await world.pass(MINUTE);
    expect(world.problem).toBe("state-disk-full");
    expect(world.calls).toEqual([]);
    world.isDiskFull = false;
    await world.pass(10 * MINUTE);
    expect(world.problem).toBeNull();
    expect(await world.outcomes()).toEqual([["a.mp4 sealed"]]);
  });

  it("all its notes: nothing is sent twice, and the new statement says what was known", async () => {
    world.put("a.mp4", "b.mp4");
    await world.pass(5_000);
    for (const name of ["clips", "uploads", "receipts", "visits"]) {
      rmSync(join(world.folder, name), { recursive: true });
    }
    world.put("c.mp4");
    await world.start();
    await world.pass(10_000);
    expect(await world.outcomes()).toEqual([
      ["a.mp4 sealed", "b.mp4 sealed"],
      ["a.mp4 duplicate-of", "b.mp4 duplicate-of", "c.mp4 sealed"],
    ]);
    expect(world.uploads.size).toBe(3);
    expect(world.slot.mayRemove).toBe(true);
  });

  it("the process, at every note: one statement a visit, and the same one", async () => {
    for (let at = 0; at < 8; at += 1) {
      world.close();
      await newDock();
      world.put("CLIP0001.MP4", "CLIP0002.MP4");
      for (let step = 0; step < 12; step += 1) {
        await world.pass(500, 500);
        // The dock dies now and then; what it had not written down is gone.
        if ((step * 7 + at) % 5 === 0) await world.start();
      }
      await world.pass(10_000);
      expect(await world.outcomes(), `start ${at}`).toEqual([
        ["CLIP0001.MP4 sealed", "CLIP0002.MP4 sealed"],
      ]);
      expect(world.uploads.size).toBe(2);
    }
  });

  it("a service that forgot the visit is told of it again; one that refuses it stops no recording", async () => {
    world.put("a.mp4");
    world.isOpen = false;
    await world.pass(5_000);
    world.batches = new MemoryBatchStore();
    world.isOpen = true;
    await world.pass(MINUTE);
    expect(await world.outcomes()).toEqual([["a.mp4 sealed"]]);
    world.put("b.mp4");
    await world.pass(2_000);
    const late = await world.visits();
    expect(late).toHaveLength(2);
    world.card = null;
    await world.pass(2_000);
    world.card = new Map([["c.mp4", Buffer.from("c")]]);
    world.takesBatches = false;
    await world.pass(MINUTE);
    expect(world.slot).toMatchObject({ mayRemove: true, code: null, notices: ["batch-refused"] });
    expect(world.marks).toContain("c.mp4");
    world.takesBatches = true;
    await world.start();
    await world.pass(MINUTE);
    expect(world.slot.code).toMatch(/^holdfast-batch-1 /);
  });

  it("its key: it says what it signs with anew, and the visit goes on", async () => {
    world.put("a.mp4");
    world.quarantines.add("a.mp4");
    await world.pass(2_000);
    rmSync(join(world.folder, "dock-key.pem"));
    world.quarantines.clear();
    await world.start();
    await world.pass(HOUR, 10_000);
    const [visit] = await world.visits();
    expect(visit!.said!.counts.mayDelete).toBe(1);
  });
});
