/**
 * Use case: renew the time stamps of logs whose year is over, and of those that a person asked for. Every step may run
 * twice: files are named by their digests, the list that is saved first counts, and its entry is one text.
 */
import { type Clock, type UtcInstant, plusMs } from "../kernel/clock.ts";
import { sha256 } from "../kernel/digest.ts";
import { holdLocked } from "../objects/hold-locked.ts";
import { renewalKey } from "../objects/object-key.ts";
import type { ObjectLock, ObjectRef, ObjectStore } from "../objects/object-store.ts";
import type { AnchorStore } from "./anchor-store.ts";
import {
  type NamedDigest,
  type RenewalKey,
  SOON_MS,
  digestLines,
  isTimeToRenew,
  renewalLeaf,
  renewalText,
  sha512,
} from "./renewal.ts";
import { checkpointPath, renewalFiles, tokenPath } from "./proof-paths.ts";
import type { Renewal, RenewalFile, RenewalStore } from "./renewal-store.ts";
import type { KeptToken, Listed, TokenStore } from "./token-store.ts";

export interface RenewLogsDeps {
  readonly anchors: Pick<AnchorStore, "logs">;
  readonly tokens: Pick<TokenStore, "tokens" | "stampedAfter" | "firstEnd">;
  readonly renewals: RenewalStore;
  readonly objects: ObjectStore;
  readonly lock: () => ObjectLock;
  readonly ledger: { enter(leaf: string): Promise<unknown> };
  readonly clock: Clock;
}

/** Checkpoints in one list: a package takes the lists that name its own, not a year of names. */
const PAGE = 500;

/** Answers what was decided now; their tokens come by `stampRenewals`. */
export async function renewLogs(
  deps: RenewLogsDeps,
  signal: AbortSignal,
): Promise<readonly Renewal[]> {
  const { renewals, ledger } = deps;
  const asked = await renewals.asked();
  const made: Renewal[] = [];
  for (const { origin, anchor } of await deps.anchors.logs()) {
    if (signal.aborted) break;
    const before = await newestOf(deps, origin);
    // What an unstamped one lists, the next would leave out: who asked waits until its stamp is there.
    if (before?.tokens.length === 0) continue;
    if (!asked.includes(origin) && !(await isDue(deps, origin, anchor?.size ?? null, before)))
      continue;
    const renewal = await renew(deps, origin, before, signal);
    if (renewal !== null) made.push(renewal);
  }
  for (const { text, ...key } of await renewals.notEntered()) {
    await ledger.enter(renewalLeaf(text, key));
    await renewals.entered(key);
  }
  return made;
}

interface Stamped {
  readonly renewal: Renewal;
  readonly tokens: readonly KeptToken[];
}

async function newestOf(
  { renewals }: Pick<RenewLogsDeps, "renewals">,
  origin: string,
): Promise<Stamped | null> {
  const renewal = (await renewals.of(origin)).at(-1);
  return renewal === undefined ? null : { renewal, tokens: await renewals.tokens(renewal) };
}

async function isDue(
  { tokens, clock }: RenewLogsDeps,
  origin: string,
  anchor: number | null,
  before: Stamped | null,
): Promise<boolean> {
  const now = clock();
  const renewedAt = before?.renewal.madeAt ?? null;
  const firstEnd = await firstEndOf(tokens, origin, before, now);
  const log = { origin, isStamped: true, renewedAt, firstEnd };
  if (!isTimeToRenew(log, now)) return false;
  const isStamped = anchor !== null && (await tokens.tokens(origin, anchor)).length > 0;
  return isTimeToRenew({ ...log, isStamped }, now);
}

/** Of what the renewal before does not list for certain, and of its own tokens; what is over is past saving. */
async function firstEndOf(
  tokens: Pick<TokenStore, "firstEnd">,
  origin: string,
  before: Stamped | null,
  now: UtcInstant,
): Promise<UtcInstant | null> {
  const until = plusMs(now, SOON_MS);
  const end = await tokens.firstEnd(origin, listedBy(before)?.since ?? null, { after: now, until });
  const own = before?.tokens.flatMap(({ validUntil }) => validUntil ?? []) ?? [];
  return (
    [end, ...own].filter((each) => each !== null && each > now && each <= until).sort()[0] ?? null
  );
}

/** A token bears the time before it was written down; so long it may have been under way when a list was made. */
const UNDER_WAY_MS = 3_600_000;

/** What need not be listed again. */
const listedBy = (before: Stamped | null): Listed | undefined =>
  before === null
    ? undefined
    : { size: before.renewal.size, since: plusMs(before.renewal.madeAt, -UNDER_WAY_MS) };

/** Null without anything to hold, or where another process was first. */
async function renew(
  deps: RenewLogsDeps,
  origin: string,
  before: Stamped | null,
  signal: AbortSignal,
): Promise<Renewal | null> {
  const key = { origin, number: (before?.renewal.number ?? 0) + 1 };
  const draft = new Draft(deps, key);
  const size = await addTokens(deps, draft, before, signal);
  if (size === null || (draft.named.length === 0 && before === null)) return null;
  draft.addRoots(before?.tokens ?? []);
  await draft.addAuthorities();
  if (before !== null) draft.addBefore(before);
  const madeAt = deps.clock();
  const text = renewalText({ ...key, size, madeAt, files: draft.named });
  const list = await keepFile(deps, origin, draft.paths.list, text, null);
  const renewal = { ...key, size, madeAt, text, files: [...draft.files, list] };
  return (await deps.renewals.save(renewal)) ? { ...renewal, isEntered: false } : null;
}

/** Adds lists of all tokens that the renewal before does not list; answers the largest checkpoint of both. Null: it was to stop. */
async function addTokens(
  { tokens: store }: RenewLogsDeps,
  draft: Draft,
  before: Stamped | null,
  signal: AbortSignal,
): Promise<number | null> {
  const [listed, largest] = [listedBy(before), before?.renewal.size ?? 0];
  let size = 0;
  for (let part = 0; !signal.aborted; part += 1) {
    const page = await store.stampedAfter(draft.key.origin, size, PAGE, listed);
    const [first, last] = [page[0], page.at(-1)];
    if (first === undefined || last === undefined) return Math.max(size, largest);
    const lines = page.flatMap(({ anchor, tokens }) => [
      { path: checkpointPath(anchor), sha512: sha512(anchor.note) },
      ...tokens.map(({ authority, response }) => ({
        path: tokenPath(anchor, authority),
        sha512: sha512(response),
      })),
    ]);
    for (const { tokens } of page) draft.addRoots(tokens);
    const covers = { first: first.anchor.size, last: last.anchor.size };
    await draft.add(draft.paths.part(part), digestLines(lines), covers);
    size = last.anchor.size;
  }
  return null;
}

/** What a renewal is to name, and which of that is kept with it. */
class Draft {
  readonly key: RenewalKey;
  readonly paths: ReturnType<typeof renewalFiles>;
  readonly named: NamedDigest[] = [];
  readonly files: RenewalFile[] = [];
  readonly #store: LockedStore;
  readonly #authorities = new Map<string, KeptToken>();

  constructor(store: LockedStore, key: RenewalKey) {
    this.#store = store;
    this.key = key;
    this.paths = renewalFiles(key);
  }

  async add(
    path: string,
    content: string | Uint8Array,
    covers: RenewalFile["covers"],
  ): Promise<void> {
    this.named.push({ path, sha512: sha512(content) });
    this.files.push(await keepFile(this.#store, this.key.origin, path, content, covers));
  }

  addRoots(tokens: readonly KeptToken[]): void {
    for (const token of tokens) this.#authorities.set(token.authority, token);
  }

  async addAuthorities(): Promise<void> {
    const all = [...this.#authorities].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [name, { rootsPem, lists }] of all) {
      await this.add(this.paths.authority(name), rootsPem, null);
      // Who opens it later asks what was known then: newer lists leave out certificates that are over.
      for (const list of lists) await this.add(this.paths.revoked(name, list), list.der, null);
    }
  }

  addBefore({ renewal, tokens }: Stamped): void {
    const { list, token } = renewalFiles(renewal);
    this.named.push(
      { path: list, sha512: sha512(renewal.text) },
      ...tokens.map(({ authority, response }) => ({
        path: token(authority),
        sha512: sha512(response),
      })),
    );
  }
}

export type LockedStore = Pick<RenewLogsDeps, "objects" | "lock">;

async function keepFile(
  store: LockedStore,
  origin: string,
  path: string,
  content: string | Uint8Array,
  covers: RenewalFile["covers"],
): Promise<RenewalFile> {
  const bytes = Buffer.from(content);
  const object = await putLocked(store, origin, path, bytes);
  return { path, sizeBytes: bytes.byteLength, sha256: sha256(bytes), object, covers };
}

/** Once, and locked. @throws Refusal unavailable "objects/lock-not-kept". */
export async function putLocked(
  { objects, lock }: LockedStore,
  origin: string,
  path: string,
  bytes: Uint8Array,
): Promise<ObjectRef> {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const ref = await objects.put(renewalKey(origin, name, sha256(bytes)), bytes);
  await holdLocked(objects, ref, lock());
  return ref;
}
