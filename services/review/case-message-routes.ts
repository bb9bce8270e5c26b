/** Routes: what other systems tell of cases, by tables or one case at a time, and when each was heard. */
import { allows } from "../access/permission.ts";
import { importCaseTable } from "../cases/import-table.ts";
import { type CaseSilence, isSilent, silentSources } from "../cases/silence.ts";
import { type MessageDeps, type Sender, takeMessages } from "../cases/take-messages.ts";
import { assert } from "../kernel/refusal.ts";
import {
  CaseMessageReport,
  CaseMessageRequest,
  CaseSources,
  CaseTableReport,
  CaseTableRequest,
  TABLE_BODY_MAX_BYTES,
} from "./case-message-schema.ts";
import { partiesNotShown } from "./case-routes.ts";
import { type Caller, type RawCall, type Route, callerOf, route } from "./route.ts";
import { faultBody } from "./table-faults.ts";

export interface CaseMessageRouteDeps extends MessageDeps {
  readonly caseSilence: CaseSilence;
}

const tag = "Cases";

export const caseMessageRoutes = (deps: CaseMessageRouteDeps): Route[] => [
  route({
    method: "post",
    path: "/cases/imports",
    tag,
    summary:
      "Take cases or their parties over from a CSV table: all of it or nothing, with everything that is wrong by line",
    permission: "cases:change",
    body: CaseTableRequest,
    bodyMaxBytes: TABLE_BODY_MAX_BYTES,
    answer: { status: 200, schema: CaseTableReport },
    handle: async (call) => {
      const { table, csv, ...said } = call.body;
      if (table === "parties") requireNames(callerOf(call));
      const report = await importCaseTable(deps, senderOf(call, said), { kind: table, csv });
      return { json: { ...report, faults: report.faults.map(faultBody) } };
    },
  }),
  route({
    method: "post",
    path: "/cases/messages",
    tag,
    summary:
      "What a case system tells of one case, by its number: opened where it is not here; the same message twice changes nothing",
    permission: "cases:change",
    body: CaseMessageRequest,
    answer: { status: 200, schema: CaseMessageReport },
    handle: async (call) => {
      const { number, facts, parties, ...said } = call.body;
      if (parties.length > 0) requireNames(callerOf(call));
      const sender = senderOf(call, { ...said, dryRun: false });
      const { cases } = await takeMessages(deps, sender, [{ number, facts, parties }]);
      const [one] = cases;
      assert(one !== undefined, "one message has one answer");
      if (one.refusal !== null) throw one.refusal;
      const { caseId: id, outcome, kept, corrected } = one;
      return { json: { id, outcome, kept, corrected } };
    },
  }),
  route({
    method: "get",
    path: "/cases/sources",
    tag,
    summary:
      "The systems that tell of cases, when each was heard last, and whether they fell silent",
    permission: "cases:see",
    answer: { status: 200, schema: CaseSources },
    handle: async () => {
      const sources = await deps.caseMessages.sources();
      const [silence, now] = [deps.caseSilence, deps.clock()];
      const silent = new Set(silentSources(sources, silence, now));
      const entries = sources.map((one) => ({ ...one, isSilent: silent.has(one) }));
      const whole = {
        silentAfterDays: silence.afterDays,
        isSilent: isSilent(sources, silence, now),
      };
      return { json: { entries, ...whole } };
    },
  }),
];

const senderOf = (
  call: Pick<RawCall, "caller" | "sight">,
  said: Pick<Sender, "source" | "reason" | "changedByHand" | "dryRun">,
): Sender => ({ ...said, by: callerOf(call).person.id, sight: call.sight });

/** Whoever does not see names could not tell what they overwrite. */
function requireNames({ person: { role } }: Caller): void {
  if (!allows(role, "parties:see")) throw partiesNotShown();
}
