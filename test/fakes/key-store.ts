/** KeyStore in memory. */
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { HouseKey, RegisteredKey } from "../../services/keys/key.ts";
import type { KeyEntry, KeyStore, LeavesOf } from "../../services/keys/key-store.ts";

type Entry = KeyEntry & { readonly key: RegisteredKey; isEntered: boolean };
type Changing<T> = { -readonly [Name in keyof T]: T[Name] };

export class MemoryKeyStore implements KeyStore {
  readonly #keys: Changing<RegisteredKey>[] = [];
  readonly #entries: Entry[] = [];

  async use(key: HouseKey, at: UtcInstant, leavesOf: LeavesOf): Promise<RegisteredKey> {
    const known = this.#keys.find((each) => nameOf(each) === nameOf(key));
    if (known?.usedUntil === null) return this.#shown(known);
    const previous = this.#keys.find((each) => each.role === key.role && each.usedUntil === null);
    const leaves = leavesOf(known !== undefined, previous ?? null);
    if (previous !== undefined) previous.usedUntil = at;
    const now = known ?? {
      ...{ ...key, addedAt: at, usedUntil: null, revocation: null, isEntered: false },
    };
    now.usedUntil = null;
    if (known === undefined) this.#keys.push(now);
    for (const leaf of leaves) {
      this.#entries.push({ id: this.#entries.length + 1, ...leaf, key: now, isEntered: false });
    }
    return this.#shown(now);
  }

  async keys(): Promise<readonly RegisteredKey[]> {
    return this.#keys.map((key) => this.#shown(key));
  }

  async due(limit: number): Promise<readonly KeyEntry[]> {
    return this.#entries
      .filter(({ isEntered }) => !isEntered)
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
    return { ...key, isEntered: !waits };
  }
}

const nameOf = ({ role, spkiSha256, certificate }: HouseKey): string =>
  `${role} ${spkiSha256} ${certificate?.sha256 ?? ""}`;
const plain = ({ id, kind, leaf }: Entry): KeyEntry => ({ id, kind, leaf });
