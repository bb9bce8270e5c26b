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
/** A picture whose first packets are here comes whole in less. */
const LAST_MS = 40;

export interface PacedReading {
  readonly socket: Socket;
  /** Nothing is read until `release`. */
  hold(): void;
  release(): void;
  /** Reads what is there and what comes for a moment, so that nothing that was sent before is left; then calls `done`. */
  finish(done: () => void): void;
}

/** `take` hears each unit, `afterAll` that a read is over. What is no RTSP ends the connection; the recorder tells that nothing came. */
export function readCamera(
  url: URL,
  rule: KeyRule | null,
  take: (unit: Unit) => void,
  afterAll: () => void,
): PacedReading {
  const reader = new CameraReader(rule);
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
    // Answers are awaited; packets are not.
    if (hasPackets && bytes < BUSY_BYTES) pace.rest();
    return pace.isGoing();
  };
  const socket = connectCamera(url, { buffer: () => reader.room(), callback: read });
  // A read by TLS is a record at most, however much is there.
  const pace = new Pace(socket, url.protocol !== "rtsps:");
  return pace;
}

class Pace implements PacedReading {
  readonly socket: Socket;
  #isPaced: boolean;
  #isHeld = false;
  #rest: NodeJS.Timeout | null = null;

  constructor(socket: Socket, isPaced: boolean) {
    this.socket = socket;
    this.#isPaced = isPaced;
    socket.once("close", () => this.#wake());
  }

  isGoing(): boolean {
    return this.#rest === null && !this.#isHeld;
  }

  rest(): void {
    if (!this.#isPaced) return;
    this.#rest ??= setTimeout(() => {
      this.#rest = null;
      this.#go();
    }, untilNextLook());
  }

  hold(): void {
    this.#isHeld = true;
    this.socket.pause();
  }

  release(): void {
    this.#isHeld = false;
    this.#go();
  }

  finish(done: () => void): void {
    this.#isPaced = false;
    this.#wake();
    this.#go();
    setTimeout(done, LAST_MS);
  }

  #wake(): void {
    if (this.#rest !== null) clearTimeout(this.#rest);
    this.#rest = null;
  }

  #go(): void {
    if (this.isGoing()) this.socket.resume();
  }
}

/** All lines are read at the same moments: to wake once for sixteen costs less. */
const untilNextLook = (): number => READ_EVERY_MS - (Date.now() % READ_EVERY_MS);
