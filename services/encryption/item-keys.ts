/** Use cases: the data key of an item, made when something of it is to be encrypted, and opened to read it. */
import { type KeyObject, createSecretKey, randomBytes } from "node:crypto";
import type { Clock } from "../kernel/clock.ts";
import type { ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { DATA_KEY_BYTES, type DataKeyWrapper } from "./data-key-wrapper.ts";
import type { ItemKey, ItemKeyStore } from "./item-key-store.ts";
import type { KeyFamily } from "./key-family.ts";

/** Which items are encrypted from now on; what is encrypted stays so. */
export type EncryptionPolicy = "none" | "labelled" | "all";

export interface ItemKeysDeps {
  readonly keys: ItemKeyStore;
  readonly wrapper: DataKeyWrapper;
  readonly policy: EncryptionPolicy;
  readonly clock: Clock;
}

/** What steps and readers need to know of keys. */
export interface ItemKeys {
  /** For what is to be stored now: null means in clear. The wrapped key is durable when it answers. @throws as `keyToWrite`. */
  toWrite(itemId: ItemId): Promise<KeyObject | null>;
  /** For what is stored encrypted. @throws as `keyToRead`. */
  toRead(itemId: ItemId): Promise<KeyObject>;
}

export const itemKeys = (deps: ItemKeysDeps): ItemKeys => ({
  toWrite: (itemId) => keyToWrite(deps, itemId),
  toRead: (itemId) => keyToRead(deps, itemId),
});

/**
 * An item that has a key is encrypted whatever the policy says now; else its labels decide.
 * @throws Refusal missing "encryption/key-destroyed"; unavailable "encryption/no-wrapping-key".
 */
async function keyToWrite(deps: ItemKeysDeps, itemId: ItemId): Promise<KeyObject | null> {
  const { keys, wrapper, clock } = deps;
  const there = await keys.get(itemId);
  if (there !== null) return opened(deps, there);
  const family = await familyFor(deps, itemId);
  if (family === null) return null;
  const wrapped = await wrapper.wrap(family, itemId, randomBytes(DATA_KEY_BYTES));
  // Another process may have been first; and what cannot be opened again must not encrypt anything.
  return opened(deps, await keys.keepOnce(itemId, wrapped, clock()));
}

async function familyFor(
  { keys, policy }: ItemKeysDeps,
  itemId: ItemId,
): Promise<KeyFamily | null> {
  if (policy === "none") return null;
  return (await keys.labelled(itemId)) ?? (policy === "all" ? "open" : null);
}

/** @throws Refusal missing "encryption/key-destroyed"; unavailable, tampered as `DataKeyWrapper.unwrap`. */
async function keyToRead(deps: ItemKeysDeps, itemId: ItemId): Promise<KeyObject> {
  const there = await deps.keys.get(itemId);
  if (there === null) throw keyDestroyed();
  return opened(deps, there);
}

async function opened({ wrapper }: ItemKeysDeps, { itemId, wrapped }: ItemKey): Promise<KeyObject> {
  if (wrapped === null) throw keyDestroyed();
  return createSecretKey(await wrapper.unwrap(itemId, wrapped));
}

const keyDestroyed = (): Refusal =>
  new Refusal("missing", "encryption/key-destroyed", "the key of this item is there no more", {
    fix: "Nobody can read it again, unless a backup of the database still has the wrapped key.",
  });
