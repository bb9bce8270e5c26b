/** From stretches of time to samples that are silent, and to those whose voices are turned lower. Pure. */
import type { Stretch } from "../../evidence/redaction-taken.ts";
import { nothingHidden } from "./masks.ts";
import { HELD_MS } from "./picture-plan.ts";

/** What a redacted sound is coded in, whatever it was: a stretch then is of whole samples. */
export const RATE_HZ = 48_000;
/** A coded block reaches over two of 1024 samples: what is heard beside a stretch is not coded in a block that reaches into it. */
export const GUARD_SAMPLES = 3 * 1_024;

/** Samples from the first up to the end, which is not one of them; null: up to the end of the sound. */
export interface Samples {
  readonly from: number;
  readonly to: number | null;
}

export interface SoundPlan {
  readonly channels: 1 | 2;
  /** Zero before it is coded; those of `lower` are among them. */
  readonly silent: readonly Samples[];
  /** Heard in a lower voice. */
  readonly lower: readonly Samples[];
}

export function planSound(
  stretches: readonly Stretch[],
  { channels, durationMs }: { readonly channels: number; readonly durationMs: number | null },
): SoundPlan {
  if (durationMs !== null && stretches.some(({ fromMs }) => fromMs > durationMs))
    throw nothingHidden("sound");
  const of = (how: Stretch["how"], guard: number): readonly Samples[] =>
    joined(
      stretches.filter((stretch) => stretch.how === how).map((each) => samplesOf(each, guard)),
    );
  const muted = of("mute", GUARD_SAMPLES);
  const lower = outside(of("pitch", 0), muted);
  return {
    channels: channels === 1 ? 1 : 2,
    silent: joined([...muted, ...of("pitch", 0)]),
    lower,
  };
}

/** What must be nothing at all when it is decoded: without the guard, into which a coder may spread what lies beside it. */
export const deadOf = ({ silent, lower }: SoundPlan): readonly Samples[] =>
  outside(
    silent.map(({ from, to }) => ({
      from: from === 0 ? 0 : from + GUARD_SAMPLES,
      to: to === null ? null : to - GUARD_SAMPLES,
    })),
    lower.map(({ from, to }) => ({
      from: Math.max(0, from - GUARD_SAMPLES),
      to: to === null ? null : to + GUARD_SAMPLES,
    })),
  ).filter(({ from, to }) => to === null || from < to);

function samplesOf({ fromMs, toMs }: Stretch, guard: number): Samples {
  const at = (millis: number): number => (millis * RATE_HZ) / 1_000;
  return {
    from: Math.max(0, at(fromMs - HELD_MS) - guard),
    to: toMs === null ? null : at(toMs + HELD_MS) + guard,
  };
}

const endOf = ({ to }: Samples): number => to ?? Infinity;
const samples = (from: number, to: number): Samples => ({ from, to: to === Infinity ? null : to });

/** In order, and those that touch as one. */
function joined(all: readonly Samples[]): readonly Samples[] {
  const out: Samples[] = [];
  for (const each of all.toSorted((one, other) => one.from - other.from)) {
    const last = out.at(-1);
    if (last === undefined || each.from > endOf(last)) out.push(each);
    else out[out.length - 1] = samples(last.from, Math.max(endOf(last), endOf(each)));
  }
  return out;
}

/** What of `all` is in none of `away`. */
function outside(all: readonly Samples[], away: readonly Samples[]): readonly Samples[] {
  let left = all;
  for (const cut of away) {
    left = left.flatMap((each) => {
      const before = samples(each.from, Math.min(endOf(each), cut.from));
      const after = samples(Math.max(each.from, endOf(cut)), endOf(each));
      return [before, after].filter((part) => part.from < endOf(part));
    });
  }
  return left;
}
