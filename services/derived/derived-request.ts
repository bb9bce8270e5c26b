/** What is made of recordings that are here: which of them, in which order, and when that cannot be. Pure. */
import type { DerivedKind } from "../evidence/derivation.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId, LiveChannelId, SessionId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { KeptTake } from "../live/live-store.ts";
import type { Purpose } from "../secrecy/purpose.ts";
import type { ExcerptParameters } from "./excerpt-range.ts";
import type { StillParameters } from "./still-picture.ts";
import type { LabelledParameters } from "./label/label-wish.ts";
import type { RedactedParameters } from "./redaction/masks.ts";

/** As its manifest is bound to 256 KiB. */
export const MOST_INPUTS = 400;

/** Of all takes of one track, in order. */
export interface JoinedParameters {
  readonly channelId: LiveChannelId;
  readonly track: string;
  /** Numbers within the channel. */
  readonly firstTake: number;
  readonly lastTake: number;
}

export interface RebuiltParameters {
  /** The recording without an index. */
  readonly itemId: ItemId;
  /** One that plays, of the same device with the same settings. */
  readonly likeId: ItemId;
}

export interface TranscriptParameters {
  readonly itemId: ItemId;
}

export interface WantedInput {
  readonly itemId: ItemId;
  readonly sha256: Sha256;
  readonly begunAt: UtcInstant | null;
}

/** What is told of the recording when it is taken in, as a device tells of its own. */
export interface DerivedAnnouncement {
  readonly filename: string;
  readonly mediaType: string;
  readonly recordedAt: UtcInstant | null;
  readonly sessionNumber: string | null;
  readonly caseNumber: string | null;
  readonly activity: string | null;
}

/** What is to be made, by its kind. The same parameters are the same request: where a kind is of one item, they name it. */
export interface ParametersOf {
  readonly joined: JoinedParameters;
  readonly excerpt: ExcerptParameters;
  readonly still: StillParameters;
  readonly redacted: RedactedParameters;
  readonly rebuilt: RebuiltParameters;
  readonly labelled: LabelledParameters;
  readonly transcript: TranscriptParameters;
}
export type DerivedWish<K extends DerivedKind = DerivedKind> = {
  [Each in K]: { readonly kind: Each; readonly parameters: ParametersOf[Each] };
}[K];

export type DerivedRequest<K extends DerivedKind = DerivedKind> = DerivedWish<K> & RequestFacts;

/** What is the same of all kinds. */
export interface RequestFacts {
  /** Of the upload, and so of the item. */
  readonly id: ItemId;
  readonly sessionId: SessionId | null;
  readonly inputs: readonly WantedInput[];
  readonly announced: DerivedAnnouncement;
  /** Of a recording, which go into what is made and are kept no longer than it waits; null: none. */
  readonly words: string | null;
  readonly purposeKind: Purpose;
  /** Why, in their words. */
  readonly purpose: string;
  readonly askedBy: UserId;
  readonly askedAt: UtcInstant;
}

export interface TakeWish {
  readonly track: string | null;
  readonly firstTake: number | null;
  readonly lastTake: number | null;
}

/**
 * The takes that are joined, in order.
 * @throws Refusal conflict "derived/no-takes", "derived/too-many", "derived/not-joinable"; invalid "derived/which-track".
 */
export function takesToJoin(all: readonly KeptTake[], wish: TakeWish): readonly KeptTake[] {
  const main = all
    .filter(({ lane, bytes }) => lane === "main" && bytes > 0)
    .toSorted((one, other) => one.number - other.number);
  const tracks = [...new Set(main.map(({ track }) => track))];
  const track = wish.track ?? tracks[0];
  if (wish.track === null && tracks.length > 1) throw whichTrack(tracks.length);
  const wanted = main.filter(
    (take) =>
      take.track === track &&
      take.number >= (wish.firstTake ?? 0) &&
      take.number <= (wish.lastTake ?? Number.MAX_SAFE_INTEGER),
  );
  if (wanted.length === 0) throw noTakes();
  if (wanted.length > MOST_INPUTS) throw tooMany();
  const [first] = wanted;
  const other = wanted.find(
    ({ container }) => container === "other" || container !== first?.container,
  );
  if (other !== undefined) throw notJoinable(other.number);
  return wanted;
}

/** The item of a take, as it is joined. @throws Refusal conflict "derived/not-sealed-yet", "derived/input-gone". */
export function inputOf(item: EvidenceItem | null, begunAt: UtcInstant | null): WantedInput {
  if (item === null) throw notSealedYet();
  const { stage, original, id: itemId } = item;
  if (stage === "received" || stage === "verified") throw notSealedYet();
  if (stage !== "sealed" || original === null) throw inputGone();
  return { itemId, sha256: original.sha256, begunAt };
}

/** Without a video or sound of one kind alone nothing can be put behind another as it is. @throws Refusal invalid "derived/takes-differ". */
export function requireAlike(fingerprints: readonly string[], numbers: readonly number[]): void {
  const at = fingerprints.findIndex((each) => each !== fingerprints[0]);
  if (at === -1) return;
  throw new Refusal(
    "invalid",
    "derived/takes-differ",
    "the recordings are not coded alike, and are joined without coding them anew",
    {
      fix: "Join those before the named one and those from it on as two recordings, by their first and last take.",
      facts: { take: numbers[at] ?? at + 1 },
    },
  );
}

const whichTrack = (tracks: number): Refusal =>
  new Refusal("invalid", "derived/which-track", "the channel has several tracks", {
    fix: "Name one of its tracks; each becomes a recording of its own.",
    facts: { tracks },
  });

const noTakes = (): Refusal =>
  new Refusal("conflict", "derived/no-takes", "there are no such takes", {
    fix: "Look at the session: which takes there are stands with its channel.",
  });

const tooMany = (): Refusal =>
  new Refusal("conflict", "derived/too-many", "more takes than one recording is joined of", {
    fix: "Join them in parts, by their first and last take.",
    facts: { most: MOST_INPUTS },
  });

const notJoinable = (take: number): Refusal =>
  new Refusal("conflict", "derived/not-joinable", "a take is of another container", {
    fix: "Join those before it and those behind it by themselves, by their first and last take.",
    facts: { take },
  });

const notSealedYet = (): Refusal =>
  new Refusal("conflict", "derived/not-sealed-yet", "not all of it is sealed yet", {
    fix: "Wait until all that it is to be made of is sealed, then ask again.",
  });

export const inputGone = (): Refusal =>
  new Refusal("conflict", "derived/input-gone", "what it is to be made of is not here any more", {
    fix: "Something of it was disposed of or is in quarantine; take what is there.",
  });
