/** What the page reads and changes of webhooks. */
import type { WebhookRequest } from "../../../review/webhook-schema.ts";
import { useCommand } from "../api/commands.ts";
import { useList, useListAt } from "../api/lists.ts";
import { call } from "../api/request.ts";
import type { Ending } from "../frame/ending.ts";

const STALE = [["webhooks"], ["deliveries"]] as const;
/** While something waits to be sent. */
const BUSY_MS = 2_000;

export const useWebhooks = (enabled: boolean) =>
  useList(["webhooks"], "/webhooks", {}, () => false, enabled);

export const useDeliveries = (id: string) =>
  useListAt(["deliveries", id], "/webhooks/{id}/deliveries", { id }, {}, (entries) =>
    entries.some(({ state }) => state === "waiting") ? BUSY_MS : false,
  );

export const useAddWebhook = () =>
  useCommand((body: WebhookRequest) => call("POST", "/webhooks", { body }), ...STALE);
export const useRotate = (id: string) =>
  useCommand(() => call("POST", "/webhooks/{id}/rotation", { path: { id }, body: {} }), ...STALE);
export const useTry = (id: string) =>
  useCommand(() => call("POST", "/webhooks/{id}/test", { path: { id } }), ...STALE);
export const useStart = (id: string) =>
  useCommand(() => call("POST", "/webhooks/{id}/start", { path: { id } }), ...STALE);
export const useStop = () =>
  useCommand(
    ({ id, reason }: Ending) =>
      call("POST", "/webhooks/{id}/stop", { path: { id }, body: { reason: reason ?? "" } }),
    ...STALE,
  );
export const useRemove = () =>
  useCommand(
    ({ id, reason }: Ending) =>
      call("DELETE", "/webhooks/{id}", { path: { id }, body: { reason: reason ?? "" } }),
    ...STALE,
  );
export const useRedeliver = (webhook: string, delivery: string) =>
  useCommand(
    () =>
      call("POST", "/webhooks/{id}/deliveries/{deliveryId}/redelivery", {
        path: { id: webhook, deliveryId: delivery },
      }),
    ...STALE,
  );
