/** The part of a policy pack that retention is decided by, so that a million items do not search it anew. */
import type { Pack } from "../policy/pack.ts";
import type { Promotion, RetentionClass } from "../policy/retention-class.ts";

export interface RetentionRules {
  /** The pack's code and version, and the digest of its exact text. */
  readonly pack: { readonly code: string; readonly version: number; readonly sha256: string };
  readonly classOf: (code: string) => RetentionClass | undefined;
  /** The class that an activity starts in; null: that of its source. Undefined: the pack knows no such activity. */
  readonly activity: (code: string) => string | null | undefined;
  readonly defaults: Pack["defaults"];
  readonly promotions: readonly Promotion[];
  readonly sourceTitle: (code: string) => Pack["title"] | undefined;
}

/** `sha256`: of the pack's exact text. */
export function retentionRules(
  pack: Pick<
    Pack,
    "code" | "version" | "classes" | "activities" | "defaults" | "promotions" | "sources"
  >,
  sha256: string,
): RetentionRules {
  const classes = new Map(pack.classes.map((each) => [each.code, each]));
  const activities = new Map(pack.activities.map(({ code, retention }) => [code, retention]));
  const sources = new Map(pack.sources.map(({ code, title }) => [code, title]));
  return {
    pack: { code: pack.code, version: pack.version, sha256 },
    classOf: (code) => classes.get(code),
    activity: (code) => activities.get(code),
    defaults: pack.defaults,
    promotions: pack.promotions,
    sourceTitle: (code) => sources.get(code),
  };
}
