/**
 * Use case: walls that were drawn after a backup. The ledger tells that something was said of the secrecy or the cases of an item and the
 * database does not know what: it is set apart until an administrator has looked, for a hidden one must not come back for all to see.
 */
import type { UtcInstant } from "../kernel/clock.ts";
import type { ItemId } from "../kernel/ids.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { parseLeaf } from "../ledger/leaf.ts";
import type { LedgerStore } from "../ledger/ledger-store.ts";
import { isOfWalls, markedItem } from "../ledger/mark.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { type Label, isInForce } from "../secrecy/label.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import { RECOVERY, apart } from "./apart.ts";
import type { BringBackDeps } from "./bring-back.ts";

export interface SetApartDeps extends Pick<BringBackDeps, "lost" | "clock" | "today"> {
  readonly ledger: Pick<LedgerStore, "headCovering">;
  readonly objects: Pick<ObjectStore, "find" | "read">;
  readonly secrecy: Pick<SecrecyStore, "labels" | "put">;
}

/** Items set apart now, and entries of which nobody knows whose they are. */
export interface SetApart {
  readonly items: readonly ItemId[];
  readonly unmarked: number;
}

const PAGE = 500;

/** May be cut off, and run again: what is set apart already stays as it is. Comes after items were brought back. */
export async function setApartWalled(
  deps: SetApartDeps,
  isDry: boolean,
  signal: AbortSignal,
): Promise<SetApart> {
  const items = new Set<ItemId>();
  let unmarked = 0;
  for (let after: Awaited<ReturnType<typeof deps.lost.walls>>[number] | null = null; ;) {
    const page = await deps.lost.walls(after, PAGE);
    for (const { origin, index, leaf: text } of page) {
      signal.throwIfAborted();
      const leaf = parseLeaf(text);
      const itemId =
        leaf !== null && isOfWalls(leaf)
          ? await markedItem(deps.objects, leaf.commitmentSha256)
          : null;
      if (itemId === null) unmarked += 1;
      else if (!items.has(itemId)) {
        const head = await deps.ledger.headCovering(origin, index);
        if (await setApart(deps, itemId, head?.signedAt ?? null, isDry)) items.add(itemId);
      }
    }
    after = page.at(-1) ?? null;
    if (page.length < PAGE) return { items: [...items], unmarked };
  }
}

/**
 * False: it is so already, was since this database took the entry up (`takenUpAt`) and an administrator has ended that, or the item is
 * not in the database.
 */
async function setApart(
  { secrecy, clock, today }: SetApartDeps,
  itemId: ItemId,
  takenUpAt: UtcInstant | null,
  isDry: boolean,
): Promise<boolean> {
  const thing = { type: "item", id: itemId } as const;
  const isDone = (await secrecy.labels(thing))
    .filter(({ kind }) => kind === "set-apart")
    .some((each) => isInForce(each, today()) || wasSince(each, takenUpAt));
  if (isDone || isDry) return !isDone;
  const { label, telling } = apart(itemId, clock(), today());
  try {
    await secrecy.put(thing, null, label, telling);
    return true;
  } catch (error) {
    if (isRefusal(error, "evidence/no-such-item")) return false;
    throw error;
  }
}

const wasSince = ({ setBy, setAt }: Label, at: UtcInstant | null): boolean =>
  setBy === RECOVERY && at !== null && setAt >= at;
