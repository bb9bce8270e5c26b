/** The verbs about rules that two people apply, policy packs and tables of working days, with what they need. */
import type { CalendarVerbs } from "./calendar-commands.ts";
import {
  calendarDecide,
  calendarDryRun,
  calendarExport,
  calendarImport,
  calendarShow,
} from "./calendar-verbs.ts";
import type { PolicyVerbs } from "./policy-commands.ts";
import { checkSignature } from "./check-publisher.ts";
import {
  policyCheck,
  policyDecide,
  policyExport,
  policyPropose,
  policyShow,
} from "./policy-verbs.ts";
import { policyDryRun } from "./dry-run-verb.ts";
import type { Attempts, VerbDeps } from "./verb-deps.ts";

export { webhookVerbs } from "./tried-webhooks.ts";

export const policyVerbs = (
  { around: { home, environment }, publishers }: VerbDeps,
  { attempt, asAdministrator }: Attempts,
): PolicyVerbs => ({
  policyCheck: (file, { signature, roots, ...options }) =>
    attempt(options, (term) =>
      policyCheck(
        home,
        term,
        file,
        signature === undefined
          ? null
          : async (text) => checkSignature({ publishers, environment }, text, { signature, roots }),
      ),
    ),
  policyShow: (pack, options) =>
    asAdministrator(options, (api, term) => policyShow(api, term, pack)),
  policyExport: (pack, { out, ...options }) =>
    asAdministrator(options, (api, term) => policyExport(api, term, pack, out)),
  policyDryRun: (pack, { signature, ...options }) =>
    asAdministrator(options, (api, term) => policyDryRun(home, api, term, { pack, signature })),
  policyPropose: (file, { why, signature, ...options }) =>
    asAdministrator(options, (api, term) =>
      policyPropose(home, api, term, { file, why, signature }),
    ),
  policyApprove: (pack, { why, ...options }) =>
    asAdministrator(options, (api, term) =>
      policyDecide(api, term, { act: "approval", pack, why }),
    ),
  policyWithdraw: (pack, { why, ...options }) =>
    asAdministrator(options, (api, term) =>
      policyDecide(api, term, { act: "withdrawal", pack, why }),
    ),
});

export const calendarVerbs = ({ asAdministrator }: Attempts): CalendarVerbs => ({
  calendarShow: (options) => asAdministrator(options, calendarShow),
  calendarDryRun: (file, options) =>
    asAdministrator(options, (api, term) => calendarDryRun(api, term, file)),
  calendarExport: (table, { out, ...options }) =>
    asAdministrator(options, (api, term) => calendarExport(api, term, table, out)),
  calendarImport: (file, { why, ...options }) =>
    asAdministrator(options, (api, term) => calendarImport(api, term, { file, why })),
  calendarApprove: (table, { why, ...options }) =>
    asAdministrator(options, (api, term) =>
      calendarDecide(api, term, { act: "approval", table, why }),
    ),
  calendarWithdraw: (table, { why, ...options }) =>
    asAdministrator(options, (api, term) =>
      calendarDecide(api, term, { act: "withdrawal", table, why }),
    ),
});
