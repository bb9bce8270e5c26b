/** The verb that has the takes of a session made one recording, and waits until it is. */
import { DerivedBody } from "../review/derived-schema.ts";
import { LiveSessionBody } from "../review/live-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { tellMade, untilMade } from "./derived-wait.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { LIVE } from "./texts/live.ts";
import { LIVE_JOINED } from "./texts/live-joined.ts";

export interface Joining {
  readonly track?: string;
  readonly from?: string;
  readonly to?: string;
  readonly purpose: string;
  readonly purposeKind?: "evidence" | "supervision" | "protection";
  /** False: it only asks. */
  readonly wait: boolean;
}

export async function liveJoined(
  api: ApiClient,
  term: Terminal,
  [session, channel]: readonly [session: string, channel: string | undefined],
  { track, from, to, purpose, purposeKind = "evidence", wait }: Joining,
  lookMs?: number,
): Promise<ExitCode> {
  const at = `/api/v1/recording-sessions/${encodeURIComponent(session)}/live`;
  const channelId = channel === undefined ? null : await channelCalled(api, at, channel);
  const body = {
    ...{ channelId, track: track ?? null, purpose, purposeKind },
    ...{ firstTake: numberOf(from), lastTake: numberOf(to) },
  };
  const asked = await api.post(`${at}/joined`, body, DerivedBody);
  term.say(LIVE_JOINED.asked, { inputs: asked.from.length, id: asked.id });
  const now = await untilMade(api, term, asked, {
    wait,
    ...(lookMs === undefined ? {} : { lookMs }),
  });
  return tellMade(term, now, () => {
    for (const { itemId: input, beginsAtMs } of now.from) {
      const seconds = beginsAtMs === null ? "?" : (beginsAtMs / 1_000).toFixed(3);
      term.say(LIVE_JOINED.input, { at: seconds, item: input });
    }
  });
}

async function channelCalled(api: ApiClient, at: string, called: string): Promise<string> {
  const { channels } = await api.get(at, LiveSessionBody);
  const found = channels.find(({ id, name }) => id === called || name === called);
  if (found === undefined) throw new VerbFailure(EXIT.usage, LIVE.noSuchChannel, { name: called });
  return found.id;
}

/** The service refuses what is no number of a take. */
const numberOf = (text: string | undefined): number | null =>
  text === undefined ? null : Number(text);
