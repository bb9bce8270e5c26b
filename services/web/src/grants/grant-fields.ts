/** What the forms of access ask, and what they send. */
import type { z } from "zod";
import type { GrantRequest, NarrowRequest } from "../../../review/grant-schema.ts";
import { type ScopeValues, scopeOf } from "../access/scope-values.ts";
import { told } from "../frame/form-facts.ts";
import type { PurposeKind } from "../item/purpose.ts";

export interface GiveFields extends ScopeValues {
  readonly user: string;
  readonly purpose: PurposeKind;
  readonly download?: boolean;
  readonly from?: string;
  readonly until: string;
  readonly reason: string;
}

export const giveRequest = (fields: GiveFields): z.input<typeof GrantRequest> => ({
  ...{ user: fields.user.trim(), purpose: fields.purpose, until: fields.until },
  ...{ download: fields.download === true, from: told(fields.from), reason: fields.reason.trim() },
  scope: scopeOf(fields),
});

export interface NarrowFields {
  readonly until?: string;
  /** From now on watched in the page alone. */
  readonly toWatch?: boolean;
  readonly reason: string;
}

/** What is left as it is, is not sent. */
export function narrowRequest(fields: NarrowFields): z.input<typeof NarrowRequest> {
  const until = told(fields.until);
  return {
    ...(until !== null && { until }),
    ...(fields.toWatch === true && { download: false as const }),
    reason: fields.reason.trim(),
  };
}
