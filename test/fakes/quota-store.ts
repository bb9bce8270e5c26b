/** QuotaStore in memory, and what uploads in memory count against it. */
import type { ActionOf } from "../../services/actions/action-store.ts";
import type { Actor } from "../../services/kernel/actor.ts";
import type { DeviceId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { QuotaStore } from "../../services/ingest/quota-store.ts";
import {
  type QuotaOverride,
  type Quotas,
  type Wanted,
  checkQuota,
  dayOf,
  isLimited,
  overridden,
} from "../../services/ingest/quota.ts";

import { MemoryActionStore } from "./action-store.ts";

const UNSET: QuotaOverride = { bytesPerDay: null, filesPerDay: null, openBytes: null };

export class MemoryQuotaStore implements QuotaStore {
  readonly #overrides = new Map<DeviceId, QuotaOverride>();
  /** By holder and day. */
  readonly #days = new Map<string, Wanted>();
  readonly #isKnown: (id: DeviceId) => boolean;

  readonly #actions: MemoryActionStore;

  constructor(isKnown: (id: DeviceId) => boolean = () => true, actions = new MemoryActionStore()) {
    this.#isKnown = isKnown;
    this.#actions = actions;
  }

  async quotaOverride(deviceId: DeviceId): Promise<QuotaOverride> {
    if (!this.#isKnown(deviceId)) throw new Refusal("missing", "access/no-such-device", "none");
    return this.#overrides.get(deviceId) ?? UNSET;
  }

  async setQuotaOverride(
    deviceId: DeviceId,
    override: QuotaOverride,
    _by: Actor,
    _at: UtcInstant,
    actionOf: ActionOf<QuotaOverride>,
  ): Promise<void> {
    const before = await this.quotaOverride(deviceId);
    this.#overrides.set(deviceId, { ...override });
    this.#actions.add(actionOf(before));
  }

  /** `openBytes` of a device, or of all for null. Answers the days it was counted in. */
  count(
    quotas: Quotas,
    deviceId: DeviceId,
    wanted: Wanted,
    now: UtcInstant,
    openBytes: (deviceId: DeviceId | null) => number,
  ): readonly string[] {
    const device = overridden(quotas.device, this.#overrides.get(deviceId) ?? null);
    const holders = [
      { holder: "device", id: deviceId, quota: device, open: deviceId },
      { holder: "agency", id: "agency", quota: quotas.agency, open: null },
    ] as const;
    const counted = holders
      .filter(({ quota }) => isLimited(quota))
      .map(({ holder, id, quota, open }) => {
        const key = `${id} ${dayOf(now)}`;
        const { bytes: dayBytes = 0, files: dayFiles = 0 } = this.#days.get(key) ?? {};
        checkQuota(holder, quota, { dayBytes, dayFiles, openBytes: openBytes(open) }, wanted, now);
        return key;
      });
    for (const key of counted) this.#add(key, wanted.bytes, wanted.files);
    return counted;
  }

  giveBack(keys: readonly string[], bytes: number, files: number): void {
    for (const key of keys) this.#add(key, -bytes, -files);
  }

  #add(key: string, bytes: number, files: number): void {
    const before = this.#days.get(key) ?? { bytes: 0, files: 0 };
    this.#days.set(key, {
      bytes: Math.max(0, before.bytes + bytes),
      files: Math.max(0, before.files + files),
    });
  }
}
