/** Port: what was set for single devices. Contract suite: test/contract/quota-store.contract.ts. */
import type { Actor } from "../evidence/custody-event.ts";
import type { ActionOf } from "../actions/action-store.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { DeviceId } from "../kernel/ids.ts";
import type { QuotaOverride } from "./quota.ts";

export interface QuotaStore {
  /** Null members as configured, also where nothing was set. @throws Refusal missing "access/no-such-device". */
  quotaOverride(deviceId: DeviceId): Promise<QuotaOverride>;

  /** Holds from the next announcement on. @throws Refusal missing "access/no-such-device". */
  setQuotaOverride(
    deviceId: DeviceId,
    override: QuotaOverride,
    by: Actor,
    at: UtcInstant,
    actionOf: ActionOf<QuotaOverride>,
  ): Promise<void>;
}
