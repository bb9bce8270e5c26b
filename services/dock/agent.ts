/** The dock at work: looks at the cards, starts what is due, keeps every step before it counts. */
import { type Clip, advance, clipKey, foundClip, isSecured, type ClipEvent } from "./clip.ts";
import {
  type CameraMap,
  cardId,
  type FileRules,
  isFarOff,
  isFlagged,
  isRecording,
  recogniseCamera,
} from "./card.ts";
import { type HeldCard, newCard } from "./held-card.ts";
import { type Act, comesFirst, isHeavy, needsServer, nextAct } from "./next-act.ts";
import { backoffMs } from "./pace.ts";
import type { ListCards } from "./ports.ts";
import { type DockProblem, isOfDock, type Notice } from "./problem.ts";
import { type ActDeps, type Place, runAct } from "./run-act.ts";
import { SideFiles } from "./side-files.ts";
import { type SlotState, slotState } from "./slot.ts";
import { Steadiness } from "./steadiness.ts";

export interface AgentDeps extends ActDeps {
  readonly listCards: ListCards;
  readonly cameras: CameraMap;
  readonly rules: FileRules;
  /** Endings of side files. */
  readonly sideFiles: readonly string[];
  readonly acceptsUnknown: boolean;
  readonly parallel: number;
  readonly steadyMs: number;
  /** Whether this hour is one for sending. */
  readonly isOpen: () => boolean;
}

export interface DockState {
  readonly problem: DockProblem | null;
  readonly notices: readonly Notice[];
  readonly slots: readonly (SlotState & { readonly name: string; readonly root: string })[];
}

const OWN_CLOCK_TOLERANCE_MS = 300_000;

export class DockAgent {
  readonly #deps: AgentDeps;
  readonly #clips = new Map<string, Clip>();
  readonly #cards = new Map<string, HeldCard>();
  readonly #busy = new Map<string, Act>();
  readonly #running = new Set<Promise<void>>();
  readonly #steadiness = new Steadiness();
  readonly #damaged: number;
  /** Of the dock's own disk or its server: while it lasts, what needs them waits. */
  #trouble: { problem: DockProblem; failures: number; notBefore: number } | null = null;

  constructor(deps: AgentDeps, kept: readonly Clip[], damaged: number) {
    this.#deps = deps;
    this.#damaged = damaged;
    // A start is a person's "try again".
    for (const clip of kept) {
      const again = { problem: null, failures: 0, notBefore: 0, quarantines: 0 };
      this.#clips.set(clipKey(clip.file), { ...clip, ...again });
    }
  }

  /** One look at the cards, then whatever is due is started. */
  async tick(): Promise<void> {
    await this.#look();
    this.#start();
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    await Promise.all(this.#running);
  }

  /** Every card is through, or waits for a person. */
  get isDone(): boolean {
    const { slots } = this.state();
    const isThrough = slots.every(
      ({ mayRemove, problem, kind }) => mayRemove || problem !== null || kind === "empty",
    );
    return this.#busy.size === 0 && slots.length > 0 && isThrough && !this.#hasDue();
  }

  state(): DockState {
    const offset = this.#deps.service.clockOffsetMs();
    const isOff = offset !== null && Math.abs(offset) > OWN_CLOCK_TOLERANCE_MS;
    const notices: Notice[] = [
      ...(this.#damaged > 0 ? (["state-rebuilt"] as const) : []),
      ...(isOff ? (["own-clock-off"] as const) : []),
    ];
    const slots = [...this.#cards.values()].map((card) => ({
      name: card.camera,
      root: card.root,
      ...this.#slotOf(card),
    }));
    return { problem: this.#trouble?.problem ?? null, notices, slots };
  }

  #slotOf(card: HeldCard): SlotState {
    const clips = [...this.#clips].flatMap(([key, clip]) =>
      clip.file.card === card.id && (card.there.has(key) || !isSecured(clip)) ? [clip] : [],
    );
    const notices: Notice[] = [
      ...(card.emptyFiles > 0 ? (["empty-files"] as const) : []),
      ...(card.isFarOff ? (["clock-far-off"] as const) : []),
    ];
    return slotState({ ...card, clips, cardProblem: card.problem, notices });
  }

  async #look(): Promise<void> {
    const seen = await this.#deps.listCards();
    const ids = new Set<string>();
    for (const each of seen) {
      const id = cardId(each);
      ids.add(id);
      const known = await recogniseCamera(this.#deps.cameras, each, (file) =>
        this.#deps.files.text(each.root, file),
      );
      const camera = known ?? each.root.split("/").at(-1) ?? each.root;
      const isMine = known !== null || each.isFolder || this.#deps.acceptsUnknown;
      const card = this.#cards.get(id) ?? newCard(id, each.root);
      this.#cards.set(id, Object.assign(card, { root: each.root, camera, isPresent: true }));
      if (isMine) await this.#scan(card);
      else Object.assign(card, { problem: "unknown-card", isScanned: true });
    }
    for (const card of this.#cards.values()) {
      if (!ids.has(card.id)) Object.assign(card, { isPresent: false, isScanned: false });
    }
  }

  async #scan(card: HeldCard): Promise<void> {
    const { files, rules, clock, steadyMs, sideFiles: endings } = this.#deps;
    let all;
    try {
      all = await files.list(card.root);
    } catch {
      const isPresent = await files.isThere(card.root);
      Object.assign(card, { problem: isPresent ? "card-unreadable" : null, isPresent });
      return;
    }
    const nowMs = Date.parse(clock());
    const names = new Set(all.map(({ path }) => path.toLowerCase()));
    const recordings = all.filter(({ path }) => isRecording(path, rules));
    const whole = recordings.filter(({ sizeBytes }) => sizeBytes > 0);
    const writers = await files.openForWriting([card.root]);
    const there = new Map<string, string>();
    const settling: string[] = [];
    for (const file of whole) {
      const found = { card: card.id, ...file };
      const key = clipKey(found);
      const isKnown = this.#clips.has(key);
      const isOpen = writers.has(`${card.root}/${file.path}`);
      if (!isKnown && (!this.#steadiness.isSteady(key, nowMs, steadyMs) || isOpen)) {
        settling.push(file.path);
        continue;
      }
      there.set(key, file.path);
      if (!isKnown) this.#clips.set(key, foundClip(found, isFlagged(file.path, names, rules)));
    }
    const keys = new Set(there.keys());
    this.#dropReplaced(card, keys, new Set(whole.map(({ path }) => path)));
    Object.assign(card, {
      ...{ there: keys, settling: settling.length, problem: null, isScanned: true },
      sideFiles: new SideFiles(endings, (key) => this.#clips.get(key), there, settling),
      emptyFiles: recordings.length - whole.length,
      isFarOff: whole.some(({ mtimeMs }) => isFarOff(mtimeMs, nowMs)),
    });
  }

  /** A file that grew is another clip; one that vanished unsealed is told. */
  #dropReplaced(card: HeldCard, there: ReadonlySet<string>, paths: ReadonlySet<string>): void {
    for (const [key, clip] of this.#clips) {
      if (clip.file.card !== card.id || there.has(key) || this.#busy.has(key)) continue;
      if (isSecured(clip)) continue;
      if (paths.has(clip.file.path)) this.#clips.delete(key);
      else if (clip.stage !== "sent") this.#clips.set(key, { ...clip, problem: "file-gone" });
    }
  }

  #isReachable(key: string, clip: Clip, act: Act): boolean {
    if (act === "announce" || act === "collect") return true; // the file is not needed for it
    const card = this.#cards.get(clip.file.card);
    return card?.isPresent === true && card.there.has(key);
  }

  #due(): [string, Clip, Act][] {
    const nowMs = Date.parse(this.#deps.clock());
    const isHeld = this.#trouble !== null && nowMs < this.#trouble.notBefore;
    const holdsAll = isHeld && this.#trouble?.problem.startsWith("state-") === true;
    if (holdsAll) return [];
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
    return needsOthers && this.#cards.get(clip.file.card)?.sideFiles?.waits(clip, act) !== false;
  }

  #placeOf(clip: Clip): Place {
    const { root = "", camera = "", sideFiles } = this.#cards.get(clip.file.card) ?? {};
    return { root, camera, belongsTo: sideFiles?.belongsTo(clip) ?? null };
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
        this.#ownFailure(error),
      );
      if (event === null) return;
      const next = await this.#keep(key, now.clip, event, place.root);
      const due =
        next === null ? null : nextAct(next, Date.parse(this.#deps.clock()), this.#deps.policy);
      if (next === null || due === null || isHeavy(due) || event.kind === "failed") return;
      if (this.#waits(next, due)) return;
      this.#busy.set(key, due);
      now = { clip: next, act: due };
    }
  }

  /** The new state counts once it is on the disk. Null: it is not, or the card is gone. */
  async #keep(key: string, clip: Clip, event: ClipEvent, root: string): Promise<Clip | null> {
    const { notes, files } = this.#deps;
    this.#learn(event);
    const isCardGone = event.kind === "failed" && !(await files.isThere(root));
    const next = advance(clip, isCardGone ? { ...event, problem: null } : event);
    try {
      if ((event.kind === "upload-lost" || event.kind === "quarantined") && "sha256" in clip) {
        await notes.forgetUpload(clip.file, clip.sha256);
      }
      if (next.stage !== clip.stage) await notes.save(next);
    } catch (error) {
      this.#ownFailure(error);
      return null;
    }
    this.#clips.set(key, next);
    return next;
  }

  /** What one clip meets at the server holds for all. */
  #learn(event: ClipEvent): void {
    if (event.kind === "failed" && isOfDock(event.problem)) {
      this.#trouble = this.#worse(event.problem, event.notBefore);
    } else if (["announced", "sent", "sealed", "waits"].includes(event.kind)) {
      this.#trouble = null;
    }
  }

  #worse(problem: DockProblem, notBefore: number) {
    const before = this.#trouble;
    const failures = before?.problem === problem ? before.failures + 1 : 1;
    const own = Date.parse(this.#deps.clock()) + backoffMs(failures, 0, this.#deps.random());
    return { problem, failures, notBefore: Math.max(own, notBefore) };
  }

  /** The dock's own disk: nothing moves on that could not be written down. */
  #ownFailure(error: unknown): null {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === undefined) throw error;
    const isFull = code === "ENOSPC" || code === "EDQUOT";
    this.#trouble = this.#worse(isFull ? "state-disk-full" : "state-not-written", 0);
    return null;
  }
}
