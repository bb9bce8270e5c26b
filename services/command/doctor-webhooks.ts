/** The check of `doctor` on webhooks: that one was stopped, that nothing arrives, or that sending lags. */
import type { WebhookStanding } from "../webhooks/webhook-store.ts";
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

export interface WebhookProbes {
  webhooks(): Promise<WebhookStanding>;
}

export async function webhooks(probes: WebhookProbes): Promise<Finding> {
  try {
    const found = await probes.webhooks();
    const { stopped, failing, late } = found;
    const facts = { stopped, failing, late };
    return stopped + failing + late > 0 ? warning("webhooksUnheard", facts) : fine("webhooksFine");
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
