/**
 * Hears what happens, for all windows of this browser by one stream: whoever has the lock listens and tells the others. Where
 * there are no locks (a page that came without TLS from another machine), or the stream is refused, the page asks as often as ever.
 */
import type { QueryClient } from "@tanstack/react-query";
import { EVENT_NAMES } from "../webhooks/event-names.ts";
import { Gathered, HEARD, type Happened, staleKeys } from "./hearing.ts";

const NAME = "holdfast.events";
const ADDRESS = "/api/v1/events";
/** A stream that was refused is asked for again: somebody may have closed another one, or logged in. */
const AGAIN_MS = 60_000;
/** How often who listens says that they still do. */
const BEAT_MS = 15_000;

type Told =
  | { readonly kind: "hears"; readonly hears: boolean }
  | { readonly kind: "happened"; readonly event: Happened }
  | { readonly kind: "who" };

let hearsUntil = 0;

/** Whether events come, to this window or by another. */
export const isHearing = (): boolean => Date.now() < hearsUntil;

/** Answers how to stop. */
export function listen(queries: QueryClient): () => void {
  const { locks } = navigator as { readonly locks?: LockManager };
  if (locks === undefined) return () => undefined;
  const channel = new BroadcastChannel(NAME);
  const over = new AbortController();
  const gathered = new Gathered(
    (keys) => {
      // Whoever is not looked at reads it when somebody comes back.
      const refetchType = document.hidden ? "none" : "active";
      for (const queryKey of keys) void queries.invalidateQueries({ queryKey, refetchType });
    },
    () => Date.now(),
    (ms, act) => setTimeout(act, ms),
  );
  const take = (told: Told): void => {
    if (told.kind === "happened") gathered.add(staleKeys(told.event));
    if (told.kind !== "hears") return;
    const before = isHearing();
    hearsUntil = told.hears ? Date.now() + 2.5 * BEAT_MS : 0;
    // What happened before it was heard, or while it was not; and each question goes by its new pace.
    if (before !== told.hears) gathered.add(HEARD);
  };
  channel.addEventListener("message", ({ data }) => take(data as Told));
  const say = (told: Told): void => {
    take(told);
    channel.postMessage(told);
  };
  channel.postMessage({ kind: "who" } satisfies Told);
  const lead = (): Promise<void> => leadUntil(channel, say, over.signal);
  // Aborted while it waits: this window stops.
  locks.request(NAME, { signal: over.signal }, lead).catch(() => undefined);
  return () => {
    over.abort();
    channel.close();
    hearsUntil = 0;
  };
}

function leadUntil(
  channel: BroadcastChannel,
  say: (told: Told) => void,
  signal: AbortSignal,
): Promise<void> {
  let source = opened(say);
  const onQuestion = ({ data }: MessageEvent): void => {
    if ((data as Told).kind === "who") say({ kind: "hears", hears: isHearing() });
  };
  channel.addEventListener("message", onQuestion);
  const beat = setInterval(() => {
    if (source.readyState === EventSource.OPEN) say({ kind: "hears", hears: true });
  }, BEAT_MS);
  const again = setInterval(() => {
    if (source.readyState === EventSource.CLOSED) source = opened(say);
  }, AGAIN_MS);
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => {
      clearInterval(beat);
      clearInterval(again);
      channel.removeEventListener("message", onQuestion);
      source.close();
      resolve();
    });
  });
}

function opened(say: (told: Told) => void): EventSource {
  const source = new EventSource(ADDRESS);
  source.addEventListener("open", () => say({ kind: "hears", hears: true }));
  source.addEventListener("error", () => say({ kind: "hears", hears: false }));
  for (const name of Object.values(EVENT_NAMES).flat()) {
    source.addEventListener(name, ({ data }) =>
      say({ kind: "happened", event: JSON.parse(data as string) as Happened }),
    );
  }
  return source;
}
