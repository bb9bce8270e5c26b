/** What every ReleaseStore promises, with the walls that it moves: at once, by two people, told of both, and taken back. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "../../services/access/permission.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import {
  type ItemId,
  type LabelId,
  type ReleaseId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import type { Label } from "../../services/secrecy/label.ts";
import type { ReleaseStore } from "../../services/secrecy/release-store.ts";
import {
  decideRelease,
  proposeRelease,
  revokeRelease,
} from "../../services/secrecy/release-item.ts";
import type { SecrecyStore } from "../../services/secrecy/secrecy-store.ts";
import type { DerivedStore } from "../../services/derived/derived-store.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { NOON, TODAY, tickingClock } from "../fixtures/evidence.ts";
import { STRANGERS } from "../fakes/people-store.ts";

export interface ReleaseStoreUnderTest {
  readonly releases: ReleaseStore;
  readonly secrecy: SecrecyStore;
  readonly derived: DerivedStore;
  readonly items: Pick<EvidenceStore, "get" | "custody">;
  addItem(): Promise<ItemId>;
  /** Sealed, and made of `source`. */
  madeOf(source: ItemId, kind: "redacted" | "excerpt"): Promise<ItemId>;
  addUser(role: Role): Promise<UserId>;
  /** Subjects of all actions whose kind is of labels. */
  told(): Promise<readonly (string | null)[]>;
  close(): Promise<void>;
}

export function releaseStoreContract(name: string, make: () => Promise<ReleaseStoreUnderTest>) {
  describe(`ReleaseStore: ${name}`, () => {
    let subject: ReleaseStoreUnderTest;
    let [source, item] = [newId<ItemId>(), newId<ItemId>()];
    let [admin, reviewer, officer] = [newId<UserId>(), newId<UserId>(), newId<UserId>()];
    beforeEach(async () => {
      subject = await make();
      source = await subject.addItem();
      item = await subject.madeOf(source, "redacted");
      admin = await subject.addUser("admin");
      reviewer = await subject.addUser("reviewer");
      officer = await subject.addUser("officer");
      await labelled(source);
    });
    afterEach(() => subject.close());

    const labelled = async (id: ItemId): Promise<void> => {
      const label: Label = {
        ...{ id: newId<LabelId>(), kind: "minor", status: "confirmed", basis: "-", until: null },
        ...{ issuedOn: TODAY, condition: null, scope: null, reportBy: null, reviewed: null },
        ...{ setAt: NOON, setBy: "process:test", ended: null, version: 0 },
      };
      const happening = { kind: "label-changed", data: {} } as const;
      const telling = { at: NOON, actor: "process:test", happening, action: ANY_ACTION } as const;
      await subject.secrecy.put({ type: "item", id }, null, label, telling);
    };
    const deps = () => ({ ...subject, clock: tickingClock(), people: STRANGERS });
    const sight = async () => subject.secrecy.sight({ id: officer, role: "officer" }, TODAY);
    /** By the walls, and in a list: what was made of the source. */
    const seen = async () => {
      const by = await sight();
      const hidden = await subject.secrecy.hidden(by, [source, item]);
      const listed = (await subject.derived.madeOf(source, by, 9)).map(({ id }) => id);
      expect(listed.includes(item)).toBe(!hidden.has(item));
      return [!hidden.has(source), !hidden.has(item)];
    };
    const named = (id: ReleaseId) => ({ itemId: item, id });
    const changes = async (id: ItemId) =>
      (await subject.items.custody(id)).flatMap(({ kind, data }) =>
        kind === "label-changed" && "releaseId" in data ? [data["change"]] : [],
      );

    it("moves the walls of the item alone, at once, by two people, and back", async () => {
      expect(await seen()).toEqual([false, false]);
      expect(await subject.secrecy.sourcesOf([item])).toEqual([source]);
      const { id } = await proposeRelease(deps(), item, admin, "for the defence");
      expect(await seen()).toEqual([false, false]);
      const by = { by: reviewer, reason: "watched all of it" };
      const after = await decideRelease(deps(), named(id), "released", by);
      expect(after).toMatchObject({ state: "released", decided: by });
      expect(await seen()).toEqual([false, true]);
      expect(await subject.secrecy.sourcesOf([item])).toEqual([]);
      expect(await subject.releases.ofItem(item)).toEqual([after]);
      const back = await revokeRelease(deps(), named(id), { by: admin, reason: "a face" });
      expect(await seen()).toEqual([false, false]);
      expect(await subject.secrecy.sourcesOf([item])).toEqual([source]);
      expect(await subject.releases.ofItem(item)).toEqual([back]);
      const steps = ["release-proposed", "release-released", "release-revoked"];
      expect([await changes(item), await changes(source)]).toEqual([steps, steps]);
      expect((await subject.told()).filter((one) => one === `item:${item}`)).toHaveLength(3);
    });

    it("leaves a label of its own in its place", async () => {
      await labelled(item);
      const { id } = await proposeRelease(deps(), item, admin, "for the defence");
      await decideRelease(deps(), named(id), "released", { by: reviewer, reason: "watched" });
      expect(await seen()).toEqual([false, false]);
    });

    it("takes two people, is open once, and is decided once", async () => {
      const { id } = await proposeRelease(deps(), item, admin, "for the defence");
      const codeOf = (asked: Promise<unknown>) =>
        asked.then(
          () => "done",
          (error: unknown) => (error as { code: string }).code,
        );
      const own = { by: admin, reason: "it is mine" };
      expect(await codeOf(decideRelease(deps(), named(id), "released", own))).toBe(
        "access/same-person",
      );
      expect(await codeOf(proposeRelease(deps(), item, reviewer, "again"))).toBe(
        "secrecy/release-open",
      );
      expect(await codeOf(revokeRelease(deps(), named(id), own))).toBe("secrecy/release-over");
      const by = { by: reviewer, reason: "a face is left" };
      await decideRelease(deps(), named(id), "refused", by);
      expect(await seen()).toEqual([false, false]);
      for (const state of ["released", "refused"] as const)
        expect(await codeOf(decideRelease(deps(), named(id), state, by))).toBe(
          "secrecy/release-over",
        );
      // What was refused wrote nothing.
      expect(await changes(source)).toEqual(["release-proposed", "release-refused"]);
      const other = await proposeRelease(deps(), item, reviewer, "redacted further");
      await decideRelease(deps(), named(other.id), "released", { by: admin, reason: "looked" });
      expect(await codeOf(proposeRelease(deps(), item, admin, "again"))).toBe(
        "secrecy/release-open",
      );
      const states = (await subject.releases.ofItem(item)).map(({ state }) => state);
      expect(states).toEqual(["refused", "released"]);
    });

    it("is of what was redacted here alone, and of the item that it names", async () => {
      const excerpt = await subject.madeOf(source, "excerpt");
      for (const id of [source, excerpt])
        await expect(proposeRelease(deps(), id, admin, "why not")).rejects.toMatchObject({
          code: "secrecy/not-redacted",
        });
      const { id } = await proposeRelease(deps(), item, admin, "for the defence");
      const by = { by: reviewer, reason: "watched" };
      for (const wrong of [named(newId<ReleaseId>()), { itemId: excerpt, id }])
        await expect(decideRelease(deps(), wrong, "released", by)).rejects.toMatchObject({
          code: "secrecy/no-such-release",
        });
      await expect(proposeRelease(deps(), newId<ItemId>(), admin, "x")).rejects.toMatchObject({
        code: "evidence/no-such-item",
      });
    });
  });
}
