/** What a person typed into the form of a hold, as the request it makes. */
import type { HoldRequestBody } from "../../../review/hold-schema.ts";
import { base64OfFile } from "../frame/base64.ts";
import { idsIn, instantOf } from "../frame/form-facts.ts";

export interface HoldFields {
  readonly kind: HoldRequestBody["kind"];
  readonly authorityNumber: string;
  readonly document: Blob;
  readonly scope: HoldRequestBody["scope"]["kind"];
  readonly caseId?: string | null | undefined;
  readonly sessionId?: string | undefined;
  /** Ids, between spaces or on lines. */
  readonly items?: string | undefined;
  readonly deviceId?: string | undefined;
  readonly activity?: string | undefined;
  readonly declaredCase?: string | undefined;
  /** Times of the zone of this browser, as "2026-11-24T08:30". */
  readonly recordedFrom?: string | undefined;
  readonly recordedUntil?: string | undefined;
  readonly receivedFrom?: string | undefined;
  readonly receivedUntil?: string | undefined;
  readonly reviewOn: string;
  readonly reason: string;
}

/** @throws DOMException where the file cannot be read any more. */
export async function requestOf(fields: HoldFields): Promise<HoldRequestBody> {
  const { kind, authorityNumber, document, reviewOn, reason } = fields;
  return {
    ...{ kind, authorityNumber: authorityNumber.trim(), reviewOn, reason: reason.trim() },
    scope: scopeOf(fields),
    document: {
      mediaType: document.type as HoldRequestBody["document"]["mediaType"],
      base64: await base64OfFile(document),
    },
  };
}

function scopeOf(fields: HoldFields): HoldRequestBody["scope"] {
  if (fields.scope === "case") return { kind: "case", caseId: fields.caseId ?? "" };
  if (fields.scope === "session") {
    return { kind: "session", sessionId: fields.sessionId ?? "" };
  }
  if (fields.scope === "items") {
    return { kind: "items", itemIds: idsIn(fields.items) };
  }
  const { deviceId, activity, declaredCase } = fields;
  const { recordedFrom, recordedUntil, receivedFrom, receivedUntil } = fields;
  const times = { recordedFrom, recordedUntil, receivedFrom, receivedUntil };
  const said = [
    ...Object.entries({ deviceId, activity, declaredCase }),
    // What is no time goes as it is, to be refused: left out, the hold would be a wider one.
    ...Object.entries(times).map(([name, time]) => [name, instantOf(time, null) ?? time] as const),
  ].filter(([, value]) => (value?.trim() ?? "") !== "");
  return { kind: "query", query: Object.fromEntries(said) };
}
