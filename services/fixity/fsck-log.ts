/** Looks at one log from its first entry to its last: every head that was ever signed must be the root of what was there. */
import { type Clock, plusMs } from "../kernel/clock.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { CheckpointSigner } from "../ledger/checkpoint-signer.ts";
import { Frontier } from "../ledger/frontier.ts";
import { parseLeaf } from "../ledger/leaf.ts";
import type { LedgerEntry, LedgerHead, LedgerStore } from "../ledger/ledger-store.ts";
import { hashLeaf } from "../ledger/merkle.ts";
import { checkHead } from "../ledger/publish-batch.ts";
import { TILE_WIDTH } from "../ledger/tile.ts";
import { entriesWithoutText } from "./fsck-texts.ts";
import type { HouseStore } from "./house-store.ts";
import type { StoreLooks } from "./fsck-store.ts";
import type { Violation } from "./invariants.ts";

export interface FsckLogDeps {
  readonly house: HouseStore;
  readonly ledger: Pick<LedgerStore, "head" | "entries" | "locate">;
  readonly verifierKey: CheckpointSigner["verifierKey"];
  readonly clock: Clock;
}

type Tell = (violation: Violation) => void;

export interface SeenLog {
  readonly entries: number;
  /** Entries that were taken up after a backup was put back, of which the records are lost: known, and no fault of this database. */
  readonly lost: number;
}

/** Answers how many entries there are. Entries behind the last head are being published, and are not looked at. */
export async function logViolations(
  deps: FsckLogDeps,
  origin: string,
  { lateMs }: { readonly lateMs: number },
  tell: Tell,
  store: Pick<StoreLooks, "bundle"> | null,
): Promise<SeenLog> {
  const newest = await deps.ledger.head(origin);
  if (newest === null) return { entries: 0, lost: 0 };
  const told = (invariant: Violation["invariant"], what: string, facts = {}): void =>
    tell({ invariant, subject: origin, what, facts });
  if (await unpublished(deps, origin, newest, lateMs)) {
    told("in-time", "entries-without-head", { size: newest.size });
  }
  let lost = 0;
  const frontier = new Frontier();
  const heads = new HeadsInOrder(deps, origin);
  for (let first = 0; first < newest.size; first += TILE_WIDTH) {
    const last = Math.min(first + TILE_WIDTH, newest.size) - 1;
    const entries = await deps.ledger.entries(origin, first, last);
    if (entries.some(({ index }, at) => index !== first + at) || entries.length <= last - first) {
      told("ledger-history", "entries-missing", { from: first });
      return { entries: newest.size, lost };
    }
    for (const { leaf } of entries) {
      frontier.push(hashLeaf(leaf));
      for (const head of await heads.upTo(frontier.size)) {
        checkOne(deps, origin, head, frontier, told);
        if (heads.isOlder(head)) told("ledger-time", "earlier-than-before", { size: head.size });
      }
    }
    const strange = await strangers(deps, entries);
    const known = strange.length === 0 ? [] : await deps.house.takenUp(origin, first, last);
    for (const [index, what] of strange) {
      const isLost = what !== OTHER && known.some((at) => at.first <= index && index <= at.last);
      if (isLost) lost += 1;
      else told("ledger-entry", what, { index });
    }
    await store?.bundle(origin, first / TILE_WIDTH, last === newest.size - 1);
  }
  return { entries: newest.size, lost };
}

/** A batch is published within seconds of its places, whatever is asked of sealing. */
const LEAST_LATE_MS = 60_000;

/** What was entered long ago and has no head: the newest heads are gone, or nobody publishes. */
async function unpublished(
  { ledger, clock }: FsckLogDeps,
  origin: string,
  { size, signedAt }: LedgerHead,
  lateMs: number,
): Promise<boolean> {
  if (signedAt > plusMs(clock(), -Math.max(lateMs, LEAST_LATE_MS))) return false;
  if ((await ledger.entries(origin, size, size)).length === 0) return false;
  // It may just have been entered, after a long rest.
  return (await ledger.head(origin))?.size === size;
}

function checkOne(
  { verifierKey }: FsckLogDeps,
  origin: string,
  head: LedgerHead,
  frontier: Frontier,
  told: (invariant: "ledger-history", what: string, facts: Record<string, number>) => void,
): void {
  const { size } = head;
  if (head.rootSha256 !== frontier.root()) told("ledger-history", "other-root", { size });
  try {
    checkHead({ verifierKey }, origin, head);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    told("ledger-history", error.code, { size });
  }
}

/** A manifest is there, and another item's: nothing that is lost explains that. */
const OTHER = "other-item";

type Stranger = readonly [index: number, what: string];

/** Entries that name a manifest or a text that is not there, or a manifest that is another item's. */
async function strangers(
  { house }: FsckLogDeps,
  entries: readonly LedgerEntry[],
): Promise<readonly Stranger[]> {
  const withoutText = await entriesWithoutText({ house }, entries);
  const named = entries.flatMap(({ index, leaf: text }) => {
    const leaf = parseLeaf(text);
    return leaf?.type === "clip" || leaf?.type === "derive" ? [{ index, leaf }] : [];
  });
  const seals = await house.sealsWith(named.map(({ leaf }) => leaf.manifestSha256));
  const ofSeals = named.flatMap(({ index, leaf }): Stranger[] => {
    const subject = leaf.type === "clip" ? "original" : leaf.kind;
    const seal = seals.find((each) => each.manifestSha256 === leaf.manifestSha256);
    if (seal === undefined) return [[index, "no-such-manifest"]];
    const same = seal.itemId === leaf.itemId && seal.subject === subject;
    return same ? [] : [[index, OTHER]];
  });
  return [...ofSeals, ...withoutText.map((index): Stranger => [index, "no-such-text"])];
}

/** The heads of a log page by page, the smallest first. */
class HeadsInOrder {
  readonly #deps: FsckLogDeps;
  readonly #origin: string;
  #page: LedgerHead[] = [];
  #readTo = 0;
  #isAll = false;
  #latest = "";

  constructor(deps: FsckLogDeps, origin: string) {
    this.#deps = deps;
    this.#origin = origin;
  }

  async upTo(size: number): Promise<readonly LedgerHead[]> {
    if (this.#page.length === 0 && !this.#isAll) {
      this.#page = [...(await this.#deps.house.heads(this.#origin, this.#readTo, TILE_WIDTH))];
      this.#isAll = this.#page.length < TILE_WIDTH;
      this.#readTo = this.#page.at(-1)?.size ?? this.#readTo;
    }
    return this.#page[0]?.size === size ? this.#page.splice(0, 1) : [];
  }

  /** True if one of the heads before was signed later. */
  isOlder({ signedAt }: LedgerHead): boolean {
    const isOlder = signedAt < this.#latest;
    if (!isOlder) this.#latest = signedAt;
    return isOlder;
  }
}
