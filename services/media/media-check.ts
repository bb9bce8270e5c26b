/** What decoding a whole recording found: where it is damaged, where it is cut, or that nothing is wrong with what can be decoded. */
import { z } from "zod";

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Stretches that are told apart; what comes after them is one. */
export const MAX_STRETCHES = 50;
/** Faults that lie closer together are one stretch. */
const TOGETHER_MS = 1_000;
/** A container says its length in units of its own, and its last frame may be shorter than the others. */
const SLACK_MS = 1_000;

export const Damaged = z.object({
  stream: z.enum(["video", "audio"]),
  /** From the beginning of the recording, as the viewing copy counts. */
  ...{ fromMs: count, toMs: count },
});
export type Damaged = z.infer<typeof Damaged>;

export const MediaCheck = z.discriminatedUnion("verdict", [
  z.object({
    /** "sound": decoded to the end without a fault, which says nothing of what the pictures show. */
    verdict: z.enum(["sound", "damaged"]),
    /** First line of the tool's own version text. */
    tool: z.string(),
    /** Pictures and stretches of sound that came out of the decoders. */
    ...{ pictures: count, sounds: count },
    /** Complaints of the demuxer and the decoders. */
    errors: count,
    damaged: z.array(Damaged).max(MAX_STRETCHES),
    /** Where it ends in the middle; null: nothing says so. A stream whose container states no length shows it only by a broken end. */
    cutAtMs: count.nullable(),
    /** End of the last thing that was decoded. */
    endMs: count,
  }),
  /** It was not decoded, and `reason` is the code of the last failure: nothing is known. */
  z.object({ verdict: z.literal("not-checked"), reason: z.string() }),
]);
export type MediaCheck = z.infer<typeof MediaCheck>;

/** What one stream gave, in the order of decoding. Times as in the file, which may begin anywhere. */
export interface DecodedStream {
  readonly stream: "video" | "audio";
  readonly frames: number;
  readonly firstMs: number | null;
  readonly endMs: number | null;
  readonly errors: number;
  /** Without the last end where it lasts to the end of the stream. */
  readonly faults: readonly { readonly fromMs: number; readonly toMs: number | null }[];
  /** The demuxer met the end of the file in the middle of something. */
  readonly brokenEnd: boolean;
}

/** `durationMs` is what the container says, null if it does not. */
export function judgeDecoding(
  streams: readonly DecodedStream[],
  durationMs: number | null,
  tool: string,
): MediaCheck {
  const framesOf = (stream: Damaged["stream"]): number =>
    sum(streams.filter((each) => each.stream === stream).map(({ frames }) => frames));
  const startMs = least(streams.flatMap(({ firstMs }) => firstMs ?? []));
  const endMs = Math.max(0, ...streams.flatMap(({ endMs: end }) => (end ?? startMs) - startMs));
  const damaged = streams.flatMap((each) => stretches(each, startMs));
  const errors = sum(streams.map((each) => each.errors));
  const tooShort = durationMs !== null && endMs + SLACK_MS < durationMs;
  const isCut = tooShort || streams.some(({ brokenEnd }) => brokenEnd);
  const isSound = errors === 0 && damaged.length === 0 && !isCut;
  return {
    verdict: isSound ? "sound" : "damaged",
    tool,
    ...{ pictures: framesOf("video"), sounds: framesOf("audio"), errors },
    damaged: atMost(damaged),
    cutAtMs: isCut ? endMs : null,
    endMs,
  };
}

function stretches({ stream, faults, endMs }: DecodedStream, startMs: number): Damaged[] {
  const found: Damaged[] = [];
  for (const { fromMs, toMs } of faults) {
    const from = Math.max(0, fromMs - startMs);
    const to = Math.max(from, (toMs ?? endMs ?? fromMs) - startMs);
    const last = found.at(-1);
    if (last !== undefined && from <= last.toMs + TOGETHER_MS) {
      found[found.length - 1] = { ...last, toMs: Math.max(last.toMs, to) };
    } else found.push({ stream, fromMs: from, toMs: to });
  }
  return found;
}

/** The rest is one stretch, from its first fault to its last. */
function atMost(all: readonly Damaged[]): Damaged[] {
  const rest = all.slice(MAX_STRETCHES - 1);
  const [first] = rest;
  if (first === undefined || rest.length === 1) return [...all];
  const fromMs = least(rest.map((each) => each.fromMs));
  const toMs = Math.max(...rest.map((each) => each.toMs));
  return [...all.slice(0, MAX_STRETCHES - 1), { stream: first.stream, fromMs, toMs }];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
const least = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : Math.min(...numbers);
