/** RenewalStore in memory, beside a TokenStore in memory. */
import type { RenewalKey } from "../../services/anchors/renewal.ts";
import { renewalFiles } from "../../services/anchors/proof-paths.ts";
import type { Renewal, RenewalStore } from "../../services/anchors/renewal-store.ts";
import type { StampedToken } from "../../services/anchors/timestamp.ts";
import type { KeptToken } from "../../services/anchors/token-store.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { MemoryAnchorStore } from "./anchor-store.ts";
import { MemoryTokenStore } from "./token-store.ts";

type Token = Omit<KeptToken, "rootsPem" | "lists"> & RenewalKey;
const isSame = (a: RenewalKey, b: RenewalKey): boolean =>
  a.origin === b.origin && a.number === b.number;

export class MemoryRenewalStore implements RenewalStore {
  readonly #authorities: MemoryTokenStore;
  readonly #renewals: Renewal[] = [];
  readonly #tokens: Token[] = [];
  readonly #asked = new Set<string>();

  constructor(authorities: MemoryTokenStore) {
    this.#authorities = authorities;
  }

  async save(renewal: Omit<Renewal, "isEntered">): Promise<boolean> {
    if (this.#renewals.some((each) => isSame(each, renewal))) return false;
    this.#renewals.push({ ...renewal, isEntered: false });
    this.#asked.delete(renewal.origin);
    return true;
  }

  async of(origin: string): Promise<readonly Renewal[]> {
    return this.#renewals
      .filter((each) => each.origin === origin)
      .toSorted((a, b) => a.number - b.number);
  }

  async notEntered(): Promise<readonly Renewal[]> {
    return this.#renewals.filter(({ isEntered }) => !isEntered);
  }

  async entered(key: RenewalKey): Promise<void> {
    const at = this.#renewals.findIndex((each) => isSame(each, key));
    this.#renewals[at] = { ...this.#renewals[at]!, isEntered: true };
  }

  async due(authority: string, now: UtcInstant): Promise<readonly Renewal[]> {
    if (!this.#authorities.isAsked(authority, now)) return [];
    const origins = [...new Set(this.#renewals.map(({ origin }) => origin))].sort();
    const newest = await Promise.all(
      origins.map(async (origin) => (await this.of(origin)).at(-1)!),
    );
    return newest.filter((renewal) => this.#find(renewal, authority) === undefined);
  }

  async keep(
    { origin, number }: RenewalKey,
    authority: string,
    { response, genTime, validUntil }: Pick<StampedToken, "response" | "genTime" | "validUntil">,
    keptAt: UtcInstant,
  ): Promise<void> {
    this.#authorities.answered(authority);
    if (this.#find({ origin, number }, authority) !== undefined) return;
    this.#tokens.push({ origin, number, authority, response, genTime, keptAt, validUntil });
  }

  async waitingSince(): Promise<UtcInstant | null> {
    const waits = (each: Renewal) => !this.#tokens.some((token) => isSame(token, each));
    const times = this.#renewals.filter(waits).map(({ madeAt }) => madeAt);
    return times.sort()[0] ?? null;
  }

  async tokens(key: RenewalKey): Promise<readonly KeptToken[]> {
    return this.#tokens
      .filter((token) => isSame(token, key))
      .toSorted((a, b) => (a.authority < b.authority ? -1 : 1))
      .map(({ authority, response, genTime, keptAt, validUntil }) => ({
        ...{ authority, response, genTime, keptAt, validUntil },
        rootsPem: this.#authorities.rootsOf(authority),
        lists: this.#authorities.listsOf(authority),
      }));
  }

  async ask(origin: string): Promise<void> {
    this.#asked.add(origin);
  }

  async asked(): Promise<readonly string[]> {
    return [...this.#asked].sort();
  }

  /** Everything that lies in the object store, by its path in packages. */
  kept() {
    const files = this.#renewals.flatMap(({ origin, number, madeAt: at, files }) =>
      files.map(({ path }) => ({ origin, number, at, path })),
    );
    const tokens = this.#tokens.map(({ origin, number, keptAt: at, authority }) => {
      const path = renewalFiles({ origin, number }).token(authority);
      return { origin, number, at, path };
    });
    return [...files, ...tokens];
  }

  #find(key: RenewalKey, authority: string): Token | undefined {
    return this.#tokens.find((token) => isSame(token, key) && token.authority === authority);
  }
}

/** Both, over the same anchors. */
export function memoryStamps(anchors: MemoryAnchorStore) {
  const tokens = new MemoryTokenStore(anchors);
  return { tokens, renewals: new MemoryRenewalStore(tokens) };
}
