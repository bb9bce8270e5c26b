/** Route: what happens, as a stream of events that goes on where it was left. */
import { eventStream, opening } from "../events/event-frames.ts";
import { type FollowDeps, beginAfter, followEvents } from "../events/follow-events.ts";
import type { Listeners } from "../events/listeners.ts";
import { Refusal } from "../kernel/refusal.ts";
import { EventBody, EventNumber, EventQuery } from "./event-schema.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface EventRouteDeps {
  readonly events: FollowDeps & {
    readonly listeners: Listeners;
    /** For so long somebody may not take what is told before they are cut off. */
    readonly stallMs: number;
  };
}

export const eventRoutes = ({ events }: EventRouteDeps): Route[] => [
  route({
    method: "get",
    path: "/events",
    tag: "Events",
    summary:
      "What happens, as it does: ids and times of what you may know of, from the number in Last-Event-ID on",
    permission: "items:see",
    query: EventQuery,
    isNoUse: true,
    answer: { status: 200, mediaType: "text/event-stream", event: EventBody },
    handle: async (call) => {
      const { after = null } = call.query;
      const begin = await beginAfter(events.line, lastHeard(call.lastEventId) ?? after);
      const leave = events.listeners.enter(callerOf(call).person.id);
      const left = new AbortController();
      const listener = { sight: call.again, signal: left.signal };
      const heard = followEvents(events, begin, listener);
      const bytes = eventStream(opening(begin), heard, events.stallMs, () => {
        left.abort();
        leave();
      });
      // A proxy that gathers an answer before it passes it on would gather this one for ever.
      return { bytes, headers: { "Content-Type": "text/event-stream", "X-Accel-Buffering": "no" } };
    },
  }),
];

/** A browser that comes again says by this header how far it heard. @throws Refusal invalid "events/bad-number". */
function lastHeard(header: string | undefined): number | null {
  if (header === undefined || header === "") return null;
  const parsed = EventNumber.safeParse(header);
  if (parsed.success) return parsed.data;
  throw new Refusal("invalid", "events/bad-number", "Last-Event-ID is no number of an event", {
    fix: "Send the last `id:` that you were told, or listen without one.",
  });
}
