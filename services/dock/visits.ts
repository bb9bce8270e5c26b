/** The docking visits of all cards: begins them, states and signs what was found, fetches and verifies their receipts. */
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import { type BatchId, newId } from "../kernel/ids.ts";
import { batchCode } from "../batches/batch-receipt-file.ts";
import type { Camera } from "../batches/dock-statement.ts";
import { type Clip, isSecured } from "./clip.ts";
import { backoffMs, isTooEarly } from "./pace.ts";
import type {
  CheckBatch,
  EvidenceService,
  Notes,
  Outcome,
  StatementSigner,
  VisitNotes,
} from "./ports.ts";
import { randomHex, textsOf } from "./statement-texts.ts";
import { stateVisit } from "./state-visit.ts";
import {
  type CardAtHand,
  type Visit,
  type VisitProblem,
  type With,
  beginsVisit,
  isDueToState,
  isUnderWay,
  isUnstatable,
  keysAtFirst,
  problemOfSize,
} from "./visit.ts";
import { writeDown } from "./write-down.ts";

export interface VisitDeps {
  readonly service: Pick<
    EvidenceService,
    "openBatch" | "closeBatch" | "batchReceipt" | "clockOffsetMs"
  >;
  readonly notes: VisitNotes & Pick<Notes, "save">;
  readonly signer: StatementSigner;
  readonly checkBatch: CheckBatch;
  readonly clock: Clock;
  readonly random: () => number;
  /** Endings of side files. */
  readonly sideFiles: readonly string[];
}

/** A card as the dock sees it. */
export interface VisitingCard extends CardAtHand {
  readonly id: string;
  readonly camera: Camera;
}

const RECEIPT_POLL_MS = 500;
/** Then its receipt has been on the wall and in the service for long. */
const KEEP_RECEIPTED_MS = 30 * 86_400_000;

export class Visits {
  readonly #deps: VisitDeps;
  readonly #visits = new Map<BatchId, Visit>();
  readonly #clipOf: (key: string) => Clip | undefined;
  /** A card that was not seen since the dock was started has been away since then. */
  readonly #unseen: CardAtHand;
  #running: Promise<void> | null = null;

  constructor(deps: VisitDeps, kept: readonly Visit[], clipOf: (key: string) => Clip | undefined) {
    this.#deps = deps;
    this.#clipOf = clipOf;
    this.#unseen = {
      ...{ isPresent: false, isScanned: false, settling: 0, wasAway: true, there: new Set() },
      awaySince: Date.parse(deps.clock()),
    };
    // A start is a person's "try again".
    for (const visit of kept) {
      const again = { problem: problemOfSize(visit.keys), failures: 0, notBefore: 0 };
      this.#visits.set(visit.id, { ...visit, ...again });
    }
  }

  /** The newest visit of a card. */
  latest(cardId: string): Visit | null {
    const own = [...this.#visits.values()].filter(({ card }) => card === cardId);
    own.sort((one, other) => (one.beganAt < other.beganAt ? -1 : 1));
    return own.at(-1) ?? null;
  }

  /** The visit under way at a card, which what is announced now belongs to. */
  underWay(cardId: string): BatchId | null {
    const latest = this.latest(cardId);
    return latest !== null && isUnderWay(latest) ? latest.id : null;
  }

  /** Every visit of this card is receipted, or will not be by itself. */
  isThrough(cardId: string): boolean {
    return [...this.#visits.values()].every(
      ({ card, stage, problem }) => card !== cardId || stage === "receipted" || problem !== null,
    );
  }

  /**
   * Begins a visit where one is due, and takes up what was seen since; kept before it counts.
   * Answers whether the card is at a visit under way. @throws what the notes meet.
   */
  async look(card: VisitingCard): Promise<boolean> {
    const latest = this.latest(card.id);
    if (beginsVisit(latest, card, this.#clipOf)) {
      const keys = keysAtFirst(latest, card, this.#clipOf);
      await writeDown(this.#deps.notes, keys, this.#clipOf);
      await this.#keep({
        ...{ stage: "begun", id: newId<BatchId>(), card: card.id, camera: card.camera },
        // Two visits of a card have two times, whatever the clock does: the order rests on them.
        beganAt: laterThan(latest?.beganAt, this.#deps.clock()),
        ...{ keys, problem: problemOfSize(keys), failures: 0, notBefore: 0 },
      });
      return true;
    }
    if (latest === null || !isUnderWay(latest)) return false;
    const listed = new Set(latest.keys);
    const added = [...card.there].filter((key) => !listed.has(key));
    if (added.length === 0) return card.isPresent;
    await writeDown(this.#deps.notes, added, this.#clipOf);
    // It went on meanwhile: what it lacks is taken up at the next look.
    if (this.#visits.get(latest.id) !== latest) return card.isPresent;
    const keys = [...latest.keys, ...added];
    await this.#keep({ ...latest, keys, problem: problemOfSize(keys) ?? latest.problem });
    return card.isPresent;
  }

  /** Does what is due, one after another, in the background. A failure of the dock's own disk goes to `failed`. */
  start(cardOf: (id: string) => CardAtHand | null, failed: (error: unknown) => void): void {
    this.#running ??= this.#runAll(cardOf)
      .catch(failed)
      .finally(() => (this.#running = null));
  }

  async idle(): Promise<void> {
    await this.#running;
  }

  async #runAll(cardOf: (id: string) => CardAtHand | null): Promise<void> {
    for (const visit of this.#visits.values()) {
      const nowMs = Date.parse(this.#deps.clock());
      if (isUnstatable(visit) && this.latest(visit.card) !== visit) await this.#forget(visit);
      if (visit.problem !== null || isTooEarly(visit.notBefore, nowMs)) continue;
      if (visit.stage === "receipted") {
        if (nowMs > Date.parse(visit.receiptedAt) + KEEP_RECEIPTED_MS) await this.#forget(visit);
        continue;
      }
      const next = await this.#advance(visit, cardOf(visit.card) ?? this.#unseen, nowMs);
      // Recordings were taken up meanwhile: what was decided without them does not count.
      if (next !== null && this.#visits.get(visit.id) === visit) await this.#keep(next);
    }
  }

  /** The visit after its next act, or null if none is due. */
  async #advance(visit: Visit, card: CardAtHand, nowMs: number): Promise<Visit | null> {
    switch (visit.stage) {
      case "begun":
        return this.#open(visit);
      case "opened": {
        const clips = this.#clipsOf(visit);
        return isDueToState(visit, card, clips, nowMs) ? this.#state(visit, clips) : null;
      }
      case "stated":
        return this.#handIn(visit);
      case "handed-in":
        return this.#collect(visit);
      case "receipted":
        return null;
    }
  }

  #clipsOf({ keys }: Visit): Clip[] {
    return keys.map((key) => this.#clipOf(key)).filter((clip) => clip !== undefined);
  }

  async #open(visit: With<"begun">): Promise<Visit> {
    const outcome = await this.#openAgain(visit);
    if (!outcome.ok) return this.#unsuccessful(visit, outcome);
    return { ...visit, ...outcome.value, stage: "opened", failures: 0, notBefore: 0 };
  }

  #openAgain({ id, camera }: Visit) {
    const publicKey = this.#deps.signer.key.spki.toString("base64");
    return this.#deps.service.openBatch({ id, camera, publicKey });
  }

  /** The text and its signature are kept before the service hears of them: it takes one statement only. */
  #state(visit: With<"opened">, clips: readonly Clip[]): Visit {
    const { signer, service, clock, sideFiles } = this.#deps;
    const statement = stateVisit(visit, clips, {
      ...{ nonce: randomHex(), keySha256: signer.key.sha256 },
      ...{ now: clock(), offsetMs: service.clockOffsetMs(), sideFiles },
    });
    const texts = textsOf(statement);
    if (texts === null) return { ...visit, problem: "batch-not-stated" };
    const secured = visit.keys.filter((key) => {
      const clip = this.#clipOf(key);
      return clip !== undefined && isSecured(clip);
    });
    const { takesSalted: _, ...opened } = visit;
    return {
      ...{ ...opened, stage: "stated", secured },
      ...{ statement: texts.text, openings: texts.openings, signature: signer.sign(texts.text) },
    };
  }

  async #handIn(visit: With<"stated">): Promise<Visit> {
    const { service } = this.#deps;
    const { statement: text, openings, signature } = visit;
    const close = () => service.closeBatch(visit.id, { text, openings, signature });
    let outcome = await close();
    // A service that was restored from a copy has forgotten the batch; a dock that lost its key has another.
    if (!outcome.ok && isForgotten(outcome)) {
      const opened = await this.#openAgain(visit);
      outcome = opened.ok ? await close() : opened;
    }
    if (!outcome.ok) return this.#unsuccessful(visit, outcome);
    return { ...visit, stage: "handed-in", failures: 0, notBefore: 0 };
  }

  async #collect(visit: With<"handed-in">): Promise<Visit> {
    const { service, notes, checkBatch, clock } = this.#deps;
    const outcome = await service.batchReceipt(visit.id);
    if (!outcome.ok) {
      if (outcome.why === "gone") return { ...visit, stage: "stated" };
      return this.#unsuccessful(visit, outcome);
    }
    if (outcome.value === null) return this.#later(visit, RECEIPT_POLL_MS);
    const receipt = outcome.value;
    const checked = await checkBatch(receipt);
    // It must be about this very statement, not about another that the service might rather have.
    if (!checked.valid || receipt.dockStatement !== visit.statement) {
      return { ...visit, problem: "batch-receipt-invalid" };
    }
    await notes.keepBatchReceipt(visit.id, receipt);
    return {
      ...{ ...visit, stage: "receipted", receiptedAt: clock(), failures: 0, notBefore: 0 },
      ...{ code: batchCode(receipt.statement), sequence: checked.statement.sequence },
    };
  }

  /** A no of the service stays until a person starts the dock again; all else is tried again. */
  #unsuccessful(visit: Visit, outcome: Extract<Outcome<unknown>, { ok: false }>): Visit {
    const refused: VisitProblem = "batch-refused";
    // "gone" where a batch is opened: no service that takes batches answers there.
    const isFinal =
      outcome.why === "refused" ||
      outcome.why === "gone" ||
      ("code" in outcome && isOther(outcome.code));
    if (isFinal) return { ...visit, problem: refused };
    const failures = visit.failures + 1;
    const retryAfterMs = "retryAfterMs" in outcome ? outcome.retryAfterMs : 0;
    return this.#later(
      { ...visit, failures },
      backoffMs(failures, retryAfterMs, this.#deps.random()),
    );
  }

  #later(visit: Visit, waitMs: number): Visit {
    return { ...visit, notBefore: Date.parse(this.#deps.clock()) + waitMs };
  }

  /** The new state counts once it is on the disk; that it waits is not written down. */
  async #keep(visit: Visit): Promise<void> {
    const before = this.#visits.get(visit.id);
    if (before?.stage !== visit.stage || before.keys.length !== visit.keys.length) {
      await this.#deps.notes.saveVisit(visit);
    }
    this.#visits.set(visit.id, visit);
  }

  async #forget({ id }: Visit): Promise<void> {
    await this.#deps.notes.forgetVisit(id);
    this.#visits.delete(id);
  }
}

const isForgotten = (outcome: Extract<Outcome<unknown>, { ok: false }>): boolean =>
  outcome.why === "gone" || ("code" in outcome && outcome.code === "batches/unknown-key");

/** Conflicts that no repetition solves. */
const isOther = (code: string): boolean =>
  code === "batches/other-statement" || code === "batches/id-taken";

const laterThan = (before: UtcInstant | undefined, now: UtcInstant): UtcInstant =>
  before === undefined || now > before
    ? now
    : (new Date(Date.parse(before) + 1).toISOString() as UtcInstant);
