/** Rows of what was done to the house itself, and of what people look at. */
import type { ActionKind, Subject } from "../../services/actions/action.ts";
import type { Actor } from "../../services/kernel/actor.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { ItemId, UserId, ViewingId } from "../../services/kernel/ids.ts";
import type { Panel } from "../../services/review/put-away-store.ts";
import type { Time } from "./device-tables.ts";

export interface ActionTables {
  actions: {
    index: number;
    at: Time;
    actor: Actor;
    kind: ActionKind;
    subject: Subject | null;
    body: string;
    previous_sha256: Sha256;
    sha256: Sha256;
  };
  refusal_counts: {
    item_id: ItemId;
    actor: Actor;
    what: string;
    told_at: Time;
    untold: number;
  };
  viewings: {
    id: ViewingId;
    item_id: ItemId;
    actor: Actor;
    data: string;
    kept_at: Time;
    told_at: Date | null;
  };
  put_away: { user_id: UserId; panel: Panel };
  action_counts: {
    kind: ActionKind;
    actor: Actor;
    subject: string;
    told_at: Time;
    untold: number;
  };
}
