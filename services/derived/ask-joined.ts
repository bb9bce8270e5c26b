/** Use case: somebody wants the takes of one track of a session that is over as one recording. */
import type { NewAction } from "../actions/action.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { findItem } from "../evidence/find-item.ts";
import type { Clock } from "../kernel/clock.ts";
import {
  type ItemId,
  type LiveChannelId,
  type SessionId,
  type UserId,
  newId,
} from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { ChannelState, LiveStore } from "../live/live-store.ts";
import { noChannelOfSession } from "../live/run-session.ts";
import type { Purpose } from "../secrecy/purpose.ts";
import type { Sight } from "../secrecy/sight.ts";
import { type DerivedRequest, type TakeWish, inputOf, takesToJoin } from "./derived-request.ts";
import type { DerivedStore } from "./derived-store.ts";

export interface AskJoinedDeps {
  readonly derived: DerivedStore;
  readonly live: Pick<LiveStore, "channelsOf" | "takesOf">;
  readonly items: Pick<EvidenceStore, "get">;
  readonly clock: Clock;
}

export interface JoinedWish extends TakeWish {
  readonly sessionId: SessionId;
  /** Null: the only one of the session. */
  readonly channelId: LiveChannelId | null;
  readonly purposeKind: Purpose;
  readonly purpose: string;
}

/**
 * What would be made; nothing is kept yet.
 * @throws Refusal missing "live/no-channel-of-session"; conflict "derived/still-runs"; invalid "derived/which-channel"; as `takesToJoin`, `inputOf`.
 */
export async function planJoined(
  deps: AskJoinedDeps,
  by: UserId,
  wish: JoinedWish,
  sight: Sight | null,
): Promise<DerivedRequest<"joined">> {
  const { sessionId, purposeKind, purpose } = wish;
  const state = channelOf(await deps.live.channelsOf(sessionId, sight), wish.channelId);
  if (!state.isClosed) throw stillRuns();
  const takes = takesToJoin(await deps.live.takesOf(state.channel.id), wish);
  const items = await Promise.all(takes.map(({ id }) => findItem(deps, id)));
  const inputs = takes.map(({ openedAt }, place) => inputOf(items[place] ?? null, openedAt));
  const [first, last] = [takes[0], takes.at(-1)];
  if (first === undefined || last === undefined)
    throw new Error("broken invariant: takes are joined");
  const announced = items[0]?.announced;
  const { channel, sessionNumber, caseNumber } = state;
  return {
    ...{ id: newId<ItemId>(), kind: "joined", sessionId, inputs, purposeKind, purpose },
    parameters: {
      ...{ channelId: channel.id, track: first.track },
      ...{ firstTake: first.number, lastTake: last.number },
    },
    announced: {
      filename: `${sessionNumber} ${channel.name} ${first.number}-${last.number}.mp4`,
      mediaType: channel.kind === "audio" ? "audio/mp4" : "video/mp4",
      recordedAt: announced?.recordedAt ?? null,
      ...{ sessionNumber, caseNumber, activity: announced?.activity ?? null },
    },
    ...{ words: null, askedBy: by, askedAt: deps.clock() },
  };
}

/** @throws Refusal as `DerivedStore.ask`. */
export async function askDerived(
  { derived }: Pick<AskJoinedDeps, "derived">,
  request: DerivedRequest,
): Promise<void> {
  await derived.ask(request, askedAction(request));
}

const askedAction = (request: DerivedRequest): NewAction => {
  const { id, kind, sessionId, inputs, purposeKind, purpose, askedBy, askedAt: at } = request;
  return {
    ...{ kind: "derived-asked", at, actor: `user:${askedBy}`, subject: `item:${id}`, before: null },
    ...{ reason: purpose },
    after: { kind, sessionId, purposeKind, from: inputs.map(({ itemId }) => itemId) },
  };
};

function channelOf(states: readonly ChannelState[], wanted: LiveChannelId | null): ChannelState {
  const found = wanted === null ? states : states.filter(({ channel }) => channel.id === wanted);
  const [only] = found;
  if (only === undefined) throw noChannelOfSession();
  if (found.length > 1) throw whichChannel(found.length);
  return only;
}

const stillRuns = (): Refusal =>
  new Refusal("conflict", "derived/still-runs", "the session is not over yet", {
    fix: "Stop the session, and ask again once its channels are closed.",
  });

const whichChannel = (channels: number): Refusal =>
  new Refusal("invalid", "derived/which-channel", "the session has several channels", {
    fix: "Name one of its channels; each becomes a recording of its own.",
    facts: { channels },
  });
