/** LiveStore in memory, on stores of sessions and actions. */
import type { NewAction } from "../../services/actions/action.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { DeviceId, LiveChannelId, SessionId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { ChainHead, LiveLink } from "../../services/live/chain.ts";
import type { Stretch } from "../../services/live/cover.ts";
import type { Away } from "../../services/live/holes.ts";
import type { LiveChannel, LiveEvent } from "../../services/live/live-session.ts";
import type {
  ChainedSegment,
  ChannelState,
  FoundGap,
  HeldChannel,
  Init,
  KeptTake,
  LiveList,
  LiveStore,
  Move,
  NewInit,
  NewHead,
  Overdue,
  SealedList,
  Segment,
  Timing,
} from "../../services/live/live-store.ts";
import type { Take } from "../../services/live/take.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { Session } from "../../services/sessions/session.ts";
import { MemoryActionStore } from "./action-store.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";
import type { MemorySessionStore } from "./session-store.ts";
import { MemoryLivePapers, moved } from "./live-papers.ts";
import { clockOf, gapsIn, isDue, recordedIn, sizes, timingIn } from "./live-segments.ts";

interface Kept {
  channel: LiveChannel;
  head: ChainHead;
  toldEvents: number;
  readonly links: LiveLink[];
  readonly segments: Segment[];
  takes: (Take & Pick<KeptTake, "initBytes" | "ended">)[];
  readonly inits: (Init & { readonly track: string })[];
}

export class MemoryLiveStore implements LiveStore {
  sees: Sees = SEES_ALL;
  readonly devices = new Set<DeviceId>();
  readonly papers = new MemoryLivePapers();
  readonly heads = this.papers.heads;
  readonly signedLists = this.papers.signedLists;
  readonly #channels = new Map<LiveChannelId, Kept>();
  readonly #events = new Map<SessionId, LiveEvent[]>();
  readonly #beats = new Map<string, Away>();
  readonly #sessions: MemorySessionStore;
  readonly #actions: MemoryActionStore;

  constructor(sessions: MemorySessionStore, actions = new MemoryActionStore()) {
    this.#sessions = sessions;
    this.#actions = actions;
  }

  async addChannel(channel: LiveChannel, head: ChainHead, action: NewAction): Promise<void> {
    if ((await this.#sessions.find(channel.sessionId)) === null) {
      throw new Refusal("missing", "sessions/no-such-session", "none");
    }
    if (!this.devices.has(channel.deviceId)) {
      throw new Refusal("missing", "access/no-such-device", "none");
    }
    const others = this.#of(channel.sessionId);
    if (others.some((other) => other.channel.name === channel.name)) {
      throw new Refusal("conflict", "live/channel-taken", "taken");
    }
    const { secondOf } = channel;
    if (secondOf !== null && others.some((other) => other.channel.secondOf === secondOf)) {
      throw new Refusal("conflict", "live/no-second", "it has one");
    }
    const empty = { toldEvents: 0, links: [], segments: [], takes: [], inits: [] };
    this.#channels.set(channel.id, { channel, head, ...empty });
    this.#actions.add(action);
  }

  async channel(id: LiveChannelId): Promise<ChannelState | null> {
    const kept = this.#channels.get(id);
    return kept === undefined ? null : this.#stateOf(kept);
  }

  async deviceOf(id: LiveChannelId): Promise<DeviceId | null> {
    return this.#channels.get(id)?.channel.deviceId ?? null;
  }

  async heldBy(deviceId: DeviceId): Promise<readonly HeldChannel[]> {
    return [...this.#channels.values()]
      .filter(
        ({ channel, links }) => channel.deviceId === deviceId && links.at(-1)?.kind !== "close",
      )
      .map(({ channel }) => ({
        channel,
        events: (this.#events.get(channel.sessionId) ?? []).map(({ kind }) => ({ kind })),
      }));
  }

  async channelsOf(sessionId: SessionId, sight: Sight | null): Promise<readonly ChannelState[]> {
    if (!this.sees(sight, [sessionId])) return [];
    return Promise.all(this.#of(sessionId).map((kept) => this.#stateOf(kept)));
  }

  async events(sessionId: SessionId, sight: Sight | null): Promise<readonly LiveEvent[]> {
    return this.sees(sight, [sessionId]) ? [...(this.#events.get(sessionId) ?? [])] : [];
  }

  async tell(
    sessionId: SessionId,
    event: LiveEvent,
    session: Session | null,
    action: NewAction,
  ): Promise<void> {
    const events = this.#events.get(sessionId) ?? [];
    if (events.length !== event.index) throw moved();
    if (session === null) this.#actions.add(action);
    else await this.#sessions.change(session, action);
    this.#events.set(sessionId, [...events, event]);
  }

  async init(channelId: LiveChannelId, track: string): Promise<Init | null> {
    return this.#get(channelId).inits.findLast((init) => init.track === track) ?? null;
  }

  async initTracks(channelId: LiveChannelId): Promise<readonly string[]> {
    return [...new Set(this.#get(channelId).inits.map(({ track }) => track))].toSorted();
  }

  async keepInit(
    channelId: LiveChannelId,
    track: string,
    { sha256, bytes }: NewInit,
  ): Promise<void> {
    const { inits } = this.#get(channelId);
    const number = inits.filter((init) => init.track === track).length + 1;
    inits.push({ track, number, sha256, bytes });
  }

  async segmentsAt(channelId: LiveChannelId, path: string): Promise<readonly ChainedSegment[]> {
    const all = await this.#segmentsOf(channelId);
    return all.filter((segment) => segment.path === path && !segment.isStream);
  }

  async lastSegment(channelId: LiveChannelId, track: string): Promise<ChainedSegment | null> {
    const all = await this.#segmentsOf(channelId);
    return all.findLast((one) => one.track === track && one.lane === "main") ?? null;
  }

  async #segmentsOf(channelId: LiveChannelId): Promise<readonly ChainedSegment[]> {
    const { segments, links } = this.#get(channelId);
    const inOrder = segments.toSorted((left, right) => left.linkIndex - right.linkIndex);
    return inOrder.flatMap((segment) => {
      const link = links[segment.linkIndex];
      return link === undefined ? [] : { ...segment, at: link.at, value: link.value };
    });
  }

  async segmentsPage(channelId: LiveChannelId, afterLink: number, limit: number) {
    const all = await this.#segmentsOf(channelId);
    return all.filter(({ linkIndex }) => linkIndex > afterLink).slice(0, limit);
  }

  async recordedIn(channelId: LiveChannelId, stretches: readonly Stretch[]) {
    return recordedIn(await this.#segmentsOf(channelId), stretches);
  }

  async timing(channelId: LiveChannelId): Promise<Timing> {
    return timingIn(await this.#segmentsOf(channelId));
  }

  async gapsOf(channelId: LiveChannelId): Promise<readonly FoundGap[]> {
    return gapsIn(this.#get(channelId).links, await this.#segmentsOf(channelId));
  }

  async asideOf(channelId: LiveChannelId): Promise<readonly ChainedSegment[]> {
    return (await this.#segmentsOf(channelId)).filter(({ lane }) => lane === "aside");
  }

  async takesOf(channelId: LiveChannelId): Promise<readonly KeptTake[]> {
    const kept = this.#get(channelId);
    return kept.takes.map((take) => ({ ...take, ...sizes(kept, take) }));
  }

  async linksPage(channelId: LiveChannelId, from: number, limit: number) {
    return this.#get(channelId).links.slice(from, from + limit);
  }

  async move(channelId: LiveChannelId, head: ChainHead, change: Move): Promise<void> {
    const kept = this.#get(channelId);
    const { links, toldEvents, opens, ends = [], segments = [] } = change;
    const isThere = kept.head.links === head.links && kept.head.value === head.value;
    const isOpen = (id: string) => kept.takes.some((take) => take.id === id && take.ended === null);
    if (!isThere || !ends.every(({ takeId }) => isOpen(takeId))) throw moved();
    for (const { takeId, at, reason } of ends) {
      kept.takes = kept.takes.map((take) =>
        take.id === takeId ? { ...take, ended: { at, reason } } : take,
      );
    }
    if (opens !== undefined) kept.takes.push({ ...opens, ended: null });
    kept.links.push(...links);
    kept.segments.push(...segments);
    kept.toldEvents = toldEvents ?? kept.toldEvents;
    const last = links.at(-1);
    if (last !== undefined) kept.head = { links: last.index + 1, value: last.value };
  }

  async due(limit: number, overdue: Overdue): Promise<readonly LiveChannelId[]> {
    const due: LiveChannelId[] = [];
    for (const kept of this.#channels.values()) {
      if (isDue(await this.#stateOf(kept), overdue)) due.push(kept.channel.id);
    }
    return due.slice(0, limit);
  }

  async beat(process: string, at: UtcInstant): Promise<void> {
    this.#beats.set(process, { from: this.#beats.get(process)?.from ?? at, to: at });
  }

  async beats(since: UtcInstant): Promise<readonly Away[]> {
    const dayBefore = new Date(Date.parse(since) - 86_400_000).toISOString();
    return [...this.#beats.values()].filter(({ to }) => to >= dayBefore);
  }

  async clearBeats(now: UtcInstant): Promise<void> {
    const open = [...this.#channels.values()].filter((kept) => !isClosed(kept));
    const first = [now, ...open.map(({ channel }) => channel.createdAt)].toSorted()[0] ?? now;
    const until = new Date(Date.parse(first) - 2 * 86_400_000).toISOString();
    for (const [name, { to }] of this.#beats) if (to < until) this.#beats.delete(name);
  }

  async moved(limit: number) {
    return [...this.#channels.values()]
      .filter(({ channel, head }) => this.papers.mayTell(channel.id, head.links))
      .slice(0, limit)
      .map(({ channel, head }) => ({ channel, head }));
  }

  async keepHead(head: NewHead): Promise<void> {
    this.papers.keepHead(head);
  }

  async headsOf(channelId: LiveChannelId, before: number | null, limit: number) {
    return this.papers.headsOf(channelId, before).slice(0, limit);
  }

  async unlisted(limit: number): Promise<readonly SessionId[]> {
    const sessions = new Set([...this.#channels.values()].map(({ channel }) => channel.sessionId));
    const isDue = (id: SessionId): boolean => {
      const links = this.#of(id).reduce((sum, { head }) => sum + head.links, 0);
      const told = Math.max(0, ...this.papers.lists(id).map((list) => list.links));
      return this.#of(id).every(isClosed) && links > told;
    };
    return [...sessions].filter(isDue).slice(0, limit);
  }

  async keepList(list: LiveList): Promise<void> {
    this.papers.keepList(list);
  }

  async lists(sessionId: SessionId, sight: Sight | null): Promise<readonly SealedList[]> {
    return this.sees(sight, [sessionId]) ? this.papers.lists(sessionId).toReversed() : [];
  }

  #get(id: LiveChannelId): Kept {
    const kept = this.#channels.get(id);
    if (kept === undefined) throw new Error("no such channel");
    return kept;
  }

  #of(sessionId: SessionId): Kept[] {
    return [...this.#channels.values()].filter(({ channel }) => channel.sessionId === sessionId);
  }

  async #stateOf(kept: Kept): Promise<ChannelState> {
    const { channel, head, toldEvents, takes } = kept;
    const session = await this.#sessions.find(channel.sessionId);
    const segments = await this.#segmentsOf(channel.id);
    return {
      ...{ channel, head, toldEvents, isClosed: isClosed(kept), takes: takes.length },
      ...{ sessionNumber: session?.number ?? "", caseNumber: this.#sessions.caseNumber(session) },
      events: await this.events(channel.sessionId, null),
      openTakes: takes.flatMap(({ ended, initBytes: _init, ...take }) => {
        if (ended !== null) return [];
        const last = segments.findLast(({ takeId }) => takeId === take.id);
        const of = { lastAt: last?.at ?? null, lastIsComplete: last?.isComplete ?? true };
        return { ...take, ...sizes(kept, take), ...of };
      }),
      lastAt: segments.at(-1)?.at ?? null,
      lastClock: clockOf(segments.at(-1)),
    };
  }
}

const isClosed = ({ links }: Kept): boolean => links.at(-1)?.kind === "close";
