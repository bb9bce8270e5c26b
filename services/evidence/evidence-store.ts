/** Port: items and their custody chains. Contract suite: test/contract/evidence-store.contract.ts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { GrantId, ItemId } from "../kernel/ids.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { Actor, CustodyEvent, Happening } from "./custody-event.ts";
import type { EvidenceItem } from "./evidence-item.ts";
import type { Step } from "./pipeline.ts";

/** How a step stands that failed or is running; only for people and for spacing its next tries. */
export interface StepRun {
  readonly step: Step;
  readonly attempts: number;
  /** Not to be tried again before this instant; null: at once. */
  readonly notBefore: UtcInstant | null;
  /** Refusal code of the last failure, or "internal". */
  readonly lastError: string | null;
  /** 0 to 1 while it runs and can tell. */
  readonly progress: number | null;
  /** By the rate so far; absent while it cannot be known. */
  readonly secondsLeft?: number;
}

/** Reading by a grant of access (services/secrecy), and what tells of it once. */
export interface Opening {
  readonly grant: GrantId;
  readonly happening: Happening;
}

export interface EvidenceStore {
  /** @throws Refusal missing "evidence/no-such-item". */
  get(itemId: ItemId): Promise<EvidenceItem>;

  /**
   * Saves `after` and appends `happening` to the item's chain, both or neither, if the item still
   * is at `before.version`. Answers the item with its new version. Forgets the StepRuns of steps that
   * are no longer due.
   * @throws Refusal conflict "evidence/moved" if another run was first.
   */
  save(
    before: EvidenceItem,
    after: EvidenceItem,
    event: { readonly at: UtcInstant; readonly actor: Actor; readonly happening: Happening },
  ): Promise<EvidenceItem>;

  /**
   * Appends to the chain without moving the item; committed when resolved. Of `opens`, each that is the first of its
   * grant on this item is kept and told before.
   * @throws Refusal missing "evidence/no-such-item".
   */
  record(
    itemId: ItemId,
    event: { readonly at: UtcInstant; readonly actor: Actor; readonly happening: Happening },
    opens?: readonly Opening[],
  ): Promise<CustodyEvent>;

  /**
   * Counts one more refusal of `what` to this actor. The first is an event at once; what comes within COUNT_FOR_MS of
   * it is told by the next one, or by `tellRefusals`, in `data.times`.
   * @throws Refusal missing "evidence/no-such-item".
   */
  countRefusal(
    itemId: ItemId,
    what: string,
    event: { readonly at: UtcInstant; readonly actor: Actor; readonly happening: Happening },
  ): Promise<void>;

  /** Tells what was counted and is not told yet, once COUNT_FOR_MS are over. Answers how many events. */
  tellRefusals(now: UtcInstant): Promise<number>;

  /** The whole chain, oldest first. */
  custody(itemId: ItemId): Promise<readonly CustodyEvent[]>;

  /** At most `limit` events of the chain from `index` on, oldest first. */
  custodyFrom(itemId: ItemId, index: number, limit: number): Promise<readonly CustodyEvent[]>;

  /**
   * Steps that are due and may run at `now`, longest waiting first, at most `limitPerStep` of each step:
   * a step whose worker is down must not crowd the others out.
   */
  due(now: UtcInstant, limitPerStep: number): Promise<readonly { itemId: ItemId; step: Step }[]>;

  /**
   * Notes that somebody waits for the viewing copy; the item keeps its version.
   * @throws Refusal missing "evidence/no-such-item".
   */
  wantCopy(itemId: ItemId, at: UtcInstant): Promise<EvidenceItem>;

  /** Those of `due` whose viewing copy somebody waits for, the oldest wish first, of at most `limit` items. */
  wanted(
    now: UtcInstant,
    limit: number,
  ): Promise<readonly { readonly itemId: ItemId; readonly step: Step }[]>;

  /**
   * Has overviews made of at most `limit` recordings, the newest first, of which none was asked for; answers of how many,
   * and how many are left. It decides about no evidence, so no custody record tells of it; where actions are kept, one does.
   */
  askOverviews(
    limit: number,
    at: UtcInstant,
  ): Promise<{ readonly asked: number; readonly left: number }>;

  /**
   * Has at most `limit` sealed recordings, the newest first, looked at once more that have no viewing copy for one of `reasons`;
   * answers as `askOverviews`, and no record tells of it: what comes of it is told.
   */
  lookAgain(
    reasons: readonly string[],
    limit: number,
  ): Promise<{ readonly asked: number; readonly left: number }>;

  /** The steps of this item that ran and did not end well, or run now. */
  stepRuns(itemId: ItemId): Promise<readonly StepRun[]>;

  /** Remembers how `run.step` stands, as long as it is due. */
  saveStepRun(itemId: ItemId, run: StepRun): Promise<void>;

  /** The oldest item, other than `except`, whose original was verified to be these bytes, or null. */
  findByDigest(sha256: Sha256, except: ItemId | null): Promise<ItemId | null>;
}
