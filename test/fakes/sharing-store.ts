/** SharingStore in memory, over the accounts, grants and labels of the other stores in memory. */
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { isDisposed } from "../../services/evidence/pipeline.ts";
import type { CaseId, ItemId, PartnerId, ShareId, UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { noSuchShare } from "../../services/sharing/decide-share.ts";
import { noSuchGuest } from "../../services/sharing/end-guest.ts";
import type { Guest } from "../../services/sharing/guest.ts";
import type { Partner } from "../../services/sharing/partner.ts";
import { type GivenShare, type Share, idsOf } from "../../services/sharing/share.ts";
import type { SharingStore } from "../../services/sharing/sharing-store.ts";
import type { MemoryAccessStore } from "./access-store.ts";
import type { MemoryActionStore } from "./action-store.ts";
import type { MemoryCaseStore } from "./case-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";
import type { MemoryGrantStore } from "./grant-store.ts";
import type { MemorySecrecyStore } from "./secrecy-store.ts";

interface Places {
  readonly access: MemoryAccessStore;
  readonly actions: MemoryActionStore;
  readonly cases: MemoryCaseStore;
  readonly grants: MemoryGrantStore;
  readonly items: MemoryEvidenceStore;
  readonly secrecy: MemorySecrecyStore;
}

export class MemorySharingStore implements SharingStore {
  readonly #places: Places;
  readonly #partners = new Map<PartnerId, Partner>();
  readonly #guests = new Map<UserId, Guest>();
  readonly #shares = new Map<ShareId, Share>();
  readonly #signatures = new Map<ShareId, Uint8Array>();
  /** One change of a share after the other, as the row's lock has it. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(places: Places) {
    this.#places = places;
    places.secrecy.ofGuest = (id) => {
      const guest = this.#guests.get(id);
      if (guest === undefined) return undefined;
      const partner = this.#partners.get(guest.partnerId);
      if (!partner?.approved || partner.ended !== null) return null;
      const until = partner.until < guest.until ? partner.until : guest.until;
      return { ...partner.highest, until };
    };
  }

  async addPartner(...[partner, action]: Parameters<SharingStore["addPartner"]>) {
    const isKnown = [...this.#partners.values()].some(
      ({ code, ended }) => code === partner.code && ended === null,
    );
    if (isKnown) throw new Refusal("conflict", "sharing/partner-known", "listed");
    this.#partners.set(partner.id, partner);
    this.#places.actions.add(action);
  }

  async changePartner(...[id, decide]: Parameters<SharingStore["changePartner"]>) {
    const before = this.#partners.get(id);
    if (before === undefined) throw noSuchPartner();
    const change = decide(before);
    if (change === null) return before;
    this.#partners.set(id, change.after);
    this.#places.actions.add(change.action);
    return change.after;
  }

  async partners() {
    return [...this.#partners.values()].reverse();
  }

  async addGuest(...[account, guest, action]: Parameters<SharingStore["addGuest"]>) {
    const partner = this.#partners.get(guest.partnerId);
    if (!partner?.approved || partner.ended !== null) throw noSuchPartner();
    await this.#places.access.addUser(account, action);
    this.#guests.set(guest.userId, guest);
  }

  async guest(id: UserId) {
    return this.#told().find(({ userId }) => userId === id) ?? null;
  }

  async guests(of: PartnerId | null) {
    return this.#told().filter(({ partnerId }) => of === null || partnerId === of);
  }

  async inviteAgain(...[id, invitation, action]: Parameters<SharingStore["inviteAgain"]>) {
    const guest = await this.guest(id);
    if (guest === null || guest.disabledAt !== null) throw noSuchGuest();
    this.#guests.set(id, { ...guest, invitation });
    this.#places.actions.add(action);
  }

  async enter(...[invitation, decide]: Parameters<SharingStore["enter"]>) {
    const guest = this.#told().find((one) => one.invitation?.sha256 === invitation);
    const entry = guest === undefined || guest.disabledAt !== null ? null : decide(guest);
    if (guest === undefined || entry === null) return false;
    const { accounts } = this.#places.access;
    const account = accounts.get(guest.userId);
    if (account === undefined) return false;
    accounts.set(guest.userId, { ...account, passwordHash: entry.passwordHash });
    this.#places.access.endSessionsOf(guest.userId);
    this.#guests.set(guest.userId, { ...guest, invitation: null, enteredAt: entry.at });
    this.#places.actions.add(entry.action);
    return true;
  }

  async toEnd(today: CalendarDate) {
    return this.#told().filter(({ disabledAt, until, partnerId }) => {
      const partner = this.#partners.get(partnerId);
      const isOver = partner === undefined || partner.ended !== null || partner.until <= today;
      return disabledAt === null && (until <= today || isOver);
    });
  }

  async ask(...[share, action]: Parameters<SharingStore["ask"]>) {
    this.#shares.set(share.id, share);
    this.#places.secrecy.bundles.set(share.id, idsOf(share.scope));
    this.#places.actions.add(action);
  }

  async share(id: ShareId) {
    return (await this.#given()).find((share) => share.id === id) ?? null;
  }

  change(...[id, decide]: Parameters<SharingStore["change"]>): Promise<void> {
    const next = this.#turn.then(() => this.#change(id, decide));
    this.#turn = next.catch(() => undefined);
    return next;
  }

  async #change(...[id, decide]: Parameters<SharingStore["change"]>): Promise<void> {
    const before = this.#shares.get(id);
    if (before === undefined) throw noSuchShare();
    const change = decide(before);
    if (change === null) return;
    const { after, given, signature, action } = change;
    if (given !== null) await this.#places.grants.give(given.grant, given.telling);
    if (signature !== null) this.#signatures.set(id, signature);
    this.#shares.set(id, after);
    this.#places.actions.add(action);
  }

  async signature(id: ShareId) {
    return this.#signatures.get(id) ?? null;
  }

  async page(...[before, limit, sight, guest = null]: Parameters<SharingStore["page"]>) {
    return (await this.#given())
      .filter(({ position }) => before === null || position < before)
      .filter(({ guestId }) => guest === null || guestId === guest)
      .filter(({ scope }) => this.#places.secrecy.sees(sight, idsOf(scope)))
      .toSorted((one, other) => other.position - one.position)
      .slice(0, limit);
  }

  async about(...[about, sight]: Parameters<SharingStore["about"]>) {
    const { cases, secrecy } = this.#places;
    const linked = (caseId: CaseId) => [...(cases.links.get(caseId)?.keys() ?? [])];
    const items = ("itemId" in about ? [about.itemId] : linked(about.caseId)).filter((id) =>
      secrecy.sees(sight, [id]),
    );
    const isNamed = (scope: GivenShare["scope"]): boolean => {
      if (scope.type === "items") return items.some((id) => scope.itemIds.includes(id));
      return "caseId" in about
        ? scope.caseId === about.caseId
        : linked(scope.caseId).includes(about.itemId);
    };
    return (await this.#given())
      .filter(({ scope }) => isNamed(scope) && secrecy.sees(sight, idsOf(scope)))
      .map(({ id }) => id);
  }

  async standing(guest: UserId) {
    return (await this.#given())
      .filter(({ guestId }) => guestId === guest)
      .filter(({ decided, grant }) => decided === null || grant?.revokedAt === null)
      .map(({ id }) => id);
  }

  async open(today: CalendarDate) {
    return (await this.#given()).filter(
      ({ grant }) => grant !== null && grant.revokedAt === null && grant.until > today,
    );
  }

  async counts(...[today, endingUntil, givenUntil]: Parameters<SharingStore["counts"]>) {
    const ending = this.#told().filter(
      ({ disabledAt, until }) => disabledAt === null && today < until && until <= endingUntil,
    );
    const unopened = (await this.open(today)).filter(
      ({ grant, shutAt }) =>
        shutAt === null && grant?.openedAt === null && grant.givenAt <= givenUntil,
    );
    return { guestsEnding: ending.length, notOpened: unopened.length };
  }

  #told(): Guest[] {
    return [...this.#guests.values()].reverse().map((guest) => ({
      ...guest,
      disabledAt: this.#places.access.accounts.get(guest.userId)?.disabledAt ?? null,
    }));
  }

  #ended(): ReadonlySet<ItemId> {
    const ended = this.#places.items.all().filter(isDisposed);
    return new Set(ended.map(({ id }) => id));
  }

  async #given(): Promise<GivenShare[]> {
    const { cases, grants } = this.#places;
    const ids = [...this.#shares.values()].flatMap(({ grantId }) => grantId ?? []);
    const given = await grants.some(ids);
    const ended = this.#ended();
    return [...this.#shares.values()].map((share, at): GivenShare => {
      const guest = this.#told().find(({ userId }) => userId === share.guestId)!;
      const { scope } = share;
      return {
        ...{ ...share, position: at + 1, guest, partner: this.#partners.get(guest.partnerId)! },
        caseNumber:
          scope.type === "case"
            ? (cases.files.find(({ id }) => id === scope.caseId)?.number ?? null)
            : null,
        grant: given.find(({ id }) => id === share.grantId) ?? null,
        isGone: scope.type === "items" && scope.itemIds.every((id) => ended.has(id)),
      };
    });
  }
}

const noSuchPartner = () => new Refusal("missing", "sharing/no-such-partner", "none");
