/** By which rule items go to an archive now: of the pack in force, for the level of this house. */
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { Clock } from "../kernel/clock.ts";
import { packInForce } from "../policy/in-force.ts";
import type { AgencyLevel } from "../policy/pack-fields.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import { type TransferRule, transferRule } from "../policy/transfer-rule.ts";

export const transferRuleNow =
  (
    deps: {
      readonly policies: Pick<PolicyStore, "inForce">;
      readonly days: ZoneDays;
      readonly clock: Clock;
    },
    level: AgencyLevel,
  ) =>
  async (): Promise<TransferRule | null> => {
    const found = await packInForce(deps, deps.clock());
    return found === null ? null : transferRule(found.pack, level);
  };
