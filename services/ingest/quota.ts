/** How much a device, and all of them together, may send a day and hold open. Pure. */
import type { UtcInstant } from "../kernel/clock.ts";
import { Refusal } from "../kernel/refusal.ts";
import { PARTIAL, type Upload, kindOf } from "./upload.ts";

/** Null: no limit. */
export interface Quota {
  /** Announced bytes of one day (UTC); those of a length that is not known yet count as they come. */
  readonly bytesPerDay: number | null;
  readonly filesPerDay: number | null;
  /** Announced bytes of all uploads that are not finished. */
  readonly openBytes: number | null;
}

export interface Quotas {
  readonly device: Quota;
  readonly agency: Quota;
}

/** Set for one device: null as configured, 0 no limit. */
export type QuotaOverride = Quota;

/** What of a quota is used already. */
export interface Usage {
  readonly dayBytes: number;
  readonly dayFiles: number;
  readonly openBytes: number;
}

export interface Wanted {
  readonly bytes: number;
  readonly files: number;
}

/** What a new upload wants. A partial one is no file of its own; the final one that is made of it is. */
export const wantedBy = (upload: Upload): Wanted => ({
  bytes: upload.lengthBytes ?? 0,
  files: kindOf(upload) === PARTIAL ? 0 : 1,
});

export type Holder = "device" | "agency";

/** A device that is told to finish what is open may look again after this long. */
const OPEN_RETRY_SECONDS = 60;

export const isLimited = (quota: Quota): boolean =>
  quota.bytesPerDay !== null || quota.filesPerDay !== null || quota.openBytes !== null;

/** The day that something counts for; no time zone moves it. */
export const dayOf = (at: UtcInstant): string => at.slice(0, 10);

export const overridden = (configured: Quota, override: QuotaOverride | null): Quota => {
  const one = (own: number | null | undefined, common: number | null): number | null =>
    own === null || own === undefined ? common : own === 0 ? null : own;
  return {
    bytesPerDay: one(override?.bytesPerDay, configured.bytesPerDay),
    filesPerDay: one(override?.filesPerDay, configured.filesPerDay),
    openBytes: one(override?.openBytes, configured.openBytes),
  };
};

/**
 * @throws Refusal invalid "ingest/larger-than-quota" for what no day has room for; unavailable
 * "ingest/device-quota" or "ingest/agency-quota" with the seconds until there may be room again.
 */
export function checkQuota(
  holder: Holder,
  quota: Quota,
  usage: Usage,
  wanted: Wanted,
  now: UtcInstant,
): void {
  const untilTomorrow = secondsUntilTomorrow(now);
  const rows = [
    ["bytes-per-day", quota.bytesPerDay, usage.dayBytes, wanted.bytes, untilTomorrow],
    ["files-per-day", quota.filesPerDay, usage.dayFiles, wanted.files, untilTomorrow],
    ["open-bytes", quota.openBytes, usage.openBytes, wanted.bytes, OPEN_RETRY_SECONDS],
  ] as const;
  for (const [limit, allowed, used, more, retryAfterSeconds] of rows) {
    // Nothing more is wanted: a quota that was lowered below what is used refuses only what adds to it.
    if (allowed === null || more === 0 || used + more <= allowed) continue;
    const facts = { limit, allowed, used, wanted: more };
    if (more > allowed) {
      throw new Refusal("invalid", "ingest/larger-than-quota", "larger than the quota itself", {
        fix: "Split the recording, or have an administrator raise the quota.",
        facts: { ...facts, of: holder },
      });
    }
    throw new Refusal("unavailable", `ingest/${holder}-quota`, `the ${holder}'s quota is used up`, {
      fix:
        limit === "open-bytes"
          ? "Finish or terminate open uploads first."
          : "Keep the recording and send it after 00:00 UTC (Retry-After says in how many seconds), or have an administrator raise the quota.",
      facts: { ...facts, retryAfterSeconds },
    });
  }
}

function secondsUntilTomorrow(now: UtcInstant): number {
  const dayMs = 86_400_000;
  return Math.ceil((dayMs - (Date.parse(now) % dayMs)) / 1000);
}
