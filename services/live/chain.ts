/**
 * The chain of one live channel, over all its takes: nothing in it can be changed, dropped or put between unseen.
 *
 *     h(-1) = SHA-256( "holdfast/live-chain/v1" ‖ "\n" ‖ channel id ‖ "\n" ‖ session id ‖ "\n" )
 *     h(i)  = SHA-256( 0x01 ‖ h(i-1) ‖ SHA-256(content) ‖ i as u64be ‖ t(i) as u64be ‖ SHA-256(facts) )
 *
 * `content` is the segment as it arrived, and nothing for links of other kinds; t is this service's clock in ms since 1970;
 * `facts` is the exact text that was stored, strict JSON on one line, never re-serialised. Digests are 32 bytes.
 * An excerpt is proven by its links alone, from the value before it to the value behind it. That the end was cut off
 * the chain alone does not show: its last link "close", and what the ledger holds of its head, do.
 */
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { type UtcInstant, utcInstant } from "../kernel/clock.ts";
import type { LiveChannelId, SessionId } from "../kernel/ids.ts";
import { assert } from "../kernel/refusal.ts";
import { type Json, strictJsonLine } from "../kernel/strict-json.ts";

const CONTEXT = "holdfast/live-chain/v1";

export const LINK_KINDS = [
  "open",
  "start",
  "pause",
  "resume",
  "stop",
  "take",
  "segment",
  "gap",
  "end",
  "close",
] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** SHA-256 of nothing: the content of links that are no segment. */
export const NO_CONTENT = sha256("");

export interface LiveLink {
  /** From 0, without gaps. */
  readonly index: number;
  readonly kind: LinkKind;
  readonly at: UtcInstant;
  readonly contentSha256: Sha256;
  readonly facts: string;
  readonly value: Sha256;
}

/** Where a chain stands: how many links it has, and the value of the last. */
export interface ChainHead {
  readonly links: number;
  readonly value: Sha256;
}

export interface NewLink {
  readonly kind: LinkKind;
  readonly at: UtcInstant;
  readonly contentSha256?: Sha256;
  /** What stands beside its kind; names nobody. */
  readonly facts?: { readonly [name: string]: Json };
}

export const firstHead = (channelId: LiveChannelId, sessionId: SessionId): ChainHead => ({
  links: 0,
  value: sha256(`${CONTEXT}\n${channelId}\n${sessionId}\n`),
});

type Hashed = Pick<LiveLink, "index" | "at" | "contentSha256" | "facts">;

export function linkValue(before: Sha256, { index, at, contentSha256, facts }: Hashed): Sha256 {
  const numbers = Buffer.alloc(16);
  numbers.writeBigUInt64BE(BigInt(index), 0);
  numbers.writeBigUInt64BE(BigInt(Date.parse(at)), 8);
  return sha256(
    Uint8Array.of(1),
    Buffer.from(before, "hex"),
    Buffer.from(contentSha256, "hex"),
    numbers,
    Buffer.from(sha256(facts), "hex"),
  );
}

/** The links behind `head`, in order. */
export function chained(head: ChainHead, news: readonly NewLink[]): readonly LiveLink[] {
  let { value } = head;
  return news.map(({ kind, at, contentSha256 = NO_CONTENT, facts = {} }, place) => {
    assert(Date.parse(at) >= 0, "our clock is past 1970");
    assert(!("kind" in facts), "the link says its kind itself");
    const link = {
      ...{ index: head.links + place, kind, at: utcInstant(new Date(at)), contentSha256 },
      facts: strictJsonLine({ kind, ...facts }),
    };
    value = linkValue(value, link);
    return { ...link, value };
  });
}

/** The index of the first link that does not follow from `head`, or null where all do. */
export function firstBreak(head: ChainHead, links: readonly LiveLink[]): number | null {
  let { value } = head;
  for (const [place, link] of links.entries()) {
    const index = head.links + place;
    if (link.index !== index || linkValue(value, link) !== link.value) return index;
    if (kindOf(link.facts) !== link.kind) return index;
    value = link.value;
  }
  return null;
}

/** The kind stands in the hashed text too. */
function kindOf(facts: string): unknown {
  try {
    return (JSON.parse(facts) as { kind?: unknown }).kind;
  } catch {
    return null;
  }
}

export type ExcerptFault = "broken" | "not-in-list" | "other-end";

/**
 * Whether `segments` are of the list `links`, which leads from `before` to `end`; null where they are. Of segments that are not
 * shown nothing is needed: the list holds their digests. `isClosed` says whether the list ends the channel.
 */
export function checkExcerpt(
  list: { readonly before: ChainHead; readonly links: readonly LiveLink[]; readonly end: Sha256 },
  segments: readonly { readonly index: number; readonly bytes: Uint8Array }[],
): { readonly fault: ExcerptFault | null; readonly isClosed: boolean } {
  const { before, links, end } = list;
  const last = links.at(-1);
  const isClosed = last?.kind === "close";
  if (firstBreak(before, links) !== null) return { fault: "broken", isClosed };
  if ((last?.value ?? before.value) !== end) return { fault: "other-end", isClosed };
  const isListed = segments.every(({ index, bytes }) => {
    const link = links[index - before.links];
    return link?.kind === "segment" && link.contentSha256 === sha256(bytes);
  });
  return { fault: isListed ? null : "not-in-list", isClosed };
}
