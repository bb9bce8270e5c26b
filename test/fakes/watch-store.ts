/** WatchStore in memory, over the live store in memory. */
import type { NewAction } from "../../services/actions/action.ts";
import type { LiveChannelId, WatchId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { KeptTake, LiveStore } from "../../services/live/live-store.ts";
import type { SessionStore } from "../../services/sessions/session-store.ts";
import type { Watch } from "../../services/watching/watch.ts";
import type {
  AsideSegment,
  KnownTrack,
  PlacedSegment,
  PlayedTake,
  WatchStore,
} from "../../services/watching/watch-store.ts";
import { MemoryActionStore } from "./action-store.ts";

export class MemoryWatchStore implements WatchStore {
  readonly #watches = new Map<WatchId, Watch>();
  readonly #live: Pick<LiveStore, "channel" | "takesOf" | "segmentsPage">;
  readonly #sessions: Pick<SessionStore, "find">;
  readonly #actions: MemoryActionStore;

  constructor(
    live: Pick<LiveStore, "channel" | "takesOf" | "segmentsPage">,
    sessions: Pick<SessionStore, "find">,
    actions = new MemoryActionStore(),
  ) {
    this.#live = live;
    this.#sessions = sessions;
    this.#actions = actions;
  }

  async open(watch: Watch, action: NewAction): Promise<void> {
    if ((await this.#sessions.find(watch.sessionId)) === null) {
      throw new Refusal("missing", "sessions/no-such-session", "none");
    }
    this.#watches.set(watch.id, structuredClone(watch));
    this.#actions.add(action);
  }

  async watch(id: WatchId): Promise<Watch | null> {
    return this.#watches.get(id) ?? null;
  }

  async tracks(channelId: LiveChannelId): Promise<readonly KnownTrack[]> {
    const byName = Map.groupBy(await this.#takes(channelId), ({ track }) => track);
    return [...byName.values()].flatMap(([first]) => {
      if (first === undefined) return [];
      return [{ number: first.number, name: first.track, container: first.container }];
    });
  }

  async take(channelId: LiveChannelId, number: number): Promise<PlayedTake | null> {
    const take = (await this.#takes(channelId)).find((one) => one.number === number);
    if (take === undefined) return null;
    return { id: take.id, number, container: take.container, bytes: take.bytes };
  }

  async segments(
    channelId: LiveChannelId,
    track: string,
    after: number,
    limit: number,
  ): Promise<readonly PlacedSegment[]> {
    const takes = new Map((await this.#takes(channelId)).map((take) => [take.id, take]));
    const all = await this.#live.segmentsPage(channelId, -1, 100_000);
    return all
      .filter((one) => one.track === track && one.lane === "main" && one.linkIndex > after)
      .slice(0, limit)
      .flatMap((one) => {
        const take = takes.get(one.takeId);
        if (take === undefined) return [];
        const { sequence, mediaFromMs, mediaToMs, at, recordedAt, isComplete, timeline } = one;
        const { linkIndex, takeId, offsetBytes, sizeBytes } = one;
        return {
          ...{ linkIndex, takeId, take: take.number, container: take.container },
          ...{ initBytes: take.initBytes, offsetBytes, sizeBytes, sequence, mediaFromMs },
          ...{ mediaToMs, at, recordedAt, isComplete, timeline },
        };
      });
  }

  async aside(channelId: LiveChannelId, limit: number): Promise<readonly AsideSegment[]> {
    const all = await this.#live.segmentsPage(channelId, -1, 100_000);
    return all
      .filter(({ lane }) => lane === "aside")
      .toReversed()
      .slice(0, limit)
      .map(({ linkIndex, takeId, at, sizeBytes, cause }) => {
        return { linkIndex, takeId, at, sizeBytes, cause };
      });
  }

  async #takes(channelId: LiveChannelId): Promise<readonly KeptTake[]> {
    if ((await this.#live.channel(channelId)) === null) return [];
    const takes = await this.#live.takesOf(channelId);
    return takes
      .filter(({ lane }) => lane === "main")
      .toSorted((one, other) => one.number - other.number);
  }
}
