/** KeyStore in memory. */
import type { Sha256 } from "../../services/kernel/digest.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import type { NewAction } from "../../services/actions/action.ts";
import type { HouseKey, RegisteredKey } from "../../services/keys/key.ts";
import {
  type KeyEntry,
  type KeyStore,
  LAST_LOOK_MS,
  type LeavesOf,
} from "../../services/keys/key-store.ts";

type Entry = KeyEntry & { readonly key: RegisteredKey; isEntered: boolean };
type Changing<T> = { -readonly [Name in keyof T]: T[Name] };

export class MemoryKeyStore implements KeyStore {
  /** What was kept with the changes. */
  readonly actions: NewAction[] = [];
  readonly #keys: Changing<RegisteredKey>[] = [];
  readonly #entries: Entry[] = [];

  async use(key: HouseKey, at: UtcInstant, leavesOf: LeavesOf): Promise<RegisteredKey> {
    const known = this.#keys.find((each) => nameOf(each) === nameOf(key));
    if (known?.usedUntil === null) return this.#shown(known);
    const previous = this.#keys.find((each) => each.role === key.role && each.usedUntil === null);
    const leaves = leavesOf(known !== undefined, previous ?? null);
    if (previous !== undefined) previous.usedUntil = at;
    const now = known ?? {
      ...{ ...key, addedAt: at, usedUntil: null, isEntered: false },
      revocation: this.#keys.find((each) => isSameKey(each, key))?.revocation ?? null,
      ...{ rotationAskedAt: null, isRevocationEntered: false },
    };
    [now.usedUntil, now.rotationAskedAt] = [null, null];
    if (known === undefined) this.#keys.push(now);
    for (const leaf of leaves) {
      this.#entries.push({ ...this.#next(), ...leaf, key: now });
    }
    return this.#shown(now);
  }

  async askRotation(...[role, at, actionOf]: Parameters<KeyStore["askRotation"]>) {
    const key = this.#keys.find((each) => each.role === role && each.usedUntil === null);
    if (key === undefined) return null;
    if (key.rotationAskedAt === null) {
      this.actions.push(actionOf(key));
      key.rotationAskedAt = at;
    }
    return this.#shown(key);
  }

  async revoke(...[spki, roles, revocation, told]: Parameters<KeyStore["revoke"]>) {
    const wanted: readonly string[] = roles;
    const named = this.#keys.filter(
      (each) => each.spkiSha256 === spki && wanted.includes(each.role),
    );
    const key = named.at(-1);
    if (key === undefined) return null;
    if (key.revocation === null) {
      for (const each of named) each.revocation = revocation;
      const leaf = told.leafOf(key);
      this.#entries.push({ ...this.#next(), kind: "revoke", leaf, key });
      this.actions.push(told.actionOf(key));
    }
    return this.#shown(key);
  }

  async find(key: HouseKey): Promise<RegisteredKey | null> {
    const known = this.#keys.find((each) => nameOf(each) === nameOf(key));
    return known === undefined ? null : this.#shown(known);
  }

  async keys(): Promise<readonly RegisteredKey[]> {
    return this.#keys.map((key) => this.#shown(key));
  }

  async due(now: UtcInstant, limit: number): Promise<readonly KeyEntry[]> {
    const isAtWork = (key: HouseKey): boolean =>
      this.#keys.some(
        (each) =>
          isSameKey(each, key) &&
          each.usedUntil === null &&
          (each.revocation === null || now < plusMs(each.revocation.at, LAST_LOOK_MS)),
      );
    return this.#entries
      .filter(({ isEntered, kind, key }) => !isEntered && !(kind === "revoke" && isAtWork(key)))
      .slice(0, limit)
      .map(plain);
  }

  async entered(id: number): Promise<void> {
    const entry = this.#entries.find((each) => each.id === id);
    if (entry !== undefined) entry.isEntered = true;
  }

  async told(spkiSha256: readonly Sha256[]): Promise<readonly KeyEntry[]> {
    return this.#entries
      .filter(({ isEntered, key }) => isEntered && spkiSha256.includes(key.spkiSha256))
      .map(plain);
  }

  #shown(key: RegisteredKey): RegisteredKey {
    const waits = this.#entries.some(
      (entry) => entry.key === key && entry.kind === "add" && !entry.isEntered,
    );
    const isRevocationEntered = this.#entries.some(
      (entry) => isSameKey(entry.key, key) && entry.kind === "revoke" && entry.isEntered,
    );
    return { ...key, isEntered: !waits, isRevocationEntered };
  }

  #next() {
    return { id: this.#entries.length + 1, isEntered: false };
  }
}

/** Whatever its certificate. */
const isSameKey = (one: HouseKey, other: HouseKey): boolean =>
  one.role === other.role && one.spkiSha256 === other.spkiSha256;
const nameOf = ({ role, spkiSha256, certificate }: HouseKey): string =>
  `${role} ${spkiSha256} ${certificate?.sha256 ?? ""}`;
const plain = ({ id, kind, leaf }: Entry): KeyEntry => ({ id, kind, leaf });
