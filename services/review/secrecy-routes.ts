/** Routes: labels of items, cases and recording sessions, the people of a case, and why somebody may or may not see something. */
import { addMonths } from "../calendar/calendar-date.ts";
import type { CaseId, ItemId, LabelId, SessionId, UserId } from "../kernel/ids.ts";
import {
  type LabelDeps,
  type Labeller,
  confirmLabel,
  endLabel,
  extendLabel,
  setLabel,
} from "../secrecy/set-label.ts";
import { reviewPeriods } from "../secrecy/family.ts";
import type { Label } from "../secrecy/label.ts";
import { reviewLabel } from "../secrecy/review.ts";
import type { Thing } from "../secrecy/secrecy-store.ts";
import { setPeople } from "../secrecy/set-people.ts";
import { PURPOSES } from "../secrecy/purpose.ts";
import { type Facts, type Sight, mayDo, takesPurpose } from "../secrecy/sight.ts";
import { IdPath } from "./api-schema.ts";
import { type ClearanceRouteDeps, clearanceRoutes, requirePerson } from "./clearance-routes.ts";
import { REASON_WORDS } from "./explain-words.ts";
import { type Caller, type Route, callerOf, route } from "./route.ts";
import {
  ConfirmRequest,
  DueReviews,
  EndRequest,
  ExplainQuery,
  Explanation,
  ExtendRequest,
  LabelBody,
  LabelList,
  LabelPath,
  LabelRequest,
  MOST_DUE,
  PeopleBody,
  PeopleRequest,
  ReviewRequest,
  labelBody,
} from "./secrecy-schema.ts";

export type SecrecyRouteDeps = LabelDeps & ClearanceRouteDeps;

const tag = "Secrecy";

export const secrecyRoutes = (deps: SecrecyRouteDeps): Route[] => [
  ...labelRoutes(deps, "items", (id) => ({ type: "item", id: id as ItemId })),
  ...labelRoutes(deps, "cases", (id) => ({ type: "case", id: id as CaseId })),
  ...labelRoutes(deps, "recording-sessions", (id) => ({ type: "session", id: id as SessionId })),
  reviewsRoute(deps),
  ...clearanceRoutes(deps),
  ...peopleRoutes(deps),
  ...explainRoutes(deps),
];

const labellerOf = ({ person }: Caller): Labeller => ({
  id: person.id,
  isAdmin: person.role === "admin",
});

type ThingOf = (id: string) => Thing;
const see = {
  items: "items:see",
  cases: "cases:see",
  "recording-sessions": "cases:see",
} as const;

function labelRoutes(deps: SecrecyRouteDeps, things: keyof typeof see, thing: ThingOf): Route[] {
  const { today, families } = deps.classification;
  const shown = async (label: Label) => labelBody(label, today(), await families());
  const base = `/${things}/{id}/labels`;
  return [
    route({
      method: "get",
      path: base,
      tag,
      summary: "Every label that ever stood on it, oldest first",
      permission: see[things],
      params: IdPath,
      answer: { status: 200, schema: LabelList },
      handle: async ({ params }) => {
        await deps.secrecy.facts(thing(params.id));
        const labels = await deps.secrecy.labels(thing(params.id));
        return { json: { entries: await Promise.all(labels.map(shown)) } };
      },
    }),
    route({
      method: "post",
      path: base,
      tag,
      summary: "Label it; what the agency may not set is a proposal",
      permission: "secrecy:label",
      params: IdPath,
      body: LabelRequest,
      answer: { status: 201, schema: LabelBody },
      handle: async (call) => {
        const by = labellerOf(callerOf(call));
        return { json: await shown(await setLabel(deps, thing(call.params.id), call.body, by)) };
      },
    }),
    ...changeRoutes(deps, base, thing, shown),
  ];
}

function changeRoutes(
  deps: SecrecyRouteDeps,
  base: string,
  thing: ThingOf,
  shown: (label: Label) => Promise<unknown>,
): Route[] {
  const described = { tag, permission: "secrecy:label" as const, params: LabelPath };
  const answer = { status: 200, schema: LabelBody };
  return [
    route({
      // What is confirmed is protected as its own level from then on, no longer as the highest.
      ...{ ...described, answer, method: "post", path: `${base}/{labelId}/confirmation` },
      dangerous: true,
      summary: "Enter the authority's decision on a proposal, or what a device said",
      body: ConfirmRequest,
      handle: async (call) => {
        const { id, labelId } = call.params;
        const by = labellerOf(callerOf(call));
        const after = await confirmLabel(deps, thing(id), labelId as LabelId, call.body, by);
        return { json: await shown(after) };
      },
    }),
    route({
      ...{ ...described, answer, method: "post", path: `${base}/{labelId}/extension` },
      summary: "Give it a later end, before it ends",
      body: ExtendRequest,
      handle: async (call) => {
        const { id, labelId } = call.params;
        const by = labellerOf(callerOf(call));
        const after = await extendLabel(deps, thing(id), labelId as LabelId, call.body.until, by);
        return { json: await shown(after) };
      },
    }),
    route({
      ...{ ...described, answer, method: "post", path: `${base}/{labelId}/review` },
      summary: "A label was reviewed and stays: what was found, and by when somebody looks again",
      body: ReviewRequest,
      handle: async (call) => {
        const { id, labelId } = call.params;
        const by = labellerOf(callerOf(call));
        const after = await reviewLabel(deps, thing(id), labelId as LabelId, call.body, by);
        return { json: await shown(after) };
      },
    }),
    route({
      ...{ ...described, answer, method: "delete", path: `${base}/{labelId}` },
      dangerous: true,
      summary: "End it, with the reason; a level takes another person than the one who set it",
      body: EndRequest,
      handle: async (call) => {
        const { id, labelId } = call.params;
        const by = labellerOf(callerOf(call));
        const after = await endLabel(deps, thing(id), labelId as LabelId, call.body.reason, by);
        return { json: await shown(after) };
      },
    }),
  ];
}

/** Told a month ahead. */
function reviewsRoute({ secrecy, classification }: SecrecyRouteDeps): Route {
  return route({
    method: "get",
    path: "/secrecy/reviews",
    tag,
    summary: "Labels to be reviewed within a month, those that are overdue first",
    permission: "secrecy:label",
    answer: { status: 200, schema: DueReviews },
    handle: async ({ sight }) => {
      const today = classification.today();
      const until = { by: addMonths(today, 1), today };
      const periods = reviewPeriods(await classification.families());
      const found = await secrecy.reviewsDue(until, periods, sight, MOST_DUE + 1);
      const entries = found
        .slice(0, MOST_DUE)
        .map((each) => ({ ...each, isOverdue: each.due < today }));
      return { json: { entries, isWhole: found.length <= MOST_DUE } };
    },
  });
}

function peopleRoutes(deps: SecrecyRouteDeps): Route[] {
  const people = { tag, path: "/cases/{id}/people", params: IdPath };
  return [
    route({
      ...{ ...people, method: "get", permission: "cases:see" },
      summary: "Who is set to this case; none: it is everybody's",
      answer: { status: 200, schema: PeopleBody },
      handle: async ({ params }) => {
        const id = params.id as CaseId;
        return { json: { people: (await deps.secrecy.facts({ type: "case", id })).people } };
      },
    }),
    route({
      ...{ ...people, method: "post", permission: "cases:change", dangerous: true },
      summary:
        "Set people to this case; officers and reviewers who are not among them see none of it",
      body: PeopleRequest,
      answer: { status: 200, schema: PeopleBody },
      handle: async (call) => {
        const id = call.params.id as CaseId;
        await setPeople(deps, id, call.body.people, callerOf(call).person.id);
        return { json: { people: await deps.secrecy.people(id) } };
      },
    }),
  ];
}

const EXPLAINED = ["items:see", "copies:watch", "originals:read", "packages:make"] as const;

const explainRoutes = (deps: SecrecyRouteDeps): Route[] => [
  route({
    method: "get",
    path: "/access/explain",
    tag,
    summary: "Why somebody may, or may not, see and take out an item",
    permission: "access:explain",
    query: ExplainQuery,
    answer: { status: 200, schema: Explanation },
    handle: async ({ query: { user, item } }) => {
      const facts = await deps.secrecy.facts({ type: "item", id: item as ItemId });
      const person = await requirePerson(deps, user as UserId);
      const sight = await deps.secrecy.sight(person, deps.classification.today());
      return { json: { user, item, verdicts: verdictsOf(sight, facts) } };
    },
  }),
  route({
    method: "get",
    path: "/items/{id}/access",
    tag,
    summary: "Why I see this item, and whether and for what I may watch it and take it out",
    permission: "items:see",
    params: IdPath,
    answer: { status: 200, schema: Explanation },
    handle: async ({ sight, params: { id } }) => {
      if (sight === null) throw new Error("broken invariant: whoever sees an item is somebody");
      const facts = await deps.secrecy.facts({ type: "item", id: id as ItemId });
      return { json: { user: sight.userId, item: id, verdicts: verdictsOf(sight, facts) } };
    },
  }),
];

const verdictsOf = (sight: Sight, facts: Facts) =>
  EXPLAINED.map((permission) => {
    const { allowed, because } = mayDo(sight, permission, facts);
    const told = because.map((reason) => ({ reason, words: REASON_WORDS[reason] }));
    const purposes = takesPurpose(permission)
      ? PURPOSES.filter((purpose) => mayDo(sight, permission, facts, purpose).allowed)
      : null;
    return { permission, allowed, because: told, purposes };
  });
