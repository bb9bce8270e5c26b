/** Docking visits on the dock: one statement a visit, of whatever was found, pulled out or unreadable, in words. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseDockStatement } from "../../../services/batches/dock-statement.ts";
import { DAY, HOUR, MINUTE, dockEachTest, world } from "../../fixtures/dock-each-test.ts";

dockEachTest();

describe("a visit", () => {
  it("is stated, signed with the dock's own key, receipted, and shown with its code", async () => {
    world.put("CLIP0001.MP4", "CLIP0002.MP4", "CLIP0005.MP4");
    await world.pass(10_000);
    expect(await world.outcomes()).toEqual([
      ["CLIP0001.MP4 sealed", "CLIP0002.MP4 sealed", "CLIP0005.MP4 sealed"],
    ]);
    const [visit] = await world.visits();
    expect(visit!.batch).toMatchObject({ camera: { name: "DC-0001", serial: "SN-1" } });
    expect(visit!.said).toMatchObject({ sequence: { missingCount: 2 }, counts: { mayDelete: 3 } });
    const stated = parseDockStatement(visit!.batch.statement!);
    expect(stated.sequence.words.en).toContain("missing 3–4");
    expect(stated.type).toBe("holdfast/dock-statement/v2");
    expect(visit!.batch.statement!.text).not.toContain("CLIP0001");
    expect([...world.uploads.values()].map(({ metadata }) => metadata["batch"])).toEqual([
      ...[visit!.batch.id, visit!.batch.id, visit!.batch.id],
    ]);
    const { slot } = world;
    expect(slot).toMatchObject({ kind: "sealed", mayRemove: true, sequence: { missingCount: 2 } });
    expect(slot.code).toContain(visit!.batch.id);
    expect(statSync(join(world.folder, "dock-key.pem")).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(world.folder, "batch-receipts"))).toEqual([`${visit!.batch.id}.json`]);
  });

  it("is one as long as the card stays in, also over a start of the dock, and another when it comes again", async () => {
    world.put("CLIP0001.MP4");
    await world.pass(5_000);
    await world.start();
    await world.pass(5_000);
    expect(await world.outcomes()).toHaveLength(1);
    const card = world.card;
    world.card = null;
    await world.pass(2_000);
    world.card = card;
    world.put("CLIP0003.MP4");
    await world.pass(5_000);
    // What was sent at the first visit stays listed, and nothing of it is sent again.
    expect(await world.outcomes()).toEqual([
      ["CLIP0001.MP4 sealed"],
      ["CLIP0001.MP4 sealed", "CLIP0003.MP4 sealed"],
    ]);
    const [, second] = await world.visits();
    expect(second!.said!.sequence).toMatchObject({
      ...{ tail: "continues", previousLast: 1, missing: [{ from: 2, to: 2 }] },
    });
    expect(world.uploads.size).toBe(2);
  });

  it("whose end is lower than at the visit before says so on the wall, and holds nothing up", async () => {
    world.put("CLIP0008.MP4", "CLIP0009.MP4");
    await world.pass(5_000);
    world.card = null;
    await world.pass(2_000);
    world.card = new Map();
    world.put("CLIP0007.MP4");
    await world.pass(5_000);
    expect(world.slot).toMatchObject({
      ...{ mayRemove: true, sequence: { tail: "ends-lower", previousLast: 9 } },
    });
  });

  it("lists side files with the rest, and compares the numbers of recordings only", async () => {
    world.put("CLIP0001.MP4", "CLIP0001.GPX", "track of today.gpx", "CLIP0002.MP4");
    await world.pass(10_000);
    expect((await world.outcomes())[0]).toHaveLength(4);
    expect(world.slot).toMatchObject({
      ...{ mayRemove: true, sequence: { first: 1, last: 2, missingCount: 0, count: 2 } },
    });
  });

  it("of a folder that is never taken out ends when all is sealed; what comes later is the next", async () => {
    world.put("a.mp4");
    await world.pass(5_000);
    world.put("b.mp4");
    await world.pass(5_000);
    await world.pass(5_000);
    expect(await world.outcomes()).toEqual([["a.mp4 sealed"], ["a.mp4 sealed", "b.mp4 sealed"]]);
    expect(world.slot.sequence).toMatchObject({ layout: null, unread: "unknown-layout" });
  });
});

describe("a service that does not say that it takes statements by digests", () => {
  it("gets one of version 1, and its receipt is believed", async () => {
    world.takesSalted = false;
    world.put("CLIP0001.MP4");
    await world.pass(10_000);
    const [visit] = await world.visits();
    expect(visit!.batch.statement).toMatchObject({ openings: null });
    expect(parseDockStatement(visit!.batch.statement!).type).toBe("holdfast/dock-statement/v1");
    expect(world.slot).toMatchObject({ kind: "sealed", mayRemove: true });
  });
});

describe("sending", () => {
  it("waits for its hours, takes flagged recordings first, and states which they were", async () => {
    [world.isOpen, world.parallel] = [false, 1];
    await world.start();
    world.put("a.mp4", "b.mp4", "c_SOS.mp4");
    await world.pass(HOUR, 10_000);
    expect(world.calls).not.toContain("append");
    expect(world.slot).toMatchObject({ total: 3, sent: 0, mayRemove: false });
    const names = [...world.uploads.values()].map(({ metadata }) => metadata["filename"]);
    expect(names[0]).toBe("c_SOS.mp4");
    world.isOpen = true;
    await world.pass(MINUTE);
    expect(world.slot.mayRemove).toBe(true);
    const [visit] = await world.visits();
    const { files } = parseDockStatement(visit!.batch.statement!);
    expect(files.map(({ flagged }) => flagged)).toEqual([false, false, true]);
  });
});

describe("what goes wrong is stated in words:", () => {
  it("a card with read errors, a recording in quarantine, one that vanished", async () => {
    world.put("a.mp4", "b.mp4", "c.mp4", "d.mp4");
    world.readErrors.set("b.mp4", "EIO");
    world.quarantines.add("c.mp4");
    await world.pass(2_000);
    expect(world.slot).toMatchObject({ kind: "attention", problem: "read-error", code: null });
    await world.pass(HOUR, 10_000);
    expect(await world.outcomes()).toEqual([
      [...["a.mp4 sealed", "b.mp4 not-sent unreadable", "c.mp4 quarantined", "d.mp4 sealed"]],
    ]);
    // The card is read after all: what was not covered is in a visit of its own.
    world.readErrors.clear();
    await world.pass(HOUR, 10_000);
    const all = await world.outcomes();
    expect(all).toHaveLength(2);
    expect(all[1]).toContain("b.mp4 sealed");
    const before = world.marks.size;
    world.put("e.mp4");
    world.isAway = true;
    await world.pass(3_000);
    world.card?.delete("e.mp4");
    world.isAway = false;
    await world.pass(HOUR, 10_000);
    expect((await world.outcomes())[2]).toContain("e.mp4 not-sent vanished");
    expect(world.marks.size).toBe(before);
  });

  it("a card that is pulled out and does not come back; one that does goes on", async () => {
    world.put("a.mp4", "b.mp4");
    world.isAway = true;
    await world.pass(3_000);
    const card = world.card;
    world.card = null;
    await world.pass(2_000);
    expect(world.slot).toMatchObject({ kind: "attention", problem: "card-gone" });
    world.isAway = false;
    world.card = card;
    await world.pass(10 * MINUTE);
    expect(await world.outcomes()).toEqual([["a.mp4 sealed", "b.mp4 sealed"]]);
    world.card = null;
    await world.pass(2_000);
    world.card = new Map([...card!, ["c.mp4", Buffer.from("longer than one piece")]]);
    world.readErrors.set("c.mp4", "EIO");
    await world.pass(1_000);
    world.card = null;
    // Not before it had its time to come back.
    await world.pass(50 * MINUTE, 10_000);
    expect(await world.outcomes()).toHaveLength(2);
    expect((await world.outcomes())[1]).toBeUndefined();
    await world.pass(20 * MINUTE, 10_000);
    expect((await world.outcomes())[1]).toEqual([
      ...["a.mp4 sealed", "b.mp4 sealed", "c.mp4 not-sent unreadable"],
    ]);
  });
});

describe("what was sealed long ago", () => {
  it("is deleted after its days by a clock that agrees, and its notes go a while after it", async () => {
    world.policy = { kind: "delete-after-days", days: 7 };
    await world.start();
    world.put("a.mp4", "b.mp4");
    await world.pass(10_000);
    await world.pass(7 * DAY - 20_000, HOUR);
    expect(world.removed).toEqual([]);
    world.offsetMs = HOUR;
    await world.pass(2 * HOUR, MINUTE);
    expect(world.removed).toEqual([]);
    expect(world.slot.problem).toBe("clock-unclear");
    world.offsetMs = 0;
    await world.pass(2 * HOUR, MINUTE);
    expect([...world.removed].sort()).toEqual(["a.mp4", "b.mp4"]);
    world.put("c.mp4");
    await world.pass(20 * DAY, HOUR);
    expect(readdirSync(join(world.folder, "clips"))).toHaveLength(3);
    await world.pass(5 * DAY, HOUR);
    expect(readdirSync(join(world.folder, "clips"))).toHaveLength(1);
    expect(readdirSync(join(world.folder, "receipts"))).toHaveLength(1);
  });
});
