/** What an item is may be known to somebody who may not watch it, or take it away: what was set apart, of administrators. */
import type { Permission } from "../access/permission.ts";
import type { ItemId, SessionId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { GrantTerms } from "../secrecy/grant.ts";
import type { SecrecyStore, Thing } from "../secrecy/secrecy-store.ts";
import { type Purpose, isExplained } from "../secrecy/purpose.ts";
import { type Sight, mayDo, restsOn } from "../secrecy/sight.ts";

export interface ContentDeps {
  readonly secrecy: Pick<SecrecyStore, "facts" | "hidden" | "hiddenOf" | "sourcesOf">;
}

/** What for, and why in their words. */
export interface StatedPurpose {
  readonly purposeKind: Purpose;
  readonly purpose: string;
  /** A copy that is to be kept outside; originals and packages always are. */
  readonly isTaken?: boolean;
}

/**
 * Answers by which grants alone each item is given out, if by any. `stated` null: a picture in a list, which tells no
 * more than that something is there, and opens no grant.
 * @throws Refusal forbidden "secrecy/not-for-you", "secrecy/purpose-not-yours", "retention/only-stored"; invalid "secrecy/purpose-unexplained";
 *         missing "evidence/no-such-item".
 */
export async function requireContent(
  { secrecy }: ContentDeps,
  { sight }: { readonly sight: Sight | null },
  permission: Permission,
  ids: readonly ItemId[],
  stated: StatedPurpose | null,
): Promise<ReadonlyMap<ItemId, readonly GrantTerms[]>> {
  requireExplained(stated);
  // What was made of recordings shows them: whoever may not have these may not have it.
  for (const id of await secrecy.sourcesOf(ids)) {
    await requireThing({ secrecy }, { sight }, permission, { type: "item", id }, stated);
  }
  const by = new Map<ItemId, readonly GrantTerms[]>();
  for (const id of ids) {
    const grants = await requireThing(
      { secrecy },
      { sight },
      permission,
      { type: "item", id },
      stated,
    );
    if (stated !== null) by.set(id, grants);
  }
  return by;
}

/**
 * The same of a session whose recordings are still to become items: by its own labels and people, and its case's.
 * @throws Refusal as `requireContent`; missing "sessions/no-such-session".
 */
export async function requireSessionContent(
  deps: ContentDeps,
  call: { readonly sight: Sight | null },
  permission: Permission,
  id: SessionId,
  stated: StatedPurpose,
): Promise<readonly GrantTerms[]> {
  requireExplained(stated);
  return requireThing(deps, call, permission, { type: "session", id }, stated);
}

function requireExplained(stated: StatedPurpose | null): void {
  if (stated === null || isExplained(stated.purposeKind, stated.purpose)) return;
  throw new Refusal("invalid", "secrecy/purpose-unexplained", "this purpose takes a reason", {
    fix: "Say in at least eight characters what is supervised, or whom it protects.",
  });
}

/** The grants by which alone it is given out. */
async function requireThing(
  { secrecy }: { readonly secrecy: Pick<SecrecyStore, "facts"> },
  { sight }: { readonly sight: Sight | null },
  permission: Permission,
  thing: Thing,
  stated: StatedPurpose | null,
): Promise<readonly GrantTerms[]> {
  if (sight === null) throw new Error("broken invariant: content is given to a caller");
  const facts = await secrecy.facts(thing);
  const kind = stated?.purposeKind ?? null;
  const taken = stated?.isTaken === true ? true : undefined;
  const { allowed, because } = mayDo(sight, permission, facts, kind, taken);
  if (allowed) return kind === null ? [] : restsOn(sight, permission, facts, kind, taken);
  if (because.every((reason) => reason === "purpose-not-yours")) throw notForThis();
  if (because.every((reason) => reason === "only-stored")) throw onlyStored();
  throw new Refusal("forbidden", "secrecy/not-for-you", "this is not given out now", {
    fix: "It was set apart. Whoever may lift that can say why; `access explain` tells which rule stands against it.",
  });
}

const notForThis = (): Refusal =>
  new Refusal("forbidden", "secrecy/purpose-not-yours", "this purpose is not yours", {
    fix: "Name another purpose: a case with people set to it is evidence for them alone; who answers for all cases supervises.",
  });

const onlyStored = (): Refusal =>
  new Refusal("forbidden", "retention/only-stored", "this is only stored: its purpose is over", {
    fix: "A term keeps it, and no case does. Link it to its case, or name supervision or protection as purpose and say why.",
  });

/**
 * What leaves the house is the whole record, since a chain with gaps proves nothing: it leaves with those who may know
 * of everything that it names. @throws Refusal forbidden "secrecy/record-names-more".
 */
export async function requireWholeRecord(
  { secrecy }: { readonly secrecy: Pick<SecrecyStore, "hiddenOf"> },
  { sight }: { readonly sight: Sight | null },
  ids: readonly ItemId[],
): Promise<void> {
  if (sight === null) throw new Error("broken invariant: records are given to a caller");
  if ((await secrecy.hiddenOf(sight, ids)).size === 0) return;
  throw new Refusal(
    "forbidden",
    "secrecy/record-names-more",
    "its record names what is not for you",
    {
      fix: "Ask somebody who may know of every case that it ever belonged to, to take it out.",
    },
  );
}
