/** What the page of system health is told: the looks of /readyz with since when, the steps that wait, the store's room, the audit, backups. */
import type { BackupStanding } from "../backup/backup-store.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { type HouseHealthBody, PART_STATES, type PartState } from "../review/health-schema.ts";
import { type Looks, dependencies as looksOf } from "./dependencies.ts";
import { type Dependency, failing } from "./health.ts";
import { type RateLooks, daysLeft, receivedLately } from "./room-health.ts";

export interface HouseLooks extends Looks, RateLooks {
  readonly stepQueues: () => Promise<HouseHealthBody["queues"]>;
  readonly backups: () => Promise<BackupStanding>;
}

/** The same looks, which remember since when each fails, whoever asks; and the whole of it for the page. */
export function houseHealth(looks: HouseLooks) {
  const since = new Map<Dependency, UtcInstant>();
  const dependencies = looksOf(looks).map((given): Dependency => {
    const watched: Dependency = { ...given, check: () => watch(given, watched) };
    return watched;
  });
  const watch = async (given: Dependency, watched: Dependency): Promise<void> => {
    try {
      await given.check();
      since.delete(watched);
    } catch (error) {
      if (!since.has(watched)) since.set(watched, looks.clock());
      throw error;
    }
  };
  const health = async (): Promise<HouseHealthBody> => ({
    parts: partStates(dependencies, await failing(dependencies), since),
    queues: await orElse(looks.stepQueues, []),
    room: await room(looks),
    fixity: await orElse(looks.fixity, null),
    backups: await orElse(looks.backups, null),
  });
  return { dependencies, health };
}

/** One a name, the worst of it. What is asked through another that is down is not known. */
export function partStates(
  all: readonly Dependency[],
  down: readonly Dependency[],
  since: ReadonlyMap<Dependency, UtcInstant>,
): PartState[] {
  const names = new Set(all.map(({ name }) => name));
  const downNames = new Set(down.map(({ name }) => name));
  const parts = [...names].map((name): PartState => {
    const mine = down.filter((one) => one.name === name);
    const [worst] = mine.toSorted((one, other) => rank(other) - rank(one));
    if (worst !== undefined)
      return { name, state: worst.kind ?? "needed", since: since.get(worst) ?? null };
    const hidden = all.some(
      ({ name: other, knownBy }) =>
        other === name && knownBy !== undefined && downNames.has(knownBy),
    );
    return { name, state: hidden ? "unknown" : "fine", since: null };
  });
  return parts.toSorted((one, other) => grave(other.state) - grave(one.state));
}

const grave = (state: PartState["state"]): number => PART_STATES.indexOf(state);
const rank = ({ kind = "needed" }: Dependency): number => grave(kind);

async function room(looks: HouseLooks): Promise<HouseHealthBody["room"]> {
  const receivedBytes = await orElse(() => receivedLately(looks), 0);
  const freeBytes = await orElse(looks.freeBytes, null);
  return { freeBytes, receivedBytes, daysLeft: daysLeft(freeBytes, receivedBytes) };
}

/** What is down stands among the parts; the rest is told all the same. */
async function orElse<T, Else>(look: () => Promise<T>, otherwise: Else): Promise<T | Else> {
  try {
    return await look();
  } catch {
    return otherwise;
  }
}
