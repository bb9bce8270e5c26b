/** Events as the text of a stream (WHATWG HTML §9.2, text/event-stream). */
import { Readable } from "node:stream";
import { Refusal } from "../kernel/refusal.ts";
import type { PublishedEvent } from "./event-line.ts";
import type { Heard } from "./follow-events.ts";

/** How long a browser waits before it comes again. */
const RETRY_MS = 3_000;

/** What goes out first: the answer begins, and whoever hears nothing for long still knows where they are. */
export const opening = (after: number): string => `retry: ${RETRY_MS}\nid: ${after}\n\n`;

/**
 * A block without data is no event, and yet moves the number that a browser comes back with: so what was hidden from somebody is
 * not looked through again for them.
 */
export function framesOf({ events, upTo }: Heard): string {
  const told = events.map(frameOf).join("");
  return events.at(-1)?.sequence === upTo ? told : `${told}: alive\nid: ${upTo}\n\n`;
}

/** Of numbers, published names, ids and times: nothing in it can end a line. */
const frameOf = (event: PublishedEvent): string =>
  `id: ${event.sequence}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/**
 * The stream of `heard` behind `begin`. It is asked for more only once what went before has left for the network; who does
 * not take it for `stallMs` is cut off, for nothing is kept for them. `leave` aborts what `heard` waits for.
 */
export function eventStream(
  begin: string,
  heard: AsyncIterable<Heard>,
  stallMs: number,
  leave: () => void,
): Readable {
  const source = heard[Symbol.asyncIterator]();
  let first: string | null = begin;
  let stall: NodeJS.Timeout | undefined;
  const next = async (): Promise<string | null> => {
    if (first !== null) {
      const text = first;
      first = null;
      return text;
    }
    const told = await source.next();
    return told.done === true ? null : framesOf(told.value);
  };
  // Not Readable.from: that one waits for the next event before it ends for somebody who left.
  const stream: Readable = new Readable({
    highWaterMark: 1,
    read: () => {
      clearTimeout(stall);
      next().then(
        (text) => {
          if (stream.destroyed) return;
          if (text !== null) stall = setTimeout(() => stream.destroy(tooSlow()), stallMs);
          stream.push(text);
        },
        (error: unknown) => stream.destroy(error instanceof Error ? error : tooSlow()),
      );
    },
    destroy: (error, done) => {
      clearTimeout(stall);
      leave();
      done(error);
    },
  });
  return stream;
}

const tooSlow = (): Refusal =>
  new Refusal("unavailable", "events/too-slow", "what happened is not taken off the line");
