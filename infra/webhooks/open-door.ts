/** The door to receivers of webhooks as an operator's settings say. */
import type { z } from "zod";
import type { WebhookDoor } from "../../services/webhooks/webhook-door.ts";
import { type WebhookSenderConfig, urlRuleOf } from "../../services/webhooks/webhook-config.ts";
import { addressGuard } from "./address-guard.ts";
import { resolveHere } from "./resolve.ts";
import { webhookDoor } from "./webhook-door.ts";

/** All of an attempt. */
const LIMIT_MS = 20_000;

/** @throws ConfigError. */
export function openWebhookDoor(config: z.infer<typeof WebhookSenderConfig>): WebhookDoor {
  const urlRule = urlRuleOf(config);
  return webhookDoor({
    ...{ urlRule, resolve: resolveHere, limitMs: LIMIT_MS },
    isAllowed: addressGuard({
      networks: config.HOLDFAST_WEBHOOK_NETWORKS,
      loopback: urlRule.plainLoopback,
    }),
    rootsPem: config.HOLDFAST_WEBHOOK_ROOTS ?? null,
  });
}
