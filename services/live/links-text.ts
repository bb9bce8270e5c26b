/** The links of a channel as text: one line of strict JSON each, in order; derived from rows, and the same whenever it is asked for. */
import { z } from "zod";
import { digestField } from "../casefile/exact-text.ts";
import { utcInstant } from "../kernel/clock.ts";
import type { LiveChannelId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { parseStrictJson, strictJsonLine } from "../kernel/strict-json.ts";
import { type ChainHead, LINK_KINDS, type LiveLink, firstBreak } from "./chain.ts";
import type { LiveStore } from "./live-store.ts";

const instant = z.iso
  .datetime()
  .transform((text) => utcInstant(new Date(text)))
  .refine((at) => Date.parse(at) >= 0);
const Line = z.strictObject({
  index: z.int().min(0),
  at: instant,
  content: digestField,
  facts: z.string().max(16_384),
  value: digestField,
});
const Kind = z.looseObject({ kind: z.enum(LINK_KINDS) });

/** The kind stands in the facts, which are hashed. */
export const linkLine = ({ index, at, contentSha256, facts, value }: LiveLink): string =>
  strictJsonLine({ index, at, content: contentSha256, facts, value });

/** Null for what `linkLine` would not write. */
export function parseLinkLine(text: string): LiveLink | null {
  try {
    const { content: contentSha256, ...line } = Line.parse(parseStrictJson(Buffer.from(text)));
    const { kind } = Kind.parse(parseStrictJson(Buffer.from(line.facts)));
    const link = { ...line, kind, contentSha256 };
    return linkLine(link) === `${text}\n` ? link : null;
  } catch {
    return null;
  }
}

const PAGE = 1_000;

/** Pages of links from `from` until before `until`, each proven to follow from the one before. @throws Refusal tampered "live/chain-broken". */
export async function* soundLinks(
  live: Pick<LiveStore, "linksPage">,
  channelId: LiveChannelId,
  from: ChainHead,
  until: number,
): AsyncGenerator<readonly LiveLink[]> {
  for (let head = from; head.links < until;) {
    const links = await live.linksPage(channelId, head.links, Math.min(PAGE, until - head.links));
    const last = links.at(-1);
    if (last === undefined || firstBreak(head, links) !== null) throw chainBroken();
    yield links;
    head = { links: head.links + links.length, value: last.value };
  }
}

/** As it stands, sound or not: whoever holds it judges it. */
export async function* linksText(
  live: Pick<LiveStore, "linksPage">,
  channelId: LiveChannelId,
  from: number,
  until: number,
): AsyncGenerator<string> {
  for (let at = from; at < until;) {
    const links = await live.linksPage(channelId, at, Math.min(PAGE, until - at));
    if (links.length === 0) return;
    yield links.map(linkLine).join("");
    at += links.length;
  }
}

export const chainBroken = (): Refusal =>
  new Refusal(
    "tampered",
    "live/chain-broken",
    "links of a channel do not follow from one another",
    {
      fix: "Compare the channel's links with the newest head in the ledger: rows were changed outside of this service. What was signed before stays provable.",
    },
  );
