/** What a room's recorder does while it runs: follows the sessions, records, sends, makes room, tells how it is. */
import { followSessions, type FollowDeps } from "../../services/recorder/follow-sessions.ts";
import type { Camera, Door, Spool } from "../../services/recorder/ports.ts";
import { type RecordDeps, recordChannel } from "../../services/recorder/record.ts";
import { sendChannel } from "../../services/recorder/send.ts";
import { Bell, sleep } from "../../services/recorder/waiting.ts";
import type { RoomSettings } from "./config.ts";
import { type RoomStatus, StatusBoard } from "./status.ts";

export interface RoomDeps {
  readonly spool: Spool;
  readonly door: Door;
  readonly kept: FollowDeps["kept"];
  /** By name. */
  readonly cameras: ReadonlyMap<string, Camera>;
  readonly nowMs: () => number;
  /** How far that is from the service's clock; null: it never said. */
  readonly clock: RecordDeps["clock"];
  readonly onStatus: (status: RoomStatus) => Promise<void>;
}

type Wanted = Pick<RoomSettings, "room" | "keepHours" | "freeBytes">;

/** Until `ended` is aborted. Rejects with what a disk says, after all else has ended. */
export async function runRoom(
  deps: RoomDeps,
  wanted: Wanted,
  ended: AbortController,
): Promise<void> {
  const board = new StatusBoard();
  const bells = new Bells();
  const housekeeping = keepHouse(deps, wanted, board, ended.signal);
  const following = followSessions(
    {
      spool: deps.spool,
      channels: () => deps.door.channels(),
      kept: deps.kept,
      record: (camera, channel, signal) => record(deps, board, bells, { camera, channel, signal }),
      send: (channel, signal) => send(deps, board, bells, { channel, signal }),
      sleep,
      onAnswer: (channels) => {
        board.isServiceThere = channels !== null;
        if (channels !== null) board.tell(channels.map(({ id }) => id));
        for (const { id, room, name } of channels ?? []) board.set(id, { room, camera: name });
      },
    },
    { room: wanted.room, cameras: [...deps.cameras.keys()] },
    ended.signal,
  );
  try {
    await Promise.race([following, housekeeping]);
  } finally {
    ended.abort();
    await Promise.all([following, housekeeping]);
  }
}

interface Run {
  readonly channel: string;
  readonly signal: AbortSignal;
}

async function record(
  { spool, cameras, nowMs, clock: house }: RoomDeps,
  board: StatusBoard,
  bells: Bells,
  { camera, channel, signal }: Run & { readonly camera: string },
): Promise<void> {
  const source = cameras.get(camera);
  if (source === undefined) return;
  try {
    await recordChannel(
      {
        ...{ camera: source, spool, nowMs, sleep, clock: house },
        onClosed: (clocks) => {
          board.set(channel, { clockOffsetMs: clocks?.source?.offsetMs ?? null });
          bells.of(channel).ring();
        },
        onState: (recording) => board.set(channel, { camera, recording }),
      },
      channel,
      signal,
    );
  } finally {
    board.set(channel, { recording: null });
  }
}

function send(
  { spool, door, nowMs }: RoomDeps,
  board: StatusBoard,
  bells: Bells,
  { channel, signal }: Run,
): Promise<void> {
  const onState = (sending: Parameters<StatusBoard["set"]>[1]["sending"] & object): void => {
    board.hasSent ||= sending.lastSentMs !== null && sending.problem === null;
    board.set(channel, { sending });
  };
  const idle = (ms: number, until: AbortSignal): Promise<void> =>
    bells.of(channel).heard(ms, until);
  return sendChannel({ spool, door, nowMs, onState, idle }, channel, signal);
}

const HOUSEKEEPING_MS = 1_000;
const HOUR_MS = 3_600_000;
const CLEARED_EVERY = 30;

async function keepHouse(
  { spool, nowMs, onStatus }: RoomDeps,
  { keepHours, freeBytes }: Wanted,
  board: StatusBoard,
  signal: AbortSignal,
): Promise<void> {
  for (let round = 0; ; round += 1) {
    board.freeBytes = await spool.freeBytes();
    // Days of segments are many names to read: only where there may be something to remove.
    const isLow = board.freeBytes < freeBytes;
    if ((isLow && board.hasSent) || round % CLEARED_EVERY === 0) {
      board.hasSent = false;
      board.freeBytes = await spool.clear(nowMs() - keepHours * HOUR_MS, freeBytes);
    }
    board.isDiskNearlyFull = board.freeBytes < freeBytes;
    await onStatus(board.at(nowMs()));
    if (signal.aborted) return;
    await sleep(HOUSEKEEPING_MS, signal);
  }
}

/** One a channel: rung when a segment was closed. */
class Bells {
  readonly #all = new Map<string, Bell>();

  of(channel: string): Bell {
    const bell = this.#all.get(channel) ?? new Bell();
    this.#all.set(channel, bell);
    return bell;
  }
}
