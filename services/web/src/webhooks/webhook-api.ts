/** What the page reads and changes of webhooks. */
import type { z } from "zod";
import type {
  DeliveryBody,
  ShownWebhook,
  WebhookBody,
  WebhookRequest,
} from "../../../review/webhook-schema.ts";
import { useCommand } from "../api/commands.ts";
import { usePages } from "../api/queries.ts";
import { request } from "../api/request.ts";
import type { Ending } from "../frame/ending.ts";

const STALE = [["webhooks"], ["deliveries"]] as const;
/** While something waits to be sent. */
const BUSY_MS = 2_000;

type Shown = z.infer<typeof ShownWebhook>;

export const useWebhooks = (enabled: boolean) =>
  usePages<WebhookBody>(["webhooks"], "/webhooks", {}, () => false, enabled);

export const useDeliveries = (id: string) =>
  usePages<DeliveryBody>(["deliveries", id], `/webhooks/${id}/deliveries`, {}, (entries) =>
    entries.some(({ state }) => state === "waiting") ? BUSY_MS : false,
  );

export const useAddWebhook = () =>
  useCommand((body: WebhookRequest) => request<Shown>("POST", "/webhooks", body), ...STALE);
export const useRotate = (id: string) =>
  useCommand(() => request<Shown>("POST", `/webhooks/${id}/rotation`, {}), ...STALE);
export const useTry = (id: string) =>
  useCommand(() => request<unknown>("POST", `/webhooks/${id}/test`), ...STALE);
export const useStart = (id: string) =>
  useCommand(() => request<unknown>("POST", `/webhooks/${id}/start`), ...STALE);
export const useStop = () =>
  useCommand(
    ({ id, reason }: Ending) => request<unknown>("POST", `/webhooks/${id}/stop`, { reason }),
    ...STALE,
  );
export const useRemove = () =>
  useCommand(
    ({ id, reason }: Ending) => request<unknown>("DELETE", `/webhooks/${id}`, { reason }),
    ...STALE,
  );
export const useRedeliver = (webhook: string, delivery: string) =>
  useCommand(
    () => request<unknown>("POST", `/webhooks/${webhook}/deliveries/${delivery}/redelivery`),
    ...STALE,
  );
