/** Use case: a take ends. Its length is set, so that it becomes an item like any other; then its chain says so. May run twice. */
import { Readable } from "node:stream";
import { appendBytes } from "../ingest/append-bytes.ts";
import { terminateUpload } from "../ingest/terminate-upload.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { LiveDeps } from "./live-deps.ts";
import type { ChannelState } from "./live-store.ts";
import { moveChannel } from "./move-channel.ts";
import { runState } from "./live-session.ts";
import { type EndReason, type OpenTake, endsAlone } from "./take.ts";
import { unfinished, uploadOf } from "./write-take.ts";

/** The state behind it. @throws Refusal conflict "live/moved"; as `appendBytes`. */
export async function endTake(
  deps: LiveDeps,
  state: ChannelState,
  { id }: Pick<OpenTake, "id">,
  reason: EndReason,
): Promise<ChannelState> {
  const whole = await nameAll(deps, state, id);
  const take = whole.openTakes.find((one) => one.id === id);
  if (take === undefined) return whole;
  const upload = await uploadOf(deps, whole, take);
  const { deviceId } = whole.channel;
  if (upload.state === "open" && upload.offsetBytes === 0) {
    await terminateUpload(deps.ingest, id, deviceId);
  } else if (upload.state === "open") {
    const { offsetBytes } = upload;
    await appendBytes(deps.ingest, {
      ...{ uploadId: id, deviceId, offsetBytes, lengthBytes: offsetBytes, bodyBytes: 0 },
      ...{ checksum: null, takeBody: () => Readable.from([]) },
    });
  }
  const at = deps.clock();
  const facts = { take: id, reason, bytes: take.bytes, segments: take.segments };
  return moveChannel(deps, whole, [{ kind: "end", at, facts }], {
    ends: [{ takeId: id, at, reason }],
  });
}

/** The state in which every byte that the take's upload holds is named by a row. */
async function nameAll(
  deps: LiveDeps,
  state: ChannelState,
  id: OpenTake["id"],
): Promise<ChannelState> {
  const take = state.openTakes.find((one) => one.id === id);
  if (take === undefined) return state;
  const { links, segments } = await unfinished(
    deps,
    state,
    take,
    await uploadOf(deps, state, take),
  );
  return links.length === 0 ? state : moveChannel(deps, state, links, { segments });
}

/** What is to be done about a channel though nobody pushes: takes end, what happened becomes links, a session that was stopped gets its last one. */
export async function tidyChannel(deps: LiveDeps, state: ChannelState): Promise<ChannelState> {
  const running = runState(state.events);
  let now = state;
  for (const take of state.openTakes) {
    const reason = endOf(deps, take, running);
    if (reason !== null) now = await endTake(deps, now, take, reason);
  }
  if (now.toldEvents < now.events.length) now = await moveChannel(deps, now, []);
  if (running !== "stopped" || now.isClosed || now.openTakes.length > 0) return now;
  const facts = { links: now.head.links, takes: now.takes };
  return moveChannel(deps, now, [{ kind: "close", at: deps.clock(), facts }]);
}

/** What is on its way when people stop still comes. */
const LAST_MS = 3_000;

function endOf(
  { clock, limits }: LiveDeps,
  take: OpenTake,
  running: ReturnType<typeof runState>,
): EndReason | null {
  const silentMs = Date.parse(clock()) - Date.parse(take.lastAt ?? take.openedAt);
  if (running === "stopped" && silentMs > LAST_MS) return "stopped";
  if (running === "paused" && silentMs > LAST_MS) return "paused";
  return endsAlone(take, clock(), limits);
}

/** True for what the next round may find done. */
export const isPassing = (error: unknown): boolean =>
  isRefusal(error, "live/moved") || isRefusal(error, "ingest/superseded");
