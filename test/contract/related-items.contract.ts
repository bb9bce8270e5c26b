/** What every RelatedItems must do. */
import { beforeEach, describe, expect, it } from "vitest";
import type { Announced, EvidenceItem } from "../../services/evidence/evidence-item.ts";
import type { RelatedItems } from "../../services/evidence/related-items.ts";
import { type DeviceId, type ItemId, newId } from "../../services/kernel/ids.ts";
import { receivedItem } from "../fixtures/evidence.ts";

export interface RelatedItemsUnderTest {
  readonly related: RelatedItems;
  /** Puts a new item in; its device is there already, or is added. */
  add(item: EvidenceItem): Promise<void>;
}

export function relatedItemsContract(
  name: string,
  make: () => Promise<RelatedItemsUnderTest>,
): void {
  describe(`RelatedItems: ${name}`, () => {
    let subject: RelatedItemsUnderTest;
    let deviceId: DeviceId;
    beforeEach(async () => {
      subject = await make();
      deviceId = newId<DeviceId>();
    });

    async function added(
      said: Partial<Pick<Announced, "recording" | "belongsTo" | "filename">>,
      changes: Partial<EvidenceItem> = {},
    ): Promise<ItemId> {
      const bare = receivedItem({ deviceId, ...changes });
      const item = { ...bare, announced: { ...bare.announced, ...said } };
      await subject.add(item);
      return item.id;
    }
    const sideFiles = async (id: ItemId, limit = 10): Promise<ItemId[]> =>
      (await subject.related.sideFiles(id, limit)).map((item) => item.id);
    const recordings = async (id: ItemId, limit = 10): Promise<ItemId[]> =>
      (await subject.related.recordings(id, limit)).map((item) => item.id);

    it("ties a side file by the id of the upload, with name and stage", async () => {
      const clip = await added({ filename: "现场.mp4" }, { stage: "sealed" });
      const track = await added({ belongsTo: clip, filename: "现场.gpx" });
      expect(await subject.related.sideFiles(clip, 10)).toEqual([
        { id: track, filename: "现场.gpx", stage: "received" },
      ]);
      expect(await subject.related.recordings(track, 10)).toEqual([
        { id: clip, filename: "现场.mp4", stage: "sealed" },
      ]);
      expect([await recordings(clip), await sideFiles(track)]).toEqual([[], []]);
    });

    it("ties by a shared name whichever comes first, and to every recording of that name", async () => {
      const early = await added({ belongsTo: "巡查 17" });
      expect(await recordings(early)).toEqual([]);
      const one = await added({ recording: "巡查 17" });
      const two = await added({ recording: "巡查 17" });
      const late = await added({ belongsTo: "巡查 17" });
      for (const side of [early, late]) expect(await recordings(side)).toEqual([one, two]);
      for (const clip of [one, two]) expect(await sideFiles(clip)).toEqual([early, late]);
      expect([await recordings(one), await recordings(two)]).toEqual([[two], [one]]);
    });

    it("never ties what another device sent, by name or by id", async () => {
      const clip = await added({ recording: "r" });
      const other = { deviceId: newId<DeviceId>() };
      const [named, byId] = [
        await added({ belongsTo: "r" }, other),
        await added({ belongsTo: clip }, other),
      ];
      const theirs = await added({ recording: "r" }, other);
      expect([await sideFiles(clip), await recordings(clip)]).toEqual([[], []]);
      expect([await recordings(named), await recordings(byId)]).toEqual([[theirs], []]);
    });

    it("takes no side file for a recording, not even one that names itself or goes in a circle", async () => {
      const first = await added({ recording: "r", belongsTo: "r" });
      const second = await added({ belongsTo: first });
      for (const id of [first, second]) {
        expect([await recordings(id), await sideFiles(id)]).toEqual([[], []]);
      }
    });

    it("takes a name as text, whatever it looks like", async () => {
      const names = ["%", "'", "\\", "a\u2028b", "x".repeat(200), newId<ItemId>().toUpperCase()];
      for (const text of names) {
        const clip = await added({ recording: text });
        const side = await added({ belongsTo: text });
        expect([await recordings(side), await sideFiles(clip)]).toEqual([[clip], [side]]);
      }
      expect(await recordings(await added({ belongsTo: newId<ItemId>() }))).toEqual([]);
      expect([await sideFiles(await added({})), await recordings(await added({}))]).toEqual([
        [],
        [],
      ]);
    });

    it("answers no more than asked for, the oldest first, and nothing of an item that is not there", async () => {
      const clip = await added({ recording: "r" });
      const sides = [];
      for (let at = 0; at < 4; at++) sides.push(await added({ belongsTo: "r" }));
      expect(await sideFiles(clip, 3)).toEqual(sides.slice(0, 3));
      const nobody = newId<ItemId>();
      expect([await sideFiles(nobody), await recordings(nobody)]).toEqual([[], []]);
    });
  });
}
