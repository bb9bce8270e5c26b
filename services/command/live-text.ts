/** A session while it is recorded, in words. */
import type { z } from "zod";
import {
  CAUSE_WORDS,
  CLOCK_WORDS,
  COVER_WORDS,
  EVENT_WORDS,
  HOLE_WORDS,
  STATUS_WORDS,
} from "../live/live-words.ts";
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
  const names = new Map(shown.channels.map((channel) => [channel.id, channel.name]));
  for (const channel of shown.channels) tellChannel(term, channel, names);
  for (const { channels, from, to } of shown.missing) {
    if (channels.length < 2) continue;
    const both = channels.map((one) => names.get(one) ?? one).join(", ");
    term.say(LIVE.bothMissed, { names: both, from, to });
  }
  for (const { at, kind, code, words } of shown.events) {
    term.say(LIVE.event, {
      ...{ at, kind: EVENT_WORDS[kind][language], code: code === null ? "" : ` [${code}]` },
      words: words === null ? "" : ` ${words}`,
    });
  }
}

type Names = ReadonlyMap<string, string>;

function tellChannel(term: Terminal, channel: Channel, names: Names): void {
  const { language } = term;
  const { id, room, name, silentSince: since, links, takes } = channel;
  term.say(LIVE.channelLine, {
    ...{ id, room, name, links, takes: takes.length, last: channel.lastAt ?? "–" },
    kind: CHANNEL_KIND_WORDS[channel.kind][language],
  });
  const { secondOf } = channel;
  if (secondOf !== null) term.say(LIVE.secondOf, { name: names.get(secondOf) ?? secondOf });
  tellClock(term, channel.clock);
  if (since !== null) term.say(LIVE.silent, { room, name, since });
  if (!channel.isSound) term.say(LIVE.unsound, { name });
  for (const { number, itemId: item, bytes, segments, lane, openedAt: from, endedAt } of takes) {
    term.say(LIVE.take, {
      ...{ number, item, bytes, segments, from, to: endedAt ?? LIVE.running[language] },
      aside: lane === "aside" ? LIVE.aside[language] : "",
    });
  }
  tellHoles(term, channel, names);
}

function tellHoles(term: Terminal, { holes }: Channel, names: Names): void {
  const { language } = term;
  for (const { from, to, kind, cause, missingMs: ms, cover } of holes) {
    const told = cover === null ? null : COVER_WORDS[cover.state][language];
    const by = cover === null ? "" : (names.get(cover.channel) ?? cover.channel);
    term.say(LIVE.hole, {
      cover: told === null ? "" : fill(LIVE.coveredBy[language], { words: told, name: by }),
      ...{ from, to, kind: HOLE_WORDS[kind][language], cause: CAUSE_WORDS[cause][language] },
      missing: ms === null ? "" : fill(LIVE.missingMs[language], { ms }),
    });
  }
}

/** Said once something is known of it. */
function tellClock(term: Terminal, clock: Channel["clock"]): void {
  const { language } = term;
  const { basis, offsetMs, errorMs, cameraOffsetMs, cameraSpreadMs } = clock;
  if (offsetMs === null && cameraOffsetMs === null) return;
  const unknown = LIVE.notTold[language];
  const offset =
    offsetMs === null
      ? unknown
      : fill(LIVE.offset[language], { ms: offsetMs, error: errorMs ?? 0 });
  const camera =
    cameraOffsetMs === null
      ? unknown
      : fill(LIVE.camera[language], { ms: cameraOffsetMs, spread: cameraSpreadMs ?? 0 });
  term.say(LIVE.clock, { basis: CLOCK_WORDS[basis][language], offset, camera });
}
