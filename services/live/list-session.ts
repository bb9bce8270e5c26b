/** Use case: a session all of whose channels are closed gets its list; what comes late is told by the next one. Each step may run twice. */
import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { findItem } from "../evidence/find-item.ts";
import type { Clock } from "../kernel/clock.ts";
import { type Sha256, parseSha256 } from "../kernel/digest.ts";
import { type CaseDocumentId, type ItemId, type SessionId, newId } from "../kernel/ids.ts";
import { assert, isRefusal } from "../kernel/refusal.ts";
import { type LiveLink, firstHead } from "./chain.ts";
import { otherOf } from "./cover-channel.ts";
import { type ClockNotes, LinkNotes } from "./link-notes.ts";
import { chainBroken, linkLine, soundLinks } from "./links-text.ts";
import { type NotedChannel, listedCovers } from "./list-covers.ts";
import {
  type ListedChannel,
  type ListedGap,
  type ListedTake,
  MOST_GAPS,
  MOST_TAKES,
  digestOf,
  listText,
} from "./live-papers.ts";
import type { ChannelState, KeptTake, LiveStore } from "./live-store.ts";
import type { PaperOutcome } from "./tell-heads.ts";

export interface ListDeps {
  readonly live: LiveStore;
  readonly items: Pick<EvidenceStore, "get">;
  readonly clock: Clock;
}

const MOST_SESSIONS = 100;
/** Its takes are read back meanwhile, so that the list tells their digests. */
const WAIT_MS = 10 * 60_000;

export async function listSessions(deps: ListDeps): Promise<readonly PaperOutcome[]> {
  const outcomes: PaperOutcome[] = [];
  for (const sessionId of await deps.live.unlisted(MOST_SESSIONS)) {
    const documentId = sessionId;
    try {
      if (await listSession(deps, sessionId)) outcomes.push({ documentId });
    } catch (error) {
      // Another custody was first.
      if (!isRefusal(error, "live/moved")) outcomes.push({ documentId, error });
    }
  }
  return outcomes;
}

/** False: not yet. @throws Refusal conflict "live/moved"; tampered "live/chain-broken"; invalid "live/list-too-long". */
async function listSession(deps: ListDeps, sessionId: SessionId): Promise<boolean> {
  const { live, clock } = deps;
  const states = await live.channelsOf(sessionId, null);
  const [first] = states;
  assert(first !== undefined, "a session that is closed has channels");
  if (!states.every(({ isClosed }) => isClosed)) return false;
  const links = states.reduce((sum, { head }) => sum + head.links, 0);
  const [before] = await live.lists(sessionId, null);
  // Another custody told all of it since this one asked what is to be listed.
  if (before !== undefined && before.links >= links) return false;
  const madeAt = clock();
  const waits = Date.parse(madeAt) - (await closedAtMs(deps, states)) < WAIT_MS;
  const takes = new Map<string, readonly ListedTake[] | null>();
  for (const { channel } of states) {
    takes.set(channel.id, await listedTakes(deps, await live.takesOf(channel.id), waits));
  }
  if ([...takes.values()].includes(null)) return false;
  const listed: Listed[] = [];
  for (const state of states) {
    const isPaired = otherOf(state, states) !== null;
    listed.push(
      await listedChannel(deps, state, takes.get(state.channel.id) ?? [], new LinkNotes(isPaired)),
    );
  }
  const { channels, ...missing } = judged(listed);
  const number = (before?.number ?? 0) + 1;
  const text = listText({
    ...{ type: "holdfast/live-list/v1", session: sessionId, sessionNumber: first.sessionNumber },
    ...{ number, previousSha256: before?.sha256 ?? null, events: counted(first) },
    ...{ channels, ...missing, madeAt },
  });
  await live.keepList({
    ...{ id: newId<CaseDocumentId>(), sessionId, number, text, sha256: digestOf(text), madeAt },
    links,
    itemIds: channels.flatMap((one) => one.takes.map(({ item }) => item as ItemId)),
    salt: randomBytes(32),
  });
  return true;
}

async function closedAtMs({ live }: ListDeps, states: readonly ChannelState[]): Promise<number> {
  const lasts = await Promise.all(
    states.map(({ channel, head }) => live.linksPage(channel.id, head.links - 1, 1)),
  );
  return Math.max(...lasts.flat().map(({ at }) => Date.parse(at)));
}

function counted({ events }: ChannelState): Record<string, number> {
  const kinds = Map.groupBy(events, ({ kind }) => kind);
  return Object.fromEntries([...kinds].map(([kind, of]) => [kind, of.length]));
}

/** Null: one is still being read back, and is waited for. */
async function listedTakes(
  deps: Pick<ListDeps, "items">,
  takes: readonly KeptTake[],
  waits: boolean,
): Promise<readonly ListedTake[] | null> {
  const listed: ListedTake[] = [];
  for (const { id, number, lane, bytes, segments } of takes) {
    const item = bytes === 0 ? null : await findItem(deps, id);
    const isComing = item === null || (item.original === null && item.quarantineReason === null);
    if (waits && bytes > 0 && isComing) return null;
    const sha256 = item?.original?.sha256 ?? null;
    listed.push({ number, item: id, lane, bytes, segments, sha256 });
  }
  return listed;
}

interface Listed extends NotedChannel {
  readonly said: ListedChannel;
}

/** With what of one recorder's holes the other has. */
function judged(listed: readonly Listed[]) {
  const { states, missing } = listedCovers(listed);
  const channels = listed.map(({ said }) => {
    const covers = states.get(said.channel);
    const gaps = said.gaps.map((gap) => {
      const cover = covers?.get(gap.link);
      return cover === undefined ? gap : { ...gap, cover };
    });
    return { ...said, gaps };
  });
  if (missing === null) return { channels };
  const named = missing.slice(0, MOST_GAPS).map(({ channels: own, from, to }) => {
    return { channels: [...own], from, to };
  });
  return { channels, missingCount: missing.length, missing: named };
}

async function listedChannel(
  { live }: ListDeps,
  { channel, head }: ChannelState,
  takes: readonly ListedTake[],
  notes: LinkNotes,
): Promise<Listed> {
  const { id, sessionId, room, name, kind: media, secondOf } = channel;
  const first = firstHead(id, sessionId);
  const text = createHash("sha256");
  const gaps: ListedGap[] = [];
  let [segments, gapCount, value] = [0, 0, first.value];
  for await (const links of soundLinks(live, id, first, head.links)) {
    for (const link of links) {
      text.update(linkLine(link));
      notes.see(link);
      value = link.value;
      if (link.kind === "segment") segments += 1;
      if (link.kind !== "gap") continue;
      gapCount += 1;
      if (gaps.length < MOST_GAPS) gaps.push(gapOf(link));
    }
  }
  if (value !== head.value) throw chainBroken();
  const clock = notes.clock();
  const said: ListedChannel = {
    ...{ channel: id, room, name, media, links: head.links },
    ...{ firstValue: first.value, headValue: head.value, linksSha256: hex(text.digest("hex")) },
    ...{ segments, takeCount: takes.length, takes: takes.slice(0, MOST_TAKES), gapCount, gaps },
    ...(secondOf === null ? {} : { secondOf }),
    ...(clock === null ? {} : { clock: listedClock(clock) }),
  };
  return { channel: id, secondOf, notes, said };
}

const listedClock = ({ offsetMs, cameraOffsetMs, ...counts }: ClockNotes) => ({
  ...counts,
  offsetMs: offsetMs === null ? null : pair(offsetMs),
  cameraOffsetMs: cameraOffsetMs === null ? null : pair(cameraOffsetMs),
});
const pair = ([least, most]: readonly [number, number]): [number, number] => [least, most];

const hex = (text: string): Sha256 => {
  const digest = parseSha256(text);
  assert(digest !== null, "a digest is one");
  return digest;
};

/** What a gap's link says, as receive-segment.ts writes it. */
const GapFacts = z.object({
  track: z.string(),
  hole: z.string(),
  cause: z.string(),
  ...{ from: z.iso.datetime(), to: z.iso.datetime() },
  ...{ firstMissing: z.int().nullable(), lastMissing: z.int().nullable() },
  missingMs: z.int().nullable(),
});

export function gapOf({ index, facts }: LiveLink): ListedGap {
  const { hole: kind, ...said } = GapFacts.parse(JSON.parse(facts));
  return { link: index, kind, ...said };
}
