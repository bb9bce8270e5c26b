/** What the stream of events and the routes of webhooks need, once for all of this process. */
import type { z } from "zod";
import type { EventLine } from "../events/event-line.ts";
import { EventWatch } from "../events/line-watch.ts";
import { Listeners } from "../events/listeners.ts";
import type { KeepDeps } from "../webhooks/keep-webhook.ts";
import type { SigningKeyDeps } from "../webhooks/signing-keys.ts";
import { type WebhookUrlConfig, urlRuleOf } from "../webhooks/webhook-config.ts";
import type { WebhookStore } from "../webhooks/webhook-store.ts";
import type { Log } from "./problem.ts";

/** Longer than a busy network holds back, shorter than the limit of idle connections. */
const STALL_MS = 20_000;

/** A person has a few streams on each node. */
export const openEvents = (line: EventLine, log: Pick<Log, "warn">) => ({
  ...{ line, listeners: new Listeners(), stallMs: STALL_MS },
  watch: new EventWatch(line, (error) =>
    log.warn({ err: error }, "the line of events is not read; tried again"),
  ),
});

export const hooksOf = (
  stores: { readonly webhooks: WebhookStore; readonly eventLine: EventLine },
  { wrapper, clock }: Pick<SigningKeyDeps, "wrapper" | "clock">,
  config: z.infer<typeof WebhookUrlConfig>,
): KeepDeps => ({
  ...{ wrapper, clock, webhooks: stores.webhooks, line: stores.eventLine },
  urlRule: urlRuleOf(config),
});
