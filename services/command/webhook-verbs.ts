/** The verbs about webhooks. */
import { z } from "zod";
import { EVENT_TYPES } from "../events/event-type.ts";
import {
  type DeliveryBody,
  DeliveryPage,
  MadeDelivery,
  ShownWebhook,
  type WebhookBody,
  WebhookList,
  type WebhookRequest,
} from "../review/webhook-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Terminal, fill } from "./terminal.ts";
import { FAULT_WORDS, STATE_WORDS, STOP_WORDS, WEBHOOKS } from "./texts/webhooks.ts";
import { accountOf } from "./user-verbs.ts";

const PATH = "/api/v1/webhooks";
const at = (id: string, act: string): string => `${PATH}/${encodeURIComponent(id)}/${act}`;

export interface AddArguments {
  readonly address: string;
  readonly description: string;
  readonly event?: readonly string[];
  /** Name or id of an account. */
  readonly as?: string;
  readonly after?: string;
}

/** All of them. Ends with 1 if one stopped by itself, or nothing arrives. */
export async function webhooksList(api: ApiClient, term: Terminal): Promise<ExitCode> {
  const { entries } = await api.get(PATH, WebhookList);
  term.result({ entries });
  if (entries.length === 0) term.say(WEBHOOKS.none);
  for (const webhook of entries) tell(term, webhook);
  const isUnheard = ({ stopped, failingSince }: WebhookBody): boolean =>
    stopped === null ? failingSince !== null : stopped.why !== "by-hand";
  return entries.some(isUnheard) ? EXIT.negative : EXIT.ok;
}

function tell(term: Terminal, webhook: WebhookBody): void {
  const { language } = term;
  const { id, url, description, types, asUserName, stopped, failingSince } = webhook;
  const failing = fill(WEBHOOKS.failingSince[language], { at: failingSince ?? "" });
  const running = failingSince === null ? WEBHOOKS.running[language] : failing;
  term.say(WEBHOOKS.line, {
    ...{ id, url, description, as: asUserName },
    types: types.length === 0 ? WEBHOOKS.allEvents[language] : types.join(", "),
    state: stopped === null ? running : STOP_WORDS[stopped.why][language],
  });
}

export async function webhooksAdd(
  api: ApiClient,
  term: Terminal,
  { address, description, event = [], as, after }: AddArguments,
): Promise<ExitCode> {
  const asUser = as === undefined ? {} : { asUser: (await accountOf(api, as)).id };
  const body: WebhookRequest = {
    ...{ url: address, description, types: EVENT_TYPES.filter((type) => event.includes(type)) },
    ...{ ...asUser, ...(after === undefined ? {} : { after: Number(after) }) },
  };
  const added = await api.post(PATH, body, ShownWebhook);
  term.result(added);
  term.say(WEBHOOKS.added, { id: added.webhook.id, secret: added.secret });
  return EXIT.ok;
}

export async function webhooksRotate(
  api: ApiClient,
  term: Terminal,
  id: string,
  overlapHours: string | undefined,
): Promise<ExitCode> {
  const body = overlapHours === undefined ? {} : { overlapHours: Number(overlapHours) };
  const shown = await api.post(at(id, "rotation"), body, ShownWebhook);
  term.result(shown);
  term.say(WEBHOOKS.rotated, { id, secret: shown.secret, until: shown.overlapUntil ?? "" });
  return EXIT.ok;
}

export async function webhooksStop(
  api: ApiClient,
  term: Terminal,
  id: string,
  reason: string,
): Promise<ExitCode> {
  await api.send(at(id, "stop"), { reason });
  term.result({ id, stopped: true });
  term.say(WEBHOOKS.stopped, { id });
  return EXIT.ok;
}

export async function webhooksStart(api: ApiClient, term: Terminal, id: string): Promise<ExitCode> {
  await api.send(at(id, "start"), {});
  term.result({ id, stopped: false });
  term.say(WEBHOOKS.started, { id });
  return EXIT.ok;
}

export async function webhooksRemove(
  api: ApiClient,
  term: Terminal,
  id: string,
  reason: string,
): Promise<ExitCode> {
  await api.remove(`${PATH}/${encodeURIComponent(id)}`, { reason }, z.null());
  term.result({ id, removed: true });
  term.say(WEBHOOKS.removed, { id });
  return EXIT.ok;
}

export async function webhooksTest(api: ApiClient, term: Terminal, id: string): Promise<ExitCode> {
  const { id: delivery } = await api.post(at(id, "test"), {}, MadeDelivery);
  term.result({ id, delivery });
  term.say(WEBHOOKS.tested, { delivery });
  return EXIT.ok;
}

export async function webhooksDeliveries(
  api: ApiClient,
  term: Terminal,
  id: string,
): Promise<ExitCode> {
  const { entries } = await api.get(at(id, "deliveries"), DeliveryPage);
  term.result({ entries });
  if (entries.length === 0) term.say(WEBHOOKS.noDeliveries);
  for (const delivery of entries) {
    const { id: deliveryId, madeAt, type, state } = delivery;
    const told = STATE_WORDS[state][term.language];
    const attempts = attemptsOf(term, delivery);
    term.say(WEBHOOKS.delivery, { id: deliveryId, madeAt, type, state: told, attempts });
  }
  return EXIT.ok;
}

const attemptsOf = ({ language }: Terminal, { attempts }: DeliveryBody): string =>
  attempts
    .map(({ status, fault }) => (fault === null ? String(status) : FAULT_WORDS[fault][language]))
    .join(", ");

export async function webhooksRedeliver(
  api: ApiClient,
  term: Terminal,
  id: string,
  delivery: string,
): Promise<ExitCode> {
  await api.send(at(id, `deliveries/${encodeURIComponent(delivery)}/redelivery`), {});
  term.result({ id, delivery });
  term.say(WEBHOOKS.again, { delivery });
  return EXIT.ok;
}
