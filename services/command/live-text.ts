/** A session while it is recorded, in words. */
import type { z } from "zod";
import { CAUSE_WORDS, EVENT_WORDS, HOLE_WORDS, STATUS_WORDS } from "../live/live-words.ts";
import type { LiveChannelBody, LiveSessionBody } from "../review/live-schema.ts";
import { type Terminal, fill } from "./terminal.ts";
import { CHANNEL_KIND_WORDS, LIVE } from "./texts/live.ts";

export type Shown = z.infer<typeof LiveSessionBody>;
type Channel = z.infer<typeof LiveChannelBody>;

export const isSilent = (channels: readonly Pick<Channel, "silentSince">[]): boolean =>
  channels.some(({ silentSince }) => silentSince !== null);

export function tellSession(term: Terminal, id: string, shown: Shown): void {
  const { language } = term;
  term.say(LIVE.state, { id, status: STATUS_WORDS[shown.status][language] });
  if (shown.channels.length === 0) term.say(LIVE.noChannels);
  for (const channel of shown.channels) tellChannel(term, channel);
  for (const { at, kind, code, words } of shown.events) {
    term.say(LIVE.event, {
      ...{ at, kind: EVENT_WORDS[kind][language], code: code === null ? "" : ` [${code}]` },
      words: words === null ? "" : ` ${words}`,
    });
  }
}

function tellChannel(term: Terminal, channel: Channel): void {
  const { language } = term;
  const { id, room, name, silentSince: since, links, takes } = channel;
  term.say(LIVE.channelLine, {
    ...{ id, room, name, links, takes: takes.length, last: channel.lastAt ?? "–" },
    kind: CHANNEL_KIND_WORDS[channel.kind][language],
  });
  if (since !== null) term.say(LIVE.silent, { room, name, since });
  if (!channel.isSound) term.say(LIVE.unsound, { name });
  for (const { number, itemId: item, bytes, segments, lane, openedAt: from, endedAt } of takes) {
    term.say(LIVE.take, {
      ...{ number, item, bytes, segments, from, to: endedAt ?? LIVE.running[language] },
      aside: lane === "aside" ? LIVE.aside[language] : "",
    });
  }
  for (const { from, to, kind, cause, missingMs: ms } of channel.holes) {
    term.say(LIVE.hole, {
      ...{ from, to, kind: HOLE_WORDS[kind][language], cause: CAUSE_WORDS[cause][language] },
      missing: ms === null ? "" : fill(LIVE.missingMs[language], { ms }),
    });
  }
}
