/** Stores a file that was made from an original: in clear, or encrypted with the data key of its item and then read back. */
import type { KeyObject } from "node:crypto";
import { Readable } from "node:stream";
import type { ItemKeys } from "../encryption/item-keys.ts";
import { putEncrypted, readEncrypted } from "../encryption/stored.ts";
import type { Derivative, DerivativeKind } from "../evidence/derivative.ts";
import { type Sha256, sha256OfStream } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { derivativeKey, encryptedKey } from "../objects/object-key.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import type { JobFolders, MadeFile } from "./media-tools.ts";

export interface StoreCopyDeps {
  readonly folders: Pick<JobFolders, "read">;
  readonly objects: Pick<ObjectStore, "putStream" | "adopt">;
  /** Which copies are stored encrypted; `objects` is the store as things lie in it. Without it none is. */
  readonly encryption?: {
    readonly keys: Pick<ItemKeys, "toWrite">;
    readonly objects: Pick<ObjectStore, "find" | "head" | "scan" | "putStream">;
  };
}

type StoredCopy = Pick<Derivative, "sizeBytes" | "sha256" | "object" | "encrypted">;

/** May run twice; where the store can, the file itself becomes the copy and is gone from `path`. @throws Refusal tampered "media/copy-differs", and as the store and `ItemKeys.toWrite`. */
export async function storeCopy(
  deps: StoreCopyDeps,
  itemId: ItemId,
  kind: DerivativeKind,
  { path, ...made }: Pick<MadeFile, "path" | "content">,
): Promise<StoredCopy> {
  const { folders, objects, encryption } = deps;
  const content = made.content ?? (await sha256OfStream(folders.read(path)));
  const key = derivativeKey(itemId, kind, content.sha256);
  const dataKey = (await encryption?.keys.toWrite(itemId)) ?? null;
  if (encryption !== undefined && dataKey !== null) {
    const open = () => Promise.resolve(folders.read(path));
    const source = { sizeBytes: content.sizeBytes, open };
    const object = await putEncrypted(encryption.objects, encryptedKey(key), dataKey, source);
    return { ...content, object, encrypted: await readBack(encryption, object, dataKey, content) };
  }
  const object =
    (await objects.adopt?.(key, path, content)) ??
    (await objects.putStream(key, Readable.from(folders.read(path)), content));
  return { ...content, object };
}

async function readBack(
  { objects }: NonNullable<StoreCopyDeps["encryption"]>,
  object: StoredCopy["object"],
  dataKey: KeyObject,
  content: { readonly sha256: Sha256 },
): Promise<NonNullable<StoredCopy["encrypted"]>> {
  const { found, stored } = await readEncrypted(objects, object, dataKey, sha256OfStream);
  if (stored !== null && found.sha256 === content.sha256) return stored;
  throw new Refusal("tampered", "media/copy-differs", "the stored copy is not what was made", {
    fix: "Have the store checked; the original is kept, and a copy can be made again.",
  });
}
