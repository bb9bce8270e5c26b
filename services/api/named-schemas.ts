/** Names for the shapes of /api/v1 in its description: each is called what the source calls it, and stands there once. */
import { zodToOpenAPIRegistry } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import * as batchReceipt from "../batches/batch-receipt-file.ts";
import * as batchView from "../batches/batch-view.ts";
import * as pack from "../policy/pack.ts";
import * as accessRequestSchema from "../review/access-request-schema.ts";
import * as actionSchema from "../review/action-schema.ts";
import * as apiSchema from "../review/api-schema.ts";
import * as calendarSchema from "../review/calendar-schema.ts";
import * as caseFileSchema from "../review/case-file-schema.ts";
import * as caseMessageSchema from "../review/case-message-schema.ts";
import * as caseSchema from "../review/case-schema.ts";
import * as certificateSchema from "../review/certificate-schema.ts";
import * as conditionSchema from "../review/condition-schema.ts";
import * as copySchema from "../review/copy-schema.ts";
import * as dashboardSchema from "../review/dashboard-schema.ts";
import * as deadlineSchema from "../review/deadline-schema.ts";
import * as derivedLabelSchema from "../review/derived-label-schema.ts";
import * as derivedSchema from "../review/derived-schema.ts";
import * as derivedTranscriptSchema from "../review/derived-transcript-schema.ts";
import * as deviceChainSchema from "../review/device-chain-schema.ts";
import * as devicePageSchema from "../review/device-page-schema.ts";
import * as deviceSchema from "../review/device-schema.ts";
import * as disposalSchema from "../review/disposal-schema.ts";
import * as doorSchema from "../review/door-schema.ts";
import * as eventSchema from "../review/event-schema.ts";
import * as exportSchema from "../review/export-schema.ts";
import * as extensionSchema from "../review/extension-schema.ts";
import * as flagSchema from "../review/flag-schema.ts";
import * as grantSchema from "../review/grant-schema.ts";
import * as healthSchema from "../review/health-schema.ts";
import * as holdSchema from "../review/hold-schema.ts";
import * as itemStageSchema from "../review/item-stage-schema.ts";
import * as keySchema from "../review/key-schema.ts";
import * as legalReviewSchema from "../review/legal-review-schema.ts";
import * as liveSchema from "../review/live-schema.ts";
import * as momentSchema from "../review/moment-schema.ts";
import * as officerSchema from "../review/officer-schema.ts";
import * as overviewSchema from "../review/overview-schema.ts";
import * as policySchema from "../review/policy-schema.ts";
import * as publicitySchema from "../review/publicity-schema.ts";
import * as purposeSchema from "../review/purpose-schema.ts";
import * as recordSchema from "../review/record-schema.ts";
import * as recordingSchema from "../review/recording-schema.ts";
import * as releaseSchema from "../review/release-schema.ts";
import * as putAwaySchema from "../review/put-away-schema.ts";
import * as reportSchema from "../review/report-schema.ts";
import * as retentionSchema from "../review/retention-schema.ts";
import * as roleSchema from "../review/role-schema.ts";
import * as searchSchema from "../review/search-schema.ts";
import * as secrecySchema from "../review/secrecy-schema.ts";
import * as sharingSchema from "../review/sharing-schema.ts";
import * as spotCheckSchema from "../review/spot-check-schema.ts";
import * as stepUpSchema from "../review/step-up-schema.ts";
import * as tableSchema from "../review/table-schema.ts";
import * as trackSchema from "../review/track-schema.ts";
import * as waitingSchema from "../review/waiting-schema.ts";
import * as watchSchema from "../review/watch-schema.ts";
import * as webhookSchema from "../review/webhook-schema.ts";
import * as derivedManifest from "../sealing/derived-manifest.ts";
import * as manifest from "../sealing/manifest.ts";
import * as receipt from "../sealing/receipt-file.ts";

const MODULES: readonly Readonly<Record<string, unknown>>[] = [
  // What others hold comes first: a shape that is first met where null may stand would itself be described so.
  ...[batchReceipt, batchView, derivedManifest, deviceSchema, manifest, pack, receipt],
  accessRequestSchema,
  actionSchema,
  apiSchema,
  calendarSchema,
  caseFileSchema,
  caseMessageSchema,
  caseSchema,
  certificateSchema,
  conditionSchema,
  copySchema,
  dashboardSchema,
  deadlineSchema,
  derivedLabelSchema,
  derivedSchema,
  derivedTranscriptSchema,
  deviceChainSchema,
  devicePageSchema,
  disposalSchema,
  doorSchema,
  eventSchema,
  exportSchema,
  extensionSchema,
  flagSchema,
  grantSchema,
  healthSchema,
  holdSchema,
  itemStageSchema,
  keySchema,
  legalReviewSchema,
  liveSchema,
  momentSchema,
  officerSchema,
  overviewSchema,
  policySchema,
  publicitySchema,
  purposeSchema,
  recordSchema,
  recordingSchema,
  releaseSchema,
  putAwaySchema,
  reportSchema,
  retentionSchema,
  roleSchema,
  searchSchema,
  secrecySchema,
  sharingSchema,
  spotCheckSchema,
  stepUpSchema,
  tableSchema,
  trackSchema,
  waitingSchema,
  watchSchema,
  webhookSchema,
];

/** What stands in an address or a header is described in its place. */
const NOT_OF_A_BODY = /(?:Query|Path|Headers|Filters)$/;

// oxlint-disable-next-line typescript/no-deprecated -- "not really": the one way to name a shape where it is used already
const NAMES = zodToOpenAPIRegistry;

/** Those that have a name: the first time they are named, and each time. */
export function nameSchemas(): readonly z.ZodType[] {
  const found = MODULES.flatMap((module) => Object.entries(module)).flatMap(
    ([name, schema]): [string, z.ZodType][] => (isShape(schema) ? [[capital(name), schema]] : []),
  );
  for (const [name, schema] of found) {
    if (NOT_OF_A_BODY.test(name)) continue;
    const isAlone = found.every(([other, one]) => one === schema || other !== name);
    if (isAlone && !NAMES.has(schema)) NAMES.add(schema, { _internal: { refId: name } });
  }
  return found.flatMap(([, schema]) => (NAMES.has(schema) ? [schema] : []));
}

const isShape = (value: unknown): value is z.ZodObject | z.ZodUnion =>
  value instanceof z.ZodObject || value instanceof z.ZodUnion;

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
