/** What every SharingStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AccessStore } from "../../services/access/access-store.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import {
  type ItemId,
  type PartnerId,
  type ShareId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import type { GrantStore, GrantTelling } from "../../services/secrecy/grant-store.ts";
import type { SecrecyStore } from "../../services/secrecy/secrecy-store.ts";
import type { Guest } from "../../services/sharing/guest.ts";
import type { Partner } from "../../services/sharing/partner.ts";
import type { Share } from "../../services/sharing/share.ts";
import type { SharingStore } from "../../services/sharing/sharing-store.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { NOON, TODAY } from "../fixtures/evidence.ts";
import { hideItem } from "../fixtures/hidden-item.ts";
import { UNTIL, grantOf, guestOf, partnerOf, shareOf } from "../fixtures/sharing.ts";

export interface SharingStoreUnderTest {
  readonly store: SharingStore;
  readonly access: AccessStore;
  readonly grants: GrantStore;
  readonly secrecy: Pick<SecrecyStore, "put" | "sight" | "hidden" | "clearance">;
  readonly proposer: UserId;
  readonly approver: UserId;
  readonly item: ItemId;
  /** The item begins to end. */
  destroy(): Promise<void>;
  /** Actions that were kept so far. */
  readonly told: () => Promise<number>;
  close(): Promise<void>;
}

export function sharingStoreContract(
  name: string,
  make: () => Promise<SharingStoreUnderTest>,
): void {
  describe(`SharingStore: ${name}`, () => {
    let subject: SharingStoreUnderTest;
    let store: SharingStore;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
    });
    afterEach(() => subject.close());

    const approved = async (changes: Partial<Partner> = {}): Promise<Partner> => {
      const partner = partnerOf(subject.proposer, changes);
      await store.addPartner(partner, ANY_ACTION);
      const after = { ...partner, approved: { at: NOON, by: subject.approver } };
      return store.changePartner(partner.id, () => ({ after, action: ANY_ACTION }));
    };
    const ended = (id: PartnerId) =>
      store.changePartner(id, (before) => ({
        after: { ...before, ended: { at: NOON, by: subject.proposer, reason: "over" } },
        action: ANY_ACTION,
      }));
    const invited = async (partnerId: PartnerId, changes: Partial<Guest> = {}): Promise<Guest> => {
      const { guest, account } = guestOf(partnerId, subject.proposer, changes);
      await store.addGuest(account, guest, ANY_ACTION);
      return guest;
    };
    const asked = async (guest: Guest, changes: Partial<Share> = {}): Promise<Share> => {
      const share = shareOf(guest.userId, subject.item, subject.proposer, changes);
      await store.ask(share, ANY_ACTION);
      return share;
    };
    const telling: GrantTelling = {
      ...{ at: NOON, actor: "process:test", action: ANY_ACTION },
      happening: { kind: "access-given", data: {} },
    };
    const given = async (share: Share) => {
      const grant = grantOf(share, subject.approver);
      await store.change(share.id, (before) => ({
        after: {
          ...{ ...before, grantId: grant.id, receipt: { text: "签收", sha256: sha256("签收") } },
          decided: { at: NOON, by: subject.approver, approved: true, reason: null },
        },
        ...{ given: { grant, telling }, signature: null, action: ANY_ACTION },
      }));
      return grant;
    };

    it("keeps a partner as it was proposed, and one entry of a code at a time", async () => {
      const first = partnerOf(subject.proposer, { nameEn: null });
      const before = await subject.told();
      await store.addPartner(first, ANY_ACTION);
      expect(await store.partners()).toEqual([first]);
      expect(await subject.told()).toBe(before + 1);
      const again = partnerOf(subject.proposer);
      const known = { kind: "conflict", code: "sharing/partner-known" };
      await expect(store.addPartner(again, ANY_ACTION)).rejects.toMatchObject(known);
      await ended(first.id);
      await store.addPartner(again, ANY_ACTION);
      expect((await store.partners()).map(({ id }) => id)).toEqual([again.id, first.id]);
      const none = store.changePartner(newId<PartnerId>(), () => null);
      await expect(none).rejects.toMatchObject({ code: "sharing/no-such-partner" });
    });

    it("takes guests of a partner that counts alone, and tells them with what their account is", async () => {
      const waiting = partnerOf(subject.proposer);
      await store.addPartner(waiting, ANY_ACTION);
      const missing = { kind: "missing", code: "sharing/no-such-partner" };
      await expect(invited(waiting.id)).rejects.toMatchObject(missing);
      await ended(waiting.id);
      const partner = await approved();
      const guest = await invited(partner.id);
      expect(await store.guest(guest.userId)).toEqual(guest);
      expect(await store.guests(waiting.id)).toEqual([]);
      expect((await store.guests(null)).map(({ userId }) => userId)).toEqual([guest.userId]);
      expect(await subject.secrecy.clearance(guest.userId)).toEqual({
        ...{ state: null, duties: ["privacy"], until: UNTIL },
      });
      await subject.access.disableUser(guest.userId, NOON, () => ANY_ACTION);
      expect((await store.guest(guest.userId))?.disabledAt).toBe(NOON);
      await ended(partner.id);
      expect(await subject.secrecy.clearance(guest.userId)).toBeNull();
      await expect(invited(partner.id)).rejects.toMatchObject(missing);
    });

    it("lets an invitation be used once, of many at once too, and never of a disabled account", async () => {
      const guest = await invited((await approved()).id);
      const secret = guest.invitation!.sha256;
      const entry = { passwordHash: "new", at: plusMs(NOON, 1), action: ANY_ACTION };
      expect(await store.enter(sha256("other"), () => entry)).toBe(false);
      expect(await store.enter(secret, () => null)).toBe(false);
      const before = await subject.told();
      const all = await Promise.all(
        Array.from({ length: 8 }, () => store.enter(secret, () => entry)),
      );
      expect(all.filter(Boolean)).toHaveLength(1);
      expect(await subject.told()).toBe(before + 1);
      const account = await subject.access.accountByName(guest.name);
      expect(account?.passwordHash).toBe("new");
      expect(account?.endsAt).not.toBeNull();
      expect(await store.guest(guest.userId)).toMatchObject({
        ...{ invitation: null, enteredAt: entry.at },
      });
      const next = { sha256: sha256("next"), until: plusMs(NOON, 5) };
      await store.inviteAgain(guest.userId, next, ANY_ACTION);
      expect(await store.enter(secret, () => entry)).toBe(false);
      await subject.access.disableUser(guest.userId, NOON, () => ANY_ACTION);
      expect(await store.enter(next.sha256, () => entry)).toBe(false);
      const gone = store.inviteAgain(guest.userId, next, ANY_ACTION);
      await expect(gone).rejects.toMatchObject({ code: "sharing/no-such-guest" });
    });

    it("names guests to end: whose day is over, or whose partner is none any more", async () => {
      const partner = await approved();
      const guest = await invited(partner.id, { until: "2026-12-20" as CalendarDate });
      const due = async (day: string) =>
        (await store.toEnd(day as CalendarDate)).map(({ userId }) => userId);
      expect(await due("2026-12-19")).toEqual([]);
      expect(await due("2026-12-20")).toEqual([guest.userId]);
      await ended(partner.id);
      expect(await due("2026-11-25")).toEqual([guest.userId]);
      await subject.access.disableUser(guest.userId, NOON, () => ANY_ACTION);
      expect(await due("2026-12-20")).toEqual([]);
    });

    it("keeps a share, its grant and its receipt together, or none of them", async () => {
      const guest = await invited((await approved()).id);
      const share = await asked(guest);
      expect(await store.share(share.id)).toMatchObject({ ...share, grant: null, guest });
      expect(await store.standing(guest.userId)).toEqual([share.id]);
      await subject.access.disableUser(guest.userId, NOON, () => ANY_ACTION);
      await expect(given(share)).rejects.toMatchObject({ code: "access/no-such-user" });
      expect(await store.share(share.id)).toMatchObject({ decided: null, receipt: null });

      const other = await invited(guest.partnerId);
      const open = await asked(other);
      const grant = await given(open);
      expect(await store.share(open.id)).toMatchObject({
        ...{ grantId: grant.id, receipt: { text: "签收" }, partner: { id: guest.partnerId } },
        grant: { id: grant.id, openedAt: null, revokedAt: null },
      });
      expect(await store.signature(open.id)).toBeNull();
      const acknowledged = {
        ...{
          at: NOON,
          kind: "signature" as const,
          signer: "CN=李",
          certificateSha256: sha256("c"),
        },
      };
      await store.change(open.id, (before) => ({
        ...{ after: { ...before, acknowledged }, given: null },
        ...{ signature: Buffer.from("cms"), action: ANY_ACTION },
      }));
      expect((await store.share(open.id))?.acknowledged).toEqual(acknowledged);
      expect(Buffer.from((await store.signature(open.id))!).toString()).toBe("cms");
      await store.change(open.id, (before) => ({
        ...{ after: { ...before, shutAt: NOON }, given: null, signature: null, action: null },
      }));
      expect(Buffer.from((await store.signature(open.id))!).toString()).toBe("cms");
      const none = store.change(newId<ShareId>(), () => null);
      await expect(none).rejects.toMatchObject({ code: "sharing/no-such-share" });
    });

    it("lists newest first, what hides shares too, and what is open until its day", async () => {
      const guest = await invited((await approved()).id);
      const shares = [await asked(guest), await asked(guest), await asked(guest)];
      await given(shares[1]!);
      const page = await store.page(null, 2, null);
      expect(page.map(({ id }) => id)).toEqual([shares[2]!.id, shares[1]!.id]);
      const rest = await store.page(page[1]!.position, 2, null, guest.userId);
      expect(rest.map(({ id }) => id)).toEqual([shares[0]!.id]);
      expect(await store.page(null, 9, null, subject.proposer)).toEqual([]);
      const open = async (day: string) =>
        (await store.open(day as CalendarDate)).map(({ id }) => id);
      expect([await open("2026-12-19"), await open("2026-12-20")]).toEqual([[shares[1]!.id], []]);
      const about = async (itemId: ItemId) => {
        const sight = await subject.secrecy.sight({ id: subject.approver, role: "legal" }, TODAY);
        return (await store.about({ itemId }, sight)).toSorted();
      };
      expect(await about(subject.item)).toEqual(shares.map(({ id }) => id).toSorted());
      expect(await about(newId<ItemId>())).toEqual([]);
      await hideItem(subject.secrecy, subject.item, subject.proposer);
      const sight = await subject.secrecy.sight({ id: subject.approver, role: "legal" }, TODAY);
      expect(await store.page(null, 9, sight)).toEqual([]);
      expect(await about(subject.item)).toEqual([]);
    });

    it("shows a guest what a share opens, by whichever id, and nothing that is not there", async () => {
      const guest = await invited((await approved()).id);
      const sight = await subject.secrecy.sight({ id: guest.userId, role: "guest" }, TODAY);
      const unknown = newId<ItemId>();
      const hidden = async () => [
        ...(await subject.secrecy.hidden(sight, [subject.item, unknown])),
      ];
      expect((await hidden()).toSorted()).toEqual([subject.item, unknown].toSorted());
      await given(await asked(guest));
      expect(await hidden()).toEqual([unknown]);
      await hideItem(subject.secrecy, subject.item, subject.proposer);
      expect((await hidden()).toSorted()).toEqual([subject.item, unknown].toSorted());
    });

    it("says of a share of items that all of it ended, and of a share of one that stays that it did not", async () => {
      const guest = await invited((await approved()).id);
      const share = await asked(guest);
      await given(share);
      expect((await store.share(share.id))?.isGone).toBe(false);
      await subject.destroy();
      expect((await store.share(share.id))?.isGone).toBe(true);
    });

    it("counts guests who end soon, and shares that nobody opened", async () => {
      const partner = await approved();
      const guest = await invited(partner.id, { until: "2026-12-01" as CalendarDate });
      await given(await asked(guest));
      const counts = (soon: string, givenUntil = NOON) =>
        store.counts(TODAY, soon as CalendarDate, givenUntil);
      expect(await counts("2026-11-30")).toEqual({ guestsEnding: 0, notOpened: 1 });
      expect(await counts("2026-12-01", plusMs(NOON, -1))).toEqual({
        guestsEnding: 1,
        notOpened: 0,
      });
      const [open] = await store.open(TODAY);
      await store.change(open!.id, (before) => ({
        ...{ after: { ...before, shutAt: NOON }, given: null, signature: null, action: null },
      }));
      expect(await counts("2026-11-30")).toEqual({ guestsEnding: 0, notOpened: 0 });
    });
  });
}
