/** Prepares packages that wait; the custody process calls it by timer and when it is woken. */
import { zoneDays } from "../../services/calendar/zone-days.ts";
import {
  type ArchiveIndexStore,
  archiveIndexTeller,
} from "../../services/disposal/archive-index.ts";
import type { Clock } from "../../services/kernel/clock.ts";
import { type TableStore, houseDays } from "../../services/policy/house-days.ts";
import type { Package } from "../../services/packages/package-store.ts";
import {
  type PreparePackageDeps,
  preparePackage,
} from "../../services/packages/prepare-package.ts";
import {
  type PackagedCompletenessDeps,
  completenessTeller,
} from "../../services/review/packaged-completeness.ts";

/** One round takes the oldest few, so that a stop is heard soon. */
const PER_ROUND = 10;

/** How one package ended this time: prepared or failed for good, or an error after which it waits on. */
export type Prepared =
  | { readonly package: Package; readonly error?: undefined }
  | { readonly package: Package; readonly error: unknown };

/** For the log. */
export const packageLine = ({ package: { id: packageId, state }, error }: Prepared) => ({
  ...{ packageId, state, error },
});

/** Prepares what waits, oldest first, and answers how each ended. One that cannot be prepared now stops no other. */
export async function preparePackages(
  deps: PreparePackageDeps,
  signal: AbortSignal,
): Promise<readonly Prepared[]> {
  const prepared: Prepared[] = [];
  for (const request of await deps.packages.waiting(PER_ROUND)) {
    if (signal.aborted) break;
    try {
      prepared.push({ package: await preparePackage(deps, request) });
    } catch (error) {
      prepared.push({ package: request, error });
    }
  }
  return prepared;
}

export const packagedIndex = (
  { archiveIndex }: { readonly archiveIndex: ArchiveIndexStore },
  house: { readonly HOLDFAST_AGENCY: string; readonly HOLDFAST_TIME_ZONE: string },
) =>
  archiveIndexTeller({
    ...{ archiveIndex, agency: house.HOLDFAST_AGENCY },
    days: zoneDays(house.HOLDFAST_TIME_ZONE),
  });

export const packagedCompleteness = (
  stores: Omit<PackagedCompletenessDeps, "clock" | "days" | "calendar"> & {
    readonly dayTables: TableStore;
  },
  timeZone: string,
  clock: Clock,
) =>
  completenessTeller({
    ...{ ...stores, clock, days: zoneDays(timeZone) },
    calendar: houseDays(stores.dayTables),
  });
