/** The access event that is committed before any byte of media leaves, and which requests may share one. */
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { Clock } from "../kernel/clock.ts";
import type { ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Json } from "../kernel/strict-json.ts";
import type { GrantTerms } from "../secrecy/grant.ts";
import { openingOf } from "../secrecy/grant-telling.ts";
import type { Purpose } from "../secrecy/purpose.ts";
import { type Caller, actorOf } from "./route.ts";

/** One person's wish to read one representation, for a purpose they gave. */
export interface Access {
  readonly itemId: ItemId;
  /** "original", or the kind of a derivative. */
  readonly representation: string;
  readonly purposeKind: Purpose;
  /** Why, in their words. */
  readonly purpose: string;
  readonly caller: Caller;
  readonly requestId: string;
  /** To be kept outside, rather than looked at in the page; of media only. */
  readonly isDownload?: boolean;
  /** Those by which alone it is allowed. */
  readonly grants?: readonly GrantTerms[];
}

export interface AccessDeps {
  readonly items: Pick<EvidenceStore, "record" | "countRefusal">;
  readonly clock: Clock;
  readonly accesses: SharedAccesses;
}

/** A player asks for one recording in many parts; they are one viewing for this long. */
const SHARED_FOR_MS = 10 * 60_000;
const MAX_SHARED = 10_000;

/**
 * Resolves once the event is committed. `partial`: the request is for a part, and may share the event
 * of an earlier part by the same session with the same purpose.
 * @throws Refusal unavailable "review/access-not-recorded": then no byte may leave.
 */
export async function recordAccess(
  deps: AccessDeps,
  access: Access,
  partial: boolean,
): Promise<void> {
  const opens = (access.grants ?? []).map((grant) => ({
    ...{ grant: grant.id, happening: openingOf(grant) },
  }));
  const commit = () =>
    kept(() => deps.items.record(access.itemId, eventOf(deps, access, "accessed"), opens));
  if (!partial) return commit();
  return deps.accesses.once(access, Date.parse(deps.clock()), commit);
}

/** That someone asked who may not; who asks again and again is one event in ten minutes. */
export function recordRefusal(deps: AccessDeps, access: Access): Promise<void> {
  const event = eventOf(deps, access, "access-refused", { reason: "access/not-permitted" });
  return kept(() => deps.items.countRefusal(access.itemId, access.representation, event));
}

function eventOf(
  { clock }: AccessDeps,
  { representation, purposeKind, purpose, caller, requestId, isDownload, grants = [] }: Access,
  kind: "accessed" | "access-refused",
  more: Readonly<Record<string, Json>> = {},
) {
  const { role } = caller.person;
  const use = isDownload === undefined ? {} : { use: isDownload ? "download" : "view" };
  const by = grants.length === 0 ? {} : { grants: grants.map(({ id }) => id) };
  const data = { representation, purposeKind, purpose, role, requestId, ...use, ...by, ...more };
  return { at: clock(), actor: actorOf(caller), happening: { kind, data } };
}

/** Whatever the store meets, nothing is shown then. */
async function kept(record: () => Promise<unknown>): Promise<void> {
  try {
    await record();
  } catch (cause) {
    if (cause instanceof Refusal && cause.kind === "missing") throw cause;
    throw new Refusal("unavailable", "review/access-not-recorded", "the access is not on record", {
      fix: "Try again in a moment: nothing is shown before its access event is kept.",
      cause,
    });
  }
}

/** The same for all parts of one looking; what is taken away is another thing than what was watched. */
export const accessName = (access: Access) => {
  const { itemId, representation, purposeKind, purpose, caller, isDownload = false } = access;
  return JSON.stringify([caller.key, itemId, representation, purposeKind, purpose, isDownload]);
};

/** Events that parts of one representation share, in this process; forgetting them costs an event more. */
export class SharedAccesses {
  readonly #known = new Map<string, { readonly atMs: number; readonly done: Promise<void> }>();

  async once(access: Access, nowMs: number, commit: () => Promise<void>): Promise<void> {
    // By another grant it is another access, and may be the first by that one.
    const by = (access.grants ?? []).map(({ id }) => id);
    const name = JSON.stringify([accessName(access), ...by]);
    const known = this.#known.get(name);
    const age = known === undefined ? Infinity : nowMs - known.atMs;
    // A clock that was set back must not make a viewing last longer.
    if (known !== undefined && age >= 0 && age < SHARED_FOR_MS) return known.done;
    const entry = { atMs: nowMs, done: commit() };
    this.#known.delete(name);
    this.#known.set(name, entry);
    if (this.#known.size > MAX_SHARED) this.#forgetOldest();
    try {
      await entry.done;
    } catch (error) {
      if (this.#known.get(name) === entry) this.#known.delete(name);
      throw error;
    }
  }

  #forgetOldest(): void {
    const oldest = this.#known.keys().next();
    if (oldest.done !== true) this.#known.delete(oldest.value);
  }
}
