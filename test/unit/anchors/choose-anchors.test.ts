/** Which heads are chosen to be made known outside, and when. */
import { beforeEach, describe, expect, it } from "vitest";
import { chooseAnchors } from "../../../services/anchors/choose-anchors.ts";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { parseLeaf } from "../../../services/ledger/leaf.ts";
import { MemoryAnchorStore } from "../../fakes/anchor-store.ts";
import { MemoryLedgerStore } from "../../fakes/ledger-store.ts";

const LOG = "haikou/2026";
const LEAST_MS = 60_000;

describe("heads that are made known outside", () => {
  let ledger: MemoryLedgerStore;
  let anchors: MemoryAnchorStore;
  let entered: string[];
  beforeEach(() => {
    ledger = new MemoryLedgerStore();
    anchors = new MemoryAnchorStore(ledger);
    entered = [];
  });

  async function grow(size: number, origin = LOG): Promise<void> {
    const writer = await ledger.acquire(origin);
    const head = { size, rootSha256: sha256(`${size}`), note: `${size}\n` };
    await ledger.publish(writer, { ...head, signedAt: at("11:00:00") });
  }
  const at = (time: string): UtcInstant => `2026-11-25T${time}.000Z` as UtcInstant;
  const round = (time: string) =>
    chooseAnchors({
      anchors,
      ledger: { enter: async (leaf) => entered.push(leaf) },
      clock: () => at(time),
      leastMs: LEAST_MS,
    });

  it("chooses the first head at once, and further ones a minute apart, the newest each time", async () => {
    expect(await round("11:59:59")).toEqual([]);
    await grow(3);
    expect(await round("12:00:00")).toEqual([{ origin: LOG, size: 3 }]);
    await grow(4);
    expect(await round("12:00:59")).toEqual([]);
    await grow(7);
    expect(await round("12:01:00")).toEqual([{ origin: LOG, size: 7 }]);
    expect(await round("12:30:00")).toEqual([]);
    expect(entered).toEqual([]);
  });

  it("lets each log have its own, so that the last head of a year is not forgotten", async () => {
    await grow(3);
    await round("12:00:00");
    await grow(4);
    await grow(1, "haikou/2027");
    expect(await round("12:00:10")).toEqual([{ origin: "haikou/2027", size: 1 }]);
    expect(await round("12:01:00")).toEqual([{ origin: LOG, size: 4 }]);
  });

  it("enters the hour once a log rested for one, the same text however often", async () => {
    await grow(3);
    await round("12:20:00");
    await round("13:19:59");
    expect(entered).toEqual([]);
    await round("13:20:00");
    await round("13:20:01");
    expect(new Set(entered)).toEqual(new Set(["pulse/v1\nhour 2026-11-25T13:00:00.000Z\n"]));
    expect(parseLeaf(entered[0] ?? "")).toEqual({ type: "pulse", hour: at("13:00:00") });
    await grow(4);
    expect(await round("13:20:02")).toEqual([{ origin: LOG, size: 4 }]);
  });

  it("goes on at once when the clock was set back, rather than wait for what lies ahead", async () => {
    await grow(3);
    await round("23:00:00");
    await grow(4);
    expect(await round("12:00:00")).toEqual([{ origin: LOG, size: 4 }]);
  });

  it("takes no time for an hour that is none", () => {
    for (const hour of ["2026-11-25T13:30:00.000Z", "2026-13-25T13:00:00.000Z", "13"])
      expect(parseLeaf(`pulse/v1\nhour ${hour}\n`)).toBeNull();
  });
});
