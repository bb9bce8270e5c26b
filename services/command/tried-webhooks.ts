/** The verbs about webhooks, each tried as whoever's token it is. */
import type { Attempts } from "./verb-deps.ts";
import type { WebhookVerbs } from "./webhook-commands.ts";
import {
  webhooksAdd,
  webhooksDeliveries,
  webhooksList,
  webhooksRedeliver,
  webhooksRemove,
  webhooksRotate,
  webhooksStart,
  webhooksStop,
  webhooksTest,
} from "./webhook-verbs.ts";

export const webhookVerbs = ({ asAdministrator }: Attempts): WebhookVerbs => ({
  webhooksList: (options) => asAdministrator(options, webhooksList),
  webhooksAdd: (options) =>
    asAdministrator(options, (api, term) => webhooksAdd(api, term, options)),
  webhooksRotate: (id, options) =>
    asAdministrator(options, (api, term) => webhooksRotate(api, term, id, options.overlapHours)),
  webhooksStop: (id, options) =>
    asAdministrator(options, (api, term) => webhooksStop(api, term, id, options.why)),
  webhooksStart: (id, options) =>
    asAdministrator(options, (api, term) => webhooksStart(api, term, id)),
  webhooksRemove: (id, options) =>
    asAdministrator(options, (api, term) => webhooksRemove(api, term, id, options.why)),
  webhooksTest: (id, options) =>
    asAdministrator(options, (api, term) => webhooksTest(api, term, id)),
  webhooksDeliveries: (id, options) =>
    asAdministrator(options, (api, term) => webhooksDeliveries(api, term, id)),
  webhooksRedeliver: (id, delivery, options) =>
    asAdministrator(options, (api, term) => webhooksRedeliver(api, term, id, delivery)),
});
