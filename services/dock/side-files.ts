/**
 * Side files of a recording on a card: tracks, keys and logs that lie beside it under its name. They are sent
 * as evidence of their own that says where it belongs, and the recording leaves the card after them. Pure.
 */
import type { Sha256 } from "../kernel/digest.ts";
import { type Clip, isSecured } from "./clip.ts";
import type { Act } from "./next-act.ts";
import { isSettled } from "./visit.ts";

/** In characters; the service takes 200 and the digest needs its part. */
const MAX_STEM = 100;
const DIGEST_DIGITS = 32;

/** "d/a" for "d/a.GPX" and "d/a.mp4" for "d/a.mp4.gpx", in lower case; null for a recording. */
export function baseOfSideFile(path: string, endings: readonly string[]): string | null {
  const lower = path.toLowerCase();
  const ending = endings.find((each) => lower.endsWith(each.toLowerCase()));
  return ending === undefined ? null : lower.slice(0, -ending.length);
}

/** Cameras number their files anew, so the name alone would tie a track to the wrong day's recording. */
export function recordingName(path: string, sha256: Sha256): string {
  return `${stemOf(path)} ${sha256.slice(0, DIGEST_DIGITS)}`;
}

const stemOf = (path: string): string =>
  (path.split("/").at(-1) ?? "")
    .replace(/\.[^.]*$/, "")
    .slice(0, MAX_STEM)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\uFFFD]/gu, "_");

/** Files of one card as one look at it found them, by the names that tie them; how far each is, is asked anew. */
export class SideFiles {
  readonly #endings: readonly string[];
  readonly #clipOf: (key: string) => Clip | undefined;
  /** Keys of clips by name. */
  readonly #recordings = new Map<string, string[]>();
  readonly #sides = new Map<string, string[]>();
  readonly #settlingRecordings = new Set<string>();
  readonly #settlingSides = new Set<string>();

  constructor(
    endings: readonly string[],
    clipOf: (key: string) => Clip | undefined,
    /** Paths of clips by their keys, and of files that are still being written or just came. */
    there: ReadonlyMap<string, string>,
    settling: readonly string[],
  ) {
    this.#endings = endings;
    this.#clipOf = clipOf;
    for (const [key, path] of there) {
      const base = baseOfSideFile(path, endings);
      const kind = base === null ? this.#recordings : this.#sides;
      for (const name of namesOf(path, base)) {
        const keys = kind.get(name);
        if (keys === undefined) kind.set(name, [key]);
        else keys.push(key);
      }
    }
    for (const path of settling) {
      const base = baseOfSideFile(path, endings);
      const kind = base === null ? this.#settlingRecordings : this.#settlingSides;
      for (const name of namesOf(path, base)) kind.add(name);
    }
  }

  /** Whether `act` must wait for another file: a side file for its recording's digest, a release for side files. */
  waits({ file: { path } }: Clip, act: Act): boolean {
    const base = baseOfSideFile(path, this.#endings);
    if (act === "announce" && base !== null) {
      const recording = this.#recordingOf(base);
      const isToCome = recording?.stage === "found" && !isSettled(recording);
      return isToCome || this.#settlingRecordings.has(base);
    }
    if (act !== "release" || base !== null) return false;
    return namesOf(path, base).some((name) => {
      const sides = this.#clips(this.#sides, name);
      return this.#settlingSides.has(name) || sides.some((side) => !isSecured(side));
    });
  }

  /** Of a side file: the name of its recording, or its own stem where there is none. Null for a recording. */
  belongsTo({ file: { path } }: Clip): string | null {
    const base = baseOfSideFile(path, this.#endings);
    if (base === null) return null;
    const recording = this.#recordingOf(base);
    if (recording === undefined || recording.stage === "found") return stemOf(path);
    return recordingName(recording.file.path, recording.sha256);
  }

  /** Of several, as a film and its thumbnail, the largest. */
  #recordingOf(base: string): Clip | undefined {
    const fitting = this.#clips(this.#recordings, base);
    return fitting.toSorted((one, other) => other.file.sizeBytes - one.file.sizeBytes)[0];
  }

  #clips(kind: ReadonlyMap<string, readonly string[]>, name: string): Clip[] {
    return (kind.get(name) ?? []).flatMap((key) => this.#clipOf(key) ?? []);
  }
}

/** Under which a recording and its side files meet; a side file of `base` has that one. */
function namesOf(path: string, base: string | null): readonly string[] {
  if (base !== null) return [base];
  const lower = path.toLowerCase();
  return [...new Set([lower, lower.replace(/\.[^./]*$/, "")])];
}
