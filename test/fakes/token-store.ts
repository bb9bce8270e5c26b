/** TokenStore in memory, over the anchors of an AnchorStore in memory. */
import type { Anchor } from "../../services/anchors/anchor-store.ts";
import {
  type CertificateAnswer,
  type KeptList,
  type RevocationList,
  LIST_EVERY_MS,
  MAX_LISTS,
} from "../../services/anchors/revocation.ts";
import {
  type AuthorityState,
  type KeptToken,
  type Listed,
  type StampedAnchor,
  type TokenEnd,
  type TokenStore,
  LONGEST_PAUSE_MS,
  addCertificates,
  pauseMs,
} from "../../services/anchors/token-store.ts";
import type { StampedToken } from "../../services/anchors/timestamp.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { MemoryAnchorStore } from "./anchor-store.ts";

interface Authority {
  rootsPem: string;
  readonly since: UtcInstant;
  configured: boolean;
  failures: number;
  failure: string | null;
  notBefore: UtcInstant | null;
  readonly lists: Map<number, RevocationList>;
  /** By digest. */
  readonly answers: Map<string, CertificateAnswer>;
  listFailures: number;
  listFailure: string | null;
  listNotBefore: UtcInstant | null;
}
type Token = Omit<KeptToken, "rootsPem" | "lists"> & Pick<Anchor, "origin" | "size">;

export class MemoryTokenStore implements TokenStore {
  readonly #anchors: MemoryAnchorStore;
  readonly #authorities = new Map<string, Authority>();
  readonly #tokens: Token[] = [];

  constructor(anchors: MemoryAnchorStore) {
    this.#anchors = anchors;
  }

  async configure(
    authorities: readonly { readonly name: string; readonly rootsPem: string }[],
    since: UtcInstant,
  ): Promise<void> {
    for (const each of this.#authorities.values()) each.configured = false;
    for (const { name, rootsPem } of authorities) {
      const fresh = { since, failures: 0, failure: null, notBefore: null };
      const none = { listFailures: 0, listFailure: null, listNotBefore: null };
      const before = this.#authorities.get(name) ?? {
        ...{
          ...fresh,
          ...none,
          lists: new Map(),
          answers: new Map(),
          rootsPem: "",
          configured: true,
        },
      };
      before.configured = true;
      before.rootsPem = addCertificates(before.rootsPem, rootsPem);
      this.#authorities.set(name, before);
    }
  }

  async due(name: string, now: UtcInstant): Promise<readonly Anchor[]> {
    if (!this.isAsked(name, now)) return [];
    return this.#anchors
      .newestOfEach()
      .filter(({ origin, size }) => this.#find(origin, size, name) === undefined);
  }

  async keep(
    { origin, size }: Pick<Anchor, "origin" | "size">,
    authority: string,
    { response, genTime, validUntil }: Pick<StampedToken, "response" | "genTime" | "validUntil">,
    keptAt: UtcInstant,
  ): Promise<void> {
    if (this.#find(origin, size, authority) === undefined) {
      this.#tokens.push({ origin, size, authority, response, genTime, keptAt, validUntil });
    }
    this.answered(authority);
  }

  async failed(name: string, failure: string, now: UtcInstant): Promise<void> {
    const authority = this.#authorities.get(name);
    if (authority === undefined) return;
    const failures = authority.failures + 1;
    const notBefore = plusMs(now, pauseMs(failures));
    Object.assign(authority, { failures, failure, notBefore });
  }

  async areListsDue(name: string, now: UtcInstant): Promise<boolean> {
    const { configured = false, listNotBefore: at = null } = this.#authorities.get(name) ?? {};
    return configured && (at === null || at <= now || at > plusMs(now, LIST_EVERY_MS));
  }

  async keepList(name: string, place: number, list: RevocationList): Promise<void> {
    const lists = this.#authorities.get(name)?.lists;
    const before = lists?.get(place);
    const isNewer =
      before === undefined ||
      before.issuerSha256 !== list.issuerSha256 ||
      before.thisUpdate < list.thisUpdate;
    if (isNewer) lists?.set(place, list);
  }

  async newestToken(name: string): Promise<Uint8Array | null> {
    return this.#tokens.findLast(({ authority }) => authority === name)?.response ?? null;
  }

  async keepAnswer(name: string, answer: CertificateAnswer): Promise<void> {
    const answers = this.#authorities.get(name)?.answers;
    const digest = sha256(answer.der);
    if (answers?.has(digest) === false) answers.set(digest, answer);
  }

  async listsRead(name: string, now: UtcInstant): Promise<void> {
    const over = { listFailures: 0, listFailure: null, listNotBefore: plusMs(now, LIST_EVERY_MS) };
    Object.assign(this.#authorities.get(name) ?? {}, over);
  }

  async listFailed(name: string, listFailure: string, now: UtcInstant): Promise<void> {
    const authority = this.#authorities.get(name);
    if (authority === undefined) return;
    const listFailures = authority.listFailures + 1;
    const listNotBefore = plusMs(now, pauseMs(listFailures));
    Object.assign(authority, { listFailures, listFailure, listNotBefore });
  }

  listsOf(name: string): readonly KeptList[] {
    const lists = [...(this.#authorities.get(name)?.lists ?? [])].sort(([a], [b]) => a - b);
    const answers = [...(this.#authorities.get(name)?.answers ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, answer]) => answer)
      .sort((a, b) => (a.thisUpdate > b.thisUpdate ? -1 : 1));
    const isLate = (answer: CertificateAnswer) => answer.thisUpdate > answer.certificateEndsAt;
    const saying = answers
      .toSorted((a, b) => Number(isLate(a)) - Number(isLate(b)))
      .sort((a, b) => Number(a.status === "unknown") - Number(b.status === "unknown"));
    const ofEach = new Map(saying.toReversed().map((answer) => [answer.certificateSha256, answer]));
    const newest = answers.filter((each) => ofEach.get(each.certificateSha256) === each);
    return [
      ...lists.map(([place, { der }]) => ({ kind: "crl" as const, place, der })),
      ...newest
        .slice(0, MAX_LISTS)
        .map(({ der }, place) => ({ kind: "ocsp" as const, place, der })),
    ];
  }

  async states(): Promise<readonly AuthorityState[]> {
    const asked = [...this.#authorities].filter(([, { configured }]) => configured);
    return asked
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { failure, since, lists, answers, listFailure, listFailures }]) => {
        const own = this.#tokens.filter(({ authority }) => authority === name);
        const last = own.at(-1);
        const newest = last === undefined ? null : { genTime: last.genTime, keptAt: last.keptAt };
        const behindSince = this.#behindSince(own, since);
        type Times = Pick<RevocationList, "thisUpdate" | "nextUpdate">;
        const dueAt = ({ nextUpdate, thisUpdate }: Times) =>
          `${nextUpdate ?? "never"} ${thisUpdate}`;
        const [answer] = [...answers.values()].sort((a, b) =>
          a.thisUpdate > b.thisUpdate ? -1 : 1,
        );
        const [first] = [...lists.values(), ...(answer ? [answer] : [])].sort((a, b) =>
          dueAt(a) < dueAt(b) ? -1 : 1,
        );
        const times = first ? { thisUpdate: first.thisUpdate, nextUpdate: first.nextUpdate } : null;
        return { name, failure, newest, behindSince, list: times, listFailure, listFailures };
      });
  }

  async tokens(origin: string, size: number): Promise<readonly KeptToken[]> {
    return this.#tokens
      .filter((token) => token.origin === origin && token.size === size)
      .sort((a, b) => (a.authority < b.authority ? -1 : 1))
      .map(({ authority, response, genTime, keptAt, validUntil }) => ({
        ...{ authority, response, genTime, keptAt, validUntil },
        rootsPem: this.rootsOf(authority),
        lists: this.listsOf(authority),
      }));
  }

  async ends(origin: string, size: number): Promise<readonly TokenEnd[]> {
    const tokens = await this.tokens(origin, size);
    return tokens.map(({ keptAt, validUntil }) => ({ keptAt, validUntil }));
  }

  async stamped(origin: string, index: number, validAt?: UtcInstant): Promise<Anchor | null> {
    const all = await this.stampedAfter(origin, index, Infinity);
    const isValid = ({ validUntil }: KeptToken): boolean =>
      validAt === undefined || validUntil === null || validUntil >= validAt;
    return all.find(({ tokens }) => tokens.some(isValid))?.anchor ?? null;
  }

  async stampedAfter(
    origin: string,
    after: number,
    limit: number,
    listed: Listed = { size: -1, since: "" as UtcInstant },
  ): Promise<readonly StampedAnchor[]> {
    const anchors = await this.#anchors.covering(origin, after, Infinity);
    const all = await Promise.all(
      anchors.map(async (anchor) => ({ anchor, tokens: await this.tokens(origin, anchor.size) })),
    );
    const isNew = (size: number, { keptAt }: KeptToken): boolean =>
      size > listed.size || keptAt >= listed.since;
    return all
      .filter(({ anchor, tokens }) => tokens.some((token) => isNew(anchor.size, token)))
      .slice(0, limit);
  }

  async firstEnd(
    origin: string,
    since: UtcInstant | null,
    { after, until }: { readonly after: UtcInstant; readonly until: UtcInstant },
  ): Promise<UtcInstant | null> {
    const ends = this.#tokens
      .filter((token) => token.origin === origin && (since === null || token.keptAt >= since))
      .flatMap(({ validUntil }) => validUntil ?? []);
    return ends.filter((end) => end > after && end <= until).sort()[0] ?? null;
  }

  /** True while it is asked, and not left alone. */
  isAsked(name: string, now: UtcInstant): boolean {
    const authority = this.#authorities.get(name);
    if (authority?.configured !== true) return false;
    const { notBefore } = authority;
    return notBefore === null || notBefore <= now || notBefore > plusMs(now, LONGEST_PAUSE_MS);
  }

  /** Its failures are over. */
  answered(name: string): void {
    const over = { failures: 0, failure: null, notBefore: null };
    Object.assign(this.#authorities.get(name) ?? {}, over);
  }

  rootsOf(name: string): string {
    return this.#authorities.get(name)?.rootsPem ?? "";
  }

  #behindSince(own: readonly Token[], since: UtcInstant): UtcInstant | null {
    const waiting = this.#anchors
      .all()
      .filter(
        ({ origin, size }) => !own.some((token) => token.origin === origin && token.size >= size),
      );
    const times = waiting.map(({ chosenAt }) => (chosenAt > since ? chosenAt : since)).sort();
    return times[0] ?? null;
  }

  #find(origin: string, size: number, authority: string): Token | undefined {
    return this.#tokens.find(
      (token) => token.origin === origin && token.size === size && token.authority === authority,
    );
  }
}
