/** Rows of webhooks, their signing keys, and what is sent to them. */
import type { ColumnType, Generated } from "kysely";
import type { EventType } from "../../services/events/event-type.ts";
import type { DeliveryId, UserId, WebhookId, WebhookSecretId } from "../../services/kernel/ids.ts";
import type {
  AttemptFault,
  DeliveryState,
  DeliveryType,
  StopReason,
} from "../../services/webhooks/webhook.ts";
import type { MaybeTime, Time } from "./device-tables.ts";

export interface WebhookTables {
  webhooks: {
    id: WebhookId;
    url: string;
    description: string;
    types: EventType[];
    as_user: UserId;
    created_at: Time;
    created_by: UserId;
    stopped_at: MaybeTime;
    stopped_why: StopReason | null;
    failing_since: MaybeTime;
    heard_up_to: number;
    removed_at: MaybeTime;
  };
  webhook_secrets: {
    id: WebhookSecretId;
    webhook_id: WebhookId;
    kek: string;
    wrapped: Buffer;
    made_at: Time;
    until: MaybeTime;
  };
  webhook_deliveries: {
    id: DeliveryId;
    position: Generated<number>;
    webhook_id: WebhookId;
    type: DeliveryType;
    sequence: number | null;
    state: ColumnType<DeliveryState, DeliveryState | undefined>;
    made_at: Time;
    due_at: MaybeTime;
    tries: Generated<number>;
  };
  webhook_attempts: {
    delivery_id: DeliveryId;
    number: number;
    at: Time;
    ms: number;
    status: number | null;
    fault: AttemptFault | null;
  };
}
