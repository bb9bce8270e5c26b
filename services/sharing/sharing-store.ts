/** Port: partner agencies, their guests and what is shared with them. Contract suite: test/contract/sharing-store.contract.ts. */
import type { About } from "../actions/about.ts";
import type { Account } from "../access/access-store.ts";
import type { NewAction } from "../actions/action.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { PartnerId, ShareId, UserId } from "../kernel/ids.ts";
import type { Grant } from "../secrecy/grant.ts";
import type { GrantTelling } from "../secrecy/grant-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { Guest } from "./guest.ts";
import type { Partner } from "./partner.ts";
import type { GivenShare, Share } from "./share.ts";

export interface PartnerChange {
  readonly after: Partner;
  readonly action: NewAction;
}

/** What becomes of an invitation that somebody uses. */
export interface Entry {
  readonly passwordHash: string;
  readonly at: UtcInstant;
  readonly action: NewAction;
}

export interface ShareChange {
  readonly after: Share;
  /** The grant by which it opens; null: none, or it stands already. */
  readonly given: { readonly grant: Grant; readonly telling: GrantTelling } | null;
  /** What the guest signed; null: nothing. */
  readonly signature: Uint8Array | null;
  /** Null: nothing more is told. */
  readonly action: NewAction | null;
}

export interface SharingCounts {
  /** Guests whose account ends within the days asked for. */
  readonly guestsEnding: number;
  /** Shares in force that nobody opened, given longer ago than asked for. */
  readonly notOpened: number;
}

export interface SharingStore {
  /** @throws Refusal conflict "sharing/partner-known" while another of that code has not ended. */
  addPartner(partner: Partner, action: NewAction): Promise<void>;
  /** Of two at once the later one decides on what the first left; null: it stays. @throws Refusal missing "sharing/no-such-partner". */
  changePartner(id: PartnerId, decide: (before: Partner) => PartnerChange | null): Promise<Partner>;
  /** Newest first. */
  partners(): Promise<readonly Partner[]>;

  /**
   * The account and whose it is, both or neither.
   * @throws Refusal conflict "access/name-taken"; missing "sharing/no-such-partner" unless its partner was approved and has not ended.
   */
  addGuest(account: Account, guest: Guest, action: NewAction): Promise<void>;
  guest(id: UserId): Promise<Guest | null>;
  /** Newest first; null: of all partners. */
  guests(of: PartnerId | null): Promise<readonly Guest[]>;
  /** Another secret takes the place of the last. @throws Refusal missing "sharing/no-such-guest" of one that was disabled too. */
  inviteAgain(id: UserId, invitation: Guest["invitation"], action: NewAction): Promise<void>;
  /**
   * The password is set and all sessions of before end; of two at once one comes through. False: there is no such
   * invitation, its account was disabled, or `decide` says null.
   */
  enter(invitation: Sha256, decide: (guest: Guest) => Entry | null): Promise<boolean>;
  /** Guests whose account is still enabled though its day is over or their partner is none any more. */
  toEnd(today: CalendarDate): Promise<readonly Guest[]>;

  ask(share: Share, action: NewAction): Promise<void>;
  share(id: ShareId): Promise<GivenShare | null>;
  /** Of two at once the later one decides on what the first left; null: it stays. @throws Refusal missing "sharing/no-such-share"; as GrantStore.give. */
  change(id: ShareId, decide: (before: Share) => ShareChange | null): Promise<void>;
  signature(id: ShareId): Promise<Uint8Array | null>;
  /** Newest first, behind position `before`; only those of which `sight` may know all that they open. `guest` null: of anybody. */
  page(
    before: number | null,
    limit: number,
    sight: Sight | null,
    guest?: UserId | null,
  ): Promise<readonly GivenShare[]>;
  /** Those that name it or something of it, as far as `sight` may know of both, whatever became of them. */
  about(about: About, sight: Sight): Promise<readonly ShareId[]>;
  /** Open, or still to be decided, for this guest. */
  standing(guest: UserId): Promise<readonly ShareId[]>;
  /** Those that are open on that day, of anybody. */
  open(today: CalendarDate): Promise<readonly GivenShare[]>;

  counts(
    today: CalendarDate,
    endingUntil: CalendarDate,
    givenUntil: UtcInstant,
  ): Promise<SharingCounts>;
}
