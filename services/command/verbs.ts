/** What each verb does, with this machine passed in. */
import { calendarVerbs, policyVerbs, webhookVerbs } from "./rule-verbs.ts";
import { resolve } from "node:path";
import { accessVerbs } from "./tried-access.ts";
import { deviceVerbs } from "./tried-devices.ts";
import { liveVerbs } from "./tried-live.ts";
import { sharingVerbs } from "./tried-sharing.ts";
import type { CaseVerbs } from "./case-commands.ts";
import type { ReviewVerbs } from "./legal-review-commands.ts";
import { spotVerbs } from "./tried-spot-checks.ts";
import {
  reviewExport,
  reviewShow,
  reviewSign,
  reviewSubmit,
  reviewText,
  reviewWaiting,
} from "./legal-review-verbs.ts";
import { caseDeadlines, caseExport, caseFill, caseSeal, caseShow } from "./case-verbs.ts";
import type { Verbs } from "./command-line.ts";
import type { DisposalVerbs } from "./disposal-commands.ts";
import {
  disposalAppraise,
  disposalApprove,
  disposalList,
  disposalProlong,
  disposalPropose,
  disposalShow,
  disposalStop,
} from "./disposal-verbs.ts";
import { dock } from "./dock.ts";
import type { EvidenceVerbs } from "./evidence-commands.ts";
import { EXIT } from "./exit-code.ts";
import { exportVerbs } from "./tried-exports.ts";
import { handOn } from "./handed-on.ts";
import type { ImportVerbs } from "./import-commands.ts";
import { importCases, importOfficers } from "./import-verbs.ts";
import type { HoldVerbs } from "./holds-commands.ts";
import { holdsList, holdsPlace, holdsRelease, holdsReview } from "./holds-verbs.ts";
import { itemVerbs } from "./item-verbs.ts";
import type { KeyVerbs } from "./key-commands.ts";
import { keysList, keysRevoke, keysRotate } from "./key-verbs.ts";
import type { LifecycleVerbs } from "./lifecycle-commands.ts";
import { down, logs, status } from "./lifecycle.ts";
import { liveProofVerbs } from "./live-proof-verbs.ts";
import { runPush } from "./push-verb.ts";
import type { ExtensionVerbs } from "./extension-commands.ts";
import {
  retentionEnding,
  retentionExtend,
  retentionExtensions,
  retentionReview,
  retentionReviews,
} from "./extension-verbs.ts";
import type { RetentionVerbs } from "./retention-commands.ts";
import type { ReportVerbs } from "./reports-commands.ts";
import { reportsExport, reportsList, reportsMake, reportsShow } from "./reports-verbs.ts";
import {
  retentionConditions,
  retentionExplain,
  retentionFlag,
  retentionFlags,
  retentionTell,
  retentionUnflag,
} from "./retention-verbs.ts";
import { runDoctor } from "./run-doctor.ts";
import { runDemo, runUp } from "./up-verb.ts";
import { searchVerbs } from "./search-verb.ts";
import type { SecrecyVerbs } from "./secrecy-commands.ts";
import { releaseVerbs } from "./release-verbs.ts";
import { label, secrecyReview, secrecyReviews } from "./secrecy-verbs.ts";
import { tokenVerbs } from "./token-verbs.ts";
import { userVerbs } from "./user-verbs.ts";
import { type Attempts, type VerbDeps, attemptsOf, requireRunning } from "./verb-deps.ts";
import { runVerifier } from "./verify-verb.ts";
import { apiClient } from "./api-client.ts";

export function makeVerbs(deps: VerbDeps): Verbs {
  const { around } = deps;
  const attempts = attemptsOf(deps);
  return {
    ...lifecycleVerbs(deps, attempts),
    ...deviceVerbs(deps, attempts),
    ...holdVerbs(attempts),
    ...disposalVerbs(attempts),
    ...caseVerbs(attempts),
    ...reviewVerbs(attempts),
    ...spotVerbs(attempts),
    ...keyVerbs(attempts),
    ...liveVerbs(deps, attempts),
    ...{ ...itemVerbs(attempts), ...searchVerbs(attempts) },
    ...policyVerbs(deps, attempts),
    ...calendarVerbs(attempts),
    ...reportVerbs(attempts),
    ...retentionVerbs(attempts),
    ...extensionVerbs(attempts),
    ...secrecyVerbs(attempts),
    ...accessVerbs(attempts),
    ...sharingVerbs(attempts),
    ...webhookVerbs(attempts),
    ...importVerbs(attempts),
    ...{ ...userVerbs(attempts), ...tokenVerbs(attempts) },
    ...liveProofVerbs(deps, attempts),
    ...evidenceVerbs(deps, attempts),
    ...exportVerbs(deps, attempts),
    dock: (verb, options) =>
      attempts.attempt(options, (_term, folder) =>
        dock({ ...deps, ...around, interrupted: deps.interrupted() }, folder, verb, options),
      ),
    ledgerRevocations: ({ url, ...options }) =>
      attempts.attempt(options, async (term, folder) => {
        const address = url ?? (await requireRunning(deps.host, folder)).url;
        const list = await apiClient(address, null).text("/ledger/revocations");
        // As it is: a line more would make it another file.
        term.result({ list });
        term.print(list.slice(0, -1));
        return EXIT.ok;
      }),
    handOn: (name, args) => handOn(around, name, args, { interrupted: deps.interrupted() }),
  };
}

function lifecycleVerbs(deps: VerbDeps, { attempt }: Attempts): LifecycleVerbs {
  const { host, around, interrupted, houseKeys } = deps;
  return {
    up: (options) => attempt(options, (term, folder) => runUp(deps, term, folder, options)),
    down: (options) => attempt(options, (term, folder) => down({ host, term }, folder)),
    status: (options) =>
      attempt(options, (term, folder) => status({ host, term, houseKeys }, folder)),
    logs: (name, options) =>
      attempt(options, (term, folder) =>
        logs({ host, term }, folder, name, options.follow === true, interrupted()),
      ),
    doctor: ({ data = around.data, json }) => runDoctor(around.home, resolve(data), json === true),
    demo: (options) => attempt(options, (term, folder) => runDemo(deps, term, folder)),
  };
}

const holdVerbs = ({ asAdministrator }: Attempts): HoldVerbs => ({
  holdsList: (options) =>
    asAdministrator(options, (api, term) => holdsList(api, term, options.state)),
  holdsPlace: (options) => asAdministrator(options, (api, term) => holdsPlace(api, term, options)),
  holdsReview: (hold, options) =>
    asAdministrator(options, (api, term) => holdsReview(api, term, hold, options)),
  holdsRelease: (hold, options) =>
    asAdministrator(options, (api, term) => holdsRelease(api, term, hold, options)),
});

const disposalVerbs = ({ asAdministrator }: Attempts): DisposalVerbs => ({
  disposalList: (options) =>
    asAdministrator(options, (api, term) => disposalList(api, term, options)),
  disposalShow: (batch, options) =>
    asAdministrator(options, (api, term) => disposalShow(api, term, batch)),
  disposalPropose: (options) =>
    asAdministrator(options, (api, term) => disposalPropose(api, term, options)),
  disposalAppraise: (batch, options) =>
    asAdministrator(options, (api, term) => disposalAppraise(api, term, batch, options)),
  disposalApprove: (batch, options) =>
    asAdministrator(options, (api, term) => disposalApprove(api, term, batch, options.sha256)),
  disposalProlong: (batch, options) =>
    asAdministrator(options, (api, term) => disposalProlong(api, term, batch, options)),
  disposalStop: (batch, options) =>
    asAdministrator(options, (api, term) => disposalStop(api, term, batch, options)),
});

const reviewVerbs = ({ asAdministrator }: Attempts): ReviewVerbs => ({
  reviewWaiting: (options) => asAdministrator(options, reviewWaiting),
  reviewShow: (file, options) =>
    asAdministrator(options, (api, term) => reviewShow(api, term, file)),
  reviewSubmit: (file, { statement, ...options }) =>
    asAdministrator(options, (api, term) => reviewSubmit(api, term, file, statement)),
  reviewText: (file, round, { out, ...options }) =>
    asAdministrator(options, (api, term) => reviewText(api, term, [file, round], out)),
  reviewSign: (file, round, { signature, ...options }) =>
    asAdministrator(options, (api, term) => reviewSign(api, term, [file, round], signature)),
  reviewExport: (file, round, { out, ...options }) =>
    asAdministrator(options, (api, term) => reviewExport(api, term, [file, round], out)),
});

const caseVerbs = ({ asAdministrator }: Attempts): CaseVerbs => ({
  caseDeadlines: (options) => asAdministrator(options, caseDeadlines),
  caseShow: (file, options) => asAdministrator(options, (api, term) => caseShow(api, term, file)),
  caseFill: (file, options) => asAdministrator(options, (api, term) => caseFill(api, term, file)),
  caseSeal: (file, { why, ...options }) =>
    asAdministrator(options, (api, term) => caseSeal(api, term, file, why)),
  caseExport: (file, { out, version, ...options }) =>
    asAdministrator(options, (api, term) =>
      caseExport(api, term, file, { out, ...(version === undefined ? {} : { version }) }),
    ),
});

const keyVerbs = ({ asAdministrator }: Attempts): KeyVerbs => ({
  keysList: (options) => asAdministrator(options, keysList),
  keysRotate: (options) => asAdministrator(options, (api, term) => keysRotate(api, term, options)),
  keysRevoke: (key, options) =>
    asAdministrator(options, (api, term) => keysRevoke(api, term, key, options)),
});

const reportVerbs = ({ asAdministrator }: Attempts): ReportVerbs => ({
  reportsList: (options) => asAdministrator(options, reportsList),
  reportsShow: (report, period, options) =>
    asAdministrator(options, (api, term) => reportsShow(api, term, report, period)),
  reportsMake: (report, period, options) =>
    asAdministrator(options, (api, term) => reportsMake(api, term, [report, period], options)),
  reportsExport: (id, options) =>
    asAdministrator(options, (api, term) => reportsExport(api, term, id, options)),
});

const retentionVerbs = ({
  asAdministrator,
}: Attempts): Omit<RetentionVerbs, keyof ExtensionVerbs> => ({
  retentionExplain: (item, options) =>
    asAdministrator(options, (api, term) => retentionExplain(api, term, item)),
  retentionFlags: (item, options) =>
    asAdministrator(options, (api, term) => retentionFlags(api, term, item)),
  retentionFlag: (items, options) =>
    asAdministrator(options, (api, term) => retentionFlag(api, term, items, options)),
  retentionConditions: (thing, options) =>
    asAdministrator(options, (api, term) => retentionConditions(api, term, thing, options)),
  retentionTell: (thing, options) =>
    asAdministrator(options, (api, term) => retentionTell(api, term, thing, options)),
  retentionUnflag: (items, options) =>
    asAdministrator(options, (api, term) => retentionUnflag(api, term, items, options)),
});

const extensionVerbs = ({ asAdministrator }: Attempts): ExtensionVerbs => ({
  retentionExtend: (thing, options) =>
    asAdministrator(options, (api, term) => retentionExtend(api, term, thing, options)),
  retentionExtensions: (item, options) =>
    asAdministrator(options, (api, term) => retentionExtensions(api, term, item)),
  retentionEnding: (options) =>
    asAdministrator(options, (api, term) => retentionEnding(api, term, options)),
  retentionReviews: (options) =>
    asAdministrator(options, (api, term) => retentionReviews(api, term, options)),
  retentionReview: (items, options) =>
    asAdministrator(options, (api, term) => retentionReview(api, term, items, options)),
});

const secrecyVerbs = ({ asAdministrator }: Attempts): SecrecyVerbs => ({
  label: (item, kind, options) =>
    asAdministrator(options, (api, term) => label(api, term, [item, kind], options)),
  ...releaseVerbs({ asAdministrator }),
  secrecyReviews: (options) => asAdministrator(options, secrecyReviews),
  secrecyReview: (thing, id, options) =>
    asAdministrator(options, (api, term) => secrecyReview(api, term, [thing, id], options)),
});

const importVerbs = ({ asAdministrator }: Attempts): ImportVerbs => ({
  importOfficers: (file, options) =>
    asAdministrator(options, (api, term) => importOfficers(api, term, file, options)),
  importCases: (file, options) =>
    asAdministrator(options, (api, term) => importCases(api, term, "cases", { ...options, file })),
  importCaseEvents: (file, options) =>
    asAdministrator(options, (api, term) => importCases(api, term, "events", { ...options, file })),
  importParties: (file, options) =>
    asAdministrator(options, (api, to) => importCases(api, to, "parties", { ...options, file })),
});

const evidenceVerbs = (deps: VerbDeps, { attempt }: Attempts): EvidenceVerbs => ({
  push: (files, options) =>
    attempt(options, (term, folder) => runPush(deps, term, folder, files, options)),
  verify: (path, options) => runVerifier(deps.around.home, path, options),
});
