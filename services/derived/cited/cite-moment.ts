/** Use case: somebody cites a moment of a recording; the digest of the picture that stands there is made meanwhile. */
import type { NewAction } from "../../actions/action.ts";
import type { EvidenceStore } from "../../evidence/evidence-store.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { ItemId } from "../../kernel/ids.ts";
import { type Asked, endOf } from "../ask-of-item.ts";
import { inputOf } from "../derived-request.ts";
import { requireMoment } from "../still-picture.ts";
import { type CitedMoment, type CitedOutcome, noPictureIn } from "./cited-picture.ts";
import type { CitedStore } from "./cited-store.ts";

export interface CiteMomentDeps {
  readonly cited: CitedStore;
  readonly items: Pick<EvidenceStore, "get">;
  readonly clock: Clock;
}

/**
 * What is known of the picture; null: it is being made. Asked again it is the same one.
 * @throws Refusal missing "evidence/no-such-item"; invalid "derived/beyond-recording"; conflict as `inputOf`.
 */
export async function citeMoment(
  { cited, items, clock }: CiteMomentDeps,
  itemId: ItemId,
  ptsMs: number,
  { by: askedBy, purposeKind, purpose }: Asked,
): Promise<CitedOutcome | null> {
  const item = await items.get(itemId);
  const { sha256 } = inputOf(item, null);
  requireMoment(ptsMs, endOf(item));
  const reason = noPictureIn(item);
  if (reason !== null) return { state: "none", reason };
  const why = { purposeKind, purpose, askedBy, askedAt: clock() };
  const moment = { itemId, sha256, ptsMs, ...why };
  return (await cited.ask(moment, citedAction(moment))).outcome;
}

const citedAction = (moment: CitedMoment): NewAction => ({
  ...{ kind: "moment-cited", at: moment.askedAt, actor: `user:${moment.askedBy}` },
  ...{ subject: `item:${moment.itemId}`, before: null, reason: moment.purpose },
  after: { ptsMs: moment.ptsMs, purposeKind: moment.purposeKind },
});
