/** RunningSessions in memory, on stores of sessions and of live recordings. */
import type { RunningSession, RunningSessions } from "../../services/live/running-sessions.ts";
import { ACTS } from "../../services/live/live-session.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { MemoryLiveStore } from "./live-store.ts";
import type { MemorySessionStore } from "./session-store.ts";

export class MemoryRunningSessions implements RunningSessions {
  readonly #sessions: MemorySessionStore;
  readonly #live: MemoryLiveStore;

  constructor(sessions: MemorySessionStore, live: MemoryLiveStore) {
    this.#sessions = sessions;
    this.#live = live;
  }

  async page(after: number | null, limit: number, sight: Sight | null) {
    const listed = await this.#sessions.page(after, Number.MAX_SAFE_INTEGER, undefined, sight);
    const found: RunningSession[] = [];
    for (const { session, position } of listed) {
      const states = await this.#live.channelsOf(session.id, null);
      const events = (await this.#live.events(session.id, null))
        .filter(({ kind }) => ACTS.some((act) => act === kind))
        .map(({ kind, at }) => ({ kind, at }));
      const isRunning =
        events.some(({ kind }) => kind === "start") && states.some(({ isClosed }) => !isClosed);
      const channels = await Promise.all(
        states.map(async ({ channel: { id, room, name, secondOf }, lastAt }) => {
          const links = await this.#live.linksPage(id, 0, 100_000);
          const gaps = links.filter(({ kind }) => kind === "gap").length;
          return { id, room, name, lastAt, secondOf, gaps };
        }),
      );
      const { id, number } = session;
      if (isRunning) found.push({ id, number, position, events, channels });
    }
    return found.slice(0, limit);
  }
}
