/** Routes: tables of working days; what counts, what waits for another person, and the acts by which one comes to count. */
import type { TwoPeopleDeps } from "../access/two-people.ts";
import { LAST_DATE, parseCalendarDate } from "../calendar/calendar-date.ts";
import { readTable } from "../calendar/read-table.ts";
import { workingDays } from "../calendar/working-days.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import { utcInstant } from "../kernel/clock.ts";
import {
  type TextKind,
  approvePack,
  known,
  proposePack,
  withdrawPack,
} from "../policy/decide-pack.ts";
import { countingTables, tableText } from "../policy/house-days.ts";
import { packInForce } from "../policy/in-force.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import {
  type Calendars,
  type MovedDeadline,
  changedDays,
  movedDeadlines,
} from "../reports/calendar-effect.ts";
import type { ReportFactsSource } from "../reports/report-facts.ts";
import { retentionRules } from "../retention/rules.ts";
import type { Sight } from "../secrecy/sight.ts";
import { type AppliedTextDeps, appliedText } from "./applied-text.ts";
import {
  type CalendarReport,
  TableDetail,
  TableList,
  TableProposal,
  TableText,
} from "./calendar-schema.ts";
import { type DryRunRouteDeps, type Running, dryRunReply } from "./dry-run-routes.ts";
import { namedEntries } from "./policy-routes.ts";
import { PackApproval, PackWithdrawal, PolicyEntry, PolicyPath } from "./policy-schema.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface CalendarRouteDeps extends DryRunRouteDeps, TwoPeopleDeps, AppliedTextDeps {
  readonly dayTables: PolicyStore;
  readonly policies: Pick<PolicyStore, "inForce">;
  readonly clock: Parameters<typeof proposePack>[0]["clock"];
  readonly days: ZoneDays;
  readonly reviews: Pick<ReviewStore, "actorNames">;
  readonly reportFacts: ReportFactsSource;
}

const tag = "Calendar";
const see = "policy:see";
const change = "policy:change";

export const calendarRoutes = (deps: CalendarRouteDeps): Route[] => [
  ...readingRoutes(deps),
  ...decidingRoutes(deps),
  dryRunRoute(deps),
];

function readingRoutes(deps: CalendarRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/calendar/tables",
      tag,
      summary: "The tables of working days that count, one a year, and what was proposed",
      permission: see,
      answer: { status: 200, schema: TableList },
      handle: async () => {
        const counting = await countingTables(deps.dayTables);
        const entries = await deps.dayTables.entries();
        const tables = counting.map(({ table, entry }) => ({
          table,
          proposal: entry?.id ?? null,
        }));
        return { json: { counting: tables, entries: await namedEntries(deps, entries) } };
      },
    }),
    route({
      method: "get",
      path: "/calendar/tables/{id}",
      tag,
      summary:
        "One that was proposed, with its exact text, the house's signature, and its place in the ledger",
      permission: see,
      params: PolicyPath,
      answer: { status: 200, schema: TableDetail },
      handle: async ({ params }) => {
        const found = await known(deps.dayTables, params.id);
        const [entry] = await namedEntries(deps, [found.entry]);
        return { json: { entry, ...(await appliedText(deps, found, "calendar")) } };
      },
    }),
  ];
}

function decidingRoutes(deps: CalendarRouteDeps): Route[] {
  const { dayTables, clock, people } = deps;
  const [store, kind]: readonly [Parameters<typeof approvePack>[0], TextKind] = [
    { policies: dayTables, clock, people },
    tableText(dayTables),
  ];
  const answer = { status: 200, schema: PolicyEntry } as const;
  const shown = async (entry: Parameters<typeof namedEntries>[1][number]) =>
    (await namedEntries(deps, [entry]))[0];
  return [
    route({
      method: "post",
      path: "/calendar/tables",
      tag,
      summary: "Propose a table, JSON or CSV; another person applies it",
      permission: change,
      body: TableProposal,
      answer: { status: 201, schema: PolicyEntry },
      handle: async (call) => {
        const { text, why } = call.body;
        const entry = await proposePack(store, callerOf(call).person.id, text, why, kind);
        return { status: 201, json: await shown(entry) };
      },
    }),
    route({
      method: "post",
      path: "/calendar/tables/{id}/approval",
      tag,
      summary: "Apply a table that another person proposed; the digest says what was read",
      permission: change,
      dangerous: true,
      params: PolicyPath,
      body: PackApproval,
      answer,
      handle: async (call) => {
        const said = { id: call.params.id, ...call.body };
        const entry = await approvePack(store, callerOf(call).person.id, said, kind);
        return { json: await shown(entry) };
      },
    }),
    route({
      method: "post",
      path: "/calendar/tables/{id}/withdrawal",
      tag,
      summary: "Take a proposal back; what is applied stays until a newer version is",
      permission: change,
      params: PolicyPath,
      body: PackWithdrawal,
      answer,
      handle: async (call) => {
        const said = { id: call.params.id, why: call.body.why };
        const entry = await withdrawPack(store, callerOf(call).person.id, said, kind);
        return { json: await shown(entry) };
      },
    }),
  ];
}

function dryRunRoute(deps: CalendarRouteDeps): Route {
  const running: Running = { now: false };
  return route({
    method: "post",
    path: "/calendar/dry-runs",
    tag,
    summary:
      "What a table would do to days, deadlines and all that is kept, line by line: {done, of}, last {report}; nothing is written",
    permission: change,
    slow: true,
    body: TableText,
    answer: { status: 200, mediaType: "application/x-ndjson" },
    handle: async ({ body, sight }) => {
      await tableText(deps.dayTables).read(body.text);
      const table = readTable(body.text);
      const counting = (await countingTables(deps.dayTables)).map((one) => one.table);
      const calendars = { before: workingDays(counting), after: workingDays([...counting, table]) };
      const found = await packInForce(deps, deps.clock());
      const rules = found === null ? null : retentionRules(found.pack, found.entry.sha256);
      const deadlines = await effects(deps, calendars, found?.pack.deadlines ?? [], sight);
      const days = changedDays(calendars, table.year);
      return dryRunReply(deps, running, { rules, calendar: calendars.after, sight }, (items) => ({
        ...{ days, deadlines, items },
      }));
    },
  });
}

const EXAMPLES = 50;

/** Of cases that whoever asks may know of. */
async function effects(
  { reportFacts, days, clock }: CalendarRouteDeps,
  calendars: Calendars,
  deadlines: Parameters<typeof movedDeadlines>[2]["deadlines"],
  sight: Sight | null,
): Promise<CalendarReport["deadlines"]> {
  if (sight === null) throw new Error("broken invariant: a dry run is asked for by somebody");
  const today = days.dayOf(clock());
  const first = parseCalendarDate("1900-01-01") ?? today;
  const span = { first, last: LAST_DATE, from: utcInstant(new Date(0)), until: clock() };
  return reportFacts.snapshot(sight, async (facts) => {
    const examples: MovedDeadline[] = [];
    let [moved, firm] = [0, 0];
    for await (const page of facts.decisions(span)) {
      for (const decision of page) {
        const effect = movedDeadlines(calendars, decision, { deadlines, today });
        moved += effect.moved.length;
        firm += effect.firm;
        examples.push(...effect.moved.slice(0, EXAMPLES - examples.length));
      }
    }
    return { moved, firm, examples };
  });
}
