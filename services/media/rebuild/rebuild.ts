/** Use case: gives a recording that lost its index a new one, with the help of a sound clip of the same device; the recording is only read. */
import { createHash } from "node:crypto";
import type { RebuildMethod } from "../../evidence/rebuilt-taken.ts";
import { type Sha256, sha256OfStream } from "../../kernel/digest.ts";
import { Refusal } from "../../kernel/refusal.ts";
import type { Bytes } from "../../source/bytes.ts";
import { SourceFault } from "../../source/fault.ts";
import { type Media, mediaOf } from "./broken.ts";
import { PictureSamples, Samples } from "./found-samples.ts";
import { indexOf } from "./index-boxes.ts";
import { indexTracks } from "./index-tracks.ts";
import { type Like, readLike } from "./like.ts";
import { type Rehearsal, believed, rehearse } from "./rehearse.ts";
import { type Searched, search } from "./search.ts";
import { REBUILD_METHOD, type RebuiltStatement } from "./statement.ts";
import { unusedOf } from "./unused.ts";
import { View } from "./view.ts";

export interface RebuildInputs {
  readonly broken: Bytes;
  /** Whole, of the same device with the same settings. */
  readonly like: Bytes;
  /** That of today, unless it is made again. */
  readonly method?: RebuildMethod;
}

/** A new recording that is not written yet. */
export interface Rebuilt {
  /** Once, from first to last byte. */
  bytes(): AsyncGenerator<Buffer>;
  /** After all bytes were taken. */
  statement(): Promise<RebuiltStatement>;
  readonly sizeBytes: number;
}

/**
 * @param onProgress hears rising parts from 0 to 1 of the search.
 * @throws Refusal invalid "media/has-index", "media/no-media", "media/like-not-understood", "media/nothing-found".
 */
export async function rebuild(
  { broken, like: clip, method = REBUILD_METHOD }: RebuildInputs,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Rebuilt> {
  const media = await mediaOf(broken);
  const { like, rehearsal } = await understood(clip, signal);
  const pictures = new PictureSamples();
  const sounds = new Samples();
  const searched = await search(
    new View(broken, media.end),
    media.from,
    like,
    {
      picture: (at, size, first) => pictures.addPicture(at, size, first),
      sound: (at, size) => sounds.add(at, size),
    },
    (at) => onProgress((at - media.from) / (media.end - media.from)),
    signal,
  );
  if (pictures.count + sounds.count === 0) throw nothingFound();
  onProgress(1);
  const found = { pictures, sounds, searched };
  return new Rebuilding(broken, clip, { media, like, rehearsal, method, ...found });
}

async function understood(
  clip: Bytes,
  signal: AbortSignal,
): Promise<{ like: Like; rehearsal: Rehearsal }> {
  try {
    const whole = await readLike(clip);
    const rehearsal = await rehearse(clip, whole, signal);
    const like = believed(whole, rehearsal);
    if (like.picture !== null || like.sound !== null) return { like, rehearsal };
    throw notUnderstood(undefined);
  } catch (error) {
    throw error instanceof SourceFault || error instanceof RangeError
      ? notUnderstood(error)
      : error;
  }
}

interface Work {
  readonly media: Media;
  readonly like: Like;
  readonly rehearsal: Rehearsal;
  readonly method: RebuildMethod;
  readonly pictures: PictureSamples;
  readonly sounds: Samples;
  readonly searched: Searched;
}

const STEP_BYTES = 1 << 20;

class Rebuilding implements Rebuilt {
  readonly #broken: Bytes;
  readonly #clip: Bytes;
  readonly #work: Work;
  readonly #index: Buffer;
  readonly #end: number;
  readonly #durationMs: number;
  #written: { readonly output: Sha256; readonly broken: Sha256 } | null = null;

  constructor(broken: Bytes, clip: Bytes, work: Work) {
    const { media, like, pictures, sounds } = work;
    this.#broken = broken;
    this.#clip = clip;
    this.#work = work;
    const last = (samples: Samples): number =>
      samples.count === 0 ? 0 : samples.end(samples.count - 1);
    this.#end = Math.max(last(pictures), last(sounds));
    const { tracks, durationMs } = indexTracks(like, pictures, sounds, work.method);
    this.#durationMs = durationMs;
    this.#index = indexOf(like, tracks, { from: media.from, end: this.#end });
  }

  get sizeBytes(): number {
    return this.#index.byteLength + this.#end - this.#work.media.from;
  }

  /** The broken recording is read from its first to its last byte: its digest is of what was copied. */
  async *bytes(): AsyncGenerator<Buffer> {
    const [output, broken] = [createHash("sha256"), createHash("sha256")];
    output.update(this.#index);
    yield this.#index;
    const { from } = this.#work.media;
    for (let at = 0; at < this.#broken.sizeBytes; at += STEP_BYTES) {
      const bytes = await this.#broken.read(at, STEP_BYTES);
      broken.update(bytes);
      const part = bytes.subarray(Math.max(0, from - at), Math.max(0, this.#end - at));
      if (part.byteLength === 0) continue;
      output.update(part);
      yield part;
    }
    this.#written = {
      output: output.digest("hex") as Sha256,
      broken: broken.digest("hex") as Sha256,
    };
  }

  async statement(): Promise<RebuiltStatement> {
    if (this.#written === null) throw new Error("what is not written yet has no digest");
    const { media, like, rehearsal, method, pictures, sounds, searched } = this.#work;
    const holes = unusedOf(media, pictures, sounds);
    const isEven = like.picture === null || like.picture.isEven;
    return {
      ...{ kind: "holdfast/rebuilt-recording", version: 1, method },
      broken: { sha256: this.#written.broken, sizeBytes: this.#broken.sizeBytes },
      like: await sha256OfStream(steps(this.#clip)),
      output: { sha256: this.#written.output, sizeBytes: this.sizeBytes },
      copied: { firstByte: media.from, endByte: this.#end, outputByte: this.#index.byteLength },
      ...this.#counts(),
      durationMs: this.#durationMs,
      unused: holes,
      leftOutTracks: like.others,
      otherSets: searched.otherSets,
      searchEndedAt: searched.endedAt,
      assumed: [
        "settings-of-like",
        ...(isEven ? [] : (["even-times"] as const)),
        ...(holes.ranges.some(({ endByte }) => endByte < this.#end)
          ? (["holes-closed"] as const)
          : []),
      ],
      rehearsal: { ...rehearsal },
    };
  }

  #counts(): Pick<RebuiltStatement, "picture" | "sound"> {
    const { like, pictures, sounds } = this.#work;
    const { count: samples, bytes, keys } = pictures;
    const picture =
      like.picture === null || samples === 0
        ? null
        : { coding: like.picture.sets.coding, samples, keys: keys.length, bytes };
    const sound =
      like.sound === null || sounds.count === 0
        ? null
        : { coding: like.sound.kind, samples: sounds.count, bytes: sounds.bytes };
    return { picture, sound };
  }
}

async function* steps(bytes: Bytes): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.sizeBytes; at += STEP_BYTES) yield await bytes.read(at, STEP_BYTES);
}

const notUnderstood = (cause: unknown): Refusal =>
  new Refusal("invalid", "media/like-not-understood", "nothing is found again by this sound clip", {
    fix: "Take a clip that plays, of the same device with the same settings: MP4 or MOV with its index, H.264 or H.265, not in fragments.",
    cause,
  });

const nothingFound = (): Refusal =>
  new Refusal(
    "invalid",
    "media/nothing-found",
    "no picture and no sound like those of the clip was found",
    {
      fix: "Take a clip of the same device with the same settings. If there is none, keep the file as it is and give it to whoever recovers data.",
    },
  );
