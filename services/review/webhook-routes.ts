/** Routes: webhooks, their secrets, and the log of what was sent. */
import type { DeliveryId, UserId, WebhookId } from "../kernel/ids.ts";
import {
  type KeepDeps,
  type ShownSecret,
  addWebhook,
  redeliver,
  removeWebhook,
  resumeWebhook,
  rotateSecret,
  stopWebhook,
  testWebhook,
} from "../webhooks/keep-webhook.ts";
import { messageId } from "../webhooks/signature.ts";
import type { ToldDelivery } from "../webhooks/webhook-store.ts";
import type { Webhook } from "../webhooks/webhook.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, callerOf, route } from "./route.ts";
import {
  DeliveryPage,
  DeliveryPath,
  DeliveryQuery,
  MadeDelivery,
  RotationRequest,
  ShownWebhook,
  type WebhookBody,
  WebhookList,
  WebhookPath,
  WebhookReason,
  WebhookRequest,
} from "./webhook-schema.ts";

export interface WebhookRouteDeps {
  readonly hooks: KeepDeps;
  readonly reviews: Pick<ReviewStore, "actorNames">;
}

const tag = "Webhooks";

export const webhookRoutes = (deps: WebhookRouteDeps): Route[] => [
  ...readRoutes(deps),
  ...secretRoutes(deps),
  ...runRoutes(deps),
  ...deliveryRoutes(deps),
];

const readRoutes = (deps: WebhookRouteDeps): Route[] => [
  route({
    method: "get",
    path: "/webhooks",
    tag,
    summary: "Addresses of other systems that are told what happens",
    permission: "webhooks:see",
    answer: { status: 200, schema: WebhookList },
    handle: async () => ({ json: { entries: await told(deps, await deps.hooks.webhooks.all()) } }),
  }),
  route({
    method: "get",
    path: "/webhooks/{id}/deliveries",
    tag,
    summary: "What was sent to it, newest first, with every attempt",
    permission: "webhooks:see",
    params: WebhookPath,
    query: DeliveryQuery,
    answer: { status: 200, schema: DeliveryPage },
    handle: async (call) => {
      const { cursor = null, limit } = call.query;
      const { webhooks } = deps.hooks;
      const { id } = await webhooks.get(call.params.id as WebhookId);
      const found = await webhooks.deliveries(id, cursor, limit + 1);
      const entries = found.slice(0, limit);
      const last = found.length > limit ? entries.at(-1) : undefined;
      const nextCursor = last === undefined ? null : String(last.position);
      return { json: { entries: entries.map(deliveryBody), nextCursor } };
    },
  }),
];

const secretRoutes = (deps: WebhookRouteDeps): Route[] => [
  route({
    method: "post",
    path: "/webhooks",
    tag,
    summary: "Add a webhook; its secret is shown once",
    permission: "webhooks:manage",
    dangerous: true,
    body: WebhookRequest,
    answer: { status: 201, schema: ShownWebhook, shownOnce: true },
    handle: async (call) => {
      const { asUser = null, after = null, ...said } = call.body;
      const given = { ...said, asUser: asUser as UserId | null, after };
      return {
        json: await shown(deps, await addWebhook(deps.hooks, callerOf(call).person.id, given)),
      };
    },
  }),
  route({
    method: "post",
    path: "/webhooks/{id}/rotation",
    tag,
    summary: "A new secret, shown once; for a while the last one signs as well",
    permission: "webhooks:manage",
    dangerous: true,
    params: WebhookPath,
    body: RotationRequest,
    answer: { status: 201, schema: ShownWebhook, shownOnce: true },
    handle: async (call) => {
      const { id: by } = callerOf(call).person;
      const id = call.params.id as WebhookId;
      const { overlapUntil, ...rest } = await rotateSecret(
        deps.hooks,
        by,
        id,
        call.body.overlapHours,
      );
      return { json: { ...(await shown(deps, rest)), overlapUntil } };
    },
  }),
];

const runRoutes = (deps: WebhookRouteDeps): Route[] => [
  route({
    method: "post",
    path: "/webhooks/{id}/stop",
    tag,
    summary: "Send nothing more; what happens meanwhile is sent once it goes on",
    permission: "webhooks:manage",
    params: WebhookPath,
    body: WebhookReason,
    answer: { status: 204 },
    handle: async (call) => {
      const { id: by } = callerOf(call).person;
      await stopWebhook(deps.hooks, by, call.params.id as WebhookId, call.body.reason);
      return { status: 204 };
    },
  }),
  route({
    method: "post",
    path: "/webhooks/{id}/start",
    tag,
    summary: "Let a stopped webhook go on, from where it was stopped",
    permission: "webhooks:manage",
    params: WebhookPath,
    answer: { status: 204 },
    handle: async (call) => {
      await resumeWebhook(deps.hooks, callerOf(call).person.id, call.params.id as WebhookId);
      return { status: 204 };
    },
  }),
  route({
    method: "delete",
    path: "/webhooks/{id}",
    tag,
    summary: "Remove a webhook and its secrets",
    permission: "webhooks:manage",
    params: WebhookPath,
    body: WebhookReason,
    answer: { status: 204 },
    handle: async (call) => {
      const { id: by } = callerOf(call).person;
      await removeWebhook(deps.hooks, by, call.params.id as WebhookId, call.body.reason);
      return { status: 204 };
    },
  }),
];

const deliveryRoutes = (deps: WebhookRouteDeps): Route[] => [
  route({
    method: "post",
    path: "/webhooks/{id}/test",
    tag,
    summary: "Send a message about nothing, to try the receiver",
    permission: "webhooks:manage",
    params: WebhookPath,
    answer: { status: 201, schema: MadeDelivery },
    handle: async (call) => {
      const { id: by } = callerOf(call).person;
      return { json: { id: await testWebhook(deps.hooks, by, call.params.id as WebhookId) } };
    },
  }),
  route({
    method: "post",
    path: "/webhooks/{id}/deliveries/{deliveryId}/redelivery",
    tag,
    summary: "Send a delivery again, under its own id",
    permission: "webhooks:manage",
    params: DeliveryPath,
    answer: { status: 204 },
    handle: async (call) => {
      const { id: by } = callerOf(call).person;
      const { id, deliveryId } = call.params;
      await redeliver(deps.hooks, by, id as WebhookId, deliveryId as DeliveryId);
      return { status: 204 };
    },
  }),
];

async function shown(deps: WebhookRouteDeps, { webhook, secret }: ShownSecret) {
  return { webhook: (await told(deps, [webhook]))[0], secret };
}

async function told(
  { reviews }: WebhookRouteDeps,
  webhooks: readonly Webhook[],
): Promise<WebhookBody[]> {
  const ids = new Set(webhooks.flatMap(({ asUser, createdBy }) => [asUser, createdBy]));
  const names = await reviews.actorNames([...ids]);
  return webhooks.map(({ types, ...webhook }) => ({
    ...{ ...webhook, types: [...types] },
    asUserName: names.get(webhook.asUser) ?? "",
    createdByName: names.get(webhook.createdBy) ?? "",
  }));
}

const deliveryBody = ({ webhookId: _w, tries: _t, position: _p, ...delivery }: ToldDelivery) => ({
  ...delivery,
  messageId: messageId(delivery.id),
});
