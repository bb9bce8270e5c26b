/** The sequencer: proofs for answers, one history whatever fails, and no signature over what is not stored. */
import { describe, expect, it } from "vitest";
import { type UtcInstant, utcInstant } from "../../../services/kernel/clock.ts";
import { ledgerKey } from "../../../services/objects/object-key.ts";
import { Sequencer } from "../../../services/ledger/sequencer.ts";
import { MemoryCheckpointSigner } from "../../fakes/checkpoint-signer.ts";
import { MemoryLedgerStore } from "../../fakes/ledger-store.ts";
import {
  LOG,
  type LedgerInMemory,
  enterAll,
  expectOneHistory,
  expectProven,
  ledgerInMemory,
  numbered,
} from "../../fixtures/ledger.ts";

describe("Sequencer", () => {
  it("answers a leaf with its place, a published head and a proof that stands alone", async () => {
    const all = ledgerInMemory();
    const entered = await new Sequencer(all.deps).enter("one\n");
    expect(entered).toMatchObject({ origin: LOG, index: 0, leaf: "one\n", inclusion: [] });
    expect(await all.ledger.head(LOG)).toEqual(entered.head);
    expectProven(all, entered);
  });

  it("proves all of 700 leaves that arrive at once, over the edge of tiles", async () => {
    const all = ledgerInMemory();
    const leaves = numbered(700);
    const entered = await enterAll(new Sequencer(all.deps), leaves);
    for (const each of entered) expectProven(all, each);
    expect(new Set(entered.map(({ index }) => index)).size).toBe(700);
    await expectOneHistory(all, leaves);
    expect(all.signer.signed.map(({ size }) => size)).toEqual([256, 512, 700]);
  });

  it("keeps one history over many batches and restarts of any size", async () => {
    const all = ledgerInMemory();
    let count = 0;
    for (const size of [1, 1, 2, 5, 247, 1, 256, 3, 300, 209]) {
      const sequencer = new Sequencer(all.deps);
      const entered = await enterAll(sequencer, numbered(size, count));
      for (const each of entered) expectProven(all, each);
      count += size;
    }
    await expectOneHistory(all, numbered(count));
  });

  it("writes no file twice with other bytes: every partial tile has a name of its own", async () => {
    const all = ledgerInMemory();
    const sequencer = new Sequencer(all.deps);
    for (const leaf of numbered(3)) await sequencer.enter(leaf);
    await enterAll(sequencer, numbered(254, 3));
    expect(all.objects.keys()).toEqual(
      [
        ...["000.p/1", "000.p/2", "000.p/3", "000", "001.p/1"].flatMap((name) => [
          `ledger/${LOG}/tile/entries/${name}`,
          `ledger/${LOG}/tile/0/${name}`,
        ]),
        `ledger/${LOG}/tile/1/000.p/1`,
      ].sort(),
    );
  });

  it("answers a leaf that stands already with the head that first covered it", async () => {
    const all = ledgerInMemory();
    const sequencer = new Sequencer(all.deps);
    const first = await sequencer.enter("a\n");
    await enterAll(sequencer, numbered(20));
    const again = await sequencer.enter("a\n");
    const [x, y] = await Promise.all([sequencer.enter("b\n"), sequencer.enter("b\n")]);
    expect(again).toEqual(first);
    expect(x).toEqual(y);
    expect(await new Sequencer(all.deps).enter("a\n")).toEqual(first);
  });

  it("begins a new log with the new year and ends the old one's business first when asked", async () => {
    const all = ledgerInMemory();
    await new Sequencer(all.deps).enter("old\n");
    // died before publishing
    await all.ledger.place(await all.ledger.acquire(LOG), ["left behind\n"]);
    all.setClock("2027-01-01T00:00:00.000Z");
    const sequencer = new Sequencer(all.deps);
    const fresh = await sequencer.enter("new\n");
    expect(fresh).toMatchObject({ origin: "haikou/2027", index: 0 });
    const late = await sequencer.enter("left behind\n");
    expect(late).toMatchObject({ origin: LOG, index: 1 });
    for (const each of [fresh, late]) expectProven(all, each);
  });

  it("puts nothing into a log whose follower has begun, whatever its clock says", async () => {
    const all = ledgerInMemory();
    all.setClock("2026-12-31T23:59:58.000Z");
    const behind = new Sequencer(all.deps);
    await behind.enter("old\n");
    const ahead = { ...all.deps, clock: () => utcInstant(new Date("2027-01-01T00:00:01.000Z")) };
    await new Sequencer(ahead).enter("key-revoke\n");
    expect(await behind.enter("signed after\n")).toMatchObject({ origin: "haikou/2027", index: 1 });
    all.setClock("2026-06-01T00:00:00.000Z");
    for (const sequencer of [behind, new Sequencer(all.deps)]) {
      const entered = await sequencer.enter(`set back ${sequencer === behind}\n`);
      expect(entered.origin).toBe("haikou/2027");
      expectProven(all, entered);
    }
  });

  it("dates no head before the one before it, whatever its clock does, and goes on by the clock once that is later", async () => {
    const all = ledgerInMemory();
    const ahead = { ...all.deps, clock: () => utcInstant(new Date("2026-11-24T13:00:00.000Z")) };
    await new Sequencer(ahead).enter("of a clock that is ahead\n");
    await new Sequencer(all.deps).enter("of one that is right\n");
    all.setClock("2026-11-24T14:00:00.000Z");
    await new Sequencer(all.deps).enter("later\n");
    const hours = all.ledger.heads(LOG).map(({ signedAt }) => signedAt.slice(11, 13));
    expect(hours).toEqual(["13", "13", "14"]);
  });

  it.each([
    ["a clock without a battery", "1970-01-01T00:00:00.000Z"],
    ["a clock two years behind", "2026-06-01T00:00:00.000Z"],
  ])("never goes back to an earlier log, open or not: %s", async (_, behind) => {
    const all = ledgerInMemory();
    const at = (instant: string) => ({ ...all.deps, clock: () => utcInstant(new Date(instant)) });
    const open = new Sequencer(
      at(behind === "1970-01-01T00:00:00.000Z" ? "2027-03-01T00:00:00.000Z" : behind),
    );
    await open.enter("early\n");
    await new Sequencer(at("2028-01-01T00:00:00.000Z")).enter("key-revoke\n");
    const late = [await open.enter("open\n"), await new Sequencer(at(behind)).enter("anew\n")];
    for (const each of late) {
      expect(each.origin).toBe("haikou/2028");
      expectProven(all, each);
    }
    expect(all.ledger.origins()).not.toContain("haikou/1970");
  });

  it("refuses leaves that are no short text, and any leaf once it closes", async () => {
    const { deps } = ledgerInMemory();
    const sequencer = new Sequencer(deps);
    for (const leaf of ["", "x".repeat(2_001), "\ud800"]) {
      await expect(sequencer.enter(leaf)).rejects.toMatchObject({ code: "ledger/bad-leaf" });
    }
    const last = sequencer.enter("last\n");
    await new Promise(setImmediate);
    await sequencer.close();
    await expect(last).resolves.toMatchObject({ index: 0 });
    await expect(sequencer.enter("late\n")).rejects.toMatchObject({ code: "ledger/closed" });
  });
});

describe("Sequencer against bytes that changed", () => {
  it.each([
    ["an entry in the database before it is signed", "ledger/entry-differs"],
    ["a stored bundle before it is signed", "ledger/store-differs"],
    ["a tile under the newest head", "ledger/tiles-differ"],
    ["an entry in the database after it was signed", "ledger/entry-differs"],
  ])("refuses to go on after a change of %s", async (what, code) => {
    const all = ledgerInMemory();
    await new Sequencer(all.deps).enter("a\n");
    const signed = all.signer.signed.length;
    const { objects, ledger } = all;
    const flip = (bytes: Buffer) => bytes.with(5, bytes[5]! ^ 1) as Buffer;
    if (what.startsWith("an entry in the database before")) {
      const entries = ledger.entries.bind(ledger);
      ledger.place = async (writer, leaves) => {
        const placed = await MemoryLedgerStore.prototype.place.call(ledger, writer, leaves);
        ledger.entries = async (...place) => {
          ledger.overwriteEntry(LOG, 1, "b, changed\n");
          return entries(...place);
        };
        return placed;
      };
    } else if (what.startsWith("a stored bundle")) {
      objects.put = async (key, bytes) => {
        const ref = objects.putNow(key, bytes);
        if (key.includes("entries")) objects.tamper(key, flip);
        return ref;
      };
    } else if (what.startsWith("a tile")) {
      objects.tamper(ledgerKey(LOG, "tile/0/000.p/1"), flip);
    } else {
      ledger.overwriteEntry(LOG, 0, "c\n");
    }
    const leaf = what.endsWith("after it was signed") ? "c\n" : "b\n";
    await expect(new Sequencer(all.deps).enter(leaf)).rejects.toMatchObject({
      kind: "tampered",
      code,
    });
    expect(all.signer.signed).toHaveLength(signed);
  });

  it("does not carry a bit that flipped in the last bundle into the full one", async () => {
    const all = ledgerInMemory();
    const sequencer = new Sequencer(all.deps);
    await enterAll(sequencer, numbered(255));
    all.objects.tamper(ledgerKey(LOG, "tile/entries/000.p/255"), (bytes) =>
      Buffer.from(bytes.with(5, bytes[5]! ^ 1)),
    );
    const [entered] = await enterAll(sequencer, numbered(1, 255));
    expectProven(all, entered!);
    await expectOneHistory(all, numbered(256));
  });

  describe("locks", () => {
    const until = (instant: string) => () =>
      ({ mode: "compliance", until: `${instant}T00:00:00.000Z` as UtcInstant }) as const;
    const lockOf = async ({ objects }: LedgerInMemory, path: string) => {
      const ref = await objects.find(ledgerKey(LOG, path));
      return ref === null ? undefined : ((await objects.head(ref)).lock?.until ?? null);
    };

    it("what is full, before a head over it is signed, and nothing that is not", async () => {
      const all = ledgerInMemory();
      await enterAll(new Sequencer({ ...all.deps, lock: until("2027-05-24") }), numbered(600));
      for (const path of ["tile/0/000", "tile/0/001", "tile/entries/000", "tile/entries/001"]) {
        expect([path, await lockOf(all, path)]).toEqual([path, "2027-05-24T00:00:00.000Z"]);
      }
      for (const path of ["tile/0/002.p/88", "tile/entries/002.p/88", "tile/1/000.p/2"]) {
        expect([path, await lockOf(all, path)]).toEqual([path, null]);
      }
    });

    it.each(["forgets", "refuses"])(
      "and signs nothing with a store that %s locks",
      async (what) => {
        const all = ledgerInMemory();
        const sequencer = new Sequencer({ ...all.deps, lock: until("2027-05-24") });
        await enterAll(sequencer, numbered(255));
        const signed = all.signer.signed.length;
        if (what === "forgets") all.objects.forgetsLocks = true;
        else all.objects.lock = () => Promise.reject(new Error("no"));
        await expect(sequencer.enter("one more\n")).rejects.toThrow(/lock|no/);
        expect(all.signer.signed).toHaveLength(signed);
      },
    );

    it("again after a cut, and is content with a lock that is longer", async () => {
      const all = ledgerInMemory();
      await enterAll(new Sequencer({ ...all.deps, lock: until("2027-05-24") }), numbered(255));
      const publish = all.ledger.publish.bind(all.ledger);
      all.ledger.publish = () => Promise.reject(new Error("cut"));
      const cut = new Sequencer({ ...all.deps, lock: until("2027-06-24") }).enter("one more\n");
      await expect(cut).rejects.toThrow("cut");
      all.ledger.publish = publish;
      // The clock was set back meanwhile.
      await new Sequencer({ ...all.deps, lock: until("2027-01-24") }).enter("one more\n");
      expect(await lockOf(all, "tile/0/000")).toBe("2027-06-24T00:00:00.000Z");
      await expectOneHistory(all, [...numbered(255), "one more\n"]);
    });
  });

  it("believes no head that its own key did not sign", async () => {
    const all = ledgerInMemory();
    await new Sequencer(all.deps).enter("a\n");
    const signer = new MemoryCheckpointSigner();
    await expect(new Sequencer({ ...all.deps, signer }).enter("b\n")).rejects.toMatchObject({
      code: "ledger/bad-checkpoint",
    });
    expect(signer.signed).toEqual([]);
  });
});
