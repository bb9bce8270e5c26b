/** Round: what happened goes into the outboxes of webhooks, and what is due is sent; a receiver that hangs keeps no other waiting. */
import { zoneDays } from "../../services/calendar/zone-days.ts";
import type { EventLine } from "../../services/events/event-line.ts";
import { forgetEvents } from "../../services/events/forget-events.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import type { WebhookId } from "../../services/kernel/ids.ts";
import { rewrapSecrets } from "../../services/webhooks/signing-keys.ts";
import { type SendDeps, sendDue } from "../../services/webhooks/send-deliveries.ts";
import { tellWebhooks } from "../../services/webhooks/tell-webhooks.ts";
import type { SecrecyStore } from "../../services/secrecy/secrecy-store.ts";
import type { WebhookStore } from "../../services/webhooks/webhook-store.ts";

export interface OpenDeps extends Pick<SendDeps, "wrapper" | "clock" | "door"> {
  readonly stores: {
    readonly webhooks: WebhookStore;
    readonly eventLine: EventLine;
    readonly secrecy: SecrecyStore;
  };
  readonly config: { readonly HOLDFAST_TIME_ZONE: string };
  readonly version: string;
}

export const openWebhooks = (
  { stores, config, version, ...deps }: OpenDeps,
  log: Log,
): WebhookRounds =>
  new WebhookRounds(
    {
      ...{ ...deps, webhooks: stores.webhooks, line: stores.eventLine, secrecy: stores.secrecy },
      today: () => zoneDays(config.HOLDFAST_TIME_ZONE).dayOf(deps.clock()),
      ...{ userAgent: `Holdfast/${version}`, random: Math.random },
    },
    log,
  );

interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
}

/** How long the log of deliveries goes back. */
const KEPT_MS = 30 * 24 * 3_600_000;
const TIDY_EVERY_MS = 10 * 60_000;

export class WebhookRounds {
  readonly #deps: SendDeps;
  readonly #log: Log;
  readonly #sending = new Map<WebhookId, Promise<void>>();
  readonly #ending = new AbortController();
  #tidyAtMs = 0;

  constructor(deps: SendDeps, log: Log) {
    this.#deps = deps;
    this.#log = log;
  }

  async round(signal: AbortSignal): Promise<void> {
    await tellWebhooks(this.#deps, signal);
    for (const webhook of await this.#deps.webhooks.all()) {
      if (webhook.stopped !== null || this.#sending.has(webhook.id)) continue;
      const sending = this.#send(webhook).finally(() => this.#sending.delete(webhook.id));
      this.#sending.set(webhook.id, sending);
    }
    if (Date.now() >= this.#tidyAtMs) await this.#tidy();
  }

  /** Breaks attempts off; their leases bring them back. */
  async close(): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.#sending.values());
  }

  async #send(webhook: Parameters<typeof sendDue>[1]): Promise<void> {
    const { signal } = this.#ending;
    try {
      while (!signal.aborted && (await sendDue(this.#deps, webhook, signal)) > 0);
    } catch (error) {
      this.#log.warn({ webhook: webhook.id, err: error }, "a webhook waits; tried again");
    }
  }

  async #tidy(): Promise<void> {
    this.#tidyAtMs = Date.now() + TIDY_EVERY_MS;
    const { webhooks, clock } = this.#deps;
    await webhooks.forget(plusMs(clock(), -KEPT_MS));
    // After webhooks were told of it in this round.
    const forgotten = await forgetEvents(this.#deps, this.#ending.signal);
    if (forgotten > 0) this.#log.info({ forgotten }, "old events left the line");
    if ((await webhooks.all()).length === 0) return;
    const rewrapped = await rewrapSecrets(this.#deps);
    if (rewrapped > 0) this.#log.info({ rewrapped }, "secrets of webhooks under a newer key");
  }
}
