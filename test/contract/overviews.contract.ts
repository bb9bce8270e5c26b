/** What every EvidenceStore must do with what is asked for later: overviews, what is kept of them, and another look at what could not be opened. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "../../services/kernel/digest.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import { derivativeKey } from "../../services/objects/object-key.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { mediaInfo } from "../fixtures/media-info.ts";
import type { EvidenceStoreUnderTest } from "./evidence-store.contract.ts";

export function overviewsContract(name: string, make: () => Promise<EvidenceStoreUnderTest>): void {
  describe(`${name}: overviews`, () => {
    let made: EvidenceStoreUnderTest;
    let store: EvidenceStoreUnderTest["store"];
    beforeEach(async () => {
      made = await make();
      ({ store } = made);
    });
    afterEach(() => made.close());

    async function added(changes: Partial<EvidenceItem>): Promise<EvidenceItem> {
      const item = receivedItem(changes);
      await made.add(item);
      return item;
    }

    it("asks for overviews of those that have none, the newest first, and of nothing else", async () => {
      const looked = { stage: "sealed", viewingStage: "ready", mediaInfo: mediaInfo() } as const;
      const unasked = { ...looked, overviewStage: "unasked" } as const;
      await added({ ...unasked, stage: "verified" });
      await added({ ...unasked, stage: "disposed" });
      await added({ ...unasked, viewingStage: "none" });
      await added({ ...unasked, mediaInfo: mediaInfo({ family: "jpeg_pipe" }) });
      await added({ ...looked, overviewStage: "none" });
      await added({ ...looked, overviewStage: "ready" });
      const before = (await store.due(NOON, 10)).filter(({ step }) => step === "overview");
      expect(before).toEqual([]);
      const [oldest, older, newest] = [
        await added(unasked),
        await added(unasked),
        await added(unasked),
      ];
      expect(await store.askOverviews(2, NOON)).toEqual({ asked: 2, left: 1 });
      // A step that read the item before must not take the wish back.
      const stale = { ...newest, studyStage: "checked" } as const;
      await expect(store.save(newest, stale, CHECKED)).rejects.toMatchObject({
        code: "evidence/moved",
      });
      const due = (await store.due(NOON, 10)).filter(({ step }) => step === "overview");
      expect(due.map(({ itemId }) => itemId).sort()).toEqual([older.id, newest.id].sort());
      expect(await store.askOverviews(2, NOON)).toEqual({ asked: 1, left: 0 });
      expect(await store.askOverviews(2, NOON)).toEqual({ asked: 0, left: 0 });
      expect((await store.get(oldest.id)).overviewStage).toBe("waiting");
    });

    it("has what could not be opened looked at again, the newest first, and nothing else", async () => {
      const none = { stage: "sealed", viewingStage: "none" } as const;
      const unopened = { ...none, noViewingReason: "media/unreadable" } as const;
      await added({ ...none, noViewingReason: "media/too-large" });
      await added({ ...unopened, stage: "disposed" });
      await added({ ...unopened, viewingStage: "ready" });
      const [oldest, newest] = [await added(unopened), await added(unopened)];
      const reasons = ["media/unreadable", "media/program-failed"];
      const probes = async () =>
        (await store.due(NOON, 10))
          .filter(({ step }) => step === "probe")
          .map(({ itemId }) => itemId);
      const before = await probes();
      expect(await store.lookAgain(reasons, 1)).toEqual({ asked: 1, left: 1 });
      expect((await probes()).filter((id) => !before.includes(id))).toEqual([newest.id]);
      await expect(store.save(newest, newest, CHECKED)).rejects.toMatchObject({
        code: "evidence/moved",
      });
      expect(await store.lookAgain(reasons, 9)).toEqual({ asked: 1, left: 0 });
      expect(await store.lookAgain(reasons, 9)).toEqual({ asked: 0, left: 0 });
      const looked = { viewingStage: "waiting", noViewingReason: null };
      expect(await store.get(oldest.id)).toMatchObject(looked);
    });

    it("keeps the numbers of a derivative with it", async () => {
      const item = await added({ stage: "sealed", viewingStage: "ready" });
      const numbers = { atMs: [0, 2_000], endMs: 4_000 };
      const digest = sha256("a storyboard");
      const kept = await store.keepOnce({
        ...{ itemId: item.id, kind: "storyboard", mediaType: "image/jpeg", sizeBytes: 12 },
        object: { key: derivativeKey(item.id, "storyboard", digest), versionId: "7" },
        madeBy: { tool: "ffmpeg", version: "5", arguments: [], method: "still" },
        ...{ sha256: digest, numbers },
      });
      expect(kept.numbers).toEqual(numbers);
      expect(await store.derivatives(item.id)).toEqual([kept]);
    });
  });
}

const CHECKED = {
  ...{ at: NOON, actor: "process:media" as const },
  happening: { kind: "media-checked" as const, data: {} },
};
