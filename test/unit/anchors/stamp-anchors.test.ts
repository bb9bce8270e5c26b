/** Heads get their time stamps whatever authorities do, and sealing knows nothing of it. */
import { beforeEach, describe, expect, it } from "vitest";
import type { StampedToken, TimestampAuthority } from "../../../services/anchors/timestamp.ts";
import { stampAnchors } from "../../../services/anchors/stamp-anchors.ts";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { MemoryAnchorStore } from "../../fakes/anchor-store.ts";
import { MemoryLedgerStore } from "../../fakes/ledger-store.ts";
import { MemoryTokenStore } from "../../fakes/token-store.ts";

const LOG = "haikou/2026";
const NEXT = "haikou/2027";
const START = "2026-11-25T12:00:00.000Z" as UtcInstant;

describe("time stamps over chosen heads", () => {
  let ledger: MemoryLedgerStore;
  let anchors: MemoryAnchorStore;
  let tokens: MemoryTokenStore;
  let now: UtcInstant;
  let asked: string[];
  /** What the authority does when it is asked. */
  let answer: () => StampedToken;
  const granted = (): StampedToken => ({
    ...{ genTime: now, accuracyMs: null, serial: `${asked.length}`, policy: "1.2", authority: "" },
    validUntil: now,
    response: Buffer.from(`${asked.length}`),
  });
  const authority: TimestampAuthority = {
    name: "court",
    rootsPem: "",
    revocationLists: [],
    askRevocation: null,
    stamp: async (bytes) => {
      asked.push(Buffer.from(bytes).toString());
      return answer();
    },
  };
  const round = (signal = new AbortController().signal) =>
    stampAnchors({ tokens, authority, clock: () => now }, signal);

  beforeEach(async () => {
    ledger = new MemoryLedgerStore();
    anchors = new MemoryAnchorStore(ledger);
    tokens = new MemoryTokenStore(anchors);
    now = START;
    asked = [];
    answer = granted;
    await tokens.configure([authority], now);
  });
  async function anchored(size: number, origin = LOG): Promise<void> {
    const note = `${origin}\n${size}\n\n— sig\n`;
    const head = { size, rootSha256: sha256(`${size}`), note, signedAt: now };
    await ledger.publish(await ledger.acquire(origin), head);
    const before = (await anchors.newest(origin))?.size ?? null;
    await anchors.choose(origin, size, before, now);
  }

  it("are asked for over the signed note, byte for byte, and once", async () => {
    await anchored(4);
    expect(await round()).toEqual([{ origin: LOG, size: 4 }]);
    expect(await round()).toEqual([]);
    expect(asked).toEqual([`${LOG}\n4\n\n— sig\n`]);
    expect(await tokens.tokens(LOG, 4)).toHaveLength(1);
  });

  it("come after an outage over the newest head alone, and each try is later than the one before", async () => {
    answer = () => {
      throw new Refusal("unavailable", "timestamps/unreachable", "gone");
    };
    const tries: number[] = [];
    for (let second = 0; second < 3_600; second += 1) {
      now = plusMs(START, second * 1_000);
      if (second % 60 === 0) await anchored(second + 1);
      if ((await round()).length > 0) tries.push(second);
    }
    expect(tries.slice(0, 6)).toEqual([0, 5, 15, 35, 75, 155]);
    expect(tries.length).toBeLessThan(14);
    const before = asked.length;
    answer = granted;
    now = plusMs(now, 600_000);
    expect(await round()).toEqual([{ origin: LOG, size: 3_541 }]);
    expect(asked).toHaveLength(before + 1);
    expect(await tokens.states()).toMatchObject([{ failure: null, behindSince: null }]);
  });

  it("stop at a failure: an authority that is down is not asked for each log", async () => {
    await anchored(4);
    await anchored(2, NEXT);
    answer = () => {
      throw new Error("anything");
    };
    const done = await round();
    expect(done).toMatchObject([{ origin: LOG, size: 4 }]);
    expect(done[0]?.error).toBeInstanceOf(Error);
    expect(asked).toHaveLength(1);
    expect(await tokens.states()).toMatchObject([{ failure: "timestamps/unreachable" }]);
  });

  it("are asked for again by who was cut off before the token was kept, and the first that is kept stays", async () => {
    await anchored(4);
    const keep = tokens.keep.bind(tokens);
    tokens.keep = () => Promise.reject(new Error("the power went"));
    await round();
    tokens.keep = keep;
    now = plusMs(now, 5_000);
    await Promise.all([round(), round()]);
    expect(asked).toHaveLength(3);
    const [token] = await tokens.tokens(LOG, 4);
    expect(Buffer.from(token?.response ?? []).toString()).toMatch(/^[23]$/);
    expect(await round()).toEqual([]);
  });

  it("are not asked for by a process that is told to end", async () => {
    await anchored(4);
    expect(await round(AbortSignal.abort())).toEqual([]);
    expect(asked).toEqual([]);
  });
});
