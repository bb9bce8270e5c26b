/**
 * The time by which something is destroyed: authorities are asked anew, over the text that is about to be carried out, with
 * a nonce each, so that no answer of another day serves. What they state goes with the certificate.
 */
import type { TimestampAuthority } from "../anchors/timestamp.ts";
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { DisposalBatch } from "./batch.ts";
import type { DisposalStamp, DisposalStore } from "./disposal-store.ts";
import { earliestOf, noTimestamps, requireTogether } from "./one-time.ts";

export interface CertainTimeDeps {
  readonly clock: Clock;
  readonly disposals: Pick<DisposalStore, "databaseTime">;
  readonly authorities: readonly Pick<TimestampAuthority, "name" | "stamp">[];
  /** Milliseconds since some instant, by a clock that nobody sets. */
  readonly monotonicMs: () => number;
}

export interface CertainTime {
  /** By the source that is furthest behind. */
  readonly earliest: UtcInstant;
  readonly stamp: DisposalStamp;
  /** False once it is to be asked for again. */
  readonly isFresh: () => boolean;
}

const FRESH_MS = 5 * 60_000;

export const timeText = ({ id, appraisal }: DisposalBatch): string =>
  `holdfast-disposal-time/v1\ndisposal ${id}\nappraisal sha256 ${appraisal?.sha256 ?? ""}\n`;

/**
 * Every authority that answers must agree with the clocks here; one must answer.
 * @throws Refusal unavailable "disposal/no-timestamps", "disposal/clocks-differ"; what the authority throws where none answers.
 */
export async function certainTime(
  { clock, disposals, authorities, monotonicMs }: CertainTimeDeps,
  batch: DisposalBatch,
): Promise<CertainTime> {
  const text = timeText(batch);
  const stamps: DisposalStamp[] = [];
  let failure: unknown = noTimestamps();
  for (const { name, stamp } of authorities.map(bound)) {
    try {
      const { response, genTime } = await stamp(Buffer.from(text), "sha256");
      stamps.push({ authority: name, text, response, genTime });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      failure = error;
    }
  }
  const [first] = stamps;
  if (first === undefined) throw failure;
  const askedMs = monotonicMs();
  const [database, now] = [await disposals.databaseTime(), clock()];
  requireTogether("database", database, now);
  for (const { genTime } of stamps) requireTogether("timestamp", genTime, now);
  const earliest = earliestOf([now, database, ...stamps.map(({ genTime }) => genTime)]);
  return { earliest, stamp: first, isFresh: () => monotonicMs() - askedMs < FRESH_MS };
}

const bound = (authority: CertainTimeDeps["authorities"][number]) => ({
  name: authority.name,
  stamp: authority.stamp.bind(authority),
});
