/** What everything is decided by now: the pack in force, the working days, the agency's zone, the house's own floor. */
import type { WorkingDays } from "../calendar/working-days.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { Clock } from "../kernel/clock.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import { requirePack } from "../policy/read-pack.ts";
import type { Basis } from "./evaluate.ts";
import { type RetentionRules, retentionRules } from "./rules.ts";

export interface BasisDeps {
  readonly policies: Pick<PolicyStore, "inForce">;
  readonly zone: ZoneDays;
  readonly calendar: () => Promise<WorkingDays>;
  readonly houseFloor: string;
  readonly clock: Clock;
}

/** Asked anew each time; a pack is parsed once. */
export function basisNow({ policies, clock, calendar, ...rest }: BasisDeps): () => Promise<Basis> {
  let known: RetentionRules | null = null;
  return async () => {
    const now = clock();
    const counting = { ...rest, calendar: await calendar() };
    const found = await policies.inForce(now, rest.zone.dayOf(now));
    if (found === null) return { ...counting, rules: null };
    const { sha256 } = found.entry;
    if (known?.pack.sha256 !== sha256) {
      known = retentionRules(requirePack(Buffer.from(found.text)).pack, sha256);
    }
    return { ...counting, rules: known };
  };
}
