/** What every PolicyStore must do. */
import { beforeEach, describe, expect, it } from "vitest";
import type { ActionStore } from "../../services/actions/action-store.ts";
import { zoneDays } from "../../services/calendar/zone-days.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type PolicyId, type UserId, newId } from "../../services/kernel/ids.ts";
import {
  approvePack,
  packText,
  proposePack,
  withdrawPack,
} from "../../services/policy/decide-pack.ts";
import { packInForce } from "../../services/policy/in-force.ts";
import type { PolicyStore } from "../../services/policy/policy-store.ts";
import { tickingClock } from "../fixtures/evidence.ts";
import { STRANGERS } from "../fakes/people-store.ts";
import { packBytes, shippedPack } from "../fixtures/packs.ts";

export interface PolicyStoreUnderTest {
  readonly store: PolicyStore;
  /** Accounts that exist. */
  readonly people: readonly [UserId, UserId];
  readonly actions: Pick<ActionStore, "from">;
}

const oregon = shippedPack("us-oregon-133-741");
const textOf = (version: number, changes: Record<string, unknown> = {}): string =>
  packBytes(oregon, { version, ...changes }).toString();
const WHY = "as counsel asked";

export function policyStoreContract(name: string, make: () => Promise<PolicyStoreUnderTest>): void {
  describe(`PolicyStore: ${name}`, () => {
    const clock = tickingClock();
    let subject: PolicyStoreUnderTest;
    let asker: UserId;
    let other: UserId;
    beforeEach(async () => {
      subject = await make();
      [asker, other] = subject.people;
    });
    const deps = () => ({ policies: subject.store, clock, people: STRANGERS });
    const propose = (version: number, changes = {}) =>
      proposePack(deps(), asker, textOf(version, changes), WHY);
    const kinds = async () => (await subject.actions.from(0, 99)).map(({ kind }) => kind);
    const force = async (at: UtcInstant = clock()) => {
      const found = await packInForce({ policies: subject.store, days: zoneDays("UTC") }, at);
      return found?.entry.version ?? null;
    };

    it("keeps the exact text, and applies it by another person alone", async () => {
      const entry = await propose(1);
      expect(entry.sha256).toBe(sha256(textOf(1)));
      expect(await subject.store.find(entry.id)).toEqual({
        ...{ entry, text: textOf(1), signature: null, publisherSignature: null },
      });
      expect(await force()).toBeNull();
      const said = { id: entry.id, sha256: entry.sha256, why: WHY };
      const refused = (by: UserId, about: typeof said, code: string) =>
        expect(approvePack(deps(), by, about)).rejects.toMatchObject({ code });
      await refused(asker, said, "access/same-person");
      await refused(asker.toUpperCase() as UserId, said, "access/same-person");
      await refused(other, { ...said, sha256: sha256("other") }, "policy/other-text");
      await refused(other, { ...said, id: newId<PolicyId>() }, "policy/no-such-pack");
      expect(await kinds()).toEqual(["policy-proposed"]);
      const applied = await approvePack(deps(), other, said);
      expect(applied.decision).toMatchObject({ act: "applied", by: other, why: WHY });
      expect(await subject.store.entries()).toEqual([applied]);
      expect(await force()).toBe(1);
      const [, action] = await subject.actions.from(0, 9);
      expect(action).toMatchObject({
        ...{ kind: "policy-applied", actor: `user:${other}`, subject: `policy:${entry.id}` },
        after: { code: oregon.code, version: 1, sha256: entry.sha256 },
      });
    });

    it("decides once, whoever decides at once, and keeps one action of it", async () => {
      const { id, sha256: digest } = await propose(1);
      const decided = await Promise.allSettled([
        ...[1, 2, 3].map(() => approvePack(deps(), other, { id, sha256: digest, why: WHY })),
        ...[1, 2, 3].map(() => withdrawPack(deps(), asker, { id, why: WHY })),
      ]);
      const lost = decided.filter((each) => each.status === "rejected");
      expect(lost.map(({ reason }) => (reason as { code: string }).code)).toEqual(
        Array.from({ length: 5 }, () => "policy/decided"),
      );
      expect(await kinds()).toHaveLength(2);
    });

    it("takes a text once, and once more after it was withdrawn", async () => {
      const { id } = await propose(1);
      await expect(propose(1)).rejects.toMatchObject({ code: "policy/proposed-already" });
      await withdrawPack(deps(), asker, { id, why: WHY });
      const again = await propose(1);
      expect(again.id).not.toBe(id);
      expect((await subject.store.entries()).map((entry) => entry.id)).toEqual([again.id, id]);
      expect(await force()).toBeNull();
    });

    it("a version names one text for ever, and no older one comes back", async () => {
      const waiting = await propose(1, { remarks: null });
      const two = await propose(2);
      await approvePack(deps(), other, { id: two.id, sha256: two.sha256, why: WHY });
      const taken = { code: "policy/version-taken" };
      await expect(propose(2, { remarks: null })).rejects.toMatchObject(taken);
      await expect(
        approvePack(deps(), other, { id: waiting.id, sha256: waiting.sha256, why: WHY }),
      ).rejects.toMatchObject(taken);
      await expect(propose(2)).rejects.toMatchObject({ code: "policy/proposed-already" });
      const elsewhere = await propose(1, { code: "another-pack" });
      await approvePack(deps(), other, { id: elsewhere.id, sha256: elsewhere.sha256, why: WHY });
      expect((await kinds()).filter((kind) => kind === "policy-applied")).toHaveLength(2);
      const three = await propose(3);
      await approvePack(deps(), other, { id: three.id, sha256: three.sha256, why: WHY });
      const applied = (await subject.store.applied()).map(({ entry, text }) => [entry.id, text]);
      expect(applied).toEqual([
        [elsewhere.id, textOf(1, { code: "another-pack" })],
        [three.id, textOf(3)],
      ]);
    });

    it("custody signs what is applied, each text once, and nothing that waits or was withdrawn", async () => {
      const { store } = subject;
      const one = await propose(1);
      expect(await store.unsigned(9, 0)).toEqual([]);
      await expect(store.signOnce(one.id, Buffer.from("early"))).rejects.toThrow();
      await approvePack(deps(), other, { id: one.id, sha256: one.sha256, why: WHY });
      const two = await propose(2);
      await approvePack(deps(), other, { id: two.id, sha256: two.sha256, why: WHY });
      const gone = await propose(3);
      await withdrawPack(deps(), asker, { id: gone.id, why: WHY });
      const due = async (limit: number, skip: number) =>
        (await store.unsigned(limit, skip)).map(({ entry, text }) => [entry.id, text]);
      expect(await due(9, 0)).toEqual([
        [one.id, textOf(1)],
        [two.id, textOf(2)],
      ]);
      expect([await due(1, 0), await due(1, 1), await due(1, 2)]).toEqual([
        ...[[[one.id, textOf(1)]], [[two.id, textOf(2)]], []],
      ]);
      const signed = await Promise.all(
        ["first", "second"].map((word) => store.signOnce(one.id, Buffer.from(word))),
      );
      expect(Buffer.from(signed[0]!)).toEqual(Buffer.from(signed[1]!));
      const kept = await store.find(one.id);
      expect(Buffer.from(kept!.signature!)).toEqual(Buffer.from(signed[0]!));
      expect((await store.entries()).map(({ isSigned }) => isSigned)).toEqual([false, false, true]);
      expect(await due(9, 0)).toEqual([[two.id, textOf(2)]]);
      expect(await kinds()).toHaveLength(6);
    });

    it("a publisher's signature stands with its proposal, and is told with the act", async () => {
      const publisher = {
        ...{ signer: "CN=publisher", root: "CN=root", certificateSha256: sha256("c") },
        ...{ validUntil: clock(), signedAt: null, sha256: sha256("cms") },
      };
      const kind = packText({
        publisherSignatures: { judge: () => ({ valid: true, isRootKnown: true, ...publisher }) },
        isPublisherSignatureRequired: true,
      });
      const cms = Buffer.from("cms");
      const entry = await proposePack(deps(), asker, textOf(1), WHY, kind, cms);
      expect(entry.publisher).toEqual(publisher);
      expect(await subject.store.entries()).toEqual([entry]);
      const { publisherSignature, signature } = (await subject.store.find(entry.id))!;
      expect([Buffer.from(publisherSignature!), signature]).toEqual([cms, null]);
      const [action] = await subject.actions.from(0, 9);
      expect(action?.after).toMatchObject({
        ...{ publisher: "CN=publisher", signatureSha256: publisher.sha256 },
      });
      const approval = { id: entry.id, sha256: entry.sha256, why: WHY };
      const applied = await approvePack(deps(), other, approval, kind);
      expect(applied.publisher).toEqual(publisher);
    });

    it("the one applied last is in force, from its first day on", async () => {
      const apply = async (version: number, changes = {}) => {
        const { id, sha256: digest } = await propose(version, changes);
        const { decision } = await approvePack(deps(), other, { id, sha256: digest, why: WHY });
        return decision!.at;
      };
      const first = await apply(1);
      expect(await force(plusMs(first, -1))).toBeNull();
      const second = await apply(2);
      expect([await force(first), await force(second)]).toEqual([1, 2]);
      await apply(3, { validFrom: "2126-01-01" });
      expect(await force()).toBe(2);
      expect(await force("2125-12-31T23:59:59.999Z" as UtcInstant)).toBe(2);
      expect(await force("2126-01-01T00:00:00.000Z" as UtcInstant)).toBe(3);
    });
  });
}
