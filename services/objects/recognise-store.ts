/**
 * Use case: whether this store is the one that evidence was put into. The same random id stands in the database and
 * in the store; a store without it is another one (a folder that is not mounted, a wrong bucket), in which nothing may be
 * written, and of which nothing may be said to be missing.
 *
 * The row comes before the object and is marked after it, so that the power may go at any point: an id that is not
 * marked was perhaps never stored, and is stored by the next start.
 */
import type { Readable } from "node:stream";
import { sha256OfStream } from "../kernel/digest.ts";
import { type StoreId, newId, parseId } from "../kernel/ids.ts";
import { Refusal, type RefusalCode, isRefusal } from "../kernel/refusal.ts";
import { STORE_ID_KEY } from "./object-key.ts";
import { holdLocked } from "./hold-locked.ts";
import type { ObjectLock, ObjectStore } from "./object-store.ts";
import type { KeptIdentity, KnownObject, StoreIdentity } from "./store-identity.ts";

export interface StoreLooks {
  readonly objects: Pick<ObjectStore, "find" | "head" | "read">;
  readonly identity: Pick<StoreIdentity, "kept" | "known">;
}

export interface RecogniseDeps extends StoreLooks {
  readonly objects: Pick<ObjectStore, "find" | "head" | "read" | "put">;
  readonly identity: StoreIdentity;
}

interface Look {
  readonly kept: KeptIdentity | null;
  readonly found: StoreId | null;
}

/** An object lies where the id belongs, and is none. */
const DAMAGED = "damaged";
type Found = StoreId | typeof DAMAGED | null;

/** One object may be lost or damaged, and it is the right store all the same. */
const KNOWN = 8;
const FORM = /^holdfast\/store\/v1 (\S{36})\n$/;
const MAX_BYTES = 100;

export const storeIdText = (id: StoreId): string => `holdfast/store/v1 ${id}\n`;

/**
 * A check to be made at the start, before anything is written, and again whenever something seems to be missing. The
 * first look makes the id of a house that has none yet; several processes may do that at once.
 * @throws as `lookAtStore`.
 */
export function storeCheck(deps: RecogniseDeps): () => Promise<void> {
  let known: StoreId | null = null;
  return async () => {
    if (known === null) known = await recogniseStore(deps);
    else await refuseOther(deps, { id: known, isStored: true }, await foundIn(deps));
  };
}

/** @throws as `lookAtStore`. */
export async function recogniseStore(deps: RecogniseDeps): Promise<StoreId> {
  const { objects, identity } = deps;
  const { kept, found } = await lookAtStore(deps);
  if (kept?.isStored === true) return kept.id;
  const own = kept ?? (await identity.keepOnce(found ?? newId<StoreId>()));
  await objects.put(STORE_ID_KEY, Buffer.from(storeIdText(own.id)));
  await refuseOther(deps, { ...own, isStored: true }, await foundIn(deps));
  await identity.stored();
  return own.id;
}

/**
 * Reads only. What is answered has no contradiction in it; ids may be missing where nothing was kept yet.
 * @throws Refusal unavailable "objects/other-store", "objects/store-without-id", "objects/store-id-damaged",
 *   "objects/store-unlike" if this is not the store of this database, or not demonstrably; and where store or database do not answer.
 */
export async function lookAtStore(deps: StoreLooks): Promise<Look> {
  const before = await deps.identity.kept();
  const found = await foundIn(deps);
  // Another process may have done all of it between those two looks.
  const kept = before ?? (found === null ? null : await deps.identity.kept());
  if (kept?.isStored === true || (kept !== null && found !== null)) {
    await refuseOther(deps, { ...kept, isStored: true }, found);
    return { kept, found: found === DAMAGED ? null : found };
  }
  if (found === DAMAGED) throw damaged(kept?.id ?? null);
  // A first start, one that was cut off, a house that is older than ids, or an old copy of its database.
  const holds = await holdsKnown(deps);
  if (holds === false) {
    throw refusal("objects/store-unlike", "nothing that the database knows lies in this store", {});
  }
  if (holds === null && found !== null) {
    throw refusal("objects/other-store", "the store belongs to another database", { found });
  }
  return { kept, found };
}

/**
 * Has a database that knows of nothing be the one of this store: for whoever makes a lost database anew from it. May run again.
 * @throws Refusal unavailable "objects/store-without-id" where there is no whole id; "objects/other-store" where the database has another.
 */
export async function takeOverStore({
  objects,
  identity,
}: Pick<RecogniseDeps, "objects" | "identity">): Promise<void> {
  const found = await foundIn({ objects });
  if (found === null || found === DAMAGED) {
    throw new Refusal("unavailable", "objects/store-without-id", "the store has no whole id", {
      fix: MOUNT,
    });
  }
  const { id } = await identity.keepOnce(found);
  await refuseOther({ objects, identity }, { id, isStored: true }, found);
  await identity.stored();
}

/** A damaged id says nothing of whose store it is: what else lies there does. */
async function refuseOther(looks: StoreLooks, { id }: KeptIdentity, found: Found): Promise<void> {
  if (found === id) return;
  if (found === DAMAGED) {
    if ((await holdsKnown(looks)) === true) return;
    throw damaged(id);
  }
  if (found !== null) {
    throw refusal("objects/other-store", "the store is not the one of before", {
      ...{ found, wanted: id },
    });
  }
  throw new Refusal(
    "unavailable",
    "objects/store-without-id",
    "the store is not the one of before",
    {
      fix: `${MOUNT} A copy of the right one lacks its id: ${putId(id)}`,
      facts: { wanted: id },
    },
  );
}

const putId = (id: StoreId): string =>
  `put an object "${STORE_ID_KEY}" into it, of the text "${storeIdText(id).trim()}" and a line end.`;

const damaged = (id: StoreId | null): Refusal =>
  new Refusal("unavailable", "objects/store-id-damaged", "the id of the store is damaged", {
    fix: `${MOUNT} If it is the right one, only its id rotted: take the damaged object away, then ${id === null ? `put back "${STORE_ID_KEY}" from a copy of the store.` : putId(id)}`,
    facts: id === null ? {} : { wanted: id },
  });

const MOUNT =
  "Nothing was written. Mount the folder, or set the bucket, that evidence was put into; or restore the database that belongs to this store.";

const refusal = (
  code: "objects/other-store" | "objects/store-unlike",
  message: string,
  facts: Readonly<Record<string, string>>,
): Refusal => new Refusal("unavailable", code, message, { fix: MOUNT, facts });

/** Null: none is there. */
async function foundIn({ objects }: Pick<StoreLooks, "objects">): Promise<Found> {
  const ref = await objects.find(STORE_ID_KEY);
  if (ref === null) return null;
  const text = await short(await objects.read(ref));
  return parseId<StoreId>(FORM.exec(text)?.[1] ?? "") ?? DAMAGED;
}

async function short(source: Readable): Promise<string> {
  let text = "";
  for await (const part of source as AsyncIterable<Buffer>) {
    text += part.toString("latin1");
    if (text.length > MAX_BYTES) return "";
  }
  return text;
}

/** Null: the database knows of nothing in the store. */
async function holdsKnown({ objects, identity }: StoreLooks): Promise<boolean | null> {
  const all = await identity.known(KNOWN);
  for (const known of all) if (await holds(objects, known)) return true;
  return all.length === 0 ? null : false;
}

async function holds(objects: StoreLooks["objects"], known: KnownObject): Promise<boolean> {
  const { key, versionId } = known;
  const ref = versionId === null ? await objects.find(key) : { key, versionId };
  if (ref === null) return false;
  try {
    if ((await objects.head(ref)).sizeBytes !== known.sizeBytes) return false;
    if (known.sha256 === null) return true;
    return (await sha256OfStream(await objects.read(ref))).sha256 === known.sha256;
  } catch (error) {
    if (isRefusal(error, "objects/no-such-object")) return false;
    throw error;
  }
}

/** Who took the id away would stop the house from starting: so it is locked like evidence. */
export async function keepStoreId(
  objects: Pick<ObjectStore, "find" | "head" | "lock">,
  lock: ObjectLock,
): Promise<void> {
  const ref = await objects.find(STORE_ID_KEY);
  if (ref !== null) await holdLocked(objects, ref, lock);
}

const OTHER_STORE_CODES: readonly string[] = [
  "objects/other-store",
  "objects/store-without-id",
  "objects/store-id-damaged",
  "objects/store-replaced",
  "objects/store-unlike",
] satisfies RefusalCode[];

/** True for a store that answered and is not ours; an outage says nothing of it. */
export const isOtherStore = (error: unknown): boolean =>
  isRefusal(error) && isOtherStoreCode(error.code);

export const isOtherStoreCode = (code: string): boolean => OTHER_STORE_CODES.includes(code);
