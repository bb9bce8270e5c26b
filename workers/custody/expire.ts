/** Round: visits and uploads that nobody goes on with are ended, what they left is cleared, and grants, requests for access and guests whose day is over are ended and told of. */
import { zoneDays } from "../../services/calendar/zone-days.ts";
import { leaveBatchesOpen } from "../../services/batches/visit.ts";
import { clearIncoming, expireUploads } from "../../services/ingest/expire-uploads.ts";
import { type Clock, plusMs } from "../../services/kernel/clock.ts";
import type { IncomingStore } from "../../services/objects/incoming-store.ts";
import { tellLapsed } from "../../services/secrecy/ask-access.ts";
import { tellEnded } from "../../services/secrecy/end-access.ts";
import { endGuests, tellShut } from "../../services/sharing/end-guest.ts";

export type ExpireDeps = Parameters<typeof leaveBatchesOpen>[0] &
  Parameters<typeof clearIncoming>[0] & {
    readonly stores: Pick<Parameters<typeof tellEnded>[0], "grants"> &
      Pick<Parameters<typeof tellLapsed>[0], "accessRequests"> &
      Omit<Parameters<typeof endGuests>[0], "clock" | "today"> &
      Pick<Parameters<typeof tellShut>[0], "secrecy">;
    /** Of the agency: days are its days. */
    readonly timeZone: string;
  };

export async function expire(deps: ExpireDeps): Promise<void> {
  await leaveBatchesOpen(deps);
  await expireUploads(deps);
  await clearIncoming(deps);
  const { clock, stores, timeZone } = deps;
  const today = () => zoneDays(timeZone).dayOf(clock());
  await tellEnded({ clock, grants: stores.grants, today });
  await tellLapsed({ clock, accessRequests: stores.accessRequests, today });
  await endGuests({ ...stores, clock, today });
  await tellShut({ ...stores, clock, today });
}

interface LeftoverDeps {
  readonly incoming: Pick<IncomingStore, "clearStale">;
  readonly clock: Clock;
  readonly logger: { info(about: object, text: string): void };
}

/** No request and no step lasts as long. */
const LEFTOVERS_AGE_MS = 24 * 3_600_000;

/** What writes that were cut off left in the store and nothing names. */
export async function clearLeftovers({ incoming, clock, logger }: LeftoverDeps): Promise<void> {
  const cleared = await incoming.clearStale(plusMs(clock(), -LEFTOVERS_AGE_MS));
  if (cleared > 0) logger.info({ cleared }, "leftovers of writes that were cut off");
}
