/** What every WitnessStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnchorStore } from "../../services/anchors/anchor-store.ts";
import type { WitnessStanding, WitnessStore } from "../../services/anchors/witness-store.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { LedgerStore } from "../../services/ledger/ledger-store.ts";

export interface WitnessStoreUnderTest {
  readonly store: WitnessStore;
  readonly anchors: AnchorStore;
  readonly ledger: LedgerStore;
  close(): Promise<void>;
}

const LOG = "haikou/2026";
const AT = "2026-11-25T12:00:00.000Z" as UtcInstant;

export function witnessStoreContract(
  name: string,
  make: () => Promise<WitnessStoreUnderTest>,
): void {
  describe(`WitnessStore: ${name}`, () => {
    let subject: WitnessStoreUnderTest;
    let store: WitnessStore;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
      const writer = await subject.ledger.acquire(LOG);
      for (const [size, after] of [
        [5, null],
        [8, 5],
      ] as const) {
        const head = { size, rootSha256: sha256(`root ${size}`), note: "a note\n", signedAt: AT };
        await subject.ledger.publish(writer, head);
        await subject.anchors.choose(LOG, size, after, AT);
      }
    });
    afterEach(() => subject.close());

    const cosignature = (witness: string, line = `— ${witness} x\n`) => ({
      ...{ origin: LOG, size: 5, witness, line },
      cosignedAt: AT,
    });
    const standing = (witness: string, said: Partial<WitnessStanding> = {}): WitnessStanding => ({
      ...{ witness, origin: LOG, size: 3, keptSize: 0, problem: null, failures: 0 },
      ...{ failingSince: null, retryAt: null, ...said },
    });

    it("keeps the first cosignature of each witness, by witness", async () => {
      await store.keep(cosignature("b"));
      await store.keep(cosignature("a"));
      await store.keep(cosignature("a", "— a later\n"));
      expect(await store.cosignatures(LOG, 5)).toEqual([cosignature("a"), cosignature("b")]);
      expect(await store.cosignatures(LOG, 4)).toEqual([]);
      expect(await store.cosignatures("haikou/2027", 5)).toEqual([]);
    });

    it("finds cosignatures over an entry, those of the smallest anchor first", async () => {
      await store.keep({ ...cosignature("a"), size: 8 });
      await store.keep(cosignature("b"));
      await store.keep(cosignature("a"));
      const sizes = async (index: number, limit = 9) =>
        (await store.covering(LOG, index, limit)).map(({ size, witness }) => `${size} ${witness}`);
      expect(await sizes(4)).toEqual(["5 a", "5 b", "8 a"]);
      expect(await sizes(4, 2)).toEqual(["5 a", "5 b"]);
      expect(await sizes(5)).toEqual(["8 a"]);
      expect(await sizes(8)).toEqual([]);
    });

    it("finds the largest anchor that a witness cosigned which is asked for that log", async () => {
      expect(await store.newestCosigned(LOG)).toBeNull();
      await store.keep(cosignature("a"));
      expect(await store.newestCosigned(LOG)).toBeNull();
      await store.note(standing("a"));
      await store.note(standing("b", { origin: "haikou/2025" }));
      await store.keep({ ...cosignature("b"), size: 8 });
      expect(await store.newestCosigned(LOG)).toBe(5);
      expect(await store.newestCosigned("haikou/2025")).toBeNull();
      await store.note(standing("b"));
      expect(await store.newestCosigned(LOG)).toBe(8);
    });

    it("knows the newest word of each witness on each log", async () => {
      const failing = standing("b", {
        ...{ problem: "anchors/witness-unreachable", failures: 3 },
        ...{ failingSince: AT, retryAt: plusMs(AT, 40_000) },
      });
      await store.note(standing("b"));
      await store.note(failing);
      await store.note(standing("a", { size: 5, keptSize: 5 }));
      await store.note(standing("a", { origin: "haikou/2025" }));
      expect(await store.standings()).toEqual([
        standing("a", { origin: "haikou/2025" }),
        standing("a", { size: 5, keptSize: 5 }),
        failing,
      ]);
    });

    it("forgets how witnesses stood that are asked no more, and none of their cosignatures", async () => {
      await store.note(standing("a"));
      await store.note(standing("b"));
      await store.keep(cosignature("b"));
      await store.keepOnly(["a", "c"]);
      expect((await store.standings()).map(({ witness }) => witness)).toEqual(["a"]);
      await store.keepOnly([]);
      expect(await store.standings()).toEqual([]);
      expect(await store.cosignatures(LOG, 5)).toEqual([cosignature("b")]);
    });
  });
}
