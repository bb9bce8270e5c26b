/** What /readyz and /metrics tell of webhooks: that one was stopped, that nothing arrives, or that sending lags. */
import { Gauge, type Registry } from "prom-client";
import type { WebhookStanding } from "../webhooks/webhook-store.ts";
import type { Dependency } from "./health.ts";

export interface WebhookLooks {
  readonly webhooks: () => Promise<WebhookStanding>;
}

export const webhookDependency = ({ webhooks }: WebhookLooks): Dependency => ({
  name: "webhooks",
  check: async () => {
    const { stopped, failing, late } = await webhooks();
    if (stopped + failing + late > 0) throw new Error("a webhook is not heard");
  },
  fix: "A webhook was stopped, or nothing arrives at its receiver (`holdfast doctor` counts them, `holdfast webhooks list` names them): look after the receiver, then `holdfast webhooks start`. Nothing is lost: what waits is sent then.",
  kind: "alarm",
  knownBy: "postgres",
});

export function webhookMetrics({ webhooks }: WebhookLooks) {
  return (registry: Registry): (() => Promise<void>) => {
    const gauge = new Gauge({
      name: "holdfast_webhooks_unheard",
      help: "Webhooks that the service stopped, to which nothing arrives for an hour, and deliveries that are ten minutes late",
      labelNames: ["what"],
      registers: [registry],
    });
    return async (): Promise<void> => {
      const { stopped, failing, late } = await webhooks();
      gauge.set({ what: "stopped" }, stopped);
      gauge.set({ what: "failing" }, failing);
      gauge.set({ what: "late" }, late);
    };
  };
}
