/** What every EvidenceStore with its DerivativeStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { COUNT_FOR_MS } from "../../services/kernel/counting.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type ItemId, newId } from "../../services/kernel/ids.ts";
import { derivativeKey } from "../../services/objects/object-key.ts";
import { type Actor, type Happening, firstBreak } from "../../services/evidence/custody-event.ts";
import type { Derivative, DerivativeStore } from "../../services/evidence/derivative.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import { NOON, receivedItem, verifiedOriginal } from "../fixtures/evidence.ts";

export interface EvidenceStoreUnderTest {
  readonly store: EvidenceStore & DerivativeStore;
  /** Puts a new item in, without events. */
  readonly add: (item: EvidenceItem) => Promise<void>;
  readonly close: () => Promise<void>;
}

const event = (kind: Happening["kind"], at: UtcInstant = NOON) => ({
  at,
  actor: "process:custody" as Actor,
  happening: { kind, data: { note: '引号" and \\ and 1', nested: [1, null, true] } },
});

export function evidenceStoreContract(
  name: string,
  make: () => Promise<EvidenceStoreUnderTest>,
): void {
  describe(`EvidenceStore: ${name}`, () => {
    let subject: EvidenceStoreUnderTest;
    let store: EvidenceStore & DerivativeStore;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
    });
    afterEach(() => subject.close());

    async function added(changes: Partial<EvidenceItem> = {}): Promise<EvidenceItem> {
      const item = receivedItem(changes);
      await subject.add(item);
      return item;
    }

    it("gives an item back exactly as it was put in", async () => {
      const item = await added({ mediaInfo: { streams: [{ codec: "h264" }] } });
      expect(await store.get(item.id)).toEqual(item);
    });

    it("counts refusals that come often, tells all of them, and mixes up nobody's", async () => {
      const { id } = await added();
      const refuse = (ms: number, what = "original", actor: Actor = "user:a") =>
        store.countRefusal(id, what, {
          ...{ at: plusMs(NOON, ms), actor },
          happening: { kind: "access-refused", data: { representation: what } },
        });
      await Promise.all([0, 0, 0, 0].map(() => refuse(0)));
      await refuse(1, "viewing");
      await refuse(2, "original", "user:b");
      await refuse(COUNT_FOR_MS);
      await refuse(COUNT_FOR_MS + 1);
      expect(await store.tellRefusals(plusMs(NOON, COUNT_FOR_MS + 2))).toBe(0);
      const later = plusMs(NOON, 3 * COUNT_FOR_MS);
      expect(await store.tellRefusals(later)).toBe(1);
      expect(await store.tellRefusals(later)).toBe(0);
      const chain = await store.custody(id);
      expect(firstBreak(chain)).toBeNull();
      expect(
        chain.map(({ actor, data }) => [actor, data["representation"], data["times"]]),
      ).toEqual([
        ["user:a", "original", 1],
        ["user:a", "viewing", 1],
        ["user:b", "original", 1],
        ["user:a", "original", 4],
        ["user:a", "original", 1],
      ]);
      const nowhere = store.countRefusal(newId<ItemId>(), "original", event("access-refused"));
      await expect(nowhere).rejects.toMatchObject({ code: "evidence/no-such-item" });
    });

    it("gives a chain from any event on, as much as was asked for", async () => {
      const { id } = await added();
      for (const kind of ["received", "verified", "sealed"] as const) {
        await store.record(id, event(kind));
      }
      const chain = await store.custody(id);
      expect(await store.custodyFrom(id, 0, 2)).toEqual(chain.slice(0, 2));
      expect(await store.custodyFrom(id, 1, 9)).toEqual(chain.slice(1));
      expect(await store.custodyFrom(id, 3, 9)).toEqual([]);
    });

    it("refuses an item that is not there, by name", async () => {
      await expect(store.get(newId<ItemId>())).rejects.toMatchObject({
        kind: "missing",
        code: "evidence/no-such-item",
      });
      await expect(store.record(newId<ItemId>(), event("linked"))).rejects.toMatchObject({
        code: "evidence/no-such-item",
      });
    });

    it("saves the item and its event together and counts the version up", async () => {
      const item = await added();
      const after = {
        ...item,
        stage: "verified" as const,
        original: verifiedOriginal(item.id, Buffer.from("bytes")),
        duplicateOf: (await added()).id,
      };
      const saved = await store.save(item, after, event("verified"));
      expect(saved).toEqual({ ...after, version: item.version + 1 });
      expect(await store.get(item.id)).toEqual(saved);
      expect(await store.custody(item.id)).toMatchObject([
        { ...event("verified").happening, index: 0 },
      ]);
    });

    it("keeps what decoding found, and how far the study is, beside all else", async () => {
      const item = await added({ stage: "sealed", viewingStage: "ready" });
      const mediaCheck = { verdict: "sound", damaged: [{ stream: "video", fromMs: 1, toMs: 2 }] };
      const after = { ...item, studyStage: "checked", mediaCheck } as const;
      await store.save(item, after, event("media-checked"));
      expect(await store.get(item.id)).toEqual({ ...after, version: item.version + 1 });
    });

    it("lets one of many saves from the same version win, and writes one event", async () => {
      const item = await added();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 6 }, () =>
          store.save(item, { ...item, stage: "quarantined" }, event("quarantined")),
        ),
      );
      const lost = outcomes.filter((outcome) => outcome.status === "rejected");
      expect(lost.map(({ reason }) => (reason as { code: string }).code)).toEqual(
        Array(5).fill("evidence/moved"),
      );
      expect(await store.custody(item.id)).toHaveLength(1);
    });

    it("leaves the item as it was when the version moved", async () => {
      const item = await added();
      const saved = await store.save(
        item,
        { ...item, viewingStage: "none" },
        event("no-viewing-copy"),
      );
      await expect(
        store.save(item, { ...item, stage: "sealed" }, event("sealed")),
      ).rejects.toMatchObject({ kind: "conflict", code: "evidence/moved" });
      expect(await store.get(item.id)).toEqual(saved);
      expect(await store.custody(item.id)).toHaveLength(1);
    });

    it("keeps one unbroken chain under events from many sides at once", async () => {
      const item = await added();
      const other = await added();
      await Promise.all([
        ...Array.from({ length: 12 }, () => store.record(item.id, event("accessed"))),
        store.record(other.id, event("accessed")),
        store.save(item, { ...item, viewingStage: "none" }, event("no-viewing-copy")),
      ]);
      const chain = await store.custody(item.id);
      expect(chain.map(({ index }) => index)).toEqual([...Array(13).keys()]);
      expect(firstBreak(chain)).toBeNull();
      expect(firstBreak(await store.custody(other.id))).toBeNull();
    });

    it("answers the recorded event, the same as the chain then shows", async () => {
      const item = await added();
      const recorded = await store.record(item.id, event("linked"));
      expect(await store.custody(item.id)).toEqual([recorded]);
    });

    it("lists what is due on every track by the pipeline, longest waiting first", async () => {
      const late = await added({ receivedAt: plusMs(NOON, 60_000) });
      const verified = await added({ stage: "verified", receivedAt: plusMs(NOON, 30_000) });
      const looked = { stage: "sealed", viewingStage: "ready" } as const;
      await added({ ...looked, studyStage: "checked" });
      await added({ ...looked, studyStage: "none" });
      await added({ stage: "sealed", viewingStage: "none" });
      await added({ stage: "quarantined" });
      await added({ stage: "disposed", viewingStage: "ready" });
      await added({ ...looked, studyStage: "none", overviewStage: "ready" });
      await added({ stage: "sealed", viewingStage: "none", overviewStage: "waiting" });
      const ready = await added({ ...looked, receivedAt: plusMs(NOON, 90_000) });
      const shown = { ...looked, studyStage: "none", receivedAt: plusMs(NOON, 120_000) } as const;
      const pictures = await added({ ...shown, overviewStage: "made" });
      const made = await added({ stage: "sealed", viewingStage: "made", receivedAt: NOON });
      const due = await store.due(NOON, 10);
      expect(due.map(({ itemId }) => itemId)).toEqual([
        ...[made.id, verified.id, verified.id, late.id, ready.id, pictures.id],
      ]);
      expect(due.map(({ step }) => step).sort()).toEqual([
        "check-media",
        "probe",
        "seal",
        "seal-copies",
        "seal-overview",
        "verify-original",
      ]);
    });

    it("does not let many items of one step hide another step", async () => {
      for (let count = 0; count < 5; count += 1) await added({ stage: "sealed" });
      const last = await added({ receivedAt: plusMs(NOON, 1_000) });
      const due = await store.due(NOON, 2);
      expect(due.filter(({ step }) => step === "probe")).toHaveLength(2);
      expect(due).toContainEqual({ itemId: last.id, step: "verify-original" });
    });

    it("does not list a step before its time, and lists it at its time", async () => {
      const item = await added();
      const notBefore = plusMs(NOON, 5_000);
      const run = {
        step: "verify-original",
        attempts: 2,
        lastError: "internal",
        progress: null,
      } as const;
      await store.saveStepRun(item.id, { ...run, notBefore });
      expect(await store.due(plusMs(notBefore, -1), 10)).toEqual([]);
      expect(await store.due(notBefore, 10)).toEqual([
        { itemId: item.id, step: "verify-original" },
      ]);
      await store.saveStepRun(item.id, { ...run, attempts: 3, notBefore: null });
      expect(await store.due(NOON, 10)).toHaveLength(1);
      expect(await store.stepRuns(item.id)).toEqual([{ ...run, attempts: 3, notBefore: null }]);
    });

    it("forgets how a step stood once it is no longer due, and takes no late word about it", async () => {
      const item = await added({ stage: "verified" });
      const run = { attempts: 1, notBefore: null, lastError: null, progress: 0.5 };
      await store.saveStepRun(item.id, { step: "seal", ...run });
      await store.saveStepRun(item.id, { step: "probe", ...run });
      await store.save(item, { ...item, stage: "sealed" }, event("sealed"));
      await store.saveStepRun(item.id, { step: "seal", ...run });
      expect(await store.stepRuns(item.id)).toEqual([{ step: "probe", ...run }]);
    });

    it("keeps how long a step still takes, and forgets it with the next word", async () => {
      const item = await added();
      const run = {
        step: "verify-original",
        attempts: 1,
        notBefore: null,
        lastError: null,
      } as const;
      await store.saveStepRun(item.id, { ...run, progress: 0.5, secondsLeft: 90 });
      expect(await store.stepRuns(item.id)).toEqual([{ ...run, progress: 0.5, secondsLeft: 90 }]);
      await store.saveStepRun(item.id, { ...run, progress: null });
      expect(await store.stepRuns(item.id)).toEqual([{ ...run, progress: null }]);
    });

    it("keeps no word about a step of an item that is not there", async () => {
      const nobody = newId<ItemId>();
      const run = { attempts: 1, notBefore: null, lastError: null, progress: null };
      await store.saveStepRun(nobody, { step: "seal", ...run });
      expect(await store.stepRuns(nobody)).toEqual([]);
    });

    it("finds the oldest other item with the same bytes", async () => {
      const bytes = Buffer.from("the same");
      const first = receivedItem({ stage: "verified" });
      const second = receivedItem({ stage: "sealed" });
      for (const item of [first, second]) {
        await subject.add({ ...item, original: verifiedOriginal(item.id, bytes) });
      }
      expect(await store.findByDigest(sha256(bytes), second.id)).toBe(first.id);
      expect(await store.findByDigest(sha256(bytes), first.id)).toBe(second.id);
      expect(await store.findByDigest(sha256(bytes), null)).toBe(first.id);
      expect(await store.findByDigest(sha256("other"), null)).toBeNull();
      expect(await store.findByDigest(sha256("other"), first.id)).toBeNull();
    });

    it("keeps the first derivative of a kind, whoever comes at the same time", async () => {
      const item = await added({ stage: "verified", viewingStage: "probed" });
      const offer = (content: string): Derivative => ({
        itemId: item.id,
        kind: "viewing",
        mediaType: "video/mp4",
        sizeBytes: content.length,
        sha256: sha256(content),
        object: { key: derivativeKey(item.id, "viewing", sha256(content)), versionId: "7" },
        madeBy: { tool: "ffmpeg", version: "5.1", arguments: ["-i", "in/src"], method: "remux" },
      });
      const kept = await Promise.all(["a", "bb", "ccc"].map((text) => store.keepOnce(offer(text))));
      expect(new Set(kept.map((derivative) => derivative.sha256)).size).toBe(1);
      const poster = await store.keepOnce({ ...offer("picture"), kind: "poster" });
      expect(await store.derivatives(item.id)).toEqual([kept[0], poster]);
      expect(await store.keepOnce(offer("late"))).toEqual(kept[0]);
    });
  });
}
