/**
 * Use case: items come into the holds that they belong to, and the object store is made to hold each of their objects.
 * Nothing counts as held before the store showed it. Every step may run twice.
 */
import { type Clock, type UtcInstant, plusMs } from "../kernel/clock.ts";
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import type { Hold, HoldRelease } from "./hold.ts";
import type { DueItem, HoldStore, KeptHold, Told } from "./hold-store.ts";

export interface KeepHoldsDeps {
  readonly holds: Pick<HoldStore, "join" | "leave" | "keepNext">;
  readonly objects: Pick<ObjectStore, "find" | "head" | "hold" | "release">;
  readonly clock: Clock;
  readonly log: { error(line: object, text: string): void };
}

const AT_ONCE = 200;
/** How long what the store showed is believed. */
const READ_AGAIN_MS = 24 * 3_600_000;
/** A query looks at every item there is. */
const QUERIES_EVERY_MS = 60_000;
/** More is being made of the item, or the store failed. */
const SOON_MS = 30_000;

export interface HoldRound {
  readonly joined: number;
  readonly left: number;
  /** Items whose objects were looked at, and of those the failed. */
  readonly lookedAt: number;
  readonly failed: number;
}

export async function keepHolds(deps: KeepHoldsDeps, signal: AbortSignal): Promise<HoldRound> {
  const { holds, clock } = deps;
  const now = clock();
  const queriesBefore = plusMs(now, -QUERIES_EVERY_MS);
  const joined = await holds.join(now, queriesBefore, AT_ONCE, (hold) => heldEvent(hold, now));
  const left = await holds.leave(now, AT_ONCE, (hold, release) =>
    releasedEvent(hold, release, now),
  );
  let [lookedAt, failed] = [0, 0];
  const work = async (due: DueItem) => {
    const kept = await seeTo(deps, due);
    lookedAt += 1;
    if (kept.failure !== null) failed += 1;
    return { ...kept, again: lookAgain(due, kept, clock()) };
  };
  while (!signal.aborted && lookedAt < AT_ONCE) {
    if (!(await holds.keepNext(clock(), work))) break;
  }
  return { joined, left, lookedAt, failed };
}

function lookAgain(due: DueItem, { failure }: KeptHold, now: UtcInstant): UtcInstant | null {
  if (failure !== null) return plusMs(now, SOON_MS);
  if (!due.mustBeHeld) return null;
  return plusMs(now, due.isComplete ? READ_AGAIN_MS : SOON_MS);
}

/** Holds or releases every object of an item, and reads back. What fails is an answer: the others are still seen to. */
async function seeTo(deps: KeepHoldsDeps, due: DueItem): Promise<KeptHold> {
  const before = due.before ?? NEVER;
  let failure: string | null = null;
  let [objects, changed] = [0, 0];
  for (const object of due.objects) {
    try {
      if (await mark(deps, object, due.mustBeHeld)) changed += 1;
      objects += 1;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      failure ??= error.code;
    }
  }
  // As many as were seen to be held must be: what was made since stands among them, and is set for the first time.
  const made = Math.max(0, due.objects.length - before.objects);
  if (before.isHeld && due.mustBeHeld && changed > made) {
    const gone = { item: due.itemId, objects: changed - made };
    deps.log.error(gone, "a hold was gone from the store; it is set again");
  }
  if (failure === null) {
    // Of what lies nowhere yet, nothing is held.
    return { isHeld: due.mustBeHeld && objects > 0, objects, readBackAt: deps.clock(), failure };
  }
  const isHeld = before.isHeld && !due.mustBeHeld;
  return { isHeld, objects, readBackAt: before.readBackAt, failure };
}

/** True if it was not so before. @throws Refusal of the store; unavailable "objects/hold-not-kept". */
async function mark(
  { objects }: KeepHoldsDeps,
  { key, versionId }: DueItem["objects"][number],
  isHeld: boolean,
): Promise<boolean> {
  const ref = versionId === null ? await objects.find(key) : { key, versionId };
  if (ref === null) throw gone();
  if ((await objects.head(ref)).isHeld === isHeld) return false;
  await (isHeld ? objects.hold(ref) : objects.release(ref));
  if ((await objects.head(ref)).isHeld !== isHeld) throw notKept();
  return true;
}

const NEVER: KeptHold = { isHeld: false, objects: 0, readBackAt: null, failure: null };

const gone = (): Refusal =>
  new Refusal("missing", "objects/no-such-object", "no such version of that object");
const notKept = (): Refusal =>
  new Refusal("unavailable", "objects/hold-not-kept", "the store did not keep the hold");

/** Who is in the recording stands nowhere here: the number of the document leads to that. */
const heldEvent = ({ id, kind, authority, placedBy, reviewOn }: Hold, at: UtcInstant): Told => ({
  ...{ at, actor: "process:custody" },
  happening: {
    kind: "held",
    data: {
      ...{ holdId: id, holdKind: kind, authorityNumber: authority.number },
      ...{ authoritySha256: authority.sha256, placedBy: `user:${placedBy}`, reviewOn },
    },
  },
});

const releasedEvent = (
  { id, kind, authority }: Hold,
  { by, reason }: HoldRelease,
  at: UtcInstant,
): Told => ({
  ...{ at, actor: "process:custody" },
  happening: {
    kind: "hold-released",
    data: {
      ...{ holdId: id, holdKind: kind, authorityNumber: authority.number },
      ...{ releasedBy: `user:${by}`, reason },
    },
  },
});
