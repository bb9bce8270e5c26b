/**
 * Marks: of which item an entry is that hides what it says. Only of what may have drawn a wall around an item (its labels, its cases): a
 * database that was restored to before that entry knows of no such wall, and whoever restores it must learn where one was.
 */
import type { Sha256 } from "../kernel/digest.ts";
import { type ItemId, parseId } from "../kernel/ids.ts";
import { readBounded } from "../kernel/read-bounded.ts";
import { markKey } from "../objects/object-key.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import type { Leaf } from "./leaf.ts";

const KINDS = ["label", "case-link", "case-unlink"] as const;
export type WallLeaf = Extract<Leaf, { readonly type: (typeof KINDS)[number] }>;

export const isOfWalls = (leaf: Leaf): leaf is WallLeaf => KINDS.some((kind) => kind === leaf.type);

const FORM = /^holdfast\/mark\/v1 (\S{36})\n$/;
const MAX_BYTES = 100;

/** Durable when it resolves; may be kept twice. */
export async function keepMark(
  objects: Pick<ObjectStore, "put">,
  { commitmentSha256 }: WallLeaf,
  itemId: ItemId,
): Promise<void> {
  await objects.put(markKey(commitmentSha256), Buffer.from(`holdfast/mark/v1 ${itemId}\n`));
}

/** Null: none was kept, or it is no mark. */
export async function markedItem(
  objects: Pick<ObjectStore, "find" | "read">,
  commitmentSha256: Sha256,
): Promise<ItemId | null> {
  const ref = await objects.find(markKey(commitmentSha256));
  const bytes = ref === null ? null : await readBounded(await objects.read(ref), MAX_BYTES);
  return parseId<ItemId>(FORM.exec(bytes?.toString("latin1") ?? "")?.[1] ?? "");
}
