/** How a device's clock stood against ours at one moment: noted beside the evidence, never applied to it. */
import type { UtcInstant } from "../kernel/clock.ts";

export interface DeviceClock {
  /** What its clock showed. */
  readonly deviceTime: UtcInstant;
  /** Our clock at that moment. */
  readonly checkedAt: UtcInstant;
  /** The device's clock minus ours, in milliseconds. */
  readonly offsetMs: number;
  /** The offset may be wrong by so much; null where the device told its time one way only. */
  readonly uncertaintyMs: number | null;
}
