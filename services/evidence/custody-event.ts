/**
 * Custody events: what happened to an item, chained by hash so that none can be changed or dropped unseen.
 *
 *     sha256(n) = SHA-256( "holdfast/custody/v1\n" ‖ sha256(n-1) as 64 hex ‖ "\n" ‖ body(n) )
 *
 * The body is the exact JSON text that was stored, never re-serialised. Event 0 follows 64 zeros.
 * A chain alone does not show that its end was cut off; the signed ledger entries do.
 */
import type { UtcInstant } from "../kernel/clock.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { Json } from "../kernel/strict-json.ts";

export const CUSTODY_KINDS = [
  "received",
  "verified",
  "quarantined",
  "sealed",
  "probed",
  "copies-made",
  "no-viewing-copy",
  "copies-sealed",
  "linked",
  "unlinked",
  "accessed",
  "access-refused",
  "packaged",
] as const;
export type CustodyKind = (typeof CUSTODY_KINDS)[number];

/** What a use case says happened; time and actor are added when it is saved. */
export interface Happening {
  readonly kind: CustodyKind;
  /** Values as they were at that time. */
  readonly data: { readonly [name: string]: Json };
}

/** Who did it: "device:<id>", "user:<id>" or "process:<name>". */
export type Actor = `${"device" | "user" | "process"}:${string}`;

export interface CustodyEvent extends Happening {
  readonly itemId: ItemId;
  /** Position in the item's chain, from 0 without gaps. */
  readonly index: number;
  readonly at: UtcInstant;
  readonly actor: Actor;
  /** The exact text that is hashed. */
  readonly body: string;
  readonly previousSha256: Sha256;
  readonly sha256: Sha256;
}

/** What the first event of every chain follows. */
export const CUSTODY_GENESIS = "0".repeat(64) as Sha256;

const CONTEXT = "holdfast/custody/v1\n";

/** The event that follows `previous` (null at the start) in the chain of `itemId`. */
export function chainEvent(
  previous: Pick<CustodyEvent, "index" | "sha256"> | null,
  itemId: ItemId,
  at: UtcInstant,
  actor: Actor,
  { kind, data }: Happening,
): CustodyEvent {
  const index = previous === null ? 0 : previous.index + 1;
  const previousSha256 = previous?.sha256 ?? CUSTODY_GENESIS;
  const body = JSON.stringify({ item: itemId, index, at, actor, kind, data });
  const digest = hashEvent(previousSha256, body);
  return { itemId, index, at, actor, kind, data, body, previousSha256, sha256: digest };
}

/** The digest an event with this body must carry behind `previous`. */
export const hashEvent = (previous: Sha256, body: string): Sha256 =>
  sha256(CONTEXT, previous, "\n", body);

/** The index of the first event that does not follow from the one before, or null for a sound chain. */
export function firstBreak(events: readonly CustodyEvent[]): number | null {
  let previous = CUSTODY_GENESIS;
  for (const [position, event] of events.entries()) {
    const follows = event.index === position && event.previousSha256 === previous;
    if (!follows || hashEvent(previous, event.body) !== event.sha256) return position;
    previous = event.sha256;
  }
  return null;
}
