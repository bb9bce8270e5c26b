/** Routes: what is due of a case and why, what is due in the house, and one longer term. */
import type { CaseId } from "../kernel/ids.ts";
import type { PackInForce } from "../policy/in-force.ts";
import { type CaseDeadline, isOpen } from "../reports/case-deadlines.ts";
import { TRIGGER_WORDS, citations, whyText } from "../reports/deadline-words.ts";
import {
  type DeadlineDeps,
  caseDeadlines,
  countOpen,
  extendDeadline,
  houseDeadlines,
} from "../reports/tell-deadlines.ts";
import { IdPath } from "./api-schema.ts";
import {
  type CaseDeadlineBody,
  CaseDeadlines,
  type CaseDeadlinesBody,
  DeadlineQuery,
  ExtensionRequest,
  HouseDeadlines,
} from "./deadline-schema.ts";
import { type Route, callerOf, route } from "./route.ts";

const tag = "Cases";
const path = "/cases/{id}/deadlines";

export const deadlineRoutes = (deps: DeadlineDeps): Route[] => [
  route({
    ...{ method: "get", path: "/deadlines", tag },
    summary: "What is due of cases, the most urgent first",
    permission: "cases:see",
    query: DeadlineQuery,
    answer: { status: 200, schema: HouseDeadlines },
    handle: async ({ sight, query: { limit } }) => {
      const { open, isWhole, pack } = await houseDeadlines(deps, sight);
      const entries = open.slice(0, limit).map(({ of, deadline }) => ({
        ...{ ...shown(deadline, pack), caseId: of.id, caseNumber: of.number },
      }));
      return { json: { entries, ...countOpen(open), isWhole } };
    },
  }),
  route({
    ...{ method: "get", path, tag },
    summary: "What is due of a case, by which rule and which days, and what was done",
    permission: "cases:see",
    params: IdPath,
    answer: { status: 200, schema: CaseDeadlines },
    handle: async ({ params }) => ({ json: await bodyOf(deps, params.id as CaseId) }),
  }),
  route({
    ...{ method: "post", path: `${path}/extensions`, tag },
    summary: "Extend one term, once, before it is over, where the pack allows it",
    permission: "cases:change",
    params: IdPath,
    body: ExtensionRequest,
    answer: { status: 200, schema: CaseDeadlines },
    handle: async (call) => {
      const id = call.params.id as CaseId;
      await extendDeadline(deps, callerOf(call).person.id, id, call.body);
      return { json: await bodyOf(deps, id) };
    },
  }),
];

async function bodyOf(deps: DeadlineDeps, id: CaseId): Promise<CaseDeadlinesBody> {
  const { file, pack, deadlines } = await caseDeadlines(deps, id);
  return { revision: file.revision, entries: deadlines.map((one) => shown(one, pack)) };
}

function shown({ why, ...one }: CaseDeadline, pack: PackInForce | null): CaseDeadlineBody {
  return {
    ...{ ...one, title: TRIGGER_WORDS[one.trigger] },
    mayExtend:
      why !== null &&
      why.rule.extension !== null &&
      !why.extended &&
      isOpen({ ...one, why }) &&
      one.state !== "overdue",
    why: why && {
      ...{ rule: why.rule.code, text: whyText(one, why) },
      cite: pack === null ? [] : [...citations(why, pack.pack)],
    },
  };
}
