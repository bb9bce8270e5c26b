/** The shapes of /api/v1/webhooks. */
import { z } from "zod";
import { EVENT_TYPES } from "../events/event-type.ts";
import { ATTEMPT_FAULTS, DELIVERY_STATES, STOP_REASONS, TEST_TYPE } from "../webhooks/webhook.ts";
import { EventNumber } from "./event-schema.ts";

const id = z.uuid();
const instant = z.iso.datetime();
const names = EVENT_TYPES as readonly [string, ...string[]];
const reason = z.string().trim().min(1).max(500);

export const WebhookRequest = z.strictObject({
  url: z.string().min(1).max(1_000).describe("https://…; it is shown to whoever sees webhooks"),
  description: z.string().trim().min(1).max(200),
  types: z
    .array(z.enum(EVENT_TYPES))
    .max(100)
    .default([])
    .describe("Empty: all that the account may hear"),
  asUser: id.optional().describe("The account that it hears as; left out: yours"),
  after: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe("Tell what came after this number; left out: from now on"),
});
export type WebhookRequest = z.input<typeof WebhookRequest>;

export const RotationRequest = z.strictObject({
  overlapHours: z
    .number()
    .int()
    .min(0)
    .max(168)
    .default(24)
    .describe("For so long both secrets sign"),
});
export const WebhookReason = z.strictObject({ reason });

export const WebhookBody = z.object({
  ...{ id, url: z.string(), description: z.string(), types: z.array(z.enum(names)) },
  ...{
    asUser: id,
    asUserName: z.string(),
    createdAt: instant,
    createdBy: id,
    createdByName: z.string(),
  },
  stopped: z.object({ at: instant, why: z.enum(STOP_REASONS) }).nullable(),
  failingSince: instant.nullable(),
  heardUpTo: z
    .number()
    .int()
    .describe("Up to this number of the line of events it was decided what is sent"),
});
export type WebhookBody = z.infer<typeof WebhookBody>;
export const WebhookList = z.object({ entries: z.array(WebhookBody) });
export const ShownWebhook = z.object({
  webhook: WebhookBody,
  secret: z.string().describe("whsec_…; shown here and never again"),
  overlapUntil: instant.optional(),
});
export const MadeDelivery = z.object({ id });

export const DeliveryQuery = z.strictObject({
  cursor: EventNumber.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const DeliveryBody = z.object({
  ...{ id, type: z.enum([TEST_TYPE, ...names]), sequence: z.number().int().nullable() },
  ...{ state: z.enum(DELIVERY_STATES), madeAt: instant, dueAt: instant.nullable() },
  messageId: z.string().describe("webhook-id"),
  attempts: z.array(
    z.object({
      ...{ number: z.number().int(), at: instant, ms: z.number().int() },
      ...{ status: z.number().int().nullable(), fault: z.enum(ATTEMPT_FAULTS).nullable() },
    }),
  ),
});
export type DeliveryBody = z.infer<typeof DeliveryBody>;
export const DeliveryPage = z.object({
  entries: z.array(DeliveryBody),
  nextCursor: z.string().nullable(),
});
export const WebhookPath = z.object({ id });
export const DeliveryPath = z.object({ id, deliveryId: id });

/** What a receiver is sent (webhooks/message.ts). */
export const WebhookMessage = z.object({
  type: z.enum([TEST_TYPE, ...names]),
  timestamp: instant.describe("When it happened"),
  data: z.object({
    sequence: z.number().int().optional().describe("Of the line of events; none of a test"),
    ...{ itemId: id.optional(), caseId: id.optional(), sessionId: id.optional() },
    ...{ packageId: id.optional(), holdId: id.optional() },
    link: z.string().optional().describe("Where it is read, below this house's address"),
  }),
});

/** Standard Webhooks 1.0.0. */
export const WebhookHeaders = z.object({
  "webhook-id": z.string().describe("The same each time one message is tried"),
  "webhook-timestamp": z.string().describe("Seconds since 1970, of this attempt"),
  "webhook-signature": z
    .string()
    .describe("v1,<base64 of HMAC-SHA256 over id.timestamp.body>; two while a secret is exchanged"),
});
