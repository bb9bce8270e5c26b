/**
 * Use case: where each chain stands becomes an exact text, which custody signs and tells the ledger. Each step may run twice.
 *
 * Of a channel one head at most is on its way: while the ledger is away no more are made, and the newest is told once it
 * is back, which covers all links before it.
 */
import { randomBytes } from "node:crypto";
import type { Clock } from "../kernel/clock.ts";
import { type CaseDocumentId, newId } from "../kernel/ids.ts";
import { type ChainHead, firstHead } from "./chain.ts";
import { inLanes } from "../kernel/in-lanes.ts";
import { chainBroken, soundLinks } from "./links-text.ts";
import { digestOf, headText, parseHeadText } from "./live-papers.ts";
import type { ChannelState, LiveStore } from "./live-store.ts";

export interface PaperOutcome {
  readonly documentId: string;
  readonly error?: unknown;
}

/** Asked for at once; a house may have more. */
const PAGE = 1_000;
/** Chains that are read side by side. */
const LANES = 4;

/** Of each channel that moved. What one channel's fault is stops no other. */
export async function tellHeads(deps: {
  readonly live: LiveStore;
  readonly clock: Clock;
}): Promise<readonly PaperOutcome[]> {
  const faults = new Map<string, PaperOutcome>();
  for (;;) {
    const moved = await deps.live.moved(faults.size + PAGE);
    const news = moved.filter(({ channel }) => !faults.has(channel.id));
    await inLanes(LANES, news, async (state) => {
      try {
        await keepHead(deps, state);
      } catch (error) {
        faults.set(state.channel.id, { documentId: state.channel.id, error });
      }
    });
    // None of those that were told is asked for again: its head waits.
    if (news.length < PAGE) return [...faults.values()];
  }
}

async function keepHead(
  { live, clock }: { readonly live: LiveStore; readonly clock: Clock },
  { channel, head }: Pick<ChannelState, "channel" | "head">,
): Promise<void> {
  const { id: channelId, sessionId } = channel;
  let value = null;
  const from = await toldHead(live, channel);
  for await (const links of soundLinks(live, channelId, from, head.links)) {
    value = links.at(-1)?.value;
  }
  // A head is told only of links that follow from the head before.
  if (value !== head.value) throw chainBroken();
  const madeAt = clock();
  const text = headText({
    ...{ type: "holdfast/live-head/v1", session: sessionId, channel: channelId },
    ...{ links: head.links, value: head.value, madeAt },
  });
  await live.keepHead({
    ...{ id: newId<CaseDocumentId>(), sessionId, channelId, links: head.links, text, madeAt },
    ...{ sha256: digestOf(text), salt: randomBytes(32) },
  });
}

/** The newest head that was made of a channel: all links before it were judged; without one, its beginning. */
export async function toldHead(
  live: Pick<LiveStore, "headsOf">,
  { id, sessionId }: ChannelState["channel"],
): Promise<ChainHead> {
  const [newest] = await live.headsOf(id, null, 1);
  if (newest === undefined) return firstHead(id, sessionId);
  const { links, value } = parseHeadText(newest.text);
  return { links, value };
}
