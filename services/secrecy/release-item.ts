/** Use cases: propose that a redacted recording is released from its sources' secrecy, decide that, and take it back. */
import { type TwoPeopleDeps, anotherThan } from "../access/two-people.ts";
import type { DerivedKind } from "../evidence/derivation.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { Clock } from "../kernel/clock.ts";
import { type ItemId, type ReleaseId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type Release, type Step, decided, revoked } from "./release.ts";
import type { ReleaseStore } from "./release-store.ts";
import type { Telling } from "./secrecy-store.ts";

export interface ReleaseDeps {
  readonly releases: ReleaseStore;
  readonly items: Pick<EvidenceStore, "get">;
  /** What was asked for under this id, if it was made here. */
  readonly derived: { get(id: ItemId): Promise<{ readonly kind: DerivedKind } | null> };
  readonly clock: Clock;
}

/** @throws Refusal missing "evidence/no-such-item"; conflict "secrecy/not-redacted"; as `ReleaseStore.propose`. */
export async function proposeRelease(
  deps: ReleaseDeps,
  itemId: ItemId,
  by: UserId,
  reason: string,
): Promise<Release> {
  const { stage } = await deps.items.get(itemId);
  const made = await deps.derived.get(itemId);
  if (stage !== "sealed" || made?.kind !== "redacted") throw notRedacted();
  const proposed = stepOf(deps, by, reason);
  const release: Release = {
    ...{ id: newId<ReleaseId>(), itemId, state: "proposed", proposed },
    ...{ decided: null, revoked: null },
  };
  await deps.releases.propose(release, telling(release, proposed));
  return release;
}

/** @throws Refusal as `anotherThan`, `decided`, `ReleaseStore.change`. */
export async function decideRelease(
  deps: ReleaseDeps & TwoPeopleDeps,
  { itemId, id }: Pick<Release, "itemId" | "id">,
  state: "released" | "refused",
  { by, reason }: Pick<Step, "by" | "reason">,
): Promise<Release> {
  const judge = await anotherThan(deps, by);
  const step = stepOf(deps, by, reason);
  return deps.releases.change(itemId, id, (before) => {
    judge(before.proposed.by);
    const after = decided(before, state, step);
    return { after, telling: telling(after, step) };
  });
}

/** By anyone of those who may propose: what makes it more secret takes one. @throws Refusal as `revoked`, `ReleaseStore.change`. */
export function revokeRelease(
  deps: ReleaseDeps,
  { itemId, id }: Pick<Release, "itemId" | "id">,
  { by, reason }: Pick<Step, "by" | "reason">,
): Promise<Release> {
  const step = stepOf(deps, by, reason);
  return deps.releases.change(itemId, id, (before) => {
    const after = revoked(before, step);
    return { after, telling: telling(after, step) };
  });
}

const stepOf = ({ clock }: ReleaseDeps, by: UserId, reason: string): Step => ({
  ...{ at: clock(), by, reason },
});

function telling({ id, itemId, state }: Release, { at, by, reason }: Step): Telling {
  const actor = `user:${by}` as const;
  const change = `release-${state}`;
  const data = { change, releaseId: id, released: itemId, reason };
  return {
    ...{ at, actor, happening: { kind: "label-changed", data } },
    action: {
      ...{ kind: "label-changed", at, actor, subject: `item:${itemId}`, before: null },
      ...{ after: { releaseId: id, change }, reason },
    },
  };
}

const notRedacted = (): Refusal =>
  new Refusal("conflict", "secrecy/not-redacted", "only what was redacted here is released", {
    fix: "Have it redacted first, and wait until that is sealed.",
  });
