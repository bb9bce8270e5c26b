/** Port: webhooks, their secrets, and what is sent to them. Its rules are tested where they are kept: test/integration/webhooks.test.ts. */
import type { Person } from "../access/access-store.ts";
import type { NewAction } from "../actions/action.ts";
import type { WrappedKey } from "../encryption/data-key-wrapper.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { DeliveryId, UserId, WebhookId, WebhookSecretId } from "../kernel/ids.ts";
import type { Judged } from "./retry.ts";
import type { Attempt, DeliveryState, DeliveryType, StopReason, Webhook } from "./webhook.ts";

/** A signing key as it lies in the database: wrapped for its own id. */
export interface KeptSecret {
  readonly id: WebhookSecretId;
  readonly wrapped: WrappedKey;
  readonly madeAt: UtcInstant;
  /** From then on nothing is signed with it; null: it is the newest. */
  readonly until: UtcInstant | null;
}

export interface NewDelivery {
  readonly id: DeliveryId;
  readonly type: DeliveryType;
  /** Of the event; null: a test. */
  readonly sequence: number | null;
}

export interface Delivery extends NewDelivery {
  readonly webhookId: WebhookId;
  readonly state: DeliveryState;
  readonly madeAt: UtcInstant;
  readonly dueAt: UtcInstant | null;
  /** Since it was made, or sent again by hand. */
  readonly tries: number;
}

export interface ToldDelivery extends Delivery {
  /** Its place in the list, by which a page goes on. */
  readonly position: number;
  /** Oldest first. */
  readonly attempts: readonly Attempt[];
}

/** What somebody must look at. */
export interface WebhookStanding {
  /** Stopped, and not by hand. */
  readonly stopped: number;
  /** Nothing arrives for an hour and longer. */
  readonly failing: number;
  /** Deliveries that should have been tried ten minutes ago. */
  readonly late: number;
}

export interface WebhookStore {
  /** @throws Refusal conflict "webhooks/too-many". */
  add(webhook: Webhook, secret: KeptSecret, action: NewAction): Promise<void>;
  /** Those that were not removed, oldest first. */
  all(): Promise<readonly Webhook[]>;
  /** @throws Refusal missing "webhooks/no-such-webhook"; so do all that follow. */
  get(id: WebhookId): Promise<Webhook>;
  /** Keys that count at `now`, the newest first. */
  secrets(id: WebhookId, now: UtcInstant): Promise<readonly KeptSecret[]>;
  /** The newest counts until `overlapUntil` from then on; those before it end now. */
  rotate(
    id: WebhookId,
    secret: KeptSecret,
    overlapUntil: UtcInstant,
    action: NewAction,
  ): Promise<void>;
  /** Stopping what is stopped changes nothing. */
  stop(id: WebhookId, at: UtcInstant, why: StopReason, action: NewAction): Promise<void>;
  /** What waits is due at once. Going on with what runs changes nothing. */
  resume(id: WebhookId, at: UtcInstant, action: NewAction): Promise<void>;
  /** With its secrets; what was sent to it stays on record as long as deliveries do. */
  remove(id: WebhookId, at: UtcInstant, action: NewAction): Promise<void>;

  /**
   * Puts `deliveries` into the outbox and moves `heardUpTo` from `from` to `upTo`, both or neither; false where it is not at `from`
   * any more: another process was first.
   */
  hear(
    id: WebhookId,
    from: number,
    upTo: number,
    deliveries: readonly NewDelivery[],
    at: UtcInstant,
  ): Promise<boolean>;
  /** One more, by hand. */
  put(id: WebhookId, delivery: NewDelivery, at: UtcInstant, action: NewAction): Promise<void>;

  /** Due deliveries of one that runs, oldest first; until `leaseUntil` nobody else is given them. */
  claim(
    id: WebhookId,
    now: UtcInstant,
    leaseUntil: UtcInstant,
    limit: number,
  ): Promise<readonly Delivery[]>;
  /** Keeps what became of an attempt, what follows, and `action` where the webhook is stopped by it. The same attempt twice counts once. */
  tried(
    delivery: Pick<Delivery, "id" | "webhookId" | "tries">,
    attempt: Omit<Attempt, "number">,
    judged: Judged,
    action: NewAction,
  ): Promise<void>;
  /** It is not sent: what it is about is hidden from the account now. */
  withhold(id: DeliveryId): Promise<void>;
  /** Due at once, with all its tries anew. @throws Refusal missing "webhooks/no-such-delivery"; conflict "webhooks/still-waiting". */
  redeliver(id: WebhookId, delivery: DeliveryId, at: UtcInstant, action: NewAction): Promise<void>;
  /** Newest first, behind position `before` (null: from the newest). */
  deliveries(id: WebhookId, before: number | null, limit: number): Promise<readonly ToldDelivery[]>;
  /** Removes what was delivered or given up and made before `before`, and secrets that signed nothing since. */
  forget(before: UtcInstant): Promise<void>;

  /** Whom a webhook hears as; null once the account is disabled or over. */
  listener(userId: UserId, now: UtcInstant): Promise<Pick<Person, "id" | "role"> | null>;

  standing(now: UtcInstant): Promise<WebhookStanding>;

  /** Secrets that another key than `kek` wraps, and the change of one; false if it is not `before` any more. */
  notUnder(kek: string, limit: number): Promise<readonly KeptSecret[]>;
  rewrap(id: WebhookSecretId, before: WrappedKey, after: WrappedKey): Promise<boolean>;
}
