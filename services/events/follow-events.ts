/** Use case: what happens, told to one listener from a number on, until they may not hear it any more. */
import { Refusal } from "../kernel/refusal.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { EventLine, PublishedEvent } from "./event-line.ts";
import { heardBy } from "./event-type.ts";
import type { LineWatch } from "./line-watch.ts";

export interface FollowDeps {
  readonly line: EventLine;
  readonly watch: LineWatch;
}

export interface Listener {
  /** Asked again before anything is told: what they may know of now, or null once they may hear nothing. */
  readonly sight: () => Promise<Sight | null>;
  readonly signal: AbortSignal;
}

/** Some of the line, as one listener may hear it. */
export interface Heard {
  readonly events: readonly PublishedEvent[];
  /** Up to this number nothing is left to be heard. */
  readonly upTo: number;
}

/** Numbers that are looked through at once: of many hidden ones nobody waits for long. */
const AT_ONCE = 500;
/** Silence is told so often: that a session ended is found, a proxy keeps the line, and whoever left is missed. */
export const BEAT_MS = 15_000;

/**
 * Where to begin: after `after`, or with what comes from now on.
 * @throws Refusal conflict "events/beyond-the-end": there is no such number yet, so it is of another house, or of this one before
 *         it was restored from a copy; "events/forgotten": something behind it is not kept any more, and would be missed.
 */
export async function beginAfter(
  line: Pick<EventLine, "number" | "forgotten">,
  after: number | null,
): Promise<number> {
  const last = await line.number();
  if (after === null) return last;
  if (after <= last) return requireKept(line, after);
  throw new Refusal("conflict", "events/beyond-the-end", "the line of events ends before that", {
    fix: "Read the lists anew, then listen without a number: this house was restored, or is another one.",
    facts: { after, last },
  });
}

/** @throws Refusal conflict "events/forgotten". */
export async function requireKept(
  line: Pick<EventLine, "forgotten">,
  after: number,
): Promise<number> {
  const forgotten = await line.forgotten();
  if (after >= forgotten) return after;
  throw new Refusal(
    "conflict",
    "events/forgotten",
    "what happened after that is not kept any more",
    {
      fix: "Read the lists anew, then listen without a number, or from the last one that was forgotten.",
      facts: { after, forgotten },
    },
  );
}

/**
 * Ends when the listener leaves, may hear nothing any more, or the process ends.
 * @throws Refusal conflict "events/forgotten": some of what comes next left the line meanwhile.
 */
export async function* followEvents(
  { line, watch }: FollowDeps,
  after: number,
  { sight, signal }: Listener,
): AsyncGenerator<Heard> {
  let upTo = after;
  for (;;) {
    const last = await watch.beyond(upTo, BEAT_MS, signal);
    if (last === null) return;
    const now = await sight();
    if (now === null) return;
    const until = Math.min(Math.max(last, upTo), upTo + AT_ONCE);
    const events = until === upTo ? [] : await line.between(now, heardBy(now.role), upTo, until);
    // Behind the reading: what left the line before it is missing in it. Whoever comes again is told so.
    if (until !== upTo) await requireKept(line, upTo);
    upTo = until;
    yield { events, upTo };
  }
}
