/** Custody events: what happened to an item, as a chain of exact JSON texts (services/kernel/hash-chain.ts). */
import type { Actor } from "../kernel/actor.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { type Link, firstBreak as breakOf, linkDigest, nextLink } from "../kernel/hash-chain.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { Json } from "../kernel/strict-json.ts";

export const CUSTODY_KINDS = [
  "received",
  "verified",
  "quarantined",
  "sealed",
  "source-checked",
  "probed",
  "copies-made",
  "no-viewing-copy",
  "copies-sealed",
  "overview-made",
  "no-overview",
  "overview-sealed",
  "media-checked",
  "linked",
  "unlinked",
  "held",
  "hold-released",
  "session-placed",
  "session-removed",
  "annotated",
  "annotation-ended",
  "label-changed",
  "flagged",
  "flag-ended",
  "condition-told",
  "retention-extended",
  "retention-reviewed",
  "access-given",
  "access-opened",
  "access-narrowed",
  "access-revoked",
  "access-ended",
  "accessed",
  "access-refused",
  "viewed",
  "packaged",
  "fixity-failed",
  "fixity-restored",
  "custody-exported",
  "retention-set",
  "transferred",
  "disposal-begun",
  "disposed",
] as const;
export type CustodyKind = (typeof CUSTODY_KINDS)[number];

/** What a use case says happened; time and actor are added when it is saved. */
export interface Happening {
  readonly kind: CustodyKind;
  /** Values as they were at that time. */
  readonly data: { readonly [name: string]: Json };
}

export type { Actor } from "../kernel/actor.ts";

export interface CustodyEvent extends Happening, Link {
  readonly itemId: ItemId;
  readonly at: UtcInstant;
  readonly actor: Actor;
}

const CONTEXT = "holdfast/custody/v1";

/** The event that follows `previous` (null at the start) in the chain of `itemId`. */
export function chainEvent(
  previous: Pick<CustodyEvent, "index" | "sha256"> | null,
  itemId: ItemId,
  at: UtcInstant,
  actor: Actor,
  { kind, data }: Happening,
): CustodyEvent {
  const link = nextLink(CONTEXT, previous, (index) =>
    JSON.stringify({ item: itemId, index, at, actor, kind, data }),
  );
  return { ...link, itemId, at, actor, kind, data };
}

/** The digest an event with this body must carry behind `previous`. */
export const hashEvent = (previous: Sha256, body: string): Sha256 =>
  linkDigest(CONTEXT, previous, body);

/** The index of the first event that does not follow from the one before, or null for a sound chain. */
export const firstBreak = (events: readonly Link[]): number | null => breakOf(CONTEXT, events);

/** What people are shown must be what was hashed: columns beside the text could be changed alone. */
export function firstDisagreement(events: readonly CustodyEvent[]): number | null {
  for (const [position, { itemId, index, at, actor, kind, data, body }] of events.entries()) {
    if (JSON.stringify({ item: itemId, index, at, actor, kind, data }) !== body) return position;
  }
  return null;
}
