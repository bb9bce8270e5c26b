/** The dock at work: looks at the cards, starts what is due, keeps every step before it counts. */
import { type AnchorDeps, Anchors, anchorPath } from "./anchor.ts";
import { type Clip, advance, clipKey, isSecured, needsNote, type ClipEvent } from "./clip.ts";
import { type Card, CardWatch, cameraAt, type WatchDeps, isForgotten } from "./card-watch.ts";
import { type Act, comesFirst, isFurther, isHeavy, needsServer, nextAct } from "./next-act.ts";
import { OwnTrouble } from "./own-trouble.ts";
import type { CardFiles, EvidenceService, Notes, VisitNotes } from "./ports.ts";
import type { DockProblem, Notice } from "./problem.ts";
import type { ActDeps, Place } from "./act.ts";
import { runAct } from "./run-act.ts";
import { type Slot, type SlotState, slotState } from "./slot.ts";
import { slotVisit } from "./slot-visit.ts";
import type { Visit } from "./visit.ts";
import { type VisitDeps, Visits } from "./visits.ts";

export interface AgentDeps extends ActDeps, WatchDeps, VisitDeps, AnchorDeps {
  readonly service: EvidenceService;
  readonly notes: Notes & VisitNotes;
  readonly files: CardFiles;
  readonly parallel: number;
  /** Of the dock's own proof, where it has one to look after. */
  readonly ownNotices?: () => readonly Notice[];
  /** Whether this hour is one for sending. */
  readonly isOpen: () => boolean;
}

export interface DockState {
  readonly problem: DockProblem | null;
  readonly notices: readonly Notice[];
  readonly slots: readonly Slot[];
}

const OWN_CLOCK_TOLERANCE_MS = 300_000;
const FORGET_EVERY_MS = 3_600_000;

export class DockAgent {
  readonly #deps: AgentDeps;
  readonly #clips = new Map<string, Clip>();
  readonly #watch: CardWatch;
  readonly #visits: Visits;
  readonly #anchors: Anchors;
  readonly #busy = new Map<string, Act>();
  readonly #running = new Set<Promise<void>>();
  readonly #damaged: number;
  readonly #trouble: OwnTrouble;
  #forgetsAt = 0;
  #furthered = Promise.withResolvers<undefined>();

  constructor(
    deps: AgentDeps,
    kept: { readonly clips: readonly Clip[]; readonly visits: readonly Visit[] },
    damaged: number,
  ) {
    this.#deps = deps;
    this.#damaged = damaged;
    this.#trouble = new OwnTrouble(deps);
    this.#anchors = new Anchors(deps);
    this.#watch = new CardWatch(deps, {
      clips: this.#clips,
      isBusy: (key) => this.#busy.has(key),
    });
    this.#visits = new Visits(deps, kept.visits, (key) => this.#clips.get(key));
    // A start is a person's "try again".
    for (const clip of kept.clips) {
      const again = { problem: null, failures: 0, notBefore: 0, quarantines: 0 };
      this.#clips.set(clipKey(clip.file), { ...clip, ...again });
    }
  }

  /** One look at the cards, then whatever is due is started. */
  async tick(): Promise<void> {
    await this.#watch.look();
    await this.#lookAtVisits();
    await this.#anchors.look(this.#watch.cards, (id) => this.#visits.latest(id));
    await this.#forgetOld();
    this.#start();
    if (!this.#trouble.isHeld()) {
      this.#visits.start(
        (id) => this.#watch.card(id),
        (error) => this.#trouble.ownFailure(error),
      );
    }
  }

  /** Resolves once a recording gets further than it was: what waited for its place may be due. */
  get furthered(): Promise<undefined> {
    return this.#furthered.promise;
  }

  /** Starts what became due, without a look at the cards. */
  goOn(): void {
    this.#start();
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    await Promise.all([...this.#running, this.#visits.idle()]);
  }

  /** Every card is through, or waits for a person. */
  get isDone(): boolean {
    const { cards } = this.#watch;
    const isThrough = cards.every((card) => {
      const { mayRemove, problem, kind } = this.#slotOf(card);
      if (problem !== null) return this.#rests(card);
      return (mayRemove || kind === "empty") && this.#visits.isThrough(card.id);
    });
    return this.#busy.size === 0 && cards.length > 0 && isThrough && !this.#hasDue();
  }

  /** Nothing of the card is on its way: each recording is sealed or waits for a person, or the card is out. */
  #rests({ id, isPresent, there }: Card): boolean {
    if (!isPresent) return true;
    const clips = [...this.#clips].filter(([key, { file }]) => file.card === id && there.has(key));
    return clips.every(([, clip]) => isSecured(clip) || clip.problem !== null);
  }

  state(): DockState {
    const offset = this.#deps.service.clockOffsetMs();
    const isOff = offset !== null && Math.abs(offset) > OWN_CLOCK_TOLERANCE_MS;
    const notices: Notice[] = [
      ...(this.#damaged > 0 ? (["state-rebuilt"] as const) : []),
      ...(isOff ? (["own-clock-off"] as const) : []),
      ...(this.#deps.ownNotices?.() ?? []),
    ];
    const slots = this.#watch.cards.map((card) => ({
      name: card.camera.name,
      root: card.root,
      isWatched: card.watched !== null,
      ...this.#slotOf(card),
    }));
    return { problem: this.#trouble.problem, notices, slots };
  }

  #slotOf(card: Card): SlotState {
    const clips = [...this.#clips].flatMap(([key, clip]) =>
      clip.file.card === card.id && (card.there.has(key) || !isSecured(clip)) ? [clip] : [],
    );
    const clipOf = (key: string) => this.#clips.get(key);
    const latest = this.#visits.latest(card.id);
    const visit = slotVisit(card, latest, clipOf, this.#deps.sideFiles);
    const notices: Notice[] = [
      ...(card.emptyFiles > 0 ? (["empty-files"] as const) : []),
      ...(card.isFarOff ? (["clock-far-off"] as const) : []),
      ...(card.isPresent && this.#anchors.isMissing(latest) ? (["anchor-not-left"] as const) : []),
      ...(visit.problem === null ? [] : [visit.problem]),
    ];
    return slotState({ ...card, clips, cardProblem: card.problem, notices, visit });
  }

  /** Visits are looked at once the cards are; a disk that takes no note of them holds up no recording. */
  async #lookAtVisits(): Promise<void> {
    try {
      await this.#watch.forgetReplaced();
      for (const card of this.#watch.cards) {
        if (card.watched === null && (await this.#visits.look(card)))
          this.#watch.noteVisit(card.id);
      }
    } catch (error) {
      this.#trouble.ownFailure(error);
    }
  }

  /** Notes of recordings that left their card long ago; the service still knows their bytes. */
  async #forgetOld(): Promise<void> {
    const nowMs = Date.parse(this.#deps.clock());
    if (nowMs < this.#forgetsAt) return;
    this.#forgetsAt = nowMs + FORGET_EVERY_MS;
    const shared = new Set<string>();
    const seen = new Set<string>();
    for (const clip of this.#clips.values()) {
      if (!("upload" in clip)) continue;
      if (seen.has(clip.upload)) shared.add(clip.upload);
      seen.add(clip.upload);
    }
    try {
      for (const [key, clip] of this.#clips) {
        const card = this.#watch.card(clip.file.card);
        if (this.#busy.has(key) || !isForgotten(clip, key, card, nowMs)) continue;
        // Two recordings of the same bytes rest on one receipt.
        if ("upload" in clip && shared.has(clip.upload)) continue;
        await this.#deps.notes.forget(clip);
        this.#clips.delete(key);
      }
    } catch (error) {
      this.#trouble.ownFailure(error);
    }
  }

  #isReachable(key: string, clip: Clip, act: Act): boolean {
    if (act === "announce" || act === "collect") return true; // the file is not needed for it
    const card = this.#watch.card(clip.file.card);
    return card?.isPresent === true && card.there.has(key);
  }

  #due(): [string, Clip, Act][] {
    const nowMs = Date.parse(this.#deps.clock());
    const isHeld = this.#trouble.isHeld();
    if (this.#trouble.holdsAll()) return [];
    return [...this.#clips].flatMap(([key, clip]) => {
      const act = this.#busy.has(key) ? null : nextAct(clip, nowMs, this.#deps.policy);
      if (act === null || !this.#isReachable(key, clip, act)) return [];
      if (this.#waits(clip, act)) return [];
      if (needsServer(act) && isHeld) return [];
      if (act === "send" && !this.#deps.isOpen()) return [];
      return [[key, clip, act] as [string, Clip, Act]];
    });
  }

  /** What a file belongs to is known once its card was looked through. */
  #waits(clip: Clip, act: Act): boolean {
    const needsOthers = act === "announce" || act === "release";
    const { sideFiles } = this.#watch.card(clip.file.card) ?? {};
    return needsOthers && sideFiles?.waits(clip, act) !== false;
  }

  #placeOf(clip: Clip): Place {
    const card = this.#watch.card(clip.file.card);
    const { root = "", sideFiles } = card ?? {};
    return {
      ...{
        root,
        camera: card === null ? "" : cameraAt(card, clip.file.path),
        belongsTo: sideFiles?.belongsTo(clip) ?? null,
      },
      batch: this.#visits.underWay(clip.file.card),
      anchor: card === null ? null : anchorPath(this.#deps.cameras, card.camera.name),
    };
  }

  #hasDue(): boolean {
    return this.#due().length > 0;
  }

  #start(): void {
    const due = this.#due().sort(([, one], [, other]) => comesFirst(one, other));
    for (const [key, clip, act] of due) {
      const heavy = [...this.#busy.values()].filter(isHeavy).length;
      if (isHeavy(act) && heavy >= this.#deps.parallel) continue;
      if (!isHeavy(act) && this.#busy.size >= this.#deps.parallel + 8) continue;
      this.#busy.set(key, act);
      const run = this.#run(key, clip, act).finally(() => {
        this.#busy.delete(key);
        this.#running.delete(run);
        // What went back or failed waits for the next look, so that nothing goes round in haste.
        if (isFurther(this.#clips.get(key), clip)) {
          this.#furthered.resolve(undefined);
          this.#furthered = Promise.withResolvers();
        }
      });
      this.#running.add(run);
    }
  }

  /** Steps of one clip follow each other without waiting for the next look. */
  async #run(key: string, clip: Clip, act: Act) {
    let now: { clip: Clip; act: Act } = { clip, act };
    for (;;) {
      const place = this.#placeOf(now.clip);
      const event = await runAct(this.#deps, now.act, now.clip, place).catch((error: unknown) =>
        this.#trouble.ownFailure(error),
      );
      if (event === null) return;
      const next = await this.#keep(key, now.clip, event);
      const due =
        next === null ? null : nextAct(next, Date.parse(this.#deps.clock()), this.#deps.policy);
      if (next === null || due === null || isHeavy(due) || event.kind === "failed") return;
      if (this.#waits(next, due)) return;
      this.#busy.set(key, due);
      now = { clip: next, act: due };
    }
  }

  /** A new state that a start would not find again counts once it is on the disk. Null: it is not, or the card is gone. */
  async #keep(key: string, clip: Clip, event: ClipEvent): Promise<Clip | null> {
    const { notes } = this.#deps;
    this.#trouble.learn(event);
    const isCardGone = event.kind === "failed" && !(await this.#watch.isIn(clip.file.card));
    const next = advance(clip, isCardGone ? { ...event, problem: null } : event);
    try {
      if ((event.kind === "upload-lost" || event.kind === "quarantined") && "sha256" in clip) {
        await notes.forgetUpload(clip.file, clip.sha256);
      }
      if (needsNote(clip, next)) await notes.save(next);
    } catch (error) {
      this.#trouble.ownFailure(error);
      return null;
    }
    this.#clips.set(key, next);
    return next;
  }
}
