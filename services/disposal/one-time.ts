/**
 * What time it is, by several sources that must agree: our clock, the database's, and authorities for time stamps, which
 * nobody in the house sets. A clock that was pushed forward, and be it that of the whole machine, stands alone then, and
 * nothing ends by it: a floor has passed where the source that is furthest behind says so.
 */
import type { TokenStore } from "../anchors/token-store.ts";
import { type Clock, type UtcInstant, plusMs } from "../kernel/clock.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { DisposalStore } from "./disposal-store.ts";

export interface TimeSources {
  readonly clock: Clock;
  readonly disposals: Pick<DisposalStore, "databaseTime">;
  readonly tokens: Pick<TokenStore, "states">;
}

export interface OneTime {
  readonly now: UtcInstant;
  /** By the source that is furthest behind. */
  readonly earliest: UtcInstant;
}

/** Clocks of two machines that are looked after differ by less. */
export const APART_MS = 2 * 60_000;
/** Heads are chosen each hour at least, and stamped within minutes. */
const STAMP_AGE_MS = 24 * 3_600_000;

/**
 * By the newest time stamp over the ledger: enough for what can be stopped again.
 * @throws Refusal unavailable "disposal/no-timestamps", "disposal/stamps-behind", "disposal/clocks-differ".
 */
export async function requireOneTime(sources: TimeSources): Promise<OneTime> {
  const states = await sources.tokens.states();
  if (states.length === 0) throw noTimestamps();
  const stamped = states
    .flatMap(({ newest }) => (newest === null ? [] : [newest.genTime]))
    .sort()
    .at(-1);
  const [database, now] = [await sources.disposals.databaseTime(), sources.clock()];
  requireTogether("database", database, now);
  if (stamped !== undefined && stamped > plusMs(now, APART_MS)) {
    throw clocksDiffer("timestamp", stamped, now);
  }
  if (stamped === undefined || stamped < plusMs(now, -STAMP_AGE_MS)) {
    throw new Refusal(
      "unavailable",
      "disposal/stamps-behind",
      "no time stamp of the last day shows that this clock is right",
      {
        fix: "See with `holdfast doctor` why the authority for time stamps does not answer, or whether this machine's clock was pushed forward.",
        facts: { now, stamped: stamped ?? "never" },
      },
    );
  }
  return { now, earliest: earliestOf([now, database, stamped]) };
}

export const earliestOf = (all: readonly [UtcInstant, ...UtcInstant[]]): UtcInstant =>
  all.reduce((one, other) => (one < other ? one : other));

/** @throws Refusal unavailable "disposal/clocks-differ". */
export function requireTogether(source: string, other: UtcInstant, now: UtcInstant): void {
  if (Math.abs(Date.parse(other) - Date.parse(now)) > APART_MS) {
    throw clocksDiffer(source, other, now);
  }
}

export const noTimestamps = (): Refusal =>
  new Refusal(
    "unavailable",
    "disposal/no-timestamps",
    "nobody outside this machine states the time",
    {
      fix: "Configure an authority for time stamps (HOLDFAST_TIMESTAMP_AUTHORITIES); without a network, one on another machine of the house (`holdfast tsa`). Disposal rests on its time, because a clock here can be set.",
    },
  );

const clocksDiffer = (source: string, other: UtcInstant, now: UtcInstant): Refusal =>
  new Refusal("unavailable", "disposal/clocks-differ", "two clocks say different times", {
    fix: "Set the clocks of the machines right (chrony, NTP); nothing is disposed of while they differ.",
    facts: { source, other, now },
  });
