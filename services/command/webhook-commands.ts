/** The command line of the verbs about webhooks. */
import { type Command, Option } from "commander";
import { EVENT_TYPES } from "../events/event-type.ts";
import type { Text } from "../kernel/language.ts";
import type { ExitCode } from "./exit-code.ts";
import { WEBHOOKS } from "./texts/webhooks.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";
import type { AddArguments } from "./webhook-verbs.ts";

type Why = Remote & { readonly why: string };
type Rotate = Remote & { readonly overlapHours?: string };

export interface WebhookVerbs {
  webhooksList(options: Remote): Promise<ExitCode>;
  webhooksAdd(options: Remote & AddArguments): Promise<ExitCode>;
  webhooksRotate(id: string, options: Rotate): Promise<ExitCode>;
  webhooksStop(id: string, options: Why): Promise<ExitCode>;
  webhooksStart(id: string, options: Remote): Promise<ExitCode>;
  webhooksRemove(id: string, options: Why): Promise<ExitCode>;
  webhooksTest(id: string, options: Remote): Promise<ExitCode>;
  webhooksDeliveries(id: string, options: Remote): Promise<ExitCode>;
  webhooksRedeliver(id: string, delivery: string, options: Remote): Promise<ExitCode>;
}

export function webhookVerbs(program: Command, verbs: WebhookVerbs, say: Say, done: Done): void {
  const webhooks = program.command("webhooks").description(say(WEBHOOKS.about));
  const add = (usage: string, about: Text) => remote(verb(webhooks, usage, about, say), say);
  add("list", WEBHOOKS.list).action((o: Remote) => done(verbs.webhooksList(o)));
  // --url is the service's own, as with every verb.
  add("add", WEBHOOKS.add)
    .requiredOption("--address <url>", say(WEBHOOKS.optionUrl))
    .requiredOption("--description <text>", say(WEBHOOKS.optionDescription))
    .addOption(new Option("--event <names...>", say(WEBHOOKS.optionEvent)).choices(EVENT_TYPES))
    .option("--as <account>", say(WEBHOOKS.optionAs))
    .option("--after <number>", say(WEBHOOKS.optionAfter))
    .action((o: Remote & AddArguments) => done(verbs.webhooksAdd(o)));
  add("rotate <webhook>", WEBHOOKS.rotate)
    .option("--overlap-hours <number>", say(WEBHOOKS.optionOverlap))
    .action((id: string, o: Rotate) => done(verbs.webhooksRotate(id, o)));
  add("stop <webhook>", WEBHOOKS.stop)
    .requiredOption("--why <text>", say(WEBHOOKS.optionWhy))
    .action((id: string, o: Why) => done(verbs.webhooksStop(id, o)));
  add("start <webhook>", WEBHOOKS.start).action((id: string, o: Remote) =>
    done(verbs.webhooksStart(id, o)),
  );
  add("remove <webhook>", WEBHOOKS.remove)
    .requiredOption("--why <text>", say(WEBHOOKS.optionWhy))
    .action((id: string, o: Why) => done(verbs.webhooksRemove(id, o)));
  add("test <webhook>", WEBHOOKS.test).action((id: string, o: Remote) =>
    done(verbs.webhooksTest(id, o)),
  );
  add("deliveries <webhook>", WEBHOOKS.deliveries).action((id: string, o: Remote) =>
    done(verbs.webhooksDeliveries(id, o)),
  );
  add("redeliver <webhook> <delivery>", WEBHOOKS.redeliver).action(
    (id: string, delivery: string, o: Remote) => done(verbs.webhooksRedeliver(id, delivery, o)),
  );
}
