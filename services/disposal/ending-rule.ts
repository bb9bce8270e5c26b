/**
 * By which rule a batch ends: the settings of the house and the policy pack in force, whichever is stricter. It is frozen with
 * the batch, as part of the text that people approve, so that no pack of a later day makes that batch less strict.
 */
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { Clock } from "../kernel/clock.ts";
import { packInForce } from "../policy/in-force.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import type { Pack } from "../policy/pack.ts";
import type { DisposalTerms } from "./disposal-config.ts";

export const APPROVER_ROLES = ["records", "legal", "admin"] as const;
export type ApproverRole = (typeof APPROVER_ROLES)[number];

export interface EndingRule {
  /** Code and version of the pack that was in force; null: there was none. */
  readonly pack: string | null;
  /** Working days of notice. */
  readonly noticeDays: number;
  /** It takes a person of each, every one another; empty: any two who may approve. */
  readonly approvals: readonly ApproverRole[];
  /** From the last approval on; of a transfer, from the archive's receipt on. */
  readonly graceHours: number;
  /** As long as people may make that. */
  readonly mostGraceHours: number;
}

/** Where no pack says how far a grace may be prolonged. */
export const MOST_GRACE_HOURS = 365 * 24;

export function endingRule(
  { noticeDays, graceHours }: DisposalTerms,
  pack: Pick<Pack, "code" | "version" | "disposal"> | null,
): EndingRule {
  if (pack === null) {
    const mostGraceHours = Math.max(graceHours, MOST_GRACE_HOURS);
    return { pack: null, noticeDays, approvals: [], graceHours, mostGraceHours };
  }
  const { disposal, code, version } = pack;
  const hours = Math.max(graceHours, disposal.graceDays.default * 24);
  return {
    pack: `${code} ${version}`,
    noticeDays: Math.max(noticeDays, disposal.noticeDays),
    approvals: disposal.approvals,
    graceHours: hours,
    mostGraceHours: Math.max(hours, disposal.graceDays.most * 24),
  };
}

export const endingRuleNow =
  (
    deps: {
      readonly policies: Pick<PolicyStore, "inForce">;
      readonly days: ZoneDays;
      readonly clock: Clock;
    },
    terms: DisposalTerms,
  ) =>
  async (): Promise<EndingRule> => {
    const found = await packInForce(deps, deps.clock());
    return endingRule(terms, found?.pack ?? null);
  };

/** Whose approval is still to come, after those of `roles`; null: of anybody who may. */
export function rolesAwaited(
  rule: Pick<EndingRule, "approvals"> | null,
  roles: readonly (string | null)[],
): readonly (ApproverRole | null)[] {
  const asked = rule === null || rule.approvals.length === 0 ? [null, null] : rule.approvals;
  const left: (ApproverRole | null)[] = [...asked];
  for (const role of roles) {
    const at = left.findIndex((each) => each === null || each === role);
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}
