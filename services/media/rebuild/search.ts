/**
 * Finds the pictures and sounds of a recording that lost its index, by what a sound clip of the same device looks like.
 * A piece counts only where another piece begins behind it: lengths that lie and bytes of chance do not go on so.
 */
import { type Slice, type Unit, UNIT_HEAD_BYTES, unitAt } from "./picture-units.ts";
import type { Like, PcmTrack, PictureTrack } from "./like.ts";
import {
  MAX_CHANNEL_BYTES,
  SOUND_HEAD_BYTES,
  type SoundRules,
  mayEndSound,
  shapeShare,
  sizeShare,
} from "./sound-frames.ts";
import { Pictures } from "./pictures.ts";
import { SearchBudget, type View } from "./view.ts";

/** What is told of each piece, in the order in which they stand. */
export interface Found {
  picture(at: number, size: number, first: Slice): void;
  sound(at: number, size: number): void;
}

export interface Searched {
  /** Units of parameter sets that are not those of the sound clip. */
  readonly otherSets: number;
  /** Where the search was given up, because the recording was made to be searched without end; else null. */
  readonly endedAt: number | null;
}

/** Two channels, and what a frame may carry beside them. */
const MAX_SOUND_BYTES = 2 * MAX_CHANNEL_BYTES + 512;
const TELL_BYTES = 1 << 20;

export async function search(
  view: View,
  from: number,
  like: Like,
  found: Found,
  onProgress: (at: number) => void,
  signal: AbortSignal,
): Promise<Searched> {
  const walk = new Walk(view, from, like, found);
  let told = from;
  let at = from;
  try {
    while (at < view.end) {
      if (at - told >= TELL_BYTES) {
        signal.throwIfAborted();
        onProgress(at);
        told = at;
      }
      at = (await walk.piece(at)) ?? (await walk.nextPossible(at + 1));
    }
    walk.close();
    return { otherSets: walk.otherSets, endedAt: null };
  } catch (error) {
    if (!(error instanceof SearchBudget)) throw error;
    walk.close();
    return { otherSets: walk.otherSets, endedAt: at };
  }
}

class Walk {
  otherSets = 0;
  readonly #view: View;
  readonly #found: Found;
  readonly #picture: PictureTrack | null;
  readonly #aac: SoundRules | null;
  readonly #pcm: PcmTrack | null;
  /** Bytes of other kinds that may stand between two pieces. */
  readonly #gapBytes: number;
  readonly #otherBytes: number;
  readonly #pictures: Pictures;
  #gapKnown: { readonly at: number; readonly next: number | null } = { at: -1, next: null };

  /** Of the last piece, or where the media begin. */
  #end: number;

  constructor(view: View, from: number, { picture, sound, otherBytes }: Like, found: Found) {
    this.#view = view;
    this.#end = from;
    this.#found = found;
    this.#picture = picture;
    this.#aac = sound?.kind === "aac" ? sound.rules : null;
    this.#pcm = sound?.kind === "pcm" ? sound : null;
    this.#otherBytes = otherBytes;
    this.#gapBytes = Math.max(otherBytes, ...(this.#pcm?.stretches ?? [0]));
    this.#pictures = new Pictures((at, size, first) => found.picture(at, size, first));
  }

  close(): void {
    this.#pictures.close();
  }

  /** Takes the piece that begins at `at` and answers where it ends; null if none does. */
  async piece(at: number): Promise<number | null> {
    const end = await this.#pieceAt(at);
    if (end !== null) this.#end = end;
    return end;
  }

  async #pieceAt(at: number): Promise<number | null> {
    const unit = await this.#soundUnit(at);
    if (unit !== null) {
      if (unit.otherSets) this.otherSets += 1;
      this.#pictures.add(at, unit);
      return at + unit.bytes;
    }
    await this.#endPicture(at);
    const size = (await this.#frame(at)) ?? (await this.#stretch(at));
    if (size !== null) this.#found.sound(at, size);
    return size === null ? null : at + size;
  }

  /** What is open is whole, unless another slice of it begins here and is cut off. */
  async #endPicture(at: number): Promise<void> {
    const cutOff = this.#unitIn(await this.#view.read(at, UNIT_HEAD_BYTES))?.slice;
    if (cutOff?.isFirst === false) this.#pictures.drop();
    else this.#pictures.close();
  }

  /** The next place where a piece may begin, or that nothing is known of yet: most bytes are ruled out here, without a look at what follows. */
  async nextPossible(at: number): Promise<number> {
    const lengthBytes = this.#picture?.lengthBytes ?? 0;
    const limit = Math.min(this.#view.end, at + TELL_BYTES);
    let from = at;
    while (from < limit) {
      const bytes = await this.#view.read(from, SCAN_BYTES);
      const last = bytes.byteLength - SOUND_HEAD_BYTES;
      this.#view.spend(bytes.byteLength);
      for (let each = 0; each < bytes.byteLength; each += 1) {
        const isNearEnd = each > last && from + bytes.byteLength < this.#view.end;
        if (isNearEnd) break;
        if (!this.#mayBegin(bytes, each)) continue;
        const head = bytes.subarray(each, each + SOUND_HEAD_BYTES);
        if (lengthBytes > 0 && this.#unitIn(head) !== null) return from + each;
        if (this.#aac !== null && shapeShare(this.#aac, head, false) !== null) return from + each;
      }
      from += from + bytes.byteLength < this.#view.end ? last + 1 : bytes.byteLength;
    }
    return from;
  }

  /** At a glance: nearly all bytes of chance, and all zeros, begin nothing. */
  #mayBegin(bytes: Buffer, at: number): boolean {
    const [first = 0, second = 0, third = 0, fourth = 0] = [
      bytes[at],
      bytes[at + 1],
      bytes[at + 2],
      bytes[at + 3],
    ];
    if (first + second + third + fourth === 0) return false;
    const element = first >> 5;
    if (this.#aac !== null && (element <= 1 || element === 6)) return true;
    const track = this.#picture;
    if (track === null) return false;
    const isLong = 2 ** 24 * first + 2 ** 16 * second > track.maxUnitBytes;
    return track.lengthBytes < 4 || (!isLong && (bytes[at + 4] ?? 255) < 0x80);
  }

  #unitIn(head: Buffer): Unit | null {
    const track = this.#picture;
    // No unit of a recording is longer than 32 MiB: most bytes end here.
    if (track === null || (track.lengthBytes === 4 && (head[0] ?? 255) > 2)) return null;
    return unitAt(track, head.subarray(0, UNIT_HEAD_BYTES));
  }

  /** A whole unit behind which something else of the recording begins. */
  async #soundUnit(at: number): Promise<Unit | null> {
    const unit = this.#unitIn(await this.#view.read(at, UNIT_HEAD_BYTES));
    if (unit === null || at + unit.bytes > this.#view.end) return null;
    return (await this.#goesOn(at + unit.bytes)) ? unit : null;
  }

  async #goesOn(at: number): Promise<boolean> {
    if (this.#isTail(at)) return true;
    return (await this.#begins(at)) || (await this.#afterGap(at)) !== null;
  }

  /** What stands behind it may be sound that was cut off, of which nothing tells how it looks. */
  #isTail(at: number): boolean {
    return this.#view.end - at <= Math.max(4, TAIL_STRETCHES * (this.#pcm?.stretches[0] ?? 0));
  }

  async #begins(at: number): Promise<boolean> {
    const head = await this.#view.read(at, SOUND_HEAD_BYTES, true);
    if (this.#unitIn(head) !== null) return true;
    return this.#aac !== null && shapeShare(this.#aac, head, true) !== null;
  }

  /** The first whole unit behind bytes of another kind; null if none begins within as many as there may be. */
  async #afterGap(at: number): Promise<number | null> {
    if (this.#gapBytes === 0) return null;
    if (this.#gapKnown.at === at) return this.#gapKnown.next;
    const next = (await this.#afterKnown(at)) ?? (await this.#afterAny(at));
    this.#gapKnown = { at, next };
    return next;
  }

  async #afterKnown(at: number): Promise<number | null> {
    for (const size of this.#pcm?.stretches ?? []) {
      if (await this.#isChained(at + size)) return at + size;
      if (at + size === this.#view.end) return at + size;
    }
    return null;
  }

  async #afterAny(at: number): Promise<number | null> {
    const step = this.#pcm?.frameBytes ?? 1;
    const limit = Math.min(this.#view.end, at + 2 * this.#gapBytes);
    for (let from = at; from < limit; from += SCAN_BYTES - (SCAN_BYTES % step)) {
      const bytes = await this.#view.read(from, SCAN_BYTES + UNIT_HEAD_BYTES, true);
      this.#view.spend(Math.min(bytes.byteLength, SCAN_BYTES));
      for (
        let each = 0;
        each < SCAN_BYTES - (SCAN_BYTES % step) && each < bytes.byteLength;
        each += step
      ) {
        if (this.#unitIn(bytes.subarray(each)) === null) continue;
        if (from + each > at && (await this.#isChained(from + each))) return from + each;
      }
    }
    return null;
  }

  /** A unit, behind which another follows, or a stretch as long as the clip has them and then a unit. */
  async #isChained(at: number): Promise<boolean> {
    const unit = this.#unitIn(await this.#view.read(at, UNIT_HEAD_BYTES, true));
    if (unit === null) return false;
    const end = at + unit.bytes;
    if (this.#isTail(end)) return end <= this.#view.end;
    if (await this.#begins(end)) return true;
    for (const size of this.#pcm?.stretches ?? []) {
      if (end + size <= this.#view.end && (await this.#begins(end + size))) return true;
    }
    return this.#otherBytes > 0 && this.#hasUnitWithin(end, 2 * this.#otherBytes);
  }

  async #hasUnitWithin(at: number, limitBytes: number): Promise<boolean> {
    const bytes = await this.#view.read(at, limitBytes + UNIT_HEAD_BYTES, true);
    for (let each = 0; each < limitBytes && each < bytes.byteLength; each += 1) {
      const unit = this.#unitIn(bytes.subarray(each));
      if (unit === null || at + each + unit.bytes > this.#view.end) continue;
      this.#view.spend(each);
      return true;
    }
    this.#view.spend(bytes.byteLength);
    return false;
  }

  /** How long the frame of AAC at `at` is: up to the piece behind it that is the likeliest by its head and by this length. */
  async #frame(at: number): Promise<number | null> {
    const rules = this.#aac;
    if (rules === null) return null;
    const bytes = await this.#view.read(at, MAX_SOUND_BYTES + SOUND_HEAD_BYTES);
    const isExpected = at === this.#end;
    if (shapeShare(rules, bytes.subarray(0, SOUND_HEAD_BYTES), isExpected) === null) return null;
    const least = Math.max(3, Math.floor((rules.sizes[0] ?? 0) / 2));
    const most = Math.min(MAX_SOUND_BYTES, 3 * (rules.sizes.at(-1) ?? 0), bytes.byteLength - 3);
    this.#view.spend(most);
    let best = { size: 0, share: 0 };
    for (let size = least; size <= most; size += 1) {
      if (!mayEndSound(bytes[size - 2] ?? 0, bytes[size - 1] ?? 0)) continue;
      const next = bytes.subarray(size, size + SOUND_HEAD_BYTES);
      const isUnit = this.#unitIn(next) !== null;
      const share =
        (isUnit ? 1_000 : (shapeShare(rules, next, true) ?? 0)) * sizeShare(rules, size);
      if (share > EARLIER_BIAS * best.share) best = { size, share };
    }
    return best.share === 0 ? null : best.size;
  }

  /** How long the stretch of uncompressed sound at `at` is; null where it may be something else. */
  async #stretch(at: number): Promise<number | null> {
    const pcm = this.#pcm;
    if (pcm === null || this.#picture === null) return null;
    const next = await this.#afterGap(at);
    const size = next === null ? 0 : next - at;
    return size > 0 && size % pcm.frameBytes === 0 ? size : null;
  }
}

const SCAN_BYTES = 64 << 10;
/** Writers hold pictures back, and not the sound behind them. */
const TAIL_STRETCHES = 8;
/** Two frames are not taken for one where a frame may begin between them: by chance, heads are rare. */
const EARLIER_BIAS = 4;
