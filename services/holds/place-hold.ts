/** Use case: place a hold, with the document it rests on kept as an object that is held itself. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { Clock } from "../kernel/clock.ts";
import { sha256 } from "../kernel/digest.ts";
import { type HoldId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { authorityKey } from "../objects/object-key.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import {
  type HoldKind,
  type HoldScope,
  type NewHold,
  requireReview,
  requireScope,
} from "./hold.ts";
import type { HoldStore } from "./hold-store.ts";

export interface HoldDeps {
  readonly holds: HoldStore;
  readonly objects: Pick<ObjectStore, "put" | "hold">;
  readonly clock: Clock;
  /** The day it is in the agency's zone. */
  readonly today: () => CalendarDate;
}

/** A scan of some pages. */
export const AUTHORITY_MAX_BYTES = 4 << 20;

export interface Placing {
  readonly kind: HoldKind;
  readonly scope: HoldScope;
  readonly authorityNumber: string;
  readonly document: { readonly mediaType: string; readonly bytes: Uint8Array };
  readonly reason: string;
  readonly reviewOn: CalendarDate;
}

/**
 * @throws Refusal invalid "holds/no-scope", "holds/review-in-past", "holds/bad-document"; missing "holds/no-such-subject";
 *   unavailable "objects/hold-not-kept".
 */
export async function placeHold(
  { holds, objects, clock, today }: HoldDeps,
  by: UserId,
  placing: Placing,
): Promise<NewHold> {
  const { kind, scope, document, reason, reviewOn } = placing;
  requireScope(scope);
  requireReview(reviewOn, today());
  const { bytes, mediaType } = document;
  if (bytes.byteLength === 0 || bytes.byteLength > AUTHORITY_MAX_BYTES) {
    throw new Refusal("invalid", "holds/bad-document", "the document is empty or too large", {
      fix: "Send the decision that orders the hold as one file of at most 4 MiB, such as a PDF.",
      facts: { maxBytes: AUTHORITY_MAX_BYTES },
    });
  }
  const id = newId<HoldId>();
  const digest = sha256(bytes);
  // Before the row: a hold that is there has its document. What a cut leaves behind is named by nobody.
  const object = await objects.put(authorityKey(id, digest), bytes);
  await objects.hold(object);
  const number = placing.authorityNumber.normalize("NFC");
  const hold: NewHold = {
    ...{ id, kind, scope, reason, reviewOn, placedAt: clock(), placedBy: by },
    authority: { number, mediaType, sizeBytes: bytes.byteLength, sha256: digest, object },
  };
  await holds.place(hold, {
    ...{ kind: "hold-placed", at: hold.placedAt, actor: `user:${by}`, subject: `hold:${id}` },
    before: null,
    after: { kind, scope: scope.kind, number, documentSha256: digest, reviewOn },
    reason,
  });
  return hold;
}
