/** Reads a camera a few times a second and not once a packet: a read costs the same, however much it brings. */
import type { Socket } from "node:net";
import { connectCamera } from "./camera-address.ts";
import { CameraReader } from "./camera-reader.ts";
import type { KeyRule } from "./key-packets.ts";
import type { Unit } from "./message.ts";

/** Well below what a watcher notices, or a clock's measurement rests on. */
const READ_EVERY_MS = 100;
/** What sends as much between two looks is read without rest: a camera that cannot send drops pictures. */
const BUSY_BYTES = 192 << 10;

export interface PacedReading {
  readonly socket: Socket;
  /** Nothing is read until `release`. */
  hold(): void;
  release(): void;
}

/** `take` hears each unit, `afterAll` that a read is over. What is no RTSP ends the connection; the recorder tells that nothing came. */
export function readCamera(
  url: URL,
  rule: KeyRule | null,
  take: (unit: Unit) => void,
  afterAll: () => void,
): PacedReading {
  const reader = new CameraReader(rule);
  let isHeld = false;
  let rest: NodeJS.Timeout | null = null;
  /** Whether to read on. */
  const read = (bytes: number): boolean => {
    let hasPackets = false;
    try {
      for (const unit of reader.took(bytes)) {
        hasPackets ||= unit.kind === "packet";
        take(unit);
      }
      afterAll();
    } catch {
      socket.destroy();
      return false;
    }
    // Answers are awaited; packets are not. Records of TLS come one by one though nothing is asked for.
    if (hasPackets && bytes < BUSY_BYTES) rest ??= setTimeout(over, untilNextLook());
    return rest === null && !isHeld;
  };
  const socket = connectCamera(url, {
    buffer: () => reader.room(),
    callback: read,
  });
  const over = (): void => {
    rest = null;
    if (!isHeld) socket.resume();
  };
  socket.once("close", () => {
    if (rest !== null) clearTimeout(rest);
  });
  return {
    socket,
    hold: () => {
      isHeld = true;
      socket.pause();
    },
    release: () => {
      isHeld = false;
      if (rest === null) socket.resume();
    },
  };
}

/** All lines are read at the same moments: to wake once for sixteen costs less. */
const untilNextLook = (): number => READ_EVERY_MS - (Date.now() % READ_EVERY_MS);
