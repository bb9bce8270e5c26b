/** The verbs about rules that two people apply, policy packs and tables of working days, with what they need. */
import type { CalendarVerbs } from "./calendar-commands.ts";
import { calendarDecide, calendarDryRun, calendarImport, calendarShow } from "./calendar-verbs.ts";
import type { PolicyVerbs } from "./policy-commands.ts";
import { policyCheck, policyDecide, policyPropose, policyShow } from "./policy-verbs.ts";
import { policyDryRun } from "./dry-run-verb.ts";
import type { Attempts, VerbDeps } from "./verb-deps.ts";

export const policyVerbs = (
  { around: { home } }: VerbDeps,
  { attempt, asAdministrator }: Attempts,
): PolicyVerbs => ({
  policyCheck: (file, options) => attempt(options, (term) => policyCheck(home, term, file)),
  policyShow: (pack, options) =>
    asAdministrator(options, (api, term) => policyShow(api, term, pack)),
  policyDryRun: (pack, options) =>
    asAdministrator(options, (api, term) => policyDryRun(home, api, term, pack)),
  policyPropose: (file, { why, ...options }) =>
    asAdministrator(options, (api, term) => policyPropose(home, api, term, { file, why })),
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
