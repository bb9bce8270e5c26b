/** Routes: spot checks: score sheets of the pack, populations that are fixed, what was drawn, sheets and answers. */
import type { Sha256 } from "../kernel/digest.ts";
import type { SpotCheckId } from "../kernel/ids.ts";
import { packInForce } from "../policy/in-force.ts";
import type { Sight } from "../secrecy/sight.ts";
import { answerSheet } from "../spotcheck/answer-sheet.ts";
import { beginCheck } from "../spotcheck/begin-check.ts";
import { closeSheet } from "../spotcheck/close-sheet.ts";
import { noSuchUnit } from "../spotcheck/unit.ts";
import { makerOf } from "./case-documents.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { downloadHeaders } from "./media-headers.ts";
import { cutPage, pageReply } from "./page-reply.ts";
import { type Call, type Route, callerOf, route, seerOf } from "./route.ts";
import { type SpotBodyDeps, spotDetail, spotHeads, spotUnit } from "./spot-check-body.ts";
import { spotResultCsv } from "./spot-check-document.ts";
import {
  AnswerRequest,
  CloseSheetRequest,
  SheetsAboutMe,
  SpotCheckDetail,
  SpotCheckPage,
  SpotCheckRequest,
  SpotListQuery,
  SpotPath,
  SpotSheets,
  SpotUnit,
  SpotUnitPath,
} from "./spot-check-schema.ts";

export type SpotCheckRouteDeps = SpotBodyDeps;

const tag = "Spot checks";
const see = "spotchecks:see";
const path = "/spot-checks";

export const spotCheckRoutes = (deps: SpotCheckRouteDeps): Route[] => [
  ...sheetRoutes(deps),
  ...checkRoutes(deps),
  ...unitRoutes(deps),
];

function sheetRoutes(deps: SpotCheckRouteDeps): Route[] {
  return [
    route({
      ...{ method: "get", path: `${path}/sheets`, tag, permission: see },
      summary: "Score sheets and terms of the policy pack in force",
      answer: { status: 200, schema: SpotSheets },
      handle: async () => {
        const found = await packInForce(deps, deps.clock());
        return { json: { rules: found?.pack.spotChecks ?? null } };
      },
    }),
    route({
      ...{ method: "get", path: `${path}/mine`, tag, permission: "spotchecks:answer" },
      summary: "Closed score sheets about your own work, newest first",
      query: SpotListQuery,
      answer: { status: 200, schema: SheetsAboutMe },
      handle: async (call) => {
        const { cursor, limit } = call.query;
        const me = callerOf(call).person.id;
        const before = parsePosition(cursor);
        const found = await deps.spotChecks.about(me, before, limit + 1, seerOf(call));
        const { entries, next } = cutPage(found, limit);
        const shown = entries.map(({ position: _position, ...one }) => one);
        return pageReply({ entries: shown, next }, positionCursor);
      },
    }),
  ];
}

function checkRoutes(deps: SpotCheckRouteDeps): Route[] {
  return [
    route({
      ...{ method: "get", path, tag, permission: see, query: SpotListQuery },
      summary:
        "Spot checks, newest first; those whose population you may not know wholly are not there",
      answer: { status: 200, schema: SpotCheckPage },
      handle: async (call) => {
        const { cursor, limit } = call.query;
        const found = await deps.spotChecks.page(parsePosition(cursor), limit + 1, call.sight);
        const { entries, next } = cutPage(found, limit);
        return pageReply({ entries: await spotHeads(deps, entries), next }, positionCursor);
      },
    }),
    route({
      ...{ method: "post", path, tag, permission: "spotchecks:draw", body: SpotCheckRequest },
      summary:
        "Fix the population of a spot check: it is signed and told to the ledger, and the next signed head draws from it",
      slow: true,
      answer: { status: 201, schema: SpotCheckDetail },
      handle: async (call) => {
        const by = makerOf(callerOf(call));
        const id = await beginCheck(deps, by, call.body, seerOf(call));
        return { status: 201, json: await spotDetail(deps, id, call.sight) };
      },
    }),
    route({
      ...{ method: "get", path: `${path}/{id}`, tag, permission: see, params: SpotPath },
      summary: "One spot check: its population as an exact text, the seed, and what was drawn",
      answer: { status: 200, schema: SpotCheckDetail },
      handle: async ({ params, sight }) => ({
        json: await spotDetail(deps, params.id as SpotCheckId, sight),
      }),
    }),
    route({
      ...{ method: "get", path: `${path}/{id}/result.csv`, tag, permission: see, params: SpotPath },
      summary: "Its closed sheets as a table, a line for each criterion",
      slow: true,
      answer: { status: 200, mediaType: "text/csv" },
      handle: async ({ params, sight }) => ({
        bytes: Buffer.from(await spotResultCsv(deps, params.id as SpotCheckId, sight)),
        headers: downloadHeaders("text/csv; charset=utf-8", `spot-check-${params.id}.csv`),
      }),
    }),
  ];
}

function unitRoutes(deps: SpotCheckRouteDeps): Route[] {
  const of = `${path}/{id}/units/{unit}`;
  const params = SpotUnitPath;
  const answer = { status: 200, schema: SpotUnit } as const;
  return [
    route({
      ...{ method: "get", path: of, tag, permission: see, params, answer },
      summary: "One drawn unit: criteria, what the house knows of each, closed sheets and answers",
      handle: async (call) => ({
        json: await spotUnit(deps, unitOf(call), call.sight, callerOf(call).person.id),
      }),
    }),
    route({
      ...{ method: "get", path: `${path}/mine/{id}/{unit}`, tag, params, answer },
      summary: "The same of a closed sheet about your own work",
      permission: "spotchecks:answer",
      handle: async (call) => {
        const me = callerOf(call).person.id;
        return { json: await ownUnit(deps, unitOf(call), call.sight, me) };
      },
    }),
    route({
      ...{ method: "post", path: `${of}/sheets`, tag, params, body: CloseSheetRequest },
      summary:
        "Close the sheet of a unit, or a corrected version of it, by somebody whose work it is not",
      permission: "spotchecks:score",
      answer: { status: 201, schema: SpotUnit },
      handle: async (call) => {
        const [id, unit] = unitOf(call);
        const caller = callerOf(call);
        await closeSheet(deps, makerOf(caller), { id, unit }, call.body, call.sight);
        const { id: me } = caller.person;
        return { status: 201, json: await spotUnit(deps, [id, unit], call.sight, me) };
      },
    }),
    route({
      ...{ method: "post", path: `${path}/mine/{id}/{unit}/answer`, tag, params },
      ...{ body: AnswerRequest, permission: "spotchecks:answer" },
      summary: "Answer a closed sheet about your own work, once, within its term",
      answer: { status: 201, schema: SpotUnit },
      handle: async (call) => {
        const [id, unit] = unitOf(call);
        const caller = callerOf(call);
        const said = { ...call.body, sheetSha256: call.body.sheetSha256 as Sha256 };
        await answerSheet(deps, makerOf(caller), { id, unit }, said, call.sight);
        const { id: me } = caller.person;
        return { status: 201, json: await ownUnit(deps, [id, unit], call.sight, me) };
      },
    }),
  ];
}

const unitOf = ({ params }: Pick<Call<{ id: string; unit: string }, unknown, unknown>, "params">) =>
  [params.id as SpotCheckId, params.unit] as const;

/** Whose work it is not learns nothing by that way. */
async function ownUnit(
  deps: SpotCheckRouteDeps,
  unit: Parameters<typeof spotUnit>[1],
  sight: Sight | null,
  me: Parameters<typeof spotUnit>[3],
) {
  const papers = await deps.spotChecks.papers(...unit, sight);
  const isTheirs = papers.some(({ result }) => result?.checkedIds.includes(me) === true);
  if (!isTheirs) throw noSuchUnit();
  return spotUnit(deps, unit, sight, me);
}
