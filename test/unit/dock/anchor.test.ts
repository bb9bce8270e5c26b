/** Tests of anchors: left when a visit is over, told at the next, and never at the cost of anything on the card. */
import { expect, it } from "vitest";
import { ANCHOR_FILE } from "../../../services/batches/card-files.ts";
import { dockEachTest, world } from "../../fixtures/dock-each-test.ts";

dockEachTest();

const told = (): unknown[] => [...world.uploads.values()].map(({ metadata }) => metadata["anchor"]);
const onCard = (): string | undefined => world.card?.get(ANCHOR_FILE)?.toString();

async function comesBack(...names: string[]): Promise<void> {
  const { card } = world;
  world.card = null;
  await world.pass(2_000);
  world.card = card;
  world.put(...names);
  await world.pass(10_000);
}

it("is left once the visit is receipted, and told with what the camera brings next", async () => {
  world.anchor = ANCHOR_FILE;
  await world.start();
  world.put("CLIP0001.MP4");
  await world.pass(10_000);
  expect(told()).toEqual([undefined]);
  expect(onCard()).toMatch(/^demo\/2026\n7\n/);
  world.ledgerSize = 12;
  await comesBack("CLIP0002.MP4");
  expect(told()).toEqual([undefined, expect.stringMatching(/^demo\/2026 7 [0-9a-f]{64}$/)]);
  expect(onCard()).toMatch(/^demo\/2026\n12\n/);
  // It is no recording, for whoever reads the card.
  expect(await world.outcomes()).toEqual([
    ["CLIP0001.MP4 sealed"],
    ["CLIP0001.MP4 sealed", "CLIP0002.MP4 sealed"],
  ]);
});

it("is not left where the camera has no place for it", async () => {
  world.put("CLIP0001.MP4");
  await world.pass(10_000);
  await comesBack("CLIP0002.MP4");
  expect(onCard()).toBeUndefined();
  expect(told()).toEqual([undefined, undefined]);
});

it("costs no recording on a card that cannot be written, is told, and is left after all at the next start", async () => {
  world.anchor = ANCHOR_FILE;
  world.policy = { kind: "keep" };
  world.isReadOnly = true;
  await world.start();
  world.put("CLIP0001.MP4");
  await world.pass(10_000);
  expect(world.slot).toMatchObject({
    kind: "sealed",
    mayRemove: true,
    notices: ["anchor-not-left"],
  });
  expect(onCard()).toBeUndefined();
  world.isReadOnly = false;
  await world.start();
  await world.pass(2_000);
  expect(onCard()).toMatch(/^demo\/2026\n7\n/);
  expect(world.slot.notices).toEqual([]);
});

it("takes the place of what a power cut left, of no newer one, and of nobody else's file", async () => {
  world.anchor = ANCHOR_FILE;
  await world.start();
  for (const [there, stays] of [
    ["\0\0\0", false],
    ["", false],
    [`demo/2026\n5\n${"A".repeat(43)}=\n\n— demo/2026 AAAA\n`, false],
    [`demo/2026\n900\n${"A".repeat(43)}=\n\n— demo/2026 AAAA\n`, true],
    ["my notes", true],
    [`demo/2026\n5\n${"A".repeat(43)}=\n\n— forged AAAA\n`, true],
  ] as const) {
    world.card = new Map([[ANCHOR_FILE, Buffer.from(there)]]);
    await comesBack(`CLIP${Math.random()}.MP4`);
    expect(onCard() === there, JSON.stringify(there)).toBe(stays);
  }
  expect(told().filter(Boolean)).toEqual([
    expect.stringMatching(/^demo\/2026 5 /),
    expect.stringMatching(/^demo\/2026 900 /),
  ]);
});
