/** A webhook: an address of another system that is told what happens, as one account here would hear it. */
import type { EventType } from "../events/event-type.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { UserId, WebhookId } from "../kernel/ids.ts";

/**
 * Why nothing is sent any more: somebody stopped it; nothing arrived for days; its receiver said that it is gone (410); the
 * account that it hears as, or of who added it, may hear nothing any more; or what is next to be told left the line of events.
 */
export const STOP_REASONS = ["by-hand", "failing", "gone", "account", "forgotten"] as const;
export type StopReason = (typeof STOP_REASONS)[number];

export interface Webhook {
  readonly id: WebhookId;
  readonly url: string;
  readonly description: string;
  /** Empty: every name that the account may hear. */
  readonly types: readonly EventType[];
  /** What is told is what this account may know of, and `createdBy` too. */
  readonly asUser: UserId;
  readonly createdAt: UtcInstant;
  readonly createdBy: UserId;
  readonly stopped: { readonly at: UtcInstant; readonly why: StopReason } | null;
  /** Since when nothing arrives; null: the last thing did, or nothing was sent yet. */
  readonly failingSince: UtcInstant | null;
  /** Up to this number of the line of events it was decided what is sent. */
  readonly heardUpTo: number;
}

/** Of deliveries to be sent by hand, for trying the line out. */
export const TEST_TYPE = "webhook.test";
export type DeliveryType = EventType | typeof TEST_TYPE;

/** "withheld": what it is about was hidden from the account before it was sent. */
export const DELIVERY_STATES = ["waiting", "delivered", "given-up", "withheld"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why an attempt came to nothing before a whole answer was there. */
export const ATTEMPT_FAULTS = [
  "address-refused",
  "no-such-name",
  "no-connection",
  "no-trust",
  "too-slow",
  "too-long",
  "cut",
] as const;
export type AttemptFault = (typeof ATTEMPT_FAULTS)[number];

/** What became of one attempt. Of an answer its status is kept, and nothing that it says. */
export type Outcome =
  | {
      readonly status: number;
      /** From Retry-After; null: it was not said. */
      readonly retryAfterMs: number | null;
    }
  | { readonly fault: AttemptFault };

export interface Attempt {
  /** From 1, over the whole life of the delivery. */
  readonly number: number;
  readonly at: UtcInstant;
  readonly ms: number;
  readonly status: number | null;
  readonly fault: AttemptFault | null;
}
