/**
 * Port: what happened to devices and is not in the ledger yet.
 * Contract suite: test/contract/device-event-store.contract.ts.
 */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { ClockCheckId, DeviceId } from "../kernel/ids.ts";

/** How a clock stood: device minus ours. `uncertaintyMs` null: told one way only. */
export interface ClockAt {
  readonly offsetMs: number;
  readonly uncertaintyMs: number | null;
  readonly at: UtcInstant;
}

export type DeviceEvent =
  | { readonly kind: "enrolled"; readonly deviceId: DeviceId; readonly at: UtcInstant }
  | {
      readonly kind: "certified";
      readonly deviceId: DeviceId;
      readonly certificateSha256: Sha256;
      readonly at: UtcInstant;
    }
  | { readonly kind: "retired"; readonly deviceId: DeviceId; readonly at: UtcInstant }
  | {
      readonly kind: "clock";
      readonly deviceId: DeviceId;
      readonly checkId: ClockCheckId;
      readonly now: ClockAt;
      /** Of the same clock, the check added last before this one; null: it is the first. */
      readonly before: ClockAt | null;
    };

export interface DeviceEventStore {
  /** At most `limit` of each kind, the oldest checks of clocks first. */
  due(limit: number): Promise<readonly DeviceEvent[]>;
  /** It stands in the ledger, or need not: it is not due any more. */
  done(event: DeviceEvent): Promise<void>;
}
