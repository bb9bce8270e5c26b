/** The cards that are in, or were: looks at each, takes up recordings that are whole, tells what is wrong with a card. */
import type { Clock } from "../kernel/clock.ts";
import { type Clip, clipKey, foundClip, isSecured } from "./clip.ts";
import {
  type CameraMap,
  type FileRules,
  cardId,
  isFarOff,
  isFlagged,
  isRecording,
  recogniseCamera,
} from "./card.ts";
import { cameraOfPath } from "./camera-folder.ts";
import type { CardFiles, ListCards, Notes } from "./ports.ts";
import type { AnyProblem } from "./problem.ts";
import { SideFiles } from "./side-files.ts";
import { Steadiness } from "./steadiness.ts";
import type { VisitingCard } from "./visits.ts";

export interface WatchDeps {
  readonly listCards: ListCards;
  readonly files: CardFiles;
  readonly cameras: CameraMap;
  readonly rules: FileRules;
  /** Endings of side files. */
  readonly sideFiles: readonly string[];
  readonly acceptsUnknown: boolean;
  readonly steadyMs: number;
  readonly clock: Clock;
  readonly notes: Pick<Notes, "forget">;
}

export interface Card extends VisitingCard {
  readonly root: string;
  readonly emptyFiles: number;
  readonly problem: AnyProblem | null;
  readonly isFarOff: boolean;
  /** See `ListedCard`; such a folder is at no visit. */
  readonly watched: { readonly camera: string | null } | null;
  /** Milliseconds since 1970; it is not looked through before. */
  readonly looksAt: number;
  /** Null until it was looked through. */
  readonly sideFiles: SideFiles | null;
}

/** A look at thousands of files takes long, so it is followed by this many times as long without one. */
const REST = 20;
const MAX_REST_MS = 60_000;

/** The dock's recordings by key, and which of them an act is at. */
export interface ClipBook {
  readonly clips: Map<string, Clip>;
  isBusy(key: string): boolean;
}

export class CardWatch {
  readonly #deps: WatchDeps;
  readonly #book: ClipBook;
  readonly #cards = new Map<string, Card>();
  readonly #steadiness = new Steadiness();
  readonly #replaced = new Map<string, Clip>();

  constructor(deps: WatchDeps, book: ClipBook) {
    this.#deps = deps;
    this.#book = book;
  }

  get cards(): readonly Card[] {
    return [...this.#cards.values()];
  }

  card(id: string): Card | null {
    return this.#cards.get(id) ?? null;
  }

  /** It is at a visit: once it was taken out and that visit is over, its return is another one. */
  noteVisit(id: string): void {
    this.#change(id, { wasAway: false });
  }

  /** Whether the card is in at this moment. What cannot be found on one that is not was not removed from it. */
  async isIn(id: string): Promise<boolean> {
    return (await this.#deps.listCards()).some((each) => cardId(each) === id);
  }

  /** Clears the notes of files that became others; a start would find them again. @throws what the notes meet. */
  async forgetReplaced(): Promise<void> {
    for (const [key, { file, flagged }] of this.#replaced) {
      // Its upload and receipt may be those of another recording of the same bytes.
      if (!this.#book.clips.has(key)) await this.#deps.notes.forget(foundClip(file, flagged));
      this.#replaced.delete(key);
    }
  }

  async look(): Promise<void> {
    const ids = new Set<string>();
    for (const each of await this.#deps.listCards()) {
      const id = cardId(each);
      ids.add(id);
      const known = await recogniseCamera(this.#deps.cameras, each, (file) =>
        this.#deps.files.text(each.root, file),
      );
      const name = known ?? each.root.split("/").at(-1) ?? each.root;
      const isMine = known !== null || each.isFolder || this.#deps.acceptsUnknown;
      const card = this.#cards.get(id) ?? newCard(id, each.root);
      const camera = { name: name.slice(0, 200).toWellFormed() || "/", serial: each.serial };
      const present = { root: each.root, camera, isPresent: true, awaySince: null };
      this.#cards.set(id, { ...card, ...present, watched: each.watched ?? null });
      if (!this.#rests(card)) await this.#lookThrough(id, each.root, isMine);
    }
    const nowMs = Date.parse(this.#deps.clock());
    for (const { id, awaySince } of this.cards) {
      if (ids.has(id)) continue;
      const away = { awaySince: awaySince ?? nowMs, wasAway: true };
      this.#change(id, { isPresent: false, isScanned: false, ...away });
    }
  }

  /** A clock that was set back does not make it rest for long. */
  #rests({ isScanned, looksAt }: Card): boolean {
    const waitMs = looksAt - Date.parse(this.#deps.clock());
    return isScanned && waitMs > 0 && waitMs <= MAX_REST_MS;
  }

  async #lookThrough(id: string, root: string, isMine: boolean): Promise<void> {
    const beganMs = Date.parse(this.#deps.clock());
    if (isMine) await this.#scan(id, root);
    else this.#change(id, { problem: "unknown-card", isScanned: true });
    const endedMs = Date.parse(this.#deps.clock());
    this.#change(id, { looksAt: endedMs + Math.min(REST * (endedMs - beganMs), MAX_REST_MS) });
  }

  #change(id: string, changes: Partial<Card>): void {
    const card = this.#cards.get(id);
    if (card !== undefined) this.#cards.set(id, { ...card, ...changes });
  }

  async #scan(id: string, root: string): Promise<void> {
    const { files, rules, clock, steadyMs, sideFiles: endings } = this.#deps;
    const { clips } = this.#book;
    let all;
    try {
      all = await files.list(root);
    } catch {
      const isPresent = await files.isThere(root);
      this.#change(id, { problem: isPresent ? "card-unreadable" : null, isPresent });
      return;
    }
    const nowMs = Date.parse(clock());
    const names = new Set(all.map(({ path }) => path.toLowerCase()));
    const recordings = all.filter(({ path }) => isRecording(path, rules));
    const whole = recordings.filter(({ sizeBytes }) => sizeBytes > 0);
    // Every process of the machine is looked at, so only where a file is new.
    const isNew = whole.some((file) => !clips.has(clipKey({ card: id, ...file })));
    const writers = isNew ? await files.openForWriting([root]) : new Set<string>();
    const there = new Map<string, string>();
    const settling: string[] = [];
    for (const file of whole) {
      const found = { card: id, ...file };
      const key = clipKey(found);
      const isKnown = clips.has(key);
      const isOpen = writers.has(`${root}/${file.path}`);
      if (!isKnown && (!this.#steadiness.isSteady(key, nowMs, steadyMs) || isOpen)) {
        settling.push(file.path);
        continue;
      }
      there.set(key, file.path);
      if (!isKnown) clips.set(key, foundClip(found, isFlagged(file.path, names, rules)));
    }
    const keys = new Set(there.keys());
    const paths = new Set(whole.map(({ path }) => path));
    const isNews = this.#missing(id, keys).some(([, clip]) => isNewlyGone(clip, paths));
    // What was pulled out while it was listed looks as if it were emptied.
    if (isNews && !(await this.isIn(id))) {
      const away = { isPresent: false, isScanned: false, awaySince: nowMs, wasAway: true };
      this.#change(id, away);
      return;
    }
    this.#tellMissing(id, keys, paths);
    this.#change(id, {
      ...{ there: keys, settling: settling.length, problem: null, isScanned: true },
      sideFiles: new SideFiles(endings, (key) => clips.get(key), there, settling),
      emptyFiles: recordings.length - whole.length,
      isFarOff: whole.some(({ mtimeMs }) => isFarOff(mtimeMs, nowMs)),
    });
  }

  /** Unsealed recordings of the card that a look did not find, and that nothing is at. */
  #missing(id: string, there: ReadonlySet<string>): [string, Clip][] {
    return [...this.#book.clips].filter(
      ([key, clip]) =>
        clip.file.card === id && !there.has(key) && !this.#book.isBusy(key) && !isSecured(clip),
    );
  }

  /** A file that grew is another clip; one that vanished unsealed is told, until it is seen again. */
  #tellMissing(id: string, there: ReadonlySet<string>, paths: ReadonlySet<string>): void {
    const { clips } = this.#book;
    for (const [key, clip] of this.#missing(id, there)) {
      if (isNewlyGone(clip, paths)) clips.set(key, { ...clip, problem: "file-gone" });
      else if (paths.has(clip.file.path)) {
        clips.delete(key);
        this.#replaced.set(key, clip);
      }
    }
    for (const key of there) {
      const clip = clips.get(key);
      if (clip?.problem === "file-gone") clips.set(key, { ...clip, problem: null });
    }
  }
}

/** Bytes that arrived are not needed from the card any more. */
const isNewlyGone = ({ file, stage, problem }: Clip, paths: ReadonlySet<string>): boolean =>
  !paths.has(file.path) && stage !== "sent" && problem !== "file-gone";

const newCard = (id: string, root: string): Card => ({
  ...{ id, root, camera: { name: root, serial: null }, isPresent: true, isScanned: false },
  ...{ settling: 0, emptyFiles: 0, awaySince: null, wasAway: false },
  ...{ problem: null, there: new Set<string>(), isFarOff: false, sideFiles: null },
  ...{ watched: null, looksAt: 0 },
});

/** Name of the camera that a file of the card is of. */
export function cameraAt({ camera, watched }: Card, path: string): string {
  const pattern = watched?.camera ?? null;
  return (pattern === null ? null : cameraOfPath(pattern, path)) ?? camera.name;
}

const DAY_MS = 86_400_000;
/** Since its receipt was verified: seen gone from its card, or on a card that has not come back. */
const FORGET_GONE_MS = 30 * DAY_MS;
const FORGET_AWAY_MS = 400 * DAY_MS;

/** Whether the notes of a recording may be cleared. Nothing unsealed is ever forgotten. */
export function isForgotten(clip: Clip, key: string, card: Card | null, nowMs: number): boolean {
  if (clip.stage !== "sealed" && clip.stage !== "released") return false;
  const ageMs = nowMs - Date.parse(clip.seal.verifiedAt);
  if (card?.isPresent !== true || !card.isScanned) return ageMs > FORGET_AWAY_MS;
  return !card.there.has(key) && ageMs > FORGET_GONE_MS;
}
