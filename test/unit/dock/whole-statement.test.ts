/** A dock that dies and cards that are pulled out at any moment: a statement lists whatever was found, and calls nothing gone that is not. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseDockStatement } from "../../../services/batches/dock-statement.ts";
import { DockWorld } from "../../fixtures/dock-world.ts";

const MINUTE = 60_000;

let world: DockWorld;
beforeEach(async () => {
  world = new DockWorld();
  await world.start();
});
afterEach(() => world.close());

describe("a recording that was found and not yet read", () => {
  /** The dock only looks: no recording is read. */
  const look = async (): Promise<void> => {
    world.parallel = 0;
    await world.start();
    await world.pass(1_000);
  };
  const dieWithTheCardOut = async (): Promise<void> => {
    [world.card, world.parallel] = [null, 3];
    await world.start();
  };

  it.each([0, 1])("is stated after the dock died, the card being out (visit %i)", async (visit) => {
    if (visit === 1) {
      world.put("a.mp4");
      await world.pass(5_000);
    }
    world.put("b.mp4");
    await look();
    world.put("c.mp4");
    await world.pass(1_000);
    await dieWithTheCardOut();
    await world.pass(50 * MINUTE, 10_000);
    expect((await world.outcomes())[visit]).toBeUndefined();
    await world.pass(20 * MINUTE, 10_000);
    const missing = ["b.mp4 not-sent card-removed", "c.mp4 not-sent card-removed"];
    const before = visit === 1 ? ["a.mp4 sealed"] : [];
    expect((await world.outcomes())[visit]).toEqual([...before, ...missing]);
  });

  it("and then grew is stated once, as it was last", async () => {
    world.put("a.mp4");
    await look();
    world.card?.set("a.mp4", Buffer.from("longer than it was"));
    await world.pass(1_000);
    await dieWithTheCardOut();
    await world.pass(70 * MINUTE, 10_000);
    const [visit] = await world.visits();
    const { files } = parseDockStatement(visit!.batch.statement!);
    expect(files.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([["a.mp4", "18"]]);
  });
});

describe("a card pulled out", () => {
  it.each([0, 1])("while it is looked through was not emptied (%i files seen)", async (seen) => {
    world.put("a.mp4", "b.mp4");
    world.isAway = true;
    await world.pass(2_000);
    const { card } = world;
    world.listing = (found) => {
      world.card = null;
      return found.slice(0, seen);
    };
    await world.pass(1_000);
    expect(world.slot.problem).toBe("card-gone");
    world.isAway = false;
    await world.pass(50 * MINUTE, 10_000);
    expect(await world.outcomes()).toEqual([undefined]);
    world.listing = (found) => found;
    world.card = card;
    await world.pass(10 * MINUTE);
    expect(await world.outcomes()).toEqual([["a.mp4 sealed", "b.mp4 sealed"]]);
  });

  it("while it is read was not emptied, though the folder it was mounted on is there", async () => {
    world.put("a.mp4");
    world.isMountPointLeft = true;
    world.reading = () => (world.card = null);
    await world.pass(50 * MINUTE, 10_000);
    expect(await world.outcomes()).toEqual([undefined]);
    await world.pass(20 * MINUTE, 10_000);
    expect(await world.outcomes()).toEqual([["a.mp4 not-sent card-removed"]]);
  });

  it("never: a file that is seen again is not gone", async () => {
    world.put("a.mp4", "b.mp4");
    world.parallel = 0;
    await world.start();
    await world.pass(1_000);
    world.card?.delete("b.mp4");
    await world.pass(1_000);
    expect(world.slot.problem).toBe("file-gone");
    world.put("b.mp4");
    await world.pass(1_000);
    expect(world.slot.problem).toBeNull();
  });
});
